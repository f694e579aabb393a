"""docs/rules.md: every rule with its examples, written from the rules themselves by `make record`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
HEAD = """# The rules

Written by `make record` from the rules themselves. The part of an example that a rule takes stands in [brackets]; what
it must leave alone stands beside it. The column `rule` of claims.csv and mentions.csv names one of these. What the
words of a rule are stands in the tables of `viclaims/lexicon`.
"""


def page() -> str:
    """The page as the rules are today."""
    from viclaims.article.lines import DATE_LINE, LINE_RULES
    from viclaims.claims.doubts import DOUBTS
    from viclaims.claims.extract import OTHER_RULES
    from viclaims.claims.role_rules import RULES
    from viclaims.claims.unit_readers import READERS
    from viclaims.documents.names import RULES as NAMES
    from viclaims.observations.periods import POINTS

    parts = [
        ("Numbers that count nothing", "In the order in which they are tried: `claims/role_rules.py`.",
         ("rule", "role", "takes", "leaves alone"),
         ((rule.name, rule.role, rule.takes, rule.refuses) for rule in RULES)),
        ("How a unit is found", "The first that finds one makes the number a claim: `claims/unit_readers.py`.",
         ("rule", "reads", "takes"), ((reader.name, reader.purpose, reader.takes) for reader in READERS)),
        ("Numbers that no rule above has read", "`claims/extract.py`.",
         ("rule", "what it is", "takes"), ((name, rule.purpose, rule.takes) for name, rule in OTHER_RULES.items())),
        ("Doubts", "What speaks against a claim; the first that does is told: `claims/doubts.py`.",
         ("doubt", "says", "takes", "leaves alone"),
         ((doubt.name, doubt.says, doubt.takes, doubt.refuses) for doubt in DOUBTS)),
        ("Numbers of documents", "`documents/names.py`.",
         ("rule", "reads", "takes", "leaves alone"),
         ((name, rule.purpose, rule.takes, rule.refuses) for name, rule in NAMES.items())),
        ("Times", "Forms of a point of time, the first that fits: `observations/periods.py`.",
         ("rule", "takes", "leaves alone"), ((rule.name, rule.takes, rule.refuses) for rule in POINTS)),
        ("Lines of a page", "What is no running text: `article/lines.py`.",
         ("rule", "role", "where", "takes", "leaves alone"),
         ((rule.name, rule.role, rule.where, [rule.example], [rule.refused]) for rule in (*LINE_RULES, DATE_LINE))),
    ]  # fmt: skip
    return HEAD + "".join(_table(*part) for part in parts)


def _table(title: str, note: str, columns: Sequence[str], rows: Iterable[Sequence]) -> str:
    lines = [f"\n## {title}\n", note + "\n", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: str | Sequence[str]) -> str:
    text = value if isinstance(value, str) else " · ".join(value)
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").replace("\n", " ⏎ ").replace("\t", " ⇥ ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""What is read in every example of the lexicon and of the rules: `make record` writes tests/cases/readings.csv, a
test reads them all again, and `make mutants` asks which row or rule could go without one of them changing.

A line of the table is an example with all that is read in it, in one line of plain text: claims with all they say,
the roles of the other numbers, documents, where sentences part, what a line of a page would be, and the times,
places, telling words and labels that observations are made of. What weights decide is left out: they are learned anew.
A text that is a number or a phrase of time as a whole is read as such too.
"""

import csv
import math
import re
from pathlib import Path

READINGS = Path(__file__).parent / "cases" / "readings.csv"
PUBLISHED = "2024-10-05"
COLUMNS = ("example", "reading")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
# A page around a line: what stands above its running text is its head, what stands below its tail.
_RUNNING = "Ngày 5, xã có thêm 7 hộ vươn lên khá giả nhờ vay vốn nuôi bò sinh sản."


def examples() -> list[str]:
    """The examples of every row of the lexicon and of every rule, each once."""
    from viclaims.article.lines import DATE_LINE, LINE_RULES
    from viclaims.claims.doubts import DOUBTS
    from viclaims.claims.role_rules import RULES
    from viclaims.claims.unit_readers import READERS
    from viclaims.documents.names import RULES as NAME_RULES
    from viclaims.lexicon import lexicon
    from viclaims.observations.periods import POINTS

    # Names of a page's mark-up are in no text.
    found = [row.example for table, rows in lexicon().tables.items() if table != "markup" for row in rows]
    for rule in [*RULES, *READERS, *DOUBTS, *NAME_RULES.values(), *POINTS]:
        found += [plain(text) for text in (*rule.takes, *getattr(rule, "refuses", ()))]
    found += [text for rule in (*LINE_RULES, DATE_LINE) for text in (rule.example, rule.refused)]
    return list(dict.fromkeys(found))


def plain(example: str) -> str:
    """An example of a rule without the brackets that show what it takes."""
    return _BRACKETS.sub(r"\1", example)


def reading(text: str) -> str:
    """All that is read in a text, in one line.

    >>> reading("hơn 8,6 tỷ đồng")
    '8,6 tỷ = > 8600000000 đồng, money · words: hơn bound · 8,6 tỷ đồng: label đồng (kế hoạch)'
    """
    from viclaims import extract_documents
    from viclaims.claims.extract import claim_rows, mentions_of, read_numbers
    from viclaims.observations.periods import parse_period
    from viclaims.text.sentences import split_sentences

    read = read_numbers(text)
    claims = {claim["start"]: _claim(claim) for claim in claim_rows(read)}
    others = {
        mention["start"]: f"{mention['quote']}: {mention['role']}"
        for mention in mentions_of(read).to_dict("records")
        if mention["role"] != "claim"
    }
    parts = [said for _, said in sorted((others | claims).items())]
    parts += [_document(document) for document in extract_documents(text).to_dict("records")]
    sentences = [text[start:end] for start, end in split_sentences(text)]
    if len(sentences) > 1:
        parts.append("sentences: " + " ‖ ".join(sentences))
    parts += _seen(text, read)
    if number := _number(text):
        parts.append(f"number: {number}")
    if any(period := parse_period(text, PUBLISHED)):
        parts.append(f"period: {'/'.join(period)}")
    if role := _role_of_line(text):
        parts.append(f"line: {role}")
    return " · ".join(parts)


def _claim(claim: dict) -> str:
    high = "" if math.isnan(claim["value_high"]) else f"–{claim['value_high']:.15g}"
    whole = "" if math.isnan(claim["whole"]) else f" of {claim['whole']:.15g}"
    said = " ".join(filter(None, (claim["qualifier"], f"{claim['value']:.15g}{high}", claim["unit"])))
    counted = f" ({claim['counted']})" if claim["counted"] != claim["unit"] else ""
    doubt = f" ? {claim['doubt']}" if claim["doubt"] else ""
    return f"{claim['quote']} = {said}{counted}{whole}, {claim['kind']}{doubt}"


def _seen(text: str, read) -> list[str]:
    """What the readers of observations see: times and dates, places, telling words, how numbers hang together; the
    label of the first proposals for all fields, told as the nearest cue says, without one as a plan."""
    from viclaims.claims.extract import lower
    from viclaims.observations.links import Counting, direction_of, start_of, whole_of
    from viclaims.observations.observe import Answer, adds_up, asked_of
    from viclaims.observations.periods import dates_of
    from viclaims.observations.ranking import FIELDS, proposals
    from viclaims.observations.says import label_of
    from viclaims.observations.scene import LEARNED_KINDS, find_places, find_times
    from viclaims.observations.statuses import proposed, seen_of

    low = lower(text)
    times = [(text[time.start : time.end], dates_of(time, PUBLISHED)) for time in find_times(low, 0, len(low), ())]
    places = [text[place.start : place.end] for place in find_places(text, low, 0, len(low))]
    claims = [asked for asked, _ in asked_of(read, lambda _: Answer({}, "reported")) if asked]
    telling = LEARNED_KINDS | {"time"}
    words = dict.fromkeys(
        f"{token.low} {token.kind}" for asked in claims for token in asked.scene.tokens if token.kind in telling
    )
    parts = ["times: " + ", ".join(f"{said} {since}/{until}" for said, (since, until) in times)] if times else []
    parts += ["places: " + ", ".join(places)] if places else []
    parts += ["words: " + ", ".join(words)] if words else []
    counted: list[Counting] = []
    for asked in claims:
        whole = whole_of(asked.scene, asked.sentence, asked.at, asked.reading, counted)
        counted.append(Counting(asked.start, asked.sentence, asked.at, asked.reading, whole))
        before = start_of(asked.scene, asked.at)
        made = {field: list(proposals(asked, field, {})) for field in FIELDS}
        first = {field: ones[0][:2] for field, ones in made.items() if ones}
        printed = {field: text[slice(*span)] for field, span in first.items()}
        groups = [group for ones in made.values() for one in ones for group in one.seen]
        heads = dict.fromkeys(values[0] for group, _, values in groups if group == "class" and " " not in values[0])
        cues = [values[:2] for group, values in seen_of(asked) if group == "cue"]
        status = next((name for _, name in cues if name != "done"), "plan")
        direction = direction_of(asked.scene, asked.at, asked.reading.kind)
        links = {
            "direction": direction,
            "from": "" if before is None else asked.scene.tokens[before].low,
            "part of": "" if whole is None else text[whole : whole + 12].split()[0],
            "told": " ".join(f"{where} {name}" for where, name in cues),
            "heads": " ".join(heads),
            "adds up": "yes" if adds_up(low, first, asked.reading) else "",
            "label": label_of(printed, asked.reading, status, direction, proposed(asked)),
        }
        said = ", ".join(f"{name} {value}" for name, value in links.items() if value)
        parts += [f"{asked.scene.tokens[asked.at].low}: {said}"] if said else []
    return parts


def _document(document: dict) -> str:
    told = ("type", "number", "issuer", "level", "date", "subject", "implements")
    return "document: " + " | ".join(str(document[name]) for name in told if document[name])


def _number(text: str) -> str:
    from viclaims import parse_number

    try:
        return f"{parse_number(text):.15g}"
    except ValueError:
        return ""


def _role_of_line(text: str) -> str:
    """What the text would be as a line of a page, where it is no running text: below the headline, at the end."""
    from viclaims.article.lines import roles_of

    if "\n" in text:
        return ""
    head = roles_of(["Xã Bình An có thêm hộ khá", text, _RUNNING, _RUNNING], frozenset())[1]
    tail = roles_of(["Xã Bình An có thêm hộ khá", _RUNNING, _RUNNING, text], frozenset())[3]
    usual = {("lead", "body"), ("body", "body")}
    return "" if (head, tail) in usual else f"{head}, {tail}"


def recorded() -> dict[str, str]:
    """Example → reading as the table has it."""
    with open(READINGS, encoding="utf-8", newline="") as file:
        return {row["example"]: row["reading"] for row in csv.DictReader(file)}


def write() -> None:
    """Write the table as the examples are read today."""
    with open(READINGS, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows((text, reading(text)) for text in examples())


if __name__ == "__main__":
    write()

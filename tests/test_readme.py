"""The README says what is in the repository: its numbers, quotes, paths, targets and scores."""

import csv
import re
from pathlib import Path

import pytest

from tests.labels.evaluate import IN_README, ROLES, SETS, read_labels, readme_row
from tests.labels.score_claims import score
from tests.labels.score_roles import score_roles
from viclaims import extract_claims, extract_mentions
from viclaims.tables.schemas import COLUMNS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROCESSED = ROOT / "data" / "processed" / "haiduong-2021-01-02"


def test_links_lead_to_files_of_the_repository():
    paths = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(paths) > 8
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_targets_are_in_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?:^    |`)make ([a-z-]+)", README, re.MULTILINE))
    assert targets >= {"report", "test", "evaluate"}
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_findings_are_those_of_the_table():
    with open(PROCESSED / "claims.csv", encoding="utf-8", newline="") as file:
        claims = {row["quote"]: row for row in csv.DictReader(file) if row["headline"] != "0"}
    assert set(claims) == {"6", "52", "22", "90.253"}
    shown = re.findall(r"^\| \*\*([\d,]+)(?: of (\d+)\*\* \(([\d.]+)%\)|\*\*)", README, re.MULTILINE)
    assert [float(row[0].replace(",", "")) for row in shown] == [float(row["value"]) for row in claims.values()]
    assert float(shown[1][1]) == float(claims["52"]["whole"])
    assert shown[1][2] == f"{float(claims['52']['share_pct']):.1f}"


def test_quotes_are_in_the_article():
    text = (PROCESSED / "text.txt").read_text(encoding="utf-8")
    quotes = re.findall(r"\| “([^”]+)” \|", README)
    assert len(quotes) == 4 and all(quote in text for quote in quotes)


def test_every_column_is_in_the_data_dictionary():
    for name, columns in COLUMNS.items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name}.csv`"))
        words = set(re.findall(r"\w+", row))
        assert set(columns) <= words, name


@pytest.mark.parametrize("name", SETS)
def test_scores_are_at_least_what_the_table_says(name):
    lines = README.splitlines()
    texts, claims, *stated = (cell.strip() for cell in lines[readme_row(name, lines)].split("|")[2:-1])
    got = score(read_labels(name), extract_claims)
    assert (int(texts), int(claims)) == (got["texts"], got["gold"])
    fallen = [figure for figure, least in zip(IN_README, stated, strict=True) if round(got[figure], 1) < float(least)]
    assert fallen == []


def test_roles_are_at_least_what_the_table_says():
    lines = README.splitlines()
    texts, mentions, stated = (cell.strip() for cell in lines[readme_row(ROLES, lines)].split("|")[2:-1])
    got = score_roles(read_labels(ROLES), extract_mentions)
    assert (int(texts), int(mentions)) == (got["texts"], got["mentions"])
    assert round(got["roles"], 1) >= float(stated)

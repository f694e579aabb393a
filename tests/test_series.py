"""The whole series, as `python -m viclaims report` runs it, on articles that the code has never seen.

One article with other numbers and no sidecar, one without any number, and one whose name is not allowed.
"""

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from viclaims.tables.files import read_table
from viclaims.tables.schemas import COLUMNS

PROJECT = Path(__file__).parent.parent
OTHER, WORDLESS, BAD = "trong-cay-2019", "le-hoi-lang", "Bài 4.txt"
OTHER_TEXT = """\
Trồng cây ở Vĩnh Lâm

Cập nhật lúc 07:45, 12/03/2019

Phong trào trồng cây của huyện Vĩnh Lâm có nhiều kết quả.

Ngày 12.3.2019, UBND huyện tổ chức hội nghị tổng kết theo Kế hoạch số 17-KH/UBND ngày 5.1.2018.
Toàn huyện trồng được 12.500 cây xanh; 18 trong tổng số 24 xã hoàn thành kế hoạch.
Huyện chi hơn 3,2 tỷ đồng và tổ chức 7 lớp tập huấn cho nông dân.
"""
WORDLESS_TEXT = """\
Lễ hội làng

Sáng nay, bà con trong làng mở hội đầu xuân.
Các cụ cao niên dâng hương, thanh niên thi kéo co và hát quan họ.
"""
REPORT = [sys.executable, "-m", "viclaims", "report"]
FIGURE_FILES = (".csv", ".png", ".svg", ".vi.png", ".vi.svg")
UNWANTED = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
PAGES = ("index.html", "index.vi.html")


@pytest.fixture(scope="module")
def series(tmp_path_factory) -> tuple[Path, subprocess.CompletedProcess]:
    """A copy of the project with the invented articles in place of the shipped one, after one run."""
    root = tmp_path_factory.mktemp("series") / "báo cáo 1"
    for part in ("viclaims", "notebooks", "data/reference", "environment"):
        shutil.copytree(PROJECT / part, root / part, ignore=UNWANTED)
    raw = root / "data" / "raw"
    raw.mkdir()
    for name, text in ((f"{OTHER}.txt", OTHER_TEXT), (f"{WORDLESS}.txt", WORDLESS_TEXT), (BAD, OTHER_TEXT)):
        (raw / name).write_text(text, encoding="utf-8")
    run = subprocess.run(
        REPORT, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return root, run


def notebooks() -> list[str]:
    return sorted(path.stem for path in (PROJECT / "notebooks").glob("0[1-4]-*.ipynb"))


def listed(figures: Path) -> list[dict[str, str]]:
    """The rows of the list of figures that an article has or lacks."""
    with open(figures / "figures.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_name_that_is_not_allowed_is_one_sentence_and_the_others_are_finished(series):
    root, run = series
    said = run.stdout + run.stderr
    assert run.returncode == 1, said
    assert [BAD in line for line in said.splitlines()].count(True) == 1
    assert "Traceback" not in said and not (root / "report" / "failed").exists()
    assert {path.name for path in (root / "report").iterdir() if path.is_dir()} == {OTHER, WORDLESS}


def test_the_series_has_four_notebooks():
    assert [name[:2] for name in notebooks()] == ["01", "02", "03", "04"]


@pytest.mark.parametrize("article", [OTHER, WORDLESS])
def test_every_promised_table_and_page_is_there(article, series):
    root, run = series
    processed, report = root / "data" / "processed" / article, root / "report" / article
    assert (processed / "text.txt").read_bytes() == (root / "data" / "raw" / f"{article}.txt").read_bytes()
    for name, columns in COLUMNS.items():
        assert list(read_table(name, processed))[: len(columns)] == list(columns), run.stdout
    pages = {*PAGES, *(f"{name}.html" for name in notebooks())}
    assert {path.name for path in report.iterdir()} == pages
    for page in [*report.iterdir(), root / "report" / "index.html"]:
        text = page.read_text(encoding="utf-8")
        assert text.rstrip().endswith("</html>")
        assert all(source.startswith("data:") for source in re.findall(r'<img[^>]*\ssrc="([^"]*)"', text))
        assert "Traceback" not in text and str(root) not in text and ".staging-" not in text


def test_the_other_article_gives_its_own_numbers(series):
    root, _ = series
    claims = read_table("claims", root / "data" / "processed" / OTHER)
    text = (root / "data" / "processed" / OTHER / "text.txt").read_bytes().decode("utf-8")
    assert [(row.quote, row.value, row.qualifier) for row in claims.itertuples()] == [
        ("12.500", 12500, ""), ("18", 18, ""), ("3,2 tỷ", 3.2e9, ">"), ("7", 7, ""),
    ]  # fmt: skip
    assert [text[row.start : row.end] for row in claims.itertuples()] == list(claims["quote"])
    assert list(claims["unit"])[2] == "đồng" and list(claims["whole"])[1] == 24
    assert claims["share_pct"].round(1)[1] == 75.0


def test_no_digit_of_the_other_article_is_unaccounted_for(series):
    root, _ = series
    processed = root / "data" / "processed" / OTHER
    mentions = read_table("mentions", processed)
    text = (processed / "text.txt").read_bytes().decode("utf-8")
    spans = [(row.start, row.end) for row in mentions.itertuples()]
    runs = [found.span() for found in re.finditer(r"\d+", text)]
    assert all(any(start <= a and b <= end for start, end in spans) for a, b in runs)
    documents = read_table("documents", processed)
    assert list(documents["number"]) == ["17-KH/UBND"] and list(documents["date"]) == ["2018-01-05"]


def test_figures_come_as_three_files_and_show_nothing_of_another_article(series):
    root, _ = series
    figures = root / "figures" / OTHER
    drawn = [row["subject"] for row in listed(figures) if not row["reason_en"]]
    assert drawn
    made = {path.name for path in figures.iterdir()} - {"figures.csv"}
    assert made == {f"{subject}{suffix}" for subject in drawn for suffix in FIGURE_FILES}
    assert all((figures / name).stat().st_size > (0 if name.endswith(".csv") else 1000) for name in made)
    for path in [*figures.glob("*.csv"), *figures.glob("*.svg")]:
        assert "Hải Dương" not in path.read_text(encoding="utf-8")


def test_an_article_without_numbers_has_empty_tables_and_says_so(series):
    root, _ = series
    processed = root / "data" / "processed" / WORDLESS
    rows = {name: len(read_table(name, processed)) for name in COLUMNS}
    assert rows.pop("paragraphs") > 0 and rows.pop("sentences") > 0
    assert set(rows.values()) == {0}, rows


def test_a_figure_with_nothing_to_show_is_left_out_with_the_reason(series):
    root, _ = series
    rows = listed(root / "figures" / WORDLESS)
    assert rows and all(row["reason_en"] and row["reason_vi"] for row in rows)
    assert [path.name for path in (root / "figures" / WORDLESS).iterdir()] == ["figures.csv"]


def test_a_second_run_makes_no_good_article_again(series):
    root, _ = series
    before = {path: path.stat().st_mtime_ns for path in (root / "figures").rglob("*")}
    again = subprocess.run(
        REPORT, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert again.returncode == 1 and "cell" not in again.stdout
    assert before == {path: path.stat().st_mtime_ns for path in (root / "figures").rglob("*")}

"""Figures by their geometry and words: squares, bars, titles, two languages, nothing clipped, same bytes."""

import csv
import io
import itertools
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import matplotlib
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from PIL import Image

from viclaims.charts import claims as charts
from viclaims.charts import frames
from viclaims.charts import style as chart_style
from viclaims.tables.schemas import COLUMNS, frame_of

INFO = {
    "en": {"source": "Source: Hải Dương newspaper, 2 Jan 2021"},
    "vi": {"source": "Nguồn: Báo Hải Dương, 02/01/2021"},
}
LONG = "lượt cán bộ, công chức, viên chức và người hoạt động không chuyên trách ở cấp xã, thôn, tổ dân phố"
MARKUP = "$\\frac{x}{y}$ & <b>^_{}%"
with open(Path(__file__).parent / "cases" / "charts-titles.csv", encoding="utf-8", newline="") as file:
    TITLES = list(csv.reader(file))[1:]
STAGES = pd.DataFrame(
    [
        ("planning", "Quy hoạch", "Planning", "quy hoạch", ""),
        ("rotation", "Luân chuyển", "Rotation", "luân chuyển", ""),
        ("long", LONG, MARKUP, LONG, ""),
    ],
    columns=["stage", "label_vi", "label_en", "cues", "refused"],
)


def table(name, rows):
    """A table of the series from rows that say only what matters; the rest is empty."""
    blank = {"text": "", "whole number": 0, "number": float("nan"), "place in the text": None}
    empty = {column: blank[kind] for column, kind in COLUMNS[name].items()}
    return frame_of([empty | row for row in rows], COLUMNS[name])


def claim(at, value, unit, headline=0, **more):
    quote = f"{value:g}"
    sentence = f"Đến nay đã có {quote} {unit} thực hiện."
    return {
        "start": at, "end": at + len(quote), "quote": quote, "value": float(value), "unit": unit,
        "counted": unit, "kind": "count", "sentence": sentence, "sentence_start": at - sentence.index(quote),
        "headline": headline, "label_vi": unit if headline else "", "label_en": unit if headline else "",
        "section": "achievements", **more,
    }  # fmt: skip


def document(at, number, level="", date="", **more):
    return {"start": at, "end": at + 9, "quote": f"Kế hoạch {number}", "type": "Kế hoạch", "number": number,
            "level": level, "date": date, "section": "measures", **more}  # fmt: skip


PARAGRAPHS = table("paragraphs", [
    {"paragraph": 1, "start": 0, "end": 90, "role": "headline", "text": "Bài về công tác cán bộ"},
    {"paragraph": 2, "start": 100, "end": 990, "role": "body", "section": "achievements",
     "text": "Đã luân chuyển 22 đồng chí. Quy hoạch được quan tâm."},
    {"paragraph": 3, "start": 1000, "end": 1990, "role": "body", "section": "measures",
     "text": "Thực hiện luân chuyển. Xây dựng quy hoạch."},
])  # fmt: skip
SENTENCES = table("sentences", [
    {"sentence": 1, "start": 100, "end": 127, "paragraph": 2},
    {"sentence": 2, "start": 128, "end": 152, "paragraph": 2},
    {"sentence": 3, "start": 1000, "end": 1022, "paragraph": 3},
    {"sentence": 4, "start": 1023, "end": 1042, "paragraph": 3},
])  # fmt: skip


@dataclass
class Invented:
    """The tables of an article that does not exist."""

    claims: pd.DataFrame = field(default_factory=lambda: table("claims", []))
    documents: pd.DataFrame = field(default_factory=lambda: table("documents", []))
    measures: pd.DataFrame = field(default_factory=lambda: table("measures", []))
    paragraphs: pd.DataFrame = field(default_factory=lambda: PARAGRAPHS)
    sentences: pd.DataFrame = field(default_factory=lambda: SENTENCES)
    scored: pd.DataFrame = field(default_factory=pd.DataFrame)


def usual():
    return Invented(
        claims=table("claims", [
            claim(120, 6, "huyện", 1),
            claim(150, 52, "địa phương", 2, whole=235.0, label_en="communes in the pilot", period="hiện"),
            claim(180, 22, "đồng chí", 3),
            claim(210, 90253, "lượt cán bộ", 4, caveat_en="Attendances.", caveat_vi="Lượt tham dự."),
        ]),
        documents=table("documents", [
            document(1010, "26-NQ/TW", "central"),
            document(1040, "103a-KH/TU", "provincial", "2018-07-26", implements="26-NQ/TW"),
            document(1070, "19-QĐi/TU", "provincial", "2019-03-05"),
            document(1100, "103a-KH/TU", "provincial", "2018-07-26", implements="26-NQ/TW", refers_to=1040.0),
        ]),
        measures=table("measures", [
            {"measure": 1, "start": 1000, "end": 1200, "text": "Thực hiện luân chuyển", "stage": "rotation"},
        ]),
        scored=pd.DataFrame({
            "term": ["xây dựng", "luân chuyển"], "target": [9, 1], "reference": [1, 8],
            "target_per_1000": [30.0, 3.0], "reference_per_1000": [3.0, 29.0], "g2": [7.5, 6.0],
            "more_in": ["target", "reference"],
        }),
    )  # fmt: skip


def crowded():
    """Forty of everything, labels of a hundred characters, marks that could be read as formulas."""
    levels = itertools.cycle(["central", "provincial", "local", ""])
    rows = [
        document(1000 + 10 * i, f"{i}-KH/TU {LONG if i % 5 == 0 else MARKUP}", next(levels),
                 f"{1990 + i}-0{1 + i % 9}-15" if i % 3 else "", issuer=LONG,
                 implements=f"{i - 1}-KH/TU {LONG if (i - 1) % 5 == 0 else MARKUP}" if i % 4 else "")
        for i in range(40)
    ]  # fmt: skip
    words = [f"{LONG} {i}" for i in range(20)]
    return Invented(
        claims=table("claims", [
            claim(110 + 20 * i, 10**i % 99_999_999_971 + i / 7, LONG + MARKUP * (i % 2),
                  i + 1 if i < 12 else 0, whole=float(10 ** (i % 9)), caveat_en=LONG, caveat_vi=LONG,
                  qualifier=">", value_high=1e12)
            for i in range(40)
        ]),
        documents=table("documents", rows),
        measures=table("measures", [
            {"measure": i, "start": 1000 + 10 * i, "end": 1009 + 10 * i, "text": MARKUP,
             "stage": "rotation; long", "target": str(110 + 20 * i)} for i in range(40)
        ]),
        scored=pd.DataFrame({
            "term": words, "target": range(20), "reference": range(20, 0, -1), "target_per_1000": 1.0,
            "reference_per_1000": 2.0, "g2": np.linspace(900, 4, 20), "more_in": ["target", "reference"] * 10,
        }),
    )  # fmt: skip


@cache
def usual_charts(language):
    return draw_all(usual(), language)


def draw_all(made, language):
    """Every figure of an article, as the notebook draws them."""
    evidence = frames.evidence_by_stage(
        made.claims, made.documents, made.measures, made.paragraphs, made.sentences, STAGES
    )
    drawn = [
        charts.part_of_whole(made.claims, info=INFO[language], language=language),
        charts.headline_quantities(made.claims, info=INFO[language], language=language),
        charts.where_numbers_stand(
            made.claims,
            made.documents,
            made.measures,
            made.paragraphs,
            info=INFO[language],
            language=language,
        ),
        charts.document_timeline(made.documents, info=INFO[language], language=language),
        charts.who_implements_whom(made.documents, info=INFO[language], language=language),
        charts.stage_evidence(evidence, info=INFO[language], language=language),
        charts.keyness(made.scored, info=INFO[language], language=language),
    ]
    return {chart.subject: chart for chart in drawn}


def texts(figure):
    found = [text for axes in figure.axes for text in axes.texts if text.get_text().strip()]
    return [(text, text.get_window_extent(figure.canvas.get_renderer())) for text in found]


def labelled(figure, label):
    return [patch for axes in figure.axes for patch in axes.patches if patch.get_label() == label]


def one_claim(value, whole, **more):
    return charts.part_of_whole(table("claims", [claim(1, value, "xã", whole=float(whole), **more)]), info=INFO["en"])


# -------------------------------------------------------------------------------- geometry


def test_as_many_squares_as_the_whole_and_as_many_filled_as_the_part():
    figure = usual_charts("en")["part_of_whole"].figure
    assert (len(labelled(figure, "part")), len(labelled(figure, "rest"))) == (52, 183)


@pytest.mark.parametrize(
    ("value", "whole", "squares"),
    [
        (0, 3, {"part": 0, "rest": 3}),
        (1, 1, {"part": 1, "rest": 0}),
        (117, 100, {"part": 100, "above": 17}),
        (90253, 120000, {"part": 90, "rest": 30}),  # one square = 1,000
        (1.25, 3.5, {"part": 62, "rest": 113}),  # one square = 0.02
        (3, 1_000_000, {"part": 1, "rest": 99}),  # never none
        (999_999, 1_000_000, {"part": 99, "rest": 1}),  # never all
    ],
)
def test_squares_of_other_articles(value, whole, squares):
    figure = one_claim(value, whole).figure
    assert {kind: len(labelled(figure, kind)) for kind in squares} == squares


def test_a_range_fills_up_to_its_low_end_and_marks_up_to_its_high_end():
    figure = one_claim(20, 100, value_high=30.0).figure
    assert [len(labelled(figure, kind)) for kind in ("part", "range", "rest")] == [20, 10, 70]


@given(st.integers(0, 10**7), st.integers(1, 10**7))
@settings(max_examples=200, deadline=None)
def test_squares_never_turn_a_part_into_nothing_or_everything(value, whole):
    row = next(frames.parts(table("claims", [claim(1, value, "xã", whole=float(whole))])).itertuples())
    assert max(row.squares_part, row.squares_whole) <= frames.MOST_SQUARES
    if 0 < value < whole and row.squares_whole > 1:
        assert 0 < row.squares_part < row.squares_whole
    if row.per_square == 1:
        assert (row.squares_part, row.squares_whole) == (value, whole)


def test_the_headline_part_is_drawn_and_the_other_ones_are_listed():
    rows = [
        claim(1, 3, "xã", whole=9.0),
        claim(50, 7, "huyện", 1, whole=12.0),
        claim(90, 8, "hộ", whole=11.0),
    ]
    chart = charts.part_of_whole(table("claims", rows), info=INFO["en"])
    assert len(labelled(chart.figure, "part")) == 7
    assert list(chart.drawn["quote"]) == ["7", "3", "8"]
    assert any("3 of 9 xã; 8 of 11 hộ" in text.get_text() for text, _ in texts(chart.figure))


def test_what_is_above_the_whole_is_as_exact_as_the_numbers_printed():
    chart = charts.part_of_whole(table("claims", [claim(1, 412.6, "ha", whole=405.0)]), info=INFO["en"])
    assert any("7.6 above the whole" in text.get_text() for text, _ in texts(chart.figure))


def test_bars_start_at_zero_and_are_as_long_as_their_value():
    figure = usual_charts("en")["headline_quantities"].figure
    (share,), (whole,) = labelled(figure, "share"), labelled(figure, "whole")
    assert share.get_x() == whole.get_x()
    assert share.get_width() / whole.get_width() == pytest.approx(52 / 235)
    words = usual_charts("en")["keyness"].figure
    (measures,), (achievements,) = labelled(words, "target"), labelled(words, "reference")
    assert measures.get_x() == achievements.get_x()
    assert measures.get_width() / achievements.get_width() == pytest.approx(7.5 / 6.0)


def test_one_square_for_each_quantity_and_each_document_once():
    chart = usual_charts("en")["where_numbers_stand"]
    assert (len(labelled(chart.figure, "marked")), len(labelled(chart.figure, "dot"))) == (4, 3)
    counts = chart.drawn.set_index("section")[["claims", "headline", "documents", "targets"]]
    assert counts.loc["achievements"].tolist() == [4, 4, 0, 0]
    assert counts.loc["measures"].tolist() == [0, 0, 3, 0]


def test_documents_stand_on_the_time_line_in_the_order_of_their_dates():
    figure = usual_charts("en")["document_timeline"].figure
    marks = [line for line in figure.axes[0].lines if line.get_label() == "provincial"]
    first, second = (float(line.get_xdata()[0]) for line in marks)
    assert first < second


def test_a_document_stands_below_the_one_that_it_implements():
    drawn = usual_charts("en")["who_implements_whom"].drawn
    assert drawn[["depth", "number"]].values.tolist() == [[0, "26-NQ/TW"], [1, "103a-KH/TU"]]


def test_documents_that_implement_each_other_are_each_shown_once():
    rows = [document(1, "1-KH/TU", implements="2-KH/TU"), document(20, "2-KH/TU", implements="1-KH/TU")]
    drawn = frames.implementing(table("documents", rows))
    assert sorted(drawn["number"]) == ["1-KH/TU", "2-KH/TU"]


def test_a_document_that_implements_two_stands_under_both():
    plan = document(40, "3-KH/TU", implements="1-NQ/TW; 2-NQ/TW")
    above = [document(1, "1-NQ/TW"), document(20, "2-NQ/TW")]
    drawn = frames.implementing(table("documents", [*above, plan]))
    lines = drawn[["depth", "number"]].values.tolist()
    assert lines == [[0, "1-NQ/TW"], [1, "3-KH/TU"], [0, "2-NQ/TW"], [1, "3-KH/TU"]]


def test_evidence_counts_sentences_claims_measures_and_documents_by_stage():
    made = usual()
    made.claims["start"] = [115, 160, 180, 210]
    frame = frames.evidence_by_stage(
        made.claims, made.documents, made.measures, made.paragraphs, made.sentences, STAGES
    ).set_index("stage")[list(frames.EVIDENCE)]
    assert frame.loc["rotation"].tolist() == [1, 1, 1, 3]
    assert frame.loc["planning"].tolist() == [0, 1, 0, 0]


# -------------------------------------------------------------------------------- words


@pytest.mark.parametrize(("subject", "language", "title"), TITLES, ids=[row[2] for row in TITLES])
def test_the_title_is_the_finding(subject, language, title):
    chart = usual_charts(language)[subject]
    assert chart.title == title
    assert set(re.findall(r"\d[\d.,]*\d|\d", title)) <= set(re.findall(r"\d[\d.,]*\d|\d", chart.alt))
    shown = " ".join(text.get_text() for text, _ in texts(chart.figure))
    assert title in shown and INFO[language]["source"] in shown


def test_a_label_that_names_the_whole_does_not_make_the_title_name_it_twice():
    label = {"label_en": "of 235 communes in the pilot", "label_vi": "trong 235 xã thí điểm"}
    assert one_claim(52, 235, **label).title == "52 of 235 communes in the pilot (22.1%)"


def test_the_title_says_where_the_numbers_stand_only_as_far_as_the_tables_say_so():
    made = usual()
    made.claims.loc[0, "start"] = 1050
    made.measures.loc[0, "target"] = "1050"
    title = draw_all(made, "en")["where_numbers_stand"].title
    assert title == (
        "3 of 4 headline quantities stand in the achievements; the measures cite 3 documents and set 1 numeric target"
    )


def test_an_open_part_has_no_computed_remainder():
    chart = one_claim(52, 235, qualifier=">")
    shown = " ".join(text.get_text() for text, _ in texts(chart.figure))
    assert "more than 52" in shown and "183" not in shown


def test_a_range_has_a_range_of_shares():
    assert one_claim(20, 100, value_high=30.0).title == "20–30 of 100 xã (20–30%)"


def test_both_languages_draw_the_same_table():
    english, vietnamese = usual_charts("en"), usual_charts("vi")
    for subject, chart in english.items():
        pd.testing.assert_frame_equal(chart.drawn, vietnamese[subject].drawn)


def test_an_article_without_numbers_and_documents_gets_a_reason_for_each_figure():
    for language, start in (("en", "Left out: "), ("vi", "Không vẽ: ")):
        for chart in draw_all(Invented(), language).values():
            if chart.subject != "stage_evidence":  # its one sentence of achievements names a stage
                assert chart.figure is None and chart.reason.startswith(start)


# -------------------------------------------------------------------------------- legible


def one_of_each():
    made = usual()
    return Invented(
        made.claims.head(1), made.documents.head(2), made.measures, made.paragraphs, made.sentences, made.scored.head(1)
    )


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("made", [usual, one_of_each, crowded], ids=["usual", "one of each", "crowded"])
def test_no_text_is_clipped_or_lies_on_another(made, language):
    for subject, chart in draw_all(made(), language).items():
        if chart.figure is None:
            continue
        width, height = chart.figure.bbox.width, chart.figure.bbox.height
        boxes = texts(chart.figure)
        for text, box in boxes:
            inside = box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height
            assert inside, f"{subject}: {text.get_text()!r} is cut off"
        for (one, box), (other, beside) in itertools.combinations(boxes, 2):
            # line boxes of one paragraph may touch by the height of a diacritic
            wide = min(box.x1, beside.x1) - max(box.x0, beside.x0)
            high = min(box.y1, beside.y1) - max(box.y0, beside.y0)
            clash = wide > 2 and high > 0.2 * min(box.height, beside.height)
            assert not clash, f"{subject}: {one.get_text()!r} lies on {other.get_text()!r}"


def luminance(colour):
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(colour)]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_stands_out_from_its_ground():
    for chart in usual_charts("en").values():
        for text, _ in texts(chart.figure):
            assert contrast(text.get_color(), "white") >= 4.5
    assert contrast(chart_style.INK, chart_style.MIDDLE) >= 4.5  # the darkest cell of the matrix


def test_filled_and_empty_squares_differ_in_greyscale():
    assert contrast(chart_style.ACCENT, chart_style.PALE) >= 3


def test_article_text_is_never_read_as_a_formula():
    for chart in draw_all(crowded(), "en").values():
        for text, _ in texts(chart.figure):
            assert not text.get_parse_math()
    chart = one_claim(1, 2, label_en=MARKUP, label_vi=MARKUP)
    assert chart.title == f"1 of 2 {MARKUP} (50%)"


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_fits_its_width_and_loses_no_visible_letter(text):
    lines = chart_style.wrap(text, 1.0)
    assert "".join(lines).replace(" ", "") == chart_style.drawable(text).replace(" ", "")
    assert all(len(line) == 1 or chart_style.text_width(line) <= 1.0 for line in lines)


# -------------------------------------------------------------------------------- saving


def save(made, folder):
    pairs = [{"en": one, "vi": other} for one, other in
             zip(draw_all(made, "en").values(), draw_all(made, "vi").values(), strict=True)]  # fmt: skip
    chart_style.save_index([chart_style.save_charts(pair, folder) for pair in pairs], folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    return save(usual(), tmp_path_factory.mktemp("hình"))


def test_the_same_tables_give_the_same_bytes_whatever_the_readers_settings(saved, tmp_path):
    settings_of_a_reader = {
        "font.size": 30,
        "figure.dpi": 37,
        "savefig.transparent": True,
        "text.color": "red",
    }
    with matplotlib.rc_context(settings_of_a_reader):
        assert save(usual(), tmp_path) == saved
    assert len(saved) == 7 * 5 + 1


def test_nothing_saved_tells_the_time_or_the_program(saved):
    for name, content in saved.items():
        if name.endswith(".svg"):
            assert not re.search(rb"<dc:(date|creator)>|Matplotlib v", content)
        if name.endswith(".png"):
            assert set(Image.open(io.BytesIO(content)).info) <= {"dpi"}
            assert len(content) <= 90_000


def test_the_index_lists_every_figure_or_says_why_it_is_missing(tmp_path):
    # left by an earlier run, when the article still cited documents
    (tmp_path / "document_timeline.csv").touch()
    save(Invented(claims=usual().claims), tmp_path)
    index = pd.read_csv(tmp_path / "figures.csv", keep_default_na=False)
    assert list(index.columns) == chart_style.INDEX_COLUMNS and len(index) == 7
    for row in index.itertuples():
        shown = (tmp_path / f"{row.subject}.vi.png").exists()
        words = [row.title_en, row.title_vi, row.alt_en, row.alt_vi, row.caption_en, row.caption_vi]
        assert all(words) if shown else row.reason_en and row.reason_vi and not any(words)
    assert not (tmp_path / "document_timeline.csv").exists()

"""Measures are the sentences of their section, with the stages, documents and targets that stand in them."""

from pathlib import Path

import pandas as pd
import pytest

from viclaims import extract_documents
from viclaims.article.paragraphs import split_paragraphs, tabulate_sentences
from viclaims.article.sections import read_sections
from viclaims.documents.measures import STAGE_COLUMNS, extract_measures, read_stages, stages_in
from viclaims.tables.schemas import COLUMNS
from viclaims.text.files import ArticleError

PROJECT = Path(__file__).parent.parent
REFERENCE = PROJECT / "data/reference"
STAGES = read_stages(REFERENCE)
NO_CLAIMS = pd.DataFrame({"start": pd.Series(dtype="int64")})
TEXT = (
    "Huyện Vạn Xuân họp\n\nNăm qua, huyện đã luân chuyển 7 đồng chí.\n\n"
    "Thời gian tới, huyện thực hiện các giải pháp sau:\n\n"
    "Cử 40 đồng chí đi đào tạo theo Kế hoạch số 12-KH/HU và Nghị quyết số 3-NQ/TU. "
    "Kế hoạch 12 được sơ kết.\n"
)


def _measures(text: str, claims: pd.DataFrame = NO_CLAIMS) -> pd.DataFrame:
    paragraphs = split_paragraphs(text, read_sections(REFERENCE))
    sentences = tabulate_sentences(text, paragraphs)
    return extract_measures(paragraphs, sentences, extract_documents(text), claims, STAGES)


@pytest.mark.parametrize("stage", STAGES["stage"])
def test_each_cue_names_its_stage_and_each_refused_phrase_does_not(stage):
    row = STAGES[STAGES["stage"] == stage].iloc[0]
    for cue in row["cues"].split(";"):
        assert stage in stages_in(f"Tiếp tục {cue.strip().upper()}, nâng cao chất lượng.", STAGES)
    for phrase in filter(str.strip, row["refused"].split(";")):
        assert stage not in stages_in(f"Tiếp tục {phrase.strip()} ở xã.", STAGES)


def test_a_cue_inside_a_longer_word_names_nothing():
    assert stages_in("Ông Biênchế đến thăm.", STAGES) == []


def test_a_sentence_of_the_section_is_a_measure():
    target = TEXT.index("40")
    measures = _measures(TEXT, pd.DataFrame({"start": [TEXT.index("7 đồng"), target]}))
    last = measures.iloc[-2:]
    assert last["stage"].tolist() == ["training", ""]
    assert last["documents"].tolist() == ["12-KH/HU; 3-NQ/TU", "12"]
    assert last["target"].tolist() == [str(target), ""]
    assert [TEXT[row.start : row.end] for row in measures.itertuples()] == measures["text"].tolist()
    assert not measures["text"].str.contains("luân chuyển").any()


def test_an_article_without_such_a_section_has_no_measures():
    measures = _measures("Huyện họp\n\nNăm qua, huyện đã đào tạo 7 đồng chí.\n")
    assert measures.empty and list(measures.columns) == list(COLUMNS["measures"])


def test_the_measures_of_the_article():
    text = (PROJECT / "data/raw/haiduong-2021-01-02.txt").read_bytes().decode("utf-8")
    measures = _measures(text)
    cited = [number for cell in measures["documents"] if cell for number in cell.split("; ")]
    assert len(cited) == 9
    stages = {stage for cell in measures["stage"] for stage in cell.split("; ") if stage}
    assert stages == set(STAGES["stage"])
    by_document = dict(zip(measures["documents"], measures["stage"], strict=True))
    assert by_document["05-CT/TW; 19-QĐi/TU"] == "exemplary_conduct"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("stage,label_vi\ntraining,Đào tạo\n", "line 2 needs the columns"),
        (",".join(STAGE_COLUMNS) + "\ntraining,a,b,,\n", "line 2 needs a stage name"),
        (",".join(STAGE_COLUMNS) + "\nx,a,b,c,\nx,a,b,d,\n", "line 3 needs a stage name"),
        (None, "cannot be read"),
    ],
)
def test_stages_that_cannot_be_used_get_one_sentence(tmp_path, content, said):
    if content is not None:
        (tmp_path / "stages.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ArticleError, match=said) as error:
        read_stages(tmp_path)
    assert "stages.csv" in str(error.value)

"""What a person says beside the article fits it exactly, or the run stops with one sentence."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_tables import cases
from viclaims.article.paragraphs import split_paragraphs
from viclaims.article.raw import read_article
from viclaims.article.sidecar import HEADLINE_COUNT, Sidecar, add_headlines, apply_overrides, describe, read_sidecar
from viclaims.text.files import ArticleError

TEXT = (
    "Huyện Vạn Xuân họp\n\nTrong 3 năm qua, huyện luân chuyển 17 cán bộ.\n\n"
    "Đến nay, 23 trong tổng số 41 chi bộ hoàn thành. Huyện mở 6 lớp, 6 khóa và cử 1.250 lượt người.\n"
)
LABEL = 'label = { vi = "nhãn", en = "label" }'


def claims_of(text: str) -> pd.DataFrame:
    """A claims table as small as these functions need it, made without the extractor."""
    rows = []
    for quote, unit, kind, value, whole in [
        ("3", "năm", "duration", 3.0, None),
        ("17", "cán bộ", "count", 17.0, None),
        ("23", "chi bộ", "count", 23.0, 41.0),
        ("6 lớp", "lớp", "count", 6.0, None),
        ("6 khóa", "khóa", "count", 6.0, None),
        ("1.250", "lượt", "count", 1250.0, None),
    ]:
        start = text.index(unicodedata.normalize("NFC" if quote in text else "NFD", quote))
        end = start + len(quote.split()[0])
        rows.append((start, end, text[start:end], value, whole, unit, unit, kind, unit, "reported", ""))
    columns = ["start", "end", "quote", "value", "whole", "unit", "counted", "kind", "says", "status", "doubt"]
    return pd.DataFrame(rows, columns=columns).astype({"whole": float})


def sidecar(tmp_path: Path, toml: str) -> Sidecar:
    path = tmp_path / "van-xuan.toml"
    path.write_text(toml, encoding="utf-8")
    return read_sidecar(path)


def test_no_file_is_an_empty_sidecar():
    assert read_sidecar(None) == Sidecar()
    assert not any(vars(Sidecar()).values())


def test_every_key_is_read(tmp_path):
    found = sidecar(
        tmp_path,
        'title = { vi = "Họp", en = "Meeting" }\nurl = "https://vi-du.vn"\npublished = 2024-05-14T08:15:00\n'
        'copied = 2024-05-20\nfurniture = ["Chia sẻ ngay"]\nreference = ["units.csv"]\n'
        '[[caveats]]\nvi = "Chưa kiểm chứng."\nen = "Not verified."\n'
        f'[[headline]]\nanchor = "17 cán bộ"\n{LABEL}\n'
        '[[override]]\nanchor = "17 cán bộ"\nfield = "value"\nnew = 18\nreason = "báo đính chính"\n',
    )
    assert found.title["en"] == "Meeting" and found.url == "https://vi-du.vn"
    assert (found.published, found.copied) == ("2024-05-14T08:15", "2024-05-20")
    assert found.furniture == ["Chia sẻ ngay"] and found.reference == ["units.csv"]
    assert found.caveats == [{"vi": "Chưa kiểm chứng.", "en": "Not verified."}]
    assert found.headline == [{"anchor": "17 cán bộ", "label": {"vi": "nhãn", "en": "label"}}]
    assert found.override[0]["new"] == 18


def test_without_a_sidecar_nothing_is_loaded_to_check_one():
    code = "import sys; from viclaims.article.sidecar import read_sidecar; read_sidecar(None)"
    code += "; print('pydantic' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


@pytest.mark.parametrize("raw", [b"\xef\xbb\xbfurl = 'a'\r\n", b"url = 'a'"])
def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path, raw):
    (tmp_path / "van-xuan.toml").write_bytes(raw)
    assert read_sidecar(tmp_path / "van-xuan.toml").url == "a"


@pytest.mark.parametrize("case", cases("sidecar"), ids=lambda case: case["why"])
def test_a_sidecar_that_does_not_fit_gets_one_sentence(tmp_path, case):
    with pytest.raises(ArticleError) as caught:
        found = sidecar(tmp_path, case["toml"].replace("LABEL", LABEL))
        claims = apply_overrides(claims_of(TEXT), found, TEXT)
        add_headlines(claims, split_paragraphs(TEXT), found, TEXT)
    message = str(caught.value)
    assert case["says"] in message
    assert message.startswith("van-xuan.toml") and message.endswith(".") and "\n" not in message
    assert str(tmp_path) not in message


def test_a_sidecar_that_is_not_utf8_gets_one_sentence(tmp_path):
    (tmp_path / "van-xuan.toml").write_bytes("url = 'ế'".encode("utf-16"))
    with pytest.raises(ArticleError, match=r"^van-xuan\.toml: the sidecar is not UTF-8"):
        read_sidecar(tmp_path / "van-xuan.toml")


# .map(str): hypothesis would join two plain alphabets to one set, in which the few characters are never drawn.
@given(
    st.text(st.characters(categories=None, exclude_categories=["Cs"]) | st.sampled_from('[]{}="\n.# title').map(str))
)
def test_any_sidecar_is_read_or_gets_one_sentence(tmp_path_factory, toml):
    path = tmp_path_factory.getbasetemp() / "van-xuan.toml"
    path.write_text(toml, encoding="utf-8")
    try:
        found = read_sidecar(path)
    except ArticleError as error:
        assert str(error).startswith("van-xuan.toml")
    else:
        assert found.name == "van-xuan.toml"


def override(tmp_path: Path, field: str, new: str) -> Sidecar:
    return sidecar(
        tmp_path,
        f'[[override]]\nanchor = "23 trong tổng số 41"\nfield = "{field}"\nnew = {new}\nreason = "báo đính chính"',
    )


@pytest.mark.parametrize(
    ("field", "new", "said"),
    [
        ("value", "24", "value: 23 -> 24 (báo đính chính)"),
        ("value", "23.5", "value: 23 -> 23.5 (báo đính chính)"),
        ("whole", "nan", "whole: 41 -> none (báo đính chính)"),
        ("unit", '"tổ"', "unit: “chi bộ” -> “tổ” (báo đính chính)"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_override_corrects_one_field_and_says_so(tmp_path, form, field, new, said):
    text = unicodedata.normalize(form, TEXT)
    before = claims_of(text)
    before["unit"] = [unicodedata.normalize("NFC", unit) for unit in before["unit"]]
    after = apply_overrides(before, override(tmp_path, field, new), text)
    assert list(after["override"]) == ["", "", said, "", "", ""]
    untouched = before.columns.drop(field)
    pd.testing.assert_frame_equal(after[untouched], before[untouched])
    pd.testing.assert_series_equal(after[field].drop(2), before[field].drop(2))
    assert before["value"].iloc[2] == 23, "the table handed in is not changed"


def test_two_overrides_of_one_claim_are_both_said(tmp_path):
    entry = '[[override]]\nanchor = "17 cán bộ"\nfield = "%s"\nnew = %s\nreason = "vì"\n'
    found = sidecar(tmp_path, entry % ("value", "18") + entry % ("unit", '"người"'))
    said = apply_overrides(claims_of(TEXT), found, TEXT)["override"].iloc[1]
    assert said == "value: 17 -> 18 (vì); unit: “cán bộ” -> “người” (vì)"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_headlines_stand_in_the_order_of_the_sidecar(tmp_path, form):
    text = unicodedata.normalize(form, TEXT)
    found = sidecar(
        tmp_path,
        f'[[headline]]\nanchor = "1.250 lượt người"\n{LABEL}\ncaveat = {{ vi = "lượt", en = "not people" }}\n'
        f'[[headline]]\nanchor = "mở 6 lớp"\n{LABEL}\n',
    )
    marked = add_headlines(claims_of(text), split_paragraphs(text), found, text)
    assert list(marked["headline"]) == [0, 0, 0, 2, 0, 1]
    assert list(marked["label_en"]) == ["", "", "", "label", "", "label"]
    assert list(marked["caveat_en"]) == ["", "", "", "", "", "not people"]


def test_without_entries_the_stated_rule_chooses():
    marked = add_headlines(claims_of(TEXT), split_paragraphs(TEXT), Sidecar(), TEXT)
    assert list(marked["headline"]) == [0, 1, 2, 3, 4, 0]
    assert marked["headline"].max() == HEADLINE_COUNT
    assert list(marked["label_vi"]) == list(marked["label_en"]) == ["", "cán bộ", "chi bộ", "lớp", "khóa", ""]
    uncounted = claims_of(TEXT).assign(says="")
    assert set(add_headlines(uncounted, split_paragraphs(TEXT), Sidecar(), TEXT)["headline"]) == {0}


def test_an_article_without_claims_gets_the_columns():
    empty = claims_of(TEXT)[:0]
    marked = add_headlines(apply_overrides(empty, Sidecar(), ""), split_paragraphs(""), Sidecar(), "")
    assert len(marked) == 0
    assert {"override", "headline", "label_vi", "label_en", "caveat_vi", "caveat_en"} <= set(marked.columns)


def test_what_readers_are_told(tmp_path):
    path = tmp_path / "van-xuan.txt"
    path.write_text("Thứ Ba 14/05/2024 08:15\n\n" + TEXT, encoding="utf-8")
    bare = read_article(path)
    assert describe(bare, split_paragraphs(bare), "en") == {
        "title": "Huyện Vạn Xuân họp",
        "outlet": "",
        "published": "14 May 2024",
        "source": "Source: van-xuan.txt, 14 May 2024",
    }
    sidecar(tmp_path, 'title = {vi = "Họp", en = "Meeting"}\noutlet = {vi = "Báo A", en = "A news"}')
    told = read_article(path)
    assert describe(told, split_paragraphs(told), "vi") == {
        "title": "Họp",
        "outlet": "Báo A",
        "published": "14/05/2024",
        "source": "Nguồn: Báo A, 14/05/2024",
    }


def test_an_article_without_headline_or_date_is_called_by_its_file(tmp_path):
    path = tmp_path / "van-xuan.txt"
    path.write_text("Ngày 31/02/2024 08:15\n\nHuyện cử 17 cán bộ đi học.", encoding="utf-8")
    article = read_article(path)
    told = describe(article, split_paragraphs(article), "en")
    assert (told["title"], told["published"], told["source"]) == ("van-xuan.txt", "", "Source: van-xuan.txt")


def _with_a_doubt() -> pd.DataFrame:
    claims = claims_of(TEXT)
    doubt = claims["quote"].map(lambda quote: "It may go on from the digits before it." if quote == "17" else "")
    return claims.assign(doubt=doubt.astype(object))


def test_a_doubted_claim_is_no_headline_by_rule():
    marked = add_headlines(_with_a_doubt(), split_paragraphs(TEXT), Sidecar(), TEXT)
    assert list(marked["headline"]) == [0, 0, 1, 2, 3, 4]


def test_a_doubted_claim_is_no_headline_by_hand_until_somebody_confirms_it(tmp_path):
    chosen = f'[[headline]]\nanchor = "17 cán bộ"\n{LABEL}\n'
    with pytest.raises(ArticleError, match=r"headline, entry 1: the claim “17” is doubted \(it may go on"):
        add_headlines(_with_a_doubt(), split_paragraphs(TEXT), sidecar(tmp_path, chosen), TEXT)
    confirmed = '[[override]]\nanchor = "17 cán bộ"\nfield = "value"\nnew = 17\nreason = "đã xem bản in"\n'
    said = sidecar(tmp_path, confirmed + chosen)
    marked = add_headlines(apply_overrides(_with_a_doubt(), said, TEXT), split_paragraphs(TEXT), said, TEXT)
    assert marked.loc[marked["headline"] == 1, ["quote", "doubt"]].values.tolist() == [["17", ""]]

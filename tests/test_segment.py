"""Words and tags are pyvi's own, at the right characters, for any text, length, thread and process."""

import json
import multiprocessing
import random
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from viclaims.text import words as segment
from viclaims.text.words import Word, tag, words

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "labels" / "dev.jsonl"
SENTENCE = "Gần 90.253 lượt cán bộ, công chức học Nghị quyết số 26-NQ/TW ngày 19/5/2018 tại TP. Hải Dương."
ODD = [
    "Email tin.bai@bao-moi.com.vn, xem http://bao.vn/tin_moi?x=1 ==> mục 1_2a -> 3.5,7...",
    "Cơ_quan __ có 1_2 tổ;\tông Mr. Đ. Ba nói: “Tốt… lắm”.\r\nHết",
    "q\u0303 각 日本 😀 ² ½ ٣ Ⅳ ǅ ΑΣ İstanbul \u200b\u3000x\0y \0",
    "............ ------ +++@ a.b.c@ @d.e 10km 100m2 5h30 103a-KH/TU 52/235 20-30%",
]


def pyvi_output(text: str) -> tuple[list[str], list[str]]:
    from pyvi import ViPosTagger, ViTokenizer

    forms, tags = ViPosTagger.postagging(ViTokenizer.tokenize(text))
    return list(forms), list(tags)


def letters(text: str) -> str:
    """The text without what joining syllables may add or lose."""
    return "".join(text.split()).replace("_", "")


def output(text: str) -> tuple[list[str], list[str]]:
    found = tag(text)
    return [word.text for word in found], [word.tag for word in found]


def sentences() -> list[str]:
    """The labelled texts and the article by sentence, and the same mixed, shuffled and respelt."""
    texts = [json.loads(line)["text"] for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    texts += [path.read_text(encoding="utf-8-sig") for path in sorted(ROOT.glob("data/raw/*.txt"))]
    own = [part.strip() for text in texts for line in text.splitlines() for part in line.split(". ")]
    own = [*dict.fromkeys(part for part in own if part), *ODD]
    chance = random.Random(2021)
    made = []
    while len(own) + len(made) < 3_200:
        first, second = chance.sample(own, 2)
        halves = first[: len(first) // 2], second[len(second) // 2 :]
        shuffled = " ".join(chance.sample(first.split(), len(first.split())))
        respelt = chance.choice([str.upper, str.lower, str.title])(first)
        decomposed = unicodedata.normalize("NFD", second)
        made += [" ".join(halves), shuffled, respelt, decomposed, f"{first}\n{second}"]
    return own + made


def test_words_and_tags_equal_pyvi_on_thousands_of_sentences():
    texts = sentences()
    different = [text for text in texts if output(text) != pyvi_output(text)]
    assert len(texts) >= 3_000 and different == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", [SENTENCE, *ODD])
def test_each_word_is_printed_where_it_says(text, form):
    text = unicodedata.normalize(form, text)
    found = tag(text)
    for word in found:
        printed = unicodedata.normalize("NFC", text[word.start : word.end])
        assert letters(printed) == letters(word.text)
    covered = {place for word in found for place in range(word.start, word.end)}
    assert all(char.isspace() for place, char in enumerate(text) if place not in covered)


def test_white_space_alone_holds_no_word_but_a_line_end_is_one():
    assert words("") == tag(" \t\u3000") == []
    assert words(" a\nb") == [Word(1, 2, "a", ""), Word(2, 3, "\n", ""), Word(3, 4, "b", "")]


def test_a_lone_surrogate_is_a_word_like_any_unknown_sign():
    text = "Có \ud83d 52 cán bộ \udc00"
    assert output(text.replace("\ud83d", "\ufffd").replace("\udc00", "\ufffd"))[1] == output(text)[1]
    assert [text[word.start : word.end] for word in tag(text)] == ["Có", "\ud83d", "52", "cán bộ", "\udc00"]


# .map(str): hypothesis would join two plain alphabets to one set, in which the few characters are never drawn.
ANY_CHARACTER = st.characters(categories=None) | st.sampled_from("ếộđ cánbộ 52.,@_\n\u0301\u0323").map(str)


@settings(deadline=None, max_examples=150)
@given(st.text(ANY_CHARACTER, max_size=60))
def test_any_text_gives_words_in_order_and_the_same_again(text):
    found = tag(text)
    places = [place for word in found for place in (word.start, word.end)]
    assert places == sorted(places) and all(word.start < word.end <= len(text) for word in found)
    assert tag(text) == found
    assert words(text) == [word._replace(tag="") for word in found]


def test_a_text_beyond_the_bound_is_read_in_pieces_cut_at_sentence_ends(monkeypatch):
    monkeypatch.setattr(segment, "STRETCH", 60)
    text = " ".join([SENTENCE] * 12)
    alone = tag(SENTENCE)
    step = len(SENTENCE) + 1
    at = range(0, len(text), step)
    monkeypatch.setattr(segment, "BLOCK", 100)
    pieces = [syllables for syllables, _ in segment._stretches(text)]
    assert len(pieces) > 3 and max(map(len, pieces)) <= 60
    assert all(syllables[-1].text == "." for syllables in pieces)
    assert [(word.start, word.text) for word in tag(text)] == [
        (word.start + shift, word.text) for shift in at for word in alone
    ]


@pytest.mark.parametrize("text", ["số liệu cán bộ " * 8_000, "-" * 32_000])
def test_a_line_without_sentence_ends_stays_within_the_bound_and_loses_nothing(text):
    pieces = [syllables for syllables, _ in segment._stretches(text)]
    assert max(map(len, pieces)) == segment.STRETCH and sum(map(len, pieces)) == 32_000
    assert "".join(letters(word.text) for word in words(text)) == letters(text)


def test_a_very_long_word_is_not_kept():
    caches = [segment._chunk, segment._syllable, segment._context]
    for kept in caches:
        kept.clear()
    assert output("x" * 100_000 + " cán bộ") == pyvi_output("x" * 100_000 + " cán bộ")
    assert [set(kept) for kept in caches] == [{"cán", "bộ"}, {"cán", "bộ"}, {"cán_bộ"}]


def test_no_more_is_kept_than_has_room(monkeypatch):
    monkeypatch.setattr(segment, "MOST_KEPT", 10)
    many = " ".join(f"chữ{number}" for number in range(100))
    assert output(many) == pyvi_output(many)
    assert all(len(kept) <= 10 for kept in (segment._chunk, segment._syllable, segment._context))


def test_threads_get_what_one_thread_gets():
    texts = sentences()[:200]
    expected = [tag(text) for text in texts]
    results: dict[int, list] = {}
    threads = [
        threading.Thread(target=lambda number=number: results.update({number: [tag(text) for text in texts]}))
        for number in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [results[number] == expected for number in range(4)] == [True] * 4


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="this system does not fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")
@pytest.mark.parametrize("used_before", [True, False])
def test_a_forked_child_and_its_parent_agree(used_before):
    code = (
        "import os, sys\n"
        "from viclaims.text.words import tag\n"
        f"text = {SENTENCE!r}\n"
        f"first = tag(text) if {used_before} else None\n"
        "read, write = os.pipe()\n"
        "if os.fork() == 0:\n"
        "    os.write(write, repr(tag(text)).encode())\n"
        "    os._exit(0)\n"
        "os.wait()\n"
        "child = os.read(read, 65536).decode()\n"
        "sys.exit(child != repr(tag(text)) or first not in (None, tag(text)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=False)
    assert done.returncode == 0


def test_nothing_heavy_is_imported_and_no_file_is_written():
    code = (
        "import sys\n"
        "opened = []\n"
        "def watch(event, details):\n"
        "    if event == 'open' and isinstance(details[1], str) and set(details[1]) & set('wax+'):\n"
        "        opened.append(details[0])\n"
        "sys.dont_write_bytecode = True\n"
        "sys.addaudithook(watch)\n"
        "import viclaims\n"
        "from viclaims.text.words import tag\n"
        f"tag({SENTENCE!r})\n"
        "heavy = {'pyvi', 'sklearn', 'sklearn_crfsuite', 'scipy', 'numpy', 'pandas'} & set(sys.modules)\n"
        "sys.exit(f'{heavy} {opened}' if heavy or opened else 0)\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, timeout=60, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("damage", ["missing", "another file"])
def test_a_pyvi_that_is_not_there_or_not_the_one_is_named_in_a_sentence(damage, monkeypatch, tmp_path):
    other = tmp_path / "pyvi3.pkl"
    other.write_bytes(b"\x80\x04N.")
    if damage == "missing":
        monkeypatch.setattr(segment, "find_spec", lambda name: None)
    else:
        monkeypatch.setattr(segment, "_file", lambda name: other)
    with pytest.raises(RuntimeError, match=r"pyvi3\.pkl is not .* install pyvi 0\.1\.1"):
        segment._model.__wrapped__("pyvi3.pkl")


def test_the_unpickler_builds_nothing_but_inert_objects(tmp_path):
    evil = tmp_path / "evil.pkl"
    evil.write_bytes(b"cos\nsystem\n(S'exit 3'\ntR.")
    with evil.open("rb") as file:
        assert type(segment._Unpickler(file).load()) is segment._Inert

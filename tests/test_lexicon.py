"""The lexicon: its tables are sound, a bad row is told in one sentence, no word of it is typed again in a module."""

import ast
import csv
import re
import shutil
import subprocess
import sys

import pytest

from viclaims.claims.bounds import SIGNS
from viclaims.lexicon import FOLDER, Lexicon, LexiconError, Pattern, lexicon, one_tone, words
from viclaims.text.files import MISREAD_WORDS

PACKAGE = FOLDER.parent
TABLES = sorted(path for path in FOLDER.glob("*.csv") if path.stem != "classes")
# Fields of rules that hold examples: what a rule takes and refuses is Vietnamese text, no table of words.
EXAMPLES = {"takes", "refuses", "leaves", "example", "refused"}
# A word of several syllables, or of one with a letter that English has not, is no accident in a module.
# The three alphabets that pages were once saved in show words that look like Vietnamese ones and are none.
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]")


@pytest.fixture
def folder(tmp_path):
    """A copy of the tables that a test may change."""
    shutil.copytree(FOLDER, tmp_path / "lexicon", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "lexicon"


def add(folder, table, **cells):
    """Adds a row to a table of the copy."""
    with open(folder / f"{table}.csv", encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    with open(folder / f"{table}.csv", "a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, header, lineterminator="\n").writerow(dict.fromkeys(header, "") | cells)


def literals(path):
    """The texts of a module, its docstrings and the examples of its rules left out: (line, text)."""
    tree, left_out = ast.parse(path.read_text(encoding="utf-8")), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node, clean=False):
            left_out.add(id(node.body[0].value))
        elif isinstance(node, ast.Call):
            left_out |= _examples(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in left_out:
            yield node.lineno, node.value


def _examples(call):
    """The constants of a rule's example fields, given by name or, in the short forms of rules, as its last fields."""
    named = [keyword.value for keyword in call.keywords if keyword.arg in EXAMPLES]
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    last = {"LineRule": 2, "Reader": 2, "_rule": 2, "Doubt": 2, "Refusal": 1, "PointRule": 2}.get(name, 0)
    return {id(inner) for value in [*named, *call.args[len(call.args) - last :]] for inner in ast.walk(value)}


def phrases(text):
    """Stretches of one to six words of a text, its spaces as a pattern may write them."""
    syllables = re.findall(r"[^\W_]+|[^\w\s]", text.lower().replace("\\s+", " ").replace("\\ ", " "))
    for first in range(len(syllables)):
        yield from (" ".join(syllables[first:last]) for last in range(first + 1, first + 7))


MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_word_of_the_lexicon_is_typed_again(path):
    known = {row.word.lower() for rows in lexicon().tables.values() for row in rows}
    misread = {text.lower() for text in MISREAD_WORDS.values()}
    typed = [
        (line, phrase)
        for line, text in literals(path)
        if VIETNAMESE.search(text.lower()) and text.lower() not in misread
        for phrase in phrases(text)
        if phrase in known and VIETNAMESE.search(phrase) and len(phrase) > 1
    ]
    assert not typed


def test_every_class_has_words_and_says_what_they_mean():
    assert not [name for name, meaning in lexicon().classes.items() if not meaning.strip() or not words(name)]


def test_every_row_has_an_example_that_holds_its_word():
    """The example is what a reader of the table sees the word do, and what a test of the row may read."""
    rows = [row for table in lexicon().tables.values() for row in table]
    assert not [(row.table, row.word, row.example) for row in rows if row.word.lower() not in row.example.lower()]


def test_a_word_stands_once_whatever_the_place_of_its_tone_mark():
    rows = [row for table in lexicon().tables.values() for row in table]
    assert not [(row.table, row.word) for row in rows if one_tone(row.word) != row.word]
    assert {"khóa", "khoá"} <= set(words("ranked_label"))


def test_every_use_is_asked_for():
    """What a word is may only say so to the reader of a table; what it is used as, some rule asks for."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    code += " ".join(f" between_{sign} " for sign in SIGNS)  # asked for by the name of the sign
    uses = {name for rows in lexicon().tables.values() for row in rows for name in row.classes[1:]}
    assert not [name for name in sorted(uses) if not re.search(rf"(?<![a-z_]){name}(?![a-z_])", code)]


BAD_ROWS = {
    "twice": ({"word": "gần", "is": "about"}, "bounds.csv: line {line} has “gần” as about again, as line "),
    "unknown class": ({"word": "xem xem", "is": "abuot"}, "there is no class “abuot”; did you mean about?"),
    "no word": ({"word": "", "is": "about"}, "write a word in composed letters"),
    "spaces": ({"word": " gần gần", "is": "about"}, "without spaces around it"),
    "decomposed": ({"word": "ga\u0302\u0300n ga\u0302\u0300n", "is": "about"}, "composed letters (NFC)"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_told_in_one_sentence(folder, case):
    cells, said = BAD_ROWS[case]
    add(folder, "bounds", **cells)
    line = len((folder / "bounds.csv").read_text(encoding="utf-8").splitlines())
    with pytest.raises(LexiconError) as error:
        Lexicon(folder)
    assert said.format(line=line) in str(error.value) and str(error.value).startswith(f"bounds.csv: line {line}")


def test_a_row_of_another_width_is_told(folder):
    with open(folder / "units.csv", "a", encoding="utf-8") as file:
        file.write("mẫu tây,measure\n")
    with pytest.raises(LexiconError, match=r"units\.csv: line .* has 2 cells and needs"):
        Lexicon(folder)


def test_patterns_are_compiled_when_first_used():
    pattern = Pattern(r"{about}\s+[0-9]+")
    assert "pattern" not in vars(pattern)
    assert pattern.match("xấp xỉ 5") and "pattern" in vars(pattern)


# One row does it: what is read after a row was added to a table, with the package and the changed tables alone.
ONE_ROW = {
    "unit": ("units", {"word": "giạ", "is": "measure"}, "thu 40 giạ lúa", "[('40', 40.0, 'giạ', '')]"),
    "half of it": ("units", {"word": "giạ", "is": "measure"}, "hai giạ rưỡi", "[('hai giạ rưỡi', 2.5, 'giạ', '')]"),
    "money": ("money", {"word": "kr", "is": "money", "uses": "money_before", "name": "krone"}, "giá kr5 triệu, 7 kr",
              "[('5 triệu', 5000000.0, 'krone', ''), ('7', 7.0, 'krone', '')]"),
    "number word": ("numbers", {"word": "thất", "is": "digit", "value": "7"}, "có thất hộ",
                    "[('thất', 7.0, 'hộ', '')]"),
    "bound": ("bounds", {"word": "đâu chừng", "is": "about", "sign": "~"}, "đâu chừng 30 hộ",
              "[('30', 30.0, 'hộ', '~')]"),
    "label": ("labels", {"word": "phân xưởng", "is": "body_label"}, "tại phân xưởng 7, có 5 hộ",
              "[('5', 5.0, 'hộ', '')]"),
    "longer word": ("longer_words", {"word": "triệu bạch", "is": "longer_word"}, "năm 2024 triệu bạch 5 hộ",
                    "[('5', 5.0, 'hộ', '')]"),
}  # fmt: skip
READ = """
import sys
from pathlib import Path
from viclaims import lexicon
lexicon.FOLDER = Path(sys.argv[1])
known = lexicon.Lexicon(lexicon.FOLDER)
lexicon.lexicon = lambda: known
from viclaims import extract_claims
found = extract_claims(sys.argv[2])
print(list(found[["quote", "value", "unit", "qualifier"]].itertuples(index=False, name=None)))
"""


@pytest.mark.parametrize("what", ONE_ROW)
def test_one_row_is_all_that_a_new_word_needs(folder, what):
    table, cells, text, read = ONE_ROW[what]
    add(folder, table, example=text, **cells)
    command = [sys.executable, "-X", "utf8", "-W", "ignore", "-c", READ, str(folder), text]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == read

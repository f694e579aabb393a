"""The pages of tests/pages: what in them is the article, and how much of that a reader gives.

A page is written as a site writes it, with invented text; what belongs to the article carries `data-is="…"` (its role),
which is taken out before the page is read. Everything else on the page is not the article.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from lxml import html

from viclaims.text.files import ArticleError
from viclaims.text.sentences import split_sentences
from viclaims.text.webpage import read_markup

PAGES = Path(__file__).parent / "pages"
MARK = re.compile(r'\s*data-is="(\w+)"')
APART = ("headline", "lead", "heading", "caption")


def bare(page):
    """The page as it would be saved."""
    return MARK.sub("", page)


def plain(text):
    """Letters and figures alone."""
    return "".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))).lower()


def truth(page):
    """(the parts of the article as (role, text), the texts of the rest of the page), in order."""
    root = html.document_fromstring(page)
    for silent in list(root.iter("script", "style", "head", "sup")):
        silent.drop_tree() if silent.tag != "sup" or silent.text != "2" else silent.drop_tag()
    parts = [
        (part.get("data-is"), " ".join(part.text_content().split())) for part in root.iter() if part.get("data-is")
    ]
    for part in [part for part in root.iter() if part.get("data-is")]:
        part.drop_tree()
    return parts, [" ".join(text.split()) for text in root.itertext() if len(plain(text)) > 1]


@dataclass
class Score:
    missed: list = field(default_factory=list)
    let_in: list = field(default_factory=list)
    found: dict = field(default_factory=dict)

    def count(self, name, right):
        good, every = self.found.get(name, (0, 0))
        self.found[name] = (good + right, every + 1)

    def rate(self, name):
        good, every = self.found.get(name, (0, 0))
        return 100 * good / every if every else 100.0


def score(path, habit, total):
    """Adds to `total` how much of a page's article is read, and how much of the rest, once `habit` has rewritten it."""
    page = habit(path.read_text(encoding="utf-8"))
    try:
        text = read_markup(bare(page), path.name).text
    except ArticleError:
        text = ""
    given = [plain(text[start:end]) for start, end in split_sentences(text)]
    lines = {plain(line) for line in text.split("\n")}
    everything = "|".join(given)
    parts, rest = truth(page)
    for role, words in parts:
        if role in APART:
            right = plain(words) in lines
            total.count("apart", right)
            if not right:
                total.missed.append(f"{path.name}: {role}: {words}")
        if role != "table":
            for start, end in split_sentences(words):
                right = plain(words[start:end]) in everything
                total.count("sentences", right)
                if not right:
                    total.missed.append(f"{path.name}: {role}: {words[start:end]}")
    own = {plain(words) for _, words in parts}
    for words in rest:
        for start, end in split_sentences(words):
            key = plain(words[start:end])
            if len(key) < 4 or key in own:
                continue
            inside = key in given or key in lines
            total.count("others", inside)
            if inside:
                total.let_in.append(f"{path.name}: {words[start:end]}")

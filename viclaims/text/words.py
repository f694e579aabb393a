"""Vietnamese words and their parts of speech, each at the characters it came from.

The words and tags are those of pyvi (Trần Việt Trung): its rules, and its two conditional random fields
(CRF) as they lie in the installed package. pyvi itself is not imported: its import brings scipy and scikit-
learn and writes temporary files. python-crfsuite tags the words, in memory. The CRF that joins syllables to
words has two labels only, so that its weights are added up here, three numbers kept for each syllable, in a
fraction of the time that handing strings over takes.

Time and memory are linear in the length: a stretch of more than STRETCH syllables is read in pieces, cut
behind a sentence end where there is one, else between two syllables. Up to that bound the output is pyvi's
own for the same stretch; only, white space alone gives no word, and an e-mail name of more than 256
characters is not one word.

Tags: N noun, Np name, Nc classifier, Nu unit, Ny abbreviation, M number, V verb, A adjective, P pronoun, L
determiner, R adverb, E preposition, C conjunction, I interjection, T particle, B borrowed word, S part of a
word, X other, F punctuation.
"""

import codecs
import pickle
import re
import string
import struct
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from itertools import islice, repeat
from pathlib import Path
from typing import NamedTuple, TypeVar

from viclaims.text.offsets import to_nfc

STRETCH = 5_000  # syllables handed to a model at once, about 20,000 characters
BLOCK = 20_000  # characters split at blanks at once
LONGEST = 64  # characters; no word of the models is longer, so that longer ones need not be kept or looked up
MOST_KEPT = 16_384  # answers that a _Kept remembers

SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", "\n"})

# pyvi's own kinds of syllable in its order: the first that fits wins. "plain" goes first for speed:
# only "word" can match what does not begin with a digit and has none of these signs behind it.
SYLLABLE_KINDS = {
    "plain": r"[^\W\d]\w*+(?![.:@+-])",  # cán
    "abbreviation": r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\.",  # TP. Hải Dương
    "mark": r"==>|->|\.\.\.|>>|\n",
    "address": r"\w+://[^\s]+",  # https://baohaiduong.vn
    "e-mail": r"[a-zA-Z0-9_.+-]{1,256}+@(?:[a-zA-Z0-9-]++\.)+[a-zA-Z0-9-]+",
    "number": r"\d+(?:[\.,_]\d+)+",  # 90.253
    "sign": r"[^\w\s]",
    "word": r"\w+",
}
_SYLLABLE = re.compile("|".join(SYLLABLE_KINDS.values()))
PLAIN_MARKS = frozenset(",;)!?”")  # behind a plain syllable these are marks and nothing else

# Marks that pyvi's tagger knows as such.
FILTERED = frozenset(string.punctuation) | {"…", "”", "“", "’", "..."}


_Answer = TypeVar("_Answer")


class _Kept(dict[str, _Answer]):
    """Answers of a function by its one argument, a str: computed once, in the shortest time to look up.

    Long arguments are not kept, and all answers go when there are too many.
    """

    def __init__(self, function: Callable[[str], _Answer]):
        self.function = function

    def __missing__(self, text: str) -> _Answer:
        answer = self.function(text)
        if len(text) <= LONGEST:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[text] = answer
        return answer


class Word(NamedTuple):
    """A word: where it is printed, pyvi's form of it (NFC, syllables joined by '_'), its tag or ''."""

    start: int
    end: int
    text: str
    tag: str


_word = partial(tuple.__new__, Word)  # Word._make without its check of the length, in half the time


def words(text: str) -> list[Word]:
    """The words of a sentence or paragraph, in order, with offsets into `text` as it stands; every tag is ''.

    >>> [word.text for word in words("Tỉnh có 52 cán bộ, công chức.")]
    ['Tỉnh', 'có', '52', 'cán_bộ', ',', 'công_chức', '.']
    """
    return [word for piece in _pieces(text) for word in map(_word, zip(*piece, repeat("")))]


def tag(text: str) -> list[Word]:
    """The words of one sentence or paragraph with their parts of speech (the letters are listed above).

    >>> tag("Gần 90.253 lượt cán bộ")
    ... # doctest: +NORMALIZE_WHITESPACE
    [Word(start=0, end=3, text='Gần', tag='A'), Word(start=4, end=10, text='90.253', tag='M'),
     Word(start=11, end=15, text='lượt', tag='N'), Word(start=16, end=22, text='cán_bộ', tag='N')]
    """
    return [word for piece in _pieces(text) for word in map(_word, zip(*piece, _tags(piece[2]), strict=True))]


def _pieces(text: str) -> Iterator[tuple[list[int], list[int], list[str]]]:
    """Starts, ends and forms of the words, one triple a piece of at most STRETCH syllables."""
    composed, printed = to_nfc(text)
    for syllables, places in _stretches(composed):
        starts, ends, forms = _join(syllables, places)
        if printed is not None:
            starts, ends = [printed[start] for start in starts], [printed[end] for end in ends]
        yield starts, ends, forms


def _stretches(text: str) -> Iterator[tuple[list["_Syllable"], list[int]]]:
    """The syllables and their places, at most STRETCH at once; no more than a block's syllables wait."""
    syllables, places, begin = [], [], 0
    while begin < len(text):
        end = text.find(" ", begin + BLOCK)
        end = len(text) if end < 0 else end
        for chunk in text[begin:end].split(" "):
            for syllable, place in _chunk[chunk]:
                syllables.append(syllable)
                places.append(begin + place)
            begin += len(chunk) + 1
        done = 0
        while len(syllables) - done > STRETCH:
            tail = range(done + STRETCH, done + STRETCH // 2, -1)
            cut = next((i for i in tail if syllables[i - 1].text in SENTENCE_ENDS), done + STRETCH)
            yield syllables[done:cut], places[done:cut]
            done = cut
        syllables, places = syllables[done:], places[done:]
    if syllables:
        yield syllables, places


# --- Syllables to words -------------------------------------------------------------------------------------


class _Syllable(NamedTuple):
    """What the joining model knows of a syllable; weights: 'inside a word' less 'begins a word'."""

    text: str
    lower: str
    own: float  # added to its own score
    left: float  # added to the score of the syllable behind it, whose left neighbour it is
    right: float  # added to the score of the syllable before it
    seconds: set[str]  # what makes a listed word of two syllables with it
    thirds: dict[str, set[str]]  # the same for three: second syllable → third ones
    joins: bool  # neither punctuation nor beginning with a digit
    title: bool


class _Joiner(NamedTuple):
    weights: dict[str, float]  # by the name of what is seen
    syllables: dict[str, list[float]]  # those of a syllable: for itself, for the one behind it, for the one before
    begin_to_inside: float
    begin_to_begin: float
    inside_to_inside: float
    inside_to_begin: float
    seconds: dict[str, set[str]]
    thirds: dict[str, dict[str, set[str]]]


_NO_WORDS: set[str] = set()
_NO_THIRDS: dict[str, set[str]] = {}
_NO_WEIGHTS = [0.0, 0.0, 0.0]


@_Kept
def _chunk(chunk: str) -> Sequence[tuple[_Syllable, int]]:
    """The syllables of what stands between two blanks, which none of them crosses, and their places in it."""
    # Nearly every chunk is one "plain" syllable, or one and a mark; the pattern need not be asked.
    if chunk.isalpha():
        return ((_syllable[chunk], 0),)
    body, mark = chunk[:-1], chunk[-1:]
    if body.isalpha() and (mark in PLAIN_MARKS or (mark == "." and body.islower())):
        return ((_syllable[body], 0), (_syllable[mark], len(body)))
    return [(_syllable[match[0]], match.start()) for match in _SYLLABLE.finditer(chunk)]


def _join(syllables: list[_Syllable], places: list[int]) -> tuple[list[int], list[int], list[str]]:
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    last = syllables[0]
    for syllable, place, inside in zip(syllables, places, _decode(_scores(syllables)), strict=True):
        text = syllable.text
        if inside and starts and syllable.joins and last.joins and (last.title or not syllable.title):
            ends[-1] = place + len(text)
            forms[-1] += "_" + text
        else:
            starts.append(place)
            ends.append(place + len(text))
            forms.append(text)
        last = syllable
    return starts, ends, forms


def _scores(syllables: list[_Syllable]) -> list[float]:
    """How much better 'inside a word' fits each syllable than 'begins a word', its place in the row apart."""
    weigh = _joiner().weights.get
    pair_left, pair_right = weigh("-1:word.bi_gram()", 0.0), weigh("+1:word.bi_gram()", 0.0)
    triple_left, triple_right = weigh("-2:word.tri_gram()", 0.0), weigh("+2:word.tri_gram()", 0.0)
    scores, before, score = [], 0.0, 0.0  # those of the last two syllables wait for what follows
    last_left, last_seconds, last_thirds, awaited = 0.0, _NO_WORDS, _NO_THIRDS, None
    for _, lower, own, left, right, seconds, thirds, _, _ in syllables:
        now = own + last_left
        score += right
        if lower in last_seconds:
            score += pair_right
            now += pair_left
        if awaited and lower in awaited:
            before += triple_right
            now += triple_left
        awaited = last_thirds.get(lower)
        scores.append(before)
        before, score = score, now
        last_left, last_seconds, last_thirds = left, seconds, thirds
    return [*scores, before, score][2:]


def _decode(scores: list[float]) -> list[bool]:
    """The best row of labels (Viterbi), True for 'inside a word'; a tie begins a word, as in CRFsuite."""
    joiner = _joiner()
    begin_to_inside, begin_to_begin = joiner.begin_to_inside, joiner.begin_to_begin
    inside_to_inside, inside_to_begin = joiner.inside_to_inside, joiner.inside_to_begin
    lead = scores[0]  # of the best row that ends inside a word over the best that ends with a beginning
    stayed, left = [], []
    for score in islice(scores, 1, None):
        to_inside, to_begin = lead + inside_to_inside, lead + inside_to_begin
        stays, leaves = to_inside > begin_to_inside, to_begin > begin_to_begin
        stayed.append(stays)
        left.append(leaves)
        lead = score + (to_inside if stays else begin_to_inside) - (to_begin if leaves else begin_to_begin)
    label = lead > 0
    labels = [label]
    for stays, leaves in zip(reversed(stayed), reversed(left), strict=True):
        label = stays if label else leaves
        labels.append(label)
    labels.reverse()
    return labels


@_Kept
def _syllable(text: str) -> _Syllable:
    joiner = _joiner()
    lower = text[: LONGEST + 1].lower()
    # CRFsuite reads a name as far as its first NUL, and this model knows the empty word.
    own, left, right = joiner.syllables.get(lower.partition("\0")[0], _NO_WEIGHTS)
    look_own, look_left, look_right = _look_weights(text.isupper(), text.istitle(), text.isdigit())
    return _Syllable(
        text,
        lower,
        look_own + own,
        look_left + left,
        look_right + right,
        joiner.seconds.get(lower, _NO_WORDS),
        joiner.thirds.get(lower, _NO_THIRDS),
        joins=text not in string.punctuation and not text[0].isdigit(),
        title=text[0].istitle(),
    )


@cache
def _look_weights(upper: bool, title: bool, digits: bool) -> list[float]:
    look = [name for name, holds in (("word.isupper()", upper), ("word.istitle()", title)) if holds]
    own = ["bias", *look, *(["word.isdigit()"] if digits else [])]
    rows = (("", own), ("-1:", look), ("+1:", look))
    return [sum(_joiner().weights.get(prefix + name, 0.0) for name in names) for prefix, names in rows]


# --- Words to parts of speech -------------------------------------------------------------------------------

_local = threading.local()


def _tags(forms: list[str]) -> list[str]:
    """One tag a word, by pyvi's second model: each word with two neighbours on either side."""
    own, left, left2, right, right2 = zip(*map(_context.__getitem__, forms), strict=True)
    none = [(), ()]
    before, after = [(b"BOS",), *left], [*right[1:], (b"EOS",)]
    around = zip(own, before, [*none, *left2], after, [*right2[2:], *none], strict=False)
    # One word at a time: a list of all of them would be walked by the garbage collector again and again.
    return _tagger().tag(word + a + b + c + d for word, a, b, c, d in around)


@_Kept
def _context(form: str) -> tuple[tuple[bytes, ...], ...]:
    """What the model is told for a word of itself, and for its neighbours at -1, -2, +1 and +2."""
    # A lone surrogate has no UTF-8; the models know no such word, so that any bytes serve. A name ends with a NUL.
    name = b"word.lower():" + form[: LONGEST + 1].lower().partition("\0")[0].encode("utf-8", "surrogatepass")
    if form.islower() and form[0].isalpha():
        own, left, left2, right, right2 = _plain_look()
    else:
        start = form[:3]
        own, left, left2, right, right2 = _look(
            form.istitle(), form.isupper(), form.isdigit(), start[:1].isdigit(), start.isupper(), form in FILTERED
        )
    named = (name, own), (b"-1:" + name, left), (b"-2:" + name, left2), (b"+1:" + name, right), (b"+2:" + name, right2)
    known = _known_to_tagger()
    return tuple([(name, *look) if name in known else look for name, look in named])


@cache
def _known_to_tagger() -> frozenset[bytes]:
    """The names that the tagging model has weights for; CRFsuite would look up the others in vain, word by word."""
    model = _model("pyvipos3.pkl")
    return frozenset(name for _, name in _names(model, struct.unpack_from("<I", model, 36)[0]))


@cache
def _plain_look() -> list[tuple[bytes, ...]]:
    """How nearly every word looks: small letters from the first on."""
    return _look(False, False, False, False, False, False)


@cache
def _look(title: bool, upper: bool, digits: bool, digit: bool, capitals: bool, mark: bool) -> list[tuple[bytes, ...]]:
    """The part of it that depends on how the word looks; all words share these few."""
    yes = {
        "word.istitle()": title,
        "word.isupper()": upper,
        "word.isdigit()": digits,
        "word[:1].isdigit()": digit,
        "word[:3].isupper()": capitals,
        "word.isfiltered": mark,
        "bias": True,
    }
    asked = {
        "": ["bias", *(name for name in yes if name not in ("word.isupper()", "bias"))],
        "-1:": ["word.istitle()", "word[:1].isdigit()", "word[:3].isupper()"],
        "-2:": ["word.istitle()", "word.isupper()"],
        "+1:": ["word.istitle()", "word[:1].isdigit()", "word.isupper()"],
        "+2:": ["word.istitle()", "word.isupper()"],
    }
    return [tuple((at + name).encode() for name in names if yes[name]) for at, names in asked.items()]


def _tagger():
    """This thread's own tagger (CRFsuite keeps the row it works on in it); all share the model's bytes."""
    if not hasattr(_local, "tagger"):
        import pycrfsuite

        _local.model = _model("pyvipos3.pkl")  # CRFsuite holds no reference to the bytes that it reads
        tagger = pycrfsuite.Tagger()
        tagger.open_inmemory(_local.model)
        _local.tagger = tagger
    return _local.tagger


# --- pyvi's files -------------------------------------------------------------------------------------------


class _Inert:
    """Stands in for every class of the pickles (scikit-learn's and others'): it holds the state only."""

    def __init__(self, *_):
        pass

    def __setstate__(self, state: dict):
        self.state = state


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Callable:
        return codecs.encode if (module, name) == ("_codecs", "encode") else _Inert


def _file(name: str) -> Path:
    package = find_spec("pyvi")
    folders = package.submodule_search_locations if package else None
    path = Path(folders[0], "models", name) if folders else None
    if path is None or not path.is_file():
        raise RuntimeError(f"pyvi's {name} is not installed: install pyvi 0.1.1, which it is part of.")
    return path


@cache
def _model(name: str) -> bytes:
    try:
        with _file(name).open("rb") as file:
            model = _Unpickler(file).load().state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    except (pickle.UnpicklingError, AttributeError, KeyError, TypeError, EOFError):
        model = b""
    if model[:4] != b"lCRF" or model[8:16] != b"FOMCd\0\0\0":
        raise RuntimeError(f"pyvi's {name} is not the model that is expected: install pyvi 0.1.1 again.")
    return model


@cache
def _joiner() -> _Joiner:
    """The joining model and pyvi's list of words, as the numbers and sets that the decoding uses."""
    model = _model("pyvi3.pkl")
    # CRFsuite's file header: where features, labels and attributes lie. A feature is kind, from, to, weight.
    features_at, labels_at, attributes_at = struct.unpack_from("<3I", model, 28)
    labels = {name.decode(): number for number, name in _names(model, labels_at)}
    begin, inside = labels["B_W"], labels["I_W"]
    count = struct.unpack_from("<I", model, features_at + 8)[0]
    attributes = {number: name.decode() for number, name in _names(model, attributes_at)}
    weights: dict[str, float] = {}
    steps: dict[tuple[int, int], float] = {}
    for kind, source, label, weight in struct.iter_unpack("<3Id", model[features_at + 12 :][: 20 * count]):
        if kind == 0:
            name = attributes[source]
            weights[name] = weights.get(name, 0.0) + (weight if label == inside else -weight)
        else:
            steps[source, label] = weight
    syllables: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for name, weight in weights.items():
        at, named, lower = name.partition("word.lower():")
        if named:
            syllables[lower][("", "-1:", "+1:").index(at)] = weight
    seconds, thirds = _listed_words()
    return _Joiner(
        weights,
        dict(syllables),
        begin_to_inside=steps.get((begin, inside), 0.0),
        begin_to_begin=steps.get((begin, begin), 0.0),
        inside_to_inside=steps.get((inside, inside), 0.0),
        inside_to_begin=steps.get((inside, begin), 0.0),
        seconds=seconds,
        thirds=thirds,
    )


def _names(model: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Number and name of each entry of a CRFsuite table: the places of 256 hash tables, then the entries."""
    tables = struct.unpack_from("<512I", model, at + 24)
    place, end = at + 24 + 2048, at + min(offset for offset in tables[::2] if offset)
    while place < end:
        number, size = struct.unpack_from("<2I", model, place)
        yield number, model[place + 8 : place + 7 + size]
        place += 8 + size


def _listed_words() -> tuple[dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    """pyvi's listed words of two and of three syllables, by their first one."""
    seconds: defaultdict[str, set[str]] = defaultdict(set)
    thirds: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for line in _file("words.txt").read_bytes().decode("utf-8").split("\n"):
        first, space, rest = line.partition(" ")
        if " " not in rest:
            if space:
                seconds[first].add(rest)
        elif rest.count(" ") == 1:
            second, _, third = rest.partition(" ")
            thirds[first][second].add(third)
    return dict(seconds), dict(thirds)

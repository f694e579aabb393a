"""The look of every figure: one style, one finishing function, saving.

A figure is drawn on one sheet measured in inches from its top left corner, as tall as what stands on it, so
that a long title or label makes the figure taller and never runs out of it. claims.py and documents.py draw;
this module knows no table.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import matplotlib
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import Rectangle

from viclaims.languages import LANGUAGES, in_file_name
from viclaims.writing import open_whole

if TYPE_CHECKING:
    from matplotlib.typing import RcKeyType

# Blue 0072B2 of the Okabe-Ito palette: apart from the greys for every kind of colour blindness and, being
# darker than PALE and lighter than INK, in greyscale too. INK, GREY and ACCENT as text on white: contrast
# 16, 7 and 5.2.
INK, GREY, ACCENT, MIDDLE, PALE = "#1a1a1a", "#595959", "#0072b2", "#8cbcd9", "#d4d4d4"
WIDTH, MARGIN, DPI = 6.4, 0.2, 200  # inches; dots per inch of the PNG, twice a page's 100
INNER = WIDTH - 2 * MARGIN
TITLE, TEXT, SMALL = 13.0, 10.0, 9.0  # points
LINE = 1.4  # Vietnamese capitals carry two marks (Ể): a usual 1.2 lets lines touch
INDEX_COLUMNS = ["subject"] + [
    f"{what}_{language}" for what in ("title", "alt", "caption", "reason") for language in LANGUAGES
]
_STYLE: dict[RcKeyType, object] = {
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,  # "$x$" in an article is text
    "text.hinting": "no_hinting",  # hinted letters are wider than measured
    "svg.hashsalt": "viclaims",
    "svg.fonttype": "path",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
}


class Chart(NamedTuple):
    """A finished figure and its words; `figure` is None where there is nothing to show: see `reason`."""

    subject: str
    figure: Figure | None
    drawn: pd.DataFrame
    title: str = ""
    alt: str = ""
    caption: str = ""
    reason: str = ""


@contextmanager
def chart_style() -> Iterator[None]:
    """matplotlib's defaults and the project's style; the reader's own settings are back afterwards."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


# ---------------------------------------------------------------------- text


def drawable(text: object) -> str:
    """Article text on one line as a figure can show it: NFC, without control and direction marks.

    A letter that the font lacks (an emoji, half a surrogate pair) becomes the replacement character.

    >>> drawable("90.253\\n lượt\\u202e")
    '90.253 lượt'
    """
    words = " ".join(unicodedata.normalize("NFC", str(text)).split())
    seen = (char for char in words if unicodedata.category(char) not in ("Cc", "Cf"))
    return "".join(char if ord(char) in _letters() else "\ufffd" for char in seen)


@cache
def _letters() -> frozenset[int]:
    return frozenset(_font("normal").get_charmap()) & frozenset(_font("bold").get_charmap())


@cache
def _font(weight: str) -> FT2Font:
    return get_font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))


@cache
def _advance(char: str, weight: str) -> float:
    """Width of one letter at a size of 1 point; drawn unhinted, letters keep it at every size."""
    font = _font(weight)
    font.set_size(100, 72)
    return font.load_char(ord(char), LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 100


def text_width(text: str, size: float = TEXT, weight: str = "normal") -> float:
    """Width of one line of text in inches; kerning, which draws letters together, is left out."""
    return size / 72 * sum(_advance(char, weight) for char in text)


def _pieces(word: str, width: float, size: float, weight: str) -> Iterator[str]:
    """`word` cut so that each piece fits `width`: an address or a number may be wider than its column."""
    piece = ""
    for char in word:
        if piece and text_width(piece + char, size, weight) > width:
            yield piece
            piece = ""
        piece += char
    yield piece


def wrap(text: object, width: float, size: float = TEXT, weight: str = "normal", most: int | None = None) -> list[str]:
    """Lines of at most `width` inches, at most `most` of them; what is left out is marked with '…'."""
    lines: list[str] = []
    for word in drawable(text).split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, weight) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width, size, weight)
        if most and len(lines) > most:
            kept = lines[most - 1]
            while kept and text_width(kept + "…", size, weight) > width:
                kept = kept[:-1]
            return [*lines[: most - 1], kept.rstrip(" ,;") + "…"]
    return lines


# ---------------------------------------------------------------------- sheet


def sheet() -> Axes:
    """An empty sheet: axes in inches, x from the left edge of the text, y down from the subtitle."""
    figure = Figure(figsize=(WIDTH, WIDTH), dpi=DPI)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1), label="sheet")
    axes.set_axis_off()
    axes.set_xlim(-MARGIN, WIDTH - MARGIN)
    return axes


def write(
    axes: Axes, x: float, y: float, text: object, *, width: float = INNER, size: float = TEXT,
    colour: str = INK, weight: str = "normal", align: str = "left", most: int | None = None,
) -> float:  # fmt: skip
    """Write `text` with its top at `y`, wrapped to `width`; returns the y below it."""
    step = size * LINE / 72
    for line in wrap(text, width, size, weight, most):
        axes.text(x, y + 0.76 * step, line, size=size, color=colour, weight=weight, ha=align, va="baseline")
        y += step
    return y


def block(axes: Axes, x: float, y: float, width: float, height: float, colour: str, label: str) -> None:
    """A filled rectangle from its top left corner; `label` says what it stands for."""
    # add_patch would also fit the limits of the sheet to every one of several hundred squares
    axes.add_artist(Rectangle((x, y), width, height, facecolor=colour, linewidth=0, label=label))


def _even_width(text: str, size: float, weight: str) -> float:
    """The narrowest width that needs no further line, so that no word is alone on the last one."""
    lines = len(wrap(text, INNER, size, weight))
    widths = [INNER * part / 20 for part in range(12, 21)]
    return next(width for width in widths if len(wrap(text, width, size, weight)) <= lines)


def finish(axes: Axes, height: float, title: str, subtitle: str, source: str) -> Figure:
    """The one way every figure ends: title and grey subtitle above, source below, cut to its size."""
    head = [(title, TITLE, INK, "bold"), (subtitle, TEXT, GREY, "normal")]
    above = 0.16 + sum(len(wrap(text, INNER, size, weight)) * size * LINE / 72 for text, size, _, weight in head)
    y = -above
    for text, size, colour, weight in head:
        width = _even_width(text, size, weight)
        y = write(axes, 0, y, text, width=width, size=size, colour=colour, weight=weight)
    bottom = write(axes, 0, height + 0.14, source, size=SMALL, colour=GREY)
    top = -above - MARGIN * 0.8
    axes.set_ylim(bottom + MARGIN * 0.6, top)
    figure = axes.figure
    assert isinstance(figure, Figure)  # sheet() made it, and no part of one
    figure.set_size_inches(WIDTH, bottom + MARGIN * 0.6 - top)
    return figure


def lay_on(axes: Axes, other: Axes, x: float, y: float, width: float, height: float) -> None:
    """Put axes of another library's making on a finished sheet, its top left corner at (x, y)."""
    bottom, top = axes.get_ylim()
    tall = bottom - top
    other.set_position(((x + MARGIN) / WIDTH, (bottom - y - height) / tall, width / WIDTH, height / tall))


# ---------------------------------------------------------------------- saving


def picture(figure: Figure) -> bytes:
    """The PNG of a figure, in a palette of 64 colours (a third of the size); no time, no version in it."""
    from PIL import Image

    canvas = figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)  # sheet() gave it to the figure
    with chart_style():
        canvas.draw()
    pixels = Image.fromarray(np.array(canvas.buffer_rgba())[..., :3])
    image = pixels.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    # the octree rounds each colour down: white has to stay the page's white
    palette = image.getpalette()
    assert palette is not None  # quantize() makes an image of mode P, and such a one has a palette
    image.putpalette([255 if level >= 252 else level for level in palette])
    small = io.BytesIO()
    image.save(small, format="png", dpi=(DPI, DPI))
    return small.getvalue()


def save_figure(figure: Figure, drawn: pd.DataFrame, folder: str | Path, subject: str, language: str) -> list[Path]:
    """Write <subject>.png, .svg (.vi.png, .vi.svg in Vietnamese) and .csv; returns the three paths."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{subject}{in_file_name(language)}"
    png, svg = folder / f"{stem}.png", folder / f"{stem}.svg"
    with open_whole(png, "wb") as file:
        file.write(picture(figure))
    with chart_style(), open_whole(svg) as file:
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return [png, svg, _write_csv(drawn, folder / f"{subject}.csv")]


def _write_csv(frame: pd.DataFrame, path: Path) -> Path:
    with open_whole(path) as file:
        frame.to_csv(file, index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    return path


def save_charts(charts: dict[str, Chart], folder: str | Path) -> dict[str, str]:
    """Save one subject in every language; returns its row of figures.csv.

    A figure with nothing to show takes away the files that an earlier run left of it.
    """
    subject = charts["en"].subject
    row = {"subject": subject}
    for language, chart in charts.items():
        if chart.figure is not None:
            save_figure(chart.figure, chart.drawn, folder, subject, language)
        row |= {f"{what}_{language}": getattr(chart, what) for what in ("title", "alt", "caption", "reason")}
    if charts["en"].figure is None:
        for ending in ("png", "svg", "vi.png", "vi.svg", "csv"):
            (Path(folder) / f"{subject}.{ending}").unlink(missing_ok=True)
    return row


def save_index(rows: Iterable[dict[str, str]], folder: str | Path) -> Path:
    """Write figures.csv, in the order of the figures: what a page says of each, or why it is missing."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    return _write_csv(pd.DataFrame(list(rows), columns=INDEX_COLUMNS), Path(folder) / "figures.csv")

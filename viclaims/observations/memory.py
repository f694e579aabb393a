"""The times and named places that a text has told before a claim: where it may be said to hold, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from viclaims.lexicon import words
from viclaims.observations.periods import Phrase
from viclaims.observations.scene import Scene, find_places, find_times

BETWEEN = 2000  # characters before a sentence that are looked at for times and places
REMEMBERED = 24  # mentions, besides the first of the text
_AT = tuple(f" {word} " for word in words("at_said"))


class Mention(NamedTuple):
    """A time or a named place: offsets into the text, its words, how it is told, what leads to it."""

    start: int
    end: int
    words: str
    how: str
    led: str


class Memory:
    """What a text has told so far; sentences are to be asked for and remembered in their order."""

    def __init__(self, text: str, low: str):
        self.text, self.low = text, low
        self.places: list[Mention] = []
        self.times: list[Mention] = []
        self.told: dict[tuple[int, int], str] = {}  # how each time is told
        self.counts: dict[str, int] = {}  # how often each place was named
        self.main: Mention | None = None  # the place that was named most often, the earlier of two
        self._lines = [found.start() for found in re.finditer("\n", text)]
        self._done = 0

    def line_of(self, offset: int) -> int:
        """The line of the text that an offset stands in, from 0."""
        return bisect_left(self._lines, offset)

    def look_before(self, sentence_start: int) -> None:
        """Remember the times and named places of the sentences without a claim that stand before a sentence."""
        first = max(self._done, sentence_start - BETWEEN)
        if sentence_start - first < 4:
            return
        for time in find_times(self.low, first, sentence_start, ()):
            if not self._is_date_line(time.start, time.end):
                self._add_time(time.start, time.end, how_told(time))
        for place in find_places(self.text, self.low, first, sentence_start):
            if place.named:
                self._add_place(place.start, place.end)

    def tell_times(self, scene: Scene, offset: int) -> None:
        """Keep how the times of a sentence are told."""
        for time in scene.times:
            self.told[time.start + offset, time.end + offset] = how_told(time)

    def remember(self, scene: Scene, offset: int, end: int) -> None:
        """Remember the times and named places of a sentence that ends at `end`, for those that follow."""
        for token in scene.tokens:
            start, last = token.start + offset, token.end + offset
            if token.kind == "place" and any(char.isupper() for char in scene.text[token.start + 1 : token.end]):
                self._add_place(start, last)
            elif token.kind == "time":
                self._add_time(start, last, self.told.get((start, last), ""))
        del self.places[1:-REMEMBERED], self.times[1:-REMEMBERED]
        self._done = end

    def _add_time(self, start: int, end: int, how: str) -> None:
        self.told[start, end] = how
        self.times.append(Mention(start, end, self.low[start:end], how, self._led(start)))

    def _add_place(self, start: int, end: int) -> None:
        name = self.low[start:end]
        mention = Mention(start, end, name, name.split()[0], self._led(start))
        self.places.append(mention)
        self.counts[name] = self.counts.get(name, 0) + 1
        if self.main is None or self.counts[name] > self.counts[self.main.words]:
            self.main = mention

    def _led(self, start: int) -> str:
        """What leads to a mention: the start of a sentence, a comma, a word of place, another word."""
        before = self.low[max(0, start - 14) : start]
        if not before.strip() or before.rstrip(" ")[-1:] in "\n.!?:–-":
            return "start"
        if before.rstrip()[-1:] in ",;(":
            return "comma"
        return "at" if f" {before}".endswith(_AT) else "word"

    def _is_date_line(self, start: int, end: int) -> bool:
        """Whether a date stands alone in its line, but for a time of day: when the page was published."""
        text = self.text
        line = text[text.rfind("\n", 0, start) + 1 : start] + text[end : max(end, text.find("\n", end))]
        return not any(char.isalpha() for char in line)


def how_told(phrase: Phrase) -> str:
    """How a time is told: the rule of its first point, whether it has a second one, what leads to it."""
    edge = phrase.points[0].edge if phrase.points else ""
    return f"{phrase.rule}{'+' * (len(phrase.points) > 1)}{phrase.lead}{'>' * phrase.to_now}{edge}"

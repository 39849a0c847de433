"""Lists of up to ten levels that count by themselves: what a level looks like, and how far each has counted."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from summarymine.readers.numerals import ARABIC, LONGEST, numeral

LEVELS = 10
"""Levels of a list; Word has nine, OpenDocument ten."""

_PLACE = regex.compile(r"%([1-9])")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level are labelled: ``%1`` in *text* is the number of level 1, and so on.

    *system* is a system of `summarymine.readers.numerals`, "" where no number is shown. *restart* is the level
    (counted from 1) whose items let this one begin again, None for any higher one, 0 for none. *legal* writes the
    numbers of all levels in Arabic digits.
    """

    system: str = ARABIC
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False


def limited(written: str | None, default: int) -> int:
    """A number in a file, *default* where it is none or out of all proportion.

    >>> limited("3", 1), limited(None, 1), limited("9" * 30, 1), limited("x", 0)
    (3, 1, 1, 0)
    """
    digits = (written or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 10 and int(digits) <= _MOST else default


@dataclass(slots=True)
class Counter:
    """How far a list has counted on each level; None where a level begins with its start.

    >>> levels = {0: Level("一", "%1、"), 1: Level("1", "%1.%2", legal=True)}
    >>> counter = Counter()
    >>> [counter.label(levels, level) for level in (0, 1, 1, 0, 1)]
    ['一、', '1.1', '1.2', '二、', '2.1']
    """

    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)

    def begin(self, at: int, number: int) -> None:
        """The next item of level *at* has this number."""
        self.counts[at] = number - 1

    def label(self, levels: dict[int, Level], at: int) -> str:
        """The label of the next item of level *at* (counted from 0)."""
        level = levels.get(at, Level())
        count = self.counts[at]
        self.counts[at] = level.start if count is None else count + 1
        for deeper in range(at + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                self.counts[deeper] = None
        return self._shown(levels, level)

    def _shown(self, levels: dict[int, Level], level: Level) -> str:
        def number(place: regex.Match[str]) -> str:
            index = int(place[1]) - 1
            shown = levels.get(index, Level())
            count = self.counts[index]
            system = ARABIC if level.legal else shown.system
            return numeral(shown.start if count is None else count, system) if shown.system else ""

        return _PLACE.sub(number, level.text[:LONGEST]).strip()

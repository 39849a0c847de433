"""Automatic numbers of a Word file up to 2003: list definitions, their use, and counting along the text."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from summarymine.readers.lists import Counter, Level
from summarymine.readers.numerals import (
    ARABIC,
    BRACKETED,
    BRACKETED_CHINESE,
    BRANCHES,
    CHINESE,
    CIRCLED,
    DIGITS,
    DOTTED,
    FORMAL,
    FORMAL_TRADITIONAL,
    FULL_WIDTH,
    LETTER,
    LONGEST,
    ROMAN,
    SMALL_LETTER,
    SMALL_ROMAN,
    STEMS,
    TWO_DIGITS,
)  # fmt: skip
from summarymine.readers.symbols import bullet
from summarymine.readers.word97_parts import FONT, Header, Place, modifiers

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS = 9
_DEFINITION = struct.Struct("<i22xBx")
_LEVEL = struct.Struct("<iBB9x1x4x4xBBBx")
_SIMPLE, _LEGAL, _NO_RESTART = 0x1, 0x4, 0x8
_USE = struct.Struct("<i8xB3x")
_CHANGE = struct.Struct("<iI")
_HAS_START, _HAS_LEVEL = 0x10, 0x20
_MOST = 1_000_000
_MOST_USES = 0x7FE

_BULLET = 0x17
_SYSTEMS = {
    0x01: ROMAN, 0x02: SMALL_ROMAN, 0x03: LETTER, 0x04: SMALL_LETTER, 0x0A: DIGITS, 0x0B: CHINESE, 0x0E: FULL_WIDTH,
    0x10: FORMAL, 0x11: DIGITS, 0x12: CIRCLED, 0x13: FULL_WIDTH, 0x16: TWO_DIGITS, 0x1A: DOTTED, 0x1B: BRACKETED,
    0x1C: CIRCLED, 0x1D: BRACKETED_CHINESE, 0x1E: STEMS, 0x1F: BRANCHES, 0x21: CHINESE, 0x22: FORMAL_TRADITIONAL,
    0x23: CHINESE, 0x24: DIGITS, 0x25: CHINESE, 0x26: FORMAL, 0x27: CHINESE, 0x2C: DIGITS, 0xFF: "",
}  # fmt: skip
"""The number formats of [MS-OSHARED] MSONFC; any other is shown in Arabic digits."""


class Use(NamedTuple):
    """A list as paragraphs refer to it: its definition, and what is different from it."""

    definition: int
    starts: dict[int, int]
    levels: dict[int, Level]


@dataclass(slots=True)
class Lists:
    """Counts the paragraphs of each list; lists of one definition count together.

    >>> lists = Lists({7: {0: Level(CHINESE, "%1、")}}, (Use(7, {}, {}),))
    >>> lists.label(1, 0), lists.label(1, 0)
    ('一、', '二、')
    """

    definitions: dict[int, dict[int, Level]]
    uses: tuple[Use, ...]
    counters: dict[int, Counter] = field(default_factory=dict)
    begun: dict[int, dict[int, Level]] = field(default_factory=dict)

    @classmethod
    def of(cls, header: Header, table: bytes, fonts: Sequence[str]) -> Lists:
        """The lists of a file; what is damaged is left out, and its paragraphs have no numbers."""
        uses = _uses(header.used_lists.of(table), fonts)
        return cls(_definitions(header.lists, table, fonts), uses)

    def label(self, number: int, level: int) -> str:
        """The label of the next paragraph at a level (from 0) of the use with a number (from 1)."""
        if not 1 <= number <= len(self.uses):
            return ""
        use = self.uses[number - 1]
        defined = self.definitions.get(use.definition, {})
        if level not in defined:
            return ""
        counter = self.counters.setdefault(use.definition, Counter())
        if number not in self.begun:
            changed = {at: replace(defined[at], start=start) for at, start in use.starts.items() if at in defined}
            self.begun[number] = defined | changed | use.levels
            for at in changed:
                counter.counts[at] = None
        return counter.label(self.begun[number], level)


def _definitions(where: Place, table: bytes, fonts: Sequence[str]) -> dict[int, dict[int, Level]]:
    """Every list by its number: first come all lists, then, not counted in the part's length, all their levels."""
    data = where.of(table)
    count = min(int.from_bytes(data[:2], "little"), max(0, len(data) - 2) // _DEFINITION.size)
    found: dict[int, dict[int, Level]] = {}
    place = where.start + where.length
    for identifier, flags in _DEFINITION.iter_unpack(data[2 : 2 + count * _DEFINITION.size]):
        levels: dict[int, Level] = {}
        for index in range(1 if flags & _SIMPLE else _LEVELS):
            read = _level(table, place, fonts)
            if read is None:
                return found
            levels[index], place = read
        found[identifier] = levels
    return found


def _level(table: bytes, place: int, fonts: Sequence[str]) -> tuple[Level, int] | None:
    """A level and where it ends, None where it is cut off."""
    if place + _LEVEL.size + 2 > len(table):
        return None
    start, code, flags, characters, paragraphs, limit = _LEVEL.unpack_from(table, place)
    place += _LEVEL.size + paragraphs
    said = dict(modifiers(table[place : place + characters]))
    place += characters
    if place + 2 > len(table):
        return None
    [length] = struct.unpack_from("<H", table, place)
    text = table[place + 2 : place + 2 + 2 * min(length, LONGEST)].decode("utf-16-le", "replace")
    if code == _BULLET:
        font = int.from_bytes(said.get(FONT, b""), "little")
        level = Level("", bullet(text, fonts[font] if font < len(fonts) else ""))
    else:
        shown = "".join(f"%{ord(char) + 1}" if ord(char) < _LEVELS else char for char in text)
        restart = limit if flags & _NO_RESTART else None
        level = Level(_SYSTEMS.get(code, ARABIC), shown, min(max(start, 0), _MOST), restart, bool(flags & _LEGAL))
    return level, place + 2 + 2 * length


def _uses(data: bytes, fonts: Sequence[str]) -> tuple[Use, ...]:
    """Every use: first come all of them, then for each a mark and its changed levels."""
    count = min(int.from_bytes(data[:4], "little"), max(0, len(data) - 4) // _USE.size)
    if count > _MOST_USES:
        return ()
    place = 4 + count * _USE.size
    found: list[Use] = []
    for identifier, changes in _USE.iter_unpack(data[4:place]):
        use = Use(identifier, {}, {})
        found.append(use)
        place += 4
        for _ in range(changes):
            if place + _CHANGE.size > len(data):
                break
            start, flags = _CHANGE.unpack_from(data, place)
            place += _CHANGE.size
            at = flags & 0xF
            if flags & _HAS_LEVEL:
                read = _level(data, place, fonts)
                if read is None:
                    break
                use.levels[at], place = read
            if flags & _HAS_START:
                use.starts[at] = use.levels[at].start if flags & _HAS_LEVEL else min(max(start, 0), _MOST)
    return tuple(found)

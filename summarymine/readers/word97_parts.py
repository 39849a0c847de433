"""The parts of a Word file up to 2003 after [MS-DOC]: header, pieces of text, properties of runs.

Reading guide. The header (`Header.of`) says where everything lies. The text is in pieces (`pieces`) anywhere in
the main stream. What is said of stretches of that stream stands in pages of 512 bytes (`Runs`): a run of
paragraphs or of characters and a list of single modifiers, which `modifiers` reads. Styles have such lists
as well (`styles`).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from summarymine.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD_6 = range(101, 106)  # nFib of Word 6 and Word 95
_MAGIC = (0xA5EC, 0xA5DC)
_ENCRYPTED, _TABLE_ONE, _COMPLEX = 0x100, 0x200, 0x4
_PAGE = 512
_EIGHT_BIT = 1 << 30
_PAIRS = 154  # where Word 97's pairs of place and length begin

Modifier: TypeAlias = tuple[int, bytes]
"""A property and its value (a ``sprm`` and its operand)."""

Modifiers: TypeAlias = tuple[Modifier, ...]
"""Properties that are asked for here, each once."""

_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of the value, by the upper three bits of the property; 0: it says itself
_FONT_NAME = 40  # where the name begins in an entry of the font table
_TABLE_DEFINITION = (0xD606, 0xD608)
_TABS = 0xC615
_TABS_OVERFLOW = 255
_HUGE = (0x6645, 0x6646)  # the list stands in the stream Data

IN_TABLE, ROW_END, DEPTH, INNER_CELL_END, INNER_ROW_END = 0x2416, 0x2417, 0x6649, 0x244B, 0x244C
LIST, LEVEL, STYLE = 0x460B, 0x260A, 0x4600
DELETED, HIDDEN, CHARACTER_STYLE, SYMBOL, RAISED, FONT = 0x0800, 0x083C, 0x4A30, 0x6A09, 0x2A48, 0x4A4F
_ASKED = frozenset({
    IN_TABLE, ROW_END, DEPTH, INNER_CELL_END, INNER_ROW_END, LIST, LEVEL, STYLE,
    DELETED, HIDDEN, CHARACTER_STYLE, SYMBOL, RAISED, FONT,
})  # fmt: skip
_SHORT = {0x0C: LEVEL, 0x18: IN_TABLE, 0x19: ROW_END, 0x41: DELETED, 0x5C: HIDDEN}
"""The short names that these properties have where they are said of a piece of text, or by Word 6."""


class Place(NamedTuple):
    """Where a part lies in its stream, and how long it is."""

    start: int
    length: int

    def of(self, data: bytes) -> bytes:
        """The part's bytes."""
        return data[self.start : self.start + self.length]


@dataclass(frozen=True, slots=True)
class Header:
    """The file information block: the version, the length of the text, where the parts are."""

    old: bool  # Word 6 or 95
    encrypted: bool
    complex: bool
    table: str  # the stream that the parts lie in
    language: int
    first: int  # where the text of a simple Word 6 file begins
    count: int  # characters of the main text, the footnotes and headers behind it left out
    pieces: Place
    paragraphs: Place
    runs: Place
    sections: Place
    fonts: Place
    styles: Place
    lists: Place
    used_lists: Place

    @classmethod
    def of(cls, main: bytes) -> Header:
        """The header of a main stream. Raises ReadError for a version that is not known, or one cut off."""
        try:
            magic, version, language, flags, first = struct.unpack_from("<HH2xH2xH12xI", main)
            if magic not in _MAGIC or version < min(_WORD_6):
                zh, en = (
                    "Word 版本过旧或文件损坏，请另存为 .docx",
                    "too old a version of Word, or damaged; save it as .docx",
                )
                raise ReadError(f"{zh} / {en}")
            old = version in _WORD_6

            def place(index: int) -> Place:
                return Place(*struct.unpack_from("<II", main, 0x58 + 8 * index if old else _PAIRS + 8 * index))

            [count] = struct.unpack_from("<i", main, 0x34 if old else 0x4C)
            nowhere = Place(0, 0)
            return cls(
                old,
                bool(flags & _ENCRYPTED),
                bool(flags & _COMPLEX),
                "WordDocument" if old else "1Table" if flags & _TABLE_ONE else "0Table",
                language,
                first,
                max(0, count),
                place(33),
                place(13),
                place(12),
                place(6),
                nowhere if old else place(15),
                nowhere if old else place(1),
                nowhere if old else place(73),
                nowhere if old else place(74),
            )
        except struct.error:
            raise truncated() from None


def truncated() -> ReadError:
    """What to say of a file that ends too early."""
    return ReadError(
        "文件损坏或不完整，请用 Word 或 WPS 打开后另存 / damaged or truncated; open it in Word or WPS and save it again"
    )


class Piece(NamedTuple):
    """The characters *start* to *end* of the text, which begin at *offset* of the main stream."""

    start: int
    end: int
    offset: int
    width: int  # bytes a character
    modifiers: Modifiers = ()


def pieces(header: Header, table: bytes) -> list[Piece]:
    """The pieces of the main text in their order. Raises ReadError where they do not make up the whole of it."""
    data = header.pieces.of(table)
    if header.old and (not header.complex or not data):
        return [Piece(0, header.count, header.first, 1)]
    lists: list[Modifiers] = []
    place = 0
    while data[place : place + 1] == b"\x01" and place + 3 <= len(data):
        [length] = struct.unpack_from("<H", data, place + 1)
        lists.append(_asked(modifiers(data[place + 3 : place + 3 + length])))
        place += 3 + length
    if data[place : place + 1] != b"\x02" or place + 5 > len(data):
        raise truncated()
    [length] = struct.unpack_from("<I", data, place + 1)
    body = data[place + 5 : place + 5 + length]
    count = (len(body) - 4) // 12
    if count < 1:
        raise truncated()
    bounds = struct.unpack_from(f"<{count + 1}I", body)
    found: list[Piece] = []
    for index, (offset, prm) in enumerate(struct.iter_unpack("<2xIH", body[4 * count + 4 :][: 8 * count])):
        start, end = bounds[index], min(bounds[index + 1], header.count)
        if start != (found[-1].end if found else 0) or end < start:
            raise truncated()
        narrow = header.old or offset & _EIGHT_BIT
        where = offset if header.old else (offset & ~_EIGHT_BIT) // 2 if narrow else offset
        found.append(Piece(start, end, where, 1 if narrow else 2, _of_piece(prm, lists)))
        if end == header.count:
            break
    if found[-1].end < header.count:
        raise truncated()
    return found


def _of_piece(prm: int, lists: list[Modifiers]) -> Modifiers:
    if prm & 1:
        return lists[prm >> 1] if prm >> 1 < len(lists) else ()
    code = _SHORT.get(prm >> 1 & 0x7F)
    return ((code, bytes([prm >> 8])),) if code else ()


def modifiers(data: bytes) -> Iterator[Modifier]:
    """The single modifiers in a list of them, up to where it is cut off.

    >>> list(modifiers(bytes.fromhex("16 24 01  0b 46 02 00")))
    [(9238, b'\\x01'), (17931, b'\\x02\\x00')]
    """
    place = 0
    while place + 3 <= len(data):
        code = data[place] | data[place + 1] << 8
        place += 2
        size = _SIZES[code >> 13] or _variable(code, data, place)
        if place + size > len(data):
            return
        yield code, data[place : place + size]
        place += size


def _variable(code: int, data: bytes, place: int) -> int:
    """The length of a value that says it itself, in its first byte but for two properties."""
    first = data[place]
    if code in _TABLE_DEFINITION:
        return 1 + int.from_bytes(data[place : place + 2], "little")
    if code == _TABS and first == _TABS_OVERFLOW:
        deleted = int.from_bytes(data[place + 1 : place + 2], "little")
        added = place + 2 + 4 * deleted
        return 3 + 4 * deleted + 3 * int.from_bytes(data[added : added + 1], "little")
    return 1 + first


# The old modifiers have a code of one byte, and each its own size; 0: the value says it. Only those up to the
# end of a row are known, and they stand in the order of their codes.
_OLD_SIZES = {
    2: 2, 3: 0, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 1, 10: 1, 11: 1, 12: 0, 13: 1, 14: 1, 15: 0, 16: 2, 17: 2, 18: 2,
    19: 2, 20: 4, 21: 2, 22: 2, 23: 0, 24: 1, 25: 1,
}  # fmt: skip


def old_modifiers(data: bytes) -> Iterator[Modifier]:
    """The same for Word 6 and 95, as far as tables need it, under the codes of today.

    >>> list(old_modifiers(bytes([5, 1, 24, 1, 25, 1, 190, 0])))
    [(9238, b'\\x01'), (9239, b'\\x01')]
    """
    place = 0
    while place + 2 <= len(data) and (size := _OLD_SIZES.get(data[place])) is not None:
        code = data[place]
        size = size or 1 + data[place + 1]
        if code in _SHORT:
            yield _SHORT[code], data[place + 1 : place + 1 + size]
        place += 1 + size


def _asked(found: Iterable[Modifier]) -> Modifiers:
    """Of each property that is asked for the last value: few however long the list is."""
    return tuple({code: value for code, value in found if code in _ASKED}.items())


class Run(NamedTuple):
    """The bytes *start* to *end* of the main stream have a style and modifiers."""

    start: int
    end: int
    style: int
    modifiers: Modifiers


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of a kind in the order of the stream."""

    runs: list[Run]
    starts: list[int]

    @classmethod
    def of(cls, header: Header, where: Place, main: bytes, table: bytes, data: bytes, *, paragraphs: bool) -> Runs:
        """The runs in the pages listed at *where*. Damaged pages have none."""
        listed = where.of(table)
        width = 2 if header.old else 4
        count = max(0, (len(listed) - 4) // (4 + width))
        numbers = struct.unpack_from(f"<{count}{'H' if width == 2 else 'I'}", listed, 4 * count + 4) if count else ()
        huge = _Huge(data)
        runs: list[Run] = []
        for number in dict.fromkeys(number & 0x3FFFFF for number in numbers):
            page = main[number * _PAGE : (number + 1) * _PAGE]
            if len(page) == _PAGE:
                runs += _paragraph_page(header, page, huge) if paragraphs else _run_page(page)
        runs.sort(key=lambda run: run.start)
        return cls(runs, [run.start for run in runs])

    def at(self, offset: int) -> Run | None:
        """The run that a byte of the main stream lies in."""
        index = bisect_right(self.starts, offset) - 1
        return self.runs[index] if index >= 0 and offset < self.runs[index].end else None

    def over(self, start: int, end: int) -> Iterator[Run]:
        """The runs that have a byte from *start* to *end*."""
        index = max(0, bisect_right(self.starts, start) - 1)
        while index < len(self.runs) and self.runs[index].start < end:
            if self.runs[index].end > start:
                yield self.runs[index]
            index += 1


@dataclass(slots=True)
class _Huge:
    """The long lists in the stream Data; all together no more is read than it holds, so that none hangs us."""

    data: bytes
    read: int = 0

    def at(self, value: bytes) -> Iterator[Modifier]:
        place = int.from_bytes(value, "little")
        length = int.from_bytes(self.data[place : place + 2], "little")
        self.read += length
        if self.read <= len(self.data):
            yield from modifiers(self.data[place + 2 : place + 2 + length])


def _paragraph_page(header: Header, page: bytes, huge: _Huge) -> Iterator[Run]:
    count = page[-1]
    width = 7 if header.old else 13
    if 4 + count * (4 + width) >= _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    known: dict[int, tuple[int, Modifiers]] = {}
    read = 0
    for index in range(count):
        place = page[4 * count + 4 + width * index] * 2
        if place and place not in known:
            start, end = _paragraph_list(header, page, place)
            read += end - start
            if read > _PAGE:  # lists that lie over each other: damage, or a file made to keep us busy
                return
            style = int.from_bytes(page[start : start + 2], "little")
            found = (old_modifiers if header.old else modifiers)(page[start + 2 : end])
            known[place] = (
                style,
                _asked(deep for one in found for deep in (huge.at(one[1]) if one[0] in _HUGE else (one,))),
            )
        yield Run(bounds[index], bounds[index + 1], *known.get(place, (0, ())))


def _paragraph_list(header: Header, page: bytes, place: int) -> tuple[int, int]:
    words = page[place]
    if header.old:
        return place + 1, min(_PAGE - 1, place + 1 + 2 * words)
    if words:
        return place + 1, min(_PAGE - 1, place + 2 * words)
    return place + 2, min(_PAGE - 1, place + 2 + 2 * page[place + 1])


def _run_page(page: bytes) -> Iterator[Run]:
    count = page[-1]
    if 4 + count * 5 >= _PAGE:
        return
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    known: dict[int, Modifiers] = {0: ()}
    read = 0
    for index in range(count):
        place = page[4 * count + 4 + index] * 2
        if place not in known:
            read += page[place]
            if read > _PAGE:
                return
            known[place] = _asked(modifiers(page[place + 1 : min(_PAGE - 1, place + 1 + page[place])]))
        yield Run(bounds[index], bounds[index + 1], 0, known[place])


class Style(NamedTuple):
    """A style, the one it is based on, and what it says of paragraphs and of characters."""

    base: int
    paragraph: Modifiers
    characters: Modifiers


def styles(data: bytes) -> dict[int, Style]:
    """The styles of the style sheet by their number, up to where it is cut off."""
    found: dict[int, Style] = {}
    if len(data) < 6:
        return found
    head, count, fixed = struct.unpack_from("<HHH", data)
    place = 2 + head
    for number in range(count):
        if place + 2 > len(data):
            break
        [length] = struct.unpack_from("<H", data, place)
        style = _style(data[place + 2 : place + 2 + length], fixed)
        if style is not None:
            found[number] = style
        place += 2 + length + length % 2
    return found


def _style(data: bytes, fixed: int) -> Style | None:
    if len(data) < max(10, fixed + 2):
        return None
    [kind_base] = struct.unpack_from("<H", data, 2)
    kind = kind_base & 0xF
    if kind not in (1, 2):  # a paragraph's, a character's
        return None
    place = fixed + 2 + 2 * int.from_bytes(data[fixed : fixed + 2], "little") + 2
    lists: list[bytes] = []
    for _ in range(2 if kind == 1 else 1):
        place += place % 2
        length = int.from_bytes(data[place : place + 2], "little")
        lists.append(data[place + 2 : place + 2 + length])
        place += 2 + length
    paragraph = _asked(modifiers(lists[0][2:])) if kind == 1 else ()
    return Style(kind_base >> 4, paragraph, _asked(modifiers(lists[-1])))


def fonts(data: bytes) -> list[str]:
    """The names of the fonts of the font table, up to where it is cut off."""
    found: list[str] = []
    place = 4
    for _ in range(int.from_bytes(data[:2], "little")):
        if place >= len(data):
            break
        name = data[place + _FONT_NAME : place + 1 + data[place]].decode("utf-16-le", "replace")
        found.append(name.partition("\0")[0])
        place += 1 + data[place]
    return found

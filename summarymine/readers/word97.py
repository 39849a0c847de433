"""Word documents up to 2003 (`.doc`, `.dot`), and those of WPS Writer (`.wps`), which are the same inside.

The way of a file: `compound` gives its streams, `word97_parts` its header, the pieces of its text and what is said
of them, `word97_lists` its automatic numbers; here the text is put together and cut into paragraphs and cells.
Only the main text is read, so footnotes, headers, footers, comments and text boxes stay out.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.compound import Compound
from summarymine.readers.encoding import FAMILIAR, codec_name, familiarity
from summarymine.readers.limits import MAX_TEXT
from summarymine.readers.lines import raised
from summarymine.readers.marked import Marked
from summarymine.readers.symbols import symbol
from summarymine.readers.word97_lists import Lists
from summarymine.readers.word97_parts import (
    CHARACTER_STYLE,
    DELETED,
    DEPTH,
    FONT,
    HIDDEN,
    IN_TABLE,
    INNER_CELL_END,
    INNER_ROW_END,
    LEVEL,
    LIST,
    RAISED,
    ROW_END,
    STYLE,
    SYMBOL,
    Header,
    Runs,
    fonts,
    pieces,
    styles,
    truncated,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from summarymine.readers.word97_parts import Modifiers, Piece, Style

_STREAM = "WordDocument"
_ENCRYPTED_STREAMS = ("EncryptedPackage", "EncryptionInfo")

_SAME = 0x80  # what the style says
_BASES = 11  # how many styles Word lets be based on each other
_MOST_USES = 0x7FE

_OUT, _SHOWN, _RAISED, _DRAWN = 1, 2, 4, 8
"""Of a character: it is left out, shown even where the style hides it, raised, one of a symbol font."""

_MARK = regex.compile(r"[\r\x07\x0c]")
_FIELD = regex.compile(r"[\x13-\x15]")
_SPEECHLESS = dict.fromkeys(range(32)) | {
    0x09: "\t",
    0x0B: "\n",  # a soft line break
    0x0C: "\n",  # a page break inside a paragraph
    0x0E: "\n",  # a column break
    0x1E: "-",  # a hyphen that no line ends at
}
_CP1252 = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}
_PRIVATE = regex.compile(r"[\uf000-\uf0ff]")  # places in a symbol font
_HALF = regex.compile(r"[\ud800-\udfff]")
_SECTION = 16
_LIKELY = ("gb18030", "cp950")
_CODECS = {0x04: "gb18030", 0x11: "cp932", 0x12: "cp949"}
_TRADITIONAL = (0x0404, 0x0C04, 0x1404)


@dataclass(frozen=True, slots=True)
class Word97Reader:
    """Reads `.doc`, `.dot` and `.wps`.

    >>> next(Word97Reader().read("总结".encode(), "总结.wps"))
    Traceback (most recent call last):
    summarymine.errors.ReadError: 不是 Word 97–2003 或 WPS 文档，请用 WPS 或 Word 另存为 .docx / not a document of Word 97 to 2003 or of WPS; save it as .docx
    """

    name: str = "word97"
    suffixes: frozenset[str] = frozenset({".doc", ".dot", ".wps"})
    formats: frozenset[str] = frozenset({"Word 97", "OLE2"})

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. *encoding* is of use for Word 6 and 95 only, whose text has none of its own.

        Raises ReadError for a file that is no such document, is damaged, protected by a password or has no text.
        """
        codec = None if encoding is None else codec_name(encoding)
        yield Source(path, _text(data, codec), "utf-8", sha256(data).hexdigest())


def _text(data: bytes, codec: str | None) -> str:
    if not data:
        raise ReadError("空文件 / the file is empty")
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _foreign()
    container = Compound.open(data)
    if _STREAM not in container:
        raise _protected() if any(name in container for name in _ENCRYPTED_STREAMS) else _foreign()
    main = container.read(_STREAM)
    header = Header.of(main)
    if header.encrypted:
        raise _protected()
    if header.count > MAX_TEXT:
        zh, en = f"文字超过 {MAX_TEXT:,} 个字符", f"more than {MAX_TEXT:,} characters of text"
        raise ReadError(f"{zh}，请拆分后再读 / {en}; split it")
    table = main if header.old else container.read(header.table)
    return _Story.of(header, main, table, container.read("Data"), codec).text()


def _foreign() -> ReadError:
    zh, en = (
        "不是 Word 97–2003 或 WPS 文档，请用 WPS 或 Word 另存为 .docx",
        "not a document of Word 97 to 2003 or of WPS",
    )
    return ReadError(f"{zh} / {en}; save it as .docx")


def _protected() -> ReadError:
    return ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")


class _Paragraph(NamedTuple):
    """What is said of a paragraph, its style included."""

    in_table: bool = False
    row_end: bool = False
    depth: int = 1
    """In how many tables it stands, if in any."""
    inner_cell_end: bool = False
    inner_row_end: bool = False
    use: int = 0
    level: int = 0
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class _Story:
    """The main text, one character a code unit (a byte in Word 6), and what is said of it.

    ``marks`` has a byte a character: whether it is shown. ``symbols`` are the characters that stand for one of a
    symbol font.
    """

    raw: str
    marks: bytearray
    symbols: dict[int, str]
    parts: list[Piece]
    runs: Runs
    sections: frozenset[int]
    sheet: _Sheet
    lists: Lists
    said: Callable[[str], str]

    @classmethod
    def of(cls, header: Header, main: bytes, table: bytes, data: bytes, codec: str | None) -> _Story:
        parts = pieces(header, table)
        raw = "".join(_decoded(header, part, main) for part in parts)
        sheet = _Sheet.of(header, table)
        names = fonts(header.fonts.of(table))
        marks, symbols = bytearray(len(raw)), dict[int, str]()
        if not header.old:
            runs = Runs.of(header, header.runs, main, table, data, paragraphs=False)
            for part in parts:
                _mark(part, raw, runs, sheet, names, marks, symbols)
        _mark_fields(raw, marks)
        return cls(
            raw,
            marks,
            symbols,
            parts,
            Runs.of(header, header.paragraphs, main, table, data, paragraphs=True),
            _section_ends(header.sections.of(table)),
            sheet,
            Lists.of(header, table, names),
            _decoder(header, raw, codec) if header.old else _whole_characters,
        )

    def text(self) -> str:
        """The source text."""
        out = Marked()
        start = 0
        part = 0
        for found in _MARK.finditer(self.raw):
            place, mark = found.start(), found[0]
            while place >= self.parts[part].end:
                part += 1
            if mark == "\r" and self.marks[place] & _OUT:
                continue  # a deleted paragraph mark: the next paragraph goes on in this one
            if mark == "\x0c" and place + 1 not in self.sections:
                continue
            self._paragraph(out, mark, start, place, self._properties(self.parts[part], place))
            start = place + 1
        self._paragraph(out, "\r", start, len(self.raw), _Paragraph())
        return out.whole()

    def _properties(self, part: Piece, place: int) -> _Paragraph:
        run = self.runs.at(part.offset + (place - part.start) * part.width)
        return self.sheet.paragraph(run.style if run else 0, (run.modifiers if run else ()) + part.modifiers)

    def _paragraph(self, out: Marked, mark: str, start: int, end: int, said: _Paragraph) -> None:
        depth = max(said.depth, 1) if said.in_table else 0
        if depth and ((said.row_end and mark == "\x07") or said.inner_row_end):
            out.end_row(depth)
            return
        text = self.shown(start, end, hidden=said.hidden)
        label = self.lists.label(said.use, said.level) if said.use else ""
        if depth and (mark == "\x07" or said.inner_cell_end):
            out.end_cell(text, label, depth)
        else:
            out.paragraph(text, label, depth)

    def shown(self, start: int, end: int, *, hidden: bool) -> str:
        """The characters *start* to *end* as far as they are shown."""
        marks = self.marks[start:end]
        if not hidden and not any(marks):
            return self.said(self.raw[start:end]).translate(_SPEECHLESS)
        parts: list[str] = []
        for mark, places in groupby(range(start, end), key=self.marks.__getitem__):
            if mark & _OUT or (hidden and not mark & _SHOWN):
                continue
            text = self.said("".join(self.symbols.get(place, self.raw[place]) for place in places))
            parts.append(raised(text) if mark & _RAISED else text)
        return "".join(parts).translate(_SPEECHLESS)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The styles, each with all that those below it say."""

    styles: dict[int, Style]
    resolved: dict[int, tuple[_Paragraph, bool]]

    @classmethod
    def of(cls, header: Header, table: bytes) -> _Sheet:
        return cls(styles(header.styles.of(table)), {})

    def _style(self, number: int) -> tuple[_Paragraph, bool]:
        """What a style says of a paragraph, and whether it hides its characters."""
        if number not in self.resolved:
            chain: list[Style] = []
            at = number
            while at in self.styles and len(chain) < _BASES:
                chain.append(self.styles[at])
                at = self.styles[at].base
            said, hidden = _Paragraph(), False
            for style in reversed(chain):
                said = _apply(said, style.paragraph)
                hidden = next((value[0] == 1 for code, value in style.characters if code == HIDDEN), hidden)
            self.resolved[number] = said._replace(hidden=hidden), hidden
        return self.resolved[number]

    def paragraph(self, style: int, modifiers: Modifiers) -> _Paragraph:
        """What is said of a paragraph of a style that has modifiers of its own."""
        for code, value in modifiers:
            if code == STYLE:
                style = int.from_bytes(value, "little")
        return _apply(self._style(style)[0], modifiers)

    def hides(self, style: int) -> bool:
        """Whether a character style hides its text."""
        return self._style(style)[1]


_MEANINGS: dict[int, Callable[[_Paragraph, int], _Paragraph]] = {
    IN_TABLE: lambda said, value: said._replace(in_table=value != 0),
    ROW_END: lambda said, value: said._replace(row_end=value != 0),
    DEPTH: lambda said, value: said._replace(depth=value),
    INNER_CELL_END: lambda said, value: said._replace(inner_cell_end=value != 0),
    INNER_ROW_END: lambda said, value: said._replace(inner_row_end=value != 0),
    LIST: lambda said, value: said._replace(use=value if value <= _MOST_USES else 0),
    LEVEL: lambda said, value: said._replace(level=value),
}


def _apply(said: _Paragraph, modifiers: Modifiers) -> _Paragraph:
    for code, value in modifiers:
        if code in _MEANINGS:
            said = _MEANINGS[code](said, int.from_bytes(value, "little"))
    return said


def _decoded(header: Header, part: Piece, main: bytes) -> str:
    """A piece's characters, each a code unit, so that their places can be counted."""
    raw = main[part.offset : part.offset + (part.end - part.start) * part.width]
    if len(raw) < (part.end - part.start) * part.width:
        raise truncated()
    if part.width == 1:
        text = raw.decode("latin-1")
        return text if header.old else text.translate(_CP1252)
    return np.frombuffer(raw, "<u2").astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _whole_characters(text: str) -> str:
    """*text* with the two halves of a character beyond U+FFFF put together."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if _HALF.search(text) else text


def _decoder(header: Header, raw: str, codec: str | None) -> Callable[[str], str]:
    """What makes characters of the bytes of Word 6: the codec that is forced, that of the language, or a likely one."""
    data = raw.encode("latin-1")
    chinese = "cp950" if header.language in _TRADITIONAL else _CODECS.get(header.language & 0xFF)
    used = codec or chinese or next((one for one in _LIKELY if _fits(data, one)), "cp1252")
    try:
        data.decode(used, "replace").encode("utf-16-le", "surrogatepass")
    except (UnicodeError, LookupError, AttributeError):  # codecs that are no character sets: idna, hex
        raise ReadError(f"无法按 {used} 解码 / cannot be decoded as {used}; try --encoding") from None
    return lambda text: text.encode("latin-1").decode(used, "replace")


def _fits(data: bytes, codec: str) -> bool:
    return not data.isascii() and familiarity(data.decode(codec, "replace")) >= FAMILIAR


def _mark(
    part: Piece, raw: str, runs: Runs, sheet: _Sheet, names: list[str], marks: bytearray, symbols: dict[int, str]
) -> None:
    """Marks the characters of a piece by what is said of them, and finds those of symbol fonts."""
    if part.modifiers:
        marks[part.start : part.end] = bytes([_shown(dict(part.modifiers), sheet)]) * (part.end - part.start)
    for run in runs.over(part.offset, part.offset + (part.end - part.start) * part.width):
        said = dict(run.modifiers + part.modifiers)
        if not said:
            continue
        start = max(part.start, part.start + (run.start - part.offset) // part.width)
        end = min(part.end, part.start + (run.end - part.offset) // part.width)
        marks[start:end] = bytes([_shown(said, sheet)]) * (end - start)
        if value := said.get(SYMBOL):
            font, code = struct.unpack("<HH", value)
            symbols.update(dict.fromkeys(range(start, end), symbol(code, _name(names, font))))
        elif FONT in said:
            font = int.from_bytes(said[FONT], "little")
            for found in _PRIVATE.finditer(raw, start, end):
                symbols[found.start()] = symbol(ord(found[0]), _name(names, font))
                marks[found.start()] |= _DRAWN


def _name(names: list[str], font: int) -> str:
    return names[font] if font < len(names) else ""


def _shown(said: dict[int, bytes], sheet: _Sheet) -> int:
    more = (_RAISED if said.get(RAISED) == b"\1" else 0) | (_DRAWN if SYMBOL in said else 0)
    if said.get(DELETED, b"\0")[0] == 1:
        return _OUT
    style = CHARACTER_STYLE in said and sheet.hides(int.from_bytes(said[CHARACTER_STYLE], "little"))
    match said.get(HIDDEN, bytes([_SAME]))[0]:
        case 0x80:  # as the style says
            return _OUT if style else more
        case 0x81:  # the opposite
            return _SHOWN | more if style else _OUT
        case own:
            return _OUT if own else _SHOWN | more


def _mark_fields(raw: str, marks: bytearray) -> None:
    """Leaves out the codes of fields (between the first mark and the second, or the last where there is no result).

    A mark without its fellow leaves nothing out.
    """
    opened: list[tuple[int, int | None]] = []
    codes: list[tuple[int, int]] = []
    for found in _FIELD.finditer(raw):
        if found[0] == "\x13":
            opened.append((found.start(), None))
        elif opened and found[0] == "\x14":
            start, divider = opened[-1]
            opened[-1] = (start, found.start() if divider is None else divider)
        elif opened:
            start, divider = opened.pop()
            codes.append((start, found.start() if divider is None else divider))
    until = 0
    for start, end in sorted(codes):  # those inside others are done with them, or this would be quadratic
        if end > until:
            marks[max(start, until) : end] = bytes([_OUT]) * (end - max(start, until))
            until = end


def _section_ends(data: bytes) -> frozenset[int]:
    """The places after the last character of every section."""
    count = max(0, (len(data) - 4) // _SECTION)
    return frozenset(struct.unpack_from(f"<{count + 1}I", data)) if count else frozenset()

r"""Rich Text Format (`.rtf`, and many a `.doc` that is RTF inside), token by token after the specification 1.9.1.

Bytes are gathered with the codec that holds where they stand: that of the font where its character set is one of
East Asia, else that of the file. Groups are kept on a stack of bounded depth. What a group is for says whether it
is read: of the destinations only automatic numbers (``\listtext``) and the results of fields are text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.encoding import codec_name
from summarymine.readers.lines import raised
from summarymine.readers.marked import Marked
from summarymine.readers.symbols import bullet, symbol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 1_000
_MOST_SKIPPED = 100  # characters that stand for one in Unicode; a file says 1 or 2
_TOKEN = regex.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})?[ ]?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>.)"
    rb"|(?P<brace>[{}])"
    rb"|(?P<line>[\r\n\x00]{1,65536})"
    rb"|(?P<text>[^\\{}\r\n\x00]{1,65536})",
    regex.DOTALL,
)
_COUNTS = regex.compile(r"[\w\p{No}]")
"""What a label has that is a number, not a bullet."""
_OTHER_PARTS = frozenset(
    b"fonttbl colortbl stylesheet info pict object header headerl headerr headerf footer footerl footerr footerf "
    b"footnote annotation atnid atnauthor atntime atndate atnref atnparent atnicn listtable listoverridetable rsidtbl "
    b"generator filetbl revtbl fldinst nonshppict nonesttables bkmkstart bkmkend xe tc tcn rxe do shp "
    b"ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pgdsctbl themedata colorschememapping datastore latentstyles "
    b"xmlnstbl mmathPr template private1 userprops docvar background objdata objclass pntxta pntxtb".split()
)
"""Destinations whose text is not that of the document."""
_LABELS = frozenset((b"listtext", b"pntext"))
_SIGNS = {
    b"par": "\r", b"sect": "\r", b"line": "\n", b"page": "\n", b"column": "\n", b"softline": "\n", b"tab": "\t",
    b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
    b"bullet": "•", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
}  # fmt: skip
_ESCAPED = {b"~": "\xa0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\t": "\t", b"\r": "\r", b"\n": "\r"}
_EAST = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950"}
_SYMBOLS = 2
_FONT_PLACES = 0xF000
_PRIVATE = range(0xF000, 0xF100)
_WEST = {
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 77: "mac_roman", 78: "cp932", 80: "gb18030", 81: "cp950",
}  # fmt: skip
_CODECS = _EAST | _WEST
_ANSI = "cp1252"
_LANGUAGES = {2052: "gb18030", 4100: "gb18030", 1028: "cp950", 3076: "cp950", 5124: "cp950"}
"""What the language of a file says of its code page, where nothing else does."""
_SHEETS = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850", b"ansi": _ANSI}


@dataclass(frozen=True, slots=True)
class RtfReader:
    r"""Reads `.rtf`.

    >>> data = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 x;}}\f0\'b9\'a4\'d7\'f7\'d7\'dc\'bd\'e1\par 3\par}"
    >>> [source] = RtfReader().read(data, "总结.rtf")
    >>> source.text, source.encoding
    ('工作总结\n3', 'utf-8')
    """

    name: str = "rtf"
    suffixes: frozenset[str] = frozenset({".rtf"})
    formats: frozenset[str] = frozenset({"RTF"})

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. *encoding* is used instead of the code page that the file names.

        Raises ReadError for a file that is not RTF, nests too deep or has no text.
        """
        codec = None if encoding is None else codec_name(encoding)
        if not data:
            raise ReadError("空文件 / the file is empty")
        if not data.startswith(b"{\\rtf"):
            raise ReadError("不是 RTF 文件，请另存为 .docx / not an RTF file; save it as .docx")
        yield Source(
            path, _Document(codec or _ANSI, fixed=codec is not None).read(data), "utf-8", sha256(data).hexdigest()
        )


class _State(NamedTuple):
    """What holds in a group. ``part`` is the destination: "" for text, "fonts", "label", or "out" for what is not read."""

    part: str = ""
    font: int = -1
    unicode: int = 1
    """How many characters after one in Unicode stand for it where Unicode is not known."""
    hidden: bool = False
    deleted: bool = False
    raised: bool = False
    in_table: bool = False
    depth: int = 0
    """In how many tables the paragraph stands, where the file says it."""


class _Font(NamedTuple):
    name: str = ""
    charset: int = 1


@dataclass(slots=True)
class _Document:
    """A document that is being read."""

    codec: str
    fixed: bool
    out: Marked = field(default_factory=Marked)
    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    fonts: dict[int, _Font] = field(default_factory=dict)
    default_font: int = -1
    bytes_: bytearray = field(default_factory=bytearray)
    parts: list[str] = field(default_factory=list)
    label: list[str] = field(default_factory=list)
    label_font: str = ""
    skip: int = 0
    """Characters that still stand for the last one in Unicode."""
    opening: bool = False
    """Whether the next control word is the first of its group, and so may say what the group is for."""
    optional: bool = False
    """Whether the group began with ``\\*``: it is left out unless it is known."""

    def read(self, data: bytes) -> str:
        r"""The source text."""
        place = 0
        while (found := _TOKEN.match(data, place)) is not None:
            place = found.end()
            match found.lastgroup:
                case "text":
                    self._text(found["text"])
                case "hex":
                    self._byte(bytes.fromhex(found["hex"].decode("ascii")))
                case "brace" if found["brace"] == b"{":
                    self._open()
                case "brace":
                    self._close()
                case "sign":
                    self._sign(found["sign"])
                case "word" | "number":
                    number = int(found["number"]) if found["number"] is not None else None
                    if found["word"] == b"bin":
                        place += max(0, number or 0)
                    self._word(found["word"], number)
                case _:
                    pass  # line ends mean nothing
        self._flush()
        if self.parts or self.label:
            self._paragraph()
        return self.out.whole()

    def _open(self) -> None:
        self._flush()
        self.skip = 0
        if len(self.stack) >= _DEEPEST:
            raise ReadError("文件嵌套过深 / nested too deep")
        self.stack.append(self.state)
        self.opening, self.optional = True, False

    def _close(self) -> None:
        self._flush()
        self.skip = 0
        self.opening = False
        if self.stack:
            self.state = self.stack.pop()

    def _text(self, raw: bytes) -> None:
        if self.skip:
            used = min(self.skip, len(raw))
            self.skip -= used
            raw = raw[used:]
        self.opening = False
        if self.state.part != "out":
            self.bytes_ += raw

    def _byte(self, raw: bytes) -> None:
        self.opening = False
        if self.skip:
            self.skip -= 1
        elif self.state.part != "out":
            self.bytes_ += raw

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.optional = self.opening
            return
        self.opening = False
        if self.skip:
            self.skip -= 1
        elif sign in _ESCAPED:
            self._say(_ESCAPED[sign])

    def _word(self, word: bytes, number: int | None) -> None:
        opening, self.opening = self.opening, False
        if opening:
            self._flush()
            self._destination(word)
        elif word in _OTHER_PARTS:
            self._flush()
            self.state = self.state._replace(part="out")
        if word == b"u":
            self._unicode(number or 0)
            return
        if self.skip and _SIGNS.get(word, "\r") != "\r":
            self.skip -= 1
            return
        self.skip = 0
        if word in _SIGNS:
            self._say(_SIGNS[word])
        elif word in _SHEETS or word == b"ansicpg":
            self._code_page(word, number)
        elif (change := _CHANGES.get(word)) is not None:
            self._flush()
            self.state = change(self.state, number)
            if word == b"f" and self.state.part == "fonts":
                self.fonts.setdefault(number or 0, _Font())
        elif word == b"deff":
            self.default_font = number or 0
        elif word == b"fcharset" and self.state.part == "fonts":
            font = self.fonts.get(self.state.font, _Font())
            self.fonts[self.state.font] = font._replace(charset=number or 0)
        elif word in (b"deflang", b"deflangfe"):
            if not self.fixed and self.codec == _ANSI:
                self.codec = _LANGUAGES.get(number or 0, self.codec)
        elif word in (b"cell", b"row", b"nestcell", b"nestrow") and self.state.part == "":
            self._table(word)

    def _destination(self, word: bytes) -> None:
        part = self.state.part
        if part == "out":
            return
        if word == b"fonttbl":
            part = "fonts"
        elif word in _LABELS:
            part = "label"
        elif word in _OTHER_PARTS or (self.optional and word not in _KNOWN):
            part = "out"
        self.optional = False
        self.state = self.state._replace(part=part)

    def _code_page(self, word: bytes, number: int | None) -> None:
        if self.fixed:
            return
        self._flush()
        name = _SHEETS.get(word) or {936: "gb18030", 65001: "utf-8", 10000: "mac_roman"}.get(number or 0, f"cp{number}")
        try:
            self.codec = codec_name(name)
        except ReadError:
            self.codec = _ANSI

    def _unicode(self, number: int) -> None:
        self._flush()
        self.skip = self.state.unicode
        code = number & 0xFFFF if number < 0 else number
        if code in _PRIVATE and self.state.part != "label":
            self._say(symbol(code, self._current().name))
        elif 0 < code < 0x110000:
            self._say(chr(code))

    def _current(self) -> _Font:
        return self.fonts.get(self.state.font if self.state.font >= 0 else self.default_font, _Font())

    def _flush(self) -> None:
        """Decodes the bytes so far: what follows may be in another font or group."""
        if not self.bytes_:
            return
        raw = bytes(self.bytes_)
        self.bytes_.clear()
        font = self._current()
        if self.state.part == "fonts":
            name = raw.decode("ascii", "ignore").partition(";")[0].strip()
            known = self.fonts.get(self.state.font, _Font())
            if name and not known.name:
                self.fonts[self.state.font] = known._replace(name=name)
        elif font.charset == _SYMBOLS and self.state.part != "label":
            self._say("".join(symbol(_FONT_PLACES + byte, font.name) for byte in raw))
        elif font.charset == _SYMBOLS:
            self._say(raw.decode("latin-1"))
        else:
            self._say(_decoded(raw, _CODECS.get(font.charset, self.codec), self.codec))

    def _say(self, text: str) -> None:
        self._flush()
        state = self.state
        if state.part in ("out", "fonts"):
            return
        if state.part == "label":
            self.label_font = self.label_font if text.isspace() else self._current().name
            self.label.append(text)
        elif text == "\r":
            self._paragraph()
        elif not state.hidden and not state.deleted:
            self.parts.append(raised(text) if state.raised else text)

    def _taken(self) -> tuple[str, str]:
        text, label = _joined(self.parts), _joined(self.label).strip()
        self.parts.clear()
        self.label.clear()
        font, self.label_font = self.label_font, ""
        if label and not _COUNTS.search(label):
            label = bullet(label, font)
        return text, label

    def _paragraph(self) -> None:
        if self.state.deleted or self.state.hidden:  # without its mark, the next paragraph goes on in this one
            if not self.parts:
                self.label.clear()
            return
        self.out.paragraph(*self._taken(), self._depth())

    def _depth(self) -> int:
        return max(1, self.state.depth) if self.state.in_table else 0

    def _table(self, word: bytes) -> None:
        self._flush()
        depth = max(2, self.state.depth) if word.startswith(b"nest") else 1
        if word.endswith(b"cell") or self.parts:
            self.out.end_cell(*self._taken(), depth)
        if word.endswith(b"row"):
            self.out.end_row(depth)


def _joined(parts: list[str]) -> str:
    """The parts as one text; characters beyond U+FFFF come in two halves."""
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _decoded(raw: bytes, codec: str, other: str) -> str:
    for one in (codec, other):
        try:
            return raw.decode(one)
        except (UnicodeError, LookupError):
            continue
    try:
        return raw.decode(codec, "replace")
    except (UnicodeError, LookupError):
        return raw.decode(_ANSI, "replace")


def _plain(state: _State, _: int | None) -> _State:
    return state._replace(font=-1, hidden=False, deleted=False, raised=False)


_CHANGES: dict[bytes, Callable[[_State, int | None], _State]] = {
    b"v": lambda state, number: state._replace(hidden=number != 0),
    b"deleted": lambda state, number: state._replace(deleted=number != 0),
    b"super": lambda state, number: state._replace(raised=number != 0),
    b"nosupersub": lambda state, _: state._replace(raised=False),
    b"sub": lambda state, _: state._replace(raised=False),
    b"intbl": lambda state, number: state._replace(in_table=number != 0),
    b"itap": lambda state, number: state._replace(in_table=number != 0, depth=number or 0),
    b"pard": lambda state, _: state._replace(in_table=False, depth=0),
    b"plain": _plain,
    b"f": lambda state, number: state._replace(font=number or 0),
    b"uc": lambda state, number: state._replace(unicode=min(max(number or 0, 0), _MOST_SKIPPED)),
}
_KNOWN = frozenset(_CHANGES) | frozenset(_SIGNS) | _LABELS | frozenset((b"u", b"fonttbl", b"cs", b"nesttableprops"))

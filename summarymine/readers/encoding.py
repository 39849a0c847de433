"""From bytes to text: which encoding a Chinese file is in.

Reading guide. `decode` asks in this order, and the first answer stands:

1. the encoding that the user forces;
2. a byte order mark;
3. strict UTF-8, which other encodings of Chinese pass by accident only in a few words;
4. the encodings in `CANDIDATES` that decode the whole file without an error: the one whose text is most
   *familiar* (see `familiarity`), if it is familiar enough to be Chinese.

GB18030 and Big5 share most of their byte pairs, and UTF-16 without a mark is pairs as well: all three often
decode each other without an error, but into characters that nobody uses. `docs/readers.md` has the measured
comparison with a statistical detector.
"""

from __future__ import annotations

import codecs
from collections import Counter

import regex

from summarymine.errors import ReadError
from summarymine.readers.frequent import FREQUENT
from summarymine.readers.signatures import looks_like

CANDIDATES = ("gb18030", "cp950", "big5hkscs", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
"""Tried where there is neither mark nor UTF-8; of two equally familiar texts the first is taken."""

FAMILIAR = 0.3
"""The least familiarity of a text that is believed: between the worst right and the best wrong decoding."""

SAMPLE = 20_000
"""Characters of a text, plain ASCII apart, that are looked at to judge it."""

_CREDIBLE = 40  # bytes that a candidate must have decoded before it is named as the likely one

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("\ufeff".encode("gb18030"), "gb18030"),
)

_TAKE_MARK = ("utf-8-sig", "utf-16", "utf-32")  # these codecs leave the mark out themselves

_VISIBLE = regex.compile(r"[^\s\p{Cc}\p{Cf}]")
_TELLING = regex.compile(r"[^\t-\r\x1a -~]{1,1000}")  # all but plain ASCII, which every candidate shares
_STRANGE = regex.compile(r"[\p{Cc}\p{Cn}\p{Co}\p{Cs}]")
_WAY_OUT_ZH = "可用 --encoding 指定编码"
_WAY_OUT_EN = "try --encoding"


def decode(data: bytes, encoding: str | None = None, *, hint: str | None = None) -> tuple[str, str]:
    """The text of *data* and the Python codec it was read with.

    *encoding* is forced; *hint* (what a web page says of itself) is only preferred among candidates that fit.
    The text is exact: line ends stay as they are, only one byte order mark at the start is left out.

    >>> decode("园区完成税收3亿元。\\r\\n".encode("gb18030"))
    ('园区完成税收3亿元。\\r\\n', 'gb18030')
    >>> decode("園區完成稅收3億元。".encode("big5"))
    ('園區完成稅收3億元。', 'cp950')

    Raises ReadError for a file that is empty, blank or binary, for bytes that the forced encoding cannot
    decode (bytes count from 1), and where no encoding makes Chinese of them.
    """
    check_is_text(data)
    codec = codec_name(encoding) if encoding is not None else _marked(data)
    if codec is None and (codec := _detected(data, hint)) is None:
        raise _unknown(data)
    text = _strict(data, codec)
    if codec not in _TAKE_MARK:
        text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise ReadError(
            f"看起来是二进制文件，不是文本；如是文本，{_WAY_OUT_ZH} / "
            f"looks like a binary file, not text; if it is text, {_WAY_OUT_EN}"
        )
    if not _VISIBLE.search(text):
        raise ReadError("文件里只有空白 / there is only white space in the file")
    return text, codec


def check_is_text(data: bytes) -> None:
    """Raises ReadError where *data* is empty or begins like a binary format."""
    if not data:
        raise ReadError("空文件 / the file is empty")
    if (kind := looks_like(data)) is not None:
        raise ReadError(f"看起来是 {kind} 文件，不是文本 / looks like a {kind} file, not text")


def familiarity(text: str) -> float:
    """How much *text* looks like Chinese prose: 1 for nothing but common characters, down to -1.

    The mean over all characters but plain ASCII: 1 for a frequent one, 0 for another, -1 for a control
    character, a private or an unassigned one. Text in ASCII alone is entirely familiar.

    >>> familiarity("税收增长"), familiarity("牨誧"), familiarity("plain")
    (1.0, 0.0, 1.0)
    """
    found: Counter[str] = Counter()
    for run in _TELLING.finditer(text):
        found.update(run[0])
        if found.total() >= SAMPLE:
            break
    frequent = sum(count for char, count in found.items() if char in FREQUENT)
    strange = sum(count for char, count in found.items() if _STRANGE.match(char))
    return (frequent - strange) / found.total() if found else 1.0


def codec_name(encoding: str) -> str:
    """The name Python knows an encoding by; raises ReadError for one it does not know.

    >>> codec_name("GBK")
    'gbk'
    """
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise ReadError(f"未知的编码 {encoding!r}，例如 gb18030、utf-8 / unknown encoding {encoding!r}") from None


def _marked(data: bytes) -> str | None:
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        place = error.start + 1
        raise ReadError(
            f"无法按 {codec} 解码（第 {place} 字节）。{_WAY_OUT_ZH} / "
            f"cannot be decoded as {codec} (byte {place}); {_WAY_OUT_EN}"
        ) from None
    except (UnicodeError, LookupError):  # codecs that are no character sets: idna, hex
        raise ReadError(f"无法按 {codec} 解码。{_WAY_OUT_ZH} / cannot be decoded as {codec}; {_WAY_OUT_EN}") from None


def _detected(data: bytes, hint: str | None) -> str | None:
    if b"\0" not in data and _fits(data, "utf-8") is not None:
        return "utf-8"
    if hint is not None and (text := _fits(data, hint)) is not None and familiarity(text) >= FAMILIAR:
        return codecs.lookup(hint).name
    scores = {codec: familiarity(text) for codec in CANDIDATES if (text := _fits(data, codec)) is not None}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best is not None and scores[best] >= FAMILIAR else None


def _fits(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def _unknown(data: bytes) -> ReadError:
    """Says which candidate came furthest: a file cut off or damaged in one place has a clear winner."""
    reach: dict[str, int] = {}
    for codec in ("utf-8", *CANDIDATES):
        try:
            text, place = data.decode(codec), len(data)
        except UnicodeDecodeError as error:
            text, place = data[: error.start].decode(codec), error.start
        if place >= _CREDIBLE and familiarity(text) >= FAMILIAR and not text.isascii():
            reach[codec] = place
    if not reach:
        return ReadError(
            f"看起来是二进制文件，或编码无法识别；{_WAY_OUT_ZH} / "
            f"looks like a binary file or an unknown encoding; {_WAY_OUT_EN}"
        )
    codec = max(reach, key=reach.__getitem__)
    place = reach[codec] + 1
    return ReadError(
        f"最像 {codec}，但第 {place} 字节无法解码，文件可能损坏或不完整；{_WAY_OUT_ZH} / "
        f"most like {codec}, but byte {place} cannot be decoded, the file may be damaged or cut off; {_WAY_OUT_EN}"
    )

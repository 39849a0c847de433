"""The names of members of archives: which encoding they are in, and a label that is safe to print.

Nothing is ever unpacked to disk, so a name is only a label. Archives made on Chinese Windows have names in GBK
or Big5 without saying so, some of macOS have UTF-8 without the flag, old western ones have cp437.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.readers.encoding import familiarity
from summarymine.readers.frequent import FREQUENT

if TYPE_CHECKING:
    from collections.abc import Sequence

_CODECS = ("utf-8", "gb18030", "cp950", "big5hkscs")
"""Tried for names that do not say; of two equally likely ones the first is taken."""

_WESTERN = "cp437"
"""What the ZIP format says of such names; it decodes everything."""

_LIKELY = 0.2
_BEFOREHAND = {"utf-8": 0.25, "gb18030": 0.15}
"""What speaks for a codec before its characters are looked at: names in other encodings are hardly ever valid
UTF-8, and most archives of Chinese names were made on a mainland Windows."""

_COMMON = 0.3
"""What a character counts for, or against, that is no frequent one but common, or not even that."""

_LONGEST_RAW = 4096
_SAMPLE = 1 << 16
_LONGEST_PART, _DEEPEST = 255, 32

_NOWHERE = ("", ".", "..")
_HIDING = regex.compile(r"[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]")
_DRIVE = regex.compile(r"^[A-Za-z]:")
_HAN = regex.compile(r"\p{Han}")
_LEFT_OUT = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
_TEMPORARY = (".", "~$")


def decoded(names: Sequence[tuple[bytes, bool]]) -> list[str]:
    """The names of one archive, each with whether it says that it is UTF-8.

    >>> decoded([("总结.txt".encode("gbk"), False), ("總結.txt".encode("utf-8"), True)])
    ['总结.txt', '總結.txt']
    """
    unsaid = [
        raw for raw, utf8 in names if not raw.isascii() and not (utf8 and _strict(_cut(raw), "utf-8") is not None)
    ]
    codecs = _ranked(unsaid)
    return [_decode(_cut(raw), ("utf-8", *codecs) if utf8 else codecs) for raw, utf8 in names]


def label(name: str) -> tuple[str, ...]:
    r"""The parts of a member's path, without what leads out of the archive or cannot be printed.

    >>> label("..\\..\\C:\\年度/./总结\x00\u202e.txt"), label("C:\\总结.txt"), label("../..")
    (('年度', '总结__.txt'), ('总结.txt',), ('_',))
    """
    inside = "/".join(part for part in name.replace("\\", "/").split("/") if part not in _NOWHERE)
    parts = [part for part in _DRIVE.sub("", inside).split("/") if part not in _NOWHERE]
    kept = [_shortened(_HIDING.sub("_", part)) for part in parts]
    if len(kept) > _DEEPEST:
        kept = [*kept[: _DEEPEST // 2], "…", *kept[-_DEEPEST // 2 :]]
    return tuple(kept) or ("_",)


def left_out(parts: Sequence[str]) -> bool:
    """Whether a member is hidden, temporary or something that a system keeps for itself.

    >>> left_out(["年度", "总结.txt"]), left_out(["__MACOSX", "总结.txt"]), left_out(["~$总结.docx"])
    (False, True, True)
    """
    return any(part.startswith(_TEMPORARY) or part.lower() in _LEFT_OUT for part in parts)


def _ranked(names: Sequence[bytes]) -> tuple[str, ...]:
    """The codecs that make likely names of these, the likeliest first."""
    sample: list[bytes] = []
    size = 0
    for raw in map(_cut, names):
        if size > _SAMPLE:
            break
        sample.append(raw)
        size += len(raw)
    scores = {codec: _likeness(sample, codec) for codec in _CODECS}
    likely = (codec for codec in _CODECS if scores[codec] >= _LIKELY)
    return (*sorted(likely, key=scores.__getitem__, reverse=True), _WESTERN)


def _likeness(names: Sequence[bytes], codec: str) -> float:
    """How much the names look like Chinese; names that the codec cannot decode count for nothing."""
    texts = [text for raw in names if (text := _strict(raw, codec)) is not None]
    text = "".join(texts)
    characters = _HAN.findall(text)
    known = {char: char in FREQUENT or _is_common(char) for char in set(characters)}
    rare = sum(not known[char] for char in characters) if codec != "utf-8" else 0  # no accident makes Han of it
    telling = sum(char > "~" for char in text)
    common = sum(known[char] and char not in FREQUENT for char in characters)
    shape = _COMMON * (common - rare) / telling if telling else 0.0
    fitting = len(texts) / len(names) if names else 0.0
    return (familiarity(text) + shape + _BEFOREHAND.get(codec, 0.0)) * fitting


def _is_common(char: str) -> bool:
    """Whether a character is in GB 2312 or the first level of Big5, as nearly all are that names are made of."""
    first_level = b"\xa4" <= char.encode("big5", "ignore")[:1] < b"\xc9"
    return first_level or bool(char.encode("gb2312", "ignore"))


def _decode(raw: bytes, codecs: Sequence[str]) -> str:
    return next((text for codec in codecs if (text := _strict(raw, codec)) is not None), raw.decode(_WESTERN))


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _cut(raw: bytes) -> bytes:
    return raw if len(raw) <= _LONGEST_RAW else raw[: _LONGEST_RAW // 2] + raw[-_LONGEST_RAW // 2 :]


def _shortened(part: str) -> str:
    """The end stays, since it has the suffix."""
    return part if len(part) <= _LONGEST_PART else part[: _LONGEST_PART - 65] + "…" + part[-64:]

"""Dirt for clean texts: what converters, web pages and typists do to a text without changing what it says.

Each noise takes a text and gives it back dirty, always in the same way. Applied to marked prose (`tests.marked`)
whose marks were read off first, it must change no value, no name and no date.

>>> full_width("完成3.5亿元，增长8%")
'完成３．５亿元，增长８％'
>>> full_stops("完成3.5亿元")
'完成3。5亿元'
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

import opencc
import regex

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = str.maketrans(
    {c: chr(ord(c) + 0xFEE0) for c in "0123456789.%-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}
)
_SYLLABLES = ("jiān", "wán", "gōng", "qū", "lǜ", "shuì", "ér", "zhàn")
_JUNK = ("a1b", "x9Kd", "3fz", "7Q2m")


def full_width(text: str) -> str:
    """Digits, letters, points, percent and minus signs in full width."""
    return text.translate(_WIDE)


def ascii_marks(text: str) -> str:
    """Punctuation of a typewriter."""
    return text.translate(str.maketrans("，；：（）！？", ",;:()!?"))


def apart(text: str) -> str:
    """A space between digits and characters: 完成 3.5 亿元."""
    return regex.sub(r"(?<=\p{Han})(?=[\d])|(?<=[\d])(?=[\p{Han}%])", " ", text)


def spread(text: str) -> str:
    """Spaces inside numbers: 3 5 . 6 亿元; those of years and months too."""
    return regex.sub(r"(?<=\d)(?=\d)|(?<=\d)(?=\.\d)|(?<=\d\.)(?=\d)", " ", text)


def inner_gaps(text: str) -> str:
    """One space at a random place inside every second number."""
    random = Random(7)

    def broken(match: regex.Match[str]) -> str:
        number = match.group()
        if random.random() < 0.5:
            return str(number)
        at = random.randrange(1, len(number))
        return f"{number[:at]} {number[at:]}"

    return regex.sub(r"\d[\d.]{1,8}(?<=\d)(?=[\p{Han}%])", broken, text)


def wrapped(text: str, width: int = 30) -> str:
    """Every paragraph wrapped after *width* characters, in the middle of whatever stands there."""
    lines = text.split("\n")
    return "\n".join("\n".join(line[i : i + width] for i in range(0, len(line), width)) or line for line in lines)


def narrow(text: str) -> str:
    """Wrapped at 19 characters, with an empty line between all lines, as from a mail or a subtitle."""
    return wrapped(text, 19).replace("\n", "\n\n")


def pinyin(text: str) -> str:
    """The reading in brackets behind some characters: 完（wán）成."""
    random = Random(3)
    return regex.sub(
        r"\p{Han}(?=\p{Han})",
        lambda m: m.group() + (f"（{random.choice(_SYLLABLES)}）" if random.random() < 0.1 else ""),
        text,
    )


def junk(text: str) -> str:
    """A token of nonsense behind the last sentence of every line."""
    random = Random(5)
    return regex.sub(r"(?m)(?<=。)$", lambda _: random.choice(_JUNK), text)


def full_stops(text: str) -> str:
    """The Chinese full stop for the decimal point."""
    return regex.sub(r"(?<=\d)\.(?=\d)", "。", text)


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """Traditional characters."""
    return str(_to_traditional().convert(text))


def crlf(text: str) -> str:
    """Line ends of Windows."""
    return text.replace("\n", "\r\n")


def carriage(text: str) -> str:
    """Line ends of an old Macintosh."""
    return text.replace("\n", "\r")


def zero_width(text: str) -> str:
    """Zero-width spaces and soft hyphens at random places, in numbers too."""
    random = Random(11)
    return "".join(c + (random.choice("\u200b\u00ad\ufeff") if random.random() < 0.15 else "") for c in text)


def hard_spaces(text: str) -> str:
    """Paragraphs that stand in by ideographic spaces and end in no-break spaces."""
    return "\n".join(f"\u3000\u3000{line}\u00a0" for line in text.split("\n"))


NOISES: tuple[Callable[[str], str], ...] = (
    traditional, pinyin, junk, full_stops, inner_gaps, spread, apart, full_width, ascii_marks,
    wrapped, narrow, hard_spaces, zero_width, crlf, carriage,
)  # fmt: skip
"""All noises, in the order in which a text meets them: first its characters, then its lines, then its bytes."""

"""A line of a web page, and what white space means in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from unicodedata import east_asian_width

import regex


@dataclass(frozen=True, slots=True)
class Line:
    """A line: how many of its characters are links, its region, its heading level (0 = none), its cells."""

    text: str
    linked: int = 0
    region: int = 0
    level: int = 0
    cells: tuple[str, ...] = ()


_EXPONENT = regex.compile(r"[+-]?[0-9]{1,3}")
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_AS_SPACE = str.maketrans("\t\f\r", "   ")


def tidy(text: str) -> str:
    r"""*text* with white space as a page shows it: runs are one space, full-width spaces stay inside.

    >>> tidy("  税收\n  收入 3\n亿元 ")
    '税收收入 3 亿元'
    """
    lines = text.translate(_AS_SPACE).split("\n")
    pieces = [" ".join(filter(None, line.split(" "))) for line in lines]
    return join([piece for piece in pieces if piece]).replace("\xa0", " ").strip()


def join(pieces: list[str]) -> str:
    """The pieces of one line, a space between two unless both are wide: no Chinese writer means one there.

    >>> join(["规模以上", "工业总产值", "GDP", "增速"])
    '规模以上工业总产值 GDP 增速'
    """
    if len(pieces) < 2:
        return "".join(pieces)
    gaps = ("" if _wide(left[-1]) and _wide(right[0]) else " " for left, right in pairwise(pieces))
    return "".join(part for pair in zip(pieces, (*gaps, ""), strict=True) for part in pair)


def raised(text: str) -> str:
    """What is printed above the line, as characters that stay there; only exponents have them.

    >>> "m" + raised("2"), raised("注")
    ('m²', '注')
    """
    exponent = text.strip()
    return exponent.translate(_SUPERSCRIPT) if _EXPONENT.fullmatch(exponent) else text


def _wide(char: str) -> bool:
    return east_asian_width(char) in "WFA"

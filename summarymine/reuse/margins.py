"""Margins: the lines above and below what an article tells, which every article of its kind has.

Above stand the title with its subtitle, office and date, and the sentence that asks for a hearing; below the signature, and a
licence of the site.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import regex

from summarymine.clean import fold
from summarymine.document import Span
from summarymine.layout import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.layout import Line

_PROSE = regex.compile(r"[。；！]|，[^，]{6}")
_HEADING = regex.compile(
    r"^[#*\s]{0,6}(?:[一二三四五六七八九十壹贰叁]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[、.])"
)
_DATED = regex.compile(r"[\dxX×*〇○一二三四五六七八九十]{2,4}年[\dxX×*〇一二三四五六七八九十元]{1,3}月")
_OPENING = regex.compile(
    r"[^。！？\n]{0,60}代表[^。！？]{1,80}(?:报告|汇报)[^。！？]{0,80}(?:审[议查]|意见)[^。！？]{0,80}[。！]"
)
_LICENCE = regex.compile(r"(?m)^(?:本作品|本文|本站)[\s\S]{0,260}?(?:著作权|版权|公有领域|知识共享)")
_LICENCE_LENGTH = 1_000
_OPENING_LENGTH = 600
_TOP, _BOTTOM = 12, 4
_LONGEST = 60


def margins(text: str) -> list[Span]:
    """The margins of an article's text, in order.

    >>> text = "望春园区2021年工作总结\\n各位代表：\\n全年完成税收3.2亿元。\\n望春园区管委会\\n2022年1月8日"
    >>> [span.of(text) for span in margins(text)]
    ['望春园区2021年工作总结', '各位代表：', '望春园区管委会', '2022年1月8日']
    """
    folded = fold(text)
    lines = lines_of(folded)
    found = {Span(line.start, line.end) for line in (*_top(folded, lines), *_bottom(folded, lines))}
    opening = _OPENING.search(folded, 0, _OPENING_LENGTH)
    return sorted({*found, *_licence(folded), *([Span(*opening.span())] if opening else [])})


def _top(text: str, lines: list[Line]) -> Iterator[Line]:
    """The lines before the first one of prose and the first heading."""
    return takewhile(lambda line: _is_bare(text[line.start : line.end]), lines[:_TOP])


def _bottom(text: str, lines: list[Line]) -> list[Line]:
    """The office and the date in the last lines."""
    last = list(takewhile(lambda line: _is_bare(text[line.start : line.end]), reversed(lines[-_BOTTOM:])))
    return last if any(_DATED.search(text, line.start, line.end) for line in last) else []


def _licence(text: str) -> Iterator[Span]:
    """What stands from a licence on to the end, where that is near."""
    if match := _LICENCE.search(text, max(len(text) - _LICENCE_LENGTH, 0)):
        yield Span(match.start(), len(text))


def _is_bare(line: str) -> bool:
    return len(line) <= _LONGEST and not _PROSE.search(line) and not _HEADING.match(line)

"""Figures in words (一百四十份, 三亿二千万元, 二〇一九年) in a masked view, told from words that hold a numeral.

Of two and more numerals a figure has to be readable; a single one has to stand before a unit (九家) or behind 分之. Those
of 统一, 一带一路, 第一 and 三农 are letters, and so is the number of an item (一、).
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import regex

from summarymine.clean import fold
from summarymine.document import Span
from summarymine.lexicons import any_word
from summarymine.pipes.quantity_patterns import CHINESE, NOT_VAGUE
from summarymine.values.numbers import number
from summarymine.values.periods import read_year
from summarymine.values.units import units

if TYPE_CHECKING:
    from summarymine.reuse.view import MaskedViews

_CHARACTERS = "〇零一二两三四五六七八九十百千万亿"
NUMERALS = frozenset(_CHARACTERS)
"""The characters of figures in words; 点 stands between them only."""
_OF_DATES = ("年", "月", "日", "季度")
_YEAR = range(3, 5)
"""Characters of a year that is written digit by digit."""
_ROUND_ZERO = "○"
"""Written for 〇, and no letter of a view."""


def numerals(views: MaskedViews, place: Span) -> list[Span]:
    """The figures in words among view characters *place*, in order.

    >>> from summarymine.reuse.view import masked_views
    >>> views = masked_views(["一、统一建设九家工厂，聘用一百四十人，引进第一批三农人才"])
    >>> [views.text(one.start, one.end) for one in numerals(views, Span(*views.bounds.tolist()))]
    ['九', '一百四十']
    """
    number_of_text = int(np.searchsorted(views.bounds, place.start, side="right")) - 1
    found = []
    for match in _pattern().finditer(views.text(place.start, place.end)):
        span = Span(place.start + match.start(), place.start + match.end())
        single = match.end() - match.start() == 1
        if single and match["unit"] is None and match["part"] is None:
            continue
        # A mark between two numerals, or a numeral and what is taken for its unit, keeps them apart.
        end = span.end + (single and match["unit"] is not None)
        whole = "".join(views.written(number_of_text, views.span(span.start, end)).split())
        if len(whole.replace(_ROUND_ZERO, "")) == end - span.start and value_of(whole[: len(whole) - end + span.end]):
            found.append(span)
    return found


def value_of(written: str) -> Decimal | None:
    """What a figure amounts to, be it written in words or digits; None where it cannot be read.

    >>> value_of("三億 二千万") == value_of("3.2亿"), value_of("二○一九"), value_of("一九九八"), value_of("七八")
    (True, Decimal('2019'), Decimal('1998'), None)
    """
    word = "".join(fold(written).split()).replace("，", "").replace(",", "")
    value = number(word)
    if value is None and len(word) in _YEAR and (year := read_year(word)):
        return Decimal(year) if year.isdigit() else None
    return value


@cache
def _pattern() -> regex.Pattern[str]:
    """Numbers in words; compiled once, since it holds the units of the lexicon."""
    counted = any_word({name for name, unit in units().items() if not unit.strict}.union(_OF_DATES))
    return regex.compile(
        rf"(?<![{''.join(NUMERALS)}]){NOT_VAGUE}(?P<part>(?<=分之))?{CHINESE}(?=(?P<unit>(?<!第.)[多余]?{counted}))?"
    )

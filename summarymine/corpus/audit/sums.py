"""Arithmetic with rounded figures, and how it is shown."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.intervals import Interval, interval
from summarymine.corpus.panel import base_interval

if TYPE_CHECKING:
    from fractions import Fraction

    from summarymine.corpus.facts import Fact

_SPACE = regex.compile(r"[\s\u200b]{1,20}")
_SCALES = ((10**8, "亿"), (10**4, "万"))
_SLIPS = (10**4, 10**8)
_SLACK = Decimal("0.02")


def amount(fact: Fact) -> Interval | None:
    """What a figure may stand for in its base unit; None where it is hidden, a range or a limit that any more would keep.

    A goal is what it says: nobody rounds 60亿元.
    """
    record = fact.record
    if record.bound in ("at_least", "at_most") or isinstance(record.value, tuple) or fact.value is None:
        return None
    if record.status == "target" and record.bound == "exact":
        return Interval.around(fact.value, Decimal(0))
    return base_interval(fact)


def rate(fact: Fact) -> Interval | None:
    """What a rate may stand for, in per cent as stated; None as for `amount`."""
    record = fact.record
    if record.unit != "%" or record.bound in ("at_least", "at_most") or isinstance(record.value, tuple):
        return None
    return interval(record)


def shown(fact: Fact) -> str:
    """A figure as its text writes it, with the unit that a table has in its head.

    A figure of a table without its unit is written out: 4860 under 万美元 is 4860万美元.
    """
    record, text = fact.record, _SPACE.sub("", fact.record.text)
    if not text[-1:].isdigit() or not isinstance(record.value, Decimal):
        return text
    if record.unit in ("%", "个百分点"):
        return f"{text}{record.unit}"
    for size, word in _SCALES:
        if abs(record.value) >= size:
            return f"{plain(record.value / size)}{word}{record.unit}"
    return f"{plain(record.value)}{record.unit}"


def number(fact: Fact) -> str:
    """A figure for a formula: without its unit."""
    text = shown(fact)
    return text.removesuffix(fact.record.unit)


def plain(value: Decimal) -> str:
    """A number without an exponent or needless zeros.

    >>> plain(Decimal("2.50")), plain(Decimal("1E+3"))
    ('2.5', '1000')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """A fraction as a decimal number, half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def stretch(found: Interval, unit: str = "%") -> str:
    """The ends of an interval, as people read them."""
    low, high = rounded(found.low), rounded(found.high)
    return f"{plain(low)}{unit}" if low == high else f"{plain(low)}{unit}～{plain(high)}{unit}"


def quotient(one: Fact, other: Fact) -> Decimal:
    """How many percent of the other a figure is, as both are written."""
    return round((one.value or Decimal(0)) / (other.value or Decimal(1)) * 100, 2)


def slip(one: Interval, other: Interval) -> str:
    """Which magnitudes were taken for each other where one is ten thousand or a hundred million times the other; else "".

    >>> from summarymine.corpus.intervals import Interval
    >>> slip(Interval.exactly(8 * 10**8), Interval.exactly(8 * 10**4)), slip(Interval.exactly(8), Interval.exactly(9))
    ('万、亿', '')
    """
    small, large = sorted((one, other), key=lambda found: abs(found.high))
    for size, word in zip(_SLIPS, ("万、亿", "元、亿元"), strict=True):
        low, high = small.low * size, small.high * size
        slack = abs(high) * _SLACK.as_integer_ratio()[0] / _SLACK.as_integer_ratio()[1]
        if low - slack <= large.high and large.low <= high + slack and small.high > 0:
            return word
    return ""

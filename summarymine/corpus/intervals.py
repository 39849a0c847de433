"""What a rounded figure may stand for, and arithmetic with that.

24.9亿元 is some amount from 24.85 to 24.95; what is computed from such figures is an interval too, and a stated figure
contradicts it only where the two have no point in common. (Interval arithmetic: R. E. Moore, Interval Analysis, 1966.)
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

import regex

from summarymine.values.units import find_unit

if TYPE_CHECKING:
    from summarymine.records import IndicatorRecord

_NUMBER = regex.compile(r"\d{1,16}(?:\.(?P<decimals>\d{1,8}))?")
_INSIDE = regex.compile(r"(?<=\d)[ ,，\u200b\n]{1,3}(?=[\d.])|(?<=\.)[ \u200b\n]{1,3}(?=\d)")
_BROKEN_POINT = regex.compile(r"(?<=\d)[。．·](?=\d)")


class Interval(NamedTuple):
    """All numbers from ``low`` to ``high``, both included.

    >>> one = Interval.around(Decimal("24.9"), Decimal("0.05"))
    >>> float((one / Interval.exactly(10)).low), one.meets(Interval.exactly(25))
    (2.485, False)
    """

    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, value: Decimal, tolerance: Decimal) -> Interval:
        """*value*, give or take *tolerance*."""
        return cls(Fraction(value) - Fraction(tolerance), Fraction(value) + Fraction(tolerance))

    @classmethod
    def exactly(cls, value: Decimal | int) -> Interval:
        """Nothing but *value*."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Interval) -> Interval:  # type: ignore[override]  # not the joining of tuples
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __mul__(self, other: Interval) -> Interval:  # type: ignore[override]
        products = [one * two for one in self[:2] for two in other[:2]]
        return Interval(min(products), max(products))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError where *other* holds 0."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be 0")
        return self * Interval(1 / other.high, 1 / other.low)

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


def total(parts: list[Interval]) -> Interval:
    """The sum of all *parts*."""
    whole = Interval.exactly(0)
    for part in parts:
        whole = whole + part
    return whole


def growth(now: Interval, before: Interval) -> Interval:
    """By how many percent *now* is more than *before*. Raises ZeroDivisionError where *before* may be 0.

    >>> [float(end) for end in growth(Interval.exactly(112), Interval.exactly(100))]
    [12.0, 12.0]
    """
    return (now / before - Interval.exactly(1)) * Interval.exactly(100)


def ratio(part: Interval, whole: Interval) -> Interval:
    """How many percent of *whole* the *part* is. Raises ZeroDivisionError where *whole* may be 0."""
    return part / whole * Interval.exactly(100)


def step(record: IndicatorRecord) -> Decimal:
    """The worth of the last digit that a figure is given to, in its unit: 1000万 for 24.9亿元 is 0.1 of 亿.

    >>> from summarymine.records import IndicatorRecord
    >>> def told(text: str, value: str) -> IndicatorRecord:
    ...     return IndicatorRecord(id="", source="", article=1, start=0, end=0, text=text, section=(), rule="", score=1,
    ...         name="税收", indicator="tax", subject="", value=Decimal(value), unit="元", base_value=Decimal(value),
    ...         base_unit="元", bound="exact", measure="level", status="actual", basis="", period="", masked=False,
    ...         sentence=text)
    >>> figures = told("24.9亿元", "2490000000"), told("三千二百万元", "32000000"), told("62户", "62")
    >>> [int(step(figure)) for figure in figures]
    [10000000, 1000000, 1]
    """
    value = record.value
    if not isinstance(value, Decimal):
        return Decimal(0)
    text = _BROKEN_POINT.sub(".", _INSIDE.sub("", normalize("NFKC", record.text)))
    for match in _NUMBER.finditer(text):
        number = Decimal(match.group())
        if number and value and abs(value) % number == 0 and _is_power_of_ten(abs(value) / number):
            decimals = len(match["decimals"] or "")
            return abs(value) / number / Decimal(10) ** decimals
    return Decimal(10) ** _zeros(value)


def interval(record: IndicatorRecord) -> Interval | None:
    """What a figure may stand for, in its own unit; None where its value is hidden.

    A range is itself, and so is what was counted to the last one (62户); 余, 近 and the like leave a whole step of the last digit that is not 0, to the side they say.
    """
    value = record.value
    if value is None:
        return None
    if isinstance(value, tuple):
        return Interval(Fraction(value[0]), Fraction(value[1]))
    if record.bound == "exact":
        return Interval.exactly(value) if _is_count(record) else Interval.around(value, step(record) / 2)
    rough = max(step(record), Decimal(10) ** _zeros(value))
    return Interval.around(value, rough)


def _is_count(record: IndicatorRecord) -> bool:
    unit = find_unit(record.unit)
    return unit is not None and unit.dimension == "count" and step(record) == 1


def _is_power_of_ten(number: Decimal) -> bool:
    return number.normalize().as_tuple().digits == (1,)


def _zeros(value: Decimal) -> int:
    """The exponent of the last digit that is not 0."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) and value else 0

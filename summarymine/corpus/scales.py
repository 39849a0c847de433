"""One unit for all values of a quantity, so that they can be read side by side: 亿元, 万亩, 万人."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from summarymine.values.numbers import plain
from summarymine.values.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.corpus.facts import Fact

_SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
_PLACES = 6


class Scale(NamedTuple):
    """A unit with its magnitude, as 亿元, and how many base units it is."""

    unit: str
    size: Decimal

    def shown(self, base_value: Decimal) -> Decimal:
        """A value in base units in this unit, to six decimal places.

        >>> Scale("亿元", Decimal(10**8)).shown(Decimal(2490000000))
        Decimal('24.9')
        """
        return plain(round(base_value / self.size, _PLACES))


def scale_of(facts: Iterable[Fact]) -> Scale:
    """The unit for *facts*, which share their base unit: the one most of them are stated in, with the magnitude of their
    median; people say 亿 from a hundred million and 万 from ten thousand on.
    """
    listed = list(facts)
    units = Counter(fact.record.unit for fact in listed)
    unit = max(units, key=lambda name: (units[name], name)) if units else ""
    known = find_unit(unit)
    factor = Decimal(known.factor.numerator) / Decimal(known.factor.denominator) if known else Decimal(1)
    values = [abs(fact.value) / factor for fact in listed if fact.value]
    middle = median(values) if values else Decimal(0)
    for word, power in _SCALES:
        if middle >= Decimal(10) ** power and unit not in ("%", "个百分点", ""):
            return Scale(word + unit, factor * Decimal(10) ** power)
    return Scale(unit, factor)

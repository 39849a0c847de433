"""Units: their dimensions and exact factors, from ``lexicons/units.toml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from summarymine.errors import LexiconError
from summarymine.lexicons import check_keys, load_toml
from summarymine.values.numbers import plain


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``factor`` is how many of ``base`` it is. ``strict`` words have other meanings too."""

    name: str
    dimension: str
    base: str
    factor: Fraction = Fraction(1)
    strict: bool = False


_PER_TIME = {word: Unit(word, "time", word) for word in ("日", "年", "月", "天", "时")}


@cache
def units() -> Mapping[str, Unit]:
    """Every spelling with its unit. Raises LexiconError for an unknown key or a spelling listed twice.

    >>> units()["㎡"].name, units()["美元"].dimension
    ('平方米', 'usd')
    """
    found: dict[str, Unit] = {}
    for dimension, table in load_toml("units").items():
        check_keys(f"units.toml [{dimension}]", table.keys(), ("base", "units"))
        for entry in table["units"]:
            check_keys(f"units.toml [{dimension}]", entry.keys(), ("name", "alias", "factor", "strict"))
            name = entry["name"]
            unit = Unit(name, dimension, table["base"] or name, Fraction(entry.get("factor", "1")), entry.get("strict", False))
            for spelling in (name, *entry.get("alias", ())):
                if spelling in found:
                    raise LexiconError(f"units.toml: {spelling} stands in two entries")
                found[spelling] = unit
    return found


def find_unit(text: str) -> Unit | None:
    """The unit that *text* names, also a compound one such as ``元/亩`` (its own base); None if unknown.

    >>> find_unit("元/亩").base, find_unit("㎡").name, find_unit("匹") is None
    ('元/亩', '平方米', True)
    """
    unit = units().get(text)
    if unit is None and "/" in text:
        above, _, below = text.partition("/")
        top, bottom = units().get(above), units().get(below) or _PER_TIME.get(below)
        if top and bottom:
            name = f"{top.name}/{bottom.name}"
            return Unit(name, f"{top.dimension}/{bottom.dimension}", name)
    return unit


def to_base(value: Decimal, unit: Unit) -> Decimal:
    """A value in the base unit of its dimension: exact where it can be, else to six decimal places.

    >>> to_base(Decimal("1.5"), units()["亩"]), to_base(Decimal(3), units()["公里"])
    (Decimal('1000'), Decimal('3000'))
    """
    exact = Fraction(value) * unit.factor
    return plain(round(Decimal(exact.numerator) / Decimal(exact.denominator), 6))

"""Units: their dimensions and exact factors, from ``lexicons/units.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from summarymine.errors import LexiconError
from summarymine.lexicons import check_keys, load_toml
from summarymine.values.numbers import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_TIMES_OF = ("百", "千", "万", "亿")
PER = rf"[/·](?:{'|'.join(_TIMES_OF)})?"
"""What stands between the parts of a compound unit: 元/亩, 吨标准煤/万元, 元/平方米·月."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``factor`` is how many of ``base`` it is. ``strict`` words have other meanings too."""

    name: str
    dimension: str
    base: str
    factor: Fraction = Fraction(1)
    strict: bool = False


_SEPARATOR = regex.compile("([/·])")
_FACTOR = regex.compile(r"(?=.{0,20}[1-9])\d{1,12}(?:\.\d{1,12}|/[1-9]\d{0,11})?")
_PER_TIME = {word: Unit(word, "time", word) for word in ("日", "年", "月", "季", "季度", "天", "时", "分", "秒")}
TIMES = tuple(_PER_TIME)
"""Words that are units only behind a stroke: 吨/日, 元/月."""


@cache
def units() -> Mapping[str, Unit]:
    """Every spelling with its unit. Raises LexiconError as `parse_units` does.

    >>> units()["㎡"].name, units()["美元"].dimension
    ('平方米', 'usd')
    """
    return parse_units(load_toml("units"))


def parse_units(data: Mapping[str, Any]) -> Mapping[str, Unit]:
    """Every spelling of a lexicon's units: one table a dimension, with its ``base`` and a list of ``units``.

    >>> list(parse_units({"area": {"base": "平方米", "units": [{"name": "公顷", "factor": "10000"}]}}))
    ['公顷']

    Raises LexiconError for an unknown key, a value of the wrong kind or a spelling listed twice.
    """
    found: dict[str, Unit] = {}
    for dimension, table in data.items():
        where = f"units.toml [{dimension}]"
        check_keys(where, table.keys(), ("base", "units"))
        if len(table) < 2:
            raise LexiconError(f"{where}: base and units are needed")
        for entry in table["units"]:
            check_keys(where, entry.keys(), ("name", "alias", "factor", "strict"))
            unit = _unit(where, dimension, table["base"], entry)
            for spelling in (unit.name, *entry.get("alias", ())):
                if spelling in found:
                    raise LexiconError(f"{where}: {spelling} stands in two entries")
                found[spelling] = unit
    return found


def _unit(where: str, dimension: str, base: str, entry: Mapping[str, Any]) -> Unit:
    name, factor, strict = entry.get("name"), entry.get("factor", "1"), entry.get("strict", False)
    if not isinstance(name, str) or not name:
        raise LexiconError(f"{where}: an entry has no name")
    if not isinstance(factor, str) or not _FACTOR.fullmatch(factor):
        raise LexiconError(f'{where} {name}: factor must be written exactly, as "0.1" or "2000/3"')
    if not isinstance(entry.get("alias", []), list):
        raise LexiconError(f"{where} {name}: alias must be a list of spellings")
    if not isinstance(strict, bool):
        raise LexiconError(f"{where} {name}: strict must be true or false")
    return Unit(name, dimension, base or name, Fraction(factor), strict)


def find_unit(text: str) -> Unit | None:
    """The unit that *text* names, also a compound one such as ``元/亩`` (its own base); None if unknown.

    >>> find_unit("元/亩").base, find_unit("㎡").name, find_unit("吨标煤/万元").name, find_unit("匹") is None
    ('元/亩', '平方米', '吨标准煤/万元', True)
    """
    if (whole := units().get(text)) is not None:
        return whole
    head, *below = _SEPARATOR.split(text)
    unit = units().get(head)
    if unit is None or not below:
        return None
    name, dimension = unit.name, unit.dimension
    for per, part in zip(below[::2], below[1::2], strict=True):
        if (single := _below(part)) is not None:
            name, dimension = f"{name}{per}{single.name}", f"{dimension}/{single.dimension}"
        elif part[:1] in _TIMES_OF and (multiple := _below(part[1:])) is not None:
            name, dimension = f"{name}{per}{part[0]}{multiple.name}", f"{dimension}/{multiple.dimension}"
        else:
            return None
    return Unit(name, dimension, name)


def _below(word: str) -> Unit | None:
    return units().get(word) or _PER_TIME.get(word)


def to_base(value: Decimal, unit: Unit) -> Decimal:
    """A value in the base unit of its dimension: exact where it can be, else to six decimal places.

    >>> to_base(Decimal("1.5"), units()["亩"]), to_base(Decimal(3), units()["公里"])
    (Decimal('1000'), Decimal('3000'))
    """
    exact = Fraction(value) * unit.factor
    return plain(round(Decimal(exact.numerator) / Decimal(exact.denominator), 6))

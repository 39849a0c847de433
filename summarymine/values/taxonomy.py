"""The indicator taxonomy, from ``lexicons/indicators.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from summarymine.errors import LexiconError
from summarymine.lexicons import any_word, check_keys, load_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = ("name", "alias", "dimension")
_QUALIFIER = regex.compile(r"^(?:预计|全年|累计|园区|全区|全县|全市|我区|全社会|共|年|当年)")


@dataclass(frozen=True, slots=True)
class IndicatorType:
    """An indicator of the taxonomy."""

    id: str
    name: str
    alias: tuple[str, ...]
    dimension: str


@cache
def indicator_types() -> Mapping[str, IndicatorType]:
    """Every name and other name with its indicator. Raises LexiconError as `parse_indicator_types` does.

    >>> indicator_types()["规上工业总产值"].id
    'industrial_output_large'
    """
    return parse_indicator_types(load_toml("indicators"))


def parse_indicator_types(data: Mapping[str, Any]) -> Mapping[str, IndicatorType]:
    """Every name and other name of a lexicon's indicators: one table an indicator.

    >>> list(parse_indicator_types({"tax": {"name": "税收", "alias": ["税收收入"], "dimension": "money"}}))
    ['税收', '税收收入']

    Raises LexiconError for an unknown or missing key, or where one name stands for two indicators.
    """
    found: dict[str, IndicatorType] = {}
    for key, entry in data.items():
        check_keys(f"indicators.toml [{key}]", entry.keys(), _KEYS)
        if missing := [k for k in _KEYS if k not in entry]:
            raise LexiconError(f"indicators.toml [{key}]: {', '.join(missing)} missing")
        if not isinstance(entry["alias"], list):
            raise LexiconError(f"indicators.toml [{key}]: alias must be a list of names")
        kind = IndicatorType(key, entry["name"], tuple(entry["alias"]), entry["dimension"])
        for name in (kind.name, *kind.alias):
            if name in found:
                raise LexiconError(f"indicators.toml: {name} stands in {found[name].id} and {key}")
            found[name] = kind
    return found


def indicator_id(name: str) -> str:
    """The id of the indicator that *name* names, or "".

    >>> indicator_id("全区固定资产投资"), indicator_id("货场吞吐")
    ('fixed_investment', '')
    """
    known = indicator_types()
    kind = known.get(name) or known.get(_QUALIFIER.sub("", name))
    return kind.id if kind else ""


@cache
def heads() -> regex.Pattern[str]:
    """A pattern of every known name, longest first, at the end of a text."""
    return regex.compile(f"{any_word(indicator_types())}$")

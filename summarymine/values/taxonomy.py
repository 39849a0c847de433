"""The indicator taxonomy, from ``lexicons/indicators.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import regex

from summarymine.errors import LexiconError
from summarymine.lexicons import any_word, check_keys, load_toml
from summarymine.values.units import units

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEEDED = ("name", "alias", "dimension", "source")
_KEYS = (*_NEEDED, "parent", "distinct")
_QUALIFIER = regex.compile(r"^(?:预计|全年|累计|园区|全区|全县|全市|我区|全社会|共|年|当年)")


@dataclass(frozen=True, slots=True)
class IndicatorType:
    """An indicator of the taxonomy.

    ``dimension`` is that of its unit, compound as in ``money/area``, "" where none is fixed; ``parent`` the id of the
    broader indicator that it is a part or a narrower form of, "" at the top; ``source`` the key of the public
    definition that it follows; ``distinct`` what tells it from indicators that are easily taken for it, or "".
    """

    id: str
    name: str
    alias: tuple[str, ...]
    dimension: str
    parent: str
    source: str
    distinct: str


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The indicators by id and by every name, and the public definitions that they follow by key."""

    by_id: Mapping[str, IndicatorType]
    by_name: Mapping[str, IndicatorType]
    sources: Mapping[str, str]


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy that is shipped. Raises LexiconError as `parse_taxonomy` does.

    >>> kind = taxonomy().by_id["fdi_contracted"]
    >>> kind.name, kind.distinct, taxonomy().sources[kind.source]
    ('合同外资', '合同、章程约定的，到账前不算实际使用外资', '商务部《外商投资统计制度》')
    """
    return parse_taxonomy(load_toml("indicators"))


def parse_taxonomy(data: Mapping[str, Any]) -> Taxonomy:
    """The taxonomy of a lexicon: a table ``sources`` and a table an indicator.

    >>> tax = {"name": "税收", "alias": ["税收收入"], "dimension": "money", "source": "budget"}
    >>> list(parse_taxonomy({"sources": {"budget": "财政部《政府收支分类科目》"}, "tax": tax}).by_name)
    ['税收', '税收收入']

    Raises LexiconError for an unknown or missing key, a value that is no text, a dimension that units.toml does not
    know, an unknown source or parent, parents in a circle, or where one name stands for two indicators.
    """
    sources = data.get("sources")
    if not isinstance(sources, dict) or not all(isinstance(about, str) and about for about in sources.values()):
        raise LexiconError("indicators.toml: [sources] must give a text for each key")
    by_id = {key: _indicator(key, entry, sources) for key, entry in data.items() if key != "sources"}
    by_name: dict[str, IndicatorType] = {}
    for kind in by_id.values():
        for name in (kind.name, *kind.alias):
            if name in by_name:
                raise LexiconError(f"indicators.toml: {name} stands in {by_name[name].id} and {kind.id}")
            by_name[name] = kind
        _check_parents(kind, by_id)
    return Taxonomy(by_id, by_name, sources)


def _indicator(key: str, entry: object, sources: Mapping[str, str]) -> IndicatorType:
    where = f"indicators.toml [{key}]"
    if not isinstance(entry, dict):
        raise LexiconError(f"{where}: must be a table")
    check_keys(where, entry.keys(), _KEYS)
    if missing := [k for k in _NEEDED if k not in entry]:
        raise LexiconError(f"{where}: {', '.join(missing)} missing")
    alias = entry["alias"]
    if not isinstance(alias, list) or not all(isinstance(name, str) and name for name in alias):
        raise LexiconError(f"{where}: alias must be a list of names")
    for k in _KEYS:
        if k != "alias" and not isinstance(entry.get(k, ""), str):
            raise LexiconError(f"{where}: {k} must be a text")
    if not entry["name"]:
        raise LexiconError(f"{where}: name is empty")
    if not _is_dimension(entry["dimension"]):
        raise LexiconError(f"{where}: unknown dimension {entry['dimension']}")
    if entry["source"] not in sources:
        raise LexiconError(f"{where}: unknown source {entry['source']}")
    return IndicatorType(
        key,
        entry["name"],
        tuple(alias),
        entry["dimension"],
        entry.get("parent", ""),
        entry["source"],
        entry.get("distinct", ""),
    )


def _is_dimension(dimension: str) -> bool:
    """Whether units have that dimension, as `find_unit` would call it."""
    return dimension == "" or _dimensions().issuperset(dimension.split("/"))


@cache
def _dimensions() -> frozenset[str]:
    return frozenset(unit.dimension for unit in units().values())


def _check_parents(kind: IndicatorType, by_id: Mapping[str, IndicatorType]) -> None:
    way = [kind.id]
    while parent := by_id[way[-1]].parent:
        if parent not in by_id:
            raise LexiconError(f"indicators.toml [{way[-1]}]: unknown parent {parent}")
        way.append(parent)
        if parent in way[:-1]:
            raise LexiconError(f"indicators.toml: parents in a circle: {' > '.join(way)}")


def indicator_types() -> Mapping[str, IndicatorType]:
    """Every name and other name with its indicator.

    >>> indicator_types()["规上工业总产值"].id
    'industrial_output_large'
    """
    return taxonomy().by_name


def indicator_id(name: str) -> str:
    """The id of the indicator that *name* names, or "".

    >>> indicator_id("全区固定资产投资"), indicator_id("货场吞吐")
    ('fixed_investment', '')
    """
    known = indicator_types()
    kind = known.get(name) or known.get(_QUALIFIER.sub("", name))
    return kind.id if kind else ""


def ancestors(id_: str) -> tuple[str, ...]:
    """The ids of the broader indicators, the nearest first. Raises KeyError for an unknown id.

    >>> ancestors("technical_investment")
    ('industrial_investment', 'fixed_investment')
    """
    found: list[str] = []
    while parent := taxonomy().by_id[found[-1] if found else id_].parent:
        found.append(parent)
    return tuple(found)


@cache
def heads() -> regex.Pattern[str]:
    """A pattern of every known name, longest first, at the end of a text."""
    return regex.compile(f"{any_word(indicator_types())}$")

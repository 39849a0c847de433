"""Which indicators a report shows with charts: those that most parks state for most years."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.corpus.panel import RESULT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarymine.corpus.facts import Series
    from summarymine.corpus.panel import Cell, Key

SHOWN = ("level", "growth")
_CLOSE = regex.compile(r"\d{4}-12(?:-31)?")


class Topic(NamedTuple):
    """What one panel is of: a series of the parks' own, and the base unit of its amounts ("" where only rates are known)."""

    series: Series
    unit: str

    @property
    def name(self) -> str:
        """Its name, with what tells it from others."""
        return f"{self.series.name}（累计）" if self.series.cumulative else self.series.name


@dataclass
class Coverage:
    """How much of a topic there is: cells with a dated value, parks and years."""

    cells: int = 0
    parks: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)

    @property
    def compares(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.parks) >= 2 or len(self.years) >= 2


def full_year(period: str) -> str:
    """The year of a period that is a whole year or its close; "" for any other.

    >>> full_year("2019"), full_year("2019-12"), full_year("2019-01/2019-06"), full_year("XXXX")
    ('2019', '2019', '', '')
    """
    if period.isdigit() and len(period) == 4:
        return period
    return period[:4] if _CLOSE.fullmatch(period) else ""


def part_year(period: str) -> str:
    """The year of a period that is a part of one; "" for any other.

    >>> part_year("2019-01/2019-06"), part_year("2018/2020"), part_year("2019")
    ('2019', '', '')
    """
    year = period[:4]
    inside = year.isdigit() and "X" not in period and not full_year(period)
    return year if inside and all(end.startswith(f"{year}-") for end in period.split("/")) else ""


def topics(cells: Mapping[Key, Cell]) -> dict[Topic, Coverage]:
    """What there is to compare, the most important first: known to the taxonomy, then by how much is stated."""
    found: defaultdict[Topic, Coverage] = defaultdict(Coverage)
    rates: defaultdict[Series, Coverage] = defaultdict(Coverage)
    for key, cell in cells.items():
        year = full_year(key.period) or part_year(key.period)
        if key.series.subject or key.side != RESULT or key.measure not in SHOWN or cell.hidden or not year:
            continue
        coverage = found[Topic(key.series, key.unit)] if key.measure == "level" else rates[key.series]
        coverage.cells += 1
        coverage.parks.add(key.park)
        coverage.years.add(year)
    for series in rates.keys() - {topic.series for topic in found}:
        found[Topic(series, "")] = rates[series]
    ordered = sorted((topic for topic in found if found[topic].compares), key=lambda topic: _rank(topic, found[topic]))
    return {topic: found[topic] for topic in ordered}


def _rank(topic: Topic, coverage: Coverage) -> tuple[bool, int, int, Series, str]:
    return not topic.series.indicator, -coverage.cells, -len(coverage.years), topic.series, topic.unit

"""What a comparison is asked for: indicators, parks, years, measures, statuses; nothing given means all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarymine.errors import SummaryMineError
from summarymine.records import MEASURES, STATUSES
from summarymine.values.periods import parse_period
from summarymine.values.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from summarymine.corpus.facts import Fact


@dataclass(frozen=True, slots=True)
class Query:
    """Which facts are wanted.

    ``indicators`` are ids, names or parts of a name, ``parks`` parts of a name, ``years`` single ones (``2019``) or
    stretches (``2015-2023``). Raises SummaryMineError for a year, measure or status that is none.

    >>> sorted(Query(years=["2015-2017"]).years_wanted())
    ['2015', '2016', '2017']
    """

    indicators: Sequence[str] = ()
    parks: Sequence[str] = ()
    years: Sequence[str] = ()
    measures: Sequence[str] = ()
    statuses: Sequence[str] = ()

    def __post_init__(self) -> None:
        _check("measure", self.measures, MEASURES)
        _check("status", self.statuses, STATUSES)
        self.years_wanted()

    def years_wanted(self) -> set[str]:
        """Every single year asked for."""
        wanted: set[str] = set()
        for text in self.years:
            first, _, last = text.partition("-")
            last = last or first
            if not (len(first) == len(last) == 4 and first.isdigit() and last.isdigit() and first <= last):
                raise SummaryMineError(f"年份要写成 2019 或 2015-2023 / a year is 2019 or 2015-2023: {text}")
            wanted |= {str(year) for year in range(int(first), int(last) + 1)}
        return wanted

    def chosen(self, facts: Iterable[Fact]) -> list[Fact]:
        """The facts that are wanted."""
        years = self.years_wanted()
        ids, parts = _named(self.indicators)

        def takes(fact: Fact) -> bool:
            record, series = fact.record, fact.series
            return (
                (not self.measures or record.measure in self.measures)
                and (not self.statuses or record.status in self.statuses)
                and (not self.parks or any(part in f"{fact.park} {fact.document.park}" for part in self.parks))
                and (not years or _touches(fact.period, years))
                and (
                    not self.indicators
                    or series.indicator in ids
                    or any(part in f"{series.name} {record.name}" for part in parts)
                )
            )

        return [fact for fact in facts if takes(fact)]


def _named(indicators: Iterable[str]) -> tuple[set[str], list[str]]:
    """The ids of what the taxonomy knows, by id or by any name, and what it does not know."""
    known = taxonomy()
    found = {text: known.by_id.get(text) or known.by_name.get(text) for text in indicators}
    return {kind.id for kind in found.values() if kind}, [text for text, kind in found.items() if kind is None]


def _check(what: str, given: Sequence[str], allowed: Collection[str]) -> None:
    for value in given:
        if value not in allowed:
            raise SummaryMineError(
                f"没有 {value} 这种 {what} / no such {what}: {value} (there are {', '.join(allowed)})"
            )


def _touches(text: str, years: set[str]) -> bool:
    """Whether a period lies in one of the years, or several of them in it."""
    period = parse_period(text)
    return period is not None and any(period.start[:4] <= year <= period.end[:4] for year in years)

"""Totals that shrink: a total since the beginning below an earlier one, a full year below its first nine months."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from summarymine.corpus.audit.index import Index, Quantity, hidden, settled
from summarymine.corpus.audit.sums import amount, shown
from summarymine.corpus.findings import Finding
from summarymine.values.periods import parse_period
from summarymine.values.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact
    from summarymine.corpus.intervals import Interval

_FLOWS = ("money",)
_STOCK = (
    "贷款",
    "存款",
    "余额",
    "资产",
    "负债",
    "资本",
    "总投资",
    "债",
    "人均",
    "均",
    "货值",
    "收入水平",
    "单价",
    "价",
)


def shrinkings(index: Index) -> Iterator[Finding]:
    """Amounts below what was there before."""
    series: dict[tuple[str, Quantity, bool, str], dict[str, list[Fact]]] = {}
    for fact in index.facts:
        record = fact.record
        if fact.bare or record.measure != "level" or record.status not in ("actual", "previous") or hidden(fact):
            continue
        if amount(fact) is not None:
            key = (fact.park, Quantity.of(fact), fact.series.cumulative, record.base_unit)
            series.setdefault(key, {}).setdefault(settled(fact), []).append(fact)
    for (_, quantity, cumulative, _), periods in series.items():
        if cumulative:
            yield from _totals(periods)
        elif _flows(quantity):
            yield from _years(periods)


def _flows(quantity: Quantity) -> bool:
    """Whether an amount comes about over its period, so that a longer one has more of it."""
    kind = taxonomy().by_id.get(quantity.what)
    return kind is not None and kind.dimension in _FLOWS and not any(word in kind.name for word in _STOCK)


def _totals(periods: dict[str, list[Fact]]) -> Iterator[Finding]:
    years = sorted(period for period in periods if len(period) == len("2019"))
    for earlier, later in pairwise(years):
        yield from _below(periods[later], periods[earlier], "累计数")


def _years(periods: dict[str, list[Fact]]) -> Iterator[Finding]:
    for period, facts in periods.items():
        found = parse_period(period)
        if found and found.stretch is False and "/" in period and found.start[4:] in ("-01", "-01-01"):
            yield from _below(periods.get(period[:4], ()), facts, "全年数")


def _below(later: Sequence[Fact], earlier: Sequence[Fact], what: str) -> Iterator[Finding]:
    ends = [(fact, found) for fact in later if (found := amount(fact))]
    before = [(fact, found) for fact in earlier if (found := amount(fact))]
    if not ends or not before:
        return
    most: tuple[Fact, Interval] = max(ends, key=lambda pair: pair[1].high)
    least: tuple[Fact, Interval] = min(before, key=lambda pair: pair[1].low)
    if most[1].high >= least[1].low:
        return
    fact, old = most[0], least[0]
    message = (
        f"{fact.series.name}{settled(fact)}年{what}{shown(fact)}，小于{settled(old)}的{shown(old)}，四舍五入后仍小；"
        "累计数不会变小"
    )
    yield Finding(
        "shrinking", "high" if what == "全年数" else "medium", fact.park, fact.period, message,
        (fact.record.id, old.record.id), old.value, fact.value, fact.record.base_unit,
    )  # fmt: skip

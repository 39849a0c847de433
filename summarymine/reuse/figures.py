"""Figures inside reused passages: a figure of an earlier text that stands in a later one unchanged is suspicious."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import regex

from summarymine.corpus.facts import Place
from summarymine.document import Span
from summarymine.reuse.found import FactsBy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.corpus.facts import Fact
    from summarymine.reuse.found import Found

Change: TypeAlias = Literal["same", "refilled", "masked", "new"]
ORDER: tuple[Change, ...] = ("same", "refilled", "masked", "new")
_COUNTED = regex.compile(r"[\d百千万亿]")


@dataclass(frozen=True, slots=True)
class ReusedFigure:
    """A figure of a later text inside a passage of an earlier one; ``earlier`` is the figure that stood in its place.

    ``suspicious`` is one that is the same though it is said of another time.
    """

    fact: Fact
    earlier: Fact | None
    change: Change
    suspicious: bool
    found: Found


def reused_figures(facts: Iterable[Fact], found: Iterable[Found]) -> list[ReusedFigure]:
    """The figures inside passages whose order is known or that hide their names, suspicious ones first.

    A figure in several passages is told once: of the passage in which it is the same, else of the first given.
    """
    by = FactsBy(facts)
    best: dict[str, ReusedFigure] = {}
    for one in found:
        if one.relation == "unknown_order":
            continue
        for figure in _inside(by, one):
            known = best.get(figure.fact.record.id)
            if known is None or _rank(figure) < _rank(known):
                best[figure.fact.record.id] = figure
    return sorted(best.values(), key=lambda one: (*_rank(one), one.fact.record.source, one.fact.record.start))


def _rank(figure: ReusedFigure) -> tuple[bool, int]:
    return not figure.suspicious, ORDER.index(figure.change)


def _inside(by: FactsBy, found: Found) -> Iterable[ReusedFigure]:
    a, b = found.a, found.b
    before = list(by.within(Place(a.source, a.article), Span(a.start, a.end)))
    slots = {change.record_b: change for change in found.changes if change.record_b}
    earlier = {fact.record.id: fact for fact in before}
    for fact in by.within(Place(b.source, b.article), Span(b.start, b.end)):
        slot = slots.get(fact.record.id)
        if slot is not None:
            yield ReusedFigure(fact, earlier.get(slot.record_a), slot.kind, False, found)
            continue
        same = _counterpart(fact, before, found)
        suspicious = same is not None and _is_suspicious(fact, same)
        yield ReusedFigure(fact, same, "same" if same else "new", suspicious, found)


def _counterpart(fact: Fact, before: Sequence[Fact], found: Found) -> Fact | None:
    """The same figure in the earlier text: of several the one that stands as far into the passage."""
    alike = [one for one in before if _figure(one) == _figure(fact)]
    into = fact.record.start - found.b.start
    return min(alike, key=lambda one: abs(one.record.start - found.a.start - into), default=None)


def _figure(fact: Fact) -> tuple[object, ...]:
    return fact.record.base_value, fact.record.base_unit, fact.record.measure


def _is_suspicious(fact: Fact, earlier: Fact) -> bool:
    """Whether two equal figures are results of one thing at different times: a target, and what both texts say of one year,
    may be the same, and so may all of it (100%) and a number that belongs to a name (八项规定)."""
    told = fact.value is not None and fact.record.status == "actual" and bool(_COUNTED.search(fact.record.text))
    apart = bool(fact.period and earlier.period) and fact.period != earlier.period
    return told and apart and fact.series == earlier.series and not (fact.value == 100 and fact.record.unit == "%")

"""Figures inside reused passages: a figure of an earlier text that stands in a later one unchanged is suspicious.

Small counts are the same by chance (3家, 2个), so one of them tells nothing beside others that were refilled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
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
DIGITS = 3
"""Significant digits that are hardly the same by chance: one amount in nine hundred, where counts have one or two."""
_ENDED = regex.compile(r"[。！？]")
_COUNTED = regex.compile(r"[\d百千万亿]")


@dataclass(frozen=True, slots=True)
class ReusedFigure:
    """A figure of a later text inside a passage of an earlier one; ``earlier`` is the figure that stood in its place.

    ``suspicious`` is one that is the same though it is said of another time, and not by chance: it has `DIGITS`
    significant digits, or nothing in the passage was refilled, or of its sentence more figures are the same than were.
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
    ends = [b.start + match.end() for match in _ENDED.finditer(b.text)]
    refilled = Counter(bisect_right(ends, one.b.start) for one in found.changes if one.kind == "refilled")
    repeated: dict[int, list[ReusedFigure]] = {}
    for fact in by.within(Place(b.source, b.article), Span(b.start, b.end)):
        slot = slots.get(fact.record.id)
        if slot is not None:
            yield ReusedFigure(fact, earlier.get(slot.record_a), slot.kind, False, found)
            continue
        same = _counterpart(fact, before, found)
        figure = ReusedFigure(fact, same, "same" if same else "new", False, found)
        if same is not None and _is_repeated(fact, same):
            repeated.setdefault(bisect_right(ends, fact.record.start), []).append(figure)
        else:
            yield figure
    for sentence, figures in repeated.items():
        together = not refilled or len(figures) > max(refilled[sentence], 1)
        for figure in figures:
            yield replace(figure, suspicious=together or _digits(figure.fact) >= DIGITS)


def _counterpart(fact: Fact, before: Sequence[Fact], found: Found) -> Fact | None:
    """The same figure in the earlier text: of several the one that stands as far into the passage."""
    alike = [one for one in before if _figure(one) == _figure(fact)]
    into = fact.record.start - found.b.start
    return min(alike, key=lambda one: abs(one.record.start - found.a.start - into), default=None)


def _figure(fact: Fact) -> tuple[object, ...]:
    return fact.record.base_value, fact.record.base_unit, fact.record.measure


def _digits(fact: Fact) -> int:
    """The significant digits of a figure as it is written; those of 12000家 are two."""
    value = fact.record.value
    parts = value if isinstance(value, tuple) else (value,)
    return max(len(part.normalize().as_tuple().digits) for part in parts if part is not None)


def _is_repeated(fact: Fact, earlier: Fact) -> bool:
    """Whether two equal figures are results of one thing at different times: a target, and what both texts say of one year,
    may be the same, and so may all of it (100%) and a number that belongs to a name (八项规定)."""
    told = fact.value is not None and fact.record.status == "actual" and bool(_COUNTED.search(fact.record.text))
    apart = bool(fact.period and earlier.period) and fact.period != earlier.period
    return told and apart and fact.series == earlier.series and not (fact.value == 100 and fact.record.unit == "%")

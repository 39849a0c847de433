"""The panel: what each park says of each quantity for each period, all of it in one cell, the best first.

A target stands in a cell of its own beside the result; half a year, nine months and a year are three periods; a total since
the beginning is another series. Several figures for one cell are all kept. The preferred one is, in this order: what the
park says of the period in its own report on it, then in a report on a longer period that holds it, then in a later one (of
last year); within one text an exact figure before a rounded one, and the first said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.facts import Fact, Series
from summarymine.corpus.intervals import Interval, interval
from summarymine.values.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable

RESULT, TARGET, FORECAST = "result", "target", "forecast"
_SIDES = {"actual": RESULT, "previous": RESULT, "target": TARGET, "forecast": FORECAST}
_BASES = {"": "", "yoy": "yoy", "target": "target"}


class Key(NamedTuple):
    """What a cell is of. ``side`` tells result, target and forecast; ``basis`` what a rate is measured against; ``unit`` is
    the base unit."""

    park: str
    series: Series
    period: str
    measure: str
    side: str
    basis: str
    unit: str


@dataclass(frozen=True, slots=True)
class Cell:
    """All that is said of one quantity, the preferred figure first. ``conflict`` where two of them cannot both be right."""

    key: Key
    facts: tuple[Fact, ...]
    conflict: bool

    @property
    def best(self) -> Fact:
        """The preferred figure."""
        return self.facts[0]

    @property
    def hidden(self) -> bool:
        """Whether the text hides every value of it."""
        return all(fact.value is None for fact in self.facts)


def panel(facts: Iterable[Fact]) -> dict[Key, Cell]:
    """The cells that *facts* fill. What has no period, and an ``other`` basis of a rate, is in no cell with anything else.

    >>> panel([])
    {}
    """
    gathered: defaultdict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        if (key := key_of(fact)) is not None:
            gathered[key].append(fact)
    return {key: _cell(key, found) for key, found in sorted(gathered.items())}


def key_of(fact: Fact) -> Key | None:
    """The cell of a fact; None where its time is unknown, or what its rate is measured against."""
    record = fact.record
    if not fact.period or (record.basis not in _BASES and record.measure in ("growth", "change")):
        return None
    return Key(
        fact.park, fact.series, fact.period, record.measure, _SIDES[record.status], record.basis, record.base_unit
    )


def _cell(key: Key, found: list[Fact]) -> Cell:
    ordered = tuple(sorted(found, key=_rank))
    return Cell(key, ordered, disagree(fact for fact in ordered if not fact.bare))


def _rank(fact: Fact) -> tuple[int, str, bool, str, int, int]:
    """Lower is preferred; what the period's own report hides comes after what any report says."""
    record, own = fact.record, fact.document.period
    near = 0 if own == fact.period else 1 if _holds(own, fact.period) else 2
    hidden = 3 if fact.value is None else 0
    return (near + hidden, own, record.bound != "exact", record.source, record.article, record.start)


def _holds(longer: str, shorter: str) -> bool:
    one, other = parse_period(longer), parse_period(shorter)
    if one is None or other is None or one.masked or other.masked:
        return False
    return one.start <= other.start and other.end <= one.end + "-99"


def disagree(facts: Iterable[Fact]) -> bool:
    """Whether two of the figures, which are of one quantity, cannot both be right as they are rounded."""
    listed = list(facts)
    ends = [found for fact in listed if (found := base_interval(fact)) is not None] if len(listed) > 1 else []
    return bool(ends) and max(low for low, _ in ends) > min(high for _, high in ends)


def base_interval(fact: Fact) -> Interval | None:
    """What a figure may stand for in its base unit; None where its value is hidden."""
    found, value, base = interval(fact.record), fact.record.value, fact.value
    if found is None or base is None:
        return None
    middle = (value[0] + value[1]) / 2 if isinstance(value, tuple) else value
    return found * (Interval.exactly(base) / Interval.exactly(middle)) if middle else found

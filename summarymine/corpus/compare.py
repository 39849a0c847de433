"""The comparison of an archive as tables: one figure a row, or parks, periods or indicators side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.blanks import HIDDEN, Blanks
from summarymine.corpus.explain import explained
from summarymine.corpus.panel import RESULT, TARGET
from summarymine.corpus.scales import Scale, scale_of
from summarymine.values.periods import parse_period
from summarymine.values.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarymine.corpus.facts import Fact, Series
    from summarymine.corpus.panel import Cell, Key

WAYS = ("year", "park", "indicator")
"""What may stand side by side as columns."""


ROW_HEADS = ("park", "name", "subject", "measure", "side", "unit", "period")
"""What a row of a wide table is of."""


class Line(NamedTuple):
    """A figure in its place in the panel.

    ``shown`` is the value in the one unit of its quantity, ``shown_unit``; ``rank`` counts the figures of a cell from 1, the
    preferred one; ``note`` says what a figure that disagrees with the preferred one may differ by.
    """

    fact: Fact
    key: Key
    shown: Decimal | None
    shown_unit: str
    rank: int
    conflict: bool
    note: str


def lines(cells: Iterable[Cell]) -> Iterator[Line]:
    """Every figure of the cells, in their order, the preferred figure of a cell first."""
    listed = list(cells)
    scales = scales_of(listed)
    for cell in listed:
        scale = scales[_quantity(cell.key)]
        for rank, fact in enumerate(cell.facts, 1):
            shown = None if fact.value is None else scale.shown(fact.value)
            note = explained(cell.best, fact) if cell.conflict and rank > 1 else ""
            yield Line(fact, cell.key, shown, scale.unit, rank, cell.conflict, note)


class Quantity(NamedTuple):
    """What shares one unit in all tables: a series, what of it, and the base unit."""

    series: Series
    measure: str
    unit: str


def _quantity(key: Key) -> Quantity:
    return Quantity(key.series, key.measure, key.unit)


def scales_of(cells: Iterable[Cell]) -> dict[Quantity, Scale]:
    """The unit of each quantity of the cells."""
    facts: defaultdict[Quantity, list[Fact]] = defaultdict(list)
    for cell in cells:
        facts[_quantity(cell.key)] += cell.facts
    return {quantity: scale_of(found) for quantity, found in facts.items()}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a wide table: the cell and its shown value, or why there is none."""

    cell: Cell | None
    shown: Decimal | None
    blank: str = ""


@dataclass(frozen=True, slots=True)
class Wide:
    """Cells side by side: ``rows`` by what they share, each with a place for every column."""

    by: str
    columns: tuple[str, ...]
    rows: Mapping[tuple[str, ...], Sequence[Spot]]
    """Keys are those of `ROW_HEADS`, with "" for what stands in the columns."""


def side_by_side(cells: Sequence[Cell], blanks: Blanks, by: str = "year") -> Wide:
    """The cells with periods, parks or indicators as columns; rows and columns in their order."""
    scales = scales_of(cells)
    placed: defaultdict[tuple[str, ...], dict[str, Spot]] = defaultdict(dict)
    head: dict[tuple[str, ...], tuple[str, str]] = {}
    for cell in cells:
        key, scale = cell.key, scales[_quantity(cell.key)]
        name = f"{key.series.name}（累计）" if key.series.cumulative else key.series.name
        column = {"year": key.period, "park": key.park, "indicator": f"{name}（{scale.unit}）" if scale.unit else name}[
            by
        ]
        row = (
            "" if by == "park" else key.park,
            "" if by == "indicator" else name,
            key.series.subject,
            key.measure,
            key.side,
            "" if by == "indicator" else scale.unit,
            "" if by == "year" else key.period,
        )
        value = cell.best.value
        shown = None if value is None else scale.shown(value)
        placed[row][column] = Spot(cell, shown, HIDDEN if shown is None else "")
        head[row] = (key.park, key.period)
    columns = tuple(sorted({column for found in placed.values() for column in found}))

    def place(row: tuple[str, ...], column: str) -> Spot:
        if column in placed[row]:
            return placed[row][column]
        park, period = head[row]
        return Spot(None, None, blanks.reason(column if by == "park" else park, column if by == "year" else period))

    return Wide(by, columns, {row: [place(row, column) for column in columns] for row in sorted(placed)})


class Derived(NamedTuple):
    """A value that no text states: its place in the panel, the figures it is from, and how."""

    key: Key
    value: Decimal
    sources: tuple[Fact, ...]
    how: str


def computed(cells: Mapping[Key, Cell]) -> Iterator[Derived]:
    """What the preferred figures give, in percent to one decimal: growth on the year before, completion of a target, share
    of the indicator that the taxonomy has above it."""
    whole_of = {kind.id: kind.parent for kind in taxonomy().by_id.values() if kind.parent}
    for key, cell in cells.items():
        value = cell.best.value
        if key.measure != "level" or key.side != RESULT or value is None:
            continue
        period = parse_period(key.period)
        before = cells.get(key._replace(period=str(period.shifted(-1)))) if period and not period.masked else None
        if before and (old := before.best.value):
            rate = round((value / old - 1) * 100, 1)
            yield Derived(
                key._replace(measure="growth", basis="yoy", unit="%"), rate, (cell.best, before.best), "growth"
            )
        target = cells.get(key._replace(side=TARGET))
        if target and (aim := target.best.value):
            rate, done = round(value / aim * 100, 1), key._replace(measure="completion", basis="target", unit="%")
            yield Derived(done, rate, (cell.best, target.best), "completion")
        above = taxonomy().by_id.get(whole_of.get(key.series.indicator, ""))
        whole = above and cells.get(key._replace(series=key.series._replace(indicator=above.id, name=above.name)))
        if whole and (all_of_it := whole.best.value) and 0 < value <= all_of_it:
            rate, share = round(value / all_of_it * 100, 1), key._replace(measure="share", basis="", unit="%")
            yield Derived(share, rate, (cell.best, whole.best), "share")

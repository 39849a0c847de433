"""The table of a panel: parks and periods, every place with its figure or the reason why there is none."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarymine.corpus.compare import computed
from summarymine.corpus.panel import RESULT
from summarymine.lexicons.labels import load_labels
from summarymine.report.model import Cell, Grid
from summarymine.report.words import SIDES, said_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarymine.corpus.compare import Spot
    from summarymine.corpus.panel import Cell as Found
    from summarymine.corpus.panel import Key
    from summarymine.report.choose import Topic
    from summarymine.report.material import Material

ROWS, COLUMNS = 60, 10


def panel_grid(
    material: Material,
    topic: Topic,
    cells: list[Found],
    columns: Sequence[str],
    rows: Mapping[tuple[str, ...], Sequence[Spot]],
) -> Grid:
    """Parks below each other and periods side by side; the other way round, or one figure a row, where that gets too wide."""
    table = [(row, [_cell(spot) for spot in spots]) for row, spots in rows.items()]
    table += _computed_growth(cells, columns, {row for row, _ in table})
    order = {park: at for at, park in enumerate(material.parks)}
    table.sort(key=lambda line: (order[line[0][0]], line[0][3] != "level", line[0][4], line[0][5]))
    heads = [(material.parks[row[0]], _what(row), row[5]) for row, _ in table]
    name = topic.name
    if len(columns) <= COLUMNS:
        lines_ = [
            (Cell(park), Cell(what), Cell(unit), *found)
            for (park, what, unit), (_, found) in zip(heads, table, strict=True)
        ]
        return Grid(name, ("园区", "口径", "单位", *map(said_period, columns)), lines_[:ROWS], total=len(lines_))
    if len(table) <= COLUMNS:
        titles = [f"{park} {what}（{unit}）" if unit else f"{park} {what}" for park, what, unit in heads]
        lines_ = [(Cell(said_period(column)), *(found[at] for _, found in table)) for at, column in enumerate(columns)]
        return Grid(name, ("时期", *titles), lines_[: ROWS * 2], total=len(lines_))
    lines_ = [
        (Cell(park), Cell(what), Cell(unit), Cell(said_period(column)), cell)
        for (park, what, unit), (_, found) in zip(heads, table, strict=True)
        for column, cell in zip(columns, found, strict=True)
        if cell.tone != "blank"
    ]
    return Grid(name, ("园区", "口径", "单位", "时期", "数值"), lines_[: ROWS * 2], "只列有数的。", total=len(lines_))


def _computed_growth(
    cells: list[Found], columns: Sequence[str], stated: set[tuple[str, ...]]
) -> list[tuple[tuple[str, ...], list[Cell]]]:
    """Rows of growth that amounts give, for parks that state no growth."""
    rates: defaultdict[str, dict[str, Cell]] = defaultdict(dict)
    names: dict[str, Key] = {}
    for key, value, _, how in computed({cell.key: cell for cell in cells}):
        if how == "growth":
            rates[key.park][key.period] = Cell(value, tone="derived")
            names[key.park] = key
    with_growth = {row[0] for row in stated if row[3] == "growth" and row[4] == RESULT}
    return [
        (
            (park, key.series.name, "", "growth", "derived", "%", ""),
            [rates[park].get(column, Cell("", tone="blank")) for column in columns],
        )
        for park, key in names.items()
        if park not in with_growth
    ]


def _cell(spot: Spot) -> Cell:
    return cell_of(spot.cell, spot.shown) if spot.cell is not None else Cell(f"（{spot.blank}）", tone="blank")


def cell_of(found: Found, shown: object) -> Cell:
    """A place of a table for a cell of the panel, with the figures that contradict it."""
    best = found.best
    if shown is None:
        return Cell("（原文隐去）", best.record.id, "blank")
    others = (
        [fact.record.id for fact in found.facts[1:] if fact.value not in (None, best.value)] if found.conflict else []
    )
    return Cell(shown, best.record.id, "conflict" if others else "", tuple(others[:3]))  # type: ignore[arg-type]


def _what(row: Sequence[str]) -> str:
    measure, side = row[3], row[4]
    word = load_labels().of("measure", measure)
    if side == "derived":
        return f"{word}（算得）"
    return SIDES[side] if measure == "level" else word if side == RESULT else f"{word}{SIDES[side]}"

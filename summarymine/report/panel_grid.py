"""The tables of a panel: parks and years, every place with its figure or the reason why there is none; then other periods."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from summarymine.corpus.compare import computed
from summarymine.corpus.panel import RESULT
from summarymine.lexicons.labels import load_labels
from summarymine.report.choose import full_year
from summarymine.report.model import Cell, Grid
from summarymine.report.words import SIDES, said_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from summarymine.corpus.compare import Spot, Wide
    from summarymine.corpus.panel import Cell as Found
    from summarymine.report.choose import Topic
    from summarymine.report.material import Material

ROWS, COLUMNS, SPARSE = 60, 12, 0.4
Head: TypeAlias = tuple[str, ...]
Line: TypeAlias = "tuple[Head, list[Cell]]"
_DERIVED = "derived"


def panel_grids(material: Material, topic: Topic, cells: Sequence[Found], wide: Wide) -> list[Grid]:
    """Whole years side by side, below each other where there are too many; what is of other periods a row each.

    *wide* are the *cells* of the topic with periods as columns.
    """
    whole = [at for at, column in enumerate(wide.columns) if full_year(column)]
    others = [at for at, column in enumerate(wide.columns) if not full_year(column)]
    grids = []
    if whole:
        columns = [wide.columns[at] for at in whole]
        lines = _lines(wide, whole)
        stating = {head[0] for head, _ in lines if head[3:5] == ("growth", RESULT)}
        lines += _computed_growth(cells, columns, stating)
        grids.append(_years(material, topic.name, columns, lines))
    if others:
        name, columns = f"{topic.name}（其他时期）", [wide.columns[at] for at in others]
        grids.append(replace(_one_a_row(material, name, columns, _lines(wide, others)), folded=bool(whole)))
    return grids


def _lines(wide: Wide, places: Sequence[int]) -> list[Line]:
    """The rows of a wide table that have a figure in one of these columns."""
    lines = [(head, [spots[at] for at in places]) for head, spots in wide.rows.items()]
    return [(head, [_cell(spot) for spot in spots]) for head, spots in lines if any(spot.cell for spot in spots)]


def _years(material: Material, name: str, columns: Sequence[str], lines: Sequence[Line]) -> Grid:
    ordered = sorted(lines, key=lambda line: _order(material, line[0]))
    periods = [said_period(column) for column in columns]
    filled = sum(not _empty(cell) for _, found in ordered for cell in found)
    sparse = len(periods) > COLUMNS // 2 and filled < SPARSE * len(periods) * len(ordered)
    if len(periods) <= COLUMNS and not sparse:
        rows = [(*_heads(material, head), *found) for head, found in ordered]
        return Grid(name, ("园区", "口径", "单位", *periods), rows[:ROWS], total=len(rows))
    if len(ordered) > COLUMNS or (sparse and len(periods) <= COLUMNS):
        return _one_a_row(material, name, columns, ordered)
    titles = [" ".join(filter(None, (material.parks[head[0]], _what(head), head[5]))) for head, _ in ordered]
    rows = [(Cell(period), *(found[at] for _, found in ordered)) for at, period in enumerate(periods)]
    return Grid(name, ("时期", *titles), rows[-ROWS:], total=len(rows))


def _one_a_row(material: Material, name: str, columns: Sequence[str], lines: Sequence[Line]) -> Grid:
    rows = [
        (*_heads(material, head), Cell(said_period(column)), cell)
        for head, found in sorted(lines, key=lambda line: _order(material, line[0]))
        for column, cell in zip(columns, found, strict=True)
        if not _empty(cell)
    ]
    heads = ("园区", "口径", "单位", "时期", "数值")
    return Grid(name, heads, rows[: 2 * ROWS], "没有数的不列。", total=len(rows))


def _empty(cell: Cell) -> bool:
    return cell.tone == "blank" and not cell.record


def _computed_growth(cells: Sequence[Found], columns: Sequence[str], stating: set[str]) -> list[Line]:
    """Rows of growth that amounts give, for parks that state none."""
    rates: defaultdict[str, dict[str, Decimal]] = defaultdict(dict)
    for key, value, _, how in computed({cell.key: cell for cell in cells}):
        if how == "growth" and key.park not in stating:
            rates[key.park][key.period] = value
    return [
        (
            (park, "", "", "growth", _DERIVED, "%", ""),
            [Cell(found[column], tone="derived") if column in found else Cell("", tone="blank") for column in columns],
        )
        for park, found in rates.items()
    ]


def _order(material: Material, head: Head) -> tuple[int, bool, bool, str]:
    return material.order[head[0]], head[3] != "level", head[4] != RESULT, head[4]


def _heads(material: Material, head: Head) -> tuple[Cell, Cell, Cell]:
    return Cell(material.parks[head[0]]), Cell(_what(head)), Cell(head[5])


def _what(head: Head) -> str:
    measure, side = head[3], head[4]
    word = load_labels().of("measure", measure)
    if side == _DERIVED:
        return f"{word}（算得）"
    return SIDES[side] if measure == "level" else word if side == RESULT else f"{word}{SIDES[side]}"


def _cell(spot: Spot) -> Cell:
    return cell_of(spot.cell, spot.shown) if spot.cell is not None else Cell(f"（{spot.blank}）", tone="blank")


def cell_of(found: Found, shown: Decimal | None) -> Cell:
    """A place of a table for a cell of the panel, with the figures that contradict it."""
    best = found.best
    if shown is None:
        return Cell("（原文隐去）", best.record.id, "blank")
    others = [fact.record.id for fact in found.facts[1:] if found.conflict and fact.value not in (None, best.value)]
    return Cell(shown, best.record.id, "conflict" if others else "", tuple(others[:3]))

"""The tables of a panel: parks and years, every place with its figure or the reason why there is none; then other periods."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from summarymine.corpus.compare import computed, side_by_side
from summarymine.corpus.panel import RESULT
from summarymine.lexicons.labels import load_labels
from summarymine.report.choose import full_year
from summarymine.report.model import Cell, Grid
from summarymine.report.words import SIDES, said_period

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from summarymine.corpus.blanks import Blanks
    from summarymine.corpus.compare import Spot
    from summarymine.corpus.panel import Cell as Found
    from summarymine.report.choose import Topic
    from summarymine.report.material import Material

ROWS, COLUMNS = 60, 12
ONE_A_ROW = ("园区", "口径", "单位", "时期", "数值")
Head: TypeAlias = tuple[str, ...]
_DERIVED = "derived"


def panel_grids(material: Material, topic: Topic, cells: Sequence[Found], blanks: Blanks) -> list[Grid]:
    """Whole years side by side, below each other where there are too many; what is of other periods a row each."""
    whole = [cell for cell in cells if full_year(cell.key.period)]
    grids = [_years(material, topic, whole, blanks)] if whole else []
    rest = [cell for cell in cells if not full_year(cell.key.period)]
    return [*grids, _others(material, topic, rest, blanks)] if rest else grids


def _years(material: Material, topic: Topic, cells: Sequence[Found], blanks: Blanks) -> Grid:
    wide = side_by_side(cells, blanks)
    lines = [(head, [_cell(spot) for spot in spots]) for head, spots in wide.rows.items()]
    lines += _computed_growth(cells, wide.columns, {head[0] for head in wide.rows if head[3:5] == ("growth", RESULT)})
    lines.sort(key=lambda line: _order(material, line[0]))
    periods = [said_period(column) for column in wide.columns]
    if len(periods) <= COLUMNS:
        rows = [(*_heads(material, head), *found) for head, found in lines]
        return Grid(topic.name, ("园区", "口径", "单位", *periods), rows[:ROWS], total=len(rows))
    if len(lines) > COLUMNS:
        rows = [
            (*_heads(material, head), Cell(period), cell)
            for head, found in lines
            for period, cell in zip(periods, found, strict=True)
            if cell.tone != "blank" or cell.record
        ]
        return Grid(topic.name, ONE_A_ROW, rows[: 2 * ROWS], "年份太多，只列有数的。", len(rows))
    titles = [" ".join(filter(None, (material.parks[head[0]], _what(head), head[5]))) for head, _ in lines]
    rows = [(Cell(period), *(found[at] for _, found in lines)) for at, period in enumerate(periods)]
    return Grid(topic.name, ("时期", *titles), rows[-ROWS:], total=len(rows))


def _others(material: Material, topic: Topic, cells: Sequence[Found], blanks: Blanks) -> Grid:
    wide = side_by_side(cells, blanks)
    lines = [
        (head, column, spot)
        for head, spots in wide.rows.items()
        for column, spot in zip(wide.columns, spots, strict=True)
        if spot.cell is not None
    ]
    lines.sort(key=lambda line: (*_order(material, line[0]), line[1]))
    rows = [(*_heads(material, head), Cell(said_period(column)), _cell(spot)) for head, column, spot in lines]
    return Grid(f"{topic.name}（其他时期）", ONE_A_ROW, rows[:ROWS], total=len(rows), folded=True)


def _computed_growth(
    cells: Sequence[Found], columns: Sequence[str], stating: set[str]
) -> list[tuple[Head, list[Cell]]]:
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

"""A table of counts by two things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarymine.report.model import Cell, Grid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS = 12


def crosstab(
    name: str,
    heads: tuple[str, str],
    things: Sequence[str],
    years: Sequence[str],
    counts: Mapping[tuple[str, str], int],
) -> Grid:
    """Counts by thing and year, with sums: years side by side, or below each other where there are many.

    >>> grid = crosstab("问题类别", ("类别", "年份"), ["土地"], ["2021", "2022"], {("土地", "2021"): 3})
    >>> grid.heads, [cell.value for cell in grid.rows[0]]
    (('类别', '2021', '2022', '合计'), ['土地', 3, '', 3])
    """
    across = len(years) <= COLUMNS
    down, beside = (things, years) if across else (years, things)
    rows = []
    for one in down:
        found = [counts.get((one, other) if across else (other, one), 0) for other in beside]
        rows.append((Cell(one), *(Cell(count or "") for count in found), Cell(sum(found))))
    return Grid(name, (heads[not across], *beside, "合计"), rows)

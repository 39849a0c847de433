"""Tables drawn with rules: from straight lines on a page to rows, columns and merged cells."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_CELLS = 20_000
"""The most cells, merged ones counted apart, of a grid that is taken for a table."""

THICK = 3.5
"""What is thicker, in points, is no rule."""

_SHORT = 6.0  # points: what is shorter parts nothing
_TOUCH = 3.0  # points: how far apart rules still meet; borders are often drawn twice


class Rule(NamedTuple):
    """A straight line or a thin box on a page."""

    left: float
    top: float
    right: float
    bottom: float


class _Bar(NamedTuple):
    """A rule without its thickness: where it stands, and from where to where it goes."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: the edges of its columns and rows, and for each of its cells the first one of the merged cell.

    >>> bars = [Rule(x, 0, x, 40) for x in (0, 50, 100)] + [Rule(0, y, 100, y) for y in (0, 20, 40)]
    >>> [table] = tables(bars)
    >>> table.cell(60, 10), table.edges(0, 1)
    ((0, 1), (50.0, 100.0))
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    merged: dict[tuple[int, int], tuple[int, int]]
    """Every cell → the cell of the merged one's first row and column."""
    last: dict[tuple[int, int], int]
    """The first cell of each merged one → its last column."""

    @property
    def left(self) -> float:
        """The left edge."""
        return self.xs[0] - _TOUCH

    @property
    def right(self) -> float:
        """The right edge."""
        return self.xs[-1] + _TOUCH

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0] - _TOUCH

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.ys[-1] + _TOUCH

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of the cell at a place in the table, of a merged cell those of its first."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return self.merged[row, column]

    def edges(self, row: int, column: int) -> tuple[float, float]:
        """The left and right edge of a cell that `cell` gave."""
        return self.xs[column], self.xs[self.last[row, column] + 1]


def tables(rules: Sequence[Rule]) -> list[Table]:
    """The tables that the rules of a page draw, top down. A frame around a text is none: it has one column."""
    upright = _merged(_Bar((r.left + r.right) / 2, r.top, r.bottom) for r in rules if r.right - r.left < THICK)
    level = _merged(_Bar((r.top + r.bottom) / 2, r.left, r.right) for r in rules if r.bottom - r.top < THICK)
    found: list[Table] = []
    group: list[_Bar] = []
    end = float("-inf")
    for bar in [*sorted(upright, key=lambda bar: bar.start), _Bar(0, float("inf"), 0)]:
        if bar.start > end + _TOUCH and group:
            found += (table for island in _islands(group, level) if (table := _table(*island)) is not None)
            group = []
        group.append(bar)
        end = max(end, bar.end)
    return found


def _merged(bars: Iterable[_Bar]) -> list[_Bar]:
    """The bars without the short ones, those that lie on each other made one."""
    found: list[_Bar] = []
    for _, group in groupby(_levelled(bars), key=lambda bar: bar.at):
        for bar in sorted(group, key=lambda bar: bar.start):
            if found and found[-1].at == bar.at and bar.start <= found[-1].end + _TOUCH:
                found[-1] = found[-1]._replace(end=max(found[-1].end, bar.end))
            else:
                found.append(bar)
    return [bar for bar in found if bar.end - bar.start >= _SHORT]


def _levelled(bars: Iterable[_Bar]) -> Iterator[_Bar]:
    """The bars in order, those that stand next to each other moved to one place."""
    at = float("-inf")
    for bar in sorted(bars):
        if bar.at > at + _TOUCH:
            at = bar.at
        yield bar._replace(at=at)


def _islands(upright: list[_Bar], level: list[_Bar]) -> Iterator[tuple[list[_Bar], list[_Bar]]]:
    """The bars of tables side by side, apart: those that level bars hold together."""
    top, bottom = min(bar.start for bar in upright), max(bar.end for bar in upright)
    level = [bar for bar in level if top - _TOUCH <= bar.at <= bottom + _TOUCH]
    ends: list[float] = []
    for bar in sorted(level, key=lambda bar: bar.start):
        if not ends or bar.start > ends[-1] + _TOUCH:
            ends.append(bar.end)
        ends[-1] = max(ends[-1], bar.end)
    places = [end + _TOUCH for end in ends[:-1]]
    for island in range(len(places) + 1):
        yield (
            [bar for bar in upright if bisect_left(places, bar.at) == island],
            [bar for bar in level if bisect_left(places, bar.start) == island],
        )


def _table(upright: list[_Bar], level: list[_Bar]) -> Table | None:
    if not upright:
        return None
    top, bottom = min(bar.start for bar in upright), max(bar.end for bar in upright)
    xs = _edges([bar.at for bar in upright] + [x for bar in level for x in (bar.start, bar.end)])
    ys = _edges([bar.at for bar in level] + [top, bottom])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > MAX_CELLS:
        return None
    walls = _covered(upright, xs, ys)
    floors = _covered(level, ys, xs)
    first: dict[tuple[int, int], tuple[int, int]] = {}
    last: dict[tuple[int, int], int] = {}
    for row in range(rows):
        for column in range(columns):
            if column and (column, row) not in walls:
                first[row, column] = first[row, column - 1]
            elif row and (row, column) not in floors:
                first[row, column] = first[row - 1, column]
            else:
                first[row, column] = row, column
            anchor = first[row, column]
            last[anchor] = max(last.get(anchor, column), column)
    return Table(tuple(xs), tuple(ys), first, last) if len(last) > 1 else None


def _edges(places: list[float]) -> list[float]:
    """The places in order, those next to each other made one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place > found[-1] + _TOUCH:
            found.append(place)
    return found


def _covered(bars: list[_Bar], across: list[float], along: list[float]) -> set[tuple[int, int]]:
    """``(edge, cell)``: the stretches of the edges *across* that a bar covers, by the middles of the cells *along*."""
    middles = [(a + b) / 2 for a, b in pairwise(along)]
    found: set[tuple[int, int]] = set()
    for bar in bars:
        edge = max(bisect_right(across, bar.at + _TOUCH / 100) - 1, 0)
        found.update((edge, cell) for cell in range(bisect_left(middles, bar.start), bisect_right(middles, bar.end)))
    return found

"""Charts as Apache ECharts draws them: plain data, no script in it.

The colours are those that Okabe and Ito chose for readers who see colours differently; lines differ by their symbols and
dashes as well, so that a print without colours can be read. Room for a legend is made where the charts are drawn, by
`draw.js`, which knows how wide the page is.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
STAGE_COLOURS = {
    "planned": "#D9D9D9", "signed": "#9AD0F0", "preparing": "#F2C14E", "building": "#0072B2", "trial": "#CC79A7",
    "done": "#009E73", "stalled": "#D55E00",
}  # fmt: skip
_SYMBOLS = ("circle", "rect", "triangle", "diamond")
_BEYOND, _FEWEST = 20, 3
_INK, _GRID_LINE, _TARGET = "#333", "#E0E0E0", "#D55E00"


@dataclass(frozen=True, slots=True)
class Point:
    """A value to be drawn, the record that says it, and what it is called where the pointer rests on it."""

    value: Decimal
    record: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Curve:
    """Values by column: of whole years, of parts of years, targets."""

    whole: dict[str, Point]
    part: dict[str, Point]
    target: dict[str, Point]

    def points(self) -> tuple[dict[str, Point], ...]:
        """All of them."""
        return self.whole, self.part, self.target


def lines(columns: Sequence[str], curves: Mapping[str, Curve]) -> dict[str, Any]:
    """Values over years: a line a park; hollow marks are targets (diamonds) and parts of years (small triangles)."""
    series: list[dict[str, Any]] = []
    for at, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[at % len(COLOURS)]
        series.append(
            {
                "type": "line",
                "name": name,
                "data": [_datum(curve.whole.get(column)) for column in columns],
                "symbol": _SYMBOLS[at % len(_SYMBOLS)],
                "symbolSize": 8,
                "lineStyle": {"width": 2, "type": "solid" if at < len(_SYMBOLS) else "dashed"},
                "itemStyle": {"color": colour},
                "connectNulls": False,
            }
        )
        for points, symbol, size in ((curve.target, "diamond", 12), (curve.part, "triangle", 8)):
            if points:
                hollow = {"color": "#fff", "borderColor": colour, "borderWidth": 2}
                series.append(
                    {
                        "type": "scatter",
                        "name": name,
                        "data": [_datum(points.get(column)) for column in columns],
                        "symbol": symbol,
                        "symbolSize": size,
                        "itemStyle": hollow,
                        "z": 1,
                    }
                )
    return _base() | {
        "legend": {"show": len(curves) > 1, "data": list(curves)},
        "grid": {"left": 8, "right": 24, "top": 14, "bottom": 8, "containLabel": True},
        "xAxis": _categories(columns),
        "yAxis": _values(
            point.value for curve in curves.values() for points in curve.points() for point in points.values()
        ),
        "series": series,
    }


def axis_end(values: Iterable[Decimal]) -> Decimal | None:
    """Where an axis has to end so that a few values out of all proportion do not flatten the others; None where none is.

    >>> axis_end(map(Decimal, (3, 4, 5, 6, 50_000))), axis_end(map(Decimal, (3, 4, 5, 90)))
    (Decimal('7.2'), None)
    """
    ordered = sorted(values)
    for out in range(max(1, len(ordered) // 4), 0, -1):
        if len(ordered) - out >= _FEWEST and ordered[-out] > _BEYOND * ordered[-out - 1] > 0:
            return ordered[-out - 1] * Decimal("1.2")
    return None


def pairs(columns: Sequence[str], targets: Sequence[Point], results: Sequence[Point]) -> dict[str, Any]:
    """Targets beside results."""
    hollow = {"color": "#fff", "borderColor": _TARGET, "borderWidth": 1.5, "borderType": "dashed"}
    bar = {"type": "bar", "barMaxWidth": 13, "barGap": "15%"}
    return _base() | {
        "legend": {"data": ["目标", "实际"]},
        "grid": {"left": 8, "right": 20, "top": 14, "bottom": 8, "containLabel": True},
        "xAxis": _values(point.value for point in (*targets, *results)),
        "yAxis": _categories(columns) | {"inverse": True},
        "series": [
            bar | {"name": "目标", "data": [_datum(point) for point in targets], "itemStyle": hollow},
            bar | {"name": "实际", "data": [_datum(point) for point in results], "itemStyle": {"color": COLOURS[0]}},
        ],
    }


def ranking(names: Sequence[str], points: Sequence[Point], unit: str) -> dict[str, Any]:
    """Bars from the largest down, each with its value."""
    data = [_datum(point) for point in points]
    return _base() | {
        "grid": {"left": 8, "right": 90, "top": 8, "bottom": 4, "containLabel": True},
        "xAxis": _values(point.value for point in points) | {"axisLabel": {"show": False}, "splitLine": {"show": False}},
        "yAxis": _categories(names) | {"inverse": True},
        "series": [
            {
                "type": "bar", "name": unit, "data": data, "barMaxWidth": 20, "itemStyle": {"color": COLOURS[0]},
                "label": {"show": True, "position": "right", "color": _INK, "formatter": "{c} " + unit.replace("{", "")},
            }
        ],
    }  # fmt: skip


def heat(columns: Sequence[str], rows: Sequence[str], counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """Counts by row and column, the darker the more."""
    most = max(counts.values(), default=1)
    data: list[dict[str, Any]] = [
        {
            "value": [columns.index(column), rows.index(row), count],
            "label": {"color": "#fff" if count > most * 0.65 else _INK},
        }
        for (row, column), count in sorted(counts.items())
    ]
    return _base() | {
        "grid": {"left": 8, "right": 16, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": _categories(columns) | {"splitArea": {"show": False}, "position": "top", "axisLine": {"show": False}},
        "yAxis": _categories(rows) | {"inverse": True, "axisLine": {"show": False}},
        "visualMap": {"show": False, "min": 0, "max": most, "inRange": {"color": ["#F2F7FB", "#9CC9E3", "#0B5C8F"]}},
        "series": [
            {
                "type": "heatmap", "data": data, "label": {"show": True},
                "itemStyle": {"borderColor": "#fff", "borderWidth": 2},
            }
        ],
    }  # fmt: skip


def stacked(columns: Sequence[str], layers: Sequence[tuple[str, str, Sequence[int]]]) -> dict[str, Any]:
    """Counts on top of each other: the name, the colour and the counts of each layer."""
    readable = 0.06 * max(map(sum, zip(*(counts for _, _, counts in layers), strict=True)), default=0)
    return _base() | {
        "legend": {"data": [name for name, _, _ in layers]},
        "grid": {"left": 8, "right": 16, "top": 14, "bottom": 8, "containLabel": True},
        "xAxis": _categories(columns),
        "yAxis": _values(),
        "series": [
            {
                "type": "bar", "stack": "all", "name": name, "barMaxWidth": 60, "itemStyle": {"color": colour},
                "data": [{"value": count or None, "label": {"show": count >= readable}} for count in counts],
                "label": {"color": "#fff" if colour in _DARK else _INK},
            }
            for name, colour, counts in layers
        ],
    }  # fmt: skip


_DARK = {"#0072B2", "#009E73", "#D55E00"}


def _base() -> dict[str, Any]:
    return {
        "animation": False,
        "color": list(COLOURS),
        "tooltip": {"trigger": "item", "confine": True},
        "aria": {"enabled": False},
    }


def _datum(point: Point | None) -> dict[str, Any] | None:
    if point is None:
        return None
    value = int(point.value) if point.value == point.value.to_integral_value() else float(point.value)
    return {"value": value, "record": point.record} | ({"name": point.label} if point.label else {})


def _categories(names: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "category",
        "data": list(names),
        "axisTick": {"show": False},
        "axisLine": {"lineStyle": {"color": "#888"}},
        "axisLabel": {"color": _INK, "hideOverlap": True},
    }


def _values(points: Iterable[Decimal] = ()) -> dict[str, Any]:
    end = axis_end(points)
    shown = {} if end is None else {"max": float(end)}
    label = {"color": _INK, "hideOverlap": True}
    return {"type": "value", "axisLabel": label, "splitLine": {"lineStyle": {"color": _GRID_LINE}}} | shown

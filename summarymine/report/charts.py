"""Charts as plotly draws them: plain data, no script in it.

The colours are those that Okabe and Ito chose for readers who see colours differently; lines differ by their symbols and
dashes as well, so that a print without colours can be read. What lies under the pointer is written here, as in the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

from summarymine.report.words import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7F7F7F")
STAGE_COLOURS = {
    "planned": "#D9D9D9", "signed": "#9AD0F0", "preparing": "#F2C14E", "building": "#0072B2", "trial": "#CC79A7",
    "done": "#009E73", "stalled": "#D55E00",
}  # fmt: skip
FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","SimHei",sans-serif'
_SYMBOLS = ("circle", "square", "triangle-up", "diamond")
_BEYOND, _FEWEST = 20, 3
_INK, _GRID_LINE, _TARGET = "#333", "#E0E0E0", "#D55E00"
_DARK = {"#0072B2", "#009E73", "#D55E00"}


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
    hollow: list[dict[str, Any]] = []  # drawn first, so that the lines lie above them
    whole: list[dict[str, Any]] = []
    for at, (name, curve) in enumerate(curves.items()):
        colour = COLOURS[at % len(COLOURS)]
        for points, symbol, size in ((curve.target, "diamond", 12), (curve.part, "triangle-up", 9)):
            if points:
                marker = {"symbol": symbol, "size": size, "color": "#fff", "line": {"color": colour, "width": 2}}
                hollow.append(
                    _along(columns, points, name) | {"mode": "markers", "marker": marker, "showlegend": False}
                )
        line = {"color": colour, "width": 2, "dash": "solid" if at < len(_SYMBOLS) else "dash"}
        marker = {"symbol": _SYMBOLS[at % len(_SYMBOLS)], "size": 8, "color": colour}
        whole.append(_along(columns, curve.whole, name) | {"mode": "lines+markers", "line": line, "marker": marker})
    values = [point.value for curve in curves.values() for points in curve.points() for point in points.values()]
    within = {"cliponaxis": axis_end(values) is not None}  # else marks on the edge are whole
    traces = [trace | within for trace in (*hollow, *whole)]
    return _figure(traces, xaxis=_categories(columns), yaxis=_values(values), showlegend=len(curves) > 1)


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
    hollow = {"color": "#fff", "line": {"color": _TARGET, "width": 1.5}}
    return _figure(
        [
            _bars(columns, targets, "目标") | {"marker": hollow},
            _bars(columns, results, "实际") | {"marker": {"color": COLOURS[0]}},
        ],
        xaxis=_values(point.value for point in (*targets, *results)),
        yaxis=_rows(columns),
        bargap=0.35,
        bargroupgap=0.12,
        showlegend=True,
    )


def ranking(names: Sequence[str], points: Sequence[Point], unit: str) -> dict[str, Any]:
    """Bars from the largest down, each with its value."""
    axis = _values(point.value for point in points) | {"showticklabels": False, "showgrid": False}
    most = max(point.value for point in points)
    end = axis_end(point.value for point in points) or most
    told = [f"{number(point.value)} {unit}" for point in points]
    values = {  # beside the bar, or where the axis ends before it
        "type": "scatter", "mode": "text", "x": [float(max(min(point.value, end), Decimal(0))) for point in points],
        "y": _texts(names), "text": [f" {text}" for text in _texts(told)], "textposition": "middle right",
        "cliponaxis": False, "hoverinfo": "skip",
    }  # fmt: skip
    return _figure(
        [_bars(names, points, unit) | {"marker": {"color": COLOURS[0]}}, values],
        xaxis=axis,
        yaxis=_rows(names),
        bargap=0.35,
        showlegend=False,
        margin=_MARGIN | {"r": 16 + max(map(_wide, told))},
    )


def heat(columns: Sequence[str], rows: Sequence[str], counts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    """Counts by row and column, the darker the more."""
    grid = [[counts.get((row, column)) or None for column in columns] for row in rows]
    told = [
        [f"{row}，{column}：{number(count)}" if count else "" for column, count in zip(columns, found, strict=True)]
        for row, found in zip(rows, grid, strict=True)
    ]
    cells = {
        "type": "heatmap", "x": _texts(columns), "y": _texts(rows), "z": grid, "zmin": 0,
        "zmax": max(counts.values(), default=1), "colorscale": [[0, "#F2F7FB"], [0.5, "#9CC9E3"], [1, "#0B5C8F"]],
        "showscale": False, "xgap": 2, "ygap": 2, "text": [[number(count) for count in found] for found in grid],
        "texttemplate": "%{text}", "hovertext": [_texts(found) for found in told], "hoverinfo": "text",
        "hoverongaps": False,
    }  # fmt: skip
    bare = {"showgrid": False, "showline": False}
    return _figure([cells], xaxis=_categories(columns) | bare | {"side": "top"}, yaxis=_rows(rows) | bare)


def stacked(columns: Sequence[str], layers: Sequence[tuple[str, str, Sequence[int]]]) -> dict[str, Any]:
    """Counts on top of each other: the name, the colour and the counts of each layer."""
    most = max(map(sum, zip(*(counts for _, _, counts in layers), strict=True)), default=0)
    traces = [
        {
            "type": "bar", "name": _text(name), "x": _texts(columns), "y": [count or None for count in counts],
            "marker": {"color": colour}, "text": [number(count) if count >= 0.06 * most else "" for count in counts],
            "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
            "insidetextfont": {"color": "#fff" if colour in _DARK else _INK},
            "hovertext": _texts(f"{column} {name}：{number(n)}" for column, n in zip(columns, counts, strict=True)),
            "hoverinfo": "text",
        }
        for name, colour, counts in layers
    ]  # fmt: skip
    gap = round(max(0.4, 1 - 0.07 * len(columns)), 2)  # few bars are not as wide as there is room
    return _figure(traces, xaxis=_categories(columns), yaxis=_values(), barmode="stack", bargap=gap, showlegend=True)


_MARGIN = {"l": 8, "r": 20, "t": 8, "b": 8}


def _figure(traces: list[dict[str, Any]], **layout: Any) -> dict[str, Any]:
    legend = {
        "orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal", "itemdoubleclick": False,
    }  # fmt: skip
    shared = {
        "font": {"family": FONT, "size": 13, "color": _INK}, "margin": _MARGIN, "legend": legend, "dragmode": False,
        "hovermode": "closest", "plot_bgcolor": "#fff", "paper_bgcolor": "#fff", "separators": ".,",
        "hoverlabel": {"bgcolor": "#fff", "bordercolor": "#888", "font": {"family": FONT, "size": 13, "color": _INK}},
    }  # fmt: skip
    return {"data": traces, "layout": shared | layout}


def _along(columns: Sequence[str], points: Mapping[str, Point], name: str) -> dict[str, Any]:
    found = [points.get(column) for column in columns]
    return {
        "type": "scatter", "name": _text(name), "legendgroup": _text(name), "x": _texts(columns),
        "y": [_value(point) for point in found], "connectgaps": False,
        "customdata": [point.record if point else "" for point in found],
        "hovertext": _texts(f"{name} {_said(point)}" if point else "" for point in found), "hoverinfo": "text",
    }  # fmt: skip


def _bars(names: Sequence[str], points: Sequence[Point], name: str) -> dict[str, Any]:
    return {
        "type": "bar", "orientation": "h", "name": _text(name), "y": _texts(names),
        "x": [_value(point) for point in points], "customdata": [point.record for point in points],
        "hovertext": _texts(map(_said, points)), "hoverinfo": "text",
    }  # fmt: skip


def _text(text: str) -> str:
    """A text that plotly shows as it is: some markup it would obey, and names are what somebody else wrote.

    >>> _text("<b>望榆</b>园区")
    '&lt;b&gt;望榆&lt;/b&gt;园区'
    """
    return escape(text, quote=False)


def _texts(texts: Iterable[str]) -> list[str]:
    return [_text(text) for text in texts]


def _said(point: Point) -> str:
    return f"{point.label}：{number(point.value)}" if point.label else number(point.value)


def _value(point: Point | None) -> int | float | None:
    if point is None:
        return None
    return int(point.value) if point.value == point.value.to_integral_value() else float(point.value)


def _wide(text: str) -> int:
    """How many pixels wide a text is: a Chinese character is as wide as it is high."""
    return round(sum(13 if char > "\u2e7f" else 7.5 for char in text))


def _categories(names: Sequence[str]) -> dict[str, Any]:
    """An axis with a place for each name, also where nothing is drawn there."""
    return {
        "type": "category", "categoryorder": "array", "categoryarray": _texts(names), "range": [-0.5, len(names) - 0.5],
        "automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False, "showline": True,
        "linecolor": "#888", "ticks": "", "autotickangles": [0, 90], "ticklabelstandoff": 4,
    }  # fmt: skip


def _rows(names: Sequence[str]) -> dict[str, Any]:
    """The same from the top down, with every name written."""
    return _categories(names) | {"range": [len(names) - 0.5, -0.5], "dtick": 1}


def _values(points: Iterable[Decimal] = ()) -> dict[str, Any]:
    listed = list(points)
    end = axis_end(listed)
    shown = {"rangemode": "tozero"} if end is None else {"range": [1.1 * float(min(Decimal(0), *listed)), float(end)]}
    return {
        "type": "linear", "automargin": True, "fixedrange": True, "gridcolor": _GRID_LINE, "zerolinecolor": "#888",
        "tickformat": ",~f", "exponentformat": "none", "separatethousands": True,
    } | shown  # fmt: skip

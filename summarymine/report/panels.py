"""Panels: each important indicator over years and parks, as a chart and as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from summarymine.corpus.compare import side_by_side
from summarymine.corpus.panel import RESULT, TARGET
from summarymine.report.charts import Curve, Point, lines
from summarymine.report.choose import SHOWN, Topic, full_year, part_year
from summarymine.report.model import Cell, Chart, Grid, Part, Section
from summarymine.report.panel_grid import panel_grid
from summarymine.report.words import SIDES, said_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarymine.corpus.blanks import Blanks
    from summarymine.corpus.compare import Spot
    from summarymine.corpus.panel import Cell as Found
    from summarymine.report.choose import Coverage
    from summarymine.report.material import Material

TOPICS = 16
"""Indicators with a panel of their own; the others stand in a table."""

CURVES, WITH_TARGETS = 8, 6
REST = 150


def of_topic(cells: Iterable[Found], topic: Topic) -> list[Found]:
    """The cells of one topic: its amounts in its unit, and its growth."""
    return [
        cell
        for cell in cells
        if cell.key.series == topic.series
        and cell.key.measure in SHOWN
        and (cell.key.measure != "level" or cell.key.unit == topic.unit)
    ]


def panels(material: Material, found: Mapping[Topic, Coverage]) -> Section:
    """A part an indicator, for the first of those *found*, and a table of the others."""
    by_series: defaultdict[object, list[Found]] = defaultdict(list)
    for cell in material.archive.cells.values():
        by_series[cell.key.series].append(cell)
    blanks = material.archive.blanks()
    parts = [
        _part(material, topic, of_topic(by_series[topic.series], topic), blanks) for topic in islice(found, TOPICS)
    ]
    rest = list(islice(found.items(), TOPICS, None))
    if rest:
        latest = {topic: _latest(of_topic(by_series[topic.series], topic)) for topic, _ in rest[:REST]}
        rows = [_rest_row(topic, coverage, latest[topic]) for topic, coverage in rest[:REST]]
        heads = ("指标", "园区数", "年份", "有数的格", "最近一个数", "园区", "时期")
        grid = Grid("其他指标", heads, [_with_park(row, material) for row in rows], total=len(rest))
        note = f"图表按覆盖面取前 {TOPICS} 个指标；其余可以比较的列在这里，全部数据用 summarymine compare 导出。"
        parts.append(Part("其他可以比较的指标", note, grids=(grid,)))
    note = (
        "线是全年（或年末）的数；空心菱形是目标，空心三角是半年、前三季度等不满一年的数，二者不与全年数相连。"
        "表中括号里是没有数的原因；数后带“另”的，原文别处另有不同说法；斜体是算得的，不是原文。"
    )
    return Section("panels", "指标面板", note, tuple(parts))


def _part(material: Material, topic: Topic, cells: list[Found], blanks: Blanks) -> Part:
    wide = side_by_side(cells, blanks)
    spots = {
        (row, column): spot
        for row, found in wide.rows.items()
        for column, spot in zip(wide.columns, found, strict=True)
    }
    by_measure = {measure: {at: spot for at, spot in spots.items() if at[0][3] == measure} for measure in SHOWN}
    pictures = [
        (measure, chart)
        for measure in SHOWN
        if (chart := _chart(material, topic, measure, by_measure[measure])) is not None
    ]
    half = len(pictures) > 1 and len({cell.key.park for cell in cells}) <= 2
    charts = tuple(
        Chart(chart.name, chart.title, chart.option, 320 if half else chart.height, half=half)
        for measure, chart in pictures
        if half or measure == pictures[0][0]
    )
    return Part(topic.name, grids=(panel_grid(material, topic, cells, wide.columns, wide.rows),), charts=charts)


def _chart(
    material: Material, topic: Topic, measure: str, spots: Mapping[tuple[tuple[str, ...], str], Spot]
) -> Chart | None:
    curves: defaultdict[str, dict[str, dict[str, Point]]] = defaultdict(lambda: {"whole": {}, "part": {}, "target": {}})
    unit = ""
    for (row, _), spot in spots.items():
        if spot.cell is None or spot.shown is None:
            continue
        key = spot.cell.key
        whole, part = full_year(key.period), part_year(key.period)
        kind = "target" if key.side == TARGET else "whole" if whole else "part"
        year = whole or (part if key.side == RESULT else "")
        if key.side not in (RESULT, TARGET) or not year:
            continue
        unit = row[5]
        label = f"{year} {SIDES[key.side]}" if whole else f"{key.period} {SIDES[key.side]}"
        points = curves[key.park][kind]
        if year not in points or full_year(key.period) == key.period:
            points[year] = Point(spot.shown, spot.cell.best.record.id, label)
    drawn = [park for park in curves if curves[park]["whole"] or curves[park]["part"]]
    drawn.sort(
        key=lambda park: (-len(curves[park]["whole"]), -len(curves[park]["part"]), list(material.parks).index(park))
    )
    chosen = drawn[:CURVES]
    columns = _years(year for park in chosen for points in curves[park].values() for year in points)
    if not chosen or len(columns) < 2:
        return None
    few = len(chosen) <= WITH_TARGETS
    drawn_curves = [
        Curve(
            material.parks[park],
            curves[park]["whole"],
            curves[park]["part"],
            curves[park]["target"] if few else {},
        )
        for park in chosen
    ]
    title = f"{topic.name}{'增速' if measure == 'growth' else ''}（{unit}）"
    if len(drawn) > len(chosen):
        title += f"，{len(drawn)} 个园区中年份最多的 {len(chosen)} 个"
    name = f"{topic.name}-{measure}"
    return Chart(name, title, lines(columns, drawn_curves, unit), 380)


def _years(years: Iterable[str]) -> list[str]:
    """Every year from the first to the last."""
    known = sorted(set(years))
    return [str(year) for year in range(int(known[0]), int(known[-1]) + 1)] if known else []


def _latest(cells: list[Found]) -> Found | None:
    dated = [
        cell
        for cell in cells
        if cell.key.side == RESULT and not cell.hidden and (full_year(cell.key.period) or part_year(cell.key.period))
    ]
    return max(
        dated, key=lambda cell: (cell.key.period[:4], cell.key.measure == "level", cell.key.period), default=None
    )


def _rest_row(topic: Topic, coverage: Coverage, latest: Found | None) -> tuple[Topic, Coverage, Found | None]:
    return topic, coverage, latest


def _with_park(row: tuple[Topic, Coverage, Found | None], material: Material) -> tuple[Cell, ...]:
    topic, coverage, latest = row
    years = Counter(coverage.years)
    first, last = min(years), max(years)
    told = f"{first}—{last}" if first != last else first
    value = Cell(latest.best.record.text.strip(), latest.best.record.id) if latest else Cell(None)
    where = (
        (Cell(material.parks[latest.key.park]), Cell(said_period(latest.key.period)))
        if latest
        else (Cell(None), Cell(None))
    )
    return (Cell(topic.name), Cell(len(coverage.parks)), Cell(told), Cell(coverage.cells), value, *where)

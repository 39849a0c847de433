"""Panels: each important indicator over years and parks, as a chart and as a table."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from summarymine.corpus.compare import side_by_side
from summarymine.corpus.panel import RESULT, TARGET
from summarymine.report.charts import Curve, Point, lines
from summarymine.report.choose import SHOWN, Topic, full_year, part_year
from summarymine.report.model import Cell, Chart, Grid, Part, Section
from summarymine.report.panel_grid import panel_grids
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
        rows = [
            _rest_row(material, topic, coverage, _latest(of_topic(by_series[topic.series], topic)))
            for topic, coverage in rest[:REST]
        ]
        heads = ("指标", "园区数", "年份", "有数的格", "最近一个数", "园区", "时期")
        grid = Grid("其他指标", heads, rows, total=len(rest))
        note = f"图表按覆盖面取前 {TOPICS} 个指标；其余可以比较的列在这里，全部数据用 summarymine compare 导出。"
        parts.append(Part("其他可以比较的指标", note, grids=(grid,)))
    note = (
        "线是全年（或年末）的数；空心菱形是目标，空心三角是半年、前三季度等不满一年的数，二者不与全年数相连。"
        "表中括号里是没有数的原因；数后带“另”的，原文别处另有不同说法；斜体是算得的，不是原文。"
    )
    return Section("panels", "指标面板", note, tuple(parts))


def _part(material: Material, topic: Topic, cells: list[Found], blanks: Blanks) -> Part:
    wide = side_by_side(cells, blanks)
    spots = [(head, spot) for head, found in wide.rows.items() for spot in found if spot.cell is not None]
    drawn = {
        measure: chart
        for measure in SHOWN
        if (chart := _chart(material, topic, measure, [spot for spot in spots if spot[0][3] == measure])) is not None
    }
    # Amounts and growth stand side by side where each is one line or two; else the amounts have all the room.
    half = len(drawn) > 1 and len({cell.key.park for cell in cells}) <= 2
    charts = [replace(chart, half=half) for chart in drawn.values()][: 2 if half else 1]
    return Part(topic.name, charts=tuple(charts), grids=tuple(panel_grids(material, topic, cells, wide)))


def _chart(
    material: Material, topic: Topic, measure: str, spots: Iterable[tuple[tuple[str, ...], Spot]]
) -> Chart | None:
    curves: defaultdict[str, Curve] = defaultdict(lambda: Curve({}, {}, {}))
    unit = ""
    for head, spot in spots:
        if spot.cell is None or spot.shown is None or spot.cell.key.side not in (RESULT, TARGET):
            continue
        key, unit = spot.cell.key, head[5]
        year = full_year(key.period)
        points = (
            curves[key.park].target if key.side == TARGET else curves[key.park].whole if year else curves[key.park].part
        )
        year = year or (part_year(key.period) if key.side == RESULT else "")
        if year and (year not in points or key.period == year):
            label = f"{said_period(key.period)} {SIDES[key.side]}"
            points[year] = Point(spot.shown, spot.cell.best.record.id, label)
    parks = [park for park, curve in curves.items() if curve.whole or curve.part]
    parks.sort(key=lambda park: (-len(curves[park].whole), -len(curves[park].part), material.order[park]))
    chosen = sorted(parks[:CURVES], key=material.order.__getitem__)
    if len(chosen) > WITH_TARGETS:
        curves = defaultdict(curves.default_factory, {park: replace(curves[park], target={}) for park in chosen})
    columns = _years(year for park in chosen for points in curves[park].points() for year in points)
    if len(columns) < 2:
        return None
    named = {material.parks[park]: curves[park] for park in chosen}
    title = f"{topic.name}{'增速' if measure == 'growth' else ''}（{unit}）"
    if len(parks) > len(chosen):
        title += f"，{len(parks)} 个园区中年份最多的 {len(chosen)} 个"
    title += "　◇ 目标" if any(curve.target for curve in named.values()) else ""
    title += "　△ 不满一年" if any(curve.part for curve in named.values()) else ""
    return Chart(f"{topic.name}-{measure}", title, lines(columns, named), 360)


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


def _rest_row(material: Material, topic: Topic, coverage: Coverage, latest: Found | None) -> tuple[Cell, ...]:
    first, last = min(coverage.years), max(coverage.years)
    told = f"{first}—{last}" if first != last else first
    seen = (Cell(topic.name), Cell(len(coverage.parks)), Cell(told), Cell(coverage.cells))
    if latest is None:
        return (*seen, Cell(None), Cell(None), Cell(None))
    record = latest.best.record
    where = (Cell(material.parks[latest.key.park]), Cell(said_period(latest.key.period)))
    return (*seen, Cell(" ".join(record.text.split()), record.id), *where)

"""Rankings: the parks by one indicator, in the latest year that most of them state it for."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.compare import Quantity, scales_of
from summarymine.corpus.panel import RESULT
from summarymine.report.charts import Point, ranking
from summarymine.report.choose import full_year
from summarymine.report.model import Cell, Chart, Grid, Part, Section
from summarymine.report.panel_grid import cell_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from summarymine.corpus.panel import Cell as Found
    from summarymine.report.choose import Topic
    from summarymine.report.material import Material

TOPICS, BARS = 12, 15


class _Place(NamedTuple):
    value: Decimal
    cell: Found


def rankings(material: Material, order: Iterable[Topic]) -> Section | None:
    """The parks of each topic in its latest common year, the largest first; None where no year has two parks."""
    cells = material.archive.cells
    scales = scales_of(cells.values())
    stated: defaultdict[Quantity, defaultdict[str, dict[str, _Place]]] = defaultdict(lambda: defaultdict(dict))
    for key, cell in cells.items():
        year, value = full_year(key.period), cell.best.value
        if key.side != RESULT or key.measure != "level" or key.series.subject or not year or value is None:
            continue
        quantity = Quantity(key.series, key.measure, key.unit)
        places = stated[quantity][year]
        if key.park not in places or key.period == year:
            places[key.park] = _Place(scales[quantity].shown(value), cell)
    charts: list[Chart] = []
    rows: list[tuple[Cell, ...]] = []
    for topic in order:
        quantity = Quantity(topic.series, "level", topic.unit)
        years = stated.get(quantity)
        if not years or len(charts) == TOPICS:
            continue
        year = max(years, key=lambda one: (len(years[one]), one))
        if len(years[year]) < 2:
            continue
        ordered = sorted(years[year].values(), key=lambda place: (-place.value, place.cell.key.park))
        names = [material.parks[place.cell.key.park] for place in ordered]
        unit = scales[quantity].unit
        points = [
            Point(place.value, place.cell.best.record.id, name) for place, name in zip(ordered, names, strict=True)
        ]
        title = f"{topic.name}（{unit}），{year}年"
        if len(points) > BARS:
            title += f"，前 {BARS} 名"
        figure = ranking(names[:BARS], points[:BARS], unit)
        charts.append(Chart(f"{topic.name}-ranking", title, figure, 40 + 32 * min(len(points), BARS), half=True))
        for place, name in zip(ordered, names, strict=True):
            at = 1 + sum(other.value > place.value for other in ordered)
            rows.append(
                (
                    Cell(topic.name),
                    Cell(f"{year}年"),
                    Cell(at),
                    Cell(name),
                    cell_of(place.cell, place.value),
                    Cell(unit),
                )
            )
    if not charts:
        return None
    note = "年份取有数的园区最多的一年，几年一样多的取最近一年。只比较全年或年末的数；数值后带“另”的，原文别处另有不同说法。数大不等于好。"
    grid = Grid("园区排名", ("指标", "年份", "名次", "园区", "数值", "单位"), rows)
    return Section("rankings", "园区排名", note, (Part(charts=tuple(charts), grids=(grid,)),))

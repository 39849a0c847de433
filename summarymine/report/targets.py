"""Targets against results: what was aimed at, what came of it, and how much of it that is."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.compare import Quantity, scales_of
from summarymine.corpus.panel import RESULT, TARGET
from summarymine.report.charts import Point, pairs
from summarymine.report.choose import Topic, full_year, part_year
from summarymine.report.model import Cell, Chart, Grid, Part, Section
from summarymine.report.panel_grid import cell_of
from summarymine.report.words import said_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from summarymine.corpus.panel import Cell as Found
    from summarymine.corpus.panel import Key
    from summarymine.report.material import Material

CHARTS, BARS, ROWS = 8, 12, 200


class Pair(NamedTuple):
    """A target and its result, in one unit."""

    topic: Topic
    target: Found
    result: Found
    aim: Decimal
    done: Decimal
    unit: str

    @property
    def rate(self) -> Decimal | None:
        """Percent of the target, to one decimal; None where less is better, or there is no whole to speak of."""
        if self.aim <= 0 or self.target.best.record.bound == "at_most":
            return None
        return round(self.done / self.aim * 100, 1)


def targets(material: Material, order: Sequence[Topic]) -> Section | None:
    """Targets beside results, of the topics in their *order* first; None where no target meets its result."""
    found = _pairs(material)
    if not found:
        return None
    rank = {topic: at for at, topic in enumerate(order)}
    parks = list(material.parks)
    found.sort(
        key=lambda one: (
            rank.get(one.topic, len(rank)),
            one.topic,
            parks.index(one.result.key.park),
            one.result.key.period,
        )
    )
    by_topic: defaultdict[Topic, list[Pair]] = defaultdict(list)
    for one in found:
        by_topic[one.topic].append(one)
    drawn = [topic for topic, listed in by_topic.items() if sum(map(_dated, listed)) >= 2]
    known = [
        topic for topic in drawn if topic.series.indicator
    ]  # what the taxonomy lacks is drawn where nothing else is
    charts = [_chart(material, topic, by_topic[topic]) for topic in (known or drawn)[:CHARTS]]
    cells = material.archive.cells
    rows = [_row(material, one, cells) for one in found[:ROWS]]
    heads = ("指标", "园区", "时期", "目标", "实际", "单位", "完成率%（算得）", "完成率%（原文）")
    grid = Grid("目标与结果", heads, rows, total=len(found))
    note = "目标取自上一份总结的打算或本年总结引用的任务，结果取自当年的总结。完成率由两个数算得；原文自己写了完成率的，列在旁边。“不超过”的目标不算完成率。"
    return Section("targets", "目标与结果", note, (Part(charts=tuple(charts), grids=(grid,)),))


def _pairs(material: Material) -> list[Pair]:
    cells = material.archive.cells
    scales = scales_of(cells.values())
    found = []
    for key, result in cells.items():
        target = cells.get(key._replace(side=TARGET)) if key.side == RESULT and key.measure == "level" else None
        if target is None or key.series.subject:
            continue
        done, aim = result.best.value, target.best.value
        if done is None or aim is None or target.best.record.id == result.best.record.id:
            continue
        scale = scales[Quantity(key.series, key.measure, key.unit)]
        topic = Topic(key.series, key.unit)
        found.append(Pair(topic, target, result, scale.shown(aim), scale.shown(done), scale.unit))
    return found


def _dated(one: Pair) -> bool:
    period = one.result.key.period
    return bool(full_year(period) or part_year(period))


def _chart(material: Material, topic: Topic, listed: list[Pair]) -> Chart:
    dated = [one for one in listed if _dated(one)]
    drawn = sorted(sorted(dated, key=lambda one: one.result.key.period)[-BARS:], key=dated.index)
    names = [f"{material.parks[one.result.key.park]} {said_period(one.result.key.period)}" for one in drawn]
    aims = [Point(one.aim, one.target.best.record.id, f"{name} 目标") for one, name in zip(drawn, names, strict=True)]
    done = [Point(one.done, one.result.best.record.id, f"{name} 实际") for one, name in zip(drawn, names, strict=True)]
    title = f"{topic.name}（{drawn[0].unit}）"
    if len(dated) > len(drawn):
        title += f"，最近的 {len(drawn)} 对"
    return Chart(f"{topic.name}-targets", title, pairs(names, aims, done), 90 + 40 * len(drawn), half=True)


def _row(material: Material, one: Pair, cells: Mapping[Key, Found]) -> tuple[Cell, ...]:
    key = one.result.key
    stated = cells.get(key._replace(measure="completion", basis="target", unit="%"))
    told = cell_of(stated, stated.best.value) if stated else Cell("（文中未写）", tone="blank")
    rate = one.rate
    tone = "" if rate is None else "good" if rate >= 100 else "bad"
    return (
        Cell(one.topic.name), Cell(material.parks[key.park]), Cell(said_period(key.period)), cell_of(one.target, one.aim),
        cell_of(one.result, one.done), Cell(one.unit), Cell("—" if rate is None else rate, tone=f"derived {tone}".strip()), told,
    )  # fmt: skip

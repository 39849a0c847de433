"""Reuse in the report: what of each article stood before, the passages that tell most, and the most reused pairs in full."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from summarymine.report.beside import WHOLE, beside
from summarymine.report.model import Cell, Grid, Part, Section
from summarymine.report.words import said_period
from summarymine.reuse.figures import reused_figures
from summarymine.reuse.found import RELATIONS, by_pair
from summarymine.reuse.shares import KINDS, shares
from summarymine.reuse.tables import KIND_ZH, RELATION_ZH, told_slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarymine.report.material import Material
    from summarymine.report.model import Pair
    from summarymine.reuse.archive import Reuse
    from summarymine.reuse.found import Found

ARTICLES, PASSAGES, FIGURES, PAIRS = 300, 60, 100, 6
QUOTED, SLOTS = 120, 6
_HEADS = {"own_earlier": "本园", "other_park": "他园", "model_text": "范文", "unknown_order": "不明"}
ROOM = 60_000
"""Characters of both articles of all pairs at most."""


def reused(material: Material, reuse: Reuse, found: Sequence[Found]) -> Section | None:
    """The section; None where nothing returns. *found* are the passages, those of most substance first."""
    if not found:
        return None
    note = (
        "与同一批总结逐段比对的结果。标题、落款、致谢、网页装饰不比；口号排在最后。"
        "先后只按日期判断，日期不明的，两篇都算。数字由机器标出，是否照抄要人来看。"
    )
    parts = [
        Part(grids=(_articles(reuse, found),)),
        Part("主要的复用段落", "按实质字数排列。", grids=(_passages(found),)),
    ]
    figures = _figures(material, reuse, found)
    if figures.rows:
        parts.append(Part(figures.name, "在复用段落里、说的是另一年、数却没有变，值得核对。", grids=(figures,)))
    if pairs := _pairs(reuse, found):
        parts.append(Part("两篇对照", "复用最多的几对，左边是先的一篇。", pairs=tuple(pairs)))
    return Section("reuse", "复用", note, tuple(parts))


def _articles(reuse: Reuse, found: Sequence[Found]) -> Grid:
    heads = (
        "文件", "篇", "报告期", "复用", *(_HEADS[one] for one in RELATIONS), *(KIND_ZH[one] for one in KINDS), "计划中",
        "旧计划段", "主要来自",
    )  # fmt: skip
    listed = sorted(shares(reuse, found), key=lambda one: -one.total)
    rows = []
    for one in listed[:ARTICLES]:
        document = one.summary.document
        main = f"{one.main.source} 第{one.main.article}篇" if one.main else ""
        rows.append(
            (
                Cell(document.source),
                Cell(document.article),
                Cell(said_period(document.period)),
                _percent(one.total),
                *(_percent(one.relations[name]) for name in RELATIONS),
                *(_percent(one.kinds[name]) for name in KINDS),
                _percent(one.roles.get("plan", 0.0)),
                Cell(one.plans_copied or ""),
                Cell(main),
            )
        )
    note = (
        "各列是占全篇字数的百分比：来自本园区早前、其他园区、范文、先后不明的；原样的、隐去年份或数的、只换了数的、改写的；"
        "“计划中”是计划章节里复用的百分比，“旧计划段”是抄自本园区早前计划的段数。"
    )
    return Grid("各篇复用", heads, rows, note, total=len(listed))


def _percent(share: float) -> Cell:
    return Cell(Decimal(round(1000 * share)) / 10 if share else "")


def _passages(found: Sequence[Found]) -> Grid:
    rows = []
    for one in found[:PASSAGES]:
        words = " ".join(one.b.text.split())
        slots = "；".join(told_slots(one)[:SLOTS]) + ("……" if len(one.changes) > SLOTS else "")
        rows.append(
            (
                Cell(KIND_ZH[one.kind]),
                Cell(RELATION_ZH[one.relation]),
                Cell(one.substance),
                Cell(one.a.source),
                Cell(one.b.source),
                Cell(words if len(words) <= QUOTED else f"{words[:QUOTED]}…", tone="quote"),
                Cell(slots),
            )
        )
    return Grid(
        "复用段落", ("改动方式", "来自", "实质字数", "先", "后", "后一篇的话", "变动处"), rows, total=len(found)
    )


def _figures(material: Material, reuse: Reuse, found: Sequence[Found]) -> Grid:
    listed = [one for one in reused_figures(reuse.archive.facts, found) if one.suspicious and one.earlier is not None]
    rows = []
    for one in listed[:FIGURES]:
        record, earlier = one.fact.record, one.earlier.record if one.earlier else one.fact.record
        rows.append(
            (
                Cell(material.parks.get(one.fact.park, one.fact.park)),
                Cell(one.fact.series.name),
                Cell(record.text, record.id),
                Cell(said_period(one.fact.period)),
                Cell(earlier.text, earlier.id),
                Cell(said_period(one.earlier.period if one.earlier else "")),
                Cell(one.found.a.source),
            )
        )
    return Grid("没有变的数", ("园区", "指标", "数", "时期", "原来的数", "原时期", "来自"), rows, total=len(listed))


def _pairs(reuse: Reuse, found: Sequence[Found]) -> list[Pair]:
    """The pairs with most substance in common, as many as there is room for."""
    by_place = {one.place: one for one in reuse.summaries}
    made: list[Pair] = []
    room = ROOM
    ordered = sorted(by_pair(found).items(), key=lambda item: -sum(one.substance for one in item[1]))
    for (earlier, later), passages in ordered:
        one, other = by_place[earlier], by_place[later]
        size = sum(min(len(side.text), WHOLE) for side in (one, other))
        size = max(size, sum(len(found.a.text) + len(found.b.text) for found in passages))
        if len(made) == PAIRS:
            break
        if size > room:
            continue
        room -= size
        made.append(beside(one, other, passages, f"{len(passages)} 段：{earlier.source} → {later.source}"))
    return made

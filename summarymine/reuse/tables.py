"""Reuse as tables: a passage, an article, a phrase, a template or a figure a row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from summarymine.errors import SummaryMineError
from summarymine.records import ROLES
from summarymine.reuse.found import RELATIONS
from summarymine.reuse.shares import KINDS
from summarymine.store.exports import Head, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.corpus.facts import Place
    from summarymine.document import Span
    from summarymine.reuse.figures import ReusedFigure
    from summarymine.reuse.found import Change, Found, Located
    from summarymine.reuse.groups import Group
    from summarymine.reuse.lexicon import Phrase
    from summarymine.reuse.shares import Share

KIND_ZH = {"verbatim": "原样", "masked": "隐去", "refilled": "换数", "edited": "改写"}
RELATION_ZH = {
    "own_earlier": "本园区早前", "other_park": "其他园区", "model_text": "范文", "unknown_order": "先后不明",
}  # fmt: skip
MATTER_ZH = {"substance": "实质", "slogan": "口号"}
ROLE_ZH = {
    "overview": "概况", "achievement": "成绩", "problem": "问题", "plan": "计划", "experience": "经验", "other": "其他",
}  # fmt: skip
TIERS = ("reuse", "shared sentence")


def of_tier(found: Iterable[Found], tier: str | None) -> list[Found]:
    """The passages of a tier, of both where it is None. Raises SummaryMineError for another one."""
    if tier not in (None, *TIERS):
        raise SummaryMineError(f"没有这一档 / no such tier: {tier} ({', '.join(TIERS)})")
    return [one for one in found if tier in (None, one.tier)]


def nested_passages(found: Iterable[Found]) -> Table:
    """A passage a row, its sides and slots as objects: what JSON holds."""
    heads = tuple(Head(name, name) for name in ("kind", "similarity", "a", "b", "slots", *_ABOUT))
    rows = [
        (
            one.kind, one.passage.similarity, one.a._asdict(), one.b._asdict(),
            [_slot(change) for change in one.changes], *_about(one),
        )
        for one in found
    ]  # fmt: skip
    return Table("段落", heads, rows)


_ABOUT = ("tier", "relation", "matter", "substance", "informative", "note")


def _about(one: Found) -> tuple[Any, ...]:
    return one.tier, one.relation, one.matter, one.substance, one.passage.informative, one.note


def _slot(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind, "indicator": change.indicator, "old": change.old, "new": change.new,
        "a": _span(change.a), "b": _span(change.b), "record_a": change.record_a, "record_b": change.record_b,
    }  # fmt: skip


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


PASSAGES = (
    Head("kind", "改动方式", width=10), Head("similarity", "相似度", "number", 8),
    Head("a_source", "先：文件", width=34), Head("a_article", "篇", "integer", 5),
    Head("a_start", "起", "integer", 8), Head("a_end", "止", "integer", 8), Head("a_text", "先：原文", width=60),
    Head("b_source", "后：文件", width=34), Head("b_article", "篇", "integer", 5),
    Head("b_start", "起", "integer", 8), Head("b_end", "止", "integer", 8), Head("b_text", "后：原文", width=60),
    Head("slots", "变动处", "texts", 40), Head("tier", "层级", width=14), Head("relation", "来自", width=14),
    Head("matter", "实质或口号", width=12), Head("substance", "实质字数", "integer", 9),
    Head("informative", "有效字数", "integer", 9), Head("note", "备注", width=14),
)  # fmt: skip


def passages_table(found: Iterable[Found]) -> Table:
    """A passage a row, flat."""
    return Table(
        "段落", PASSAGES,
        [
            (one.kind, one.passage.similarity, *_side(one.a), *_side(one.b), told_slots(one), *_about(one))
            for one in found
        ],
    )  # fmt: skip


def _side(side: Located) -> tuple[Any, ...]:
    return side[:5]


def told_slots(one: Found) -> tuple[str, ...]:
    """The changed slots in words: 税收 3.2→3.5."""
    return tuple(f"{change.indicator} {change.old}→{change.new}".strip().replace("\n", "") for change in one.changes)


ARTICLES = (
    Head("source", "文件", width=34), Head("article", "篇", "integer", 5), Head("park", "园区", width=22),
    Head("period", "报告期", width=14), Head("characters", "字数", "integer", 8), Head("reused", "复用占比", "number", 9),
    *(Head(name, RELATION_ZH[name], "number", 10) for name in RELATIONS),
    *(Head(name, KIND_ZH[name], "number", 8) for name in KINDS),
    *(Head(f"role_{role}", f"{ROLE_ZH[role]}中复用", "number", 10) for role in ROLES),
    Head("plans_copied", "照抄旧计划段数", "integer", 10), Head("earliest", "最早见于", width=34),
    Head("earliest_date", "最早见于何时", width=12), Head("main", "主要来自", width=34),
    Head("main_share", "主要来自占比", "number", 9), Head("passages", "段数", "integer", 6),
)  # fmt: skip


def articles_table(shares: Iterable[Share]) -> Table:
    """An article a row with what of it stood before."""
    return Table("各篇", ARTICLES, [_article(one) for one in shares])


def _article(one: Share) -> tuple[Any, ...]:
    document = one.summary.document
    return (
        document.source, document.article, one.summary.park, document.period, one.characters, round(one.total, 4),
        *(one.relations[name] for name in RELATIONS), *(one.kinds[name] for name in KINDS),
        *(one.roles.get(role) for role in ROLES), one.plans_copied, _place(one.earliest), one.earliest_date,
        _place(one.main), one.main_share, one.passages,
    )  # fmt: skip


def _place(place: Place | None) -> str:
    """The file, and the article in it where it is not the first."""
    if place is None:
        return ""
    return place.source if place.article == 1 else f"{place.source}#{place.article}"


PHRASES = (
    Head("phrase", "套话", width=70), Head("articles", "篇数", "integer", 8), Head("parks", "园区数", "integer", 8),
    Head("times", "次数", "integer", 8), Head("explained", "占字数", "integer", 8), Head("view", "归一形式", width=70),
)  # fmt: skip


def phrases_table(phrases: Iterable[Phrase]) -> Table:
    """A phrase a row."""
    return Table(
        "套话", PHRASES,
        [(one.text, one.articles, one.parks, len(one.places), one.explained, one.view) for one in phrases],
    )  # fmt: skip


GROUPS = (
    Head("group", "组", "integer", 6), Head("copies", "副本数", "integer", 8), Head("part", "是", width=8),
    Head("kind", "改动方式", width=10), Head("similarity", "相似度", "number", 8), Head("source", "文件", width=34),
    Head("article", "篇", "integer", 5), Head("start", "起", "integer", 8), Head("end", "止", "integer", 8),
    Head("text", "原文", width=70),
)  # fmt: skip


def groups_table(groups: Iterable[Group]) -> Table:
    """A template a row, and below it each of its copies."""
    rows: list[tuple[Any, ...]] = []
    for number, group in enumerate(groups, 1):
        head = (number, len(group.copies))
        rows.append((*head, "template", None, None, *group.template[:5]))
        rows += [(*head, "copy", passage.kind, passage.passage.similarity, *copy[:5]) for copy, passage in group.copies]
    return Table("模板", GROUPS, rows)


FIGURES = (
    Head("record_id", "编号", width=18), Head("reused_from", "来自编号", width=18), Head("change", "改动方式", width=10),
    Head("suspicious", "可疑", "boolean", 7), Head("park", "园区", width=22), Head("period", "时期", width=14),
    Head("name", "指标", width=26), Head("value", "数值", "number", 14), Head("unit", "单位", width=8),
    Head("earlier_period", "原时期", width=14), Head("earlier_value", "原数值", "number", 14),
    Head("reused_from_source", "来自文件", width=34), Head("source", "文件", width=34), Head("sentence", "所在句", width=70),
)  # fmt: skip


def figures_table(figures: Iterable[ReusedFigure]) -> Table:
    """A figure inside a reused passage a row."""
    return Table("复用段落里的数", FIGURES, [_figure(one) for one in figures])


def _figure(one: ReusedFigure) -> tuple[Any, ...]:
    record, earlier = one.fact.record, one.earlier
    value: Decimal | None = one.fact.value
    return (
        record.id, earlier.record.id if earlier else "", one.change, one.suspicious, one.fact.park, one.fact.period,
        one.fact.series.name, value, record.base_unit or record.unit, earlier.period if earlier else "",
        earlier.value if earlier else None, one.found.a.source, record.source, record.sentence,
    )  # fmt: skip

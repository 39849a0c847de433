"""Comparisons as tables to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from summarymine.corpus.compare import ROW_HEADS, WAYS, computed, lines, side_by_side
from summarymine.corpus.panel import panel
from summarymine.errors import SummaryMineError
from summarymine.store.exports import Head, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from summarymine.corpus.archive import Archive
    from summarymine.corpus.compare import Derived, Line, Wide
    from summarymine.corpus.facts import Fact
    from summarymine.corpus.panel import Key
    from summarymine.corpus.query import Query

LONG = (
    Head("park", "园区", width=22),
    Head("period", "时期", width=16),
    Head("indicator", "标准指标", width=18),
    Head("name", "指标名称", width=24),
    Head("measure", "口径", width=10),
    Head("status", "状态", width=10),
    Head("value", "数值", "number", 18),
    Head("unit", "单位", width=10),
    Head("base_value", "基准数值", "number", 18),
    Head("base_unit", "基准单位", width=10),
    Head("source", "文件", width=30),
    Head("record_id", "记录编号", width=18),
    Head("value_high", "数值上限", "number", 12),
    Head("shown", "同一单位的数值", "number", 14),
    Head("shown_unit", "同一单位", width=10),
    Head("text", "原文", width=16),
    Head("bound", "界限", width=10),
    Head("subject", "主体", width=18),
    Head("cumulative", "累计", "boolean", 8),
    Head("basis", "比较基础", width=10),
    Head("rank", "次序", "integer", 6),
    Head("conflict", "相互矛盾", "boolean", 10),
    Head("derived", "计算得出", "boolean", 10),
    Head("note", "说明", width=30),
    Head("article", "篇", "integer", 6),
    Head("report_period", "报告期", width=16),
    Head("sentence", "证据句", width=80),
)
"""The long form: one figure a row. ``rank`` 1 is the preferred figure of its cell; a derived value has no text."""

_HOW = {"growth": "由本期与上年同期数值算得", "completion": "由数值与目标算得", "share": "由数值与上级指标算得"}
_ZH = {
    "park": "园区",
    "name": "指标",
    "subject": "主体",
    "measure": "口径",
    "side": "结果或目标",
    "unit": "单位",
    "period": "时期",
}


def comparison(archive: Archive, query: Query, *, by: str = "", derived: bool = False) -> list[Table]:
    """What is asked for of an archive: a figure a row, or years, parks or indicators side *by* side.

    Raises SummaryMineError for another way, and where nothing is found.
    """
    if by and by not in WAYS:
        raise SummaryMineError(f"--by 可以是 {', '.join(WAYS)} / --by is one of these: {by}")
    cells = panel(query.chosen(archive.facts))
    if not cells:
        raise SummaryMineError("没有符合的指标 / no figure matches")
    if by:
        return [wide_table(side_by_side(list(cells.values()), archive.blanks(), by))]
    return [long_table(lines(cells.values()), computed(cells) if derived else ())]


def long_table(stated: Iterable[Line], derived: Iterable[Derived] = ()) -> Table:
    """A row for every figure that is *stated*, and one for each *derived* value."""
    rows = [_row(line) for line in stated]
    rows += [_computed(*one) for one in derived]
    return Table("面板", LONG, rows)


def _row(line: Line) -> tuple[Any, ...]:
    fact, record = line.fact, line.fact.record
    low, high = record.value if isinstance(record.value, tuple) else (record.value, None)
    return (
        fact.park, line.key.period, fact.series.indicator, fact.series.name, record.measure, record.status, low, record.unit,
        fact.value, record.base_unit, record.source, record.id, high, line.shown, line.shown_unit, record.text, record.bound,
        record.subject, fact.series.cumulative, record.basis, line.rank, line.conflict, False, line.note, record.article,
        fact.document.period, record.sentence,
    )  # fmt: skip


def _computed(key: Key, value: Decimal, sources: tuple[Fact, ...], how: str) -> tuple[Any, ...]:
    files = "; ".join(dict.fromkeys(fact.record.source for fact in sources))
    ids = " ".join(fact.record.id for fact in sources)
    series = key.series
    return (
        key.park, key.period, series.indicator, series.name, key.measure, "actual", value, "%", value, "%", files, ids, None,
        value, "%", "", "exact", series.subject, series.cumulative, key.basis, 1, False, True, _HOW[how], None, "", "",
    )  # fmt: skip


def wide_table(wide: Wide) -> Table:
    """The wide form: a number, or the reason why there is none; `*` behind a number that another one contradicts."""
    shared = [at for at, name in enumerate(ROW_HEADS) if any(row[at] for row in wide.rows)]
    heads = [Head(ROW_HEADS[at], _ZH[ROW_HEADS[at]], width=16) for at in shared]
    heads += [Head(column, column) for column in wide.columns]
    rows = []
    for row, spots in wide.rows.items():
        cells: list[Any] = [row[at] for at in shared]
        for spot in spots:
            if spot.shown is None:
                cells.append(f"（{spot.blank}）")
            else:
                cells.append(f"{spot.shown:f}*" if spot.cell is not None and spot.cell.conflict else spot.shown)
        rows.append(tuple(cells))
    return Table("对照", tuple(heads), rows)

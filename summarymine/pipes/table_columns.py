"""What the columns of a table hold: the indicator that a heading names, its unit, measure and status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from summarymine.pipes.date_patterns import find_matches
from summarymine.values.taxonomy import indicator_id

UNIT = regex.compile(r"(?:（|\(|：)(?P<unit>[^（）()]{1,12})(?:）|\)|$)")
"""A unit in brackets, or behind a colon, at the end of a heading or a label."""
_GROWTH = regex.compile(r"同比|增速|增幅|增长|±")
_SHARE = regex.compile(r"占比|比重|份额|占\p{Han}{1,8}$|构成$")
_RATE = regex.compile(r"率$")
_COMPLETION = regex.compile(r"完成率|完成$|完成[^，]{0,6}(?:计划|任务|目标)|占[^，]{0,4}(?:计划|任务|目标)|进度|达成率")
_PERCENT = regex.compile(r"[±＋+－-]{0,2}%$")
_AMOUNT = regex.compile(
    r"""(?:(?:全年|年度|本年|年初)?(?:目标|计划|任务|预算)|(?:实际|累计)?完成|实绩)(?:完成)?(?:率|数|值|进度|情况)?$
      | (?:同比|比上年|较上年|比去年)?(?:同期)?(?:增长|增减|增速|增幅)(?:率|幅度)?$""",
    regex.VERBOSE,
)
_PAST = regex.compile(r"上年|去年|前年|同期")
RESULTS = regex.compile(r"完成|情况|实绩|实际|执行")
_TARGET = regex.compile(r"计划|目标|任务|预算|^(?:国家|地方|行业|控制)?(?:标准|限值)$")
_VALUE_HEADING = regex.compile(
    r"(?:本年|本期|本月|当月|全年|累计|实际)?(?:完成|实际|累计|数值|完成数|实绩|完成情况|产量|数量|实现|值|数)?(?:值|数|情况)?"
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column; ``name`` is "" where the heading only says which amount of the row's indicator it holds."""

    name: str
    unit: str
    measure: str
    status: str


def read_columns(headings: Sequence[str], goals: bool) -> list[Column]:
    """What each column holds; where the table is one of *goals*, they are to be reached.

    >>> [(c.name, c.unit, c.measure, c.status) for c in read_columns(["指标", "2011年计划", "增长%"], False)]
    [('指标', '', 'level', 'actual'), ('', '', 'level', 'target'), ('', '%', 'growth', 'target')]
    """
    columns: list[Column] = []
    for heading in headings:
        column = _column(heading)
        before = next((c.status for c in reversed(columns[1:]) if c.measure == "level"), column.status)
        # 2011年计划 | 增长%: the growth is that of the amount beside it.
        aimed = (goals and not RESULTS.search(heading)) or (column.measure == "growth" and before == "target")
        columns.append(replace(column, status="target") if aimed and column.status == "actual" else column)
    return columns


def _column(heading: str) -> Column:
    bracket = UNIT.search(heading)
    unit = bracket["unit"] if bracket else ""
    name = heading[: bracket.start()] if bracket else heading
    percent = unit == "%" or _PERCENT.search(name) is not None
    name = _PERCENT.sub("", name)
    status = "target" if _TARGET.search(name) and not _COMPLETION.search(name) else "actual"
    amount = _AMOUNT.search(name)
    # 工业总产值完成, 工业总产值增长: what the column's amount is of.
    of = name[: amount.start()] if amount and indicator_id(name[: amount.start()]) else ""
    if _COMPLETION.search(name) and (percent or not name.endswith("完成")):
        return Column(of, "%", "completion", "actual")
    if _GROWTH.search(name) or (percent and _PAST.search(name)):
        return Column(of, "%", "growth", status)
    if of:
        return Column(of, unit, "level", status)
    if percent or _SHARE.search(name) or _RATE.search(name):
        return Column("" if _SHARE.search(name) else name, "%", "share", status)
    if _PAST.search(name):
        return Column("", unit, "level", "previous")
    framed = bool(_VALUE_HEADING.fullmatch(name) or _TARGET.search(name) or find_matches(name))
    return Column("" if framed else name, unit, "level", status)

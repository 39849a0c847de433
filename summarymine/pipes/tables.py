"""Tables written as text: aligned columns or Markdown pipes, read cell by cell.

A row is named by its first cell; a column's heading (and a unit column, and a unit in brackets) says what its cells
are. Where the columns are the indicators and the rows are times or groups, the column names the figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import regex

from summarymine.document import Span, TextView
from summarymine.layout import Line, lines_of
from summarymine.pipes.date_patterns import find_matches
from summarymine.pipes.layers import DateMention, Indicator, Profile, Quantity
from summarymine.pipes.owners import is_quantity
from summarymine.values.numbers import MAGNITUDES, arabic, plain
from summarymine.values.taxonomy import indicator_id, indicator_types
from summarymine.values.units import find_unit

_ALIGNED = regex.compile(r"\S+(?: \S+){0,2}")
_SPACED = regex.compile(r"\S+")
_NUMBER = regex.compile(r"(?P<number>[-+]?\d{1,12}(?:\.\d{1,6})?)(?P<percent>%)?")
_RULER = regex.compile(r"[|\s:：-]{3,400}")
_UNIT = regex.compile(r"(?:（|\(|：)(?P<unit>[^（）()]{1,12})(?:）|\)|$)")
_GROWTH = regex.compile(r"同比|增速|增幅|增长|±")
_SHARE = regex.compile(r"占比|比重|份额|占\p{Han}{1,8}$|构成$")
_RATE = regex.compile(r"率$")
_COMPLETION = regex.compile(r"完成率|完成$|完成[^，]{0,6}(?:计划|任务|目标)|占[^，]{0,4}(?:计划|任务|目标)|进度|达成率")
_PERCENT = regex.compile(r"[±＋+－-]{0,2}%$")
_PAST = regex.compile(r"上年|去年|前年|同期")
_UNITS = regex.compile(r"（?(?:计量)?单位[：:](?P<units>[^（）：:]{1,40})）?[：:]?$")
_GOALS = regex.compile(r"(?:目标|计划|任务|安排|打算)[^，。；]{0,8}$")
_RESULTS = regex.compile(r"完成|情况|实绩|实际|执行")
_YEARLY = regex.compile(r"全?年(?:度)?(?:计划|目标|任务|预算)")
_UNIT_HEADING = regex.compile(r"(?:计量)?单位")
_NAMING = regex.compile(r"(?:指标|产品|项目|名称|品种)(?:名称)?$")
_LISTED = regex.compile(r"[、，/ ]")
_AMOUNT = regex.compile(r"(?:额|值|收入|投资|资金|税收?|利润)$")
_TARGET = regex.compile(r"计划|目标|任务|预算|^(?:国家|地方|行业|控制)?(?:标准|限值)$")
_VALUE_HEADING = regex.compile(
    r"(?:本年|本期|本月|当月|全年|累计|实际)?(?:完成|实际|累计|数值|完成数|实绩|完成情况|产量|数量|实现|值|数)?(?:值|数|情况)?"
)
_MAGNITUDE = regex.compile(rf"^({'|'.join(MAGNITUDES)})")
_SENTENCE_MARK = regex.compile(r"[。；]")
_CLAUSE_MARK = regex.compile(r"[。；，]")
# Headings over names of what is measured, not of whose it is: 污染物 | 减排量.
_THINGS = regex.compile(r"指标|产品|污染物|货种|税种")
_COUNTER = regex.compile(r"(?:序号|位次|名次|排名|编号|类别|分类|\#|No\.?)")
_SUMS = frozenset({"合计", "总计", "小计", "全区", "全园", "全县", "全市", "园区"})
_BOUNDED = regex.compile(r"(?:约|近|超|超过|突破|不低于|不超过)?|以[上下内]|左右|上下|[（）()以上下内左右]{1,6}")
_LABEL = regex.compile(r"^(?:指标|产品|项目|名称|指标名称|类别|时间|行业|企业|地区|月份|年份|产业)(?:名称)?$")
_CHILD = regex.compile(r"^(?:其中[：:]?|——?|\d[、.])")


@dataclass(frozen=True, slots=True)
class _Cell:
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    unit: str
    measure: str
    status: str


def _cells(text: str, line: Line) -> list[_Cell]:
    raw = text[line.start : line.end]
    if raw.startswith("|"):
        cells, at = [], line.start + 1
        for piece in raw.strip("|").split("|"):
            lead = len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            cells.append(_Cell(Span(at + lead, at + lead + len(stripped)), stripped))
            at += len(piece) + 1
        return cells
    pattern = _ALIGNED if "  " in raw else _SPACED
    return [_Cell(Span(line.start + m.start(), line.start + m.end()), m.group()) for m in pattern.finditer(raw)]


def _figures(cells: Sequence[_Cell], quantities: Mapping[Span, Quantity]) -> int:
    return sum(bool(_NUMBER.fullmatch(c.text)) or c.span in quantities for c in cells)


def _is_row(cells: Sequence[_Cell], quantities: Mapping[Span, Quantity]) -> bool:
    return (
        len(cells) >= 2
        and _figures(cells[1:], quantities) >= 1
        and all(len(c.text) <= 30 and not _SENTENCE_MARK.search(c.text) for c in cells)
    )


def _is_head(text: str, line: Line, cells: Sequence[_Cell], quantities: Mapping[Span, Quantity]) -> bool:
    return (
        len(cells) >= 2
        and not _figures(cells, quantities)
        and all(len(c.text) <= 24 for c in cells)
        and not _CLAUSE_MARK.search(text, line.start, line.end)
    )


def _tables(
    text: str, quantities: Mapping[Span, Quantity]
) -> Iterator[tuple[Span, list[_Cell], list[list[_Cell]]]]:
    """Each table's caption, its heading row and its rows of figures."""
    lines = lines_of(text)
    i = 0
    while i < len(lines):
        head = _cells(text, lines[i])
        if not _is_head(text, lines[i], head, quantities):
            i += 1
            continue
        rows = []
        j = i + 1
        while j < len(lines):
            if _RULER.fullmatch(text, lines[j].start, lines[j].end):
                j += 1
                continue
            cells = _cells(text, lines[j])
            if abs(len(cells) - len(head)) > 1 or not _is_row(cells, quantities):
                break
            rows.append(cells)
            j += 1
        if rows:
            yield _caption(text, lines, i), head, rows
        i = max(i + 1, j if rows else 0)


def _caption(text: str, lines: Sequence[Line], head: int) -> Span:
    """The line above a table, over an empty one too."""
    for line in reversed(lines[max(0, head - 2) : head]):
        if text[line.start : line.end].strip():
            return Span(line.start, line.end)
    return Span(lines[head].start, lines[head].start)


def _columns(headings: Sequence[str], goals: bool) -> list[_Column]:
    """What each column holds; where the table is one of *goals*, they are to be reached."""
    columns: list[_Column] = []
    for heading in headings:
        column = _column(heading)
        before = next((c.status for c in reversed(columns[1:]) if c.measure == "level"), column.status)
        # 2011年计划 | 增长%: the growth is that of the amount beside it.
        aimed = (goals and not _RESULTS.search(heading)) or (column.measure == "growth" and before == "target")
        columns.append(replace(column, status="target") if aimed and column.status == "actual" else column)
    return columns


def _column(heading: str) -> _Column:
    bracket = _UNIT.search(heading)
    unit = bracket["unit"] if bracket else ""
    name = heading[: bracket.start()] if bracket else heading
    percent = unit == "%" or _PERCENT.search(name) is not None
    name = _PERCENT.sub("", name)
    status = "target" if _TARGET.search(name) and not _COMPLETION.search(name) else "actual"
    if _COMPLETION.search(name) and (percent or not name.endswith("完成")):
        return _Column("", "%", "completion", "actual")
    if _GROWTH.search(name) or (percent and _PAST.search(name)):
        return _Column("", "%", "growth", status)
    if percent or _SHARE.search(name) or _RATE.search(name):
        return _Column("" if _SHARE.search(name) else name, "%", "share", status)
    if _PAST.search(name):
        return _Column("", unit, "level", "previous")
    framed = bool(_VALUE_HEADING.fullmatch(name) or _TARGET.search(name) or find_matches(name))
    return _Column("" if framed else name, unit, "level", status)


def _fitting(units: Sequence[str], name: str) -> str:
    """The unit, of those over a table, that an indicator is counted in; the only one, if it is alone."""
    kind = indicator_types().get(name)
    dimension = kind.dimension if kind else "money" if _AMOUNT.search(name) else ""
    fitting = [u for u in units if (unit := find_unit(_MAGNITUDE.sub("", u))) and unit.dimension == dimension]
    return next(iter(fitting or (units if len(units) == 1 else ())), "")


def _bounded(cell: _Cell, quantities: Sequence[Quantity]) -> Quantity | None:
    """The quantity of a cell that says more or less: 80亿元以上."""
    at = bisect_left(quantities, cell.span.start, key=lambda q: q.span.start)
    if at == len(quantities) or not quantities[at].span.within(cell.span):
        return None
    span = quantities[at].span
    before, behind = span.start - cell.span.start, span.end - cell.span.start
    said = _BOUNDED.fullmatch(cell.text[:before]) and _BOUNDED.fullmatch(cell.text[behind:])
    return quantities[at] if said and quantities[at].value is not None else None


def _value(cell: _Cell, unit: str) -> tuple[Decimal, str] | None:
    match = _NUMBER.fullmatch(cell.text)
    number = arabic(match["number"]) if match else None
    if match is None or number is None:
        return None
    if match["percent"]:
        return number, "%"
    magnitude = _MAGNITUDE.match(unit)
    if magnitude:
        number *= MAGNITUDES[magnitude.group()]
        unit = unit[magnitude.end() :]
    known = find_unit(unit)
    return plain(number), known.name if known else unit


def read_tables(
    view: TextView, quantities: Sequence[Quantity], dates: Sequence[DateMention], profile: Profile
) -> Iterator[Indicator]:
    """The figures in the tables of a view, row by row; *quantities* are those of the view, for cells with a unit.

    >>> view = TextView.identity("（单位：亿元、万吨）\\n指标  完成\\n税收  3.6\\n吞吐量  488")
    >>> [(i.name, str(i.value), i.unit) for i in read_tables(view, [], [], Profile())]
    [('税收', '360000000', '元'), ('吞吐量', '4880000', '吨')]
    >>> view = TextView.identity("指标  单位  计划  完成  同比\\n税收  亿元  3.5  3.6  5.2%")
    >>> [(i.name, str(i.value), i.unit, i.measure, i.status) for i in read_tables(view, [], [], Profile())]
    [('税收', '350000000', '元', 'level', 'target'), ('税收', '360000000', '元', 'level', 'actual'), ('税收', '5.2', '%', 'growth', 'actual')]
    """
    written = {q.span: q for q in quantities if q.value is not None}
    whole = _year_of(profile)
    for caption_span, head, rows in _tables(view.text, written):
        caption = caption_span.of(view.text).strip()
        goals = bool(_GOALS.search(caption)) and not _RESULTS.search(caption)
        above = _UNITS.search(caption)
        units = _LISTED.split(above["units"]) if above else ()
        columns = _columns([c.text for c in head], goals)
        unit_at = next((i for i, c in enumerate(head) if _UNIT_HEADING.fullmatch(c.text)), -1)
        # Before the names may stand a number or a group: 序号, 类别.
        name_at = next((i for i, c in enumerate(head[:3]) if _NAMING.search(c.text)), 0)
        named = any(i > name_at and i != unit_at and c.name and not _LABEL.match(c.name) for i, c in enumerate(columns))
        periods = {i: _period(dates, c.span, profile) for i, c in enumerate(head)}
        told = _period(dates, caption_span, profile) if goals else None
        things = bool(_THINGS.search(head[name_at].text))
        parent = ""
        for row in rows:
            last = ""
            written_label = row[min(name_at, len(row) - 1)].text
            label = _CHILD.sub("", written_label).strip()
            line = Span(row[0].span.start, row[-1].span.end)
            row_period = _period(dates, row[0].span, profile)
            group = row[0].text if name_at and not _COUNTER.fullmatch(head[0].text) else ""
            unit = row[unit_at].text if 0 <= unit_at < len(row) else _fitting(units, label)
            bracket = _UNIT.search(label)
            if bracket and find_unit(_MAGNITUDE.sub("", bracket["unit"])):
                unit, label = bracket["unit"], label[: bracket.start()]
            if label == written_label:
                parent = label
            elif not is_quantity(label):
                # 工业总产值, 其中：规模以上
                label += parent
            by_column = named and not indicator_id(label)
            for i, cell in enumerate(row):
                if i <= name_at or i == unit_at:
                    continue
                column = columns[i] if i < len(columns) else _Column("", "", "level", "actual")
                quantity = written.get(cell.span) or _bounded(cell, quantities)
                if quantity is None or (quantity.unit == "%" and cell.text == view.text[quantity.span.start : quantity.span.end]):
                    read = _value(cell, column.unit or unit)
                    if read is None:
                        continue
                    quantity = Quantity(cell.span, *read, "exact", "quantity.cell")
                name, subject = label, ""
                if by_column:
                    whose = "" if row_period is not None or label in _SUMS else label
                    name, subject = (column.name or last, whose) if column.name or last else (label, "")
                    if things and whose and name != label:
                        name, subject = label + column.name if column.name else last, ""
                elif not named and head[0].text.startswith("产品"):
                    name += "产量"
                subject = subject or group
                last = name
                measure = "share" if column.measure == "level" and quantity.unit == "%" else column.measure
                basis = {"growth": "yoy", "completion": "target"}.get(column.measure, "")
                period = row_period if row_period is not None else periods.get(i) if column.measure == "level" else None
                if column.status == "target" and period is None:
                    period = whole if _YEARLY.search(head[min(i, len(head) - 1)].text) else told
                status = column.status
                if (
                    status == "actual"
                    and period
                    and profile.period
                    and period[:4].isdigit()
                    and period[:4] < profile.period.year
                ):
                    status = "previous"
                yield Indicator(
                    quantity,
                    name,
                    subject,
                    quantity.value,
                    quantity.unit,
                    measure,
                    status,
                    basis,
                    period or "",
                    line,
                    "indicator.table",
                    0.9,
                )


def _year_of(profile: Profile) -> str | None:
    """The year of a text that covers only a part of it, which its yearly plan is for."""
    own = profile.period
    return own.year if own and len(own.start) > len("2009") else None


def _period(dates: Sequence[DateMention], span: Span, profile: Profile) -> str | None:
    """The time that a row or column heading names: None if none, "" if the document's own."""
    value = next((d.value for d in dates if d.span.overlaps(span)), None)
    return None if value is None else "" if profile.period and str(value) == str(profile.period) else str(value)

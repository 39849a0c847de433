"""Tables written as text: aligned columns or Markdown pipes, read cell by cell.

A row is named by its first cell; a column's heading (and a unit column, and a unit in brackets) says what its cells
are. Where the columns are the indicators and the rows are times or groups, the column names the figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from summarymine.document import Span, TextView
from summarymine.layout import Line, lines_of
from summarymine.pipes.date_patterns import find_matches
from summarymine.pipes.layers import DateMention, Indicator, Profile, Quantity, Section
from summarymine.values.numbers import MAGNITUDES, arabic, plain
from summarymine.values.units import find_unit

_CELL = regex.compile(r"[^|]+?(?= ?\||$)|(?<=\| ?)[^|]*")
_ALIGNED = regex.compile(r"\S+(?: \S+){0,3}")
_NUMBER = regex.compile(r"(?P<number>[-+]?\d{1,12}(?:\.\d{1,6})?)(?P<percent>%)?")
_RULER = regex.compile(r"[|\s:：-]{3,400}")
_UNIT = regex.compile(r"(?:（|\(|：)(?P<unit>[^（）()]{1,12})(?:）|\)|$)")
_GROWTH = regex.compile(r"同比|增速|增幅|增长|±")
_SHARE = regex.compile(r"占比|比重|份额|[^完成]率$")
_COMPLETION = regex.compile(r"完成率|完成[^，]{0,6}(?:计划|任务|目标)|占[^，]{0,4}(?:计划|任务|目标)|进度")
_PAST = regex.compile(r"上年|去年|前年|同期")
_NAMING = regex.compile(r"(?:指标|产品|项目|名称|品种)(?:名称)?$")
_TARGET = regex.compile(r"计划|目标|任务|预算")
_VALUE_HEADING = regex.compile(r"(?:本年|本期|本月|当月|全年|累计|实际)?(?:完成|实际|累计|数值|完成数|实绩|完成情况|产量|数量|实现|值|数)?(?:值|数|情况)?")
_MAGNITUDE = regex.compile(rf"^({'|'.join(MAGNITUDES)})")
_SENTENCE_MARK = regex.compile(r"[。；]")
_CLAUSE_MARK = regex.compile(r"[。；，]")
_LABEL = regex.compile(r"^(?:指标|产品|项目|名称|指标名称|类别|时间|单位|行业|企业|地区|月份|年份|产业)(?:名称)?$")
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
    pattern = regex.compile(r"\S+(?: \S+){0,2}") if "  " in raw else regex.compile(r"\S+")
    return [_Cell(Span(line.start + m.start(), line.start + m.end()), m.group()) for m in pattern.finditer(raw)]


def _is_row(cells: Sequence[_Cell]) -> bool:
    return len(cells) >= 2 and sum(bool(_NUMBER.fullmatch(c.text)) for c in cells[1:]) >= 1 and all(len(c.text) <= 30 and not _SENTENCE_MARK.search(c.text) for c in cells)


def _tables(text: str) -> Iterator[tuple[list[_Cell], list[list[_Cell]]]]:
    """Each table's heading row and its rows of figures."""
    lines = lines_of(text)
    i = 0
    while i < len(lines):
        head = _cells(text, lines[i])
        if len(head) < 2 or any(_NUMBER.fullmatch(c.text) for c in head) or max(len(c.text) for c in head) > 24 or _CLAUSE_MARK.search(text, lines[i].start, lines[i].end):
            i += 1
            continue
        rows = []
        j = i + 1
        while j < len(lines):
            if _RULER.fullmatch(text, lines[j].start, lines[j].end):
                j += 1
                continue
            cells = _cells(text, lines[j])
            if abs(len(cells) - len(head)) > 1 or not _is_row(cells):
                break
            rows.append(cells)
            j += 1
        if rows:
            yield head, rows
            i = j
        else:
            i += 1


def _column(heading: str) -> _Column:
    bracket = _UNIT.search(heading)
    unit = bracket["unit"] if bracket else ""
    name = heading[: bracket.start()] if bracket else heading
    status = "target" if _TARGET.search(name) and not _COMPLETION.search(name) else "actual"
    if _COMPLETION.search(name):
        return _Column("", "%", "completion", "actual")
    if _GROWTH.search(name):
        return _Column("", "%", "growth", status)
    if _SHARE.search(name) or unit == "%":
        return _Column("" if _SHARE.search(name) else name, "%", "share", status)
    if _PAST.search(name):
        return _Column("", unit, "level", "previous")
    framed = bool(_VALUE_HEADING.fullmatch(name) or _TARGET.search(name) or find_matches(name))
    return _Column("" if framed else name, unit, "level", status)


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


def read_tables(view: TextView, sections: Sequence[Section], dates: Sequence[DateMention], profile: Profile) -> Iterator[Indicator]:
    """The figures in the tables of a view, row by row.

    >>> view = TextView.identity("指标  单位  计划  完成  同比\\n税收  亿元  3.5  3.6  5.2%")
    >>> [(i.name, str(i.value), i.unit, i.measure, i.status) for i in read_tables(view, [], [], Profile())]
    [('税收', '350000000', '元', 'level', 'target'), ('税收', '360000000', '元', 'level', 'actual'), ('税收', '5.2', '%', 'growth', 'actual')]
    """
    for head, rows in _tables(view.text):
        columns = [_column(c.text) for c in head]
        unit_at = next((i for i, c in enumerate(head) if c.text == "单位"), -1)
        # Before the names may stand a number or a group: 序号, 类别.
        name_at = next((i for i, c in enumerate(head[:3]) if _NAMING.search(c.text)), 0)
        named = [c for i, c in enumerate(columns) if i > name_at and c.name and not _LABEL.match(c.name)]
        periods = {i: _period(dates, c.span, profile) for i, c in enumerate(head)}
        last = ""
        for row in rows:
            label = _CHILD.sub("", row[min(name_at, len(row) - 1)].text).strip()
            line = Span(row[0].span.start, row[-1].span.end)
            row_period = _period(dates, row[0].span, profile)
            unit = row[unit_at].text if 0 <= unit_at < len(row) else ""
            bracket = _UNIT.search(label)
            if bracket:
                unit, label = bracket["unit"], label[: bracket.start()]
            for i, cell in enumerate(row):
                if i <= name_at:
                    continue
                column = columns[i] if i < len(columns) else _Column("", "", "level", "actual")
                read = _value(cell, column.unit or unit) if i != unit_at else None
                if read is None:
                    continue
                value, kind = read
                name, subject = (label, "") if not named else (column.name or last, "" if row_period is not None else label)
                if not named and head[0].text.startswith("产品"):
                    name += "产量"
                last = name
                basis = {"growth": "yoy", "completion": "target"}.get(column.measure, "")
                period = row_period if row_period is not None else periods.get(i)
                status = column.status
                if status == "actual" and period and profile.period and period[:4].isdigit() and period[:4] < profile.period.year:
                    status = "previous"
                quantity = Quantity(cell.span, value, kind, "exact", "quantity.cell")
                yield Indicator(quantity, name, subject, value, kind, column.measure, status, basis, period or "", line, "indicator.table", 0.9)


def _period(dates: Sequence[DateMention], span: Span, profile: Profile) -> str | None:
    """The time that a row or column heading names: None if none, "" if the document's own."""
    value = next((d.value for d in dates if d.span.overlaps(span)), None)
    return None if value is None else "" if profile.period and str(value) == str(profile.period) else str(value)

"""Tables written as text: aligned columns or Markdown pipes, read cell by cell.

The grid is found by `table_grid`, its headings are read by `table_columns`. A row is named by its first cell; a column's heading (and a unit column, and a unit in brackets) says what its cells
are. Where the columns are the indicators and the rows are times or groups, the column names the figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import DateMention, Indicator, Profile, Quantity
from summarymine.pipes.owners import is_quantity
from summarymine.pipes.table_columns import RESULTS, UNIT, Column, read_columns
from summarymine.pipes.table_grid import NUMBER, Cell, Grid, find_grids
from summarymine.values.numbers import MAGNITUDES, arabic, plain
from summarymine.values.taxonomy import indicator_id, indicator_types
from summarymine.values.units import find_unit

_UNITS = regex.compile(r"（?(?:计量)?单位[：:](?P<units>[^（）：:]{1,40})）?[：:]?$")
_GOALS = regex.compile(r"(?:目标|计划|任务|安排|打算)[^，。；]{0,8}$")
_YEARLY = regex.compile(r"全?年(?:度)?(?:计划|目标|任务|预算)")
_UNIT_HEADING = regex.compile(r"(?:计量)?单位")
_NAMING = regex.compile(r"(?:指标|产品|项目|名称|品种)(?:名称)?$")
_LISTED = regex.compile(r"[、，/ ]")
_AMOUNT = regex.compile(r"(?:额|值|收入|投资|资金|税收?|利润)$")
_MAGNITUDE = regex.compile(rf"^({'|'.join(MAGNITUDES)})")
# Headings over names of what is measured, not of whose it is: 污染物 | 减排量.
_THINGS = regex.compile(r"指标|产品|污染物|货种|税种")
_COUNTER = regex.compile(r"(?:序号|位次|名次|排名|编号|类别|分类|\#|No\.?)")
_DATED = regex.compile(r"(?:19|20)\d\d年")
_SUMS = frozenset({"合计", "总计", "小计", "全区", "全园", "全县", "全市", "园区"})
_BOUNDED = regex.compile(r"(?:约|近|超|超过|突破|不低于|不超过)?|以[上下内]|左右|上下|[（）()以上下内左右]{1,6}")
_LABEL = regex.compile(r"^(?:指标|产品|项目|名称|指标名称|类别|时间|行业|企业|地区|月份|年份|产业)(?:名称)?$")
_CHILD = regex.compile(r"^(?:其中[：:]?|——?|\d[、.])")


def _fitting(units: Sequence[str], name: str) -> str:
    """The unit, of those over a table, that an indicator is counted in; the only one, if it is alone."""
    kind = indicator_types().get(name)
    dimension = kind.dimension if kind else "money" if _AMOUNT.search(name) else ""
    fitting = [u for u in units if (unit := find_unit(_MAGNITUDE.sub("", u))) and unit.dimension == dimension]
    amounts = [u for u in units if u != "%"] or units  # what is in per cent says so
    return next(iter(fitting or (amounts if len(amounts) == 1 else ())), "")


def _value(cell: Cell, unit: str) -> tuple[Decimal, str] | None:
    match = NUMBER.fullmatch(cell.text)
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
    return _Tables(view.text, quantities, dates, profile).read()


@dataclass(frozen=True, slots=True)
class _Frame:
    """What holds for all rows of one table."""

    columns: list[Column]
    units: Sequence[str]
    unit_at: int
    name_at: int
    named: bool
    things: bool
    grouped: bool
    product: bool
    headings: list[str]
    periods: list[str | None]
    told: str | None


@dataclass(frozen=True, slots=True)
class _Row:
    """What holds for all cells of one row."""

    label: str
    unit: str
    group: str
    period: str | None
    line: Span


class _Tables:
    """Reads the tables of one view."""

    def __init__(
        self, text: str, quantities: Sequence[Quantity], dates: Sequence[DateMention], profile: Profile
    ) -> None:
        self._text, self._quantities, self._dates, self._profile = text, quantities, dates, profile
        self._written = {q.span: q for q in quantities if q.value is not None}
        own = profile.period
        # The year of a text that covers only a part of it, which its yearly plan is for.
        self._whole = own.year if own and len(own.start) > len("2009") else None

    def read(self) -> Iterator[Indicator]:
        for grid in find_grids(self._text, self._written):
            frame = self._frame(grid)
            parent = ""
            for cells in grid.rows:
                row, parent = self._row(cells, frame, parent)
                last = ""
                for i, cell in enumerate(cells):
                    if i > frame.name_at and i != frame.unit_at:
                        found = self._figure(cell, i, row, frame, last)
                        if found is not None and found.name:
                            last = found.name
                            yield found

    def _frame(self, grid: Grid) -> _Frame:
        caption = grid.caption.of(self._text).strip()
        goals = bool(_GOALS.search(caption)) and not RESULTS.search(caption)
        above = _UNITS.search(caption)
        headings = [c.text for c in grid.head]
        columns = read_columns(headings, goals)
        unit_at = next((i for i, text in enumerate(headings) if _UNIT_HEADING.fullmatch(text)), -1)
        # Before the names may stand a number or a group: 序号, 类别.
        name_at = next((i for i, text in enumerate(headings[:3]) if _NAMING.search(text)), 0)
        return _Frame(
            columns=columns,
            units=_LISTED.split(above["units"]) if above else (),
            unit_at=unit_at,
            name_at=name_at,
            named=any(
                i > name_at and i != unit_at and c.name and not _LABEL.match(c.name) for i, c in enumerate(columns)
            ),
            things=bool(_THINGS.search(headings[name_at])),
            grouped=name_at > 0 and not _COUNTER.fullmatch(headings[0]),
            product=headings[0].startswith("产品"),
            headings=headings,
            periods=[self._period(c.span) for c in grid.head],
            told=self._period(grid.caption) if goals else None,
        )

    def _row(self, cells: Sequence[Cell], frame: _Frame, parent: str) -> tuple[_Row, str]:
        """A row, and the label that the rows below it may be children of."""
        written = cells[min(frame.name_at, len(cells) - 1)].text
        label = _CHILD.sub("", written).strip()
        child = label != written
        unit = cells[frame.unit_at].text if 0 <= frame.unit_at < len(cells) else _fitting(frame.units, label)
        bracket = UNIT.search(label)
        if bracket and find_unit(_MAGNITUDE.sub("", bracket["unit"])):
            unit, label = bracket["unit"], label[: bracket.start()]
        if child and not is_quantity(label):
            # 工业总产值, 其中：规模以上
            label += parent
        row = _Row(
            label=label,
            unit=unit,
            group=cells[0].text if frame.grouped else "",
            period=self._period(cells[0].span),
            line=Span(cells[0].span.start, cells[-1].span.end),
        )
        return row, parent if child else label

    def _figure(self, cell: Cell, at: int, row: _Row, frame: _Frame, last: str) -> Indicator | None:
        """The figure of a cell; *last* is what the one before it in its row is called."""
        column = frame.columns[at] if at < len(frame.columns) else Column("", "", "level", "actual")
        quantity = self._quantity(cell, column.unit or row.unit or _fitting(frame.units, column.name))
        if quantity is None:
            return None
        name, subject = self._name(column, row, frame, last)
        period = row.period
        if (
            period is None
            and at < len(frame.periods)
            and (column.measure == "level" or _DATED.match(frame.headings[at]))
        ):
            period = frame.periods[at]
        if period is None and column.status == "target":
            heading = frame.headings[min(at, len(frame.headings) - 1)]
            period = self._whole if _YEARLY.search(heading) else frame.told
        return Indicator(
            quantity=quantity,
            name=name,
            subject=subject or row.group,
            value=quantity.value,
            unit=quantity.unit,
            measure="share" if column.measure == "level" and quantity.unit == "%" else column.measure,
            status="previous" if column.status == "actual" and self._earlier(period) else column.status,
            basis={"growth": "yoy", "completion": "target"}.get(column.measure, ""),
            period=period or "",
            sentence=row.line,
            rule="indicator.table",
            score=0.9,
        )

    def _name(self, column: Column, row: _Row, frame: _Frame, last: str) -> tuple[str, str]:
        """Name and subject: the row's label names the figure, or owns it where the column does."""
        if not frame.named or indicator_id(row.label):
            return row.label + ("产量" if frame.product and not frame.named else ""), ""
        owner = "" if row.period is not None or row.label in _SUMS else row.label
        if not column.name and not last:
            return row.label, ""
        if frame.things and owner:
            return (row.label + column.name if column.name else last), ""
        return column.name or last, owner

    def _quantity(self, cell: Cell, unit: str) -> Quantity | None:
        """What a cell holds: a number in the unit of its column or row, or a quantity with a unit of its own."""
        found = self._written.get(cell.span)
        if found is not None and found.unit != "%":
            return found
        if found is None and (bounded := self._bounded(cell)) is not None:
            return bounded
        read = _value(cell, unit)
        return Quantity(cell.span, *read, "exact", "quantity.cell") if read else None

    def _bounded(self, cell: Cell) -> Quantity | None:
        """The quantity of a cell that says more or less: 80亿元以上."""
        at = bisect_left(self._quantities, cell.span.start, key=lambda q: q.span.start)
        if at == len(self._quantities) or not self._quantities[at].span.within(cell.span):
            return None
        span = self._quantities[at].span
        before, behind = span.start - cell.span.start, span.end - cell.span.start
        said = _BOUNDED.fullmatch(cell.text[:before]) and _BOUNDED.fullmatch(cell.text[behind:])
        return self._quantities[at] if said and self._quantities[at].value is not None else None

    def _period(self, span: Span) -> str | None:
        """The time that a row or column heading names: None if none, "" if the document's own."""
        value = next((d.value for d in self._dates if d.span.overlaps(span)), None)
        own = self._profile.period
        return None if value is None else "" if own and str(value) == str(own) else str(value)

    def _earlier(self, period: str | None) -> bool:
        """Whether a period begins in a year before that of the text."""
        own = self._profile.period
        return bool(period and own and period[:4].isdigit() and period[:4] < own.year)

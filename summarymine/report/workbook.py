"""The evidence workbook: the tables of a report as sheets, every figure linked to its sentence in the report's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import regex

from summarymine.report.audited import SEVERITY_ZH
from summarymine.store.exports import Head, Link, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.report.model import Card, Cell, Grid, Value
    from summarymine.report.report import Report

_NO_SHEET_NAME = regex.compile(r"[\[\]:*?/\\]|^'|'$")
_LONGEST_NAME = 31
_LINKED = ("value", "shown", "text", "record_id")
_ROWS = 15_000  # a sheet takes 65,530 links, and each row has four
_CARD_HEADS = (
    Head("severity", "程度", width=12), Head("kind", "种类", width=20), Head("park", "园区", width=20),
    Head("period", "时期", width=12), Head("message", "说明", width=70), Head("arithmetic", "数值", width=24),
    Head("number", "证据", "integer", 6), Head("text", "原文", width=24), Head("sentence", "所在句", width=70),
    Head("source", "文件", width=30),
)  # fmt: skip


def workbook(report: Report, page: str) -> list[Table]:
    """The sheets; *page* is the file name of the report's page, which has to stand beside the workbook."""
    parts = [(section, part) for section in report.sections for part in section.parts]
    tables = [_sheet(report, grid, page) for _, part in parts for grid in part.grids if grid.sheet]
    tables += [_cards(report, section.title, part.cards, page) for section, part in parts if part.cards]
    if report.panel.rows:
        tables.insert(1, _long(report, page))
    return _named_apart(tables)


def _long(report: Report, page: str) -> Table:
    """The long form: a figure a row."""
    names = [head.name for head in report.panel.heads]
    columns, record = [names.index(name) for name in _LINKED], names.index("record_id")
    rows = []
    for row in report.panel.rows[:_ROWS]:
        cells = list(row)
        for at in columns:
            cells[at] = _link(report, row[record], row[at], page)
        rows.append(tuple(cells))
    return Table("面板", report.panel.heads, rows)


def _sheet(report: Report, grid: Grid, page: str) -> Table:
    heads = tuple(Head(str(at), head, width=_width(grid, at)) for at, head in enumerate(grid.heads))
    return Table(grid.name, heads, [tuple(_cell(report, cell, page) for cell in row) for row in grid.rows])


def _cell(report: Report, cell: Cell, page: str) -> Any:
    return _link(report, cell.record, cell.value, page) if cell.record else cell.value


def _link(report: Report, record: str, value: Value, page: str) -> Any:
    return Link(value, f"external:{page}#r-{record}") if record in report.shown and value is not None else value


def _width(grid: Grid, at: int) -> int:
    longest = max((len(str(row[at].value)) for row in grid.rows if row[at].value is not None), default=0)
    return min(max(2 * longest, 2 * len(grid.heads[at]), 8), 60)


def _cards(report: Report, name: str, cards: Iterable[Card], page: str) -> Table:
    """A row for each piece of evidence of a finding."""
    rows: list[tuple[Any, ...]] = []
    for card in cards:
        head = (SEVERITY_ZH[card.severity], card.kind, card.park, card.period, card.message, card.arithmetic)
        said = [(quote, text, record) for quote in report.quotes[card] for text, record in quote.pieces if record]
        for at, (quote, text, record) in enumerate(said, 1):
            rows.append((*head, at, _link(report, record, text, page), quote.text, quote.source))
        if not said:
            rows.append((*head, None, None, None, None))
    return Table(name, _CARD_HEADS, rows)


def _named_apart(tables: Sequence[Table]) -> list[Table]:
    """The tables under names that a workbook takes, no two alike."""
    used: set[str] = set()
    named = []
    for table in tables:
        plain = _NO_SHEET_NAME.sub(" ", table.name).strip() or "表"
        name, number = plain[:_LONGEST_NAME], 1
        while name.casefold() in used:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        used.add(name.casefold())
        named.append(table._replace(name=name))
    return named

"""The grid of a table written as text: aligned columns or Markdown pipes, a heading line above lines of figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from summarymine.document import Span
from summarymine.layout import Line, lines_of
from summarymine.pipes.layers import Quantity

NUMBER = regex.compile(r"(?P<number>[-+]?\d{1,12}(?:\.\d{1,6})?)(?P<percent>%)?")
"""A cell that is nothing but a number."""
# Digits that stand apart are one number, where columns stand two blanks apart: 2 0 3 . 6.
_ALIGNED = regex.compile(r"[-+\d][\d.]{0,3}(?: [\d.%]{1,4}){1,16}(?=  |$|\t)|\S+(?: \S+){0,2}")
_SPACED = regex.compile(r"[-+\d][\d.]{0,14} %(?!\S)|\S+")
_APART = regex.compile(r"[-+\d. %]{3,40}")
_BOUNDED = regex.compile(
    r"(?:约|近|超过?|突破|不低于|不超过)?\d[\d.]{0,12}[^\d\s]{0,6}(?:以上|以下|以内|左右)|(?:约|近|超过|不低于)\d[\d.]{0,12}[^\d\s]{0,6}"
)
_RULER = regex.compile(r"[|\s:：-]{3,400}")
_SENTENCE_MARK = regex.compile(r"[。；]")
_CLAUSE_MARK = regex.compile(r"[。；，]")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: the place of the line above it, its headings and its rows of figures."""

    caption: Span
    head: list[Cell]
    rows: list[list[Cell]]


def _cells(text: str, line: Line) -> list[Cell]:
    raw = text[line.start : line.end]
    if raw.startswith("|"):
        cells, at = [], line.start + 1
        for piece in raw.strip("|").split("|"):
            lead = len(piece) - len(piece.lstrip())
            stripped = piece.strip()
            cells.append(Cell(Span(at + lead, at + lead + len(stripped)), _joined(stripped)))
            at += len(piece) + 1
        return cells
    pattern = _ALIGNED if "  " in raw else _SPACED
    return [Cell(Span(line.start + m.start(), line.start + m.end()), _joined(m.group())) for m in pattern.finditer(raw)]


def _joined(text: str) -> str:
    """The text of a cell without the blanks inside a number."""
    return text.replace(" ", "") if _APART.fullmatch(text) else text


def _figures(cells: Sequence[Cell], quantities: Mapping[Span, Quantity]) -> int:
    return sum(bool(NUMBER.fullmatch(c.text) or _BOUNDED.fullmatch(c.text)) or c.span in quantities for c in cells)


def _is_row(cells: Sequence[Cell], quantities: Mapping[Span, Quantity]) -> bool:
    return (
        len(cells) >= 2
        and _figures(cells[1:], quantities) >= 1
        and all(len(c.text) <= 30 and not _SENTENCE_MARK.search(c.text) for c in cells)
    )


def _is_head(text: str, line: Line, cells: Sequence[Cell], quantities: Mapping[Span, Quantity]) -> bool:
    return (
        len(cells) >= 2
        and not _figures(cells, quantities)
        and all(len(c.text) <= 24 for c in cells)
        and not _CLAUSE_MARK.search(text, line.start, line.end)
    )


def find_grids(text: str, quantities: Mapping[Span, Quantity]) -> Iterator[Grid]:
    """The tables of a text, in order; *quantities* are those with a value, for cells with a unit.

    >>> grid = next(find_grids("完成情况\\n指标  完成\\n税收  3.6\\n", {}))
    >>> [c.text for c in grid.head], [[c.text for c in row] for row in grid.rows]
    (['指标', '完成'], [['税收', '3.6']])
    """
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
            yield Grid(_caption(text, lines, i), head, rows)
        i = max(i + 1, j if rows else 0)


def _caption(text: str, lines: Sequence[Line], head: int) -> Span:
    """The line above a table, over an empty one too."""
    for line in reversed(lines[max(0, head - 2) : head]):
        if text[line.start : line.end].strip():
            return Span(line.start, line.end)
    return Span(lines[head].start, lines[head].start)

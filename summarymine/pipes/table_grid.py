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
_NUMBERED = ("甲", "栏次")  # what a row that numbers the columns begins with
_LABEL = 20
_LABEL_LINES = 3


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
            if not _fits(cells, head, text, lines[j]) or not _is_row(cells, quantities):
                k = _passed_over(text, lines, j, head)
                if k == j or not _is_row(_cells(text, lines[k]), quantities):
                    break
                j = k
                continue
            if cells[0].text not in _NUMBERED:
                rows.append(cells)
            j += 1
        if rows:
            yield Grid(_caption(text, lines, i), head, rows)
        i = max(i + 1, j if rows else 0)


def _fits(cells: Sequence[Cell], head: Sequence[Cell], text: str, line: Line) -> bool:
    """Whether a row has as many cells as its table; where strokes part them, the last ones may be left out."""
    return len(cells) - len(head) <= 1 and (len(head) - len(cells) <= 1 or text[line.start] == "|")


def _passed_over(text: str, lines: Sequence[Line], first: int, head: Sequence[Cell]) -> int:
    """The row on which a table goes on behind lines that only say what follows: 一、工业; *first* where it does not."""
    for k in range(first, min(first + _LABEL_LINES + 1, len(lines))):
        cells = _cells(text, lines[k])
        ruled = text[lines[k].start] == "|"
        if ruled and k > first and _fits(cells, head, text, lines[k]) and len(cells) > 1 and _amounts(cells):
            return k
        label = len(cells) < len(head) if ruled else lines[k].end - lines[k].start <= _LABEL
        if not label or _SENTENCE_MARK.search(text, lines[k].start, lines[k].end):
            break
    return first


def _amounts(cells: Sequence[Cell]) -> bool:
    return any(NUMBER.fullmatch(cell.text) for cell in cells[1:])


def _caption(text: str, lines: Sequence[Line], head: int) -> Span:
    """The line above a table, over an empty one too."""
    for line in reversed(lines[max(0, head - 2) : head]):
        if text[line.start : line.end].strip():
            return Span(line.start, line.end)
    return Span(lines[head].start, lines[head].start)

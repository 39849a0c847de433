"""Paragraphs whose tables are told by marks only, as Word has them: the end of a cell, the end of a row."""

from __future__ import annotations

from dataclasses import dataclass, field

from summarymine.errors import ReadError
from summarymine.readers.flow import Flow

_DEEPEST = 20  # tables in each other; what is deeper is taken for this deep


@dataclass(slots=True)
class _Table:
    """An open table: whether a row, and a cell of it, is open."""

    row: bool = False
    cell: bool = False


@dataclass(slots=True)
class Marked:
    r"""Puts paragraphs, cells and rows into a `Flow` in their order; what was not opened is opened.

    *depth* says in how many tables something stands, and *label* is the number in front of a paragraph.

    >>> text = Marked()
    >>> text.paragraph("总体情况", "一、")
    >>> text.paragraph("税收", depth=1)
    >>> text.end_cell("（亿元）")
    >>> text.end_cell("3.2")
    >>> text.end_row()
    >>> text.whole()
    '一、总体情况\n税收（亿元）\t3.2'
    """

    flow: Flow = field(default_factory=Flow)
    tables: list[_Table] = field(default_factory=list)

    def paragraph(self, text: str, label: str = "", depth: int = 0) -> None:
        """A paragraph outside tables, or one of a cell that goes on."""
        self._go_to(depth)
        if self.tables:
            self._open_cell(self.tables[-1])
        self.flow.add(text)
        self.flow.end_paragraph(label)

    def end_cell(self, text: str = "", label: str = "", depth: int = 1) -> None:
        """The last paragraph of a cell."""
        self.paragraph(text, label, depth)
        self._close_cell(self.tables[-1])

    def end_row(self, depth: int = 1) -> None:
        """The end of a row."""
        self._go_to(depth)
        self._close_row(self.tables[-1])

    def whole(self) -> str:
        """The source text. Raises ReadError where there is none."""
        self._go_to(0)
        text = self.flow.text()
        if not text.strip():
            raise ReadError("文档里没有文字 / there is no text in the document")
        return text

    def _go_to(self, depth: int) -> None:
        depth = min(depth, _DEEPEST)
        while len(self.tables) > depth:
            self._close_row(self.tables[-1])
            self.tables.pop()
            self.flow.end_table()
        while len(self.tables) < depth:
            if self.tables:
                self._open_cell(self.tables[-1])
            self.flow.start_table()
            self.tables.append(_Table())

    def _open_cell(self, table: _Table) -> None:
        if not table.row:
            self.flow.start_row()
        if not table.cell:
            self.flow.start_cell()
        table.row = table.cell = True

    def _close_cell(self, table: _Table) -> None:
        if table.cell:
            self.flow.end_cell()
        table.cell = False

    def _close_row(self, table: _Table) -> None:
        self._close_cell(table)
        if table.row:
            self.flow.end_row()
        table.row = False

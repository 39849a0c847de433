"""Paragraphs, tables and text boxes, in the order in which a word processor's file has them, as lines of text.

The conventions are those of web pages (`page`, `rows`): a paragraph is a line, a soft line break ends one; a table
row is a line, its cells parted by tabs, unless a cell holds so much that the table only lays out the page.
"""

from __future__ import annotations

from typing import NamedTuple

from summarymine.errors import ReadError
from summarymine.readers.limits import MAX_TEXT
from summarymine.readers.lines import Line, tidy
from summarymine.readers.numerals import labelled
from summarymine.readers.rows import Row, Table

_AS_SPACE = str.maketrans("\t\r\xa0", "   ", "\xad")


class _Outside(NamedTuple):
    """What is set aside while a cell or a text box is read."""

    lines: list[Line]
    parts: list[str]


class Flow:
    r"""Takes a document piece by piece.

    >>> flow = Flow()
    >>> flow.add("主要指标")
    >>> flow.end_paragraph("一、")
    >>> flow.start_table()
    >>> flow.start_row()
    >>> for text in ("税收", "3亿元"):
    ...     flow.start_cell()
    ...     flow.add(text)
    ...     flow.end_paragraph()
    ...     flow.end_cell()
    >>> flow.end_row()
    >>> flow.end_table()
    >>> flow.text()
    '一、主要指标\n税收\t3亿元'
    """

    def __init__(self) -> None:
        self._lines: list[Line] = []  # where finished lines go: the document, or the open cell
        self._parts: list[str] = []  # the open paragraph
        self._tables: list[Table] = []
        self._outside: list[_Outside] = []
        self._cells = 0
        self._left = MAX_TEXT

    @property
    def blank(self) -> bool:
        """Whether the open paragraph has no text so far."""
        return not any(part.strip() for part in self._parts)

    def add(self, text: str) -> None:
        """More text of the paragraph; a newline in it ends a line. Raises ReadError beyond `MAX_TEXT`."""
        self._spend(len(text))
        self._parts.append(text)

    def end_paragraph(self, label: str = "") -> None:
        """Ends the paragraph; *label* is the number that stands in front of it.

        A paragraph without text is left out, except for a numbered one in a cell: it is the row's number.
        """
        raw = "".join(self._parts).translate(_AS_SPACE)
        self._parts.clear()
        texts = [text for line in raw.split("\n") if (text := tidy(line) if self._cells else line.strip())]
        if label and (texts or self._cells):
            self._spend(len(label) + 1)
            texts[:1] = [labelled(label, texts[0] if texts else "")]
        self._lines.extend(map(Line, texts))

    def start_table(self) -> None:
        """A table begins, here or in a cell of another."""
        self._break()
        if self._cells and self._tables and (row := self._tables[-1].row) is not None:
            row.nested = True
        self._tables.append(Table())

    def end_table(self) -> None:
        """The table ends."""
        self._tables.pop()

    def start_row(self) -> None:
        """A row begins, in a table."""
        if self._tables:
            self._tables[-1].row = Row(self._lines)

    def skip_columns(self, many: int) -> None:
        """The row begins *many* columns further right."""
        if self._tables:
            self._tables[-1].add_cell([], many, 1)

    def end_row(self, *, keep: bool = True) -> None:
        """The row ends; its text is left out where it is not to *keep*."""
        if self._tables:
            lines = self._tables[-1].end_row() if keep else []
            self._tables[-1].row = None
            self._spend(sum(len(line.cells) for line in lines))
            self._lines.extend(Line(line.text) for line in lines)

    def start_cell(self) -> None:
        """A cell begins."""
        self._set_aside([])
        self._cells += 1

    def end_cell(self, columns: int = 1, *, keep: bool = True) -> None:
        """The cell ends; it spans *columns*, and is empty where it is not to *keep*."""
        self._break()
        lines = self._lines if keep else []
        self._take_back()
        self._cells -= 1
        if self._tables and self._tables[-1].row is not None:
            self._tables[-1].add_cell(lines, columns, 1)
        else:
            self._lines.extend(lines)

    def start_box(self) -> None:
        """A text box begins in the middle of a paragraph; its lines come before that paragraph's."""
        self._set_aside(self._lines)

    def end_box(self) -> None:
        """The text box ends, the paragraph around it goes on."""
        self._break()
        self._take_back()

    def text(self) -> str:
        """Everything so far."""
        self._break()
        return "\n".join(line.text for line in self._lines)

    def _break(self) -> None:
        if self._parts:
            self.end_paragraph()

    def _set_aside(self, lines: list[Line]) -> None:
        self._outside.append(_Outside(self._lines, self._parts))
        self._lines, self._parts = lines, []

    def _take_back(self) -> None:
        self._lines, self._parts = self._outside.pop()

    def _spend(self, characters: int) -> None:
        self._left -= characters
        if self._left < 0:
            zh, en = f"文字超过 {MAX_TEXT:,} 个字符，请拆分后再读", f"more than {MAX_TEXT:,} characters of text"
            raise ReadError(f"{zh} / {en}; split it")

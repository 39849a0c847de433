"""A web page as lines of text: what a reader sees, one paragraph, heading or table row a line.

Reading guide. `page_lines` runs over the tags once and keeps a stack of open blocks, nothing else of a tree:

- a block's start and end, and ``<br>``, end the line; inline tags do not;
- a region is a block that is not the article by its name (``nav``) or class (``share-bar``): each line
  remembers its innermost region, and `summarymine.readers.article` decides what is left out;
- a table row becomes one line, its cells parted by tabs (an empty cell, or one that a span covers, stays
  empty, so that columns line up), unless the row is only there for the layout of the page.

Time is linear: an end tag pops what it closes, and whether it closes anything is counted, never searched.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from summarymine.readers.lines import Line, raised, tidy
from summarymine.readers.rows import Row, Table, span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.readers.markup import Tag


@dataclass(slots=True)
class Page:
    """What a page says. ``regions[i]`` is the region around region *i*; region 0 is the page itself."""

    lines: list[Line] = field(default_factory=list)
    regions: list[int] = field(default_factory=lambda: [0])
    title: str = ""
    article_title: str = ""


BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "head", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "object", "ol", "option",
    "p", "pre", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr",
    "ul", "xmp",
})  # fmt: skip
_REGION_TAGS = frozenset({"aside", "button", "footer", "form", "nav", "object", "select", "textarea"})
_REGION_NAMES = regex.compile(
    r"(?<![A-Za-z])(?i:nav|navbar|menu|crumbs?|breadcrumbs?|foot(?:er)?|copyright|share|sidebar|related|recommend|"
    r"comments?|pager|pagination|toolbar)(?![a-z])"  # so share-bar and shareBar, not shared
)
_NESTED_TABLES = 30  # deeper tables are blocks: lines go through every open cell around them
_CELLS = frozenset({"td", "th"})
_IN_TABLE = _CELLS | {"tr", "thead", "tbody", "tfoot", "caption"}
_CLOSED_BY_NEXT = frozenset({"li", "dt", "dd", "option"})
_PRE = frozenset({"pre", "textarea", "xmp"})
_HEADING = regex.compile(r"h[1-6]")


@dataclass(frozen=True, slots=True)
class _Open:
    name: str
    region: int  # of what is around it
    columns: int = 1
    rows: int = 1


def page_lines(tokens: Iterable[Tag | str]) -> Page:
    """The lines of a page.

    >>> from summarymine.readers.markup import tokens
    >>> page = page_lines(tokens("<h2>一、产业</h2><p>新增用地3万m<sup>2</sup>,<br>"
    ...                          "<table><tr><td>产值<td>35亿元</table>"))
    >>> [line.text for line in page.lines]
    ['一、产业', '新增用地3万m²,', '产值\\t35亿元']
    """
    builder = _Builder()
    for token in tokens:
        if isinstance(token, str):
            builder.text(token)
        elif token.closing:
            builder.end(token.name)
        else:
            builder.start(token)
    builder.finish()
    return builder.page


class _Builder:
    def __init__(self) -> None:
        self.page = Page()
        self._lines = self.page.lines  # where finished lines go: the page, or the open cell
        self._parts: list[str] = []
        self._linked = 0
        self._region = 0
        self._level = 0
        self._stack: list[_Open] = []
        self._counts: list[Counter[str]] = [Counter()]  # open blocks by name, one counter a table or cell
        self._tables: list[Table] = []
        self._link: int | None = None  # the depth of the stack at which the link began
        self._raised = self._in_title = False
        self._pre = 0

    def text(self, text: str) -> None:
        if self._in_title:
            self.page.title = self.page.title or tidy(text)
            return
        if self._raised:
            text = raised(text)
        if self._pre:
            *ended, text = text.split("\n")
            for line in ended:
                self._add(line)
                self._end_line()
        self._add(text)

    def start(self, tag: Tag) -> None:
        name = tag.name
        self._in_title = name == "title"  # one that is not closed ends here
        if name == "br":
            self._end_line()
        elif name == "a":
            self._link = len(self._stack) if "href" in tag.attributes else None
        elif name == "sup":
            self._raised = True
        elif name == "meta":
            if tag.attributes.get("name", "").lower() == "articletitle":
                self.page.article_title = tidy(tag.attributes.get("content", ""))
        elif name in BLOCKS:
            self._end_line()
            self._open(name, tag)

    def end(self, name: str) -> None:
        if name == "a":
            self._link = None
        elif name == "sup":
            self._raised = False
        elif name == "title":
            self._in_title = False
        elif name in ("p", "br"):  # alone they stand for an empty paragraph and a line end
            self._end_line()
            if self._counts[-1][name] > 0:
                self._close((name,))
        elif name in BLOCKS:
            table = self._tables[-1] if self._tables else None
            if name in _CELLS:
                closes = table is not None and table.in_cell
            elif name == "tr":
                closes = table is not None and table.row is not None
            elif name == "table":
                closes = table is not None
            else:
                closes = self._counts[-1][name] > 0
            if closes:
                self._end_line()
                self._close(_CELLS if name in _CELLS else (name,))

    def finish(self) -> None:
        self._end_line()
        while self._stack:
            self._pop()

    def _open(self, name: str, tag: Tag) -> None:
        if self._stack and self._stack[-1].name == "p":
            self._pop()
        if self._stack and name in _CLOSED_BY_NEXT and self._stack[-1].name in _CLOSED_BY_NEXT:
            self._pop()
        table = self._tables[-1] if self._tables else None
        if table is not None and name in _IN_TABLE:
            if table.in_cell:
                self._close(_CELLS)
            if table.row is not None and name not in _CELLS:
                self._close(("tr",))
        attributes = tag.attributes
        opened = _Open(name, self._region, span(attributes.get("colspan", "")), span(attributes.get("rowspan", "")))
        named = f"{attributes.get('class', '')} {attributes.get('id', '')}"
        if name != "hr":
            self._stack.append(opened)
            self._counts[-1][name] += 1
        if name in _REGION_TAGS or (name != "body" and _REGION_NAMES.search(named)):
            self.page.regions.append(self._region)
            self._region = len(self.page.regions) - 1
        if name == "table":
            if table is not None and table.row is not None:
                table.row.nested = True
            self._tables.append(Table())
            self._counts.append(Counter())
        elif table is not None and name == "tr" and len(self._tables) <= _NESTED_TABLES:
            table.row = Row(self._lines, self._region)
        elif table is not None and name in _CELLS and table.row is not None:
            table.in_cell = True
            self._lines = []
            self._counts.append(Counter())
        elif name in _PRE:
            self._pre += 1
        elif _HEADING.fullmatch(name):
            self._level = int(name[1])

    def _close(self, names: Iterable[str]) -> None:
        while self._pop() not in names:
            pass

    def _pop(self) -> str:
        closed = self._stack.pop()
        name, table = closed.name, self._tables[-1] if self._tables else None
        if table is not None and name == "table":
            self._tables.pop()
            self._counts.pop()
        elif table is not None and name in _CELLS and table.row is not None and table.in_cell:
            table.in_cell = False
            self._counts.pop()
            table.add_cell(self._lines, closed.columns, closed.rows)
            self._lines = table.row.outer
        elif table is not None and name == "tr" and table.row is not None:
            self._lines.extend(table.end_row())
        elif name in _PRE:
            self._pre -= 1
        elif _HEADING.fullmatch(name):
            self._level = 0
        self._counts[-1][name] -= 1
        self._region = closed.region
        if self._link is not None and len(self._stack) < self._link:
            self._link = None
        return name

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._link is not None:
            self._linked += len(text.strip())

    def _end_line(self) -> None:
        raw = "".join(self._parts)
        text = raw.rstrip() if self._pre else tidy(raw)
        if text:
            self._lines.append(Line(text, min(self._linked, len(text)), self._region, self._level))
        self._parts.clear()
        self._linked, self._raised = 0, False

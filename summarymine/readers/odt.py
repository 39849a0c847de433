"""OpenDocument texts (`.odt`): the text of ``content.xml``, with the numbers that lists and headings count.

``styles.xml`` is read first, for the styles and lists that both parts may define; then ``content.xml`` goes by as XML
events (`xmlevents.passing`). Headers and footers stand in ``styles.xml``, of which nothing but styles is taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.flow import Flow
from summarymine.readers.lines import raised
from summarymine.readers.lists import LEVELS, Counter, limited
from summarymine.readers.odt_styles import OUTLINE, Styles, attributes, prefixed
from summarymine.readers.signatures import looks_like
from summarymine.readers.xmlevents import passing
from summarymine.readers.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

TEXT = "OpenDocument text"
_MANIFEST = "META-INF/manifest.xml"
_WHITE = regex.compile(r"[ \t\r\n]{1,1000}")
_MOST_SPACES = 200


@dataclass(frozen=True, slots=True)
class OdtReader:
    """Reads `.odt` and the template `.ott`.

    >>> import io, zipfile
    >>> names = 'xmlns="{0}office:1.0" xmlns:text="{0}text:1.0"'.format("urn:oasis:names:tc:opendocument:xmlns:")
    >>> body = "<body><text><text:p>税收<text:tab/>3亿元</text:p></text></body>"
    >>> with zipfile.ZipFile(buffer := io.BytesIO(), "w") as file:
    ...     file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    ...     file.writestr("content.xml", f"<document-content {names}>{body}</document-content>")
    >>> [source.text for source in OdtReader().read(buffer.getvalue(), "总结.odt")]
    ['税收 3亿元']
    """

    name: str = "odt"
    suffixes: frozenset[str] = frozenset({".odt", ".ott"})
    formats: frozenset[str] = frozenset({TEXT})

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:  # noqa: ARG002
        """One source. Raises ReadError for a file that is damaged, has a password or no text, or is no such text."""
        kind = looks_like(data)
        if kind not in (TEXT, "ZIP"):
            zh, en = (f"看起来是 {kind} 文件，", f"looks like a {kind} file, ") if kind else ("", "")
            raise ReadError(f"{zh}不是 OpenDocument 文本 / {en}not an OpenDocument text")
        text = document_text(Zipped.open(data))
        if not text:
            raise ReadError("文档里没有文字，可能只有图片 / the document has no text, perhaps only pictures")
        yield Source(path, text, "utf-8", sha256(data).hexdigest())


def document_text(container: Zipped) -> str:
    """The text of an OpenDocument text. Raises ReadError as `Zipped` and `passing` do, and for a password."""
    names = container.names()
    if _MANIFEST in names and any(
        prefixed(element.tag) == "manifest:encryption-data" for _, element in passing(container.read(_MANIFEST))
    ):
        raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")
    document = _Document()
    if "styles.xml" in names:
        document.read(container.read("styles.xml"))
    document.read(container.read("content.xml"))
    return document.flow.text()


_LEFT_OUT = frozenset({
    "office:annotation", "office:binary-data", "office:event-listeners", "office:forms", "office:master-styles",
    "office:scripts", "text:tracked-changes", "text:note", "text:ruby-text", "text:script", "text:placeholder",
    "svg:title", "svg:desc", "draw:object", "draw:object-ole",
})  # fmt: skip
"""Elements of whose inside nothing is read."""


@dataclass(slots=True)
class _List:
    """An open list: how it is labelled, how far it has counted, and whether its item awaits its number."""

    style: str
    counter: Counter
    awaits: bool = False


class _Outside(NamedTuple):
    """What is set aside while a cell or a text box is read."""

    open: bool
    label: str
    spaced: bool
    lists: list[_List]


class _Shown(NamedTuple):
    """An open paragraph, span or section."""

    hidden: bool
    raised: bool = False


@dataclass(slots=True)
class _Document:
    """The state while the events of the parts go by."""

    flow: Flow = field(default_factory=Flow)
    styles: Styles = field(default_factory=Styles)
    path: list[str] = field(default_factory=list)  # names of the open elements
    skipped: int = 0  # depth in an element that is left out
    body: bool = False  # in the text, not in what is defined for it
    open: bool = False  # in a paragraph, whose own characters are text
    label: str = ""
    spaced: bool = True  # the text so far ends in white space, and more of it counts for nothing
    shown: list[_Shown] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    outer: list[_Outside] = field(default_factory=list)
    by_id: dict[str, Counter] = field(default_factory=dict)
    by_style: dict[str, Counter] = field(default_factory=dict)
    outline: Counter = field(default_factory=Counter)
    rows: list[bool] = field(default_factory=list)  # whether each open row is kept
    columns: list[int] = field(default_factory=list)  # of each open cell

    def read(self, data: bytes) -> None:
        """Takes one part of the document. Raises ReadError as `summarymine.readers.xmlevents.events` does."""
        last: tuple[str, Element] | None = None
        for event, element in passing(data):
            if last is not None and self.open and not self.skipped:
                self.characters((last[1].text if last[0] == "start" else last[1].tail) or "")
            last = event, element
            if event == "start":
                self.start(element)
            else:
                self.end()

    def start(self, element: Element) -> None:
        tag, parent = prefixed(element.tag), self.path[-1] if self.path else ""
        self.path.append(tag)
        if self.skipped:
            self.skipped += 1
        elif tag in _LEFT_OUT:
            self.skipped = 1
        elif tag == "office:text":
            self.body = True
        elif not self.body:
            self.styles.take(tag, parent, element)
        elif begin := _STARTS.get(tag):
            begin(self, attributes(element))
        elif tag.startswith("draw:"):
            self._set_aside()
            self.flow.start_box()

    def end(self) -> None:
        tag = self.path.pop()
        if self.skipped:
            self.skipped -= 1
        elif tag == "office:text":
            self.body = False
        elif self.body and (finish := _ENDS.get(tag)):
            finish(self)
        elif self.body and tag.startswith("draw:"):
            self.flow.end_box()
            self._take_back()

    # Paragraphs and what stands in them

    def start_paragraph(self, given: dict[str, str]) -> None:
        style = given.get("text:style-name", "")
        self.open, self.spaced = True, True
        self.shown.append(_Shown(self.styles.hides("paragraph", style)))
        self.label = "" if any(shown.hidden for shown in self.shown) else self._number(given, style)

    def end_paragraph(self) -> None:
        self.shown.pop()
        self.flow.end_paragraph(self.label)
        self.open, self.label = False, ""

    def start_span(self, given: dict[str, str]) -> None:
        style = given.get("text:style-name", "")
        self.shown.append(_Shown(self.styles.hides("text", style), self.styles.raises(style)))

    def start_hidden_text(self, given: dict[str, str]) -> None:
        self.shown.append(_Shown(given.get("text:is-hidden") != "false"))

    def start_section(self, given: dict[str, str]) -> None:
        hidden = given.get("text:display") == "none" or self.styles.hides("section", given.get("text:style-name", ""))
        self.shown.append(_Shown(hidden))

    def end_shown(self) -> None:
        self.shown.pop()

    def characters(self, text: str) -> None:
        """Characters of the file, in which a run of white space is one space."""
        text = _WHITE.sub(" ", text)
        if self.spaced:
            text = text.removeprefix(" ")
        if text:
            self._add(text, spaced=text.endswith(" "))

    def spaces(self, given: dict[str, str]) -> None:
        self._add(" " * min(limited(given.get("text:c"), 1), _MOST_SPACES))

    def tab(self, _: dict[str, str]) -> None:
        self._add(" ")

    def line_break(self, _: dict[str, str]) -> None:
        self._add("\n", spaced=True)

    def _add(self, text: str, *, spaced: bool = False) -> None:
        if self.open and not any(shown.hidden for shown in self.shown):
            self.flow.add(raised(text) if self.shown[-1].raised else text)
            self.spaced = spaced

    # Lists

    def start_list(self, given: dict[str, str]) -> None:
        style = given.get("text:style-name", "")
        if self.lists:
            self.lists.append(_List(style or self.lists[-1].style, self.lists[-1].counter))
            return
        counter = self.by_id.get(given.get("text:continue-list", ""))
        if counter is None and given.get("text:continue-numbering") == "true":
            counter = self.by_style.get(style)
        counter = counter or Counter()
        self.by_style[style] = counter
        if identifier := given.get("xml:id"):
            self.by_id[identifier] = counter
        self.lists.append(_List(style, counter))

    def end_list(self) -> None:
        if self.lists:
            self.lists.pop()

    def start_item(self, given: dict[str, str]) -> None:
        if self.lists:
            self.lists[-1].awaits = True
            if (start := given.get("text:start-value")) is not None and len(self.lists) <= LEVELS:
                self.lists[-1].counter.begin(len(self.lists) - 1, limited(start, 1))

    def end_item(self) -> None:
        if self.lists:
            self.lists[-1].awaits = False

    def _number(self, given: dict[str, str], style: str) -> str:
        """The number in front of a paragraph: of the item that it begins, or of the heading that it is."""
        if self.lists:
            opened, at = self.lists[-1], min(len(self.lists), LEVELS) - 1
            if not opened.awaits:
                return ""
            opened.awaits = False
            return opened.counter.label(self.styles.levels.get(opened.style or self.styles.list_of(style), {}), at)
        at = limited(given.get("text:outline-level"), 0) - 1
        if self.path[-1] != "text:h" or at not in range(LEVELS) or given.get("text:is-list-header") == "true":
            return ""
        return self.outline.label(self.styles.levels.get(OUTLINE, {}), at)

    # Tables and text boxes

    def start_table(self, _: dict[str, str]) -> None:
        self.flow.start_table()

    def end_table(self) -> None:
        self.flow.end_table()

    def start_row(self, given: dict[str, str]) -> None:
        self.flow.start_row()
        self.rows.append(given.get("table:visibility", "visible") == "visible")

    def end_row(self) -> None:
        self.flow.end_row(keep=self.rows.pop())

    def start_cell(self, given: dict[str, str]) -> None:
        """The places that a cell spans follow as covered cells of their own."""
        self.columns.append(max(limited(given.get("table:number-columns-repeated"), 1), 1))
        self._set_aside()
        self.flow.start_cell()

    def end_cell(self) -> None:
        self.flow.end_cell(self.columns.pop())
        self._take_back()

    def end_covered_cell(self) -> None:
        self.flow.end_cell(self.columns.pop(), keep=False)
        self._take_back()

    def _set_aside(self) -> None:
        self.outer.append(_Outside(self.open, self.label, self.spaced, self.lists))
        self.open, self.label, self.lists = False, "", []

    def _take_back(self) -> None:
        self.open, self.label, self.spaced, self.lists = self.outer.pop()


_STARTS: dict[str, Callable[[_Document, dict[str, str]], None]] = {
    "text:p": _Document.start_paragraph, "text:h": _Document.start_paragraph,
    "text:span": _Document.start_span, "text:hidden-text": _Document.start_hidden_text,
    "text:section": _Document.start_section,
    "text:s": _Document.spaces, "text:tab": _Document.tab, "text:line-break": _Document.line_break,
    "text:list": _Document.start_list, "text:list-item": _Document.start_item,
    "table:table": _Document.start_table, "table:table-row": _Document.start_row,
    "table:table-cell": _Document.start_cell, "table:covered-table-cell": _Document.start_cell,
}  # fmt: skip
_ENDS: dict[str, Callable[[_Document], None]] = {
    "text:p": _Document.end_paragraph, "text:h": _Document.end_paragraph,
    "text:span": _Document.end_shown, "text:hidden-text": _Document.end_shown, "text:section": _Document.end_shown,
    "text:list": _Document.end_list, "text:list-item": _Document.end_item,
    "table:table": _Document.end_table, "table:table-row": _Document.end_row,
    "table:table-cell": _Document.end_cell, "table:covered-table-cell": _Document.end_covered_cell,
}  # fmt: skip

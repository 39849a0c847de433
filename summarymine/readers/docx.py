"""Word files (`.docx`): the text of the main part, with the numbers that Word counts by itself.

The main part is read from front to back as XML events (`xmlevents.passing`); the styles and numbering parts are
read before it. Nothing else in the container is opened, so headers, footers, notes and comments stay out.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.docx_names import attribute, name, switched_on
from summarymine.readers.docx_numbering import Numbering, Styles, read_numbering, read_styles
from summarymine.readers.docx_package import Package
from summarymine.readers.flow import Flow
from summarymine.readers.lines import raised
from summarymine.readers.lists import limited
from summarymine.readers.signatures import looks_like
from summarymine.readers.symbols import symbol
from summarymine.readers.xmlevents import passing
from summarymine.readers.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

WORD, ENCRYPTED = "Word (docx)", "encrypted Office"


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads `.docx`, `.docm` and the templates `.dotx`, `.dotm`; macros are never looked at.

    >>> import io, zipfile
    >>> from summarymine.readers.docx_names import WORD_NAMESPACE
    >>> body = "<body><p><r><t>税收</t></r><r><tab/><t>3亿元</t></r></p></body>"
    >>> with zipfile.ZipFile(buffer := io.BytesIO(), "w") as file:
    ...     file.writestr("word/document.xml", f'<document xmlns="{WORD_NAMESPACE}">{body}</document>')
    >>> [source.text for source in DocxReader().read(buffer.getvalue(), "总结.docx")]
    ['税收 3亿元']
    """

    name: str = "docx"
    suffixes: frozenset[str] = frozenset({".docx", ".docm", ".dotx", ".dotm"})
    formats: frozenset[str] = frozenset({WORD, ENCRYPTED})

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:  # noqa: ARG002
        """One source. Raises ReadError for a file that is damaged, has a password or no text, or is none of Word's."""
        kind = looks_like(data)
        if kind == ENCRYPTED:
            raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")
        if kind not in (WORD, "ZIP"):
            zh, en = (f"看起来是 {kind} 文件，", f"looks like a {kind} file, ") if kind else ("", "")
            raise ReadError(f"{zh}不是 Word 文档 / {en}not a Word document")
        text = document_text(Zipped.open(data))
        if not text:
            raise ReadError("文档里没有文字，可能只有图片 / the document has no text, perhaps only pictures")
        yield Source(path, text, "utf-8", sha256(data).hexdigest())


def document_text(container: Zipped) -> str:
    """The text of a Word file, "" where it has none.

    Raises ReadError as `Package`, `Zipped` and `passing` do, and where all the text is embedded in another format.
    """
    package = Package.open(container)
    styles_part, numbering_part = package.part("styles"), package.part("numbering")
    styles = read_styles(styles_part) if styles_part else Styles()
    document = _Document(styles, read_numbering(numbering_part, styles) if numbering_part else Numbering(styles))
    for event, element in passing(package.text()):
        if event == "start":
            document.start(element)
        else:
            document.end(element)
    document.settle()
    text = document.flow.text()
    if not text and document.embedded:
        zh, en = "正文以另一种格式嵌在文档里，请用 Word 打开并另存为 docx", "the text is embedded in another format"
        raise ReadError(f"{zh} / {en}; open it in Word and save it as docx")
    return text


_MOST_FIELDS = 100  # in each other; Word has 20, and a made file could open one a word
_LEFT_OUT = frozenset({
    "del", "moveFrom", "rt", "sectPr", "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange",
    "tblGridChange", "tblPrExChange", "sectPrChange", "numberingChange",
})  # fmt: skip
"""Elements of whose inside nothing is read: deleted text, readings beside characters, properties that once were."""


@dataclass(slots=True)
class _Paragraph:
    """What is known of the open paragraph and of its open run."""

    style: str = ""
    list_id: str | None = None
    level: int | None = None
    joined: bool = False  # its mark is deleted or hidden: it goes on in the next paragraph
    run_style: str = ""
    hidden: bool | None = None
    raised: bool = False


@dataclass(slots=True)
class _Cell:
    columns: int = 1
    keep: bool = True


@dataclass(slots=True)
class _Document:
    """The state while the events of the main part go by."""

    styles: Styles
    numbering: Numbering
    flow: Flow = field(default_factory=Flow)
    path: list[str] = field(default_factory=list)  # names of the open elements
    skipped: int = 0  # depth in an element that is left out
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    label: str | None = None  # the number of a paragraph that goes on in the next one
    outer: list[tuple[_Paragraph, str | None, list[bool]]] = field(default_factory=list)  # around open text boxes
    cells: list[_Cell] = field(default_factory=list)
    rows: list[bool] = field(default_factory=list)  # whether each open row is kept
    branches: list[bool] = field(default_factory=list)  # whether each open choice was made
    fields: list[bool] = field(default_factory=list)  # whether each open field has come to its result
    embedded: bool = False  # a part in another format belongs into the text
    placeholders: list[bool] = field(default_factory=list)  # whether each open control only asks for text

    def start(self, element: Element) -> None:
        tag = name(element)
        self.path.append(tag)
        if self.skipped:
            self.skipped += 1
        elif tag in _LEFT_OUT:
            self._leave_out(tag)
        elif begin := _STARTS.get(tag):
            begin(self, element)

    def end(self, element: Element) -> None:
        tag = self.path.pop()
        if self.skipped:
            self.skipped -= 1
        elif tag == "t":
            self._add((element.text or "").replace("\n", " "))
        elif finish := _ENDS.get(tag):
            finish(self)

    def _in(self, *parents: str) -> bool:
        """Whether the innermost open elements around the newest one have these names."""
        return self.path[-1 - len(parents) : -1] == list(parents)

    def _leave_out(self, tag: str) -> None:
        if tag in ("del", "moveFrom") and self._in("pPr", "rPr"):  # of the paragraph's mark
            self.paragraph.joined = True
        elif tag == "del" and self._in("trPr"):
            self._drop_row()
        self.skipped = 1

    # Paragraphs and runs

    def start_paragraph(self, _: Element) -> None:
        self.paragraph = _Paragraph(style=self.styles.default)

    def paragraph_style(self, element: Element) -> None:
        self.paragraph.style = attribute(element) or ""

    def number(self, element: Element) -> None:
        if not self._in("pPr", "numPr"):
            return
        if self.path[-1] == "numId":
            self.paragraph.list_id = attribute(element)
        else:
            self.paragraph.level = limited(attribute(element), 0)

    def end_paragraph(self) -> None:
        done = self.paragraph
        self.fields = [True] * len(self.fields)  # a field that a damaged file leaves open hides no more than this
        if done.joined and self.flow.blank:
            return
        if self.label is None:
            self.label = self.numbering.label(done.style, done.list_id, done.level)
        if not done.joined:
            self.settle()

    def settle(self) -> None:
        """Ends a paragraph that was to go on in the next one, where there is none."""
        if self.label is not None:
            self.flow.end_paragraph(self.label)
            self.label = None

    def start_run(self, _: Element) -> None:
        self.paragraph.run_style, self.paragraph.hidden, self.paragraph.raised = "", None, "sup" in self.path[-3:-1]

    def run_style(self, element: Element) -> None:
        self.paragraph.run_style = attribute(element) or ""

    def vanish(self, element: Element) -> None:
        if self._in("pPr", "rPr"):
            self.paragraph.joined |= switched_on(element)
        elif self._in("r", "rPr"):
            self.paragraph.hidden = switched_on(element)

    def raise_text(self, element: Element) -> None:
        if self._in("r", "rPr"):
            self.paragraph.raised = attribute(element) == "superscript"

    def _add(self, text: str) -> None:
        """Text of the open run, unless it is hidden, a field's code or a control's request for text."""
        run = self.paragraph
        hidden = run.hidden
        if hidden is None:
            hidden = self.styles.hides(run.run_style) or self.styles.hides(run.style)
        if not hidden and all(self.fields) and not any(self.placeholders):
            self.flow.add(raised(text) if run.raised else text)

    def tab(self, _: Element) -> None:
        if self._in("r"):  # others are places to which tabs go
            self._add(" ")

    def line_break(self, _: Element) -> None:
        self._add("\n")

    def hyphen(self, _: Element) -> None:
        self._add("-")

    def symbol(self, element: Element) -> None:
        code = attribute(element, "char") or ""
        if 0 < len(code) <= 6 and set(code) <= _HEX:
            self._add(symbol(int(code, 16), attribute(element, "font") or ""))

    def field_mark(self, element: Element) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin" and len(self.fields) < _MOST_FIELDS:
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    # What stands around paragraphs

    def start_box(self, _: Element) -> None:
        self.flow.start_box()
        self.outer.append((self.paragraph, self.label, self.fields))
        self.label, self.fields = None, []

    def end_box(self) -> None:
        self.settle()
        self.flow.end_box()
        self.paragraph, self.label, self.fields = self.outer.pop()

    def start_choice(self, _: Element) -> None:
        self.branches.append(False)

    def end_choice(self) -> None:
        self.branches.pop()

    def branch(self, _: Element) -> None:
        """The first branch is what newer programs show, the others say the same for older ones."""
        if self._in("AlternateContent") and self.branches:
            if self.branches[-1]:
                self.skipped = 1
            self.branches[-1] = True

    def start_control(self, _: Element) -> None:
        self.placeholders.append(False)

    def end_control(self) -> None:
        self.placeholders.pop()

    def asks(self, element: Element) -> None:
        if self.placeholders:
            self.placeholders[-1] = switched_on(element)

    def embed(self, _: Element) -> None:
        self.embedded = True

    # Tables

    def start_table(self, _: Element) -> None:
        self.settle()
        self.flow.start_table()

    def end_table(self) -> None:
        self.flow.end_table()

    def start_row(self, _: Element) -> None:
        self.flow.start_row()
        self.rows.append(True)

    def end_row(self) -> None:
        self.flow.end_row(keep=self.rows.pop())

    def _drop_row(self) -> None:
        if self.rows:
            self.rows[-1] = False

    def hidden_row(self, element: Element) -> None:
        if self._in("trPr") and switched_on(element):
            self._drop_row()

    def columns_before(self, element: Element) -> None:
        if self._in("trPr"):
            self.flow.skip_columns(limited(attribute(element), 0))

    def start_cell(self, _: Element) -> None:
        self.flow.start_cell()
        self.cells.append(_Cell())

    def end_cell(self) -> None:
        self.settle()
        cell = self.cells.pop()
        self.flow.end_cell(cell.columns, keep=cell.keep)

    def columns(self, element: Element) -> None:
        if self._in("tcPr") and self.cells:
            self.cells[-1].columns = max(limited(attribute(element), 1), 1)

    def merged(self, element: Element) -> None:
        """A cell that goes on from the one above or before it; Word keeps what stood there before, unseen."""
        if self._in("tcPr") and self.cells:
            self.cells[-1].keep = attribute(element) == "restart"

    def deleted_cell(self, _: Element) -> None:
        if self._in("tcPr") and self.cells:
            self.cells[-1].keep = False


_HEX = frozenset("0123456789abcdefABCDEF")
_STARTS: dict[str, Callable[[_Document, Element], None]] = {
    "p": _Document.start_paragraph, "pStyle": _Document.paragraph_style,
    "numId": _Document.number, "ilvl": _Document.number,
    "r": _Document.start_run, "rStyle": _Document.run_style, "vanish": _Document.vanish,
    "specVanish": _Document.vanish, "vertAlign": _Document.raise_text,
    "tab": _Document.tab, "ptab": _Document.tab, "br": _Document.line_break, "cr": _Document.line_break,
    "noBreakHyphen": _Document.hyphen, "sym": _Document.symbol, "fldChar": _Document.field_mark,
    "txbxContent": _Document.start_box, "altChunk": _Document.embed, "AlternateContent": _Document.start_choice,
    "Choice": _Document.branch, "Fallback": _Document.branch,
    "sdt": _Document.start_control, "showingPlcHdr": _Document.asks,
    "tbl": _Document.start_table, "tr": _Document.start_row, "hidden": _Document.hidden_row,
    "gridBefore": _Document.columns_before, "tc": _Document.start_cell, "gridSpan": _Document.columns,
    "vMerge": _Document.merged, "hMerge": _Document.merged, "cellDel": _Document.deleted_cell,
}  # fmt: skip
_ENDS: dict[str, Callable[[_Document], None]] = {
    "p": _Document.end_paragraph, "txbxContent": _Document.end_box,
    "AlternateContent": _Document.end_choice, "sdt": _Document.end_control, "tbl": _Document.end_table,
    "tr": _Document.end_row, "tc": _Document.end_cell,
}  # fmt: skip

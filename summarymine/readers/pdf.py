"""PDF: the text layer in reading order, as paragraphs, with the page each begins on.

The way of a file: PDFium (`pypdfium2`) gives glyphs and rules, `printed.page_lines` makes lines of a page's,
`pages.document_text` paragraphs of all. PDFium is native code and not to be used by two threads at once.
"""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, replace
from hashlib import sha256
from math import atan2, hypot, isfinite, pi
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import category, normalize

from summarymine.document import Source, Unread
from summarymine.errors import ReadError
from summarymine.readers.encoding import FAMILIAR, familiarity
from summarymine.readers.limits import MAX_TEXT
from summarymine.readers.ocr import Recognised, Tesseract, recognise
from summarymine.readers.pages import Page, document_text
from summarymine.readers.printed import Glyph, page_lines
from summarymine.readers.ruled import THICK, Rule
from summarymine.readers.signatures import looks_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_PAGES = 5_000
"""The most pages of a document that is read."""

MAX_GLYPHS = 200_000
"""The most characters on one page."""

MAX_OBJECTS = 20_000
"""How many drawn objects of a page are looked through for the rules of tables."""

SCANNED = 10
"""A document with fewer characters a page than this has no text layer: it is a scan."""

STRANGE = 0.05
"""The largest share of characters without a meaning (private use, no mapping to Unicode) that is believed."""

_END = 4_096  # bytes at the end in which a whole file says that it ends
_LOCKED = (4, 5)  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_QUARTER = pi / 2
_TILTED = 0.05  # radians by which a character may lean before it is a watermark
_PICTURE = 0.3  # of the page: a picture that is larger may hold its text
_SEGMENTS = 2_000  # of a path that may be a table
_LOCK = Lock()
# What fonts print for the characters themselves: radicals, compatibility forms, ligatures.
_FORMS = {
    c: form
    for c in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB07))
    if (form := normalize("NFKC", chr(c))) and len(form) < 4
} | {0x02: "-", 0xFFFE: "-", 0xA0: " "}

_WAY_OUT = (
    "请安装 tesseract 和中文数据 chi_sim，或先做文字识别 (OCR，例如 ocrmypdf)",
    "install tesseract with chi_sim, or recognise the text first (OCR, for example ocrmypdf)",
)
_SCAN = "扫描件，没有文字层", "a scan without a text layer"
_GARBAGE = (
    "文字层是乱码（字体没有到 Unicode 的对应），最好重新导出",
    "the text layer is garbage (its fonts have no mapping to Unicode), better export it again",
)
_NOTE = "{0} 页由文字识别 (OCR) 读出，数字请核对 / {0} pages read by OCR, figures to be checked"


@dataclass(frozen=True, slots=True)
class PdfReader:
    """Reads `.pdf`; pages without text by `ocr`, where there is one. Those not read come as an `Unread` that names them.

    >>> next(PdfReader().read(b"%PDF-1.4", "总结.pdf"))
    Traceback (most recent call last):
    summarymine.errors.ReadError: PDF 不完整，缺少结尾；请重新下载或导出 / the PDF is cut off; download or export it again
    """

    name: str = "pdf"
    suffixes: frozenset[str] = frozenset({".pdf"})
    formats: frozenset[str] = frozenset({"PDF"})
    ocr: Tesseract | None = None

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source | Unread]:  # noqa: ARG002
        """One source; *encoding* is of no use here.

        Raises ReadError for a file that is protected by a password, damaged, cut off or without pages, and for
        one whose pages are scans or whose text layer makes no sense and that is not read by OCR.
        """
        if not data:
            raise ReadError("空文件 / the file is empty")
        if (kind := looks_like(data)) not in (None, "PDF"):
            raise ReadError(f"看起来是 {kind} 文件，不是 PDF / looks like a {kind} file, not a PDF")
        if b"%%EOF" not in data[-_END:] and b"startxref" not in data[-_END:]:
            zh, en = "PDF 不完整，缺少结尾；请重新下载或导出", "the PDF is cut off; download or export it again"
            raise ReadError(f"{zh} / {en}")
        with _LOCK:
            pages, pictures = _pages(data)
            text, places = document_text(pages)
            fault = _fault(text, len(pages))
            wanted = _without_text(pages, fault) if fault else pictures
            found = recognise(self.ocr, data, wanted) if self.ocr and wanted else Recognised({}, _WAY_OUT)
        if found.pages:
            text, places = document_text(_replaced(pages, wanted, found.pages))
            fault = fault if _fault(text, 1) else None
        if fault:
            raise ReadError(_bilingual(fault, found.reason))
        many = sum(bool(page.lines) for page in found.pages.values())
        yield Source(path, text, "utf-8", sha256(data).hexdigest(), places, _NOTE.format(many) if many else "")
        if unread := [number for number in wanted if number not in found.pages]:
            yield Unread(path, _bilingual(_unread(unread), found.reason))


def _bilingual(what: tuple[str, str], why: tuple[str, str]) -> str:
    return f"{what[0]}；{why[0]} / {what[1]}; {why[1]}"


def _without_text(pages: list[Page], fault: tuple[str, str]) -> list[int]:
    """The numbers of the pages for which a document is refused."""
    few = [page.number for page in pages if sum(len(line.text) for line in page.lines) < SCANNED]
    return few if fault == _SCAN else [page.number for page in pages]


def _replaced(pages: list[Page], wanted: list[int], found: Mapping[int, Page]) -> list[Page]:
    """The pages, those that were *wanted* as they were *found*: what they had for a text goes."""
    gone = set(wanted)
    return [found.get(page.number, replace(page, lines=())) if page.number in gone else page for page in pages]


def _unread(pages: list[int]) -> tuple[str, str]:
    numbers, many = "、".join(map(str, pages[:20])), len(pages)
    zh = f"有 {many} 页是图像，没有文字层，未读：第 {numbers} 页"
    return zh, f"{many} pages are pictures without a text layer and not read"


def _fault(text: str, pages: int) -> tuple[str, str] | None:
    """Why a text of so many pages is none, in Chinese and in English."""
    seen = [char for char in text if not char.isspace()]
    if len(seen) < SCANNED * pages:
        return _SCAN
    strange = sum(category(char) in ("Co", "Cn", "Cs", "Cc") or char == "\ufffd" for char in seen)
    telling = sum(not char.isascii() for char in seen)
    if strange > STRANGE * len(seen) or (5 * telling > len(seen) and familiarity(text) < FAMILIAR):
        return _GARBAGE
    return None


def _pages(data: bytes) -> tuple[list[Page], list[int]]:
    """The pages with their lines, and the numbers of those that are only a picture."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 (0.1 s that no other format needs)

    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium may still tell the reason of a file before.
        locked = getattr(error, "err_code", None) in _LOCKED and b"/Encrypt" in data
        zh, en = "PDF 损坏或不完整；请重新下载或导出", "a damaged or incomplete PDF; download or export it again"
        raise ReadError(
            "有密码保护，请先去掉密码 / protected by a password; remove it first" if locked else f"{zh} / {en}"
        ) from None
    try:
        many = len(document)
        if not many:
            raise ReadError("PDF 没有一页 / the PDF has no pages")
        if many > MAX_PAGES:
            raise ReadError(f"PDF 超过 {MAX_PAGES:,} 页，请拆分后再读 / more than {MAX_PAGES:,} pages; split it")
        pages: list[Page] = []
        pictures: list[int] = []
        total = 0
        for number in range(1, many + 1):
            try:
                page, picture = _page(document, number)
            except pdfium.PdfiumError:
                zh, en = f"PDF 损坏：第 {number} 页无法读取", f"the PDF is damaged: page {number} cannot be read"
                raise ReadError(f"{zh}；请重新下载或导出 / {en}; download or export it again") from None
            pages.append(page)
            if picture:
                pictures.append(number)
            total += sum(len(line.text) for line in page.lines)
            if total > MAX_TEXT:
                raise ReadError(f"超过 {MAX_TEXT:,} 个字符，请拆分后再读 / more than {MAX_TEXT:,} characters; split it")
        return pages, pictures
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[Page, bool]:
    """A page with its lines, and whether it is only a picture."""
    page = document[number - 1]
    try:
        left, bottom, right, top = page.get_bbox()
        text = page.get_textpage()
        try:
            marks = _marks(text, number)
        finally:
            text.close()
        # The page is turned the way most of its text stands, whatever it says of itself.
        turn = Counter(round(mark.angle / _QUARTER) % 4 for mark in marks).most_common(1)[0][0] if marks else 0
        view = _View(left, bottom, right, top, turn)
        boxes, pictured = _drawn(page, (right - left) * (top - bottom))
    finally:
        page.close()
    glyphs = [view.glyph(mark) for mark in marks if abs(_lean(mark.angle - turn * _QUARTER)) < _TILTED]
    glyphs = [glyph for glyph in glyphs if 0 < glyph.base < view.height + 1 and -1 < glyph.left < view.width]
    rules = [Rule(*view.box(*box)) for box in boxes]
    return Page(number, view.width, view.height, tuple(page_lines(glyphs, rules, view.height))), pictured and not marks


class _Mark(NamedTuple):
    """A character as PDFium gives it: where it begins and ends on its base line, and which way that runs."""

    char: str
    size: float
    angle: float
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float


class _View(NamedTuple):
    """A page turned by quarters, clockwise, for reading: from its own places to those from the top left corner."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 0:
                return x - self.left, self.top - y
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case _:
                return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def glyph(self, mark: _Mark) -> Glyph:
        left, _, right, _ = self.box(mark.left, mark.bottom, mark.right, mark.top)
        _, base = self.place(mark.x, mark.y)
        return Glyph(mark.char, left, right, round(base, 1), mark.size)


def _lean(angle: float) -> float:
    return (angle + pi) % (2 * pi) - pi


def _marks(text: Any, number: int) -> list[_Mark]:
    """The characters of a page in the order of printing, without those that PDFium adds itself."""
    from pypdfium2 import raw  # noqa: PLC0415

    many = text.count_chars()
    if many > MAX_GLYPHS:
        zh, en = f"第 {number} 页超过 {MAX_GLYPHS:,} 个字符", f"more than {MAX_GLYPHS:,} characters on page {number}"
        raise ReadError(f"{zh}，不像文档 / {en}, unlike a document")
    page = text.raw
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    found: list[_Mark] = []
    high = 0
    for place in range(many):
        if raw.FPDFText_IsGenerated(page, place) == 1:
            continue
        code = raw.FPDFText_GetUnicode(page, place)
        if 0xD800 <= code < 0xDC00:  # where the system's wide characters have 16 bits
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        char = _FORMS.get(code) or (chr(code) if code < 0x110000 else "\ufffd")
        if category(char[0]) in ("Cc", "Cf") and char not in "\t\n\r":
            char = "\ufffd" if code == 0 else ""
        if not (
            char
            and raw.FPDFText_GetCharOrigin(page, place, x, y)
            and raw.FPDFText_GetLooseCharBox(page, place, box)
            and raw.FPDFText_GetMatrix(page, place, matrix)
        ):
            continue
        size = raw.FPDFText_GetFontSize(page, place) * hypot(matrix.c, matrix.d)
        spot = (x.value, y.value, box.left, box.bottom, box.right, box.top)
        if size > 0 and all(map(isfinite, (size, *spot))):
            found.append(_Mark(char, round(size, 1) or 0.1, atan2(matrix.b, matrix.a), *spot))
    return found


def _drawn(page: Any, area: float) -> tuple[list[tuple[float, float, float, float]], bool]:
    """The boxes of the rules on a page, and whether a picture takes up much of it."""
    from pypdfium2 import raw  # noqa: PLC0415

    found: list[tuple[float, float, float, float]] = []
    pictured = False
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for place in range(min(raw.FPDFPage_CountObjects(page.raw), MAX_OBJECTS)):
        drawn = raw.FPDFPage_GetObject(page.raw, place)
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            continue
        box = left.value, bottom.value, right.value, top.value
        wide, high = box[2] - box[0], box[3] - box[1]
        if not all(map(isfinite, box)):
            continue
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictured = pictured or wide * high > area * _PICTURE
        elif min(wide, high) < THICK:
            found.append(box)
        elif len(found) < MAX_OBJECTS:
            found += _segments(drawn, raw)
    return found, pictured


def _segments(path: Any, raw: Any) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright lines of a drawn path: a table may be drawn in one stroke."""
    fill, stroke, matrix = ctypes.c_int(), ctypes.c_int(), raw.FS_MATRIX()
    many = raw.FPDFPath_CountSegments(path)
    if not (raw.FPDFPath_GetDrawMode(path, fill, stroke) and stroke.value and 1 < many <= _SEGMENTS):
        return
    if not raw.FPDFPageObj_GetMatrix(path, matrix):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for place in range(many):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        if not raw.FPDFPathSegment_GetPoint(segment, x, y):
            return
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        if not all(map(isfinite, point)):
            return
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield _spanned(last, point)
        if raw.FPDFPathSegment_GetClose(segment):
            yield _spanned(point, start)
        last = point


def _spanned(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])

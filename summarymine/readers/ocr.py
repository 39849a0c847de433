"""Pages that are pictures, read by OCR: by tesseract, where the user installed it with Chinese (``chi_sim``).

The way of a page: PDFium draws it, tesseract finds words on the picture, and `glyphs` gives its characters places as if
they had been printed, so that `printed` and `pages` make of them what they make of a text layer.
"""

from __future__ import annotations

import subprocess
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

import regex

from summarymine.readers import tool
from summarymine.readers.encoding import FAMILIAR, familiarity
from summarymine.readers.pages import Page
from summarymine.readers.printed import Glyph, page_lines, wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LANGUAGE = "chi_sim"

SECONDS = 30.0
"""How long a page may take."""

DPI = 200
"""How finely a page is drawn. At 300 the usual 16 points are larger than tesseract reads best (`docs/readers.md`)."""

MAX_PIXELS = 10_000_000
"""The most pixels of a drawn page; one that is larger than A3 is drawn less finely."""

CREDIBLE = 50.0
"""The lowest mean confidence, of 100, that is believed: a photograph has words too, of a kind."""

_ASKED = 10.0  # seconds for what tesseract says of itself
_MAX_OUTPUT = 8 * 1024 * 1024
_COMMAND = ("stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "tsv")
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}  # one processor: there is a worker for each
_HEAD = "level\tpage_num\t"
_LINE, _WORD = "4", "5"
_DARK = bytes(range(128, 256))
_BLANK = 0.001  # of a page is dark: dust
_GAP, _GAP_OF_FIGURES = 1.3, 1.0  # in sizes: what lies further apart belongs to two columns
_LONG = 1.3  # times its characters: tesseract's boxes of words are longer at times
_LIKE, _LARGER = (0.8, 1.25), 1.2  # times the usual size
_SHORT = 6  # in sizes: the edges of so short a line do not tell the size
_RULE = frozenset("|｜")
_HALF = 0.5  # in sizes: punctuation fills so much of its place, on one side
_OPENING, _CLOSING = frozenset("（《“‘【(〔"), frozenset("，。、；：！？）》”’】〕,.;:!?)")
# What tesseract makes of some signs in Chinese text: 〈一) for （一), (AN) for （八), 9.4%6 for 9.4%.
_MISREAD = {
    regex.compile(r"(?<=\d%)\d{1,2}(?!\d)"): "",
    regex.compile(r"[〈《]{1,2}(?=[一二三四五六七八九十]{1,3}[)）])"): "（",
    regex.compile(r"〈(?![^〉]{0,40}〉)"): "（",
    regex.compile(r"^[《〈(（]{1,2}AN[)）]"): "（八）",
}
_FOLDER = regex.compile(r'"([^"\n]{1,1000})"')

_DIED = "tesseract 出错或超时", "tesseract failed or took too long"
_STRANGE = "tesseract 的输出无法理解", "tesseract gave no table of words"
_NOTHING = "文字识别 (OCR) 没有认出可信的文字", "OCR found no credible text"
_UNDRAWN = "PDF 损坏，这一页画不出来", "the PDF is damaged and the page cannot be drawn"


class Unrecognised(Exception):  # noqa: N818
    """Why a page was not read, in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The program, and what tells it from another one: its version and the size of its Chinese data."""

    program: str
    state: str = ""


def find_tesseract() -> Tesseract | None:
    """Tesseract with Chinese, None where there is none."""
    program = tool.find("tesseract")
    if program is None:
        return None
    version, listed = _said(program, "--version"), _said(program, "--list-langs").splitlines()
    if LANGUAGE not in map(str.strip, listed):
        return None
    size = 0
    if folder := _FOLDER.search(listed[0]):
        with suppress(OSError):
            size = (Path(folder[1]) / f"{LANGUAGE}.traineddata").stat().st_size
    return Tesseract(program, f"{version.splitlines()[0] if version else ''} {LANGUAGE} {size}")


def _said(program: str, option: str) -> str:
    with suppress(OSError, subprocess.TimeoutExpired):
        asked = subprocess.run(
            [program, option],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_ASKED,
            check=False,
        )
        if asked.returncode == 0:
            return asked.stdout.decode("utf-8", "replace")
    return ""


class Recognised(NamedTuple):
    """What OCR made of pages: those that it read or found blank, by their numbers, and why it did not read the first other."""

    pages: Mapping[int, Page]
    reason: tuple[str, str] = _NOTHING


def recognise(tesseract: Tesseract, data: bytes, numbers: Iterable[int]) -> Recognised:
    """Read pages of a sound PDF, given by their numbers."""
    import pypdfium2 as pdfium  # type: ignore[import-untyped]  # noqa: PLC0415 (as in `pdf`)

    pages: dict[int, Page] = {}
    reasons: list[tuple[str, str]] = []
    document = pdfium.PdfDocument(data)
    try:
        for number in numbers:
            try:
                pages[number] = _page(tesseract, document, number)
            except Unrecognised as error:
                reasons.append((error.args[0], error.args[1]))
            except pdfium.PdfiumError:
                reasons.append(_UNDRAWN)
    finally:
        document.close()
    return Recognised(pages, *reasons[:1])


def _page(tesseract: Tesseract, document: Any, number: int) -> Page:
    page = document[number - 1]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, sqrt(MAX_PIXELS / (width * height)))
        picture = page.render(scale=scale, grayscale=True)
        rows, stride = bytes(picture.buffer), picture.stride
        pixels = b"".join(rows[start : start + picture.width] for start in range(0, len(rows), stride))
        head = b"P5 %d %d 255\n" % (picture.width, picture.height)
        picture.close()
    finally:
        page.close()
    found = words(_tsv(tesseract, head + pixels))
    text = "".join(word.text for line in found for word in line.words)
    if not text and len(pixels.translate(None, _DARK)) > _BLANK * len(pixels):
        raise Unrecognised(*_NOTHING)
    if text and (_confidence(found) < CREDIBLE or familiarity(text) < FAMILIAR):
        raise Unrecognised(*_NOTHING)
    return Page(number, width, height, tuple(page_lines(list(glyphs(found, scale)), [], height)))


def _tsv(tesseract: Tesseract, picture: bytes) -> str:
    try:
        with tool.running([tesseract.program, *_COMMAND], picture, SECONDS, _ENVIRONMENT) as running:
            output = running.output.read(_MAX_OUTPUT + 1)
            if len(output) > _MAX_OUTPUT:
                raise Unrecognised(*_STRANGE)
            if running.process.wait():
                raise Unrecognised(*_DIED)
    except OSError:
        raise Unrecognised(*_DIED) from None
    return output.decode("utf-8", "replace")


class Word(NamedTuple):
    """A word on a picture, in pixels; ``confidence`` is up to 100."""

    text: str
    left: int
    right: int
    confidence: float


class WordLine(NamedTuple):
    """A line of words, in pixels from the top left corner."""

    left: int
    right: int
    top: int
    bottom: int
    words: list[Word]


def words(tsv: str) -> list[WordLine]:
    """The lines in the table of words that tesseract gives. Raises Unrecognised where it is none."""
    head, *rows = tsv.split("\n")
    if not head.startswith(_HEAD):
        raise Unrecognised(*_STRANGE)
    found: list[WordLine] = []
    for row in rows:
        if not row.strip():
            continue
        try:
            level, *_, x, y, width, height, confidence, text = row.rstrip("\r").split("\t")
            left, top = int(x), int(y)
            right, bottom = left + int(width), top + int(height)
            sure = float(confidence)
        except ValueError:
            raise Unrecognised(*_STRANGE) from None
        if level == _LINE:
            found.append(WordLine(left, right, top, bottom, []))
        elif level == _WORD and found and text.strip() and not _RULE.issuperset(text.strip()):
            found[-1].words.append(Word(text.strip(), left, right, sure))
    return [line for line in found if line.words and line.right > line.left and line.bottom > line.top]


def _confidence(lines: Iterable[WordLine]) -> float:
    found = [(word.confidence, len(word.text)) for line in lines for word in line.words]
    return sum(sure * many for sure, many in found) / sum(many for _, many in found)


def glyphs(lines: Sequence[WordLine], scale: float) -> Iterator[Glyph]:
    """The characters of the lines in points, *scale* pixels each, evenly spread between the wide gaps of a line.

    The boxes of lines are exact, those of Chinese words are not. Spaces stay between letters and figures only.

    >>> line = WordLine(0, 48, 10, 20, [Word("税", 0, 14, 90), Word("收", 11, 20, 90), Word("3", 24, 28, 90)])
    >>> [(glyph.char, glyph.left, glyph.right) for glyph in glyphs([line], 1.0)]
    [('税', 0.0, 19.2), ('收', 19.2, 38.4), ('3', 38.4, 48.0)]
    """
    if not lines:
        return
    pitches = [(line.right - line.left) / _width(_text(line.words)) for line in lines]
    usual = median(pitch for line, pitch in zip(lines, pitches, strict=True) for _ in _text(line.words))
    height = median(line.bottom - line.top for line in lines for _ in _text(line.words))
    for line, pitch in zip(lines, pitches, strict=True):
        size = _size(pitch, usual, (line.bottom - line.top) / height, short=_width(_text(line.words)) < _SHORT)
        pieces = list(_pieces(line.words, size))
        for number, piece in enumerate(pieces):
            text = _text(piece)
            left = float(piece[0].left if number else line.left) - _HALF * size * (text[0] in _OPENING)
            right = float(max(word.right for word in piece)) if number < len(pieces) - 1 else line.right
            right += _HALF * size * (text[-1] in _CLOSING)
            step = max(right - left, 1) / _width(text)
            for char in text:
                end = left + step * _width(char)
                yield Glyph(char, left / scale, end / scale, round(line.bottom / scale, 1), round(size / scale, 1))
                left = end


def _size(pitch: float, usual: float, height: float, *, short: bool) -> float:
    """The size of a line's characters, by the distance between them and its height, as a share of the usual one."""
    least, most = (factor * usual for factor in _LIKE)
    if least <= pitch <= most or (short and height <= _LARGER):
        return usual
    return min(pitch, usual * height if height > _LARGER else usual)


def _pieces(row: Sequence[Word], size: float) -> Iterator[list[Word]]:
    """The words of a line between wide gaps, none longer than its characters can be."""
    piece: list[Word] = []
    reach = 0
    for word in row:
        if piece:
            exact = not wide(piece[-1].text[-1]) and not wide(word.text[0])
            if word.left - reach > (_GAP_OF_FIGURES if exact else _GAP) * size:
                yield piece
                piece = []
        right = min(word.right, round(word.left + _LONG * size * _width(word.text)))
        reach = max(reach, right)
        piece.append(word._replace(right=right))
    yield piece


def _text(row: Sequence[Word]) -> str:
    found = row[0].text
    for last, word in pairwise(row):
        apart = not wide(last.text[-1]) and not wide(word.text[0])
        found += f" {word.text}" if apart else word.text
    for misread, meant in _MISREAD.items():
        found = misread.sub(meant, found)
    return found


def _width(text: str) -> float:
    """In sizes."""
    return sum(1.0 if wide(char) else 0.5 for char in text)

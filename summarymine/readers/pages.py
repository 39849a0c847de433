"""From the lines of pages to the text of a document: headers and footers out, lines joined to paragraphs.

Reading guide. `document_text` does all: `_without_bands` leaves out what stands at the top and bottom of
pages, `_without_repeats` the heads of tables that go on, and `_goes_on` says whether a line continues the
paragraph above it. A page end is a line end like any other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import regex

from summarymine.document import Place
from summarymine.readers.printed import Line, join, wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its number from 1, its size in points, its lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the lines of a page or of its column begin and end when they are full."""

    left: float
    right: float
    justified: bool = False


_BAND = 160.0  # points from the edge of the page: where a line that recurs letter for letter is a header or footer
_EDGE = 100.0  # where it may differ by its digits, or be a page number alone
_MOST = 0.3  # of the page's height, however small it is
_BAND_LINES = 3  # lines of a header or footer
_SAME_PLACE = 3.0  # points that headers of two pages may differ in height
_LARGER = 1.08  # times the size: a line that differs more belongs to another paragraph
_WIDER = 1.2  # times the distance of other lines: what stands further apart is another paragraph
_INDENT = 0.8  # in sizes
_SLACK = 0.35  # in sizes: how much of the margin a full line may leave, beyond what did not fit
_FLUSH = 0.25  # in sizes: how far from the margin a line of justified text may end
_SAME_EDGE = 3.0  # points
_SUPPORT = 3  # full lines that show where a margin is

_HANGING = "，。、；：！？"  # may stand beyond the margin

_DIGITS = regex.compile(r"\d{1,9}|\s")
_NUMBER = r"(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})"
_PAGE_NUMBER = regex.compile(
    rf"""(?i)\s{{0,6}}(?: [-–—―·•.~～|〔\[（(]{{0,3}} \s{{0,6}} (?:\d{{1,4}}|[ivxlc]{{1,6}}) \s{{0,6}} [-–—―·•.~～|〕\]）)]{{0,3}}
        | 第\s{{0,6}}{_NUMBER}\s{{0,6}}页 [\s,，/／|]{{0,6}} (?:[（(]?\s{{0,6}}共\s{{0,6}}{_NUMBER}\s{{0,6}}页\s{{0,6}}[）)]?)?
        | 共\s{{0,6}}{_NUMBER}\s{{0,6}}页 [\s,，/／|]{{0,6}} 第\s{{0,6}}{_NUMBER}\s{{0,6}}页
        | (?:页|page|p\.?)\s{{0,6}}\d{{1,4}} (?:\s{{0,6}}(?:/|of)\s{{0,6}}\d{{1,4}})?
        | \d{{1,4}}\s{{0,6}}[/／]\s{{0,6}}\d{{1,4}} (?:\s{{0,6}}页)? )\s{{0,6}}""",
    regex.VERBOSE,
)
_MARKED = regex.compile(
    r"""(?: [一二三四五六七八九十]{1,3}[、.．] | [（(][一二三四五六七八九十\d]{1,3}[）)]
          | 第[一二三四五六七八九十]{1,3}[篇章节部条]
          | \d{1,2}[、.．）)](?!\d) | [①-⑳❶-❿㈠-㈩⑴-⒇⒈-⒛] | [-•●■◆*◇□○▪➢] | 【 | 附[件表：] )""",
    regex.VERBOSE,
)
_ENDED = regex.compile(r"[。！？：；!?:;…][”’」』）)》]{0,3}$")


def document_text(pages: Sequence[Page]) -> tuple[str, tuple[Place, ...]]:
    """The text of the pages, a paragraph or table row a line, and where each page that has text begins in it.

    >>> lines = [Line("园区完成税收", 72, 522, 100, 12, 12), Line("3亿元。", 72, 110, 120, 12, 12)]
    >>> document_text([Page(1, 595, 842, (lines[0],)), Page(2, 595, 842, (lines[1],))])
    ('园区完成税收3亿元。', (Place(start=0, name='第1页'), Place(start=6, name='第2页')))
    """
    pages = _without_repeats(_without_bands(pages))
    frames = _frames(pages)
    indents = _indents(pages, frames)
    paragraphs: list[str] = []
    places: list[Place] = []
    done = 0  # characters of the finished paragraphs with their line ends
    last: tuple[Line, _Frame] | None = None
    for page, columns in zip(pages, frames, strict=True):
        apart = _apart(page.lines)
        for place, line in enumerate(page.lines):
            frame = columns[line.column]
            if last and place not in apart and _goes_on(*last, line, frame, indents=indents):
                joined = join(paragraphs[-1], line.text, spaced=last[0].spaced)
                start = done + len(joined) - len(line.text)
                paragraphs[-1] = joined
            else:
                done += len(paragraphs[-1]) + 1 if paragraphs else 0
                start = done
                paragraphs.append(line.text)
            if place == 0:
                places.append(Place(start, f"第{page.number}页"))
            last = line, frame
    return "\n".join(paragraphs), tuple(places)


def _without_bands(pages: Sequence[Page]) -> list[Page]:
    """The pages without headers, footers and page numbers."""
    exact: dict[str, list[float]] = {}
    masked: dict[str, list[float]] = {}
    for page in pages:
        for line in {*_outer(page)}:
            exact.setdefault(line.text, []).append(line.base)
            masked.setdefault(_DIGITS.sub("", line.text), []).append(line.base)
    for heights in (*exact.values(), *masked.values()):
        heights.sort()
    sizes = Counter[float]()
    for page in pages:
        for line in page.lines:
            sizes[line.size] += len(line.text)
    usual = max(sizes, key=sizes.__getitem__, default=0.0)

    steps = sorted(b.base - a.base for page in pages for a, b in pairwise(page.lines) if b.base > a.base)
    step = steps[len(steps) // 4] if steps else 0.0

    def recurs(line: Line, page: Page, far: float) -> bool:
        if line.row or far > min(_BAND, _MOST * page.height) or line.size > _LARGER * usual:
            return False
        key = _DIGITS.sub("", line.text)
        return _recurs(exact[line.text], line.base) or (far <= _EDGE and bool(key) and _recurs(masked[key], line.base))

    found = []
    for page in pages:
        order = sorted(page.lines, key=lambda line: line.base)
        gone: set[Line] = set()
        for side, edge in ((order, 0.0), (order[::-1], page.height)):
            far = [abs(line.base - edge) for line in side[:_BAND_LINES]]
            numbers = [line for line in side[:1] if _is_number(line, page, far[0])]
            most = next((n for n, line in enumerate(side[: len(far)]) if not recurs(line, page, far[n])), len(far))
            apart = (n for n in range(most, 0, -1) if _stands_apart(side, n, usual, step))
            gone.update(numbers, side[: next(apart, 0)])
        found.append(Page(page.number, page.width, page.height, tuple(line for line in page.lines if line not in gone)))
    return found


def _is_number(line: Line, page: Page, far: float) -> bool:
    near = far <= min(_EDGE, _MOST * page.height)
    return not line.row and near and _PAGE_NUMBER.fullmatch(line.text) is not None


def _stands_apart(side: Sequence[Line], many: int, usual: float, step: float) -> bool:
    """Whether the first lines of a side of a page are no part of its text: smaller, or at a distance from it."""
    if all(line.size < usual / _LARGER for line in side[:many]):
        return True
    return many < len(side) and abs(side[many].base - side[many - 1].base) > _WIDER * step


def _outer(page: Page) -> Iterator[Line]:
    order = sorted(page.lines, key=lambda line: line.base)
    for line in (*order[:_BAND_LINES], *order[-_BAND_LINES:]):
        if not line.row:
            yield line


def _recurs(heights: list[float], base: float) -> bool:
    return bisect_right(heights, base + _SAME_PLACE) - bisect_left(heights, base - _SAME_PLACE) > 1


def _without_repeats(pages: Sequence[Page]) -> list[Page]:
    """The pages without the head of a table that is printed again where the table goes on."""
    found: list[Page] = []
    table: list[str] = []  # the rows of the table that the page before ended with
    for page in pages:
        rows = 0
        while rows < min(len(page.lines), len(table)) and page.lines[rows].text == table[rows] and page.lines[rows].row:
            rows += 1
        found.append(Page(page.number, page.width, page.height, page.lines[rows:]))
        end = next((i for i, line in enumerate(reversed(page.lines)) if not line.row), len(page.lines))
        if end < len(page.lines) or not page.lines:
            table = []
        table += [line.text for line in page.lines[len(page.lines) - end :]]
    return found


def _frames(pages: Sequence[Page]) -> list[list[_Frame]]:
    """The margins of each column of each page, of one with few lines those of its like on other pages."""
    found: list[list[tuple[tuple[int, int, int], float | None, float | None, list[Line]]]] = []
    lefts: dict[tuple[int, int, int], list[float]] = {}
    rights: dict[tuple[int, int, int], list[float]] = {}
    for page in pages:
        columns: list[list[Line]] = [[] for _ in range(1 + max((line.column for line in page.lines), default=0))]
        for line in page.lines:
            if not line.row and line.frame is None:
                columns[line.column].append(line)
        found.append([])
        for column, lines in enumerate(columns):
            like = round(page.width), len(columns), column
            left = _edge([-line.left for line in lines], min(_SUPPORT, max(len(lines) // 8, 1)))
            right = _edge([line.right for line in lines if line.text[-1] not in _HANGING], _SUPPORT)
            if left is not None:
                lefts.setdefault(like, []).append(-left)
            if right is not None:
                rights.setdefault(like, []).append(right)
            found[-1].append((like, left, right, lines))
    # Where no page shows the margin, both are taken to be as wide.
    rooms: list[float] = []
    frames: list[list[_Frame]] = []
    for page, own in zip(pages, found, strict=True):
        frames.append([])
        for like, left, right, lines in own:
            start = min((line.left for line in lines), default=0.0)
            start = -left if left is not None else median(lefts.get(like) or [start])
            end = max([page.width / len(own) - start, *(line.right for line in lines)])
            end = right if right is not None else median(rights.get(like) or [end])
            rooms += [(end - line.right) / line.size for line in lines]
            frames[-1].append(_Frame(start, end))
    full, nearly = sum(room < _FLUSH for room in rooms), sum(_FLUSH <= room < 3 for room in rooms)
    justified = full > 4 * nearly
    return [[replace(frame, justified=justified) for frame in own] for own in frames]


def _apart(lines: Sequence[Line]) -> set[int]:
    """The lines that stand further from the line above than lines of a paragraph do, by their places in *lines*.

    Lines of one size are compared, and only with those next to them: each chapter may have its own distance.
    """
    steps = [
        below.base - above.base if below.base - above.base > 0 and _alike(above, below) else None
        for above, below in pairwise(lines)
    ]
    found = set()
    for place, step in enumerate(steps, 1):
        beside = [other for other in (*steps[max(place - 2, 0) : place - 1], *steps[place : place + 1]) if other]
        if step and beside and step > _WIDER * min(beside):
            found.add(place)
    return found


def _alike(above: Line, below: Line) -> bool:
    return not (above.row or below.row) and max(above.size, below.size) <= _LARGER * min(above.size, below.size)


def _edge(places: list[float], many: int) -> float | None:
    """The furthest place that so many lines reach, None where none is."""
    places = sorted(places, reverse=True)
    near = (place for place, other in zip(places, places[many - 1 :], strict=False) if place - other < _SAME_EDGE)
    return next(near, None)


def _indents(pages: Sequence[Page], frames: Sequence[Sequence[_Frame]]) -> bool:
    """Whether the paragraphs of the document begin with an indent."""
    votes = Counter[bool]()
    for page, columns in zip(pages, frames, strict=True):
        for above, below in pairwise(page.lines):
            frame = columns[below.column]
            if (
                not (above.row or below.row)
                and above.size == below.size
                and above.column == below.column
                and _short(above, below, frame)
            ):
                votes[below.left > frame.left + _INDENT * below.size] += 1
    return votes[True] > votes[False]


def _short(above: Line, below: Line, frame: _Frame) -> bool:
    """Whether what begins *below* had found room *above*."""
    room = (above.frame[1] if above.frame else frame.right) - above.right
    if _centred(above, frame) and _centred(below, frame):
        room *= 2
    within = not (wide(above.text[-1]) or wide(below.text[0]))  # a number may be broken, and is not spread then
    flush = frame.justified and above.frame is None and not within and not _centred(below, frame)
    needed = 2 * _FLUSH * above.size if flush else below.first + _SLACK * above.size
    return room > needed


def _centred(line: Line, frame: _Frame) -> bool:
    left, right = line.frame or (frame.left, frame.right)
    return line.left - left > line.size and abs((line.left - left) - (right - line.right)) < line.size / 2


def _goes_on(above: Line, old: _Frame, below: Line, new: _Frame, *, indents: bool) -> bool:
    """Whether the line *below* continues the paragraph that the line *above* belongs to."""
    if not _alike(above, below) or above.frame != below.frame or _short(above, below, old):
        return False
    ended, marked = bool(_ENDED.search(above.text)), bool(_MARKED.match(below.text))
    if _centred(below, new) and not ended and not marked:
        return True
    inset = below.left - (below.frame[0] if below.frame else new.left)
    if inset > _INDENT * below.size:
        before = above.left - (above.frame[0] if above.frame else old.left)
        hanging = bool(_MARKED.match(above.text)) and before < inset
        return (hanging or abs(before - inset) < _INDENT * below.size) and not ended and not marked
    return not (marked and (ended or not indents))

"""From glyphs to lines: what stands on one page of a PDF, top down, the cells of ruled tables kept together.

Lengths are points; x grows to the right and y downwards from the top left corner of the page as it is read.
Nothing here knows PDF or its library. `pages` makes paragraphs of the lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import east_asian_width

from summarymine.readers.ruled import THICK, Rule, Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Glyph(NamedTuple):
    """A character where it is printed; ``base`` is the y of its base line, ``size`` that of its font."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line, or a row of a table.

    ``first`` is the width of what must fit into the line above for this line to be no continuation of it;
    ``spaced`` says that white space was printed at its end; ``pieces`` are its parts between wide gaps;
    ``frame`` is the left and right edge of the table cell it stands in, if any; ``column`` the column of the page.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float = 0.0
    spaced: bool = False
    row: bool = False
    pieces: tuple[Piece, ...] = ()
    frame: tuple[float, float] | None = None
    column: int = 0


class Piece(NamedTuple):
    """A part of a line between wide gaps."""

    text: str
    left: float
    right: float


_SAME_BASE = 0.25  # of the size: what a base line may differ within a line
_RAISED = 0.6  # of the size: how far smaller characters are raised or lowered in a line
_SMALLER = 0.8
_GAPS = {(True, True): 0.18, (True, False): 0.45, (False, True): 0.45, (False, False): 0.2}
"""The gap, in sizes, that is a space between two characters, each wide or not."""
_COLUMN_GAP = 1.0  # in sizes
_CELL_PADDING = 11.0  # both sides together, in points: that of Word, the widest of the usual
_OPENERS = frozenset("（《“‘「『【〔〈([{")
_CLOSERS = frozenset("，。、；：！？）》”’」』】〕〉…—％‰%,.;:!?)]}")
_NOTE = 0.95  # times the size of the text: the largest that footnotes are
_NOTE_RULE = 0.5  # of the text's width: the longest rule above footnotes
_NOTE_RULES = 20  # rules from below that are looked at
_COLUMN_JUMP = 0.3  # of the page's height: how far up the text goes on in the next column
_MOST_COLUMNS = 8


def page_lines(glyphs: Sequence[Glyph], rules: Sequence[Rule], height: float) -> list[Line]:
    """The lines of a page in reading order, without footnotes and their marks.

    >>> [line.text for line in page_lines([Glyph("税", 0, 12, 20, 12), Glyph("收", 12, 24, 20, 12)], [], 800)]
    ['税收']
    """
    grids = tables(rules)
    inside: dict[int, list[Glyph]] = {}
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = glyph.base - glyph.size / 3
        place = next((i for i, grid in enumerate(grids) if grid.top <= middle <= grid.bottom), None)
        held = place is not None and grids[place].left <= (glyph.left + glyph.right) / 2 <= grids[place].right
        (inside.setdefault(place, []) if held and place is not None else outside).append(glyph)
    floor = _footnotes([rule for rule in rules if not any(g.top <= rule.top <= g.bottom for g in grids)], outside)
    notes = floor is not None
    outside = [glyph for glyph in outside if floor is None or glyph.base <= floor]
    flows = [_tabulated(_lines(flow, notes)) for flow in _columns(outside, height)] or [[]]
    for place, held_glyphs in inside.items():
        grid = grids[place]
        rows = _rows(grid, held_glyphs, notes)
        flow = next((f for f in reversed(flows[1:]) if min(line.left for line in f) <= grid.left), flows[0])
        at = next((i for i, line in enumerate(flow) if line.base > grid.top), len(flow))
        flow[at:at] = rows
    return [replace(line, column=column) if column else line for column, flow in enumerate(flows) for line in flow]


def wide(char: str) -> bool:
    """Whether a character is as wide as a Chinese one, or may be: it needs no space beside it.

    >>> wide("园"), wide("“"), wide("A")
    (True, True, False)
    """
    return east_asian_width(char) in "WFA"


def _footnotes(rules: Sequence[Rule], glyphs: Sequence[Glyph]) -> float | None:
    """Where the footnotes begin: under a short rule, smaller than the text above, the first with its mark."""
    if not glyphs or not rules:
        return None
    usual = _usual([glyph.size for glyph in glyphs])
    left, right = min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)
    for rule in sorted(rules, key=lambda rule: rule.top, reverse=True)[:_NOTE_RULES]:
        below = [glyph for glyph in glyphs if glyph.base > rule.bottom]
        short = THICK < rule.right - rule.left < _NOTE_RULE * (right - left) and rule.bottom - rule.top < THICK
        if not (short and below and max(glyph.size for glyph in below) < _NOTE * usual):
            continue
        top = min(glyph.base for glyph in below)
        first = min((glyph for glyph in below if glyph.base < top + glyph.size), key=lambda glyph: glyph.left)
        if _mark(first.char) and first.left - rule.left < usual:
            return rule.bottom
    return None


def _columns(glyphs: list[Glyph], height: float) -> list[list[Glyph]]:
    """The glyphs by columns of text: where the order of printing goes far up, to the right of what is there."""
    starts = [0]
    for place, (last, glyph) in enumerate(pairwise(glyphs), 1):
        if last.base - glyph.base < _COLUMN_JUMP * height or glyph.left <= last.left:
            continue
        if len(starts) == _MOST_COLUMNS:
            return [glyphs]
        beside = glyphs[starts[-1] : place]
        reach = max((other.right for other in beside if other.base >= glyph.base - glyph.size / 2), default=0)
        if reach < glyph.left:
            starts.append(place)
    # What follows a column but stands apart from it (a footer) is put back by its place on the page.
    return [glyphs[start:end] for start, end in pairwise([*starts, len(glyphs)]) if end > start]


def _lines(glyphs: list[Glyph], notes: bool) -> list[Line]:
    levels = [
        list(level)
        for _, level in groupby(sorted(glyphs, key=lambda g: (g.base, g.left)), key=lambda g: round(g.base, 1))
    ]
    lines: list[list[Glyph]] = []
    base = size = 0.0
    many = 0
    for level in levels:
        own = max(glyph.size for glyph in level)
        apart = level[0].base - base
        larger, smaller = max(size, own), min(size, own)
        same = apart < _SAME_BASE * larger or (apart < _RAISED * larger and smaller < _SMALLER * larger)
        if lines and same:
            lines[-1] += level
            if len(level) > many:
                base, size, many = level[0].base, own, len(level)
        else:
            lines.append(level)
            base, size, many = level[0].base, own, len(level)
    return [line for found in lines if (line := _line(found, notes)) is not None]


def _line(glyphs: list[Glyph], notes: bool) -> Line | None:
    size = _usual([glyph.size for glyph in glyphs])
    base = _usual([glyph.base for glyph in glyphs])
    if notes:
        glyphs = [g for g in glyphs if not (g.size < _SMALLER * size and g.base < base - 0.1 * size and _mark(g.char))]
    glyphs = sorted(glyphs, key=lambda glyph: glyph.left)
    seen = [place for place, glyph in enumerate(glyphs) if not glyph.char.isspace()]
    if not seen:
        return None
    spaced = seen[-1] + 1 < len(glyphs)
    glyphs = glyphs[seen[0] : seen[-1] + 1]
    pieces = tuple(_pieces(glyphs, size))
    text = " ".join(piece.text for piece in pieces)
    return Line(text, glyphs[0].left, glyphs[-1].right, base, size, _first(glyphs), spaced, pieces=pieces)


def _mark(char: str) -> bool:
    return char.isdigit() or char in "[]〔〕*①②③④⑤⑥⑦⑧⑨⑩"


def _usual(values: list[float]) -> float:
    counts: dict[float, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=counts.__getitem__)


def _pieces(glyphs: list[Glyph], size: float) -> Iterator[Piece]:
    """The parts of a line; letters spread over its width (主　任) belong together."""
    wide_gaps = [b.left - a.right for a, b in pairwise(glyphs) if wide(a.char) and wide(b.char)]
    spread = max(0.0, median(wide_gaps)) if len(wide_gaps) > 2 else 0.0
    text, left, right = glyphs[0].char, glyphs[0].left, glyphs[0].right
    for last, glyph in pairwise(glyphs):
        gap = (glyph.left - right - spread) / size
        blank = last.char.isspace() or glyph.char.isspace()
        if gap > _COLUMN_GAP:
            yield Piece(text.strip(), left, right)
            text, left = glyph.char, glyph.left
        else:
            bound = blank or glyph.char in _CLOSERS or last.char in _OPENERS
            near = bound or gap <= _GAPS[wide(last.char), wide(glyph.char)]
            text += glyph.char if near else f" {glyph.char}"
        right = max(right, glyph.right)
    yield Piece(text.strip(), left, right)


def _first(glyphs: list[Glyph]) -> float:
    """The width of what a line end may not part: a character with its punctuation, a word in letters."""
    for last, glyph in pairwise(glyphs):
        bound = last.char in _OPENERS or glyph.char in _CLOSERS
        if not bound and (glyph.char.isspace() or wide(last.char) or wide(glyph.char)):
            return last.right - glyphs[0].left
    return glyphs[-1].right - glyphs[0].left


def _tabulated(lines: list[Line]) -> list[Line]:
    """Lines one under the other whose pieces stand in columns become rows of a table without rules."""
    found: list[Line] = []
    for several, group in groupby(lines, key=lambda line: len(line.pieces) > 1):
        run = list(group)
        tabular = several and (len(run) > 1 or len(run[0].pieces) > 2)
        columns = _column_spans(run) if tabular else []
        found += (_as_row(line, columns) for line in run) if len(columns) > 1 else run
    return found


def _column_spans(lines: list[Line]) -> list[float]:
    """The right edges of the columns that the pieces of the lines stand in, none where two share one."""
    columns: list[list[float]] = []
    for left, right in sorted((piece.left, piece.right) for line in lines for piece in line.pieces):
        if columns and left < columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], right)
        else:
            columns.append([left, right])
    edges = [right for _, right in columns]
    shared = any(len({_column(edges, piece) for piece in line.pieces}) < len(line.pieces) for line in lines)
    return [] if shared else edges


def _column(edges: list[float], piece: Piece) -> int:
    return next((i for i, edge in enumerate(edges) if piece.left < edge), len(edges) - 1)


def _as_row(line: Line, edges: list[float]) -> Line:
    cells = {_column(edges, piece): piece.text for piece in line.pieces}
    return replace(line, text="\t".join(cells.get(i, "") for i in range(max(cells) + 1)), row=True)


def _rows(grid: Table, glyphs: list[Glyph], notes: bool) -> list[Line]:
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cells.setdefault(grid.cell((glyph.left + glyph.right) / 2, glyph.base - glyph.size / 3), []).append(glyph)
    rows: dict[int, dict[int, list[Line]]] = {}
    for (row, column), held in sorted(cells.items()):
        edges = grid.edges(row, column)
        if lines := [replace(line, frame=edges) for line in _lines(held, notes)]:
            rows.setdefault(row, {})[column] = lines
    return [line for row in rows.values() for line in _row(row)]


def _row(cells: dict[int, list[Line]]) -> list[Line]:
    if len(cells) == 1:
        return next(iter(cells.values()))
    texts = {column: _cell_text(lines) for column, lines in cells.items()}
    text = "\t".join(texts.get(column, "") for column in range(max(texts) + 1))
    lines = [line for cell in cells.values() for line in cell]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    return [Line(text, left, right, min(line.base for line in lines), lines[0].size, row=True)]


def _cell_text(lines: list[Line]) -> str:
    text = lines[0].text
    for last, line in pairwise(lines):
        left, right = line.frame or (line.left, line.right)
        ended = last.right - last.left + line.first <= right - left - _CELL_PADDING
        text = f"{text} {line.text}" if ended else join(text, line.text, spaced=last.spaced)
    return text


def join(left: str, right: str, *, spaced: bool = False) -> str:
    """Two lines of a paragraph as one: a space only where letters or figures meet, or white space was printed.

    >>> join("完成投资", "3.5亿元"), join("the park", "grew"), join("indus-", "trial"), join("增长7.", "3%")
    ('完成投资3.5亿元', 'the park grew', 'industrial', '增长7.3%')

    Office programs break a number anywhere, and print the space between two numbers.
    """
    last, first = left[-1], right[0]
    if last == "-" and left[-2:-1].islower() and first.islower():
        return left[:-1] + right
    if wide(last) and wide(first):
        return left + right
    number = (last.isdigit() or last in ".,") and first.isdigit()
    words = not wide(last) and last not in "-/([@" and first.isascii() and (first.isalnum() or first in "([")
    return f"{left} {right}" if spaced or (words and not number) else left + right

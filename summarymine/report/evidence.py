"""Evidence: the lines of the source texts that a report rests on, with what its records say marked in them."""

from __future__ import annotations

import heapq
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from summarymine.store.flat import encodable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarymine.records import Record

AROUND = 240  # characters of its line that are shown on either side of what is marked
LONGEST = 2_000  # characters marked at most: a record of a whole page says nothing by being marked
QUOTED = 60
_ENDS = "。！？；\n"

# Control characters are no HTML, and bidirectional marks would reorder the line.
_VISIBLE: dict[int, int | None] = dict.fromkeys(
    [*range(9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0)], 0xFFFD
) | (dict.fromkeys([0xD, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None))


class Window(NamedTuple):
    """A stretch of a source text that is shown."""

    source: str
    start: int
    end: int


class Excerpt(NamedTuple):
    """A stretch of an article as it is shown: escaped, its evidence marked with anchors ``r-<record id>``."""

    source: str
    article: int
    section: tuple[str, ...]
    place: str
    html: Markup


class Quote(NamedTuple):
    """A sentence in pieces, each with the id of the record that says it, "" for the words between."""

    source: str
    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The sentence."""
        return "".join(text for text, _ in self.pieces)


def visible(text: str) -> str:
    """A text without characters that a page cannot show, or that would reorder it.

    >>> visible("税收\\x00\\u202e3亿元")
    '税收�3亿元'
    """
    return encodable(text).translate(_VISIBLE)


def window_of(record: Record, text: str) -> Window:
    """The line of a record, or as much of it as stands near to what is marked."""
    end = min(record.end, record.start + LONGEST)
    line_start = text.rfind("\n", 0, record.start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    start = line_start if record.start - line_start <= AROUND else record.start - AROUND
    return Window(record.source, start, line_end if line_end - end <= AROUND else end + AROUND)


def within(records: Iterable[Record], texts: Mapping[str, str], room: int) -> list[Record]:
    """The records whose windows, taken in this order, fit into so many characters.

    >>> within([], {}, 100)
    []
    """
    seen: set[Window] = set()
    shown = []
    for record in records:
        window = window_of(record, texts[record.source])
        if window not in seen:
            if window.end - window.start > room:
                continue
            room -= window.end - window.start
            seen.add(window)
        shown.append(record)
    return shown


def excerpts(records: Iterable[Record], texts: Mapping[str, str]) -> list[Excerpt]:
    """The windows of the records, those that overlap joined, by source and place."""
    ordered = sorted(records, key=lambda record: (record.source, record.article, record.start, record.id))
    found = []
    for (source, article), group in groupby(ordered, key=lambda record: (record.source, record.article)):
        text = texts[source]
        joined: list[tuple[int, int, list[Record]]] = []
        for record in group:
            _, start, end = window_of(record, text)
            held: list[Record] = []
            if joined and start <= joined[-1][1]:
                first, last, held = joined.pop()
                start, end = min(first, start), max(last, end)
            held.append(record)
            joined.append((start, end, held))
        for start, end, held in joined:
            html = marked(text, start, end, held)
            if start and text[start - 1] != "\n":
                html = Markup("…") + html
            if end < len(text) and text[end] != "\n":
                html += Markup("…")
            found.append(Excerpt(source, article, held[0].section, held[0].place, html))
    return found


def marked(text: str, start: int, end: int, records: Sequence[Record]) -> Markup:
    """A stretch of a text, escaped, what the records say in marks that nest; one that crosses another is cut in two.

    >>> marked("税收<3亿元", 0, 6, [])
    Markup('税收&lt;3亿元')
    """
    waiting = [(one.start, -min(one.end, one.start + LONGEST), one.id) for one in records]
    heapq.heapify(waiting)
    out: list[str] = []
    ends: list[int] = []
    at = start

    def go(to: int) -> None:
        nonlocal at
        while ends and ends[-1] <= to:
            out.extend((_plain(text[at : ends[-1]]), "</mark>"))
            at = ends.pop()
        out.append(_plain(text[at:to]))
        at = to

    while waiting:
        first, negative, name = heapq.heappop(waiting)
        last = min(-negative, end)
        go(first)
        if ends and ends[-1] < last:
            heapq.heappush(waiting, (ends[-1], -last, ""))
            last = ends[-1]
        out.append(f'<mark id="r-{escape(name)}">' if name else "<mark>")
        ends.append(last)
    go(end)
    return Markup("".join(out))  # every piece of it is escaped


def quoted(records: Iterable[Record], texts: Mapping[str, str]) -> list[Quote]:
    """The sentences of the records in the order in which they come up, each once, with all that is said in it.

    >>> quoted([], {})
    []
    """
    held: dict[Window, list[Record]] = {}
    for record in records:
        held.setdefault(_sentence(record, texts[record.source]), []).append(record)
    return [_quote(window, texts[window.source], found) for window, found in held.items()]


def _quote(window: Window, text: str, records: Iterable[Record]) -> Quote:
    pieces: list[tuple[str, str]] = [("…", "")] if window.start and text[window.start - 1] not in _ENDS else []
    at = window.start
    for record in sorted(records, key=lambda record: (record.start, -record.end)):
        if record.start >= at:
            end = min(record.end, window.end)
            pieces += [(text[at : record.start], ""), (text[record.start : end], record.id)]
            at = end
    pieces.append((text[at : window.end], ""))
    if window.end < len(text) and text[window.end - 1] not in _ENDS:
        pieces.append(("…", ""))
    return Quote(window.source, tuple((text, record) for text, record in pieces if text))


def _sentence(record: Record, text: str) -> Window:
    """The sentence of a record, or as much of it as stands near."""
    end = min(record.end, record.start + 4 * QUOTED)
    low, high = max(record.start - QUOTED, 0), min(end + QUOTED, len(text))
    cut = max(text.rfind(sign, low, record.start) for sign in _ENDS)
    stops = [at for sign in _ENDS if (at := text.find(sign, end, high)) >= 0]
    return Window(record.source, cut + 1 if cut >= 0 else low, min(stops) + 1 if stops else high)


def _plain(text: str) -> str:
    return str(escape(visible(text)))

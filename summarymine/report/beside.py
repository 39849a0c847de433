"""Two articles side by side, what the later one took from the earlier one in colour."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import regex

from summarymine.report.model import Pair, Piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.document import Span
    from summarymine.reuse.archive import Summary
    from summarymine.reuse.found import Found
    from summarymine.reuse.kinds import Kind

WHOLE = 6_000
"""Characters up to which an article is shown whole; of a longer one what stands around its passages."""
AROUND = 60
_EMPTY = regex.compile(r"[ \t\u3000]{0,80}\n(?:[ \t\u3000]{0,80}\n){1,80}")

Mark = tuple["Span", "Kind", int, "Sequence[Span]"]
"""A passage of a side: its place, kind and number, its slots; places are those of the article's text."""


def beside(earlier: Summary, later: Summary, found: Iterable[Found], title: str) -> Pair:
    """The two articles of passages, which are numbered in the order of the later one."""
    listed = sorted(found, key=lambda one: one.b.start)
    passages = [one.passage for one in listed]
    left = [(one.a.span, one.kind, at, [slot.a for slot in one.slots]) for at, one in enumerate(passages, 1)]
    right = [(one.b.span, one.kind, at, [slot.b for slot in one.slots]) for at, one in enumerate(passages, 1)]
    heads = tuple(f"{one.document.source} 第{one.document.article}篇 {one.document.period}" for one in (earlier, later))
    return Pair(title, (heads[0], heads[1]), (tuple(pieces(earlier.text, left)), tuple(pieces(later.text, right))))


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """A text in pieces of one colour each; where passages overlap, the longer one has the colour.

    >>> from summarymine.document import Span
    >>> [(piece.text, piece.kind, piece.slot) for piece in pieces("全年税收3亿元。", [(Span(2, 7), "refilled", 1, [Span(4, 5)])])]
    [('全年', '', False), ('税收', 'refilled', False), ('3', 'refilled', True), ('亿元', 'refilled', False), ('。', '', False)]
    """
    owner = np.full(len(text), -1, dtype=np.int64)
    slot = np.zeros(len(text), dtype=np.bool_)
    shown = np.full(len(text), len(text) <= WHOLE, dtype=np.bool_)
    for at in sorted(range(len(marks)), key=lambda at: marks[at][0].end - marks[at][0].start):
        span, _, _, slots = marks[at]
        owner[span.start : span.end] = at
        slot[span.start : span.end] = False
        for one in slots:
            slot[one.start : one.end] = True
        shown[max(span.start - AROUND, 0) : span.end + AROUND] = True
    code = np.where(shown, (owner + 1) * 2 + slot, -1)
    bounds = [0, *(np.flatnonzero(np.diff(code)) + 1).tolist(), len(text)]
    made: list[Piece] = []
    begun: set[int] = set()
    for start, end in pairwise(bounds):
        if start == end:
            continue
        if not shown[start]:
            made.append(Piece("\n……\n"))
            continue
        words = _EMPTY.sub("\n", text[start:end])
        if (at := int(owner[start])) < 0:
            made.append(Piece(words))
            continue
        _, kind, number, _ = marks[at]
        made.append(Piece(words, kind, bool(slot[start]), 0 if at in begun else number))
        begun.add(at)
    return made

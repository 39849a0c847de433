"""Kinds: what was changed between two aligned stretches, and where.

Letters that were put in, left out or replaced are edits. Figures and masks that stand in each other's place are slots,
no edits: hidden on one side only (2006年 ↔ XX年, 望春镇 ↔ XX镇) they are `masked`, two different figures (3.2亿元 ↔
3.5亿元, 3.2亿元 ↔ 8500万元) are `refilled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
from rapidfuzz.distance import Levenshtein

from summarymine.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.reuse.view import MaskedViews

Kind: TypeAlias = Literal["verbatim", "masked", "refilled", "edited"]

EDITED = 0.01
"""Share of edits among the letters of a passage above which it is edited."""
_LONG_NAME = 12
"""Characters at most that one mask hides."""
_MAGNITUDES = frozenset({"", "万", "亿", "千", "百", "万亿", "百万", "千万"})


class Slot(NamedTuple):
    """A figure or a mask of one text and what stands in its place in the other."""

    a: Span
    b: Span
    kind: Literal["masked", "refilled"]


class Comparison(NamedTuple):
    """What an alignment consists of: ``equal`` stretches of the view ``(a, b, length)``, edits, slots.

    ``same`` is the number of letters, and of figures that are the same, that both texts have; ``edits`` that of
    letters that one of them has, those that replace each other counted once.
    """

    equal: tuple[tuple[int, int, int], ...]
    same: int
    edits: int
    slots: tuple[Slot, ...]

    @property
    def kind(self) -> Kind:
        """One word for it: of several kinds of change the greatest."""
        if self.edits > EDITED * (self.same + self.edits):
            return "edited"
        if any(slot.kind == "refilled" for slot in self.slots):
            return "refilled"
        return "masked" if self.slots else "verbatim"

    @property
    def similarity(self) -> float:
        """The share of letters that are the same; slots count as such."""
        same = self.same + len(self.slots)
        return same / (same + self.edits) if same else 0.0


def compare(views: MaskedViews, a: Span, b: Span, score: int = 0) -> Comparison:
    """Compare view characters *a* with *b*; *score* is at most that of their alignment.

    >>> from summarymine.reuse.view import masked_views
    >>> views = masked_views(["2006年望春镇的企业投资3.2亿元", "XX年**镇的企业共投资8500万元"])
    >>> whole = [Span(*views.bounds[text : text + 2].tolist()) for text in (0, 1)]
    >>> found = compare(views, *whole)
    >>> found.edits, [(slot.kind, views.written(0, slot.a), views.written(1, slot.b)) for slot in found.slots]
    (1, [('masked', '2006', 'XX'), ('masked', '望春', '**'), ('refilled', '3.2亿', '8500万')])
    """
    one, other = views.text(a.start, a.end), views.text(b.start, b.end)
    equal: list[tuple[int, int, int]] = []
    slots: list[Slot] = []
    same = edits = 0
    for alike, i, i_end, j, j_end in _blocks(one, other, score):
        if alike:
            equal.append((a.start + i, b.start + j, i_end - i))
            same += i_end - i
            if one.find("#", i, i_end) >= 0:
                differing = _differing(views, a.start + i, b.start + j, i_end - i)
                slots += differing
                same -= len(differing)
            continue
        left, right = one[i:i_end], other[j:j_end]
        if slots and {left, right} <= _MAGNITUDES and i and one[i - 1] == "#":
            figure = slots[-1]
            slots[-1] = figure._replace(
                a=Span(figure.a.start, views.span(a.start + i - 1, a.start + i_end).end),
                b=Span(figure.b.start, views.span(b.start + j - 1, b.start + j_end).end),
            )
            continue
        if left and right and "#" in (left, right) and max(i_end - i, j_end - j) <= _LONG_NAME:
            name = Slot(
                views.span(a.start + i, a.start + i_end),
                views.span(b.start + j, b.start + j_end),
                "masked",
            )
            if views.figures[a.start + i if left == "#" else b.start + j] & 1:
                slots.append(name)
                continue
        edits += max(i_end - i, j_end - j)
    return Comparison(tuple(equal), same, edits, tuple(slots))


def _blocks(one: str, other: str, score: int) -> Iterator[tuple[bool, int, int, int, int]]:
    """Equal stretches and what lies between them, in turn."""
    if one == other:
        yield True, 0, len(one), 0, len(other)
        return
    hint = max(min(len(one), len(other)) - score, abs(len(one) - len(other)), 1)
    apart: tuple[int, int, int, int] | None = None
    for step in Levenshtein.opcodes(one, other, score_hint=hint):
        i, i_end, j, j_end = step.src_start, step.src_end, step.dest_start, step.dest_end
        if step.tag != "equal":
            apart = (apart[0], i_end, apart[2], j_end) if apart else (i, i_end, j, j_end)
            continue
        if apart:
            yield False, *apart
            apart = None
        yield True, i, i_end, j, j_end
    if apart:
        yield False, *apart


def _differing(views: MaskedViews, a: int, b: int, length: int) -> list[Slot]:
    """The slots of two equal stretches: placeholders that differ, unless both are hidden."""
    left, right = views.figures[a : a + length], views.figures[b : b + length]
    slots = []
    for at in np.flatnonzero((left != right) & ((left & right & 1) == 0)).tolist():
        kind: Literal["masked", "refilled"] = "masked" if (left[at] | right[at]) & 1 else "refilled"
        places = views.span(a + at, a + at + 1), views.span(b + at, b + at + 1)
        slots.append(Slot(*places, kind))
    return slots

"""Kinds: what was changed between two aligned stretches, and where.

Letters that were put in, left out or replaced are edits. Figures and masks that stand in each other's place are slots,
no edits: hidden on one side only (2006年 ↔ XX年, 望春镇 ↔ XX镇) they are `masked`, two different figures (3.2亿元 ↔
3.5亿元, 3.2亿元 ↔ 8500万元) are `refilled`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from rapidfuzz.distance import Levenshtein, MatchingBlock

from summarymine.document import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    one, other = _side(views, a), _side(views, b)
    text, other_text = one.text, other.text
    equal: list[tuple[int, int, int]] = []
    slots: list[Slot] = []
    same = edits = i_end = j_end = 0
    for i, j, size in _matching(text, other_text, score):
        if i > i_end or j > j_end:
            left, right = text[i_end:i], other_text[j_end:j]
            figure = left == "#" or right == "#" or text[i_end - 1 : i_end] == "#"
            if not (figure and _in_slot(one, other, (i_end, i), (j_end, j), slots)):
                edits += max(i - i_end, j - j_end)
        if size:
            equal.append((a.start + i, b.start + j, size))
            i_end, j_end = i + size, j + size
            same += size
            if (at := text.find("#", i, i_end)) >= 0:
                same -= _differing(one, other, (at, i_end), j - i, slots)
    return Comparison(tuple(equal), same, edits, tuple(slots))


class _Side(NamedTuple):
    """A stretch of a view: its characters, their figures, and where they stand in their text."""

    text: str
    figures: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        return Span(self.starts[start], self.ends[end - 1])


def _side(views: MaskedViews, place: Span) -> _Side:
    inside = slice(place.start, place.end)
    # Single numbers of a memoryview are quicker to get at than those of an array.
    figures, starts, ends = views.figures.data[inside], views.starts.data[inside], views.ends.data[inside]
    return _Side(views.text(place.start, place.end), figures, starts, ends)


def _matching(one: str, other: str, score: int) -> list[MatchingBlock]:
    """Equal stretches in order; where the texts differ, the last one is empty and stands behind both."""
    if one == other:
        return [MatchingBlock(0, 0, len(one))]
    hint = max(min(len(one), len(other)) - score, abs(len(one) - len(other)), 1)
    return Levenshtein.editops(one, other, score_hint=hint).as_matching_blocks()


def _in_slot(one: _Side, other: _Side, i: tuple[int, int], j: tuple[int, int], slots: list[Slot]) -> bool:
    """Whether what lies between two equal stretches is a magnitude behind the last of *slots*, or a hidden name."""
    left, right = one.text[slice(*i)], other.text[slice(*j)]
    if slots and left in _MAGNITUDES and right in _MAGNITUDES and i[0] and one.text[i[0] - 1] == "#":
        figure = slots[-1]
        slots[-1] = figure._replace(
            a=Span(figure.a.start, one.span(i[0] - 1, i[1]).end), b=Span(figure.b.start, other.span(j[0] - 1, j[1]).end)
        )
        return True
    if not left or not right or "#" not in (left, right) or max(len(left), len(right)) > _LONG_NAME:
        return False
    if not (one.figures[i[0]] if left == "#" else other.figures[j[0]]) & 1:
        return False
    slots.append(Slot(one.span(*i), other.span(*j), "masked"))
    return True


def _differing(one: _Side, other: _Side, i: tuple[int, int], shift: int, slots: list[Slot]) -> int:
    """How many placeholders of two equal stretches differ, unless both are hidden; they are added to *slots*."""
    before, (at, end) = len(slots), i
    (text, figures, starts, ends), (_, other_figures, other_starts, other_ends) = one, other
    while at >= 0:
        to = at + shift
        left, right = figures[at], other_figures[to]
        if left != right and not left & right & 1:
            places = Span(starts[at], ends[at]), Span(other_starts[to], other_ends[to])
            slots.append(Slot(*places, "masked" if (left | right) & 1 else "refilled"))
        at = text.find("#", at + 1, end)
    return len(slots) - before

"""Kinds: what was changed between two aligned stretches, and where.

Letters that were put in, left out or replaced are edits. Figures and masks that stand in each other's place are slots,
no edits: hidden on one side only (2006年 ↔ XX年, 望春镇 ↔ XX镇) they are `masked`, two different figures (3.2亿元 ↔
3.5亿元, 3.2亿元 ↔ 8500万元, 十二家 ↔ 十五家) are `refilled`. Figures in words are letters of the view, so they are looked for only
where there are edits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
from rapidfuzz.distance import Levenshtein, MatchingBlock

from summarymine.document import Span
from summarymine.reuse.numerals import NUMERALS, numerals, value_of

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
    hint = max(min(len(one.text), len(other.text)) - score, abs(len(one.text) - len(other.text)), 1)
    found, edited = _compared(one, other, hint)
    return found if NUMERALS.isdisjoint(edited) else _in_words(views, a, b, found)


def _compared(one: _Side, other: _Side, hint: int) -> tuple[Comparison, str]:
    """The comparison of two stretches, and all letters that were edited; *hint* is how many they may be."""
    text, other_text = one.text, other.text
    equal: list[tuple[int, int, int]] = []
    slots: list[Slot] = []
    edited: list[str] = []
    same = edits = i_end = j_end = 0
    blocks = _matching(text, other_text, hint)
    for number, (i, j, size) in enumerate(blocks):
        if size == 1 and text[i] == "#" and _alone(text, other_text, (i_end, j_end), blocks[number : number + 2]):
            continue
        if i > i_end or j > j_end:
            left, right = text[i_end:i], other_text[j_end:j]
            figure = left == "#" or right == "#" or text[i_end - 1 : i_end] == "#"
            if not (figure and _in_slot(one, other, (i_end, i), (j_end, j), slots)):
                edits += max(i - i_end, j - j_end)
                edited += left, right
        if size:
            equal.append((one.first + i, other.first + j, size))
            i_end, j_end = i + size, j + size
            same += size
            if (at := text.find("#", i, i_end)) >= 0:
                same -= _differing(one, other, (at, i_end), j - i, slots)
    return Comparison(tuple(equal), same, edits, tuple(slots)), "".join(edited)


class _Side(NamedTuple):
    """A stretch of a view from its character *first* on: the characters, their figures, and their places in the text."""

    first: int
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
    return _Side(place.start, views.text(place.start, place.end), figures, starts, ends)


def _matching(one: str, other: str, hint: int) -> list[MatchingBlock]:
    """Equal stretches in order; where the texts differ, the last one is empty and stands behind both."""
    if one == other:
        return [MatchingBlock(0, 0, len(one))]
    return Levenshtein.editops(one, other, score_hint=hint).as_matching_blocks()


def _alone(one: str, other: str, ends: tuple[int, int], blocks: Sequence[MatchingBlock]) -> bool:
    """Whether a figure, the first of two *blocks*, has an edit before it and other words behind it on both sides.

    Then it may tell of something else than the one in its place.
    """
    (i, j, _), (next_i, next_j, more) = blocks[0], blocks[-1]
    left, right = one[i + 1 : next_i], other[j + 1 : next_j]
    replaced = left and right and more and not _MAGNITUDES.issuperset((left, right))
    return bool(replaced) and (i > ends[0] or j > ends[1])


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
    _, text, figures, starts, ends = one
    _, _, other_figures, other_starts, other_ends = other
    while at >= 0:
        to = at + shift
        left, right = figures[at], other_figures[to]
        if left != right and not left & right & 1:
            places = Span(starts[at], ends[at]), Span(other_starts[to], other_ends[to])
            slots.append(Slot(*places, "masked" if (left | right) & 1 else "refilled"))
        at = text.find("#", at + 1, end)
    return len(slots) - before


def _in_words(views: MaskedViews, a: Span, b: Span, found: Comparison) -> Comparison:
    """The comparison with figures in words (一百四十份) taken for figures, where one of them stands in another's place.

    Two that are written otherwise and amount to the same (12家 ↔ 十二家) are the same figure. What is the same and where
    stays as the letters tell it.
    """
    in_a, in_b = numerals(views, a), numerals(views, b)
    if [views.text(one.start, one.end) for one in in_a] == [views.text(one.start, one.end) for one in in_b]:
        return found
    one, other = _spelled(_side(views, a), in_a), _spelled(_side(views, b), in_b)
    figures, _ = _compared(one, other, found.edits)
    words = [{int(views.starts[word.start]) for word in words} for words in (in_a, in_b)]
    told = [slot for slot in figures.slots if slot.a.start in words[0] or slot.b.start in words[1]]
    if figures.edits >= found.edits or set(told) <= set(found.slots):
        return found
    alike = {slot for slot in told if _amount_to_the_same(views, a, b, slot)}
    slots = tuple(slot for slot in figures.slots if slot not in alike)
    return found._replace(same=found.same + len(alike), edits=figures.edits, slots=slots)


def _spelled(side: _Side, words: Sequence[Span]) -> _Side:
    """A stretch with a placeholder for each figure in *words*, which are places in the view."""
    text, pieces, at = side.text, list[str](), 0
    figures, starts, ends = list[int](), list[int](), list[int]()
    for word in [*words, Span(side.first + len(text), side.first + len(text))]:
        start, end = word.start - side.first, word.end - side.first
        pieces.append(text[at:start])
        figures += side.figures[at:start]
        starts += side.starts[at:start]
        ends += side.ends[at:start]
        if start < end:
            pieces.append("#")
            # No hash of digits is so great, and none is that of another word.
            figures.append(int.from_bytes(text[start:end].encode()) << 33)
            starts.append(side.starts[start])
            ends.append(side.ends[end - 1])
        at = end
    return _Side(side.first, "".join(pieces), figures, starts, ends)


def _amount_to_the_same(views: MaskedViews, a: Span, b: Span, slot: Slot) -> bool:
    values = [
        value_of(views.written(int(np.searchsorted(views.bounds, side.start, side="right")) - 1, written))
        for side, written in ((a, slot.a), (b, slot.b))
    ]
    return values[0] is not None and values[0] == values[1]

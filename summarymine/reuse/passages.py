"""Passages: what two texts have in common, as long as it goes, with its place in both.

An alignment counts by its **informative characters**: letters and digits that both texts have in the same place, a
figure or a mask being one where both write the same and none where they differ; punctuation, white space and stock
phrases count nothing. Of 36 characters, the same or edited, it is `reuse` if 20 are informative, more if much was
edited; 24 informative ones without a single change are a `shared sentence`. Every passage is verified on its own
characters; nothing follows from a third text.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import numpy as np
import regex

from summarymine.document import Span
from summarymine.reuse.extend import Stretches, extend
from summarymine.reuse.join import join
from summarymine.reuse.kinds import Comparison, Kind, Slot, compare
from summarymine.reuse.seeds import postings, syncmer_for
from summarymine.reuse.view import masked_views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.reuse.extend import Stretches
    from summarymine.reuse.seeds import Syncmer
    from summarymine.reuse.view import Flags, MaskedViews, Places

Tier: TypeAlias = Literal["reuse", "shared sentence"]

REUSE, SENTENCE = 36, 24
"""Characters of reuse, the same or edited; informative characters of a shared sentence."""
EVIDENCE, FOR_EDITS = 20, 40
"""Informative characters outside stock phrases that reuse needs, and ten more where a quarter was edited."""
_CLOSING, _OPENING = "。！？；，、：”’）》】.!?;,:)", "“‘（《【("
_MOST_MARKS = 3
_STUB = 12
_ENDED = regex.compile(r"[。！？!?\n]")


class ReuseText(NamedTuple):
    """A text to be compared. ``ignored`` are spans of it that count nothing: title lines, signatures, download bars.

    ``date`` is what is known of when it was written (``2019``, ``2019-12-31``), or "".
    """

    text: str
    ignored: tuple[Span, ...] = ()
    date: str = ""


class Side(NamedTuple):
    """One side of a passage: the number of its text among those that were given, from 0, and its place there."""

    text: int
    span: Span


class Passage(NamedTuple):
    """What ``a`` and ``b`` have in common. Where ``dated``, ``a`` is the earlier one by its date, else the one given first.

    ``similarity`` is the share of the same letters, ``informative`` the number of characters that tell of copying,
    ``slots`` the figures and masks that differ.
    """

    kind: Kind
    tier: Tier
    similarity: float
    a: Side
    b: Side
    informative: int
    edits: int
    slots: tuple[Slot, ...]
    dated: bool


def find_reuse(articles: Sequence[ReuseText], *, syncmer: Syncmer | None = None) -> Iterator[Passage]:
    """The passages that articles share, pair by pair, in the order of the articles.

    >>> old = "园区全年完成投资3.2亿元，新建标准厂房四万平方米，引进装备制造企业九家，解决就业一千二百人。"
    >>> new = old.replace("3.2", "3.5")
    >>> passage, = find_reuse([ReuseText(old, date="2020"), ReuseText("一、成绩：" + new, date="2019")])
    >>> passage.kind, passage.tier, passage.a.text, passage.a.span.start, passage.slots[0].a.of("一、成绩：" + new)
    ('refilled', 'reuse', 1, 5, '3.5')
    """
    views = masked_views([article.text for article in articles], [article.ignored for article in articles])
    syncmer = syncmer or syncmer_for(len(views.codes))
    candidates, stock = join(postings(views.codes, views.bounds, syncmer), views.bounds, syncmer)
    found = extend(views.codes, views.bounds, candidates)
    yield from passages(views, found, stock, [article.date for article in articles])


def passages(views: MaskedViews, found: Stretches, stock: Flags, dates: Sequence[str]) -> Iterator[Passage]:
    """The stretches that hold enough of their own, as passages; of those that cover each other the greatest one."""
    before = np.concatenate(([0], np.cumsum(stock)))
    rows = zip(*(column.tolist() for column in with_enough(found, stock)), strict=True)
    for (text_a, text_b), pair in groupby(rows, key=itemgetter(4, 5)):
        sides = (
            ((text_a, Span(a, a_end)), (text_b, Span(b, b_end)), score) for a, a_end, b, b_end, _, _, score in pair
        )
        verified = [passage for one, other, score in sides if (passage := _verified(views, one, other, score, before))]
        for passage in _greatest(verified):
            yield _directed(passage, dates)


def long_enough(found: Stretches) -> Stretches:
    """The stretches that are as long as reuse on one side, or two equal sentences."""
    size_a, size_b = found.a_end - found.a_start, found.b_end - found.b_start
    equal = (found.score == size_a) & (size_a == size_b)
    kept = np.flatnonzero((np.maximum(size_a, size_b) >= REUSE) | (equal & (size_a >= SENTENCE)))
    return Stretches(*(column[kept] for column in found))


def with_enough(found: Stretches, stock: Flags) -> Stretches:
    """The stretches that are long enough and hold enough characters outside stock phrases on both sides."""
    found = long_enough(found)
    before = np.concatenate(([0], np.cumsum(stock)))
    own = [end - start - before[end] + before[start] for start, end in (found[0:2], found[2:4])]
    kept = np.flatnonzero(np.minimum(*own) >= SENTENCE)
    return Stretches(*(column[kept] for column in found))


def _verified(
    views: MaskedViews, one: tuple[int, Span], other: tuple[int, Span], score: int, before: Places
) -> Passage | None:
    (text_a, a), (text_b, b) = one, other
    compared = compare(views, a, b, score)
    trimmed = _without_chance(views, a, b, compared)
    if trimmed != (a, b):
        a, b = trimmed
        compared = compare(views, a, b)
    stock = 0
    if before[a.end] - before[a.start] or before[b.end] - before[b.start]:
        i, j, size = np.array(compared.equal).reshape(-1, 3).T
        stock = int(np.maximum(before[i + size] - before[i], before[j + size] - before[j]).sum())
    informative = compared.same - stock
    length = compared.same + compared.edits
    if length >= REUSE and informative >= EVIDENCE + FOR_EDITS * compared.edits / length:
        tier: Tier = "reuse"
    elif informative >= SENTENCE and compared.kind == "verbatim" and not compared.edits:
        tier = "shared sentence"
    else:
        return None
    span_a, span_b = _with_marks(views, text_a, a, text_b, b)
    return Passage(
        compared.kind, tier, round(compared.similarity, 4), Side(text_a, span_a), Side(text_b, span_b),
        informative, compared.edits, compared.slots, dated=False,
    )  # fmt: skip


def _without_chance(views: MaskedViews, a: Span, b: Span, compared: Comparison) -> tuple[Span, Span]:
    """The stretch without sentences at its ends that were just begun or ended and differ in their figures.

    What is alike there is words that go together (税收…亿元). Nothing is left off where figures differ elsewhere too.
    """
    starts = views.starts[a.start : a.end]
    refilled = [int(np.searchsorted(starts, slot.a.start)) for slot in compared.slots if slot.kind == "refilled"]
    if not refilled or len(starts) < 4 * _STUB:
        return a, b
    first = _after_end(views, a, range(1, _STUB + 1)) if refilled[0] < _STUB else 0
    last = _after_end(views, a, range(len(starts) - 1, len(starts) - 1 - _STUB, -1)) or len(starts)
    if any(first <= at < last for at in refilled):
        return a, b
    inside = [
        (i - a.start, j, size) for i, j, size in compared.equal if i - a.start < last and i - a.start + size > first
    ]
    if not inside:
        return a, b
    (head, head_b, _), (tail, tail_b, size) = inside[0], inside[-1]
    begin, end = max(head, first), min(tail + size, last)
    return Span(a.start + begin, a.start + end), Span(head_b + begin - head, tail_b + end - tail)


def _after_end(views: MaskedViews, a: Span, places: range) -> int:
    """The first of *places* in the view before which a sentence ends in the text, or 0."""
    text = int(np.searchsorted(views.bounds, a.start, side="right")) - 1
    for at in places:
        between = Span(int(views.ends[a.start + at - 1]), int(views.starts[a.start + at]))
        if _ENDED.search(views.written(text, between)):
            return at
    return 0


def _with_marks(views: MaskedViews, text_a: int, a: Span, text_b: int, b: Span) -> tuple[Span, Span]:
    """The places in the texts, with the punctuation marks around them that are the same on both sides."""
    one, other = views.span(a.start, a.end), views.span(b.start, b.end)
    source, base_a, base_b = views.source, int(views.texts[text_a]), int(views.texts[text_b])
    before = after = 0
    for more in range(1, _MOST_MARKS + 1):
        at, to = base_a + one.start - more, base_b + other.start - more
        if at < base_a or to < base_b or source[at] != source[to] or chr(source[at]) not in _OPENING:
            break
        before = more
    for more in range(_MOST_MARKS):
        at, to = base_a + one.end + more, base_b + other.end + more
        if source[at] != source[to] or chr(source[at]) not in _CLOSING:
            break
        after = more + 1
    return Span(one.start - before, one.end + after), Span(other.start - before, other.end + after)


def _greatest(found: list[Passage]) -> list[Passage]:
    """The passages of a pair of texts of which no greater one covers half on both sides."""
    kept: list[Passage] = []
    for passage in sorted(found, key=lambda passage: (-passage.informative, passage.a.span)):
        if not any(_covers(other.a.span, passage.a.span) and _covers(other.b.span, passage.b.span) for other in kept):
            kept.append(passage)
    return sorted(kept, key=lambda passage: (passage.a.span, passage.b.span))


def _covers(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared > other.end - other.start


def _directed(passage: Passage, dates: Sequence[str]) -> Passage:
    """The passage with the earlier text as ``a``, where dates tell which."""
    a, b = dates[passage.a.text], dates[passage.b.text]
    if not a or not b or a.startswith(b) or b.startswith(a):
        return passage
    if a < b:
        return passage._replace(dated=True)
    slots = tuple(Slot(slot.b, slot.a, slot.kind) for slot in passage.slots)
    return passage._replace(a=passage.b, b=passage.a, slots=slots, dated=True)

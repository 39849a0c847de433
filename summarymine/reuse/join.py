"""The join: from sorted seeds to the pairs of places that an alignment may run through.

A k-gram in more than `STOCK` texts is no evidence that one of them was copied from another. Where such k-grams follow
one another over fewer than `TEMPLATE` characters they are a stock phrase, and no pair starts from them; a longer
stretch is a template, and so is a chain of them that some edits broke. Copies of templates, and all k-grams in more than
`ALL_PAIRS` texts, are paired with the first one only, so that a text in n copies gives n - 1 links a seed, not n².

What is known of places stands in one array of `Marks`, a byte for each character of the views. Of the seeds a step
needs to see all postings of a k-gram together, and never those of two: so they may come in any number of parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from summarymine.reuse.seeds import grams, places

if TYPE_CHECKING:
    from summarymine.reuse.seeds import Keys, Syncmer
    from summarymine.reuse.view import Flags, Places

STOCK, FAMILIAR = 20, 10
"""Texts that may hold a k-gram before it says nothing; and before it belongs to a stretch of such k-grams."""
PHRASE = 16
"""Characters from which a stretch in more than `STOCK` texts is a phrase; what is shorter are words that go together."""
TEMPLATE = 60
"""Characters from which a stretch in more than `STOCK` texts is a template, no stock phrase."""
CHAIN = 100
"""Characters from which stretches with no more than an edit between them are one."""
TEMPLATE_SHARE = 1 / 3
"""Share of a k-gram's postings in templates from which it is a template's, no stock phrase's."""
ALL_PAIRS = 8
"""Postings of a k-gram that are all paired with one another."""

_DENSE = 20
"""Of so many places one is asked for: then it is quicker to number all."""

Marks: TypeAlias = npt.NDArray[np.uint8]
NOTHING, SEED, COMMON, LONG, WHOLE, SAID = range(6)
"""No posting; one; one in more than `FAMILIAR` texts; one in a stretch of those of `PHRASE` characters and more, of
`TEMPLATE` and more; one that belongs to a stock phrase."""


class Candidates(NamedTuple):
    """Pairs of places that share a seed: ``a[i]`` in an earlier text than ``b[i]``; by pair of texts, then by place."""

    a: Places
    b: Places
    text_a: Places
    text_b: Places


class Shared(NamedTuple):
    """The k-grams that have several postings: places and texts of the postings, k-gram by k-gram; for each k-gram its
    first posting, how many there are, and in how many texts.
    """

    at: Places
    text: Places
    first: Places
    size: Places
    texts: Places


def join(keys: Keys, bounds: Places, syncmer: Syncmer) -> tuple[Candidates, Flags]:
    """The candidates of sorted *keys*, and for each character of the views whether a stock phrase covers it."""
    marks = np.zeros(int(bounds[-1]), dtype=np.uint8)
    marks[places(keys)] = SEED
    at, size = several(keys)
    found = shared(at, size, text_of(at, bounds))
    mark_common(marks, found)
    mark_stretches(marks, bounds, syncmer)
    a, b = links(marks, found)
    return candidates(bounds, a, b, syncmer.k), stock(marks, syncmer.k)


def several(keys: Keys) -> tuple[Places, Places]:
    """The places of postings whose k-gram has several, k-gram by k-gram, and how many each has; *keys* are sorted."""
    first, size = groups(grams(keys))
    first, size = first[size > 1], size[size > 1]
    member, _ = members(first, size)
    return places(keys[member]), size


def shared(at: Places, size: Places, text: Places) -> Shared:
    """K-grams with so many postings each *at* their places, in these texts."""
    first = np.cumsum(size) - size
    return Shared(at, text, first, size, texts(text, first, size))


def text_of(at: Places, bounds: Places) -> Places:
    """The numbers of the texts that hold places of the view."""
    if len(at) * _DENSE > bounds[-1]:
        return np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))[at]
    return np.searchsorted(bounds, at, side="right") - 1


def mark_common(marks: Marks, found: Shared) -> None:
    """Mark the postings of k-grams in many texts as `COMMON`."""
    many = found.texts > FAMILIAR
    member, _ = members(found.first[many], found.size[many])
    marks[found.at[member]] = COMMON


def mark_stretches(marks: Marks, bounds: Places, syncmer: Syncmer) -> None:
    """Mark `COMMON` postings that follow one another in a text over many characters as `LONG` or `WHOLE`."""
    seeds = np.flatnonzero(marks)
    common = marks[seeds] == COMMON
    first, size = _runs(seeds, bounds, common[1:] == common[:-1])
    start, end = seeds[first], seeds[first + size - 1] + syncmer.k
    long = np.flatnonzero(common[first] & (end - start >= PHRASE))
    # Seeds may be as far from an edit as they may be from each other.
    near = start[long[1:]] - end[long[:-1]] <= syncmer.k - syncmer.s + 1
    link, count = _runs(start[long], bounds, near)
    chain = np.repeat(end[long[link + count - 1]] - start[long[link]], count)
    level = np.where(common[first], COMMON, SEED)
    level[long] = np.where((end[long] - start[long] >= TEMPLATE) | (chain >= CHAIN), WHOLE, LONG)
    marks[seeds] = np.repeat(level, size)


def _runs(at: Places, bounds: Places, goes_on: Flags) -> tuple[Places, Places]:
    """Where runs of places in one text begin, and how long they are; *goes_on* is known for all places but the first."""
    begins = np.ones(len(at), dtype=np.bool_)
    begins[1:] = ~goes_on
    of_text = np.searchsorted(at, bounds[:-1])
    begins[of_text[of_text < len(at)]] = True
    first = np.flatnonzero(begins)
    return first, np.diff(first, append=len(at))


def links(marks: Marks, found: Shared) -> tuple[Places, Places]:
    """The places of postings that are to be compared, earlier and later one; those of stock phrases become `SAID`."""
    first, size = found.first, found.size
    group = np.repeat(np.arange(len(first)), size)
    level = marks[found.at]
    share = np.bincount(group, level == WHOLE, len(first)) / np.maximum(size, 1)
    phrase = (found.texts > STOCK) & (share < TEMPLATE_SHARE)
    marks[found.at[phrase[group] & (level >= LONG)]] = SAID
    # Others of a large group are paired with its first posting in a template, or its first.
    hub, whole = first.copy(), np.flatnonzero(level == WHOLE)[::-1]
    hub[group[whole]] = whole
    one, other = pair(found.text, first[~phrase], size[~phrase], hub[~phrase])
    return found.at[one], found.at[other]


def stock(marks: Marks, k: int) -> Flags:
    """Which characters stock phrases cover."""
    return cover(np.flatnonzero(marks == SAID), k, len(marks))


def candidates(bounds: Places, a: Places, b: Places, k: int) -> Candidates:
    """The links from *a* to *b* in their order, without those that follow another in the same equal stretch."""
    a, b = unpacked(np.sort(packed(a, b)))
    text_a, text_b = text_of(a, bounds), text_of(b, bounds)
    pair_of = text_a << 32 | text_b
    order = np.argsort(pair_of, kind="stable")
    found = Candidates(a[order], b[order], text_a[order], text_b[order])
    pair_of = pair_of[order]
    follows = np.zeros(len(a), dtype=np.bool_)
    same_diagonal = (found.b - found.a)[1:] == (found.b - found.a)[:-1]
    follows[1:] = (pair_of[1:] == pair_of[:-1]) & same_diagonal & (np.diff(found.a) <= k)
    kept = np.flatnonzero(~follows)
    return Candidates(*(column[kept] for column in found))


def packed(a: Places, b: Places) -> npt.NDArray[np.uint64]:
    """Pairs of places as one number each, *a* in the upper half: sorted they stand by *a*, then by *b*."""
    return a.astype(np.uint64) << np.uint64(32) | b.astype(np.uint64)


def unpacked(pairs: npt.NDArray[np.uint64]) -> tuple[Places, Places]:
    """What `packed` made one number of.

    >>> [half.tolist() for half in unpacked(packed(np.array([3, 4_000_000_000]), np.array([5, 6])))]
    [[3, 4000000000], [5, 6]]
    """
    return (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)


def groups(values: npt.NDArray[np.generic]) -> tuple[Places, Places]:
    """Where runs of equal *values* begin, and how long they are.

    >>> [found.tolist() for found in groups(np.array([7, 7, 8, 9, 9, 9]))]
    [[0, 2, 3], [2, 1, 3]]
    """
    if not len(values):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    first = np.concatenate(([0], np.flatnonzero(values[1:] != values[:-1]) + 1))
    return first, np.diff(first, append=len(values))


def members(first: Places, size: Places) -> tuple[Places, Places]:
    """The positions in groups that begin at *first*, one group behind the other, and the number of each one's group."""
    group = np.repeat(np.arange(len(first)), size)
    return np.arange(len(group)) - (np.cumsum(size) - size)[group] + first[group], group


def texts(text: Places, first: Places, size: Places) -> Places:
    """In how many texts each group is; its postings stand in the order of texts."""
    member, group = members(first, size)
    fresh = np.ones(len(member), dtype=np.bool_)
    fresh[1:] = (text[member[1:]] != text[member[:-1]]) | (group[1:] != group[:-1])
    return np.bincount(group[fresh], minlength=len(first))


def cover(at: Places, k: int, length: int) -> Flags:
    """Which of *length* characters the k-grams at *at* cover."""
    change = np.zeros(length + 1, dtype=np.int16)
    change[at] = 1  # the places are all different
    change[np.minimum(at + k, length)] -= 1
    covered: Flags = np.cumsum(change[:-1], dtype=np.int16) > 0
    return covered


def pair(text: Places, first: Places, size: Places, hub: Places) -> tuple[Places, Places]:
    """All pairs of small groups, and of large ones each posting with the hub; none within a text."""
    ones, others = [], []
    for count in range(2, ALL_PAIRS + 1):
        heads = first[size == count]
        one, other = np.triu_indices(count, 1)
        ones.append((heads[:, None] + one).ravel())
        others.append((heads[:, None] + other).ravel())
    large = size > ALL_PAIRS
    member, group = members(first[large], size[large])
    centre = hub[large][group]
    ones.append(np.minimum(centre, member))
    others.append(np.maximum(centre, member))
    one, other = np.concatenate(ones), np.concatenate(others)
    apart = text[one] != text[other]
    return one[apart], other[apart]

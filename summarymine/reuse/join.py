"""The join: from sorted seeds to the pairs of places that an alignment may run through.

A k-gram in more than `STOCK` texts is no evidence that one of them was copied from another. Where such k-grams follow
one another over fewer than `TEMPLATE` characters they are a stock phrase, and no pair starts from them; a longer
stretch is a template. Copies of templates, and all k-grams in more than `ALL_PAIRS` texts, are paired with the first
one only, so that a text in n copies gives n - 1 links a seed, not n².
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarymine.reuse.seeds import grams, places

if TYPE_CHECKING:
    import numpy.typing as npt

    from summarymine.reuse.seeds import Keys, Winnow
    from summarymine.reuse.view import Flags, Places

STOCK, FAMILIAR = 20, 10
"""Texts that may hold a k-gram before it says nothing; and before it belongs to a stretch of such k-grams."""
PHRASE = 16
"""Characters from which a stretch in more than `STOCK` texts is a phrase; what is shorter are words that go together."""
TEMPLATE = 60
"""Characters from which a stretch in more than `STOCK` texts is a template, no stock phrase."""
TEMPLATE_SHARE = 1 / 3
"""Share of a k-gram's postings in templates from which it is a template's, no stock phrase's."""
ALL_PAIRS = 8
"""Postings of a k-gram that are all paired with one another."""


class Candidates(NamedTuple):
    """Pairs of places that share a seed: ``a[i]`` in an earlier text than ``b[i]``; by pair of texts, then by place."""

    a: Places
    b: Places
    text_a: Places
    text_b: Places


def join(keys: Keys, bounds: Places, winnow: Winnow) -> tuple[Candidates, Flags]:
    """The candidates of sorted *keys*, and for each character of the views whether a stock phrase covers it."""
    at = places(keys)
    text = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))[at]
    order = _in_order(at, int(bounds[-1]))
    first, size = groups(grams(keys))
    first, size = first[size > 1], size[size > 1]
    count = texts(text, first, size)
    frequent = count > STOCK
    member, group = members(first, size)
    common = np.zeros(len(keys), dtype=np.bool_)
    common[member] = (count > FAMILIAR)[group]
    length = stretches(at, order, common, winnow)
    in_template = length >= TEMPLATE
    share = np.bincount(group, in_template[member], len(first)) / np.maximum(size, 1)
    phrase = frequent & (share < TEMPLATE_SHARE)
    said = member[phrase[group]]
    stock = cover(at[said[length[said] >= PHRASE]], winnow.k, int(bounds[-1]))
    hub = _hubs(in_template, first, member, group)
    one, other = pair(text, first[~phrase], size[~phrase], hub[~phrase])
    paired = np.zeros(len(keys), dtype=np.bool_)
    paired[member] = (size <= ALL_PAIRS)[group] & ~phrase[group]
    fresh = ~_follows(at, text, order, grams(keys), paired, one, other)
    one, other = one[fresh], other[fresh]
    return ordered(at[one], at[other], text[one], text[other]), stock


def _follows(at: Places, text: Places, order: Places, gram: Keys, paired: Flags, one: Places, other: Places) -> Flags:
    """Which pairs of postings follow a pair of the same two texts that is a candidate too, at the same distance.

    Extension from the first of such pairs goes through all that follow.
    """
    before = np.empty_like(order)
    before[order[1:]] = order[:-1]
    before[order[:1]] = order[:1]
    left, right = before[one], before[other]
    same = (text[left] == text[one]) & (text[right] == text[other]) & (left != one)
    follows: Flags = same & paired[left] & (gram[left] == gram[right]) & (at[one] - at[left] == at[other] - at[right])
    return follows


def _in_order(at: Places, length: int) -> Places:
    """The postings in the order of their places, which are all different."""
    posting = np.full(length, -1, dtype=np.int64)
    posting[at] = np.arange(len(at))
    return posting[posting >= 0]


def _hubs(in_template: Flags, first: Places, member: Places, group: Places) -> Places:
    """The posting that the others of a large group are paired with: the first in a template, or the first."""
    hub = first.copy()
    hubs = member[in_template[member]][::-1]
    hub[group[in_template[member]][::-1]] = hubs
    return hub


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


def stretches(at: Places, order: Places, common: Flags, winnow: Winnow) -> Places:
    """For each posting the characters of the stretch of *common* postings that it is in; 0 where it is not common."""
    ordered, flags = at[order], common[order]
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    first, last = edges[::2], edges[1::2] - 1
    length = np.zeros(len(at), dtype=np.int64)
    length[order[flags]] = np.repeat(ordered[last] + winnow.k - ordered[first], last - first + 1)
    return length


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


def ordered(a: Places, b: Places, text_a: Places, text_b: Places) -> Candidates:
    """Candidates by pair of texts, then by place in the first, then in the second."""
    pair_of = text_a << 32 | text_b
    order = np.lexsort((b, a, pair_of))
    return Candidates(a[order], b[order], text_a[order], text_b[order])

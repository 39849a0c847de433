"""The join: from sorted seeds to the pairs of places that an alignment may run through.

A k-gram in more than `STOCK` texts is no evidence that one of them was copied from another. Where such k-grams follow
one another over fewer than `TEMPLATE` characters they are a stock phrase, and no pair starts from them; a longer
stretch is a template, whose copies are each paired with its first text only. K-grams in more than `ALL_PAIRS` texts are
paired in the same way, so that a text in n copies gives n - 1 links a seed, not n².
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarymine.reuse.seeds import grams, places

if TYPE_CHECKING:
    import numpy.typing as npt

    from summarymine.reuse.seeds import Keys, Winnow
    from summarymine.reuse.view import Flags, Places

STOCK = 20
"""Texts that may hold a k-gram before it says nothing."""
TEMPLATE = 60
"""Characters from which a stretch in more than `STOCK` texts is a template, no stock phrase."""
ALL_PAIRS = 16
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
    text = np.searchsorted(bounds, at, side="right") - 1
    first, size = groups(grams(keys))
    shared = size > 1
    first, size = first[shared], size[shared]
    frequent = _texts(text, first, size) > STOCK
    member, group = members(first, size)
    common = np.zeros(len(keys), dtype=np.bool_)
    common[member] = frequent[group]
    phrase = stock_phrases(at, common, winnow)
    # Postings of stock phrases drop out; what is left of a group may be a template's.
    member, group = member[~phrase[member]], group[~phrase[member]]
    first, size = groups(group)
    stock = cover(at[phrase], winnow.k, int(bounds[-1]))
    return pair(at[member], text[member], first, size), stock


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


def _texts(text: Places, first: Places, size: Places) -> Places:
    """How many texts each group is in; its postings stand in the order of texts."""
    member, group = members(first, size)
    fresh = np.ones(len(member), dtype=np.bool_)
    fresh[1:] = (text[member[1:]] != text[member[:-1]]) | (group[1:] != group[:-1])
    return np.bincount(group[fresh], minlength=len(first))


def stock_phrases(at: Places, common: Flags, winnow: Winnow) -> Flags:
    """Which postings belong to stock phrases: *common* ones whose stretch of common postings is short."""
    order = np.argsort(at)
    ordered, flags = at[order], common[order]
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    first, last = edges[::2], edges[1::2] - 1
    short = ordered[last] + winnow.k - ordered[first] < TEMPLATE
    member, _ = members(first[short], (last - first + 1)[short])
    phrase = np.zeros(len(at), dtype=np.bool_)
    phrase[order[member]] = True
    return phrase


def cover(at: Places, k: int, length: int) -> Flags:
    """Which of *length* characters the k-grams at *at* cover."""
    change = np.zeros(length + 1, dtype=np.int32)
    np.add.at(change, at, 1)
    np.add.at(change, np.minimum(at + k, length), -1)
    covered: Flags = np.cumsum(change[:-1]) > 0
    return covered


def pair(at: Places, text: Places, first: Places, size: Places) -> Candidates:
    """All pairs of small groups, and of large ones each posting with the first; none within a text."""
    ones, others = [], []
    for count in range(2, ALL_PAIRS + 1):
        heads = first[size == count]
        one, other = np.triu_indices(count, 1)
        ones.append((heads[:, None] + one).ravel())
        others.append((heads[:, None] + other).ravel())
    large = size > ALL_PAIRS
    member, group = members(first[large], size[large])
    ones.append(first[large][group])
    others.append(member)
    one, other = np.concatenate(ones), np.concatenate(others)
    apart = text[one] != text[other]
    return ordered(at[one[apart]], at[other[apart]], text[one[apart]], text[other[apart]])


def ordered(a: Places, b: Places, text_a: Places, text_b: Places) -> Candidates:
    """Candidates by pair of texts, then by place in the first, then in the second."""
    order = np.lexsort((b, a, text_b))  # the first text follows from the place in it
    found = Candidates(a[order], b[order], text_a[order], text_b[order])
    order = np.argsort(found.text_a, kind="stable")
    return Candidates(*(column[order] for column in found))

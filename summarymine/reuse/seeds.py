"""Seeds: character k-grams of a masked view, thinned out to closed syncmers.

A k-gram is kept if of all s-grams in it the first or the last has the least hash (Edgar, 2021). So it depends on its
own characters alone whether it is kept, and of every ``k - s`` k-grams in a row one is: two texts that share
``2 k - s - 1`` characters share a seed. Winnowing (Schleimer, Wilkerson and Aiken, 2003) keeps as many and gives the
same guarantee, but looks at the neighbours: next to an edit, or where a template begins, it keeps others.
A k-gram that a text repeats is kept `REPEATS` times a text.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from summarymine.reuse.view import Codes, Places

Keys: TypeAlias = npt.NDArray[np.uint64]


class Syncmer(NamedTuple):
    """Length of the k-grams and of the s-grams in them that decide: ``2 / (k - s + 1)`` of them are kept."""

    k: int
    s: int


FINE, MEDIUM, COARSE, COARSEST = Syncmer(5, 2), Syncmer(7, 3), Syncmer(9, 3), Syncmer(11, 4)
_UP_TO = ((8_000_000, FINE), (60_000_000, MEDIUM), (500_000_000, COARSE))
"""Characters of an archive up to which seeds are so fine. Short k-grams find more of what was edited much, but in a great
archive all of them are common."""
REPEATS = 4

_PLACE_BITS = 32
MOST_PLACES = (1 << _PLACE_BITS) - 1
"""A posting holds the place in the view in its lower half: four thousand million characters."""
_PLACE = np.uint64(MOST_PLACES)
_ODD = [np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)]
_CHUNK = 100_000
"""Characters, about, that are hashed at a time: their arrays stay in the processor's cache."""
_NEVER = np.uint64(0xFFFFFFFFFFFFFFFF)


def syncmer_for(characters: int) -> Syncmer:
    """The seeds for an archive of so many characters."""
    return next((syncmer for most, syncmer in _UP_TO if characters <= most), COARSEST)


def postings(codes: Codes, bounds: Places, syncmer: Syncmer = FINE) -> Keys:
    """The seeds of views, sorted: the hash of a k-gram in the upper half, its place in the lower.

    >>> from summarymine.reuse.view import masked_views
    >>> views = masked_views(["园区产业结构升级", "推动园区产业结构升级"])
    >>> seeds = postings(views.codes, views.bounds)
    >>> kept = [views.text(place, place + FINE.k) for place in places(seeds)]
    >>> {kept.count(gram) for gram in kept if gram in "园区产业结构升级"}
    {2}
    """
    chunks = [np.zeros(0, dtype=np.uint64)]
    for start, end in blocks(bounds, _CHUNK):
        begin = int(bounds[start])
        chunk = codes[begin : bounds[end]], bounds[start : end + 1] - begin
        hashes = _hashes(*chunk, syncmer.k)
        closed = _closed(_hashes(*chunk, syncmer.s), syncmer.k - syncmer.s + 1)
        kept = np.flatnonzero(closed & (hashes != _NEVER))
        chunks.append((hashes[kept] & ~_PLACE) | (kept + begin).astype(np.uint64))
    keys: Keys = np.concatenate(chunks)
    keys.sort()
    return _without_repeats(keys, bounds)


def blocks(bounds: Places, size: int) -> list[tuple[int, int]]:
    """Runs of whole texts with about *size* characters each: the number of the first and of the one behind the last.

    >>> blocks(np.array([0, 4, 4, 7, 30, 31]), 10)
    [(0, 4), (4, 5)]
    """
    cuts = np.searchsorted(bounds, np.arange(0, bounds[-1] + size, size)).clip(max=len(bounds) - 1)
    return list(pairwise(np.unique(cuts).tolist()))


def places(keys: Keys) -> Places:
    """Where the k-grams of *keys* begin in the view."""
    return (keys & _PLACE).astype(np.int64)


def grams(keys: Keys) -> Keys:
    """The hashes of *keys*; equal for equal k-grams, and once in 2 ** 32 for different ones."""
    return keys >> np.uint64(_PLACE_BITS)


def _hashes(codes: Codes, bounds: Places, k: int) -> Keys:
    """A hash for each place: of the k characters from there on, or `_NEVER` where the text ends before."""
    power, joined, size = codes.astype(np.uint64) * _ODD[0], None, 0
    width, level = 1, 0
    while True:
        if k & width:
            joined = power if joined is None else _join(joined, power, size, _ODD[3])
            size += width
        if width * 2 > k:
            break
        power, width, level = _join(power, power, width, _ODD[1 + level % 2]), width * 2, level + 1
    assert joined is not None
    joined ^= joined >> np.uint64(29)
    joined *= _ODD[0]
    for back in range(1, k):
        joined[np.maximum(bounds[1:] - back, bounds[:-1])[bounds[1:] > bounds[:-1]]] = _NEVER
    return joined


def _join(left: Keys, right: Keys, shift: int, odd: np.uint64) -> Keys:
    """Hashes of what *left* hashes and, *shift* characters on, what *right* hashes."""
    out = left * odd
    out ^= out >> np.uint64(31)
    out[: max(len(out) - shift, 0)] += right[shift:]
    return out


def _closed(least: Keys, span: int) -> npt.NDArray[np.bool_]:
    """Which k-grams of *span* s-grams, whose hashes are *least*, have the least one first or last."""
    low, width = least, 1
    while width < span:
        step = min(width, span - width)
        low = np.minimum(low[: len(low) - step], low[step:])
        width += step
    kept = np.zeros(len(least), dtype=np.bool_)
    kept[: len(low)] = (least[: len(low)] == low) | (least[span - 1 :] == low)
    return kept


def _without_repeats(keys: Keys, bounds: Places) -> Keys:
    """At most `REPEATS` postings of a k-gram a text, the first ones."""
    if len(keys) <= REPEATS:
        return keys
    again = np.flatnonzero(grams(keys[REPEATS:]) == grams(keys[:-REPEATS]))
    one, other = (np.searchsorted(bounds, places(keys[at]), side="right") for at in (again, again + REPEATS))
    return np.delete(keys, again[one == other] + REPEATS)

"""Extension: from a shared seed to the best alignment through it, in both directions.

An exact run goes on as far as it can. Where it ends, an alignment is sought in a band of `BAND` diagonals with +1 for
an equal character and -1 for any other, for a gap of one just so, until it falls `DROP` below the best seen (X-drop,
Zhang et al. 2000) or reaches `ANCHOR` equal characters at a new best, from where exact runs go on.

`aligned_stretches` is plain Python over anything that is indexed, and is compiled by numba where there is much to do:
both give the same.
"""

from __future__ import annotations

from functools import cache
from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from summarymine.reuse.join import Candidates
    from summarymine.reuse.view import Codes, Places

BAND = 25
DROP = 12
GLANCE, PROMISING = 3, 12
"""Most seeds are chance: an alignment that may fall no deeper than this is tried first, and has to score so much."""
ANCHOR = 8
LEAST = 16
"""The least score of a stretch that is kept."""
BOXES = 64
"""How many stretches of a pair of texts are looked at for one that covers the next seed."""
WORTH_COMPILING = 40_000
"""Candidates from which compiling is quicker than Python alone."""
DEAD = -1_000_000
MIDDLE = BAND // 2 + 1


class Stretches(NamedTuple):
    """Alignments, ends excluded: ``score`` is the number of equal characters less that of edits."""

    a_start: Places
    a_end: Places
    b_start: Places
    b_end: Places
    text_a: Places
    text_b: Places
    score: Places


def extend(codes: Codes, bounds: Places, candidates: Candidates, *, least: int = LEAST) -> Stretches:
    """The alignments through *candidates* with a score of *least* or more, each found once."""
    count = len(candidates.a)
    out = np.zeros((7, count), dtype=np.int64)
    columns = (candidates.a, candidates.b, candidates.text_a, candidates.text_b)
    if count >= WORTH_COMPILING or compiled.cache_info().currsize:
        found = compiled()(codes, bounds, *columns, *_scratch(), out, least)
    else:
        view = memoryview(np.ascontiguousarray(codes).data)
        lists = [column.tolist() for column in columns]
        rows, boxes = [[0] * (BAND + 2) for _ in range(4)], [[0] * BOXES for _ in range(4)]
        a, b, text_a, text_b = lists
        found = aligned_stretches(view, bounds, a, b, text_a, text_b, rows, boxes, out, least)
    return Stretches(*out[:, :found])


def aligned_stretches(
    codes: Any, bounds: Any, a: Any, b: Any, text_a: Any, text_b: Any, rows: Any, boxes: Any, out: Any, least: int
) -> int:
    """Write the stretches through the seeds at *a* and *b* to *out*; gives how many there are.

    A seed in the box of one of the last stretches of its pair of texts, kept or not, lies on an alignment that is
    known already.
    """
    found = 0
    met = 0
    for i in range(len(a)):
        one, other = text_a[i], text_b[i]
        if i == 0 or one != text_a[i - 1] or other != text_b[i - 1]:
            met = 0
            a_first, a_last = bounds[one], bounds[one + 1]
            b_first, b_last = bounds[other], bounds[other + 1]
        at, to = a[i], b[i]
        known = False
        for j in range(min(met, BOXES)):
            if boxes[0][j] <= at < boxes[1][j] and boxes[2][j] <= to < boxes[3][j]:
                known = True
                break
        if known:
            continue
        right, right_b, ahead = reach(codes, at, to, a_last, b_last, 1, GLANCE, rows)
        left, left_b, behind = reach(codes, at - 1, to - 1, a_first - 1, b_first - 1, -1, GLANCE, rows)
        if ahead + behind >= PROMISING:
            right, right_b, ahead = reach(codes, at, to, a_last, b_last, 1, DROP, rows)
            left, left_b, behind = reach(codes, at - 1, to - 1, a_first - 1, b_first - 1, -1, DROP, rows)
        box = met % BOXES
        boxes[0][box], boxes[1][box] = left + 1, right
        boxes[2][box], boxes[3][box] = left_b + 1, right_b
        met += 1
        if ahead + behind >= least:
            out[0][found], out[1][found] = left + 1, right
            out[2][found], out[3][found] = left_b + 1, right_b
            out[4][found], out[5][found] = one, other
            out[6][found] = ahead + behind
            found += 1
    return found


def reach(
    codes: Any, a: int, b: int, a_stop: int, b_stop: int, step: int, drop: int, rows: Any
) -> tuple[int, int, int]:
    """How far the best alignment from *a* and *b* on reaches in steps of *step*, and its score.

    Of two alignments with one score the shorter one is taken.
    """
    total = 0
    while True:
        while a != a_stop and b != b_stop and codes[a] == codes[b]:
            a += step
            b += step
            total += 1
        best, a_more, b_more, anchored = over_gap(
            codes, a, b, (a_stop - a) * step, (b_stop - b) * step, step, drop, rows
        )
        a += step * a_more
        b += step * b_more
        total += best
        if not anchored:
            return a, b, total


def over_gap(
    codes: Any, a: int, b: int, a_length: int, b_length: int, step: int, drop: int, rows: Any
) -> tuple[int, int, int, bool]:
    """The best score of alignments from *a* and *b*, the characters of both it takes, and whether an exact run follows.

    Cell *d* of row *i* is the alignment of *i* characters of a with ``i + d - MIDDLE`` of b; only those from *low* to
    *high* are alive.
    """
    scores, runs, new_scores, new_runs = rows[0], rows[1], rows[2], rows[3]
    best, best_a, best_b = 0, 0, 0
    low, high = MIDDLE, min(MIDDLE + drop, MIDDLE + b_length, BAND)
    for d in range(low, high + 1):
        scores[d], runs[d] = MIDDLE - d, 0
    i = 0
    while low <= high and i < a_length:
        i += 1
        char = codes[a + step * (i - 1)]
        least = best - drop
        new_low, new_high = BAND + 1, 0
        left = DEAD
        d = max(low - 1, 1, MIDDLE - i)
        last = min(BAND, b_length + MIDDLE - i)
        while d <= last and (d <= high or left != DEAD):
            score, run = left - 1, 0
            if low <= d <= high and i + d > MIDDLE:
                if char == codes[b + step * (i + d - MIDDLE - 1)]:
                    if scores[d] + 1 >= score:
                        score, run = scores[d] + 1, runs[d] + 1
                elif scores[d] - 1 > score:
                    score = scores[d] - 1
            if low <= d + 1 <= high and scores[d + 1] - 1 > score:
                score, run = scores[d + 1] - 1, 0
            if score < least:
                score = DEAD
            else:
                new_high = d
                new_low = min(new_low, d)
                if score > best:
                    best, best_a, best_b = score, i, i + d - MIDDLE
                    if run >= ANCHOR:
                        return best, best_a, best_b, True
            new_scores[d], new_runs[d] = score, run
            left = score
            d += 1
        low, high = new_low, new_high
        scores, runs, new_scores, new_runs = new_scores, new_runs, scores, runs
    return best, best_a, best_b, False


@cache
def compiled() -> Callable[..., int]:
    """`aligned_stretches` as machine code; compiling takes some two seconds, once a process."""
    import numba  # noqa: PLC0415 (a third of a second, for much work only)

    names = dict(globals())
    for step in (over_gap, reach, aligned_stretches):
        plain = FunctionType(step.__code__, names, step.__name__)
        names[step.__name__] = numba.njit(nogil=True)(plain)
    function: Callable[..., int] = names["aligned_stretches"]
    nothing = np.zeros(0, dtype=np.int64)
    function(np.zeros(0, dtype=np.uint32), nothing, *[nothing] * 4, *_scratch(), np.zeros((7, 0), dtype=np.int64), 0)
    return function


def _scratch() -> tuple[Places, Places]:
    return np.zeros((4, BAND + 2), dtype=np.int64), np.zeros((4, BOXES), dtype=np.int64)

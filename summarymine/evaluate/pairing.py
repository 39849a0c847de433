"""Which record is held against which label: one to one, the best pairs first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from summarymine.document import Span


def shared(one: Span, other: Span) -> int:
    """How many characters two spans share.

    >>> from summarymine.document import Span
    >>> shared(Span(0, 5), Span(3, 9)), shared(Span(0, 3), Span(3, 9))
    (2, 0)
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def overlaps(ones: Sequence[Span], others: Sequence[Span]) -> Iterator[tuple[int, int, int]]:
    """Place in *ones*, place in *others* and number of shared characters of every two spans that share some.

    >>> from summarymine.document import Span
    >>> list(overlaps([Span(0, 4), Span(4, 9)], [Span(3, 6)]))
    [(0, 0, 1), (1, 0, 2)]
    """
    sides = (ones, others)
    begin = sorted(
        (span.start, side, place) for side in (0, 1) for place, span in enumerate(sides[side]) if span.start < span.end
    )
    open_: tuple[list[int], list[int]] = ([], [])
    for start, side, place in begin:
        # What ended before is let go; what is left began before and so shares its characters from here on.
        other = 1 - side
        open_[other][:] = [at for at in open_[other] if sides[other][at].end > start]
        open_[side].append(place)
        for at in open_[other]:
            one, two = (place, at) if side == 0 else (at, place)
            yield one, two, shared(ones[one], others[two])


def best_pairs(options: Iterable[tuple[tuple[float, ...], int, int]]) -> list[tuple[int, int]]:
    """Pairs of places taken by their merit, the greatest first, none of them twice; of equal ones the later.

    >>> best_pairs([((3,), 0, 0), ((5,), 0, 1), ((4,), 1, 1)])
    [(0, 1)]
    """
    taken: tuple[set[int], set[int]] = (set(), set())
    pairs = []
    for _, one, other in sorted(options, reverse=True):
        if one not in taken[0] and other not in taken[1]:
            taken[0].add(one)
            taken[1].add(other)
            pairs.append((one, other))
    return sorted(pairs)


def pair_spans(
    ones: Sequence[Span], others: Sequence[Span], bonus: Callable[[int, int], float] = lambda _one, _other: 0
) -> list[tuple[int, int]]:
    """Pairs of spans that share characters, those that share most first; *bonus* characters come on top.

    >>> from summarymine.document import Span
    >>> pair_spans([Span(0, 4), Span(4, 9)], [Span(3, 6), Span(0, 1)])
    [(0, 1), (1, 0)]
    """
    return best_pairs(((length + bonus(one, other),), one, other) for one, other, length in overlaps(ones, others))

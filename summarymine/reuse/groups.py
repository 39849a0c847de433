"""Groups: a text in several copies is one template with its copies.

A group is what passages say of one stretch of one text: all copies were compared with the template itself. Nothing follows
from a third text, so a copy of a copy is in the group only where it is one of the template too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarymine.document import Span
from summarymine.reuse.found import Located

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarymine.reuse.found import Found

LEAST = 2
"""Copies that a group has at least."""
ALIKE = 0.8
"""The share that two stretches of a text have in common when they are one."""


@dataclass(frozen=True, slots=True)
class Group:
    """A template with its copies, each with the passage that says so."""

    template: Located
    copies: tuple[tuple[Located, Found], ...]


def groups(found: Iterable[Found]) -> list[Group]:
    """The groups among passages, those of most copies first; a passage belongs to one group at most.

    Of two texts that are both copied, the template is the one with more copies, then the earlier one. What two copies of one
    template have in common besides is told by the template, and makes no group of its own.
    """
    made: list[Group] = []
    taken: set[int] = set()
    listed = list(found)
    members = _Members()
    for stretch in sorted(_stretches(listed), key=lambda one: (-len(one), _key(listed, one))):
        copies: dict[tuple[str, int], tuple[int, bool]] = {}
        for number, is_b in stretch:
            other = listed[number].a if is_b else listed[number].b
            if number not in taken and not members.together(listed[number].a, listed[number].b):
                copies.setdefault((other.source, other.article), (number, is_b))
        if len(copies) < LEAST:
            continue
        taken |= {number for number, _ in copies.values()}
        first, is_b = next(iter(copies.values()))
        template = listed[first].b if is_b else listed[first].a
        group = Group(
            template, tuple((listed[at].a if is_b else listed[at].b, listed[at]) for at, is_b in copies.values())
        )
        members.add(len(made), [template, *(copy for copy, _ in group.copies)])
        made.append(group)
    return sorted(made, key=lambda group: (-len(group.copies), -len(group.template.text), group.template))


class _Members:
    """Which stretches belong to which groups."""

    def __init__(self) -> None:
        self._by: defaultdict[tuple[str, int], list[tuple[Span, int]]] = defaultdict(list)

    def add(self, group: int, sides: Iterable[Located]) -> None:
        for side in sides:
            self._by[side.source, side.article].append((Span(side.start, side.end), group))

    def together(self, one: Located, other: Located) -> bool:
        """Whether both stretches lie in members of one group."""
        return bool(self._groups(one) & self._groups(other))

    def _groups(self, side: Located) -> set[int]:
        span = Span(side.start, side.end)
        return {
            group
            for member, group in self._by[side.source, side.article]
            if _shared(span, member) >= ALIKE * (span.end - span.start)
        }


def _key(found: list[Found], stretch: list[tuple[int, bool]]) -> tuple[int, Located]:
    """Earlier texts, which are the ``a`` of their passages, before later ones."""
    number, is_b = stretch[0]
    return sum(later for _, later in stretch), found[number].b if is_b else found[number].a


def _stretches(found: list[Found]) -> Iterator[list[tuple[int, bool]]]:
    """The ends of passages that are one stretch of one text: the passage's number, and whether it is its ``b``."""
    ends: defaultdict[tuple[str, int], list[tuple[Span, int, bool]]] = defaultdict(list)
    for number, one in enumerate(found):
        for side, is_b in ((one.a, False), (one.b, True)):
            ends[side.source, side.article].append((Span(side.start, side.end), number, is_b))
    for inside in ends.values():
        open_: list[tuple[Span, list[tuple[int, bool]]]] = []
        for span, number, is_b in sorted(inside):
            still: list[tuple[Span, list[tuple[int, bool]]]] = []
            for whole, stretch in open_:
                if whole.end > span.start:
                    still.append((whole, stretch))
                elif len(stretch) >= LEAST:
                    yield stretch
            open_ = still
            same = next((stretch for whole, stretch in open_ if _alike(whole, span)), None)
            if same is None:
                open_.append((span, [(number, is_b)]))
            else:
                same.append((number, is_b))
        yield from (stretch for _, stretch in open_ if len(stretch) >= LEAST)


def _alike(one: Span, other: Span) -> bool:
    return _shared(one, other) >= ALIKE * max(one.end - one.start, other.end - other.start)


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)

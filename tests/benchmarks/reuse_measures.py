"""How good found reuse is, measured against what was planted.

What counts as right:

- A planted passage and all copies of the same place of the same source are a *family*. A pair of articles is right if
  both have a region of one family: two copies of a text do share it. Stock phrases are no family, so a pair that shares
  only those is false: precision depends on this definition, and a tool that calls stock phrases something else than reuse
  leaves them out before.
- A pair that was planted (source and copy) is found if it is reported; where a family has more than `TEMPLATE` copies, also if
  the copy is reported with another copy, for nobody wants all pairs of a template.
- A character of a reported passage, on either side, is right if it lies in a region of a family that the other side
  touches as well. A character of a planted copy is found if a reported passage that touches its family in the other
  article covers it. A planted passage is found if `COVERED` of its characters are.
- Ends are compared on the passage that covers most of the copy, in characters, after leaving off punctuation, spaces
  and masks at both ends; those in the source only where the other side is the source. So are kinds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tests.benchmarks.reuse_archive import Planted, Truth

COVERED, TEMPLATE, LONG = 0.8, 16, 80

Pair: TypeAlias = "tuple[int, int]"
Family: TypeAlias = "tuple[int, int, int]"


class Found(NamedTuple):
    """A reported passage: characters *a_start* to *a_end* of article *a* and the like of *b*."""

    a: int
    a_start: int
    a_end: int
    b: int
    b_start: int
    b_end: int
    kind: str


class _Side(NamedTuple):
    """A reported passage seen from one of its articles."""

    start: int
    end: int
    other: int
    other_start: int
    other_end: int
    kind: str


class Share(NamedTuple):
    """So many of so many."""

    part: int
    whole: int

    @property
    def value(self) -> float:
        """1 where there is nothing to miss."""
        return self.part / self.whole if self.whole else 1.0


@dataclass
class Passages:
    """How good passages are."""

    precision: Share
    """Of characters."""
    recall: Share
    """Of characters."""
    by_group: dict[str, tuple[Share, Share]]
    """Passages found, by what was done to them: all, and those of `LONG` characters and more."""
    ends: list[int] = field(default_factory=list)
    """Distances, sorted."""
    kinds: Share = field(default_factory=lambda: Share(0, 0))
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Planted and reported kind."""

    def end(self, share: float) -> int:
        """The distance that this *share* of ends keeps: 0.5 is the median."""
        return self.ends[min(len(self.ends) - 1, int(share * len(self.ends)))] if self.ends else 0


class Measure:
    """Measures tools on one planted archive."""

    def __init__(self, planted: Planted) -> None:
        self.planted = planted
        regions: dict[int, set[tuple[int, int, Family]]] = defaultdict(set)
        self._copies: dict[Family, set[int]] = defaultdict(set)
        for truth in planted.passages:
            family = truth[:3]
            regions[truth.a].add((truth.a_start, truth.a_end, family))
            regions[truth.b].add((truth.b_start, truth.b_end, family))
            self._copies[family].add(truth.b)
        self._regions = {article: sorted(found) for article, found in regions.items()}

    def pairs(self, reported: Iterable[Pair]) -> tuple[Share, Share]:
        """Precision and recall of pairs of articles."""
        found = {(min(pair), max(pair)) for pair in reported}
        right = sum(bool(self._families(a) & self._families(b)) for a, b in found)
        partners = defaultdict(set)
        for a, b in found:
            partners[a].add(b)
            partners[b].add(a)
        wanted = defaultdict(list)
        for truth in self.planted.passages:
            wanted[truth.a, truth.b].append(truth[:3])
        got = sum(
            a in partners[b] or any(self._is_template(one) and self._copies[one] & partners[b] for one in families)
            for (a, b), families in wanted.items()
        )
        return Share(right, len(found)), Share(got, len(wanted))

    def passages(self, reported: Sequence[Found]) -> Passages:
        """Everything that can be said of passages."""
        sides: dict[int, list[_Side]] = defaultdict(list)
        for one in reported:
            sides[one.a].append(_Side(*one[1:3], *one[3:6], one.kind))
            sides[one.b].append(_Side(*one[4:6], *one[0:3], one.kind))
        precise = [self._right(article, side) for article, found in sides.items() for side in found]
        result = Passages(Share(sum(part for part, _ in precise), sum(whole for _, whole in precise)), Share(0, 0), {})
        sources = defaultdict(set)
        for truth in self.planted.passages:
            sources[truth.b].add(truth.a)
        tally: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
        covered = length = right_kinds = kinds = 0
        for truth in self.planted.passages:
            matching = [side for side in sides[truth.b] if self._matches(truth, side)]
            part = _union((max(side.start, truth.b_start), min(side.end, truth.b_end)) for side in matching)
            whole = truth.b_end - truth.b_start
            covered, length = covered + part, length + whole
            found = part >= COVERED * whole
            for group in _groups(truth, len(sources[truth.b])):
                tally[group].append((found, truth.a_end - truth.a_start >= LONG))
            if not found:
                continue
            direct = [side for side in matching if side.other == truth.a]
            result.ends += self._ends(truth, max(direct or matching, key=lambda side: _overlap(truth, side)))
            if direct:
                kind = max(direct, key=lambda side: _overlap(truth, side)).kind
                result.confused[truth.kind, kind] += 1
                right_kinds, kinds = right_kinds + (kind == truth.kind), kinds + 1
        result.recall, result.kinds = Share(covered, length), Share(right_kinds, kinds)
        result.ends.sort()
        result.by_group = {
            group: (
                Share(sum(found for found, _ in tally[group]), len(tally[group])),
                Share(sum(found and long for found, long in tally[group]), sum(long for _, long in tally[group])),
            )
            for group in sorted(tally)
        }
        return result

    def _is_template(self, family: Family) -> bool:
        return len(self._copies[family]) > TEMPLATE

    def _families(self, article: int, start: int = 0, end: int = 1 << 60) -> set[Family]:
        """Those with a region in this article that the span touches."""
        return {family for a, b, family in self._regions.get(article, ()) if a < end and start < b}

    def _right(self, article: int, side: _Side) -> tuple[int, int]:
        """Right and all characters of one side of a passage."""
        shared = self._families(side.other, side.other_start, side.other_end)
        right = _union(
            (max(side.start, start), min(side.end, end))
            for start, end, family in self._regions.get(article, ())
            if family in shared
        )
        return right, side.end - side.start

    def _matches(self, truth: Truth, side: _Side) -> bool:
        """Whether the side touches the planted copy and its other one the same family."""
        return _overlap(truth, side) > 0 and truth[:3] in self._families(side.other, side.other_start, side.other_end)

    def _ends(self, truth: Truth, side: _Side) -> list[int]:
        texts = self.planted.articles
        compared = [(texts[truth.b], truth[4:6], side[:2])]
        if side.other == truth.a:
            compared.append((texts[truth.a], truth[1:3], side[3:5]))
        distances = []
        for text, planted, found in compared:
            distances += [abs(x - y) for x, y in zip(_trimmed(text, *planted), _trimmed(text, *found), strict=True)]
        return distances


def _overlap(truth: Truth, side: _Side) -> int:
    return min(side.end, truth.b_end) - max(side.start, truth.b_start)


def _union(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters spans cover together."""
    total = last = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, last))
        last = max(last, end)
    return total


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _groups(truth: Truth, sources: int) -> list[str]:
    """The rows of the table that a passage belongs to."""
    if truth.kind == "edited":
        own = f"edited {100 * truth.edit_rate:2.0f} %, {'bursts' if truth.burst else 'singly'}"
    else:
        own = "moved" if truth.moved else truth.kind
    return [own, "three sources"] if sources >= 3 else [own]

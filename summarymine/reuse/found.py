"""Passages with their places in the source texts: whose they are, how the two articles stand to each other, what changed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from summarymine.corpus.facts import Fact, Place
from summarymine.document import Span
from summarymine.reuse.matter import Matter, matter_of, slogan_share
from summarymine.reuse.passages import REUSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from summarymine.reuse.archive import Reuse, Summary
    from summarymine.reuse.kinds import Kind
    from summarymine.reuse.passages import Passage, Side, Tier

Relation: TypeAlias = Literal["own_earlier", "other_park", "model_text", "unknown_order"]
RELATIONS: tuple[Relation, ...] = ("own_earlier", "other_park", "model_text", "unknown_order")
"""How the other article of a passage stands to one: an earlier one of its own park, an earlier one of another, one that
hides whose it is, or one of which no date tells whether it is earlier."""
PLAN_COPIED = "plan_copied"
"""The note on a passage of which `REUSE` characters stand in the plan of an article and in that of an earlier one of its
park."""


class Located(NamedTuple):
    """A stretch of a source text: ``text`` is its characters ``start`` to ``end``; ``role`` is that of its section."""

    source: str
    article: int
    start: int
    end: int
    text: str
    role: str = ""


class Change(NamedTuple):
    """A slot: the indicator whose figure stands there ("" where it is none), the old and the new words, the two records."""

    kind: Literal["masked", "refilled"]
    indicator: str
    old: str
    new: str
    a: Span
    b: Span
    record_a: str = ""
    record_b: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage; ``substance`` is the number of its informative characters outside slogans."""

    passage: Passage
    a: Located
    b: Located
    relation: Relation
    matter: Matter
    substance: int
    changes: tuple[Change, ...]
    note: str = ""
    """`PLAN_COPIED`, or ""."""

    @property
    def kind(self) -> Kind:
        """The kind of change."""
        return self.passage.kind

    @property
    def tier(self) -> Tier:
        """Reuse, or a shared sentence."""
        return self.passage.tier


class FactsBy:
    """The figures of each article in the order of the text."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._by: dict[Place, list[Fact]] = {}
        for fact in sorted(facts, key=lambda fact: fact.record.start):
            self._by.setdefault(fact.place, []).append(fact)
        self._starts = {place: [fact.record.start for fact in found] for place, found in self._by.items()}

    def within(self, place: Place, span: Span) -> Sequence[Fact]:
        """The figures that begin in a span of the source text."""
        starts = self._starts.get(place, [])
        return self._by.get(place, [])[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def at(self, place: Place, span: Span) -> Fact | None:
        """The figure that a span of the source text touches."""
        near = self.within(place, Span(span.start - 60, span.end))
        return next((fact for fact in reversed(near) if fact.record.end > span.start), None)


def found_in(reuse: Reuse) -> list[Found]:
    """The passages of an archive, those of most substance first."""
    facts = FactsBy(reuse.archive.facts)
    shares: dict[str, float] = {}
    found = [_found(passage, reuse.summaries, facts, shares) for passage in reuse.passages]
    return sorted(found, key=lambda one: (one.matter == "slogan", -one.substance, one.b[:4], one.a[:4]))


def _found(passage: Passage, summaries: Sequence[Summary], facts: FactsBy, shares: dict[str, float]) -> Found:
    one, other = summaries[passage.a.text], summaries[passage.b.text]
    a, b = located(one, passage.a), located(other, passage.b)
    if b.text not in shares:
        shares[b.text] = slogan_share(b.text)
    changes = []
    for slot in passage.slots:
        spans = _moved(slot.a, one.start), _moved(slot.b, other.start)
        figure_a, figure_b = facts.at(one.place, spans[0]), facts.at(other.place, spans[1])
        told = figure_b or figure_a
        changes.append(
            Change(
                slot.kind, told.series.name if told else "", slot.a.of(one.text), slot.b.of(other.text), *spans,
                figure_a.record.id if figure_a else "", figure_b.record.id if figure_b else "",
            )
        )  # fmt: skip
    share = shares[b.text]
    relation = relation_of(passage, one, other)
    planned = min(one.holds("plan", passage.a.span), other.holds("plan", passage.b.span))
    return Found(
        passage, a, b, relation, matter_of(share), round(passage.informative * (1 - share)), tuple(changes),
        PLAN_COPIED if relation == "own_earlier" and planned >= REUSE else "",
    )  # fmt: skip


def located(summary: Summary, side: Side) -> Located:
    """A side of a passage in its source text."""
    place, span = summary.place, _moved(side.span, summary.start)
    return Located(
        place.source, place.article, span.start, span.end, side.span.of(summary.text), summary.role(side.span)
    )


def relation_of(passage: Passage, earlier: Summary, later: Summary) -> Relation:
    """How the one article stands to the other, which may have been written after it."""
    if earlier.hidden and not later.hidden:
        return "model_text"
    if not passage.dated:
        return "unknown_order"
    return "own_earlier" if earlier.park == later.park else "other_park"


def _moved(span: Span, start: int) -> Span:
    return Span(span.start + start, span.end + start)


def by_pair(found: Iterable[Found]) -> Mapping[tuple[Place, Place], list[Found]]:
    """Passages by the two articles that have them, in the order in which they come."""
    pairs: dict[tuple[Place, Place], list[Found]] = {}
    for one in found:
        pairs.setdefault((Place(*one.a[:2]), Place(*one.b[:2])), []).append(one)
    return pairs

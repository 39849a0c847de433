"""What of each article stood before: shares of its characters by where from, by kind, and by the role of their section."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

import numpy as np

from summarymine.records import ROLES
from summarymine.reuse.found import PLAN_COPIED, RELATIONS, relation_of
from summarymine.reuse.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    from summarymine.corpus.facts import Place
    from summarymine.document import Span
    from summarymine.reuse.archive import Reuse, Summary
    from summarymine.reuse.found import Found, Relation
    from summarymine.reuse.passages import Passage

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Share:
    """What of an article stood before. Shares are of its characters without white space and furniture, 0 to 1.

    A character that stands in several passages counts once: for the first of `RELATIONS`, the least change. ``earliest``
    and ``main`` are the earliest article that it has a passage of, and the one that it has most of; those whose order is
    unknown count only where nothing else is known.
    """

    summary: Summary
    characters: int
    relations: Mapping[Relation, float]
    kinds: Mapping[Kind, float]
    roles: Mapping[str, float]
    """By role of the sections that the article has, the share of the role's characters."""
    earliest: Place | None
    earliest_date: str
    main: Place | None
    main_share: float
    passages: int
    plans_copied: int

    @property
    def total(self) -> float:
        """The share that stood before, or may have."""
        return sum(self.relations.values())


def shares(reuse: Reuse, found: Iterable[Found]) -> list[Share]:
    """The share of each article, in their order.

    A passage counts for its later article; for both where nothing tells which that is.
    """
    plans: defaultdict[int, int] = defaultdict(int)
    inside: defaultdict[int, list[tuple[Passage, Span, int, Relation]]] = defaultdict(list)
    for one in found:
        passage = one.passage
        inside[passage.b.text].append((passage, passage.b.span, passage.a.text, one.relation))
        plans[passage.b.text] += one.note == PLAN_COPIED
        if not passage.dated:
            before, after = reuse.summaries[passage.b.text], reuse.summaries[passage.a.text]
            relation = relation_of(passage, before, after)
            inside[passage.a.text].append((passage, passage.a.span, passage.b.text, relation))
    return [_share(reuse, at, inside[at], plans[at]) for at in range(len(reuse.summaries))]


def _share(reuse: Reuse, at: int, inside: list[tuple[Passage, Span, int, Relation]], plans: int) -> Share:
    summary = reuse.summaries[at]
    whole = int(summary.counted.sum())
    none = len(RELATIONS) * len(KINDS)
    marks = np.full(len(summary.text), none, dtype=np.int16)
    from_other: defaultdict[int, list[Span]] = defaultdict(list)
    for passage, span, other, relation in inside:
        code = RELATIONS.index(relation) * len(KINDS) + KINDS.index(passage.kind)
        stretch = marks[span.start : span.end]
        np.minimum(stretch, code, out=stretch)
        from_other[other].append(span)
    counts = np.bincount(marks[summary.counted], minlength=none + 1)[:none].reshape(len(RELATIONS), len(KINDS))
    explained = {other: _covered(summary, spans) for other, spans in from_other.items()}
    dated = [other for passage, _, other, _ in inside if passage.dated]
    known = dated or list(explained)
    main = max(known, key=lambda other: explained[other], default=None)
    earliest = min(dated, key=lambda other: reuse.summaries[other].date, default=None)
    return Share(
        summary,
        whole,
        {relation: _part(counts[row].sum(), whole) for row, relation in enumerate(RELATIONS)},
        {kind: _part(counts[:, column].sum(), whole) for column, kind in enumerate(KINDS)},
        _by_role(summary, marks < none),
        None if earliest is None else reuse.summaries[earliest].place,
        "" if earliest is None else reuse.summaries[earliest].date,
        None if main is None else reuse.summaries[main].place,
        0.0 if main is None else _part(explained[main], whole),
        len(inside),
        plans,
    )


def _covered(summary: Summary, spans: Iterable[Span]) -> int:
    """How many characters that count lie in spans, which may overlap."""
    count = last = 0
    for span in sorted(spans):
        count += int(summary.counted[max(span.start, last) : span.end].sum())
        last = max(last, span.end)
    return count


def _by_role(summary: Summary, reused: npt.NDArray[np.bool_]) -> dict[str, float]:
    scores = {}
    for number, role in enumerate(ROLES):
        own = summary.counted & (summary.roles == number)
        if size := int(own.sum()):
            scores[role] = _part(int((own & reused).sum()), size)
    return scores


def _part(count: int, whole: int) -> float:
    return round(int(count) / whole, 4) if whole else 0.0

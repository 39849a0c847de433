"""What is left of an archive without its boilerplate: texts without phrases, records that do not lie in one."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarymine.corpus.facts import Place
from summarymine.document import Span
from summarymine.reuse.view import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarymine.records import Record
    from summarymine.reuse.archive import Summary
    from summarymine.reuse.lexicon import Phrase

LEAST = 12
"""Characters of the shortest phrase that is left out: a shorter one is a term."""


def boilerplate(summaries: Sequence[Summary], phrases: Iterable[Phrase]) -> dict[Place, list[Span]]:
    """Where phrases stand in the source text of each article, joined; those with a figure tell something and stay."""
    found: defaultdict[Place, list[Span]] = defaultdict(list)
    for phrase in phrases:
        if len(phrase.view) >= LEAST and chr(PLACEHOLDER) not in phrase.view:
            for number, span in phrase.places:
                start = summaries[number].start
                found[summaries[number].place].append(Span(start + span.start, start + span.end))
    return {place: _joined(spans) for place, spans in found.items()}


def stripped_texts(
    summaries: Iterable[Summary], spans: Mapping[Place, Sequence[Span]]
) -> Iterator[tuple[Summary, str]]:
    """The text of each article without what stands in *spans* of its source."""
    for summary in summaries:
        pieces, at = [], 0
        for span in spans.get(summary.place, ()):
            pieces.append(summary.text[at : span.start - summary.start])
            at = span.end - summary.start
        yield summary, "".join([*pieces, summary.text[at:]])


def kept_records(records: Iterable[Record], spans: Mapping[Place, Sequence[Span]]) -> Iterator[Record]:
    """The records that do not lie in boilerplate; their offsets are those of the source text still."""
    for record in records:
        place = Span(record.start, record.end)
        if not any(place.within(span) for span in spans.get(Place(record.source, record.article), ())):
            yield record


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined

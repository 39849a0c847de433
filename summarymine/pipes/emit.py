"""From layers to records: places move from the view to the source, and every record gets its id."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from summarymine.document import Article, Span, TextView
from summarymine.pipes.layers import DateMention, Indicator, Problem, Profile, Project, Section
from summarymine.pipes.profile import written_title
from summarymine.records import (
    DateRecord,
    DocumentRecord,
    IndicatorRecord,
    Mention,
    Number,
    ProblemRecord,
    ProjectRecord,
    SectionRecord,
)
from summarymine.values.taxonomy import indicator_id
from summarymine.values.units import find_unit, to_base


class Emitter:
    """Makes the records of one article.

    Ids are hashes of file, article, kind and place, so that the same input gives the same ids; a second record of
    the same kind at the same place is told apart by a number.
    """

    def __init__(self, article: Article, view: TextView, sections: Sequence[Section]) -> None:
        self._article, self._view, self._sections = article, view, sections
        self._starts = [s.heading.start for s in sections]
        self._seen: Counter[tuple[str, int, int]] = Counter()

    def _source_span(self, span: Span) -> Span:
        inside = self._view.span(span.start, span.end)
        offset = self._article.span.start
        return Span(inside.start + offset, inside.end + offset)

    def _common(self, kind: str, span: Span, path: tuple[str, ...], rule: str, score: float) -> dict[str, Any]:
        source = self._article.source
        key = (kind, span.start, span.end)
        name = f"{source.path}\0{self._article.index}\0{kind}\0{span.start}\0{span.end}\0{self._seen[key]}"
        self._seen[key] += 1
        return {
            "id": blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest(),
            "source": source.path,
            "article": self._article.index,
            "start": span.start,
            "end": span.end,
            "text": span.of(source.text),
            "section": path,
            "rule": rule,
            "score": score,
        }

    def _path(self, span: Span) -> tuple[str, ...]:
        """The headings above a place of the view."""
        index = bisect_right(self._starts, span.start) - 1
        while index >= 0 and span.start >= self._sections[index].span.end:
            index = self._sections[index].parent
        return self._sections[index].path if index >= 0 else ()

    def document(self, profile: Profile) -> DocumentRecord:
        """The article itself: its borders and its profile."""
        return DocumentRecord(
            **self._common("document", self._article.span, (), "document.profile", 1.0),
            title=written_title(self._article),
            org=profile.org,
            park=profile.park,
            park_origin=profile.park_origin,
            type=profile.type,
            period=str(profile.period or ""),
            year=profile.year,
            year_origin=profile.year_origin,
            signed=str(profile.signed or ""),
            conflicts=profile.conflicts,
            sha256=self._article.source.sha256,
        )

    def sections(self) -> Iterator[SectionRecord]:
        """The headings with their bodies."""
        for section in self._sections:
            span = self._source_span(section.heading)
            body = (
                self._source_span(section.body) if section.body.start < section.body.end else Span(span.end, span.end)
            )
            yield SectionRecord(
                **self._common("section", span, section.path[:-1], section.rule, 1.0),
                level=section.level,
                role=section.role,
                body_start=max(body.start, span.end),
                body_end=max(body.end, span.end),
            )

    def indicator(self, found: Indicator) -> IndicatorRecord:
        """A figure with its value in the base unit and its sentence as evidence."""
        base_value, base_unit = _in_base(found.value, found.unit)
        place = found.quantity.span
        return IndicatorRecord(
            **self._common("indicator", self._source_span(place), self._path(place), found.rule, found.score),
            name=found.name,
            indicator=indicator_id(found.name),
            subject=found.subject,
            value=found.value,
            unit=found.unit,
            base_value=base_value,
            base_unit=base_unit,
            bound=found.quantity.bound,
            measure=found.measure,
            status=found.status,
            basis=found.basis,
            period=found.period,
            masked=found.value is None,
            sentence=self._source_span(found.sentence).of(self._article.source.text),
        )

    def date(self, found: DateMention) -> DateRecord:
        """A calendar expression."""
        common = self._common("date", self._source_span(found.span), self._path(found.span), found.rule, 1.0)
        return DateRecord(**common, value=str(found.value), masked=found.value.masked)

    def project(self, found: Project) -> ProjectRecord:
        """A project; its own place is that of its first mention, the fullest."""
        spans = [self._source_span(m) for m in found.mentions]
        text = self._article.source.text
        common = self._common("project", spans[0], self._path(found.mentions[0]), found.rule, found.score)
        mentions = tuple(Mention(s.start, s.end, s.of(text)) for s in spans)
        return ProjectRecord(**common, name=found.name, mentions=mentions, stage=found.stage)

    def problem(self, found: Problem) -> ProblemRecord:
        """A problem statement."""
        common = self._common("problem", self._source_span(found.span), self._path(found.span), found.rule, found.score)
        return ProblemRecord(**common, category=found.category)


def _in_base(value: Number, unit_name: str) -> tuple[Number, str]:
    unit = find_unit(unit_name)
    if unit is None:
        return value, unit_name
    if isinstance(value, tuple):
        return (to_base(value[0], unit), to_base(value[1], unit)), unit.base
    return (to_base(value, unit) if isinstance(value, Decimal) else None), unit.base

"""The figures of an archive by what an audit asks for: what stands beside a figure, what else a text says of its quantity."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.corpus.facts import plain_name
from summarymine.values.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.corpus.facts import Fact, Place

_END = regex.compile(r"年末|年底|期末|月末|月底|截至|截止|现有|止")
_SEVERAL = 6


class Quantity(NamedTuple):
    """What two figures must share to be of one thing: what is measured, and whose: 产值 of 生物医药产业 is 生物医药产业产值."""

    what: str

    @classmethod
    def of(cls, fact: Fact) -> Quantity:
        """That of a figure."""
        series = fact.series
        if series.subject:
            return cls(f"{series.subject}{plain_name(fact.record.name)}")
        return cls(series.indicator or series.name)


class Index:
    """The facts of an archive; all look-ups go by hash or bisection."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.facts = sorted(archive.facts, key=lambda fact: (fact.place, fact.record.start))
        self.sentences: defaultdict[tuple[Place, str], list[Fact]] = defaultdict(list)
        self._beside: defaultdict[tuple[Place, str, Quantity, str], list[Fact]] = defaultdict(list)
        self._said: defaultdict[tuple[Place, Quantity, str, str], list[Fact]] = defaultdict(list)
        self._known: defaultdict[tuple[str, Quantity, bool, str], list[Fact]] = defaultdict(list)
        self._aimed: defaultdict[tuple[str, Quantity, str], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            record, quantity = fact.record, Quantity.of(fact)
            self.sentences[fact.place, record.sentence].append(fact)
            if record.measure != "level" or record.value is None:
                continue
            self._beside[fact.place, record.sentence, quantity, status_of(fact)].append(fact)
            if fact.bare:
                continue
            self._said[fact.place, quantity, settled(fact), status_of(fact)].append(fact)
            if record.status == "target" and not hidden(fact):
                self._aimed[fact.park, quantity, fact.period].append(fact)
            if record.status in ("actual", "previous") and not hidden(fact):
                self._known[fact.park, quantity, fact.series.cumulative, settled(fact)].append(fact)

    def before(self, fact: Fact, status: str) -> Fact | None:
        """The amount of that status, of the same quantity, that stands last before a figure in its sentence."""
        listed = self._listed(fact, status)
        at = bisect_left(listed, fact.record.start, key=lambda other: other.record.start)
        return listed[at - 1] if at else None

    def all_before(self, fact: Fact, status: str) -> Sequence[Fact]:
        """The last amounts of that status before a figure in its sentence, the nearest first."""
        listed = self._listed(fact, status)
        at = bisect_left(listed, fact.record.start, key=lambda other: other.record.start)
        return listed[max(0, at - _SEVERAL) : at][::-1]

    def beside(self, fact: Fact, status: str) -> Fact | None:
        """The same, or the first that stands behind it."""
        return self.before(fact, status) or next(iter(self._listed(fact, status)), None)

    def _listed(self, fact: Fact, status: str) -> Sequence[Fact]:
        return self._beside.get((fact.place, fact.record.sentence, Quantity.of(fact), status), ())

    def said(self, fact: Fact, period: str, status: str) -> Sequence[Fact]:
        """The first amounts of its quantity that its text gives for a period."""
        return self._said.get((fact.place, Quantity.of(fact), period, status), ())[:_SEVERAL]

    def known(self, fact: Fact, period: str) -> Sequence[Fact]:
        """The first amounts of its quantity that any text of the park gives for a period."""
        return self._known.get((fact.park, Quantity.of(fact), fact.series.cumulative, period), ())[:_SEVERAL]

    def aimed(self, fact: Fact, period: str) -> Sequence[Fact]:
        """The first targets for a period that earlier texts of the park set for its quantity."""
        found = self._aimed.get((fact.park, Quantity.of(fact), period), ())[:_SEVERAL]
        return [other for other in found if other.document.period < fact.document.period]

    def last(self, fact: Fact) -> Fact | None:
        """The figure right before one in its sentence, of whatever it is."""
        listed = self.sentences[fact.place, fact.record.sentence]
        at = bisect_left(listed, fact.record.start, key=lambda other: other.record.start)
        return listed[at - 1] if at else None

    def between(self, one: Fact, other: Fact) -> str:
        """The words between two figures of one text."""
        text = self.archive.texts.get(one.record.source, "")
        return text[one.record.end : other.record.start].replace("\n", "")

    def ahead(self, fact: Fact, size: int) -> str:
        """So many characters right before a figure, of its sentence at most."""
        text = self.archive.texts.get(fact.record.source, "")
        said = text[max(0, fact.record.start - size) : fact.record.start]
        return said.rpartition("。")[2].replace("\n", "")

    def behind(self, fact: Fact, size: int) -> str:
        """So many characters right behind a figure."""
        text = self.archive.texts.get(fact.record.source, "")
        return text[fact.record.end : fact.record.end + size].replace("\n", "")


def status_of(fact: Fact) -> str:
    """The status of a figure; what a text expects of the time that it reports on (预计全年) is its result, as far as the text goes."""
    status = fact.record.status
    return "actual" if status == "forecast" and fact.period == fact.document.period else status


def settled(fact: Fact) -> str:
    """The period of a figure; of what there is at the end of December, the year."""
    period = fact.period
    if len(period) >= 7 and period[4:7] == "-12" and "/" not in period and _END.search(fact.record.sentence):
        return period[:4]
    return period


def hidden(fact: Fact) -> bool:
    """Whether its period is: this year and the next look the same then."""
    return not fact.period or "X" in fact.period


def year_before(period: str) -> str:
    """The same stretch of the year before; "" where the year is hidden."""
    found = parse_period(period)
    return "" if found is None or found.masked else str(found.shifted(-1))


def distinct(facts: Iterable[Fact]) -> list[Fact]:
    """One figure for each value."""
    return list({fact.value: fact for fact in reversed(list(facts))}.values())[::-1]

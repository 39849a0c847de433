"""What a report is written from: an archive, what an audit found in it, and the inputs of its run."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import regex

from summarymine.corpus.facts import Place
from summarymine.values.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.corpus.findings import Finding
    from summarymine.records import Record

UNDATED = "年份不明"
_ARTICLE = regex.compile(r"（[^（）]{0,400}(?:（[^（）]{0,200}）[^（）]{0,400}){0,9}第\d{1,9}篇）$")
_LONG = 16


@dataclass(frozen=True)
class Material:
    """All that the sections of a report are made from.

    ``findings`` is None where no audit was made; ``inputs`` are the entries of `run.json`, one for every input of the run.
    """

    archive: Archive
    findings: Sequence[Finding] | None = None
    inputs: Sequence[Mapping[str, Any]] = ()

    @cached_property
    def parks(self) -> dict[str, str]:
        """A short name for each park, no two alike; the parks of more articles first."""
        counts = Counter(self.archive.parks.values())
        ordered = sorted(counts, key=lambda park: (-counts[park], park))
        shorts = {park: _short(park) for park in ordered}
        alike = Counter(shorts.values())
        number: defaultdict[str, int] = defaultdict(int)
        for park, short in shorts.items():
            if alike[short] > 1:
                number[short] += 1
                shorts[park] = f"{short}#{number[short]}"
        return shorts

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each park among `parks`."""
        return {park: at for at, park in enumerate(self.parks)}

    def park_of(self, record: Record) -> str:
        """The short name of the park that a record is about."""
        return self.parks[self.archive.parks[Place(record.source, record.article)]]

    def year_of(self, record: Record) -> str:
        """The year that the article of a record reports on."""
        return year_of(self.archive.by_place[Place(record.source, record.article)].period)


def year_of(period: str) -> str:
    """The year of a period, of several the last; `UNDATED` where it is hidden or unknown.

    >>> year_of("2020-01/2020-06"), year_of("2018/2020"), year_of("XXXX-05")
    ('2020', '2020', '年份不明')
    """
    parsed = parse_period(period)
    year = parsed.end[:4] if parsed else ""
    return year if year.isdigit() else UNDATED


def without_article(park: str) -> str:
    """A park's name without the article that tells a hidden one from others.

    >>> without_article("xx工业园区（总结.txt第2篇）"), without_article("望榆工业园区")
    ('xx工业园区', '望榆工业园区')
    """
    return _ARTICLE.sub("", park)


def _short(park: str) -> str:
    name = without_article(park)
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"

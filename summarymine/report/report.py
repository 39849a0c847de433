"""A report: its sections, and the evidence that they rest on, as far as there is room for it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from summarymine.corpus.compare import lines
from summarymine.corpus.tables import long_table
from summarymine.report.audited import audited
from summarymine.report.choose import topics
from summarymine.report.evidence import Excerpt, Quote, excerpts, quoted, within
from summarymine.report.overview import overview
from summarymine.report.panels import TOPICS, of_topic, panels
from summarymine.report.rankings import rankings
from summarymine.report.targets import targets
from summarymine.report.troubles import troubles
from summarymine.report.works import works

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarymine.report.choose import Topic
    from summarymine.report.material import Material
    from summarymine.report.model import Card, Section
    from summarymine.store.exports import Table

ROOM = 1_500_000
"""Characters of evidence at most: some 5 MB of the file."""


@dataclass(frozen=True)
class Report:
    """What `page` and `workbook` write. ``shown`` are the ids of the records with their place among the
    excerpts; no other may be linked to. ``quotes`` are the sentences of each finding."""

    sections: tuple[Section, ...]
    panel: Table
    excerpts: tuple[Excerpt, ...]
    shown: frozenset[str]
    quotes: Mapping[Card, Sequence[Quote]]
    unshown: int
    """Records that there was no room for."""


def make_report(material: Material, more: Iterable[Section] = ()) -> Report:
    """The report on an archive, which has its texts, projects and problems; *more* sections come last, before the evidence."""
    found = topics(material.archive.cells)
    made = [
        overview(material),
        panels(material, found) if found else None,
        targets(material, list(found)),
        rankings(material, found),
        troubles(material),
        works(material),
        audited(material),
        *more,
    ]
    sections = tuple(section for section in made if section is not None)
    panel = _long(material, list(islice(found, TOPICS)))
    wanted = dict.fromkeys(
        name for name in (*_used(sections), *(row[_ID] for row in panel.rows)) if name in material.archive.records
    )
    records = [material.archive.records[name] for name in wanted]
    texts = material.archive.texts
    shown = within(records, texts, ROOM)
    quotes = {
        card: quoted([material.archive.records[name] for name in card.records], texts)
        for section in sections
        for card in section.cards()
    }
    ids = frozenset(one.id for one in shown)
    return Report(sections, panel, tuple(excerpts(shown, texts)), ids, quotes, len(records) - len(shown))


def _used(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        yield from section.records()


_LONG_NAMES = [head.name for head in long_table(()).heads]
_ID = _LONG_NAMES.index("record_id")


def _long(material: Material, chosen: list[Topic]) -> Table:
    cells = list(material.archive.cells.values())
    return long_table(line for topic in chosen for line in lines(of_topic(cells, topic)))

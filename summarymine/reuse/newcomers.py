"""New articles against an archive that was indexed.

Of the archive only those articles are read that share a passage with a new one. The new ones are compared with one another
as well, each with those before it, and are not kept.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.archive import Archive
from summarymine.corpus.facts import Place, facts_of
from summarymine.corpus.parks import identify
from summarymine.errors import StoreError
from summarymine.records import DocumentRecord, SectionRecord
from summarymine.reuse.archive import Reuse, Summary, summaries_of
from summarymine.reuse.archive_index import Entry, digest_of
from summarymine.reuse.passages import ReuseText
from summarymine.store.database import find_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from summarymine.document import Source
    from summarymine.records import Record
    from summarymine.reuse.archive_index import ArchiveIndex
    from summarymine.reuse.passages import Passage, Side

HERE = "./"
"""What the names of new files begin with, so that none is that of a file of the archive."""


class Twin(NamedTuple):
    """A new article and one that is the same to the character."""

    new: Place
    known: Place


def against(
    out: Path,
    known: ArchiveIndex,
    mined: Iterable[tuple[Source, Sequence[Record]]],
    told: Mapping[str, str] | None = None,
) -> tuple[Reuse, list[Twin]]:
    """The passages that new articles share with those of an output folder and with one another; *told* as in `load_archive`.

    A new article that stands in the archive already is told, and compared with all but its twins. Raises StoreError where
    the results are not those that were indexed.
    """
    files = [(HERE + source.path, source.text, records) for source, records in mined]
    records = [replace(record, source=HERE + record.source) for _, _, listed in files for record in listed]
    documents = tuple(record for record in records if isinstance(record, DocumentRecord))
    parks = identify([*known.entries, *documents], told)
    new = summaries_of(
        Archive(documents, parks, (), texts={path: text for path, text, _ in files}),
        (record for record in records if isinstance(record, SectionRecord)),
    )
    passages, twins = _compared(known, new)
    numbers = sorted({side.text for one in passages for side in (one.a, one.b) if side.text < len(known.entries)})
    entries = [known.entries[number] for number in numbers]
    old, figures = _read(out, entries, parks)
    documents = (*(one.document for one in old), *documents)
    at = {number: place for place, number in enumerate([*numbers, *range(len(known.entries), len(known.index))])}
    archive = Archive(documents, parks, tuple(facts_of([*documents, *figures, *records], parks)))
    asked = frozenset(one.place for one in new)
    moved = tuple(one._replace(a=_at(one.a, at), b=_at(one.b, at)) for one in passages)
    return Reuse(archive, (*old, *new), moved, asked), twins


def _compared(known: ArchiveIndex, new: Sequence[Summary]) -> tuple[list[Passage], list[Twin]]:
    """The passages of new articles, by the numbers that they have in the index behind those of the archive."""
    index, passages, twins = known.index, [], []
    texts = [*known.entries]
    for one in new:
        entry = Entry.of(one.document)
        same = {number for number, other in enumerate(texts) if other.digest == entry.digest}
        text = ReuseText(one.text, one.ignored, one.date)
        passages += [found for found in index.compare(text) if not same & {found.a.text, found.b.text}]
        twins += [Twin(entry.place, texts[number].place) for number in sorted(same)]
        index.add([text])
        texts.append(entry)
    return passages, twins


def _at(side: Side, places: Mapping[int, int]) -> Side:
    return side._replace(text=places[side.text])


def _read(out: Path, entries: Sequence[Entry], parks: Mapping[Place, str]) -> tuple[list[Summary], list[Record]]:
    """The articles of entries, and their figures."""
    if not entries:
        return [], []
    sources = {entry.source for entry in entries}
    by_place = {(one.source, one.article): one for one in find_records(out, "document", source=sources)}
    places = {entry.place for entry in entries}
    sections: dict[Place, list[SectionRecord]] = {place: [] for place in places}
    for section in find_records(out, "section", source=sources):
        place = Place(section.source, section.article)
        if isinstance(section, SectionRecord) and place in places:
            sections[place].append(section)
    figures = [
        one for one in find_records(out, "indicator", source=sources) if Place(one.source, one.article) in places
    ]
    summaries = []
    for entry in entries:
        document = by_place.get(entry.place)
        if not isinstance(document, DocumentRecord) or digest_of(document.text) != entry.digest:
            raise StoreError(f"结果刚被改动,请再运行一次 / the results were just changed, run again: {out}")
        inside = tuple(sections[entry.place])
        summaries.append(Summary(document, parks[entry.place], entry.date, document.text, entry.ignored, inside))
    return summaries, figures

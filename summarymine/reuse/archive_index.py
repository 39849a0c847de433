"""The index of an archive, which stands beside its results, so that a new file is compared without reading the archive.

With each text it keeps what tables say of it (`Entry`), so that nothing is read of texts that share nothing with a new one.
The index bears the stamp of the results that it was made of: while they are the same, nothing of them is looked at. Else
their documents are listed, and the new ones are added; where one changed or is gone, the index is made again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, Self

from summarymine import __version__
from summarymine.corpus.archive import Archive
from summarymine.corpus.facts import Place
from summarymine.document import Span
from summarymine.errors import StoreError
from summarymine.records import DocumentRecord
from summarymine.reuse.archive import date_of, summaries_of
from summarymine.reuse.index import Index
from summarymine.reuse.passages import ReuseText
from summarymine.reuse.seeds import syncmer_for
from summarymine.store.database import find_records, load_sources
from summarymine.store.output import stamp

if TYPE_CHECKING:
    from pathlib import Path

    from summarymine.reuse.archive import Summary

FOLDER = "reuse-index"
"""The folder in the output folder that holds the index. It may be removed at any time: it is made again."""
_BATCH = 500  # documents whose texts are in memory at a time


class Entry(NamedTuple):
    """What the index knows of a text: whose, of when, where it stands, and where furniture begins and ends in it.

    Places are plain numbers here: there are many, and few are asked for.
    """

    source: str
    article: int
    digest: str
    start: int
    date: str
    park: str
    org: str
    bounds: Sequence[int] = ()

    @property
    def ignored(self) -> tuple[Span, ...]:
        """The spans that are furniture."""
        return tuple(map(Span, self.bounds[::2], self.bounds[1::2]))

    @property
    def place(self) -> Place:
        """Where the text stands."""
        return Place(self.source, self.article)

    @property
    def indexed(self) -> tuple[str | int, ...]:
        """What must be the same for the text to be the one that was indexed."""
        return self[:5]

    @classmethod
    def of(cls, document: DocumentRecord) -> Self:
        """What a document record says."""
        date = date_of(document.period, document.signed)
        place = document.source, document.article
        return cls(*place, digest_of(document.text), document.start, date, document.park, document.org)

    @classmethod
    def of_summary(cls, summary: Summary) -> Self:
        """What an article as it is compared says."""
        bounds = [place for span in summary.ignored for place in (span.start, span.end)]
        return cls.of(summary.document)._replace(bounds=bounds)


def digest_of(text: str) -> str:
    """What tells texts apart; equal ones have the same.

    >>> digest_of("税收3亿元") == digest_of("税收3亿元"), digest_of("税收3亿元") == digest_of("税收4亿元")
    (True, False)
    """
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True)
class ArchiveIndex:
    """An index with an entry for each of its texts, by their numbers."""

    index: Index
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Update:
    """What is to be done so that the index fits the results again; ``note`` says so for people.

    ``kept`` is the index to go on with, ``todo`` are the documents to take in.
    """

    out: Path
    stamp: str
    kept: ArchiveIndex
    todo: Sequence[DocumentRecord]
    note: str

    def carry_out(self, tell: Callable[[str], object] = lambda _source: None) -> ArchiveIndex:
        """Take the documents in and save the index, which until then is the earlier one on disk.

        *tell* is told the file of each article that was taken in. Raises StoreError where the index cannot be written.
        """
        index, entries = self.kept.index, list(self.kept.entries)
        for first in range(0, len(self.todo), _BATCH):
            documents = tuple(self.todo[first : first + _BATCH])
            texts = {path: one.text for path, one in load_sources(self.out, {one.source for one in documents}).items()}
            nobody = {Place(one.source, one.article): "" for one in documents}
            summaries = summaries_of(Archive(documents, nobody, (), texts=texts))
            index.add([ReuseText(one.text, one.ignored, one.date) for one in summaries])
            for one in summaries:
                entries.append(Entry.of_summary(one))
                tell(one.document.source)
        index.about = {"version": __version__, "stamp": self.stamp, "entries": entries}
        try:
            index.save(self.out / FOLDER)
        except OSError as error:
            raise StoreError(f"索引写不进 / the index cannot be written: {self.out / FOLDER}: {error}") from error
        return ArchiveIndex(index, tuple(entries))


def fitting(out: Path) -> ArchiveIndex | None:
    """The index of an output folder, if there is one and it fits the results. Raises StoreError where there are none."""
    now = stamp(out)
    try:
        kept = _load(out / FOLDER)
    except StoreError:
        return None
    return kept if kept is not None and kept.index.about.get("stamp") == now else None


def update(out: Path) -> Update:
    """What is to be done for the index of an output folder, which nobody else may write to meanwhile.

    An index that cannot be read, or is of another version, is removed. Raises StoreError where there are no results.
    """
    now = stamp(out)
    documents = [one for one in find_records(out, "document") if isinstance(one, DocumentRecord)]
    characters = sum(len(one.text) for one in documents)
    empty = ArchiveIndex(Index(syncmer_for(characters)), ())
    try:
        kept = _load(out / FOLDER)
    except StoreError as error:
        shutil.rmtree(out / FOLDER, ignore_errors=True)
        return Update(
            out, now, empty, documents, f"索引不能用,重新建立 / the index is of no use and made again: {error}"
        )
    if kept is None:
        return Update(out, now, empty, documents, f"建立索引 / making an index: {out / FOLDER}")
    found = {Entry.of(document).indexed: document for document in documents}
    gone = sum(entry.indexed not in found for entry in kept.entries)
    if gone:
        note = (
            f"已索引的有 {gone} 篇变了或不在了,索引重新建立 / the index is made again, articles changed or gone: {gone}"
        )
        return Update(out, now, empty, documents, note)
    known = [_renewed(entry, found.pop(entry.indexed)) for entry in kept.entries]
    note = f"索引新增 {len(found)} 篇 / articles added to the index: {len(found)}" if found else ""
    return Update(out, now, ArchiveIndex(kept.index, tuple(known)), list(found.values()), note)


def _renewed(entry: Entry, document: DocumentRecord) -> Entry:
    """The entry with what may change without the text: whose it is."""
    return entry._replace(park=document.park, org=document.org)


def _load(folder: Path) -> ArchiveIndex | None:
    """What stands in the folder, None where nothing does. Raises StoreError for what is of no use."""
    if not folder.exists():
        return None
    index = Index.load(folder)
    about = index.about
    if about.get("version") != __version__:
        raise StoreError(f"另一个版本的索引 / an index of another version: {about.get('version', '')}")
    try:
        entries = tuple(map(Entry._make, about["entries"]))
    except (KeyError, TypeError, ValueError) as error:
        raise StoreError(f"索引没有文件清单 / the index does not say what is in it: {error}") from error
    if len(entries) != len(index):
        raise StoreError(f"索引与文件清单不符 / the index holds other texts than it says: {len(index)}, {len(entries)}")
    return ArchiveIndex(index, entries)

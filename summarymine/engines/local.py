"""Mining in this process: a text, or files one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from summarymine.document import UNTOLD, Article, Source, Told
from summarymine.engines.reading import read_files
from summarymine.pipes.components import read_records
from summarymine.readers.files import Found
from summarymine.readers.manifest import NO_MANIFEST, Manifest
from summarymine.records import Record
from summarymine.split import split
from summarymine.store.failures import Failure, broken, unplaced


@dataclass(frozen=True, slots=True)
class Mined:
    """A source with its records."""

    source: Source
    records: list[Record]


def mine_article(article: Article, nlp: Language, told: Told = UNTOLD) -> list[Record]:
    """The records of one article; *told* is what the user says of its file."""
    doc = nlp.make_doc(article.text)
    doc._.sm_article = article
    doc._.sm_told = told
    return read_records(nlp(doc))


def mine_source(source: Source, nlp: Language, told: Told = UNTOLD) -> list[Record]:
    """The records of all articles of a source; *told* is what the user says of it."""
    return [record for article in split(source) for record in mine_article(article, nlp, told)]


def mine_files(
    found: Iterable[Found], nlp: Language, *, encoding: str | None = None, manifest: Manifest = NO_MANIFEST
) -> Iterator[Mined | Failure]:
    """One outcome a source: its records, or why there are none. The rest goes on after a failure.

    Paths of the *manifest* under which no file was met come last, each a failure of the stage ``manifest``.
    """
    met: set[str] = set()
    for source in read_files(found, encoding=encoding):
        if isinstance(source, Failure):
            met.add(source.source)
            yield source
            continue
        met.add(source.path)
        try:
            yield Mined(source, mine_source(source, nlp, manifest.told(source.path)))
        except Exception as error:  # one bad text must not end the batch; the reason is kept
            yield broken(source.path, error)
    yield from map(unplaced, manifest.without_file(met))

"""Mining in this process: a text, or files one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from summarymine.document import Article, Source
from summarymine.engines.reading import read_files
from summarymine.pipes.components import read_records
from summarymine.readers.files import Found
from summarymine.records import Record
from summarymine.split import split
from summarymine.store.failures import Failure, broken


@dataclass(frozen=True, slots=True)
class Mined:
    """A source with its records."""

    source: Source
    records: list[Record]


def mine_article(article: Article, nlp: Language) -> list[Record]:
    """The records of one article."""
    doc = nlp.make_doc(article.text)
    doc._.sm_article = article
    return read_records(nlp(doc))


def mine_source(source: Source, nlp: Language) -> list[Record]:
    """The records of all articles of a source."""
    return [record for article in split(source) for record in mine_article(article, nlp)]


def mine_files(found: Iterable[Found], nlp: Language, *, encoding: str | None = None) -> Iterator[Mined | Failure]:
    """One outcome a source: its records, or why there are none. The rest goes on after a failure."""
    for source in read_files(found, encoding=encoding):
        if isinstance(source, Failure):
            yield source
            continue
        try:
            yield Mined(source, mine_source(source, nlp))
        except Exception as error:  # one bad text must not end the batch; the reason is kept
            yield broken(source.path, error)

"""The local engine: files go through the pipeline one after another, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from summarymine.document import Article, Source, Unread
from summarymine.errors import ReadError
from summarymine.pipes.components import read_records
from summarymine.readers.files import Found, read_file
from summarymine.records import Record
from summarymine.split import split
from summarymine.store.failures import Failure


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
    for file in found:
        try:
            sources = list(read_file(file, encoding=encoding))
        except ReadError as error:
            yield Failure(file.relative, "read", str(error))
            continue
        for source in sources:
            if isinstance(source, Unread):
                yield Failure(source.path, "read", source.reason)
                continue
            try:
                yield Mined(source, mine_source(source, nlp))
            except Exception as error:  # one bad text must not end the batch; the reason is kept
                reason = f"抽取时出错,请报告 / extraction failed, please report: {type(error).__name__}: {error}"
                yield Failure(source.path, "extract", " ".join(reason.split()))

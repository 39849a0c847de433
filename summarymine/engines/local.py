"""The local engine: files go through the pipeline one after another, in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from summarymine.document import UNTOLD, Article, Source, Told, Unread
from summarymine.errors import ReadError
from summarymine.pipes.components import read_records
from summarymine.readers.files import Found, read_file
from summarymine.readers.manifest import Manifest
from summarymine.records import Record
from summarymine.split import split
from summarymine.store.failures import Failure

NO_MANIFEST = Manifest({})
_WITHOUT_FILE = "清单里的这个路径没有读到文件，路径要从输入文件夹写起 / no file was read under this path of the manifest, which begins inside the input"


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
    for file in found:
        met.add(file.relative)
        try:
            sources = list(read_file(file, encoding=encoding))
        except ReadError as error:
            yield Failure(file.relative, "read", str(error))
            continue
        for source in sources:
            met.add(source.path)
            if isinstance(source, Unread):
                yield Failure(source.path, "read", source.reason)
                continue
            try:
                yield Mined(source, mine_source(source, nlp, manifest.told(source.path)))
            except Exception as error:  # one bad text must not end the batch; the reason is kept
                reason = f"抽取时出错,请报告 / extraction failed, please report: {type(error).__name__}: {error}"
                yield Failure(source.path, "extract", " ".join(reason.split()))
    for path in manifest.without_file(met):
        yield Failure(path or "./", "manifest", _WITHOUT_FILE)

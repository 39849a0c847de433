"""The articles of an archive as they are compared, and the passages found in them with their places in the source texts."""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from summarymine.clean import clean
from summarymine.corpus.archive import archive_of
from summarymine.corpus.facts import Place
from summarymine.document import Source, Span
from summarymine.errors import StoreError
from summarymine.pipes.parks import is_hidden
from summarymine.records import ROLES, SectionRecord
from summarymine.reuse.furniture import furniture
from summarymine.reuse.margins import margins
from summarymine.reuse.out_of_core import find_reuse_on_disk
from summarymine.reuse.passages import ReuseText, find_reuse
from summarymine.reuse.seeds import syncmer_for
from summarymine.split import split
from summarymine.store.database import find_records, load_sources
from summarymine.values.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy.typing as npt

    from summarymine.corpus.archive import Archive
    from summarymine.records import DocumentRecord, Record
    from summarymine.reuse.out_of_core import Tell
    from summarymine.reuse.passages import Passage
    from summarymine.reuse.seeds import Syncmer

IN_MEMORY = 30_000_000
"""Characters up to which an archive is compared in memory, which takes some 80 bytes each."""
MOST_JOBS = 4
"""Processes at most that compare a greater one."""
UNSECTIONED = len(ROLES)
"""The role of what no section holds."""


@dataclass(frozen=True)
class Summary:
    """An article as it is compared: whose, of when, its text and what of it is furniture.

    ``start`` is its place in the source text; ``date`` is the end of its period, as far as that is known.
    """

    document: DocumentRecord
    park: str
    date: str
    text: str
    ignored: tuple[Span, ...]
    sections: tuple[SectionRecord, ...] = ()

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(self.document.source, self.document.article)

    @property
    def start(self) -> int:
        """Its first character in the source text."""
        return self.document.start

    @property
    def hidden(self) -> bool:
        """Whether it hides whose it is: a model text, as the web has them."""
        return is_hidden(self.document.park or self.document.org)

    @cached_property
    def counted(self) -> npt.NDArray[np.bool_]:
        """Which of its characters count: no white space, no furniture."""
        marks = np.array([not char.isspace() for char in self.text], dtype=np.bool_)
        for span in self.ignored:
            marks[span.start : span.end] = False
        return marks

    @cached_property
    def roles(self) -> npt.NDArray[np.int8]:
        """For each character the place of its section's role in `ROLES`, the innermost section's."""
        marks = np.full(len(self.text), UNSECTIONED, dtype=np.int8)
        for one in sorted(self.sections, key=lambda section: section.level):
            marks[max(one.start - self.start, 0) : max(one.body_end - self.start, 0)] = ROLES.index(one.role)
        return marks

    def role(self, span: Span) -> str:
        """The role of most of a span's characters, "" where they stand in no section."""
        counts = np.bincount(self.roles[span.start : span.end], minlength=UNSECTIONED + 1)
        return (*ROLES, "")[int(counts.argmax())]

    def holds(self, role: str, span: Span) -> int:
        """How many characters of a span that count stand in sections of a role."""
        inside = self.roles[span.start : span.end] == ROLES.index(role)
        return int((inside & self.counted[span.start : span.end]).sum())


@dataclass(frozen=True)
class Reuse:
    """An archive with the passages that its articles share; the texts of a passage are numbers of ``summaries``.

    ``asked`` are the articles that are asked about, None for all of them; of the others only what they share with these is
    known.
    """

    archive: Archive
    summaries: tuple[Summary, ...]
    passages: tuple[Passage, ...]
    asked: frozenset[Place] | None = None

    def asks(self, place: Place) -> bool:
        """Whether an article is asked about."""
        return self.asked is None or place in self.asked


def load_reuse(out: Path, told: Mapping[str, str] | None = None, tell: Tell | None = None) -> Reuse:
    """The articles of an output folder, compared with one another; *told* as in `load_archive`, *tell* as in `compared`.

    Raises StoreError where there are no results.
    """
    records = [*find_records(out, "document"), *find_records(out, "indicator")]
    texts = {path: source.text for path, source in load_sources(out).items()}
    return compared(archive_of(records, texts, told), find_records(out, "section"), tell)


def compared(archive: Archive, sections: Iterable[Record] = (), tell: Tell | None = None) -> Reuse:
    """The articles of an archive that has its texts, compared with one another; *sections* are theirs.

    *tell* hears the name of a step, how much of it is done, and of how much (0 where that is unknown). A great archive is
    compared by several processes, which begin by importing the program that asked for them. Raises StoreError where there
    is no room for them or their files.
    """
    summaries = summaries_of(archive, (one for one in sections if isinstance(one, SectionRecord)), tell)
    texts = [ReuseText(one.text, one.ignored, one.date) for one in summaries]
    size = sum(len(one.text) for one in texts)
    if size <= IN_MEMORY:
        return Reuse(archive, summaries, tuple(find_reuse(texts)))
    return Reuse(archive, summaries, _found_on_disk(texts, syncmer_for(size), tell))


def _found_on_disk(texts: Sequence[ReuseText], syncmer: Syncmer, tell: Tell | None) -> tuple[Passage, ...]:
    jobs = min(os.cpu_count() or 1, MOST_JOBS)
    try:
        with TemporaryDirectory(prefix="summarymine-") as folder:
            return tuple(find_reuse_on_disk(texts, Path(folder), jobs=jobs, syncmer=syncmer, tell=tell))
    except OSError as error:
        raise StoreError(
            f"临时文件写不下,用环境变量 TMPDIR 另指一处 / no room for temporary files, name another place in TMPDIR: {error}"
        ) from error
    except BrokenProcessPool as error:
        raise StoreError(f"内存不够,比较中断 / comparing ended, memory was not enough: {error}") from error


def summaries_of(
    archive: Archive, sections: Iterable[SectionRecord] = (), tell: Tell | None = None
) -> tuple[Summary, ...]:
    """The articles of an archive that has its texts, in the order of its documents; *tell* as in `compared`."""
    titles = {
        Place(path, article.index): article.title
        for path, text in archive.texts.items()
        for article in split(Source.of_text(text, path))
    }
    inside: dict[Place, list[SectionRecord]] = {}
    for section in sections:
        inside.setdefault(Place(section.source, section.article), []).append(section)
    summaries = []
    for place, document in archive.by_place.items():
        sections_here, text = tuple(inside.get(place, ())), archive.texts[place.source]
        summaries.append(_summary(document, archive.parks[place], text, titles.get(place), sections_here))
        if tell:
            tell("clean", len(summaries), len(archive.by_place))
    return tuple(summaries)


def _summary(
    document: DocumentRecord, park: str, source: str, title: Span | None, sections: tuple[SectionRecord, ...]
) -> Summary:
    text = source[document.start : document.end]
    outside = margins(text)
    if title is not None:
        outside.append(Span(max(title.start - document.start, 0), max(title.end - document.start, 0)))
    ignored = furniture(text, clean(text), outside)
    return Summary(document, park, date_of(document.period, document.signed), text, ignored, sections)


def date_of(period: str, signed: str = "") -> str:
    """The last month of a period, else the date of the signature; "" where a part of it is hidden or nothing is said.

    >>> date_of("2019"), date_of("2020-01/2020-06"), date_of("XXXX-05"), date_of("", "2021-01-08")
    ('2019-12', '2020-06', '', '2021-01-08')
    """
    parsed = parse_period(period)
    end = parsed.end if parsed else signed
    if not end[:4].isdigit() or "X" in end:
        return ""
    return f"{end}-12" if len(end) == 4 else end

"""An archive that was mined: the documents and facts of an output folder, each with its park."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from summarymine.corpus.blanks import Blanks
from summarymine.corpus.facts import Fact, Place, facts_of
from summarymine.corpus.panel import Cell, Key, panel
from summarymine.corpus.parks import identify
from summarymine.records import DocumentRecord, IndicatorRecord, ProblemRecord, ProjectRecord, Record
from summarymine.store.database import find_records, load_sources
from summarymine.store.output import read_run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True)
class Archive:
    """What comparisons and audits start from. ``unread`` are the paths of inputs that could not be read.

    ``projects``, ``problems`` and ``texts``, the source texts by path, are there for an audit only.
    """

    documents: tuple[DocumentRecord, ...]
    parks: Mapping[Place, str]
    facts: tuple[Fact, ...]
    unread: tuple[str, ...] = ()
    projects: tuple[ProjectRecord, ...] = ()
    problems: tuple[ProblemRecord, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """The panel of all facts."""
        return panel(self.facts)

    @cached_property
    def records(self) -> dict[str, Record]:
        """Its figures, projects and problems by id."""
        listed: list[Record] = [*(fact.record for fact in self.facts), *self.projects, *self.problems]
        return {record.id: record for record in listed}

    @cached_property
    def by_place(self) -> dict[Place, DocumentRecord]:
        """The documents by where they stand."""
        return {Place(one.source, one.article): one for one in self.documents}

    def blanks(self) -> Blanks:
        """Why there is no figure where there is none."""
        return Blanks(self.documents, self.parks, self.unread)


def load_archive(out: Path, told: Mapping[str, str] | None = None, *, whole: bool = False) -> Archive:
    """The archive of an output folder; *told* are names of parks with the park that they mean.

    Projects, problems and texts are read where the *whole* of it is asked for. Raises StoreError where there are no results.
    """
    records: list[Record] = [*find_records(out, "document"), *find_records(out, "indicator")]
    texts = {}
    if whole:
        records += [*find_records(out, "project"), *find_records(out, "problem")]
        texts = {path: source.text for path, source in load_sources(out).items()}
    inputs = read_run(out).get("inputs", ())
    unread = tuple(entry["source"] for entry in inputs if entry.get("status") in ("refused", "failed"))
    return archive_of(records, texts, told, unread)


def archive_of(
    records: Iterable[Record],
    texts: Mapping[str, str],
    told: Mapping[str, str] | None = None,
    unread: Iterable[str] = (),
) -> Archive:
    """The archive of records that were mined from *texts*."""
    listed = list(records)
    documents = tuple(record for record in listed if isinstance(record, DocumentRecord))
    parks = identify(documents, told)
    facts = facts_of([*documents, *(record for record in listed if isinstance(record, IndicatorRecord))], parks)
    projects = tuple(record for record in listed if isinstance(record, ProjectRecord))
    problems = tuple(record for record in listed if isinstance(record, ProblemRecord))
    return Archive(documents, parks, tuple(facts), tuple(unread), projects, problems, texts)

"""An archive that was mined: the documents and facts of an output folder, each with its park."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, cast

from summarymine.corpus.blanks import Blanks
from summarymine.corpus.facts import Fact, Place, facts_of
from summarymine.corpus.panel import Cell, Key, panel
from summarymine.corpus.parks import identify
from summarymine.records import DocumentRecord
from summarymine.store.database import find_records
from summarymine.store.output import read_run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True)
class Archive:
    """What comparisons and audits start from. ``unread`` are the paths of inputs that could not be read."""

    documents: tuple[DocumentRecord, ...]
    parks: Mapping[Place, str]
    facts: tuple[Fact, ...]
    unread: tuple[str, ...] = ()

    @cached_property
    def cells(self) -> dict[Key, Cell]:
        """The panel of all facts."""
        return panel(self.facts)

    def blanks(self) -> Blanks:
        """Why there is no figure where there is none."""
        return Blanks(self.documents, self.parks, self.unread)


def load_archive(out: Path, told: Mapping[str, str] | None = None) -> Archive:
    """The archive of an output folder; *told* are names of parks with the park that they mean.

    Raises StoreError where there are no results.
    """
    documents = cast("list[DocumentRecord]", find_records(out, "document"))
    parks = identify(documents, told)
    facts = facts_of([*documents, *find_records(out, "indicator")], parks)
    inputs = read_run(out).get("inputs", ())
    unread = tuple(entry["source"] for entry in inputs if entry.get("status") in ("refused", "failed"))
    return Archive(tuple(documents), parks, tuple(facts), unread)

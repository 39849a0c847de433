"""A run: an archive into an output folder, going on where an earlier run of the same command stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from summarymine import __version__
from summarymine.engines.batch import Plan, Settings, Tell, carry_out, earlier_entries, plan, results
from summarymine.errors import ReadError
from summarymine.readers.files import load_manifest, survey
from summarymine.store.failures import Failure, unplaced
from summarymine.store.ledger import REFUSED, Entry
from summarymine.store.output import OutputFolder, read_run, recover
from summarymine.store.work import Work

Fail = Callable[[str, str], None]
"""Is told of each input that is not even tried, and why."""


@dataclass(frozen=True, slots=True)
class Run:
    """What is to be done for an output folder; made by `prepare`, done by `start`."""

    out: Path
    settings: Settings
    about: dict[str, Any]
    refused: Sequence[tuple[Path, ReadError]]
    plan: Plan
    overwrite: bool
    again: bool
    """Whether the folder holds results of the same command."""
    before: tuple[Entry, ...]
    """The ledger of those results, where all their files are there and they were told the same."""

    def start(self, *, jobs: int, tell: Tell, fail: Fail) -> tuple[Entry, ...]:
        """Mine in so many processes, write all results; the ledger, an entry for each input.

        Raises StoreError where the folder holds other results and is not to be overwritten, and where it cannot be
        written; then it is as it was, but for the work done, with which the next run goes on.
        """
        work, todo = Work(self.out), self.plan
        inputs = [Entry(str(path), REFUSED, str(error)) for path, error in self.refused]
        if not self.overwrite and not todo.todo and (*inputs, *todo.settled()) == self.before:
            return self.before
        with OutputFolder(self.out, overwrite=self.overwrite or self.again) as folder:
            if self.overwrite:
                work.remove()
            for entry in (*inputs, *todo.entries):
                if not (entry.key or entry.copy_of or entry.skipped):
                    fail(entry.source, entry.reason)
            entries = carry_out(todo, work, self.settings, jobs=jobs, tell=tell)
            met = {entry.source for entry in entries}
            for found in results((*inputs, *entries), work):
                if isinstance(found, Failure):
                    folder.fail(found)
                else:
                    met.add(found[0].path)
                    folder.add(*found)
            for path in self.settings.manifest.without_file(met):
                folder.fail(failure := unplaced(path))
                fail(failure.source, failure.reason)
            ledger = (*inputs, *entries)
            folder.finish(self.about | {"articles": sum(entry.articles for entry in ledger)}, ledger)
            work.keep({entry.key for entry in entries})
        return ledger


def prepare(
    inputs: Sequence[Path],
    out: Path,
    settings: Settings,
    *,
    overwrite: bool = False,
    retry_failed: bool = False,
    prune: bool = False,
    manifest: Path | None = None,
) -> Run:
    """Find the files of *inputs* and what of them is done already in *out*; *manifest* is a file to overrule by.

    Raises SummaryMineError for unknown settings, and where no input gives a file.
    """
    if manifest is not None:
        settings = replace(settings, manifest=load_manifest(manifest))
    about = {
        "version": __version__,
        "configuration": settings.config,
        "encoding": settings.encoding or "",
        "settings": settings.hash(),
        "folders": [str(path.absolute()) for path in inputs],
    }
    everything, refused = survey(inputs)
    # The manifest may lie among the texts.
    files = [file for file in everything if manifest is None or file.path != manifest.resolve()]
    recover(out)
    before = read_run(out)
    again = all(before.get(key) == value for key, value in about.items())
    ledger = earlier_entries(before) if again else []
    earlier = [] if prune or overwrite else ledger
    todo = plan(files, Work(out), settings, earlier=earlier, retry_failed=retry_failed, afresh=overwrite)
    about |= {"manifest": str(manifest or ""), "told": settings.manifest.hash()}
    whole = all((out / name).is_file() for name in before.get("files", ("",))) and before.get("told") == about["told"]
    return Run(out, settings, about, refused, todo, overwrite, again, tuple(ledger) if whole else ())

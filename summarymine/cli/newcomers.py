"""New files against the results that stand in an output folder, through the index beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarymine.cli.console import err, fail, progress
from summarymine.errors import SummaryMineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from summarymine.document import Source
    from summarymine.readers.files import Found
    from summarymine.records import Record
    from summarymine.reuse.archive import Reuse
    from summarymine.reuse.archive_index import ArchiveIndex


def compared_with(out: Path, files: Sequence[Path], told: Mapping[str, str] | None) -> Reuse:
    """What *files* share with the archive of an output folder; its index is made, or brought up to date, where it must be."""
    from summarymine.readers.files import survey
    from summarymine.reuse.archive_index import fitting
    from summarymine.reuse.newcomers import against

    found, refused = survey(files)
    for path, error in refused:
        fail(str(path), str(error))
    index = fitting(out) or _brought_up(out)
    reuse, twins = against(out, index, list(_mined(found)), told)
    if not reuse.asked:
        raise SummaryMineError("没有可比的总结 / there is no article to compare")
    for new, known in twins:
        at = f"{new.source} #{new.article} = {known.source} #{known.article}"
        err.print(f"已在档案中,不与自己比 / in the archive already, not compared with itself: {at}", markup=False)
    return reuse


def _brought_up(out: Path) -> ArchiveIndex:
    from summarymine.reuse.archive_index import update
    from summarymine.store.lock import held

    with held(out):
        to_do = update(out)
        if to_do.note:
            err.print(to_do.note, markup=False)
        with progress(len(to_do.todo), quiet=False, verbose=False, doing="索引 / indexing") as tell:
            return to_do.carry_out(lambda source: tell(source, ""))


def _mined(files: Sequence[Found]) -> Iterator[tuple[Source, list[Record]]]:
    from summarymine.engines.local import Mined, mine_files
    from summarymine.pipes.configured import load

    for outcome in mine_files(files, load()):
        if isinstance(outcome, Mined):
            yield outcome.source, outcome.records
        else:
            fail(outcome.source, outcome.reason)

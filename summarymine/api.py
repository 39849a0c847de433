"""The Python API: load a pipeline, mine files, get frames."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language

from summarymine.document import Source
from summarymine.engines.local import Mined, mine_files
from summarymine.errors import SummaryMineError
from summarymine.pipes.configured import load
from summarymine.pipes.settings import config_path
from summarymine.readers.files import discover, load_manifest
from summarymine.readers.manifest import NO_MANIFEST
from summarymine.records import Record
from summarymine.store.failures import Failure

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["config_path", "load", "mine", "mine_text", "records_to_frames"]


@cache
def _default() -> Language:
    return load()


def mine(
    paths: str | Path | Iterable[str | Path],
    *,
    nlp: Language | None = None,
    encoding: str | None = None,
    manifest: str | Path | None = None,
    on_failure: Callable[[Failure], None] | None = None,
) -> Iterator[Record]:
    """The records of files and folders, file by file.

    Files of other formats in a folder are passed over. A file that cannot be mined is handed to *on_failure* and the rest goes on; without *on_failure* it raises
    SummaryMineError. Records come in the order of the text; each article begins with its ``document`` record.

    *manifest* is a CSV with the columns path, park and year (路径, 园区, 年份) that overrules what the files say; a path
    of it under which there is no file is a failure. Raises ManifestError where it cannot be read.
    """
    told = load_manifest(Path(manifest)) if manifest is not None else NO_MANIFEST
    inputs = [Path(paths)] if isinstance(paths, str | Path) else [Path(p) for p in paths]
    no_text = Path(manifest).resolve() if manifest is not None else None  # it may lie among the texts
    found = (file for file in discover(inputs) if not file.skipped and file.path != no_text)
    for outcome in mine_files(found, nlp or _default(), encoding=encoding, manifest=told):
        if isinstance(outcome, Mined):
            yield from outcome.records
        elif on_failure is None:
            raise SummaryMineError(f"{outcome.source}: {outcome.reason}")
        else:
            on_failure(outcome)


def mine_text(text: str, *, path: str = "", nlp: Language | None = None) -> list[Record]:
    """The records of a text, split into its articles as a file of that name would be.

    >>> [r.record for r in mine_text("望榆园区2019年工作总结\\n全年完成税收3亿元。")]
    ['document', 'date', 'indicator']
    """
    from summarymine.engines.local import mine_source  # noqa: PLC0415

    return mine_source(Source.of_text(text, path), nlp or _default())


def records_to_frames(records: Iterable[Record]) -> dict[str, pd.DataFrame]:
    """One data frame a record kind, see `summarymine.store.frames`."""
    from summarymine.store.frames import records_to_frames as frames  # noqa: PLC0415  # pandas is slow to import

    return frames(records)

"""What verbs start from: names of parks, results that were mined before or are mined for the occasion."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from summarymine.cli.console import fail

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def park_names(parks: Path | None) -> Mapping[str, str] | None:
    """The names of ``--parks`` with the park that each means."""
    from summarymine.readers.files import load_names

    return load_names(parks) if parks else None


@contextmanager
def mined(inputs: Sequence[Path]) -> Iterator[Path]:
    """The output folder that was given, or one that the inputs are mined into, for as long as it is needed."""
    from summarymine.engines.batch import Settings
    from summarymine.engines.run import prepare
    from summarymine.store.names import DATABASE

    if len(inputs) == 1 and ((inputs[0] / DATABASE).is_file() or not inputs[0].exists()):
        yield inputs[0]
        return
    with tempfile.TemporaryDirectory() as folder:
        prepare(inputs, Path(folder), Settings("default", None)).start(jobs=1, tell=lambda *_: None, fail=fail)
        yield Path(folder)

"""The demo archive, mined once a process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from summarymine.api import load
from summarymine.engines.local import mine_source
from summarymine.readers.files import discover, read_file
from tests.truth import DEMO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarymine.records import Record


@cache
def mined_demo() -> tuple[Sequence[Record], Mapping[str, str]]:
    """The records of `corpora/demo`, and its texts by path."""
    nlp = load()
    sources = [source for file in discover([DEMO]) if not file.skipped for source in read_file(file)]
    sources = [source for source in sources if not source.path.startswith("truth/")]
    records = [record for source in sources for record in mine_source(source, nlp)]
    return records, {source.path: source.text for source in sources}

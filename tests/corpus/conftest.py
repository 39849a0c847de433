"""The demo archive, mined once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarymine.api import load
from summarymine.corpus.archive import archive_of
from summarymine.engines.local import mine_source
from summarymine.readers.files import discover, read_file
from tests.truth import DEMO

if TYPE_CHECKING:
    from summarymine.corpus.archive import Archive


@pytest.fixture(scope="session")
def demo() -> Archive:
    nlp = load()
    sources = [source for file in discover([DEMO]) if not file.skipped for source in read_file(file)]
    sources = [source for source in sources if not source.path.startswith("truth/")]
    records = [record for source in sources for record in mine_source(source, nlp)]
    return archive_of(records, {source.path: source.text for source in sources})

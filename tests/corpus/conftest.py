"""The demo archive, mined once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from summarymine.corpus.archive import archive_of
from tests.demo import mined_demo

if TYPE_CHECKING:
    from summarymine.corpus.archive import Archive


@pytest.fixture(scope="session")
def demo() -> Archive:
    records, texts = mined_demo()
    return archive_of(records, texts)

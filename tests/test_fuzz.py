"""Readers over damaged files: sources or a ReadError, in little time and memory, and no worker dies."""

from __future__ import annotations

import os
import sys

import pytest

from tests.fuzz import KINDS, fuzz, sound

MUTANTS = int(os.environ.get("SUMMARYMINE_MUTANTS", "500"))
"""How many mutants of each kind; `make fuzz` asks for more."""
PART = 1000


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_file_is_read_or_refused(kind: str):
    assert sound(kind)
    outcomes = [fuzz(kind, range(start, min(start + PART, MUTANTS)), jobs=2) for start in range(0, MUTANTS, PART)]
    assert [finding for outcome in outcomes for finding in outcome.findings] == []
    assert 0.01 * MUTANTS < sum(outcome.read for outcome in outcomes) < 0.99 * MUTANTS  # damaged, not destroyed


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_what_takes_too_much_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(f"{fuzz.__module__}.MEMORY", 0)
    assert {finding.stage for finding in fuzz("pdf", range(3)).findings} == {"crash"}

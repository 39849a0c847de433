"""The ledger: for every input what became of it, and why; the inputs are as many as the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

OK, PARTIAL, REFUSED, FAILED = "ok", "partial", "refused", "failed"
STATUSES = (OK, PARTIAL, REFUSED, FAILED)
"""All of it was mined; some of it was; it is no text that can be read; it is one, but mining it went wrong."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One input. ``copy_of`` names the first file with the same bytes; ``key`` is that of its leaf, "" without one;
    ``vanished`` says that the file is there no longer and its records are those of an earlier run, ``skipped`` that it is of
    no known format; ``note`` is what to know of how it was read, of an archive's members of the first.
    """

    source: str
    status: str
    reason: str = ""
    articles: int = 0
    records: int = 0
    sha256: str = ""
    copy_of: str = ""
    key: str = ""
    vanished: bool = False
    skipped: bool = False
    note: str = ""


def sums(entries: Iterable[Entry]) -> dict[str, int]:
    """How many inputs there are of each status, and how many among them are copies and of no known format.

    >>> sums([Entry("a", OK), Entry("b", OK, copy_of="a"), Entry("c", REFUSED, "空文件 / empty")])
    {'ok': 2, 'partial': 0, 'refused': 1, 'failed': 0, 'inputs': 3, 'copies': 1, 'unknown': 0}
    """
    listed = list(entries)
    counts = Counter(entry.status for entry in listed)
    copies = sum(bool(entry.copy_of) for entry in listed)
    unknown = sum(entry.skipped for entry in listed)
    named = {status: counts[status] for status in STATUSES}
    return {**named, "inputs": len(listed), "copies": copies, "unknown": unknown}

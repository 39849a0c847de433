"""What mining one input file gives, as the lines of a *leaf*: its sources, each with its records, and its failures.

A leaf is JSON lines: ``{"source": …}``, the records of that source, ``{"failure": …}``, and last ``{"end": …}`` with what
the leaf holds, by which one that was cut off is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from summarymine.document import Source, source_of
from summarymine.errors import StoreError
from summarymine.records import Record, from_dict
from summarymine.store.failures import Failure
from summarymine.store.jsonl import line, record_line
from summarymine.store.ledger import FAILED, OK, PARTIAL, REFUSED, Entry


def mined_lines(source: Source, records: Iterable[Record]) -> list[bytes]:
    """The lines of a source and its records."""
    return [line({"source": asdict(source)}), *map(record_line, records)]


def failure_line(failure: Failure) -> bytes:
    """The line of a failure."""
    return line({"failure": asdict(failure)})


@dataclass(frozen=True, slots=True)
class Tally:
    """What a leaf holds: sources, articles and records that were mined, and its failures; of these the first's stage and
    reason; and the first note on how a source was read."""

    sources: int = 0
    articles: int = 0
    records: int = 0
    failures: int = 0
    stage: str = ""
    reason: str = ""
    note: str = ""

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.sources + other.sources,
            self.articles + other.articles,
            self.records + other.records,
            self.failures + other.failures,
            self.stage or other.stage,
            self.reason or other.reason,
            self.note or other.note,
        )


def end_line(tally: Tally) -> bytes:
    """The last line of a leaf."""
    return line({"end": asdict(tally)})


def tally_of(last: bytes) -> Tally | None:
    """What the last line of a leaf says it holds; None where it is no last line.

    >>> tally_of(end_line(Tally(1, 2, 30))), tally_of(b'{"failure": ')
    (Tally(sources=1, articles=2, records=30, failures=0, stage='', reason='', note=''), None)
    """
    try:
        return Tally(**json.loads(last)["end"])
    except (ValueError, TypeError, KeyError):
        return None


def entry_of(source: str, tally: Tally, sha256: str, key: str) -> Entry:
    """The entry of a file that was mined.

    >>> entry_of("a.zip", Tally(2, 3, 40, failures=1, stage="read", reason="空文件 / empty"), "", "").status
    'partial'
    >>> entry_of("a.doc", Tally(failures=1, stage="timeout", reason="超时 / late"), "", "").status
    'failed'
    """
    if not tally.failures:
        status = OK
    elif tally.sources:
        status = PARTIAL
    else:
        status = REFUSED if tally.stage == "read" else FAILED
    return Entry(source, status, tally.reason, tally.articles, tally.records, sha256, "", key, note=tally.note)


def read_leaf(lines: Iterable[bytes]) -> Iterator[tuple[Source, list[Record]] | Failure]:
    """What the lines of a leaf tell, one source at a time.

    >>> source = Source.of_text("税收3亿元", "总结.txt")
    >>> [(found[0].path, found[1]) for found in read_leaf([*mined_lines(source, []), end_line(Tally(1))])]
    [('总结.txt', [])]

    Raises StoreError where a line is none of a leaf's.
    """
    source: Source | None = None
    records: list[Record] = []
    for raw in lines:
        try:
            data = json.loads(raw)
            if "record" in data:
                records.append(from_dict(data))
                continue
            if source is not None:
                yield source, records
                source, records = None, []
            if "source" in data:
                source = source_of(data["source"])
            elif "failure" in data:
                yield Failure(**data["failure"])
        except (ValueError, TypeError, KeyError, ArithmeticError) as error:
            raise StoreError(
                f"中间结果损坏，请加 --overwrite 重做 / damaged work, redo with --overwrite: {error}"
            ) from error

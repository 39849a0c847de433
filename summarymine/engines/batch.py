"""The batch: every input mined once, whatever was mined before kept, and one entry in the ledger for each.

Done work is known by a key: a hash of the file's bytes, its name, and all else that its records depend on. What has a leaf
under its key is not mined again, so a run that was stopped goes on, and one that is repeated mines only what changed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from typing import Any

from summarymine.document import Source
from summarymine.engines.leaf import Tally, entry_of, read_leaf, tally_of
from summarymine.engines.pool import mine_all, worker_command
from summarymine.errors import SummaryMineError
from summarymine.pipes.settings import fingerprint
from summarymine.readers.encoding import codec_name
from summarymine.readers.files import Found, unreadable
from summarymine.readers.limits import MAX_BYTES, MEMORY, SECONDS
from summarymine.readers.manifest import NO_MANIFEST, Manifest
from summarymine.readers.ocr import Tesseract
from summarymine.records import Record
from summarymine.store.failures import Failure
from summarymine.store.ledger import OK, REFUSED, Entry
from summarymine.store.work import Work

Tell = Callable[[str, Tally], None]
"""Is told of each file that is done, with what it gave."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are mined: configuration, forced encoding, what the user says of them; seconds for a source, bytes of
    memory for a worker; what reads scans."""

    config: str = "default"
    encoding: str | None = None
    manifest: Manifest = NO_MANIFEST
    seconds: float = SECONDS
    memory: int = MEMORY
    ocr: Tesseract | None = None

    def key(self, whole: str, file: Found, digest: str) -> str:
        """The key of a file's leaf; *whole* is `hash`, *digest* that of the file's bytes."""
        told = json.dumps(self.manifest.about(file.relative).entries)
        return sha256(f"{whole}\n{file.relative}\n{digest}\n{told}".encode("utf-8", "backslashreplace")).hexdigest()

    def hash(self) -> str:
        """A hash of what all records depend on, the package included. Raises SummaryMineError for what is unknown."""
        encoding = codec_name(self.encoding) if self.encoding else ""
        ocr = self.ocr.state if self.ocr else ""
        return sha256(f"{fingerprint(self.config)}\n{encoding}\n{ocr}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done: the files to mine, each with its key, and what is known of all inputs in their order."""

    entries: tuple[Entry, ...]
    todo: tuple[Found, ...]
    keys: Mapping[str, str]

    def settled(self, tallies: Mapping[str, Tally] | None = None) -> tuple[Entry, ...]:
        """The entries, with what mining gave; copies with the status of what they are copies of."""
        tallies = tallies or {}
        known: dict[str, Entry] = {}
        for entry in self.entries:
            known[entry.source] = entry
            if entry.source in tallies and not entry.vanished:
                known[entry.source] = entry_of(entry.source, tallies[entry.source], entry.sha256, entry.key)
            elif entry.copy_of:
                first = known[entry.copy_of]
                known[entry.source] = replace(entry, status=first.status, reason=first.reason, note=first.note)
        return tuple(known.values())


def plan(
    files: Sequence[Found],
    work: Work,
    settings: Settings,
    *,
    earlier: Sequence[Entry] = (),
    retry_failed: bool = False,
    afresh: bool = False,
) -> Plan:
    """What of *files* is to be mined, all of them where *afresh*; *earlier* is the ledger of the run before.

    Reads every file once, for its hash. Entries of *earlier* whose file is gone are kept, marked as vanished.
    """
    whole = settings.hash()
    entries: list[Entry] = []
    todo: list[Found] = []
    keys: dict[str, str] = {}
    firsts: dict[str, str] = {}
    for file in files:
        digest, reason = _digest(file)
        if reason:
            entries.append(Entry(file.relative, REFUSED, reason, skipped=bool(file.skipped)))
            continue
        if first := firsts.get(digest):
            entries.append(Entry(file.relative, OK, sha256=digest, copy_of=first))
            continue
        firsts[digest] = file.relative
        key = settings.key(whole, file, digest)
        keys[file.relative] = key
        tally = None if afresh else tally_of(work.last(key))
        if tally is None or (retry_failed and tally.failures):
            todo.append(file)
        entries.append(entry_of(file.relative, tally or Tally(), digest, key))
    there = {entry.source for entry in entries}
    gone = (entry for entry in earlier if entry.source not in there and entry.key)
    entries += [replace(entry, vanished=True) for entry in gone if tally_of(work.last(entry.key)) is not None]
    return Plan(tuple(entries), tuple(todo), keys)


def carry_out(plan: Plan, work: Work, settings: Settings, *, jobs: int, tell: Tell) -> tuple[Entry, ...]:
    """Mine what is to be mined; the entries of all inputs."""
    tallies: dict[str, Tally] = {}
    results = mine_all(
        plan.todo,
        lambda file: work.writing(plan.keys[file.relative]),
        command=worker_command(settings.config, settings.encoding, settings.memory, settings.ocr),
        manifest=settings.manifest,
        seconds=settings.seconds,
        jobs=jobs,
    )
    for file, tally in results:
        tallies[file.relative] = tally
        tell(file.relative, tally)
    return plan.settled(tallies)


def results(entries: Iterable[Entry], work: Work) -> Iterator[tuple[Source, list[Record]] | Failure]:
    """What was found in all inputs, in their order, and what failed; refused inputs of a known format among it."""
    for entry in entries:
        if entry.key:
            yield from read_leaf(work.lines(entry.key))
        elif entry.status == REFUSED and not entry.skipped:
            yield Failure(entry.source, "read", entry.reason)


def earlier_entries(run: Mapping[str, Any]) -> list[Entry]:
    """The ledger in what `run.json` says; nothing where it has none."""
    try:
        return [Entry(**entry) for entry in run.get("inputs", ())]
    except TypeError:
        return []


def jobs_for(asked: int) -> int:
    """How many processes are used: those asked for, or for 0 one a processor, at most 4.

    >>> jobs_for(3)
    3

    Raises SummaryMineError for a negative number.
    """
    if asked < 0:
        raise SummaryMineError(f"--jobs 不能是负数 / --jobs cannot be negative: {asked}")
    return asked or min(os.cpu_count() or 1, 4)


def _digest(file: Found) -> tuple[str, str]:
    """The hash of a file's bytes, or why there is none."""
    if file.skipped:
        return "", file.skipped
    try:
        if not file.path.is_file():
            return "", "不是普通文件 / not a regular file"
        if file.path.stat().st_size > MAX_BYTES:
            zh, en = (
                f"文件超过 {MAX_BYTES:,} 字节，请拆分后再读",
                f"the file has more than {MAX_BYTES:,} bytes; split it",
            )
            return "", f"{zh} / {en}"
        with file.path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest(), ""
    except OSError as error:
        return "", str(unreadable(error))

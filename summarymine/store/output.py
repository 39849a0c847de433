"""An output folder: every form of the records of one run, all of it or nothing.

A run writes into a folder of its own inside the output folder. When everything is there, the earlier results move
out and the new ones move in; should that fail half-way (a workbook that is open in Excel cannot be replaced), they
move back. Files that are not ours are never touched.
"""

from __future__ import annotations

import json
import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from hashlib import sha256
from typing import IO, TYPE_CHECKING, Any, Self

from summarymine.document import Source, source_of
from summarymine.errors import StoreError
from summarymine.records import KINDS, Record
from summarymine.store.database import DatabaseWriter, nothing_there
from summarymine.store.jsonl import line, read_objects, read_records, record_line
from summarymine.store.ledger import Entry, sums
from summarymine.store.names import DATABASE, FAILURES, OUTPUTS, PART, RECORDS, RUN, TABLES, WORKBOOK
from summarymine.store.tables import TableWriter
from summarymine.store.whole import replace_file
from summarymine.store.workbook import WorkbookWriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from summarymine.store.failures import Failure


def read_run(out: Path) -> dict[str, Any]:
    """What `run.json` of an output folder says; nothing where there is none, or none that can be read."""
    try:
        data = json.loads((out / RUN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def stamp(out: Path) -> str:
    """What tells the results of an output folder from those that stood there before or will.

    Raises StoreError where there are none.
    """
    try:
        seen = (out / DATABASE).stat()
        run = (out / RUN).read_bytes()
    except OSError:
        raise nothing_there(out / DATABASE) from None
    return f"{sha256(run).hexdigest()[:16]}-{seen.st_size}-{seen.st_mtime_ns}"


_SOURCES = "sources.jsonl"  # waits in the part folder for the database
_EARLIER = "earlier"
_FORTH, _BACK = "forth", "back"
"""Which way files are being moved, with the names of the new results: so that `recover` can go on with it."""


def recover(out: Path) -> None:
    """Put results in their place that a killed run was moving there, or take them back where it was taking them back.

    Raises StoreError where that cannot be done.
    """
    part = out / PART
    try:
        if (forth := part / _FORTH).is_file():
            names = json.loads(forth.read_text("utf-8"))
            for name in OUTPUTS:
                if (part / name).is_file():
                    (part / name).replace(out / name)
                elif name not in names:
                    (out / name).unlink(missing_ok=True)
        elif (back := part / _BACK).is_file():
            names = json.loads(back.read_text("utf-8"))
            for name in OUTPUTS:
                if (part / _EARLIER / name).is_file():
                    (part / _EARLIER / name).replace(out / name)
                elif name in names and not (part / name).is_file():
                    (out / name).unlink(missing_ok=True)
        shutil.rmtree(part, ignore_errors=True)
    except (OSError, ValueError) as error:
        raise StoreError(f"写不进输出文件夹 / the output folder cannot be written: {error}") from error


class OutputFolder:
    """Collects the records of a run and writes them to *out* in every form, when `finish` is called.

    A context manager. On an exception, or without `finish`, the folder is left as it was.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, OutputFolder(Path(folder)) as out:
    ...     out.add(Source.of_text("税收3亿元", "总结.txt"), [])
    ...     out.finish({"version": "0.1.0"})
    ...     (Path(folder) / "run.json").is_file()
    True

    Raises StoreError where *out* is a file or cannot be written, and where it holds results of an earlier run and
    *overwrite* is not set.
    """

    def __init__(self, out: Path, overwrite: bool = False) -> None:
        self._out = out
        self._overwrite = overwrite
        self._part = out / PART
        self._made_out = False
        self._streams = ExitStack()
        self._paths: set[str] = set()
        self._counts = dict.fromkeys(KINDS, 0)
        self._failures: list[Failure] = []

    def __enter__(self) -> Self:
        if self._out.exists() and not self._out.is_dir():
            raise StoreError(f"输出位置是一个文件，请换成文件夹 / the output is a file, not a folder: {self._out}")
        recover(self._out)
        with self._as_store_error():
            earlier = [name for name in OUTPUTS if (self._out / name).exists()]
            if earlier and not self._overwrite:
                raise StoreError(
                    f"那里已有结果({earlier[0]})，换一个文件夹或加 --overwrite / "
                    f"there are results already ({earlier[0]}), choose another folder or add --overwrite: {self._out}"
                )
            self._made_out = not self._out.exists()
            self._part.mkdir(parents=True)
            try:
                self._records = self._open(RECORDS)
                self._sources = self._open(_SOURCES)
                self._tables = self._streams.enter_context(TableWriter(self._part))
            except OSError:
                self._clean()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._clean()

    def add(self, source: Source, records: Sequence[Record]) -> None:
        """Take in a source and its records. Raises StoreError for a source that was added before."""
        if source.path in self._paths:
            raise StoreError(f"同一个文件来了两次 / the same file came twice: {source.path}")
        self._paths.add(source.path)
        with self._as_store_error():
            self._sources.write(line(asdict(source)))
            for record in records:
                self._records.write(record_line(record))
                self._tables.add(record)
                self._counts[record.record] += 1

    def fail(self, failure: Failure) -> None:
        """Take in a file that gave no records, and why."""
        self._failures.append(failure)

    def finish(self, run: Mapping[str, Any], ledger: Sequence[Entry] = ()) -> None:
        """Write workbook and database and put everything in its place.

        *run* goes to `run.json` with the counts, and the *ledger* with its sums; the workbook has it as a sheet.
        """
        with self._as_store_error():
            self._streams.close()
            names = [RECORDS, *TABLES, WORKBOOK, DATABASE, *([FAILURES] if self._failures else []), RUN]
            accounts = {"ledger": sums(ledger), "inputs": [asdict(entry) for entry in ledger]} if ledger else {}
            summary = {**run, "counts": self._counts, "files": names, **accounts}
            self._build(summary, ledger)
            if self._failures:
                (self._part / FAILURES).write_bytes(b"".join(line(asdict(failure)) for failure in self._failures))
            text = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
            (self._part / RUN).write_bytes(text.encode("utf-8", "backslashreplace"))
            self._install(names)

    def _build(self, summary: Mapping[str, Any], ledger: Sequence[Entry]) -> None:
        with WorkbookWriter(self._part / WORKBOOK) as book, DatabaseWriter(self._part / DATABASE) as base:
            for data in read_objects(self._part / _SOURCES):
                base.add_source(source_of(data))
            for record in read_records(self._part / RECORDS):
                book.add(record)
                base.add(record)
            base.add_run(summary)
            book.ledger(ledger)
            book.cover(len(self._paths), self._failures)

    def _install(self, names: Sequence[str]) -> None:
        earlier = self._part / _EARLIER
        earlier.mkdir()
        moved: list[tuple[Path, Path]] = []
        replace_file(self._part / _FORTH, json.dumps(list(names)).encode())
        try:
            old = [name for name in OUTPUTS if (self._out / name).is_file()]
            moves = [(self._out / name, earlier / name) for name in reversed(old)]
            moves += [(self._part / name, self._out / name) for name in names]
            for here, there in moves:
                here.replace(there)
                moved.append((here, there))
        except BaseException:
            (self._part / _FORTH).replace(self._part / _BACK)
            for here, there in reversed(moved):
                there.replace(here)
            raise

    def _open(self, name: str) -> IO[bytes]:
        return self._streams.enter_context((self._part / name).open("wb"))

    def _clean(self) -> None:
        with suppress(OSError):
            self._streams.close()
        shutil.rmtree(self._part, ignore_errors=True)
        if self._made_out:
            with suppress(OSError):  # not empty: it holds the results
                self._out.rmdir()

    @contextmanager
    def _as_store_error(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(f"写不进输出文件夹 / the output folder cannot be written: {error}") from error

"""Records and source texts as a DuckDB database: a typed table a kind, the texts that the offsets point into, the run.

A DuckDB file that is open for writing locks everybody else out. So it is written under another name and renamed;
readers open it read-only. Nothing is ever installed or downloaded for it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Self

import duckdb

from summarymine.document import Source
from summarymine.errors import StoreError
from summarymine.records import KINDS, Column, Mention, Record, columns
from summarymine.store.flat import encodable, flat_columns, gathered, spread
from summarymine.store.jsonl import read_records
from summarymine.store.names import DATABASE, RECORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
# However much is written, no more of it than this is in memory; DuckDB keeps an index in memory whole, so there is none.
_WRITING = _CONFIG | {"memory_limit": "128MB", "threads": 1}
_BATCH_ROWS = 5_000
_BATCH_CHARACTERS = 5_000_000
_NO_OTHER_FILES = "SET enable_external_access = false"
_SCALARS = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "value": "DOUBLE"}
_SOURCE = {
    "path": "relative to the input, / between folders",
    "encoding": "what the file was decoded from",
    "sha256": "SHA-256 of the file's bytes",
    "text": "the decoded text that start and end point into, in characters from 0",
}
_RUN = {"key": "what is said about the run", "value": "a text, or JSON"}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def sql_type(column: Column) -> str:
    """The type of a column in the database.

    >>> [sql_type(c) for c in flat_columns("project") if c.name in ("start", "section", "mentions")]
    ['BIGINT', 'VARCHAR[]', 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]']
    """
    if column.type == "texts":
        return "VARCHAR[]"
    if column.type == "mentions":
        return "STRUCT(" + ", ".join(f"{_quoted(c.name)} {_SCALARS[c.type]}" for c in columns(Mention)) + ")[]"
    return _SCALARS[column.type]


class _Table:
    """A table being filled: rows wait until there are enough of them, then go in column by column."""

    def __init__(self, base: duckdb.DuckDBPyConnection, name: str, types: Mapping[str, str], key: str) -> None:
        self._base, self._types = base, types
        self._name, self._key = _quoted(name), _quoted(key)
        self._cells: dict[str, list[Any]] = {column: [] for column in types}
        self._rows = self._characters = 0

    def create(self, optional: Collection[str], about: Mapping[str, str]) -> None:
        """Make the table; columns other than *optional* ones are NOT NULL; *about* become its comments."""
        lines = [
            f"{_quoted(name)} {kind}{'' if name in optional else ' NOT NULL'}" for name, kind in self._types.items()
        ]
        self._base.execute(f"CREATE TABLE {self._name} ({', '.join(lines)})")
        for column, text in about.items():
            self._base.execute(f"COMMENT ON COLUMN {self._name}.{_quoted(column)} IS {_literal(text)}")

    def add(self, row: Mapping[str, Any]) -> None:
        for column, cells in self._cells.items():
            cells.append(row[column])
        self._rows += 1
        self._characters += len(row.get("text", ""))
        if self._rows >= _BATCH_ROWS or self._characters >= _BATCH_CHARACTERS:
            self.flush()

    def close(self) -> None:
        """Write what waits. Raises StoreError where a key came twice."""
        self.flush()
        doubled = f"SELECT {self._key} FROM {self._name} GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
        if row := self._base.execute(doubled).fetchone():
            zh, en = "写不成数据库，同一个编号来了两次", "the database cannot be written, a key came twice"
            raise StoreError(f"{zh} / {en}: {self._name}: {row[0]}")

    def flush(self) -> None:
        if not self._rows:
            return
        # One list a column, unnested side by side: typed by the table, not by a guess at the first rows.
        lists = ", ".join(f"unnest(${at}::{kind}[])" for at, kind in enumerate(self._types.values(), 1))
        self._base.execute(f"INSERT INTO {self._name} SELECT {lists}", list(self._cells.values()))
        for cells in self._cells.values():
            cells.clear()
        self._rows = self._characters = 0


class DatabaseWriter:
    """Writes sources and records to a database that appears at *path* when all is written.

    A context manager; on an exception nothing is left. Raises StoreError where the database cannot be written, and
    for a source or a record id that comes twice.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with DatabaseWriter(Path(folder) / "summarymine.duckdb") as base:
    ...         base.add_source(Source("总结.txt", "税收3亿元"))
    ...     load_sources(Path(folder))["总结.txt"].text
    '税收3亿元'
    """

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._part = self._path.with_name(self._path.name + ".part")
        self._remove_part()
        try:
            self._base = duckdb.connect(str(self._part), config=_WRITING)
            self._base.execute(_NO_OTHER_FILES)
            self._source = _Table(self._base, "source", dict.fromkeys(_SOURCE, "VARCHAR"), "path")
            self._source.create((), _SOURCE)
            self._run = _Table(self._base, "run", dict.fromkeys(_RUN, "VARCHAR"), "key")
            self._run.create((), _RUN)
            self._tables = {name: self._table(name, flat_columns(name)) for name in KINDS}
        except duckdb.Error as failed:
            raise _not_written(failed) from failed

    def _table(self, name: str, cols: tuple[Column, ...]) -> _Table:
        table = _Table(self._base, name, {c.name: sql_type(c) for c in cols}, "id")
        table.create([c.name for c in cols if c.type == "value"], {c.name: c.about for c in cols})
        return table

    def _remove_part(self) -> None:
        for path in (self._part, self._part.with_name(self._part.name + ".wal")):
            path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                for table in (self._source, self._run, *self._tables.values()):
                    table.close()
            self._base.close()
            if error is None:
                self._part.replace(self._path)
        except duckdb.Error as failed:
            raise _not_written(failed) from failed
        finally:
            self._base.close()
            self._remove_part()

    def add(self, record: Record) -> None:
        """Put one record into the table of its kind."""
        self._put(self._tables[record.record], spread(record))

    def add_source(self, source: Source) -> None:
        """Put one source text in, so that the offsets of its records keep their meaning."""
        self._put(self._source, {name: encodable(getattr(source, name)) for name in _SOURCE})

    def add_run(self, run: Mapping[str, Any]) -> None:
        """Put in what is said about the run: texts as they are, anything else as JSON."""
        for key, value in run.items():
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            self._put(self._run, {"key": encodable(key), "value": encodable(text)})

    @staticmethod
    def _put(table: _Table, row: Mapping[str, Any]) -> None:
        try:
            table.add(row)
        except duckdb.Error as failed:
            raise _not_written(failed) from failed


def load_records(out: Path, kinds: Collection[str] | None = None) -> Iterator[Record]:
    """The records of an output folder, of all kinds or of those named, read as they are asked for.

    Raises StoreError where there are none, and where a line of them is damaged.

    >>> from pathlib import Path
    >>> load_records(Path("no-such-folder"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    summarymine.errors.StoreError: 这里没有结果，先运行 summarymine run / no results here, run ...
    """
    path = out / RECORDS
    if not path.is_file():
        raise nothing_there(path)
    return read_records(path, kinds)


def load_sources(out: Path, paths: Collection[str] | None = None) -> dict[str, Source]:
    """The source texts of an output folder by path, all of them or those named (unknown ones are left out).

    Opens the database read-only. Raises StoreError where there is none, or another program is writing to it.
    """
    query, parameters = f"SELECT {', '.join(_SOURCE)} FROM results.source", []
    if paths is not None:
        query, parameters = f"{query} WHERE path IN (SELECT unnest($1::VARCHAR[]))", [list(paths)]
    rows = _rows(out, f"{query} ORDER BY path", parameters)
    return {row[0]: Source(**dict(zip(_SOURCE, row, strict=True))) for row in rows}


def find_records(out: Path, kind: str, **wanted: Collection[str]) -> list[Record]:
    """The records of one kind in the order of their sources; those only whose named columns have one of the values given.

    Opens the database read-only. Raises StoreError where there is none, or another program is writing to it.

    >>> from pathlib import Path
    >>> find_records(Path("no-such-folder"), "indicator", indicator=["gdp"])  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    summarymine.errors.StoreError: 这里没有结果，先运行 summarymine run / no results here, run ...
    """
    names = [column.name for column in flat_columns(kind)]
    tests = [f"{_quoted(name)} IN (SELECT unnest(${at}::VARCHAR[]))" for at, name in enumerate(wanted, 1)]
    where = f" WHERE {' OR '.join(tests)}" if tests else ""
    selected = ", ".join(map(_quoted, names))
    query = f"SELECT {selected} FROM results.{_quoted(kind)}{where} ORDER BY source, article, start, id"
    rows = _rows(out, query, [list(values) for values in wanted.values()])
    return [gathered(kind, dict(zip(names, row, strict=True))) for row in rows]


def _rows(out: Path, query: str, parameters: list[list[str]]) -> list[tuple[Any, ...]]:
    path = (out / DATABASE).absolute()
    if not path.is_file():
        raise nothing_there(path)
    try:
        # Attached, not connected to: a program that has it open already, in its own way, is not disturbed.
        with duckdb.connect(config=_CONFIG) as base:
            base.execute(f"ATTACH {_literal(str(path))} AS results (READ_ONLY)")
            base.execute(_NO_OTHER_FILES)
            return base.execute(query, parameters).fetchall()
    except duckdb.Error as failed:
        raise StoreError(f"打不开数据库 / the database cannot be read: {path}: {failed}") from failed


def _not_written(failed: duckdb.Error) -> StoreError:
    return StoreError(f"写不成数据库 / the database cannot be written: {failed}")


def nothing_there(path: Path) -> StoreError:
    """The error for a file of results that is not there."""
    return StoreError(f"这里没有结果，先运行 summarymine run / no results here, run summarymine run first: {path}")

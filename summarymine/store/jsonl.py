"""Records as JSON lines: one object a line, its kind first. The complete form, from which records come back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarymine.errors import StoreError
from summarymine.records import Record, from_dict, to_dict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path


def line(data: Mapping[str, Any]) -> bytes:
    """One JSON object as a line of UTF-8. Half of a surrogate pair is written as its JSON escape and so survives.

    >>> line({"text": "税收3亿元"}).decode()
    '{"text": "税收3亿元"}\\n'
    """
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def record_line(record: Record) -> bytes:
    """The record as a line of JSON.

    >>> from summarymine.records import DateRecord
    >>> date = DateRecord(id="a", source="s.txt", article=1, start=0, end=5, text="2010年", section=(),
    ...                   rule="date.year", score=1.0, value="2010", masked=False)
    >>> record_line(date).decode()[:35]
    '{"record": "date", "id": "a", "sour'
    """
    return line(to_dict(record))


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write the records, one a line; an existing file is replaced. Raises OSError.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_records(Path(folder) / "records.jsonl", [])
    ...     list(read_records(Path(folder) / "records.jsonl"))
    []
    """
    with path.open("wb") as file:
        file.writelines(map(record_line, records))


def read_objects(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, read as they are asked for.

    Raises StoreError, with the number of the line, for what is no JSON object; OSError where there is no file.
    """
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                data = json.loads(raw)
            except ValueError as error:
                raise _bad_line(path, number, str(error)) from error
            if not isinstance(data, dict):
                raise _bad_line(path, number, "not an object")
            yield data


def read_records(path: Path, kinds: Collection[str] | None = None) -> Iterator[Record]:
    """The records of a file, of all kinds or of those named, read as they are asked for.

    Raises StoreError, with the number of the line, for what is no record; OSError where there is no file.
    """
    for number, data in enumerate(read_objects(path), 1):
        try:
            if kinds is None or data["record"] in kinds:
                yield from_dict(data)
        except (KeyError, TypeError, ArithmeticError) as error:
            raise _bad_line(path, number, f"{type(error).__name__} {error}") from error


def _bad_line(path: Path, number: int, reason: str) -> StoreError:
    return StoreError(f"{path.name} 第{number}行不是记录 / line {number} of {path.name} is no record: {reason}")

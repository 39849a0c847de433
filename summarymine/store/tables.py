"""Records as CSV, one file a kind, the way Excel expects it: UTF-8 with a byte order mark, CRLF.

Headings are the names of the contract. Excel runs a text that begins like a formula, whoever wrote it, so such
a text gets an apostrophe in front; numbers are never touched.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from typing import TYPE_CHECKING, Self

from summarymine.records import KINDS, Record
from summarymine.store.flat import Cell, flat, flat_columns
from summarymine.store.names import csv_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

# After https://owasp.org/www-community/attacks/CSV_Injection; Excel in Chinese takes the full-width signs too.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # fmt: skip


def csv_cell(cell: Cell) -> Cell:
    """The cell as it stands in the CSV.

    >>> csv_cell("=1+1"), csv_cell(-1.5), csv_cell(True), csv_cell(None)
    ("'=1+1", -1.5, 'true', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return "'" + cell
    return cell


class TableWriter:
    """Writes records to one CSV a kind in *folder*, record by record; kinds without records get their headings.

    A context manager. Raises OSError where the files cannot be written.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with TableWriter(Path(folder)):
    ...         pass
    ...     (Path(folder) / "problem.csv").read_text("utf-8-sig").strip()
    'id,source,article,start,end,text,section,place,rule,score,category'
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = ExitStack()
        self._rows: Mapping[str, csv.DictWriter[str]] = {}

    def __enter__(self) -> Self:
        with ExitStack() as files:
            rows = {}
            for name in KINDS:
                path = self._folder / csv_name(name)
                file = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
                rows[name] = csv.DictWriter(file, [c.name for c in flat_columns(name)], lineterminator="\r\n")
                rows[name].writeheader()
            self._rows = rows
            self._files = files.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, record: Record) -> None:
        """Write one record to the file of its kind."""
        self._rows[record.record].writerow({name: csv_cell(cell) for name, cell in flat(record).items()})

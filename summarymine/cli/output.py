"""Where tables go: a file or standard output, in the format that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from summarymine.errors import SummaryMineError
from summarymine.store.names import BINARY, FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    from rich.table import Table as Grid

    from summarymine.store.exports import Table

TABLE = "table"
"""The format for people, drawn on standard output only."""


def table_format(form: str | None, to: Path | None, *, overwrite: bool, people: bool = False) -> str:
    """The format asked for, else that of the file's name, else CSV; wrong use is told before any work is done.

    Where tables may be for *people*, `TABLE` is a format as well, and what standard output gets unless told otherwise.
    """
    formats = (*FORMATS, TABLE) if people else FORMATS
    found = form or (to.suffix.removeprefix(".").lower() if to else TABLE if people else "csv")
    if found not in formats:
        raise SummaryMineError(f"没有 {found} 这种格式 / no such format: {found} (there are {', '.join(formats)})")
    if to is None and found in BINARY:
        raise SummaryMineError(f"{found} 要用 -o 写到文件 / {found} wants a file, see -o")
    if to is not None:
        check_free(to, overwrite=overwrite)
    if found == TABLE and to is not None:
        raise SummaryMineError("table 只写到标准输出 / table goes to standard output")
    return found


def check_free(to: Path, *, overwrite: bool) -> None:
    """Raises SummaryMineError for a file that exists and is not to be replaced."""
    if to.exists() and not overwrite:
        raise SummaryMineError(f"已存在,用 --overwrite 替换 / exists, see --overwrite: {to}")


def put(made: Sequence[Table] | Grid, form: str, to: Path | None) -> None:
    """Tables to a file or to standard output in a format, a grid to the terminal."""
    from summarymine.store.exports import exported

    if isinstance(made, Sequence):
        write(exported(made, form), to)
    else:
        Console(highlight=False).print(made)


def write(data: bytes, to: Path | None) -> None:
    """Data to a file or to standard output."""
    from summarymine.store.whole import replace_file

    if to is None:
        sys.stdout.buffer.write(data)
        return
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        replace_file(to, data)
    except OSError as error:
        raise SummaryMineError(f"写不进 / cannot be written: {to}: {error}") from error

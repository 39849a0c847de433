"""Golden tables: tab-separated files of hand-written strings with the complete expected result of each."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent


def escaped(text: str) -> str:
    """The text as a table writes it: a line break is ``\\\\n``.

    >>> escaped("3亿\\n元")
    '3亿\\\\n元'
    """
    return text.replace("\n", "\\n")


def read_table(path: str, columns: int) -> list[tuple[str, ...]]:
    """The rows of a table under ``tests/``, comments left out, missing cells empty, line breaks real in column one.

    Raises ValueError where a row has more cells than there are columns.
    """
    rows = []
    for line in (ROOT / path).read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) > columns:
            raise ValueError(f"{path}: too many cells in {line!r}")
        rows.append((cells[0].replace("\\n", "\n"), *cells[1:], *[""] * (columns - len(cells))))
    return rows

"""Records as pandas frames, one a kind, for whoever analyses in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from summarymine.records import KINDS, Record
from summarymine.store.flat import Cell, flat, flat_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

_DTYPES = {
    "text": "string", "texts": "string", "mentions": "string",
    "integer": "int64", "number": "float64", "boolean": "bool", "value": "float64",
}  # fmt: skip


def records_to_frames(records: Iterable[Record]) -> dict[str, pd.DataFrame]:
    """One frame for every record kind, empty ones too, with typed columns and one row a record.

    Numbers whose value the text hides, and the upper ends of what is no range, are NaN.

    >>> frames = records_to_frames([])
    >>> list(frames), str(frames["indicator"]["value"].dtype)
    (['document', 'indicator', 'project', 'problem', 'date', 'section'], 'float64')
    """
    cells: dict[str, dict[str, list[Cell]]] = {
        name: {column.name: [] for column in flat_columns(name)} for name in KINDS
    }
    for record in records:
        for name, cell in flat(record).items():
            cells[record.record][name].append(cell)
    return {
        name: pd.DataFrame({c.name: pd.Series(cells[name][c.name], dtype=_DTYPES[c.type]) for c in flat_columns(name)})
        for name in KINDS
    }

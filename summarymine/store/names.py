"""The files of an output folder. Whatever else stands in the folder is not ours."""

from __future__ import annotations

from summarymine.records import KINDS

RECORDS = "records.jsonl"
WORKBOOK = "summarymine.xlsx"
DATABASE = "summarymine.duckdb"
FAILURES = "failures.jsonl"
RUN = "run.json"
PART = ".summarymine-part"
"""The folder that a run in progress writes into."""


def csv_name(kind: str) -> str:
    """The table of a record kind.

    >>> csv_name("indicator")
    'indicator.csv'
    """
    return f"{kind}.csv"


TABLES = tuple(csv_name(kind) for kind in KINDS)
# DuckDB keeps a log beside a database that somebody writes to; one left behind would not fit a new database.
OUTPUTS = (RECORDS, *TABLES, WORKBOOK, DATABASE, f"{DATABASE}.wal", FAILURES, RUN)
"""Every name that may be replaced or removed when a run is repeated. `RUN` is last: it says that all is there."""

FORMATS = ("csv", "xlsx", "parquet", "md", "json", "jsonl")
"""What a table can be written as."""
BINARY = ("xlsx", "parquet")
"""Formats that are no text and want a file."""

"""Gross domestic product in the national reports of 1994 to 2025, where ``SUMMARYMINE_ARCHIVE`` names their folder.

``national_gdp.csv`` is a table made by reading the reports: each figure that they state of it, with the year of the report and
the time that the figure is of. ``named`` is the word for it in the sentence, empty where it is only understood; such a
figure may be found, and need not be.
"""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarymine.corpus.archive import load_archive
from tests.command import summarymine
from tests.test_gold import folder, mine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.corpus.archive import Archive
    from summarymine.records import Number

TABLE = Path(__file__).parent / "national_gdp.csv"
FIRST = "1994"
NEEDED = 0.95

Statement = tuple[str, str, str, str, str, str, str]
"""Report, period, measure, status, basis, value, bound."""


def read_table() -> list[dict[str, str]]:
    """The table that was made by reading."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stated(row: dict[str, str]) -> Statement:
    """A row of the table."""
    return (
        row["report"], row["period"], row["measure"], row["status"], row["basis"], row["value"], row["bound"],
    )  # fmt: skip


def shown(value: Number) -> str:
    """A value as the table writes it: ``6.5~7`` for a range."""
    ends = value if isinstance(value, tuple) else (value,)
    return "~".join(f"{Decimal(end).normalize():f}" for end in ends if end is not None)


def share(right: int, wanted: Iterable[object], wrong: Iterable[object], what: str) -> float:
    """The share of what is right in what is wanted or found, printed with what is missing and what is too much."""
    missing, more = sorted(map(str, wanted)), sorted(map(str, wrong))
    found = right / (right + len(missing) + len(more))
    print(f"\n{what}: {right} right, {len(missing)} missing, {len(more)} wrong: {found:.4f}")
    print("\n".join([*(f"missing {one}" for one in missing), *(f"wrong {one}" for one in more)]))
    return found


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    texts = folder("SUMMARYMINE_ARCHIVE")
    out = tmp_path_factory.mktemp("national") / "out"
    mine(texts, out)
    return out


@pytest.fixture(scope="module")
def archive(out: Path) -> Archive:
    return load_archive(out)


def test_the_table_is_whole():
    rows = read_table()
    known = {"actual", "target", "forecast", "previous"}
    assert {row["measure"] for row in rows} == {"level", "growth", "share", "change"}
    assert {row["status"] for row in rows} == known
    assert all(row["basis"] == "" or row["measure"] in ("growth", "change") for row in rows)
    assert [row["report"] for row in rows] == sorted(row["report"] for row in rows)
    years = {str(year) for year in range(1994, 2026)} - {
        "1996",
        "2000",
        "2020",
    }  # 2000 says no figure, the others are not there
    assert {row["report"] for row in rows} == years


def test_every_statement_of_gdp(archive: Archive):
    rows = read_table()
    found = {
        (fact.document.source[:4], fact.period, fact.record.measure, fact.record.status, fact.record.basis,
         shown(fact.record.base_value), fact.record.bound)
        for fact in archive.facts
        if fact.record.indicator == "gdp" and fact.document.source >= FIRST
    }  # fmt: skip
    named, all_of_them = {stated(row) for row in rows if row["named"]}, {stated(row) for row in rows}
    assert share(len(named & found), named - found, found - all_of_them, "statements") >= NEEDED


def test_the_cells_of_compare(out: Path):
    done = summarymine("compare", out, "--indicator", "gdp", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    found = {
        (line["source"][:4], line["period"], line["measure"], line["status"], line["basis"], ends(line), line["bound"])
        for line in lines
        if line["source"] >= FIRST and line["measure"] in ("level", "growth")
    }
    # What is of several years, or against an earlier one than the last, is in no cell beside the years' own.
    rows = [
        row
        for row in read_table()
        if row["period"] and row["basis"] != "other" and row["measure"] in ("level", "growth")
    ]
    named, all_of_them = {stated(row) for row in rows if row["named"]}, {stated(row) for row in rows}
    assert share(len(named & found), named - found, found - all_of_them, "cells") >= NEEDED


def ends(line: dict[str, float | None]) -> str:
    """The value of a line of the comparison, as the table writes it."""
    return "~".join(f"{end:.15g}" for end in (line["value"], line["value_high"]) if end is not None)

"""`summarymine audit` as a user runs it."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.command import summarymine

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """望春工业园区2021年工作总结

一、工作情况

完成固定资产投资24.92亿元，为年度目标60亿元的39.87%。税收收入9.1亿元，比上年的6.8亿元增长33.8%。
"""
MESSAGE = "固定资产投资24.92亿元，目标60亿元：24.92亿÷60亿＝41.53%，四舍五入容许41.53%～41.54%，文中写39.87%"
SENTENCE = "完成固定资产投资24.92亿元，为年度目标60亿元的39.87%。"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "望春工业园区").mkdir()
    (folder / "望春工业园区" / "2021.txt").write_text(TEXT, "utf-8")
    done = summarymine("run", folder / "望春工业园区", "-o", folder / "out", "-q")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_the_table_has_the_finding_and_its_evidence(out: Path) -> None:
    done = summarymine("audit", out, env={"COLUMNS": "200"})
    assert done.returncode == 0
    assert MESSAGE in done.stdout
    assert SENTENCE in done.stdout
    assert "1 项：高 1，中 0，低 0 / 1 findings" in done.stdout


def test_json_lines(out: Path) -> None:
    done = summarymine("audit", out, "--format", "jsonl")
    (line,) = map(json.loads, done.stdout.splitlines())
    records = line.pop("records")
    assert len(records) == 3
    assert line == {
        "kind": "completion",
        "severity": "high",
        "message": MESSAGE,
        "computed": 41.53,
        "stated": 39.87,
        "unit": "%",
        "park": "望春工业园区",
        "period": "2021",
        "kind_zh": "完成率与数值不符",
        "sources": ["2021.txt"],
        "evidence": [SENTENCE],
    }


def test_files(out: Path, tmp_path: Path) -> None:
    assert summarymine("audit", out, "-o", tmp_path / "a.csv").returncode == 0
    with (tmp_path / "a.csv").open(encoding="utf-8-sig") as file:
        assert [row["message"] for row in csv.DictReader(file)] == [MESSAGE]
    assert summarymine("audit", out, "-o", tmp_path / "a.xlsx").returncode == 0
    rows = list(openpyxl.load_workbook(tmp_path / "a.xlsx").active.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["说明", MESSAGE]


@pytest.mark.parametrize("option", [("--kind", "growth"), ("--severity", "low")])
def test_only_what_is_asked_for(out: Path, option: tuple[str, str]) -> None:
    done = summarymine("audit", out, "--format", "jsonl", *option)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--kind", "没有"), "没有这个类别 / kind: 没有 (completion, growth"),
        (("--severity", "urgent"), "没有这个程度 / severity: urgent (high, medium, low)"),
        (("--format", "doc"), "no such format: doc"),
        (("--format", "xlsx"), "xlsx wants a file, see -o"),
    ],
)
def test_wrong_use(out: Path, options: tuple[str, str], told: str) -> None:
    done = summarymine("audit", out, *options)
    assert done.returncode == 2
    assert told in done.stderr


def test_no_results(tmp_path: Path) -> None:
    done = summarymine("audit", tmp_path)
    assert done.returncode == 2
    assert "no results here" in done.stderr

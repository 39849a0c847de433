"""`summarymine compare`: an archive mined, its figures side by side, in every format."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from summarymine.corpus.archive import Archive, load_archive
from summarymine.corpus.compare import computed
from summarymine.corpus.panel import panel
from summarymine.corpus.query import Query
from summarymine.corpus.tables import comparison
from summarymine.errors import SummaryMineError
from summarymine.store.exports import Table
from tests.command import summarymine
from tests.corpus.making import fact

TEXTS = {
    "望榆/2018年.txt": "望榆工业园区2018年工作总结\n全年完成税收3亿元，同比增长10%。2019年，计划完成税收3.5亿元。\n",
    "望榆/2019年.txt": "望榆园区2019年工作总结\n全年完成税收3.3亿元，比上年的3.1亿元增长10%；实际使用外资xx万美元。\n",
    "鹤汀/2019年.txt": "鹤汀高新区2019年工作总结\n全年完成税收1.2亿元，供地1200亩。\n",
    "鹤汀/2018年.txt": "",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert summarymine("run", folder, "-o", folder / "out").returncode == 1  # one file is empty
    return folder / "out"


@pytest.fixture(scope="module")
def archive(out: Path) -> Archive:
    return load_archive(out)


def rows(table: Table, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in columns) for row in table.dicts()]


def test_the_long_form_has_a_figure_a_row(archive: Archive):
    [table] = comparison(archive, Query(indicators=["税收"], measures=["level"]))
    assert [head.name for head in table.heads][:12] == [
        "park", "period", "indicator", "name", "measure", "status", "value", "unit", "base_value", "base_unit", "source",
        "record_id",
    ]  # fmt: skip
    assert rows(table, "park", "period", "status", "value", "shown", "shown_unit", "source", "rank", "conflict") == [
        ("望榆工业园区", "2018", "actual", 300000000, 3, "亿元", "望榆/2018年.txt", 1, False),
        ("望榆工业园区", "2018", "previous", 310000000, 3.1, "亿元", "望榆/2019年.txt", 2, False),
        ("望榆工业园区", "2019", "actual", 330000000, 3.3, "亿元", "望榆/2019年.txt", 1, False),
        ("望榆工业园区", "2019", "target", 350000000, 3.5, "亿元", "望榆/2018年.txt", 1, False),
        ("鹤汀高新区", "2019", "actual", 120000000, 1.2, "亿元", "鹤汀/2019年.txt", 1, False),
    ]


def test_side_by_side_an_empty_place_says_why(archive: Archive):
    [table] = comparison(archive, Query(measures=["level"], statuses=["actual"]), by="year")
    assert [head.zh for head in table.heads] == ["园区", "指标", "口径", "结果或目标", "单位", "2018", "2019"]
    assert table.rows == [
        ("望榆工业园区", "实际使用外资", "level", "result", "美元", "（文中未写）", "（原文隐去）"),
        ("望榆工业园区", "税收", "level", "result", "亿元", 3, Decimal("3.3")),
        ("鹤汀高新区", "供地", "level", "result", "亩", "（文件未能读取）", 1200),
        ("鹤汀高新区", "税收", "level", "result", "亿元", "（文件未能读取）", Decimal("1.2")),
    ]


def test_parks_and_indicators_may_be_the_columns(archive: Archive):
    [parks] = comparison(archive, Query(indicators=["tax"], measures=["level"], years=["2019"]), by="park")
    assert [head.zh for head in parks.heads][-2:] == ["望榆工业园区", "鹤汀高新区"]
    [names] = comparison(archive, Query(parks=["鹤汀"], measures=["level"]), by="indicator")
    assert {"税收（亿元）"} < {head.zh for head in names.heads}


def test_computed_values_are_marked(archive: Archive):
    [table] = comparison(archive, Query(indicators=["税收"], parks=["望榆"], measures=["level"]), derived=True)
    computed = [row for row in table.dicts() if row["derived"]]
    assert [(row["period"], row["measure"], row["value"], row["note"]) for row in computed] == [
        ("2019", "growth", 10, "由本期与上年同期数值算得"),
        ("2019", "completion", 94.3, "由数值与目标算得"),
    ]
    assert all(len(row["record_id"].split()) == 2 for row in computed)


def test_a_part_has_a_share_of_what_the_taxonomy_has_above_it():
    whole = fact("20亿元", "2000000000", name="固定资产投资", indicator="fixed_investment")
    part = fact("15亿元", "1500000000", name="工业投资", indicator="industrial_investment")
    [found] = computed(panel([whole, part]))
    assert (found.key.series.name, found.key.measure, found.value, found.how) == ("工业投资", "share", 75, "share")
    assert found.sources == (part, whole)


@pytest.mark.parametrize(
    "query",
    [
        lambda: Query(years=["去年"]),
        lambda: Query(years=["2020-2019"]),
        lambda: Query(measures=["amount"]),
        lambda: Query(statuses=["done"]),
    ],
)
def test_a_wrong_question_is_told(query: Any):
    with pytest.raises(SummaryMineError):
        query()


def test_nothing_found_and_no_such_way(archive: Archive):
    with pytest.raises(SummaryMineError, match="no figure matches"):
        comparison(archive, Query(indicators=["粮食产量"]))
    with pytest.raises(SummaryMineError, match="year, park, indicator"):
        comparison(archive, Query(), by="month")


# The command


def test_every_format_holds_the_same(out: Path, tmp_path: Path):
    asked = ("compare", out, "--indicator", "税收", "--year", "2018-2019", "--measure", "level")
    as_csv = list(csv.DictReader(io.StringIO(summarymine(*asked).stdout.removeprefix("\ufeff"))))
    as_json = json.loads(summarymine(*asked, "--format", "json").stdout)
    lines = [json.loads(line) for line in summarymine(*asked, "--format", "jsonl").stdout.splitlines()]
    for form in ("parquet", "xlsx"):
        assert summarymine(*asked, "-o", tmp_path / f"t.{form}").returncode == 0
    parquet = duckdb.sql(f"SELECT record_id, value FROM '{tmp_path / 't.parquet'}'").fetchall()
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    ids = [row["record_id"] for row in as_json]
    assert len(ids) == 5 and as_json == lines
    assert [row["record_id"] for row in as_csv] == ids
    assert [float(row["value"]) for row in as_csv] == [row["value"] for row in as_json]
    assert parquet == [(row["record_id"], row["value"]) for row in as_json]
    assert [row[11].value for row in sheet.iter_rows(min_row=2)] == ids
    markdown = summarymine(*asked, "--format", "md", "--wide").stdout.splitlines()
    assert markdown[0].startswith("| 园区 | 指标 |") and len(markdown) == 5


def test_names_of_one_park(out: Path, tmp_path: Path):
    listed = tmp_path / "园区.csv"
    listed.write_text("名称,园区\n鹤汀高新区,望榆工业园区\n", "utf-8")
    result = summarymine("compare", out, "--indicator", "税收", "--parks", listed, "--format", "jsonl")
    assert {json.loads(line)["park"] for line in result.stdout.splitlines()} == {"望榆工业园区"}


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--format", "doc"], "no such format: doc"),
        (["--format", "xlsx"], "wants a file"),
        (["--measure", "much"], "no such measure: much"),
        (["--parks", "没有.csv"], "no such file"),
        (["-o", "有.csv"], "exists, see --overwrite"),
    ],
)
def test_wrong_use_is_one_line(out: Path, tmp_path: Path, args: list[str], said: str):
    (tmp_path / "有.csv").write_text("旧", "utf-8")
    result = summarymine("compare", out, *args, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert said in line
    assert (tmp_path / "有.csv").read_text("utf-8") == "旧"


def test_without_results(tmp_path: Path):
    result = summarymine("compare", tmp_path)
    assert result.returncode == 2 and "run summarymine run first" in result.stderr

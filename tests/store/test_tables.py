import csv
from decimal import Decimal

import pytest

from summarymine.records import KINDS
from summarymine.store.flat import flat_columns
from summarymine.store.tables import TableWriter, csv_cell
from tests.factory import indicator, records


def write(folder, made):
    with TableWriter(folder) as tables:
        for record in made:
            tables.add(record)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_file_a_kind_as_excel_expects_it(tmp_path):
    write(tmp_path, records())
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"{kind}.csv" for kind in KINDS)
    for kind in KINDS:
        raw = (tmp_path / f"{kind}.csv").read_bytes()
        heading = ",".join(column.name for column in flat_columns(kind))
        assert raw.startswith(b"\xef\xbb\xbf" + heading.encode() + b"\r\n")
        assert raw.endswith(b"\r\n")


def test_kinds_without_records_have_their_headings(tmp_path):
    write(tmp_path, [])
    text = (tmp_path / "problem.csv").read_bytes().decode("utf-8-sig")
    assert text == "id,source,article,start,end,text,section,place,rule,score,category\r\n"


def test_cells(tmp_path):
    write(tmp_path, records())
    found = [(row["name"], row["value"], row["value_high"], row["unit"], row["masked"], row["measure"])
             for row in rows(tmp_path / "indicator.csv")]  # fmt: skip
    assert found == [
        ("工业总产值", "3560000000", "", "元", "false", "level"),
        ("工业总产值", "8.5", "", "%", "false", "growth"),
        ("新增就业", "80", "100", "人", "false", "level"),
        ("税收", "", "", "元", "true", "level"),
        ("降幅", "-0.25", "", "个百分点", "false", "change"),
    ]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_texts_that_excel_would_run_get_an_apostrophe(tmp_path, first):
    name = first + "cmd|'/c calc'!A1"
    write(tmp_path, [indicator("35.6亿元", name, Decimal("-5"))])
    (row,) = rows(tmp_path / "indicator.csv")
    assert row["name"] == "'" + name
    assert row["value"] == "-5"


def test_line_breaks_commas_and_quotes_stay_in_their_cell(tmp_path):
    name = '税收,"实缴"\n部分\r\n'
    write(tmp_path, [indicator("35.6亿元", name, Decimal(1))])
    (row,) = rows(tmp_path / "indicator.csv")
    assert row["name"] == name


def test_only_texts_are_touched():
    assert [csv_cell(cell) for cell in ("a=b", "", -1, -0.5, None, True, False)] == [
        "a=b", "", -1, -0.5, "", "true", "false",
    ]  # fmt: skip


def test_files_are_closed_when_one_cannot_be_opened(tmp_path):
    (tmp_path / "date.csv").mkdir()
    with pytest.raises(IsADirectoryError), TableWriter(tmp_path):
        pass

from decimal import Decimal

import openpyxl
import pytest

from summarymine import __version__
from summarymine.errors import StoreError
from summarymine.records import KINDS
from summarymine.store.failures import Failure
from summarymine.store.workbook import TEXT_LIMIT, WorkbookWriter, cell_text, sheet_columns
from tests.factory import indicator, records

HEADINGS = [
    "文件", "指标名称", "标准指标", "主体", "数值", "数值上限", "单位", "基准数值", "基准数值上限", "基准单位", "界限",
    "口径", "状态", "比较基础", "时期", "数值被隐去", "证据句", "原文", "所在章节", "规则",
    "篇", "起", "止", "置信度", "编号",
]  # fmt: skip


def write(path, made, failures=(), **options):
    with WorkbookWriter(path, **options) as book:
        for record in made:
            book.add(record)
        book.cover(2, failures)


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "summarymine.xlsx"
    write(path, records(), [Failure("坏.doc", "read", "空文件 / the file is empty")])
    return openpyxl.load_workbook(path)


def table(sheet):
    """The rows under the headings, as dictionaries."""
    headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def texts(sheet):
    return [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]


def test_sheets_are_the_kinds_in_chinese(book):
    assert book.sheetnames == ["说明", "文档", "指标", "项目", "问题", "日期", "章节"]


def test_no_column_is_lost_and_places_come_last(book):
    for name, kind in KINDS.items():
        headings = [cell.value for cell in next(book[kind.sheet].iter_rows(max_row=1))]
        assert headings == [column.zh for column in sheet_columns(name)]
    assert [cell.value for cell in next(book["指标"].iter_rows(max_row=1))] == HEADINGS


def test_headings_are_frozen_and_filtered(book):
    for kind in KINDS.values():
        sheet = book[kind.sheet]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assert book["指标"].auto_filter.ref == "A1:Y6"


def test_indicators_are_in_words_with_their_evidence(book):
    keys = ("指标名称", "数值", "数值上限", "单位", "界限", "口径", "状态", "比较基础", "数值被隐去", "证据句")
    first = "(一)经济运行。全年完成工业总产值35.6亿元,同比增长8.5%。"
    first = first[first.index("全年") :]
    second = "新增就业80—100人,税收*亿元,降幅收窄0.25个百分点。"
    assert [tuple(row[key] for key in keys) for row in table(book["指标"])] == [
        ("工业总产值", 3560000000, None, "元", "准确", "数量", "实际", None, "否", first),
        ("工业总产值", 8.5, None, "%", "准确", "增速", "实际", "同比", "否", first),
        ("新增就业", 80, 100, "人", "不低于", "数量", "预计", None, "否", second),
        ("税收", "隐去", None, "元", "准确", "数量", "实际", None, "是", second),
        ("降幅", -0.25, None, "个百分点", "准确", "增减量", "实际", "其他", "否", second),
    ]
    assert [row["基准数值"] for row in table(book["指标"])] == [3560000000, 8.5, 80, None, -0.25]


def test_other_kinds_are_in_words(book):
    (project,) = table(book["项目"])
    assert (project["阶段"], project["提及"]) == ("在建", "恒泰纺织二期项目；恒泰二期")
    assert [row["角色"] for row in table(book["章节"])] == ["成绩", "成绩", "问题"]
    assert [(row["类别"], row["所在章节"]) for row in table(book["问题"])] == [("基础设施", "二、存在问题")]
    assert table(book["文档"])[0]["文种"] == "总结"
    assert [row["日期值"] for row in table(book["日期"])] == ["2019", "2020-01-08"]


def test_number_formats_and_wrapping(book):
    sheet = book["指标"]
    at = {heading: column for column, heading in enumerate(HEADINGS, 1)}
    assert [sheet.cell(row, at["数值"]).number_format for row in (2, 3, 4, 6)] == [
        "#,##0", "#,##0.0#####", "#,##0", "#,##0.0#####",
    ]  # fmt: skip
    assert sheet.cell(2, at["置信度"]).number_format == "0.00"
    assert sheet.cell(2, at["起"]).number_format == "General"
    assert sheet.cell(2, at["证据句"]).alignment.wrap_text
    assert not sheet.cell(2, at["单位"]).alignment.wrap_text
    assert sheet.column_dimensions["Q"].width == pytest.approx(80, abs=1)


def test_the_first_sheet_says_what_was_read_and_what_the_words_mean(book):
    rows = texts(book["说明"])
    assert rows[:4] == [
        ("工作总结数据",), ("生成工具", f"summarymine {__version__}"), ("读取的文件", 2), ("未能处理的文件", 1),
    ]  # fmt: skip
    counts = {row[0]: row[1] for row in rows if len(row) == 3 and isinstance(row[1], int)}
    assert counts == {"文档": 1, "指标": 5, "项目": 1, "问题": 1, "日期": 2, "章节": 3}
    assert ("口径", "增速", "growth", "变化的比率，如同比增长8%；下降为负数") in rows
    assert ("状态", "预计", "forecast", "预计可以达到的，还没有实现") in rows
    assert ("界限", "不超过", "at_most", "以内、以下、不超过") in rows
    assert rows[-2:] == [("文件", "步骤", "原因"), ("坏.doc", "read", "空文件 / the file is empty")]


def test_without_failures_none_are_listed(tmp_path):
    write(tmp_path / "a.xlsx", [])
    rows = texts(openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"])
    assert ("未能处理的文件", 0) in rows
    assert ("文件", "步骤", "原因") not in rows


@pytest.mark.parametrize("name", ["=1+1", "{=1}", "https://example.org/", "mailto:a@example.org", "0012", "<r>x</r>"])
def test_texts_stay_texts(tmp_path, name):
    write(tmp_path / "a.xlsx", [indicator("35.6亿元", name, Decimal(1))])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"]["B2"]
    assert (cell.value.rstrip(), cell.data_type, cell.hyperlink) == (name, "s", None)


def test_control_characters_go_and_long_texts_are_cut(tmp_path):
    hostile = indicator("35.6亿元", "产\x00\x1b值\x85\ufffe\n额", Decimal(1), sentence="税" * 40_000)
    write(tmp_path / "a.xlsx", [hostile])
    (row,) = table(openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"])
    assert row["指标名称"] == "产值\n额"
    assert row["证据句"] == "税" * 32_766 + "…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("税" * TEXT_LIMIT, "税" * TEXT_LIMIT),
        ("𠮷" * 16_383 + "税", "𠮷" * 16_383 + "税"),
        ("𠮷" * 16_384, "𠮷" * 16_383 + "…"),
        ("税" + "𠮷" * 16_384, "税" + "𠮷" * 16_382 + "…"),
        ("a\r\nb\tc", "a\nb\tc"),
    ],
)
def test_cell_text(text, expected):
    assert cell_text(text) == expected


def test_a_full_sheet_goes_on_in_a_further_one(tmp_path):
    made = [indicator("35.6亿元", f"产值{n}", Decimal(n)) for n in range(5)]
    write(tmp_path / "a.xlsx", made, row_limit=3)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[1:] == ["文档", "指标", "项目", "问题", "日期", "章节", "指标(2)", "指标(3)"]
    assert [[row["指标名称"] for row in table(book[name])] for name in ("指标", "指标(2)", "指标(3)")] == [
        ["产值0", "产值1"], ["产值2", "产值3"], ["产值4"],
    ]  # fmt: skip
    assert [book[name].auto_filter.ref for name in ("指标", "指标(3)")] == ["A1:Y3", "A1:Y2"]
    assert book["指标(2)"].freeze_panes == "A2"


def test_the_same_records_give_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write(tmp_path / name, records())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_on_an_exception_there_is_no_file(tmp_path):
    with pytest.raises(ZeroDivisionError), WorkbookWriter(tmp_path / "a.xlsx") as book:
        book.add(records()[0])
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_path_that_cannot_be_written(tmp_path):
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(StoreError, match="写不成工作簿"):
        write(tmp_path / "a.xlsx", [])

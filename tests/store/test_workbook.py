from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from summarymine import __version__
from summarymine.errors import StoreError
from summarymine.records import KINDS
from summarymine.store.failures import Failure
from summarymine.store.sheets import CODES, sheet_columns
from summarymine.store.workbook import WorkbookWriter
from tests.factory import indicator, records

HEADINGS = [
    "园区", "报告期", "指标名称", "主体", "数值", "数值上限", "单位", "口径", "状态", "时期", "证据句",
    "文件", "篇", "所在章节", "页", "标准指标", "基准数值", "基准数值上限", "基准单位", "界限", "比较基础", "数值被隐去",
    "原文", "置信度", "规则", "起", "止", "编号",
]  # fmt: skip
AT = {heading: column for column, heading in enumerate(HEADINGS, 1)}


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


def test_columns_come_in_the_order_of_reading(book):
    for name, kind in KINDS.items():
        headings = [cell.value for cell in next(book[kind.sheet].iter_rows(max_row=1))]
        assert headings == [column.zh for column in sheet_columns(name)]
    assert [cell.value for cell in next(book["指标"].iter_rows(max_row=1))] == HEADINGS


def test_headings_and_first_columns_are_frozen_and_all_is_filtered(book):
    frozen = {kind.sheet: book[kind.sheet].freeze_panes for kind in KINDS.values()}
    assert frozen == {"文档": "C2", "指标": "D2", "项目": "D2", "问题": "C2", "日期": "C2", "章节": "C2"}
    for kind in KINDS.values():
        assert book[kind.sheet].auto_filter.ref == book[kind.sheet].dimensions
    assert book["指标"].auto_filter.ref == "A1:AB6"


def test_codes_are_folded_away_at_the_end(book):
    for name, kind in KINDS.items():
        columns, sheet = sheet_columns(name), book[kind.sheet]
        folded = [letter for letter, look in sheet.column_dimensions.items() if look.hidden]
        count = sum(column.name in CODES for column in columns)
        first = sheet.cell(1, len(columns) - count + 1).column_letter
        # openpyxl reads columns that look the same as one
        assert folded[0] == first
        assert [look.max for letter, look in sheet.column_dimensions.items() if look.hidden][-1] == len(columns)
        assert {look.outlineLevel for look in sheet.column_dimensions.values() if look.hidden} == {1}
        assert sheet.column_dimensions[sheet.cell(1, len(columns) + 1).column_letter].collapsed


def test_every_row_has_park_and_period_of_its_article(book):
    for kind in ("指标", "项目", "问题", "日期", "章节"):
        assert {(row["园区"], row["报告期"]) for row in table(book[kind])} == {("望榆园区", "2019")}


def test_park_and_period_are_those_of_the_same_article_only(tmp_path):
    document, *_ = records()
    made = [
        indicator("35.6亿元", "产值", Decimal(1), period=""),
        document,
        indicator("35.6亿元", "税收", Decimal(1), period="", article=2),
        indicator("35.6亿元", "投资", Decimal(1), period="", source="另一个.txt"),
        indicator("35.6亿元", "出口", Decimal(1), period=""),
        replace(document, article=2, park="", period="2020"),
        indicator("35.6亿元", "就业", Decimal(1), period="", article=2),
    ]
    write(tmp_path / "a.xlsx", made)
    rows = table(openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"])
    assert [(row["指标名称"], row["园区"], row["报告期"], row["时期"]) for row in rows] == [
        ("产值", None, None, None),
        ("税收", None, None, None),
        ("投资", None, None, None),
        ("出口", "望榆园区", "2019", "2019"),
        ("就业", None, "2020", "2020"),
    ]


def test_a_period_of_the_article_looks_unlike_one_of_the_figure(tmp_path):
    document, *_ = records()
    made = [indicator("35.6亿元", "产值", Decimal(1), period=period) for period in ("2018", "")]
    write(tmp_path / "a.xlsx", [document, *made])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"]
    cells = [sheet.cell(row, AT["时期"]) for row in (2, 3)]
    assert [(cell.value, cell.font.italic, cell.font.color.rgb if cell.font.i else None) for cell in cells] == [
        ("2018", False, None),
        ("2019", True, "FF7F7F7F"),
    ]


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
    assert [row["标准指标"] for row in table(book["指标"])] == ["工业总产值", None, None, None, None]


def test_other_kinds_are_in_words(book):
    (project,) = table(book["项目"])
    assert (project["阶段"], project["提及"]) == ("在建", "恒泰纺织二期项目；恒泰二期")
    assert project["证据句"] == "恒泰纺织二期项目开工建设。"
    assert [row["角色"] for row in table(book["章节"])] == ["成绩", "成绩", "问题"]
    assert [(row["类别"], row["所在章节"]) for row in table(book["问题"])] == [("基础设施", "二、存在问题")]
    assert table(book["文档"])[0]["文种"] == "总结"
    assert [row["日期值"] for row in table(book["日期"])] == ["2019", "2020-01-08"]


def test_number_formats_and_wrapping(book):
    sheet = book["指标"]
    assert [sheet.cell(row, AT["数值"]).number_format for row in (2, 3, 4, 6)] == [
        "#,##0", "#,##0.0#####", "#,##0", "#,##0.0#####",
    ]  # fmt: skip
    assert sheet.cell(2, AT["置信度"]).number_format == "0.00"
    assert sheet.cell(2, AT["起"]).number_format == "General"
    assert sheet.cell(2, AT["证据句"]).alignment.wrap_text
    assert not sheet.cell(2, AT["编号"]).alignment.wrap_text
    looks = [sheet.cell(2, AT[heading]).alignment for heading in ("单位", "基准单位", "口径")]
    assert [(look.horizontal, look.indent) for look in looks] == [("left", 1), ("left", 1), (None, 0)]
    assert sheet.column_dimensions["K"].width == pytest.approx(70, abs=1)


def test_rows_are_as_high_as_their_evidence_needs_but_not_too_high(tmp_path):
    sentences = ["税收3亿元。", "税" * 40, "税" * 90, "税" * 4000, "税收\n产值3亿元"]
    made = [indicator("35.6亿元", "产值", Decimal(1), sentence=sentence) for sentence in sentences]
    made.append(indicator("35.6亿元", "产值", Decimal(1), sentence="短", section=("章" * 200,), source="路" * 90))
    write(tmp_path / "a.xlsx", made)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"]
    assert [sheet.row_dimensions[row].height for row in range(1, 8)] == [None, None, 33, 49.5, 99, 33, None]


def test_the_first_sheet_says_what_was_read_and_what_the_words_mean(book):
    rows = texts(book["说明"])
    assert rows[:4] == [
        ("工作总结数据",), ("生成工具", f"summarymine {__version__}"), ("读取的文件", 2), ("未能处理的文件", 1),
    ]  # fmt: skip
    counts = {row[0]: row[1] for row in rows if len(row) == 3 and isinstance(row[1], int)}
    assert counts == {"文档": 1, "指标": 5, "项目": 1, "问题": 1, "日期": 2, "章节": 3}
    assert ("口径", "数量", "level", "金额、数目、存量、面积等绝对数") in rows
    assert ("增速", "growth", "变化的比率，如同比增长8%；下降为负数") in rows
    assert ("预计", "forecast", "预计可以达到的，还没有实现") in rows
    assert ("不超过", "at_most", "以内、以下、不超过") in rows
    assert rows[-2:] == [("文件", "步骤", "原因"), ("坏.doc", "read", "空文件 / the file is empty")]


def test_the_first_sheet_says_nothing_twice_and_its_long_rows_are_high(tmp_path):
    write(tmp_path / "a.xlsx", [], [Failure("坏.doc", "read", "坏" * 100)])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"]
    names = [cell.value for cell in sheet["A"] if cell.value]
    assert len(set(names)) == len(names)
    assert len(rows := [row for row in texts(sheet) if row]) == len(set(rows))
    (period,) = (cell for cell in sheet["D"] if cell.value and "时期列" in cell.value)
    assert (sheet.row_dimensions[period.row].height, period.alignment.wrap_text) == (33, True)
    assert (sheet.row_dimensions[sheet.max_row].height, sheet.row_dimensions[3].height) == (49.5, None)
    assert any("繁体" in text for row in rows for text in map(str, row))


def test_without_failures_none_are_listed(tmp_path):
    write(tmp_path / "a.xlsx", [])
    rows = texts(openpyxl.load_workbook(tmp_path / "a.xlsx")["说明"])
    assert ("未能处理的文件", 0) in rows
    assert ("文件", "步骤", "原因") not in rows


@pytest.mark.parametrize("name", ["=1+1", "{=1}", "https://example.org/", "mailto:a@example.org", "0012", "<r>x</r>"])
def test_texts_stay_texts(tmp_path, name):
    write(tmp_path / "a.xlsx", [indicator("35.6亿元", name, Decimal(1))])
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"]["C2"]
    assert (cell.value.rstrip(), cell.data_type, cell.hyperlink) == (name, "s", None)


def test_control_characters_go_and_long_texts_are_cut(tmp_path):
    hostile = indicator("35.6亿元", "产\x00\x1b值\x85\ufffe\n额", Decimal(1), sentence="税" * 40_000)
    write(tmp_path / "a.xlsx", [hostile])
    (row,) = table(openpyxl.load_workbook(tmp_path / "a.xlsx")["指标"])
    assert row["指标名称"] == "产值\n额"
    assert row["证据句"] == "税" * 32_766 + "…"


def test_a_full_sheet_goes_on_in_a_further_one(tmp_path):
    made = [indicator("35.6亿元", f"产值{n}", Decimal(n)) for n in range(5)]
    write(tmp_path / "a.xlsx", made, row_limit=3)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames[1:] == ["文档", "指标", "项目", "问题", "日期", "章节", "指标(2)", "指标(3)"]
    assert [[row["指标名称"] for row in table(book[name])] for name in ("指标", "指标(2)", "指标(3)")] == [
        ["产值0", "产值1"], ["产值2", "产值3"], ["产值4"],
    ]  # fmt: skip
    assert [book[name].auto_filter.ref for name in ("指标", "指标(3)")] == ["A1:AB3", "A1:AB2"]
    assert book["指标(2)"].freeze_panes == "D2"


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

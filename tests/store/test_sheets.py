import pytest

from summarymine.lexicons.labels import load_labels
from summarymine.records import KINDS, DocumentRecord, ProjectRecord
from summarymine.store.flat import flat_columns, spread
from summarymine.store.sheets import (
    CODES,
    TEXT_LIMIT,
    around,
    cell_text,
    line_count,
    sheet_cell,
    sheet_columns,
    sheet_row,
)
from tests.factory import SOURCE, TEXT, indicator, make, records

ADDED = {"article_park", "article_period"}


def test_a_sheet_has_every_column_of_its_kind():
    for kind in KINDS:
        shown = {column.name for column in sheet_columns(kind)}
        contract = {column.name for column in flat_columns(kind)}
        added = set() if kind == "document" else ADDED | ({"sentence"} if kind == "project" else set())
        assert shown == (contract | added) - ({"text", "section"} if kind == "document" else set())


def test_headings_of_a_sheet_differ():
    for kind in KINDS:
        headings = [column.zh for column in sheet_columns(kind)]
        assert len(set(headings)) == len(headings)


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        (
            "document",
            "园区 报告期 标题 报告单位 园区出处 文种 年份 年份出处 落款日期 冲突 文件 篇 置信度 规则 起 止 文件哈希 编号",
        ),
        ("project", "园区 报告期 项目名称 阶段 证据句 提及 文件 篇 所在章节 原文 置信度 规则 起 止 编号"),
        ("problem", "园区 报告期 原文 类别 文件 篇 所在章节 置信度 规则 起 止 编号"),
        ("date", "园区 报告期 日期值 不完整 原文 文件 篇 所在章节 置信度 规则 起 止 编号"),
        ("section", "园区 报告期 原文 级 角色 文件 篇 所在章节 置信度 规则 起 止 正文起 正文止 编号"),
    ],
)
def test_columns(kind, headings):
    assert [column.zh for column in sheet_columns(kind)] == headings.split()


def test_codes_come_last():
    for kind in KINDS:
        names = [column.name for column in sheet_columns(kind)]
        codes = [name for name in names if name in CODES]
        assert names[-len(codes) :] == codes


def article(text: str = TEXT, start: int = 0) -> dict[str, object]:
    """The row of the document record of the whole text."""
    document = next(record for record in records() if isinstance(record, DocumentRecord))
    return spread(document) | {"text": text, "start": start}


def project() -> ProjectRecord:
    return next(record for record in records() if isinstance(record, ProjectRecord))


def test_a_project_has_the_sentence_around_its_name():
    assert sheet_row(project(), article())["sentence"] == "恒泰纺织二期项目开工建设。"
    later = TEXT.index("二、存在问题") - 60
    assert sheet_row(project(), article(TEXT[later:], later))["sentence"] == "恒泰纺织二期项目开工建设。"


def test_nothing_comes_from_another_article():
    row = sheet_row(project(), article() | {"article": 2})
    assert (row["article_park"], row["article_period"], row["sentence"]) == ("", "", "恒泰纺织二期项目")
    row = sheet_row(indicator("35.6亿元", "产值", 1, period=""), article() | {"source": "别的.txt"})
    assert (row["article_park"], row["article_period"], row["period"]) == ("", "", "")
    assert sheet_row(project(), {})["sentence"] == "恒泰纺织二期项目"


def test_half_a_surrogate_pair_does_not_part_a_record_from_its_article():
    document = make(
        DocumentRecord, "望榆园区2019年工作总结", source="2019\ud800.txt", title="", org="", park="望榆园区",
        park_origin="title", type="总结", period="2019", year="2019", year_origin="title", signed="", conflicts="",
        sha256=SOURCE.sha256,
    )  # fmt: skip
    row = sheet_row(indicator("35.6亿元", "产值", 1, source="2019\ud800.txt"), spread(document))
    assert row["article_park"] == "望榆园区"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("恒泰项目", "恒泰项目"),
        ("税收3亿元。恒泰项目开工。税收4亿元。", "恒泰项目开工。"),
        ("目前，恒泰项目开工；青桐项目竣工。", "目前，恒泰项目开工；"),
        ("一、项目\n恒泰项目开工\n二、税收", "恒泰项目开工"),
        ("前" * 41 + "恒泰项目" + "后" * 41, "…" + "前" * 40 + "恒泰项目" + "后" * 40 + "…"),
        ("前" * 40 + "恒泰项目" + "后" * 40, "前" * 40 + "恒泰项目" + "后" * 40),
        ("。" + "前" * 39 + "恒泰项目" + "后" * 39 + "。后", "前" * 39 + "恒泰项目" + "后" * 39 + "。"),
    ],
)
def test_around(text, expected):
    start = text.index("恒泰项目")
    assert around(text, start, start + 4) == expected


@pytest.mark.parametrize(
    ("name", "row", "expected"),
    [
        ("indicator", {"indicator": "industrial_output"}, "工业总产值"),
        ("indicator", {"indicator": ""}, ""),
        ("indicator", {"indicator": "of_a_later_version"}, "of_a_later_version"),
        ("period", {"period": "2018", "article_period": "2019"}, "2018"),
        ("period", {"period": "", "article_period": "2019"}, "2019"),
        ("period", {"period": "", "article_period": ""}, ""),
        ("value", {"value": None, "masked": True}, "隐去"),
        ("value", {"value": 3, "masked": False}, 3),
        ("base_value", {"base_value": None, "masked": True}, None),
        ("section", {"section": ["一、回顾", "(一)产值"]}, "一、回顾 > (一)产值"),
    ],
)
def test_sheet_cell(name, row, expected):
    column = next(column for column in sheet_columns("indicator") if column.name == name)
    assert sheet_cell(column, row, load_labels()) == expected


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


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 10, 1),
        ("0123456789", 10, 2),
        ("012345678", 10, 1),
        ("园区税收", 10, 1),
        ("园区税收额", 10, 2),
        ("园区税收" * 10, 20, 5),
        ("一\n\n二", 10, 3),
        ("一\n" + "园区税收" * 10, 20, 6),
    ],
)
def test_line_count(text, width, expected):
    assert line_count(text, width) == expected

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest

from summarymine.report.material import Material
from summarymine.report.page import page
from summarymine.report.report import Report, make_report
from summarymine.report.workbook import workbook
from summarymine.store.exports import exported
from tests.report.making import Article, Made, archive, made
from tests.report.reading import Page


@pytest.fixture(scope="module")
def one() -> Made:
    return made()


@pytest.fixture(scope="module")
def report(one: Made) -> Report:
    return make_report(Material(one.archive, one.findings))


@pytest.fixture(scope="module")
def book(report: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(exported(workbook(report, "总结.html"), "xlsx")))


def test_sheets(book: Any) -> None:
    assert book.sheetnames == [
        "园区与年份", "面板", "税收", "目标与结果", "园区排名", "问题类别", "反复出现的问题", "项目阶段", "项目进展", "审核发现",
    ]  # fmt: skip


def test_every_figure_of_the_panel_links_to_its_sentence(book: Any, report: Report, one: Made) -> None:
    sheet = book["面板"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    anchors = set(Page(page(report, "")).ids)
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 5 + 4, "results and targets"
    for row in rows:
        for head in ("数值", "同一单位的数值", "原文", "记录编号"):
            link = row[heads[head] - 1].hyperlink
            assert link.target == "总结.html"
            assert link.location == f"r-{row[heads['记录编号'] - 1].value}"
            assert link.location in anchors
    value = next(row for row in rows if row[heads["记录编号"] - 1].value == one.ids["望榆园区2022"])
    assert value[heads["同一单位的数值"] - 1].value == 3.6


def test_wide_sheet(book: Any, one: Made) -> None:
    sheet = book["税收"]
    assert [cell.value for cell in sheet[2]] == ["望榆园区", "实际", "亿元", 3.2, 3.6, 4.5]
    assert sheet["E2"].hyperlink.location == f"r-{one.ids['望榆园区2022']}"
    assert sheet["E4"].value == 12.5
    assert sheet["E4"].hyperlink is None, "computed, so no text says it"


def test_findings_have_a_row_for_each_piece_of_evidence(book: Any, one: Made) -> None:
    rows = list(book["审核发现"].iter_rows(min_row=2))
    assert [row[7].value for row in rows] == ["3.6亿元", "4亿元", "104.6%"]
    assert rows[2][7].hyperlink.location == f"r-{one.ids['望榆园区2022完成率']}"
    assert {row[0].value for row in rows} == {"必有一误"}


def test_projects_link_too(book: Any, one: Made) -> None:
    cell = book["项目进展"]["D2"]
    assert (cell.value, cell.hyperlink.location) == ("在建", f"r-{one.ids['望榆园区2022项目']}")


def test_names_of_sheets_are_what_a_workbook_takes() -> None:
    articles = []
    for year in ("2021", "2022"):
        one = Article("望榆园区", year)
        for name in ("产值[规上]:*?/\\", "面板", "甲" * 40, "甲" * 39 + "乙"):
            one.say(name)
            one.figure("3亿元", name, "3e8", "元")
        articles.append(one)
    names = [table.name for table in workbook(make_report(Material(archive(*articles))), "总结.html")]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_same_report_same_sheets(one: Made, report: Report) -> None:
    again = make_report(Material(one.archive, one.findings))
    assert workbook(report, "总结.html") == workbook(again, "总结.html")

"""Margins of articles."""

from __future__ import annotations

from summarymine.reuse.margins import margins


def told(text: str) -> list[str]:
    return [span.of(text) for span in margins(text)]


def test_title_block_and_signature() -> None:
    text = "望春园区\n2021年工作总结\n——在全区大会上\n\n全年完成税收3.2亿元，增长8%。\n望春园区管委会\n二〇二二年一月八日\n"
    assert told(text) == ["望春园区", "2021年工作总结", "——在全区大会上", "望春园区管委会", "二〇二二年一月八日"]


def test_headings_and_prose_are_none() -> None:
    assert told("一、工作成绩\n全年完成税收3.2亿元。\n1、项目建设\n新开工项目六个。") == []


def test_a_short_last_line_without_a_date_is_no_signature() -> None:
    assert told("全年完成税收3.2亿元。\n主要做法有三点") == []


def test_a_licence_goes_on_to_the_end() -> None:
    text = "全年完成税收3.2亿元。\n\n本文\n由网友整理。版权\n归作者所有，转载请注明。\n免责声明\n"
    assert told(text) == ["本文\n由网友整理。版权\n归作者所有，转载请注明。\n免责声明\n"]


def test_asking_for_a_hearing() -> None:
    asking = "现在，我代表园区管委会，向大会作二〇二一年度工作的报告，请予以审查，并请列席人员提出意见。"
    assert told(f"一、工作成绩\n{asking}全年完成税收3.2亿元。") == [asking]

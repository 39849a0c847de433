from dataclasses import replace
from decimal import Decimal

import pytest

from summarymine.document import Source
from summarymine.records import DateRecord, ProjectRecord, Record
from summarymine.show import find, render
from tests.factory import SOURCE, indicator, records


def by_id(start: str) -> Record:
    return next(find(records(), start))


def on(text: str, evidence: str) -> tuple[DateRecord, Source]:
    start = text.index(evidence)
    record = DateRecord(
        id="d", source="a.txt", article=1, start=start, end=start + len(evidence), text=evidence, section=(), rule="r",
        score=1.0, value="2019", masked=False,
    )  # fmt: skip
    return record, Source.of_text(text, "a.txt")


def styled(text, style):
    """The stretches of a rich text in one style."""
    return [text.plain[span.start : span.end] for span in text.spans if span.style == style]


def context(text: str, evidence: str, width: int) -> str:
    return render(*on(text, evidence), context=width).plain.split("\n\n")[1]


def test_an_indicator():
    record = by_id("indicator-0038")
    shown = render(record, SOURCE, context=12)
    assert shown.plain == (
        "指标 indicator-0038\n"
        "文件 望榆园区/2019年总结.txt · 篇 1 · 所在章节 一、工作回顾 > (一)经济运行\n"
        "指标名称 工业总产值 · 标准指标 industrial_output · 数值 3,560,000,000 · 单位 元 · 基准数值 3,560,000,000 · "
        "基准单位 元 · 界限 准确 · 口径 数量 · 状态 实际 · 时期 2019\n"
        "\n"
        "全年完成工业总产值35.6亿元,同比增长8.5%。"
    )
    assert styled(shown, "bold black on yellow") == ["35.6亿元"]
    assert styled(shown, "cyan")[:2] == ["文件 ", "篇 "]


@pytest.mark.parametrize(
    ("value", "masked", "expected"),
    [
        (Decimal("8.50"), False, "数值 8.5 · "),
        (Decimal("-1234.5"), False, "数值 -1,234.5 · "),
        (Decimal("5.95E+9"), False, "数值 5,950,000,000 · "),
        ((Decimal(80), Decimal("100.0")), False, "数值 80–100 · "),
        (None, True, "数值 隐去 · 单位 元 · 基准单位 元 · "),
        (None, False, "指标名称 产值 · 单位 元 · 基准单位 元 · "),
    ],
)
def test_values(value, masked, expected):
    shown = render(indicator("35.6亿元", "产值", value, "元", masked=masked), SOURCE).plain
    assert expected in shown
    assert ("数值被隐去 是" in shown) == masked


def test_a_project_with_every_form_of_its_name_where_it_stands_first():
    shown = render(by_id("project-"), SOURCE, context=8)
    assert shown.plain == (
        "项目 project-0094\n"
        "文件 望榆园区/2019年总结.txt · 篇 1 · 所在章节 一、工作回顾 > (二)项目建设\n"
        "项目名称 恒泰纺织二期项目 · 阶段 在建\n"
        "\n"
        "提及 恒泰纺织二期项目 ×1\n"
        "(二)项目建设。恒泰纺织二期项目开工建设。\n"
        "\n"
        "提及 恒泰二期 ×2\n"
        "…目开工建设。目前恒泰二期完成桩基施工,恒…"
    )
    assert styled(shown, "bold black on yellow") == ["恒泰纺织二期项目", "恒泰二期"]


def test_a_project_of_one_form_shows_its_place_once():
    project = by_id("project-")
    assert isinstance(project, ProjectRecord)
    shown = render(replace(project, mentions=project.mentions[:1]), SOURCE, context=8)
    assert shown.plain.split("\n\n")[1:] == ["提及 恒泰纺织二期项目 ×1\n(二)项目建设。恒泰纺织二期项目开工建设。"]
    assert styled(shown, "bold black on yellow") == ["恒泰纺织二期项目"]


TEXT = "一二三四。五六七八九十2019年甲乙丙丁戊己庚辛。壬癸子丑"


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (0, "…2019年…"),
        (4, "…七八九十2019年甲乙丙丁…"),
        (6, "五六七八九十2019年甲乙丙丁戊己…"),
        (9, "五六七八九十2019年甲乙丙丁戊己庚辛。"),
        (11, "一二三四。五六七八九十2019年甲乙丙丁戊己庚辛。"),
        (99, TEXT),
    ],
)
def test_context_is_cut_at_a_sentence_near_its_edge(width, expected):
    assert context(TEXT, "2019年", width) == expected


def test_lines_become_spaces_and_commands_become_visible():
    text = "前\r\n\r\n\x1b[31m红[bold]\u202e2019年[/bold]\x07\t后\n"
    shown = render(*on(text, "2019年"))
    assert shown.plain.split("\n\n")[1] == "前  \ufffd[31m红[bold]2019年[/bold]\ufffd 后"
    assert styled(shown, "bold black on yellow") == ["2019年"]


def test_fields_are_made_safe_too():
    record, source = on("2019年", "2019年")
    shown = render(replace(record, id="\x1b]0;d", value="[red]\x9b\ud800"), source)
    assert shown.plain.split("\n")[0] == "日期 \ufffd]0;d"
    assert "日期值 [red]\ufffd\ufffd" in shown.plain


def test_a_record_of_another_text_is_refused():
    record, source = on("2019年", "2019年")
    for other in (Source.of_text("2019年", "b.txt"), Source.of_text("2018年", "a.txt")):
        with pytest.raises(ValueError, match=r"record d is not of source [ab]\.txt"):
            render(record, other)
    assert render(record, source).plain.endswith("2019年")


def test_find():
    made = records()
    assert list(find(made)) == made
    assert [record.id for record in find(made, "date-")] == ["date-0004", "date-0164"]
    assert list(find(made, source="2019年总结.txt")) == made
    assert list(find(made, source="望榆园区/2019年总结.txt")) == made
    assert list(find(made, source="总结.txt")) == []
    assert list(find(made, "date-", "其他.txt")) == []

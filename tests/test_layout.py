"""Lines: what is joined, what stays apart, what is left out."""

from __future__ import annotations

import pytest

from summarymine.document import TextView
from summarymine.layout import is_noise, lay_out, lines_of

TITLE = "望榆园区2019年工作总结\n一、主要工作\n"


def laid_out(text: str) -> str:
    """What becomes of a text that stands below a title and a heading."""
    view = lay_out(TextView.identity(TITLE + text))
    assert view.text.startswith(TITLE)
    places = [view.span(i, i + 1) for i in range(len(view))]
    assert all((TITLE + text)[s.start : s.end] in (c, "") or c == "\n" for s, c in zip(places, view.text, strict=True))
    return view.text.removeprefix(TITLE)


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        # over line ends and blank lines
        ("园区发展加快，道路保\n障能力提升。", "园区发展加快，道路保障能力提升。"),
        ("园区发展加快，道路保\n\n\n障能力提升。", "园区发展加快，道路保障能力提升。"),
        ("园区发展加快，\n\n保障有力，\n带动就业。", "园区发展加快，保障有力，带动就业。"),
        ("园区发展加快\n，保障有力\n。", "园区发展加快，保障有力。"),
        (
            "园区上下坚持项目为王服务至上的理念不断深化改革扎实推动高质量\n发展迈上台阶。",
            "园区上下坚持项目为王服务至上的理念不断深化改革扎实推动高质量发展迈上台阶。",
        ),
        # in mid-word
        ("（一）基础设\n施建设。修路5公里。", "（一）基础设施建设。修路5公里。"),
        ("1、基础设\n\n施建设\n修路5公里。", "1、基础设施建设\n修路5公里。"),
        # in mid-number
        ("实现税收35.\n6亿元。", "实现税收35.6亿元。"),
        ("实现税收35\n.6亿元。", "实现税收35.6亿元。"),
        ("实现税收3\n5.6亿元。", "实现税收35.6亿元。"),
        ("实现税收35.6\n\n亿元。", "实现税收35.6亿元。"),
        ("实现税收35.6亿\n元，增长8\n%。", "实现税收35.6亿元，增长8%。"),
        ("新增就业12\n0人，带动1\n2家。", "新增就业120人，带动12家。"),
        ("工业运行1\n—5月平稳。", "工业运行1—5月平稳。"),
        ("2019年1\n2月底，园区封顶。", "2019年12月底，园区封顶。"),
        ("2019\n年，园区封顶，20\n20年投产。", "2019年，园区封顶，2020年投产。"),
        ("截至6月30\n日，园区封顶。", "截至6月30日，园区封顶。"),
        # inside brackets
        ("引进企业（其中外资\n企业）。", "引进企业（其中外资企业）。"),
        ("引进企业（其中外资\n\n　　企业）。", "引进企业（其中外资企业）。"),
        ("编制《园区产\n业规划》", "编制《园区产业规划》"),
        ("抓好“一\n园三区”\n", "抓好“一园三区”"),
        ("引进企业（其中\n一、外资）。", "引进企业（其中一、外资）。"),
        # a number alone on its line waits for its heading
        ("（一）\n招商引资\n签约12个。", "（一）招商引资\n签约12个。"),
    ],
)
def test_broken_lines_are_joined(broken: str, joined: str) -> None:
    assert laid_out(broken) == joined


@pytest.mark.parametrize(
    "text",
    [
        # full stops and indents
        "园区发展加快。\n保障有力。",
        "园区发展加快；\n保障有力；",
        "目标是：\n税收3亿元。",
        # headings
        "（一）招商引资\n1、抓签约\n签约12个。",
        "（一）抓招商，促发展\n签约12个。",
        "主要成效\n签约12个。",
        "一是用地紧张。\n二是资金不足。",
        "三、今后打算\n①抓招商\n②抓项目",
        "## 今后打算\n签约12个。",
        "签约12个，开工8个\n二、存在问题",
        "【今后打算】\n签约12个。",
        # signatures and dates
        "园区发展加快。\n望榆园区管委会\n2020年1月8日",
        "园区发展加快，保障有力\n二〇二〇年一月八日",
        # numbers that belong apart
        "附件1\n2家企业名单",
        "表2\n12家企业，情况如下",
        "税收3亿元\n4家企业封顶。",
        "1、税收\n2、投资",
        "1、\n2、\n3、",
        "共建成厂房2\n二、存在问题",
        # tables
        "指标  计划  完成\n税收  3.5  3.6\n投资  10  12\n园区平稳。",
        "税收 3.5 3.6\n投资 10 12",
        "| 指标 | 值 |\n|---|---|\n| 税收 | 3.5 |\n园区平稳，",
    ],
)
def test_lines_that_belong_apart_stay_apart(text: str) -> None:
    assert laid_out(text) == text


def test_indents_begin_paragraphs_where_other_lines_have_none() -> None:
    text = "　　园区发展加快，保障有力\n　　全年引进企业，成效显\n著，\n带动就业。"
    assert laid_out(text) == "园区发展加快，保障有力\n全年引进企业，成效显著，带动就业。"


def test_indents_say_nothing_where_every_line_has_one() -> None:
    text = "    园区发展加快，保障\n    有力，全年引进企\n    业12家。"
    assert laid_out(text) == "园区发展加快，保障有力，全年引进企业12家。"


WRAPPED = """园区上下坚持项目为王服务至上的理念
不断深化改革；全年引进企业十二家
其中外资三家，协议资金超过三亿元
到位资金一亿元，投产后可安排就业
三百人。
（一）招商引资
园区组织小分队外出拜访客商，签约
项目二十三个，开工项目十八个。"""


def test_a_text_that_was_wrapped_is_joined_at_its_width() -> None:
    assert laid_out(WRAPPED) == (
        "园区上下坚持项目为王服务至上的理念不断深化改革；全年引进企业十二家其中外资三家，协议资金超过三亿元"
        "到位资金一亿元，投产后可安排就业三百人。\n（一）招商引资\n"
        "园区组织小分队外出拜访客商，签约项目二十三个，开工项目十八个。"
    )


def test_a_full_line_goes_on_behind_a_semicolon() -> None:
    lines = WRAPPED.replace("深化改革；全年引进企业十二家", "深化改革开放，优化营商环境；")
    assert "优化营商环境；其中外资" in laid_out(lines)


def test_headings_of_one_width_were_not_wrapped() -> None:
    text = "\n".join(
        f"（{n}）抓{what}，园区发展后劲又增强了\n　　园区坚持项目为王，服务企业{'，环境更优，企业满意' * 4}。"
        for n, what in zip("一二三四", ("招商", "项目", "服务", "安全"), strict=True)
    )
    assert laid_out(text).count("\n") == 7


def test_the_title_is_joined_to_nothing() -> None:
    text = "望榆园区2019年工作总结，征求意见\n园区发展加快。"
    assert lay_out(TextView.identity("望榆园区2019年工作总结\n园区发展加快。")).text.count("\n") == 1
    assert lay_out(TextView.identity(text)).text == text.replace("\n", "")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("## 一、主要工\n\n## 作情况\n园区平稳。", "## 一、主要工作情况\n园区平稳。"),
        ("# 望榆园区工作总\n# 结\n园区平稳。", "# 望榆园区工作总结\n园区平稳。"),
        ("## 二、\n## 存在问题\n用地紧张。", "## 二、存在问题\n用地紧张。"),
        ("## 招商引资\n## 项目建设\n开工8个。", "## 招商引资\n## 项目建设\n开工8个。"),
        ("## 招商引资与\n## 项目建设\n开工8个。", "## 招商引资与项目建设\n开工8个。"),
    ],
)
def test_headings_of_markdown_are_joined_where_they_were_broken(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted


def _pages(*ends: str) -> str:
    return "\n".join(f"{i}、{'园区坚持服务企业，' * 30}{end}" for i, end in enumerate(ends, 1))


def test_page_marks_of_a_preview_are_left_out() -> None:
    body = "园区坚持服务企业，" * 30
    assert (
        lay_out(TextView.identity(_pages("加快发", "展步伐，推", "进。"))).text
        == f"{body}加快发{body}展步伐，推{body}进。"
    )


@pytest.mark.parametrize(
    "text",
    [
        _pages("加快发展。", "推进建设。", "完成。"),  # a list of long items, each with its end
        "1、招商引资\n2、项目建设\n3、服务企业",
        "1、抓招商，促发展\n签约12个。\n2、抓项目，促投资\n开工8个。",
        "1、" + "园区坚持服务企业，" * 30 + "推进",
    ],
)
def test_lists_have_no_page_marks(text: str) -> None:
    assert lay_out(TextView.identity(text)).text.startswith("1、")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("园区发展加快，保障\n第3页/共7页\n有力。", "园区发展加快，保障有力。"),
        ("园区发展加快，\n- 12 -\n保障有力。\n—3—\n税收增长。", "园区发展加快，保障有力。\n税收增长。"),
        ("来源：望榆日报\n发布时间：2019-12-30\n园区发展加快。", "园区发展加快。"),
        ("园区发展加快，第 2 页 共 5 页保障有力。", "园区发展加快，保障有力。"),
        ("园区发展加快。\n上一篇：招商简报\n下一篇：无", "园区发展加快。"),
    ],
)
def test_noise_is_left_out(text: str, wanted: str) -> None:
    assert laid_out(text) == wanted


@pytest.mark.parametrize("text", ["", "\n\n", "  \n 　\n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert lay_out(TextView.identity(text)).text == ""


def test_lines_know_their_places_and_indents() -> None:
    text = "一\n\n  二 \n 三\n　　四"
    found = [(text[line.start : line.end], line.indented) for line in lines_of(text)]
    assert found == [("一", False), ("二", True), ("三", False), ("四", True)]


def test_noise_is_of_a_kind() -> None:
    assert is_noise("第3页 / 共7页", "line") and not is_noise("第3页 / 共7页", "head", "tail")
    assert is_noise("推荐阅读", "tail") and not is_noise("推荐阅读", "line", "head")
    assert not is_noise("", "head", "tail", "line", "piece", "editor")


def test_a_break_in_a_figure_leads_back_to_the_source() -> None:
    text = TITLE + "实现税收35.\n\n  6亿\n元，增长。"
    view = lay_out(TextView.identity(text))
    start = view.text.index("35.6亿元")
    assert view.span(start, start + 6).of(text) == "35.\n\n  6亿\n元"

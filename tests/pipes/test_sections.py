"""The section tree: which lines are headings, how far they reach, how they nest, and what their parts are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import Span, TextView
from summarymine.pipes.sections import find_sections, heading_role

if TYPE_CHECKING:
    from summarymine.pipes.layers import Section

TITLE = "望榆园区2019年工作总结"
PROSE = "园区坚持项目为王，服务企业，环境更优。道路畅通。"


def sections(text: str) -> list[Section]:
    """The sections of a text below a title; what holds for every tree is asserted here."""
    view = clean(f"{TITLE}\n{text}")
    found = find_sections(view, Span(0, len(TITLE)))
    assert_tree(view, found)
    return found


def assert_tree(view: TextView, found: list[Section]) -> None:
    """Headings come in order and stand in their sections, which lie in those that hold them."""
    for i, section in enumerate(found):
        assert section.heading.of(view.text) == section.text == section.path[-1]
        assert section.heading.start == section.span.start < section.heading.end <= section.span.end <= len(view)
        assert section.body == Span(section.heading.end, section.span.end)
        if i:
            assert found[i - 1].heading.end <= section.heading.start
        if section.parent < 0:
            assert section.path == (section.text,)
        else:
            parent = found[section.parent]
            assert section.parent < i and parent.level < section.level
            assert section.span.within(parent.span)
            assert section.path == (*parent.path, section.text)


def tree(text: str) -> list[tuple[str, int]]:
    """Heading and depth in the tree, from 0."""
    return [(s.text, len(s.path) - 1) for s in sections(text)]


def texts(text: str) -> list[str]:
    return [s.text for s in sections(text)]


def roles(text: str) -> list[str]:
    return [s.role for s in sections(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("一、主要工作", "二、存在问题"),
        ("一.主要工作", "二.存在问题"),
        ("一．主要工作", "二．存在问题"),
        ("十、主要工作", "十一、存在问题"),
        ("壹、主要工作", "贰、存在问题"),
        ("伍  主要工作", "陆  存在问题"),
        ("第一部分主要工作", "第二部分存在问题"),
        ("第一章主要工作", "第二章存在问题"),
        ("（一）招商引资", "（二）项目建设"),
        ("(一)招商引资", "(二)项目建设"),
        ("（一）、招商引资", "（二）、项目建设"),
        ("㈠招商引资", "㈡项目建设"),
        ("1、招商引资", "2、项目建设"),
        ("1.招商引资", "2.项目建设"),
        ("1. 招商引资", "2. 项目建设"),
        ("⒈招商引资", "⒉项目建设"),
        ("１、招商引资", "２、项目建设"),
        ("【主要工作】", "【存在问题】"),
        ("## 【主要工作】", "## 【存在问题】"),
        ("## 主要工作", "## 存在问题"),
        ("## 一、主要工作", "## 二、存在问题"),
        ("**一、主要工作**", "**二、存在问题**"),
        ("一、抓招商，促发展", "二、抓项目，增后劲"),
        ("## 抓招商，促发展", "## 抓项目，增后劲"),
    ],
)
def test_headings_on_lines_of_their_own(first: str, second: str) -> None:
    def plain(heading: str) -> str:
        return clean(heading).text.removeprefix("## ")

    assert tree(f"{first}\n{PROSE}\n{second}\n{PROSE}") == [(plain(first), 0), (plain(second), 0)]


def test_numbering_nests() -> None:
    text = (
        f"一、主要工作\n（一）招商引资\n1、抓签约\n{PROSE}\n2、抓落地\n{PROSE}\n（二）项目建设\n{PROSE}\n"
        f"二、存在问题\n1、用地紧张\n{PROSE}\n（一）资金不足\n{PROSE}"
    )
    assert tree(text) == [
        ("一、主要工作", 0),
        ("（一）招商引资", 1),
        ("1、抓签约", 2),
        ("2、抓落地", 2),
        ("（二）项目建设", 1),
        ("二、存在问题", 0),
        ("1、用地紧张", 1),
        ("（一）资金不足", 1),
    ]
    assert [(s.level, s.rule) for s in sections(text)][:3] == [(1, "section.l1"), (2, "section.l2"), (3, "section.l3")]


@pytest.mark.parametrize("numbers", ["一二一二", "一三五七", "一一一一", "二一三二"])
def test_numbers_may_restart_skip_and_repeat(numbers: str) -> None:
    words = ["招商引资", "项目建设", "企业服务", "安全生产"]
    text = "\n".join(f"{n}、{word}\n{PROSE}" for n, word in zip(numbers, words, strict=True))
    assert tree(text) == [(f"{n}、{word}", 0) for n, word in zip(numbers, words, strict=True)]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (f"一、主要工作。{PROSE}", "一、主要工作"),
        (f"（一）招商引资。{PROSE}", "（一）招商引资"),
        (f"（一）招商引资：{PROSE}", "（一）招商引资"),
        ("（一）招商引资：签约项目12个，开工8个。", "（一）招商引资"),
        (f"1、抓签约。{PROSE}", "1、抓签约"),
        (f"（一）抓招商，促签约，增后劲。{PROSE}", "（一）抓招商，促签约，增后劲"),
        (f"**（一）招商引资。**{PROSE}", "（一）招商引资"),
        (f"（一）招商引资  {PROSE}", "（一）招商引资"),
        (f"【招商引资】{PROSE}", "【招商引资】"),
        ("一、重点指标完成情况1—9月，园区实现税收3亿元，增长8%，固定资产投资5亿元。", "一、重点指标完成情况"),
        ("三、2020年工作思路2020年，园区税收力争达到5亿元。", "三、2020年工作思路"),
        ("（二）产品档次偏低，精深加工率只有26%，缺少品牌。", "（二）产品档次偏低"),
        (
            "（二）企业融资渠道偏窄，银行对中小企业惜贷压贷的情况仍较普遍，担保机构实力弱、放大倍数低，有的企业只好停工。",
            "（二）企业融资渠道偏窄",
        ),
    ],
)
def test_headings_that_run_into_their_text(line: str, heading: str) -> None:
    assert texts(line + "\n" + PROSE) == [heading]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (f"一、\n主要工作\n{PROSE}", "一、主要工作"),
        (f"（一）基础设\n施建设\n{PROSE}", "（一）基础设施建设"),
        (f"（一）基础设\n施建设。{PROSE}", "（一）基础设施建设"),
        (f"## 一、基础设\n\n## 施建设\n\n{PROSE}", "一、基础设施建设"),
    ],
)
def test_broken_headings(text: str, heading: str) -> None:
    assert texts(text) == [heading]


def test_a_long_heading_of_its_own_line() -> None:
    heading = "一、坚持项目为王，强化招商引资，优化营商环境，推动园区经济高质量发展迈上新台阶，税收实现较快增长"
    assert texts(f"{heading}\n{PROSE}") == [heading]


def test_headings_inside_a_paragraph_that_ran_together() -> None:
    text = (
        f"一、主要工作全年完成税收3亿元，增长8%。（一）招商引资。{PROSE}（二）项目建设。{PROSE}二、存在问题。用地紧张。"
        "三、2020年工作打算。抓好招商。"
    )
    assert tree(text) == [
        ("一、主要工作", 0),
        ("（一）招商引资", 1),
        ("（二）项目建设", 1),
        ("二、存在问题", 0),
        ("三、2020年工作打算", 0),
    ]
    assert texts(f"二、问题。{PROSE}三、20xx年工作思路20xx年，园区税收力争增长5%。（一）抓招商。{PROSE}") == [
        "二、问题",
        "三、20xx年工作思路",
        "（一）抓招商",
    ]
    assert tree("四、问题及打算（一）问题1、用地紧张。园区可用地少。") == [
        ("四、问题及打算", 0),
        ("（一）问题", 1),
        ("1、用地紧张", 2),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1、完成签约项目12个，引进资金3亿元；\n2、完成开工项目8个；\n3、新增企业12家。",
        "1、完成签约。\n2、完成开工。\n3、新增企业12家。",
        "一是抓招商。道路畅通。\n二是抓项目。",
        "①抓招商\n②抓项目\n（1）抓签约\n1）抓落地",
        "——抓招商。\n- 抓项目\n● 抓服务",
        "1.5亿元投资到位。\n2.5亿元税收入库。",
        "1、\n2、\n3、",
        "指标 计划 完成\n1、税收 3.5 3.6\n2、投资 10 12",
        "抓好一、二、三产业融合。做好“1、2、3”文章。",
        "望榆园区管委会\n2020年1月8日",
        "（此件公开发布）\n附：名单\n联系人：某某",
        f"{TITLE}\n道路畅通。",
        "园区坚持项目为王，道路畅通",
        "主要工作",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert texts(f"{PROSE}\n{text}") == []


def test_the_title_is_no_heading() -> None:
    view = clean(f"一、望榆园区2019年工作总结\n一、主要工作\n{PROSE}")
    assert [s.text for s in find_sections(view, Span(0, 15))] == ["一、主要工作"]
    assert [s.text for s in find_sections(view)] == ["一、望榆园区2019年工作总结", "一、主要工作"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"存在的主要问题\n{PROSE}\n下一步工作打算\n{PROSE}\n几点体会\n{PROSE}",
            ["存在的主要问题", "下一步工作打算", "几点体会"],
        ),
        (f"{PROSE}\n存在的主要问题：一是用地紧张。\n下一步打算：抓招商。", ["存在的主要问题", "下一步打算"]),
        (f"招商引资方面。{PROSE}\n项目建设方面：{PROSE}", ["招商引资方面", "项目建设方面"]),
        (f"{PROSE}\n抓招商，促发展。\n{PROSE}", ["抓招商，促发展"]),
        (f"第一，抓招商。{PROSE}\n第二，抓项目。{PROSE}", ["第一，抓招商", "第二，抓项目"]),
    ],
)
def test_headings_without_numbers(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"## 主要工作\n{PROSE}\n### 招商引资\n{PROSE}\n## 存在问题\n{PROSE}",
            [("主要工作", 0), ("招商引资", 1), ("存在问题", 0)],
        ),
        (
            f"## 一、主要工作\n{PROSE}\n### （一）招商引资\n{PROSE}\n## 存在问题\n{PROSE}",
            [("一、主要工作", 0), ("（一）招商引资", 1), ("存在问题", 0)],
        ),
        (
            f"## 主要工作\n### 一、招商引资\n{PROSE}\n## 存在问题\n### 一、用地紧张\n{PROSE}",
            [("主要工作", 0), ("一、招商引资", 1), ("存在问题", 0), ("一、用地紧张", 1)],
        ),
        (
            f"## 存在问题\n一、用地紧张。{PROSE}\n（一）指标少\n{PROSE}",
            [("存在问题", 0), ("一、用地紧张", 1), ("（一）指标少", 2)],
        ),
        (f"## 一、主要工作\n{PROSE}\n## （一）招商引资\n{PROSE}", [("一、主要工作", 0), ("（一）招商引资", 1)]),
        (
            f"## 一、主要工作\n{PROSE}\n（一）招商引资\n{PROSE}\n二、存在问题\n{PROSE}",
            [("一、主要工作", 0), ("（一）招商引资", 1), ("二、存在问题", 0)],
        ),
    ],
)
def test_markdown_nests_by_its_marks(text: str, found: list[tuple[str, int]]) -> None:
    assert tree(text) == found


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("一、基本情况", "overview"),
        ("一、经济运行情况", "overview"),
        ("一、主要工作及成效", "achievement"),
        ("一、2019年工作回顾", "achievement"),
        ("二、存在的主要问题", "problem"),
        ("二、面临的困难和挑战", "problem"),
        ("二、短板弱项", "problem"),
        ("三、补齐短板，承载能力有所增强", ""),
        ("（三）强弱项，引进高技术企业", ""),
        ("（二）缩小差距", ""),
        ("三、差距与短板", "problem"),
        ("二、存在的问题及下半年打算", "problem"),
        ("三、下一步工作打算", "plan"),
        ("三、2020年工作思路", "plan"),
        ("三、对策建议", "plan"),
        ("四、几点体会", "experience"),
        ("四、主要做法", ""),
        ("一、着力解决融资难问题", ""),
        ("二、信访交办问题整改落实情况", "achievement"),
        ("三、反馈问题整改打算", "plan"),
        ("三、整改中的困难", "problem"),
        ("四、亟需上级解决的问题", "problem"),
        ("四、困难职工帮扶", ""),
        ("三、计划生育", ""),
        ("一、粮食收购计划执行情况", "overview"),
        ("一、指导思想", "plan"),
        ("【应对之策】", "plan"),
        ("三、制约发展的难点", "problem"),
        ("一、市情概述", "overview"),
        ("三、汲取的教训", "experience"),
        ("五、名词解释", "other"),
        ("五、后期走势预测", "other"),
        ("六、提请研究的事项", "other"),
        ("（一）园区", ""),
    ],
)
def test_what_the_words_of_a_heading_say(heading: str, role: str) -> None:
    assert heading_role(heading) == role


def test_what_is_listed_below_a_report_of_mending_is_no_problem() -> None:
    text = f"一、反馈问题整改情况\n（一）台账不全问题\n{PROSE}\n二、存在问题\n（一）用地不足\n{PROSE}"
    assert roles(text) == ["achievement", "achievement", "problem", "problem"]


def test_insights_below_what_was_done_keep_their_role() -> None:
    assert roles(f"一、2021年工作\n（一）修路\n{PROSE}\n（二）几点体会\n{PROSE}") == [
        "achievement", "achievement", "experience",
    ]  # fmt: skip


def test_roles_of_a_whole_summary() -> None:
    text = (
        f"一、基本情况\n{PROSE}\n二、主要做法\n{PROSE}\n三、招商引资\n（一）存在问题\n{PROSE}\n（二）亮点\n{PROSE}\n"
        f"四、存在的问题及下步打算\n（一）存在问题\n{PROSE}\n（二）下步打算\n1、强化招商\n{PROSE}\n五、工作体会\n{PROSE}"
    )
    assert roles(text) == [
        "overview", "achievement", "achievement", "problem", "achievement",
        "problem", "problem", "plan", "plan", "experience",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a section without a word of its own inherits
        (f"一、存在问题\n（一）园区道路\n1、西环路\n{PROSE}", ["problem", "problem", "problem"]),
        (f"一、2020年工作打算\n（一）招商引资\n{PROSE}\n（二）破解用地问题\n{PROSE}", ["plan", "plan", "plan"]),
        # after the problems comes what is to be done
        (
            f"一、工作回顾\n{PROSE}\n二、存在困难\n{PROSE}\n三、强化招商引资\n{PROSE}\n四、狠抓项目建设\n{PROSE}",
            ["achievement", "problem", "plan", "plan"],
        ),
        # a paragraph that looks ahead opens a plan
        (
            f"一、工作回顾\n{PROSE}\n下半年，园区将抓好以下工作：\n一、招商引资\n{PROSE}\n二、项目建设\n{PROSE}",
            ["achievement", "plan", "plan"],
        ),
        # solving problems is no problem
        (f"一、着力解决融资难问题\n{PROSE}\n二、针对存在问题抓整改\n{PROSE}", ["achievement", "achievement"]),
        # a table of contents decides nothing
        (
            f"一、主要工作\n二、存在问题\n三、下步打算\n一、主要工作\n{PROSE}\n二、存在问题\n{PROSE}",
            ["achievement", "problem", "plan", "achievement", "problem"],
        ),
    ],
)
def test_roles_are_inherited_and_follow_each_other(text: str, found: list[str]) -> None:
    assert roles(text) == found


def test_an_analysis_is_overview_unless_its_headings_say_more() -> None:
    title = "望榆园区2019年经济运行情况分析"
    view = clean(f"{title}\n一、工业平稳\n{PROSE}\n二、存在问题\n{PROSE}")
    assert [s.role for s in find_sections(view, Span(0, len(title)))] == ["overview", "problem"]


def test_a_text_without_headings_has_no_sections() -> None:
    assert sections(PROSE) == []
    assert find_sections(TextView.identity("")) == []


LINES = st.sampled_from(
    ["一、主要工作", "二、存在问题", "（一）招商引资", "（二）", "1、抓签约", "2.", "## 主要工作", "### 一、抓", "# ", "【打算】", "【", "第一，抓招商。",
     "招商方面。", "存在的主要问题：一是差。", "下一步打算", "四、问题（一）难1、用地紧。", PROSE, "一、主要工作。" + PROSE * 2, "抓招商，促发展。", "①", "一是抓。",
     "2020年1月", "税收 3.5 4.5", "**一、", "三、20xx年打算20xx年，抓。"]
)  # fmt: skip


@settings(derandomize=True, max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text("一二、（）1.#【】。：；，工作问题 ", max_size=12)), max_size=14),
    st.sampled_from(["\n", ""]),
)
def test_sections_nest_whatever_the_text(lines: list[str], end: str) -> None:
    view = clean(end.join(lines))
    assert_tree(view, find_sections(view))

"""Which parts of a source are summaries, what their titles are, and what belongs to none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.document import Article, Source, Span
from summarymine.split import split, whole

PROSE = "园区坚持项目为王，服务企业，完成税收3亿元，增长8%。" * 8
BODY = f"一、主要工作\n{PROSE}\n二、存在问题\n用地紧张。\n"


def parts(text: str) -> list[tuple[str, str, str]]:
    """Title, heading and text of each article."""
    source = Source.of_text(text, "总结.txt")
    articles = split(source)
    assert [a.index for a in articles] == list(range(1, len(articles) + 1))
    assert all(a.source is source for a in articles)

    def at(span: Span | None) -> str:
        return span.of(text) if span else ""

    return [(at(a.title), at(a.heading), a.text) for a in articles]


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("望榆园区2019年工作总结\n", "望榆园区2019年工作总结"),
        ("# 望榆园区2019年工作总结\n\n", "# 望榆园区2019年工作总结"),
        ("**望榆园区2019年工作总结**\n", "**望榆园区2019年工作总结**"),
        ("2019年上半年工作情况汇报\n", "2019年上半年工作情况汇报"),
        ("内部资料\n\n2019年工作要点\n", "2019年工作要点"),
        ("望榆工业园区管委会\n2019年工作总结\n", "望榆工业园区管委会\n2019年工作总结"),
        ("# 望榆园区2019年工作总\n# 结\n", "# 望榆园区2019年工作总\n# 结"),
        ("# 望榆园区2019年工作总结及计\n# 划\n", "# 望榆园区2019年工作总结及计\n# 划"),
        ("望榆園區2019年工作總結\n", "望榆園區2019年工作總結"),
        ("望榆园区\u200b2019年工作总\u200b结\n", "望榆园区\u200b2019年工作总\u200b结"),
        ("# 望榆园区2018年工作总结和2019\n# 年工作思路\n", "# 望榆园区2018年工作总结和2019\n# 年工作思路"),
        ("望榆园区2019年工作总结2019年，园区平稳。\n", "望榆园区2019年工作总结"),
        ("1、望榆园区上半年工作总结今年以来，园区平稳。\n", "望榆园区上半年工作总结"),
        (
            "• 网站首页\n• 园区要闻\n• 信息公开\n• 专题专栏\n当前位置：网站首页\n望榆园区2019年工作总结\n",
            "望榆园区2019年工作总结",
        ),
        ("首页>总结>园区总结\n望榆园区2019年工作总结\n", "望榆园区2019年工作总结"),
        ("各位领导：\n现将工作情况汇报如下：\n", ""),
        ("", ""),
    ],
)
def test_one_text_is_one_article(head: str, title: str) -> None:
    assert parts(head + BODY) == [(title, "", head + BODY)]


@pytest.mark.parametrize(
    "headings",
    [
        ("第一篇：望榆园区工作总结", "第二篇：鹤汀园区工作总结"),
        ("第一篇:望榆园区工作总结", "第二篇:鹤汀园区工作总结"),
        ("第1篇 望榆园区工作总结", "第2篇 鹤汀园区工作总结"),
        ("园区工作总结篇1", "园区工作总结篇2"),
        ("园区工作总结 篇一", "园区工作总结 篇二"),
        ("园区工作总结（篇1）", "园区工作总结（篇2）"),
        ("园区工作总结范文一", "园区工作总结范文二"),
        ("篇一：望榆园区工作总结", "篇二：鹤汀园区工作总结"),
        ("## 园区工作总结 篇一", "## 园区工作总结 篇二"),
        ("**篇1：望榆园区工作总结**", "**篇2：鹤汀园区工作总结**"),
        ("【第一篇】园区工作总结", "【第二篇】园区工作总结"),
        ("第\u200b一篇：望榆园区总结", "第二\u200b篇：鹤汀园区总结"),
        ("園區工作總結篇１", "園區工作總結篇２"),
        ("园区工作总结篇九", "园区工作总结篇十"),
        ("园区工作总结篇十", "园区工作总结篇十一"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_collection_holds_an_article_under_each_heading(headings: tuple[str, str], end: str) -> None:
    first, second = (f"{heading}\n{BODY}".replace("\n", end) for heading in headings)
    preface = f"园区工作总结（精选2篇）{end}小编为您整理，欢迎阅读。{end}"
    assert parts(preface + first + second) == [(headings[0], headings[0], first), (headings[1], headings[1], second)]


def test_a_bare_heading_gives_the_title_to_the_line_below() -> None:
    first, second = f"【篇一】\n望榆园区工作总结\n{BODY}", f"【篇二】\n{BODY}"
    assert parts(first + second) == [("望榆园区工作总结", "【篇一】", first), ("", "【篇二】", second)]
    third = f"园区总结篇1\n望榆园区2019年工作总结\n{BODY}"
    assert parts(third) == [("望榆园区2019年工作总结", "园区总结篇1", third)]


def test_a_heading_may_stand_alone_at_the_beginning() -> None:
    text = f"园区工作总结篇1\n{BODY}"
    assert parts(text) == [("园区工作总结篇1", "园区工作总结篇1", text)]


def test_one_heading_inside_a_text_opens_nothing() -> None:
    text = f"望榆园区工作总结\n{BODY}信息工作总结篇1\n{PROSE}\n"
    assert parts(text) == [("望榆园区工作总结", "", text)]


@pytest.mark.parametrize(
    "line",
    [
        "园区工作总结（精选3篇）",
        "园区工作总结通用五篇",
        "第一篇章：强化招商",
        "全年报送信息12篇。",
        "公众号推文范文2。",
        "第一篇",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    text = f"望榆园区工作总结\n{BODY}{line}\n{PROSE}\n"
    assert [heading for _, heading, _ in parts(text)] == [""]


def test_a_repeated_title_opens_an_article_each_time() -> None:
    first, second = f"园区年度工作总结\n{BODY}{PROSE}\n", f"园区年度工作总结\n{BODY}"
    assert parts(first + second) == [("园区年度工作总结", "园区年度工作总结", text) for text in (first, second)]


def test_a_title_printed_twice_in_a_row_opens_one_article() -> None:
    text = f"园区年度工作总结\n\n园区年度工作总结\n{BODY}"
    assert parts(text) == [("园区年度工作总结", "", text)]


HEAD = "望榆园区2019年工作总结.docx\n上传人：云峤\n文档编号：20191\n点击查看更多>>\n资源描述\n由会员分享，可在线阅读\n"
FOOT = "展开阅读全文\n相关资源\n望榆园区2020年计划.doc\n版权所有\n"


def test_head_and_foot_of_a_sharing_page_belong_to_no_article() -> None:
    text = f"望榆园区2019年工作总结\n{BODY}"
    assert parts(HEAD + text + FOOT) == [("望榆园区2019年工作总结", "", text)]


def test_the_title_of_a_sharing_page_serves_a_text_without_one() -> None:
    assert parts(HEAD + BODY + FOOT) == [("望榆园区2019年工作总结", "", BODY)]


def test_a_text_before_the_first_heading_may_stand_alone() -> None:
    preamble = f"望榆园区2018年工作总结\n{BODY}{PROSE * 3}\n"
    first, second = f"园区总结篇1\n{BODY}", f"园区总结篇2\n{BODY}"
    assert [text for _, _, text in parts(preamble + first + second)] == [preamble, first, second]


@pytest.mark.parametrize("preamble", [f"小编整理了几篇总结，{PROSE * 4}\n", f"望榆园区总结\n{PROSE}\n"])
def test_the_words_of_an_editor_and_short_prefaces_are_no_article(preamble: str) -> None:
    first, second = f"园区总结篇1\n{BODY}", f"园区总结篇2\n{BODY}"
    assert [text for _, _, text in parts(preamble + first + second)] == [first, second]


@pytest.mark.parametrize("block", ["推荐阅读：\n园区计划\n园区方案\n", "相关文章：\n园区工作总结\n", "猜你喜欢\n"])
def test_recommended_links_belong_to_no_article(block: str) -> None:
    first, second = f"园区总结篇1\n{BODY}", f"园区总结篇2\n{BODY}"
    wanted = [first, second]
    assert [text for _, _, text in parts(first + second + block)] == wanted
    assert [text for _, _, text in parts(first + block + second + block)] == wanted
    assert [text for _, _, text in parts(f"望榆园区总结\n{BODY}{block}")] == [f"望榆园区总结\n{BODY}"]


def test_a_line_like_a_foot_inside_a_collection_takes_no_text_away() -> None:
    first, second = f"园区总结篇1\n{BODY}热门文章推送\n{PROSE}\n", f"园区总结篇2\n{BODY}"
    assert [text for _, _, text in parts(first + second)] == [first, second]


@pytest.mark.parametrize(
    "text", ["", "\n \n　\n", "\u200b\n", "上传人：云峤\n文档编号：1\n", "上传人：云峤\n相关资源\n", FOOT]
)
def test_noise_is_no_article(text: str) -> None:
    assert parts(text) == []


def test_the_whole_source_as_one_article() -> None:
    source = Source.of_text(f"园区总结篇1\n{BODY}园区总结篇2\n{BODY}")
    article = whole(source)
    assert article == Article(source, 1, Span(0, len(source.text)), Span(0, 6))
    assert whole(Source.of_text("")) == Article(Source.of_text(""), 1, Span(0, 0))


PIECES = st.sampled_from(
    ["第一篇：总结", "园区总结篇2", "## 总结 篇三", "【篇四】", "望榆园区工作总结", "上传人：甲", "点击查看更多", "推荐阅读", "相关资源",
     "版权所有", "小编整理", PROSE, "一、工作", "园区平稳。", "", " ", "\u200b", "# 总", "# 结", "汇报.doc", "（一）", "1、"]
)  # fmt: skip


@settings(derandomize=True, max_examples=250, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=14), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_articles_never_overlap_and_lie_inside_the_source(pieces: list[str], end: str) -> None:
    source = Source.of_text(end.join(pieces))
    at = 0
    for article in split(source):
        assert at <= article.span.start < article.span.end <= len(source.text)
        at = article.span.end
        assert article.heading is None or article.heading.within(article.span)
        assert article.title is None or 0 <= article.title.start < article.title.end <= article.span.end
        assert article.text.strip()


def test_a_title_broken_inside_a_word_is_one_title():
    text = "沧湖经济开发区2019年上半年工作总\n\n结及下半年工作打算\n\n上半年，全区完成税收3亿元。\n"
    (article,) = split(Source.of_text(text))
    assert article.title == Span(0, text.index("\n\n上半年"))


def test_a_collection_is_split_whose_numbers_stand_apart():
    text = "园区工作总结篇 1\n税收3亿元，同比增长8%。\n园区工作总结篇 2\n税收5亿元，同比增长9%。\n"
    assert [article.text[:8] for article in split(Source.of_text(text))] == ["园区工作总结篇 ", "园区工作总结篇 "]

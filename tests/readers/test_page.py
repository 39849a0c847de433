import pytest

from summarymine.readers.lines import tidy
from summarymine.readers.markup import tokens
from summarymine.readers.page import page_lines


def lines(source: str) -> list[str]:
    return [line.text for line in page_lines(tokens(source)).lines]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("<p>甲<p>乙</p>丙", ["甲", "乙", "丙"]),
        ("甲<br>乙<br/><br>丙</br>丁", ["甲", "乙", "丙", "丁"]),
        ("<div>甲<b>乙</b><span>丙</span></div>丁", ["甲乙丙", "丁"]),
        ("<ul><li>甲<li>乙<ul><li>丙</ul>丁</ul>", ["甲", "乙", "丙", "丁"]),
        ("<dl><dt>甲<dd>乙<dt>丙</dl>", ["甲", "乙", "丙"]),
        ("<ucapcontent><p>甲</p></ucapcontent>", ["甲"]),
        ("甲</div></span></td>乙", ["甲乙"]),
        ("<p>  税收\r\n\t 收入 3 \n 亿元，\n增 GDP\n8%  </p>", ["税收收入 3 亿元，增 GDP 8%"]),
        ("<p>　　甲　乙&nbsp;&nbsp;丙 </p>", ["甲　乙  丙"]),
        ("<pre>甲  1\n乙 22\n</pre>丙  丁", ["甲  1", "乙 22", "丙 丁"]),
        ("<h1>甲</h1>乙<hr>丙", ["甲", "乙", "丙"]),
        ("3万m<sup>2</sup>，m<sup> 3 </sup>，10<sup>-6</sup>，甲<sup>[1]</sup>", ["3万m²，m³，10⁻⁶，甲[1]"]),
        ("m<sup>2<p>2", ["m²", "2"]),
        ("<head><title>题</title><meta charset=utf-8><body>甲", ["甲"]),
        ("<noscript>甲</noscript>乙", ["甲", "乙"]),
    ],
)
def test_blocks_end_lines_and_inline_tags_do_not(source: str, expected: list[str]) -> None:
    assert lines(source) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>产值</td><td>35</td></tr>", ["产值\t35"]),
        ("<tr><td>产值<td>35<tr><td>税收<td>3", ["产值\t35", "税收\t3"]),
        ("<tr><td>产值<td><td>35<td>", ["产值\t\t35"]),
        ("<tr><td><td>35", ["35"]),
        ("<tr><td>规模以上<br>产值<p>（亿元）</p><td>GDP<br>growth", ["规模以上产值（亿元）\tGDP growth"]),
        ("<tr><td colspan=3>2020年<td>备注<tr><td>甲<td>乙<td>丙<td>丁", ["2020年\t\t\t备注", "甲\t乙\t丙\t丁"]),
        (
            "<tr><td rowspan=3>生产<td>产值<td>35<tr><td>增加值<td>11<tr><td>用电<td>7<tr><td>投资<td>固投<td>9",
            ["生产\t产值\t35", "\t增加值\t11", "\t用电\t7", "投资\t固投\t9"],
        ),
        ("<tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙<td>丁", ["甲\t\t乙", "\t\t丙\t丁"]),
        ("<tr><td rowspan=x colspan=-1>甲<td>乙<tr><td>丙<td>丁", ["甲\t乙", "丙\t丁"]),
        ("<caption>表一</caption><thead><tr><th>甲<th>乙</thead><tbody><tr><td>1<td>2", ["表一", "甲\t乙", "1\t2"]),
        ("<td>甲<td>乙", ["甲", "乙"]),
        ("<tr><td>左<td><table><tr><td>产值<td>35</table>右", ["左", "产值\t35", "右"]),
        ("<tr><td>一<p>二<p>三<p>四<p>五<td>右", ["一", "二", "三", "四", "五", "右"]),
        ("<tr><td>左<td>" + "长" * 201, ["左", "长" * 201]),
        ("<tr><td></div>甲</tr></table>乙<p>丙", ["甲", "乙", "丙"]),
    ],
)
def test_a_row_of_a_table_is_a_line_and_layout_is_not(rows: str, expected: list[str]) -> None:
    assert lines(f"<table>{rows}</table>") == expected


def test_what_a_line_knows_of_itself() -> None:
    page = page_lines(
        tokens(
            "<title>题_网</title><meta name=ArticleTitle content=真题><h2>甲</h2>"
            "<div class='top nav-bar'><a href=x>链接</a><p>乙<form>丙</form></div><a name=y>丁</a><td>戊"
        )
    )
    assert (page.title, page.article_title, page.regions) == ("题_网", "真题", [0, 0, 1])
    assert [(line.text, line.linked, line.region, line.level) for line in page.lines] == [
        ("甲", 0, 0, 2),
        ("链接", 2, 1, 0),
        ("乙", 0, 1, 0),
        ("丙", 0, 2, 0),
        ("丁", 0, 0, 0),
        ("戊", 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("name", "region"),
    [("nav", 1), ("top-nav", 1), ("navBar", 1), ("Share", 1), ("foot", 1), ("navy", 0), ("shared", 0), ("content", 0)],
)
def test_regions_are_known_by_whole_words(name: str, region: int) -> None:
    assert [line.region for line in page_lines(tokens(f"<div id='{name}'>甲</div>")).lines] == [region]


@pytest.mark.parametrize(
    ("source", "linked"),
    [
        ("<a href=x>甲</a>乙", [1]),
        ("<p><a href=x>甲</p>乙", [1, 0]),  # a link ends with the block around it
        ("<a href=x><div>甲</div></a>乙", [1, 0]),
        ("<a>甲</a>", [0]),
        ("<a href=x>甲<a name=y>乙", [1]),
    ],
)
def test_links_are_counted(source: str, linked: list[int]) -> None:
    assert [line.linked for line in page_lines(tokens(source)).lines] == linked


def test_white_space_alone_is_nothing() -> None:
    assert tidy(" \r\n\t\f\xa0　") == ""

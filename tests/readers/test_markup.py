import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.readers.markup import Tag, tokens


def start(name: str, **attributes: str) -> Tag:
    return Tag(name, False, attributes)


def end(name: str) -> Tag:
    return Tag(name, True, {})


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", []),
        ("税收3亿元", ["税收3亿元"]),
        ("<P>税收</P>", [start("p"), "税收", end("p")]),
        ("增速<5%且>3%", ["增速<5%且>3%"]),
        ("a<b", ["a"]),
        ("a < b", ["a < b"]),
        ("<a title='x>y' href=\"a>b\">园</a>", [start("a", title="x>y", href="a>b"), "园", end("a")]),
        ('甲<a title="x>园区</a><p id="b">丙', ["甲", start("a", **{"title": "x>园区</a><p id=", 'b"': ""}), "丙"]),
        ('甲<a title="x>园区</a>', ["甲"]),
        ("<br/></br></p>", [start("br"), end("br"), end("p")]),
        ("<td\r\n ID=b></TD id=c>", [start("td", id="b"), end("td")]),
        ("<o:p>园</o:p>", [start("o:p"), "园", end("o:p")]),
        ("甲<!-- <p>乙</p> -->丙", ["甲", "丙"]),
        ("甲<!-->乙", ["甲", "乙"]),
        ("甲<!-- 乙", ["甲"]),
        ("<!DOCTYPE html><?xml version='1.0'?>甲", ["甲"]),
        ("甲</ 乙>丙", ["甲", "丙"]),
        ("甲<p", ["甲"]),
        ("<script>a('</p>')</SCRIPT >甲", [start("script"), end("script"), "甲"]),
        ("<script><!-- <script></script> --></script>甲", [start("script"), end("script"), "甲"]),
        ("甲<script>var a = 1", ["甲", start("script")]),
        ("<style>p{}</style><iframe><p></iframe>", [start("style"), end("style"), start("iframe"), end("iframe")]),
        ("<title>甲<b>乙</title>", [start("title"), "甲<b>乙", end("title")]),
        ("<title>甲<p>乙", [start("title"), "甲<p>乙"]),
        ("<textarea><p>&lt;</textarea>", [start("textarea"), "<p><", end("textarea")]),
        (
            "<NoScript><p>甲</noscript><noscripts>",
            [start("object"), start("p"), "甲", end("object"), start("noscripts")],
        ),
    ],
)
def test_tags_and_texts(source: str, expected: list[Tag | str]) -> None:
    assert list(tokens(source)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", {}),
        (' class="a b" ID=c', {"class": "a b", "id": "c"}),
        (" class = 'a' class=b", {"class": "a"}),
        (' data-id="7" onclick="f()" href', {"data-id": "7", "onclick": "f()", "href": ""}),
        (" content=&#24180;", {"content": "年"}),
    ],
)
def test_attributes(written: str, expected: dict[str, str]) -> None:
    assert list(tokens(f"<x{written}>")) == [start("x", **expected)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("AT&T", "AT&T"),
        ("&lt;&gt;&amp;lt;", "<>&lt;"),
        ("&sup2&yen;&hellip;", "²¥…"),
        ("&#19968;&#x4E8C;", "一二"),
        ("&#0;&#xD800;&#x110000;", "\ufffd\ufffd\ufffd"),
        ("&#" + "9" * 5000 + ";", "\ufffd"),
        ("&nosuchname;", "&nosuchname;"),
    ],
)
def test_character_references(source: str, expected: str) -> None:
    assert list(tokens(source)) == [expected]


@given(st.text("<>/!-=\"'& abpr税\n", max_size=60))
def test_any_source_is_read(source: str) -> None:
    for token in tokens(source):
        assert isinstance(token, Tag) or token

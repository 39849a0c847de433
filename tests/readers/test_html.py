import contextlib
import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.html import HtmlReader, declared

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SENTENCE = "全年完成税收3亿元，同比增长8%。"


def text_of(page: str) -> str:
    [source] = HtmlReader().read(page.encode(), "a.html")
    return source.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_give_exactly_their_article(page: Path) -> None:
    data = page.read_bytes()
    expected = page.with_suffix(".txt").read_text("utf-8").removesuffix("\n")
    codec = "gb18030" if page.stem == "gbk" else "utf-8"
    assert list(HtmlReader().read(data, f"网页/{page.name}")) == [
        Source(f"网页/{page.name}", expected, codec, hashlib.sha256(data).hexdigest())
    ]


@pytest.mark.parametrize(
    ("head", "codec", "found"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ("<meta charset=gb2312>", "gb18030", "gb18030"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=GBK">', "gb18030", "gb18030"),
        ("<?xml version='1.0' encoding='gb2312'?>", "gb18030", "gb18030"),
        ("<meta charset=big5>", "cp950", "cp950"),
        ("", "gb18030", "gb18030"),
        ("", "utf-8-sig", "utf-8-sig"),
        ("<meta charset=utf-8>", "utf-16", "utf-16"),
        ("<meta charset=gb2312>", "utf-8", "utf-8"),  # saved anew, its declaration left
        ("<meta charset=utf-8>", "gb18030", "gb18030"),
        ("<meta charset=gbk>", "cp950", "cp950"),
        ("<meta charset=iso-8859-1>", "gb18030", "gb18030"),
        ("<meta charset=no-such-set>", "cp950", "cp950"),
    ],
)
def test_the_character_set(head: str, codec: str, found: str) -> None:
    text = "全區完成稅收３億元，同比增長８％，新簽約項目十二個。"
    [source] = HtmlReader().read(f"{head}<p>{text}</p>".encode(codec), "a.html")
    assert (source.text, source.encoding) == (text, found)


def test_a_forced_encoding_beats_the_declaration() -> None:
    [source] = HtmlReader().read(f"<meta charset=utf-8><p>{SENTENCE}".encode("gbk"), "a.html", encoding="gbk")
    assert (source.text, source.encoding) == (SENTENCE, "gbk")
    with pytest.raises(ReadError, match=r"^无法按 utf-8 解码（第 \d+ 字节）"):
        list(HtmlReader().read(f"<meta charset=gbk><p>{SENTENCE}".encode("gbk"), "a.html", encoding="utf-8"))


def test_a_declaration_counts_only_in_the_head() -> None:
    assert declared(b"<!-- " + b" " * 5000 + b"--><meta charset=gbk>") is None
    assert declared(b"<p>charset=gbk</p>") is None


@pytest.mark.parametrize(
    "page",
    [
        "<script>var a = 1;</script>",
        "<html><body></body></html>",
        "<frameset><frame src=a.htm><noframes>请升级浏览器。</noframes></frameset>",
        "<a href=/1>一月</a><p><a href=/2>二月</a>",
        "<p>&nbsp;　</p>",
        f"<title>望榆园区<p>{SENTENCE}",  # a title without end is all that a browser finds
    ],
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(ReadError) as caught:
        text_of(page)
    assert (
        str(caught.value) == "网页里没有正文，只有链接或脚本 / the page has no text of its own, only links or scripts"
    )


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # the title goes first only where the article does not say it
        (f"<title>望榆园区2019年总结_望榆网</title><p>{SENTENCE}", f"望榆园区2019年总结\n{SENTENCE}"),
        (f"<title>望榆园区2019年总结</title><h1>年度总结</h1><p>{SENTENCE}", f"年度总结\n{SENTENCE}"),
        (f"<title>望榆园区总结</title><p>望榆园区<p>2019年总结<p>{SENTENCE}", f"望榆园区\n2019年总结\n{SENTENCE}"),
        (f"<title>望榆园区</title><p>{SENTENCE}", SENTENCE),
        (
            f"<title>关于报送材料的函</title><p>望榆园区工作总结（初稿）<p>{SENTENCE}",
            f"望榆园区工作总结（初稿）\n{SENTENCE}",
        ),
        (f"<title>2019年总结</title><p>一、工作总结<p>{SENTENCE}", f"2019年总结\n一、工作总结\n{SENTENCE}"),
        # what stands above the article's own title goes, unless it is most of the page
        (f"<title>年度总结</title><p>{SENTENCE}<p>年度总结<p>{SENTENCE}{SENTENCE}", f"年度总结\n{SENTENCE}{SENTENCE}"),
        (f"<title>年度总结</title><p>{SENTENCE}<p>年度总结<p>{SENTENCE}", f"{SENTENCE}\n年度总结\n{SENTENCE}"),
        # links: a list goes, one between two paragraphs stays
        (f"<p>{SENTENCE}<p><a href=1>附件一</a><p>{SENTENCE}", f"{SENTENCE}\n附件一\n{SENTENCE}"),
        (f"<p>{SENTENCE}<p><a href=1>甲</a><p><a href=2>乙</a><p>{SENTENCE}", f"{SENTENCE}\n{SENTENCE}"),
        (f"<p><a href=1>{SENTENCE}</a><p>{SENTENCE}", f"{SENTENCE}\n{SENTENCE}"),
        # the end: signature and date stay, what follows links or the site's own lines goes
        (f"<p>{SENTENCE}<p>望榆园区<p>2020年1月<p><a href=1>返回</a><p>编辑：甲", f"{SENTENCE}\n望榆园区\n2020年1月"),
        (f"<p>{SENTENCE}<p>望榆园区<p>主办单位：望榆园区，欢迎访问。", f"{SENTENCE}\n望榆园区"),
        (f"<p>{SENTENCE}<h3>相关文章</h3><a href=1>甲</a>", SENTENCE),
        # regions: left out, unless the article stands in them
        (f"<p>{SENTENCE}{SENTENCE}{SENTENCE}<nav>{SENTENCE}</nav>", SENTENCE * 3),
        (f"<div class=nav><p>{SENTENCE}</div>", SENTENCE),
        (f"<form>甲<p>{SENTENCE}{SENTENCE}<div class=share>分享，给朋友们看</div></form>", f"甲\n{SENTENCE}{SENTENCE}"),
        (f"<aside>{SENTENCE}</aside>" * 4, "\n".join([SENTENCE] * 4)),
        # no sentence at all: the words of the page
        ("<h1>公示</h1><p>望榆园区<p><a href=1>下载</a>", "公示\n望榆园区"),
    ],
)
def test_what_belongs_to_the_article(page: str, expected: str) -> None:
    assert text_of(page) == expected


SIZE = 100_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "nested blocks": lambda n: "<div>" * n,
    "nested regions": lambda n: "<div class=nav>" * n,
    "less-than signs": lambda n: "<" * 50 * n,
    "tags in tags": lambda n: "<a" * n,
    "quotes without end": lambda n: "<a b=\"'" * n,
    "attributes": lambda n: "<p " + " ".join(f"a{i}=b" for i in range(n)) + ">",
    "ampersands": lambda n: "&" * n + "&#" + "9" * n,
    "comments": lambda n: "<!-->" * n + "<!--" * n,
    "nested tables": lambda n: "<table><tr><td>甲" * (n // 2),
    "spans": lambda n: "<table><tr>" + "<td rowspan=9999 colspan=9999>甲" * (n // 20) + "<tr><td>乙" * (n // 2),
    "nested lists": lambda n: "<ul><li>" * n,
    "stray end tags": lambda n: "<span>" * n + "</p></div></td>" * (n // 4),
    "links": lambda n: "<a href=x>甲</a><p>" * (n // 2),
    "titles": lambda n: "<title>" + "总结" * n + "</title>" + "<p>总结" * n,
    "preformatted": lambda n: "<pre>" * n + "\n" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_take_linear_time(make: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        page = make(size) + f"<p>{SENTENCE}"
        began = time.process_time()
        with contextlib.suppress(ReadError):
            text_of(page)
        return time.process_time() - began

    small, large = seconds(SIZE // 10), seconds(SIZE)
    assert large < 30 * max(small, 0.02)  # ten times the page; a hundred times the time would be quadratic


PARTS = (
    "<p> </p> <div~class=nav> </div> <table> <tr> <td> <td~rowspan=3> </td> </tr> </table> <a~href=x> </a> <li> <br> "
    "<pre> <sup> 2 </sup> <h1> </h1> <title> </title> <form> <!-- --> <script> </script> </ <![CDATA[ &#65; & < > "
    "税收，增长。 链接"
)
TOKENS = [part.replace("~", " ") for part in PARTS.split()]


@given(st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=5)), max_size=40))
def test_any_page_is_text_or_a_read_error(parts: list[str]) -> None:
    data = "".join(parts).encode()
    try:
        sources = list(HtmlReader().read(data, "a.html"))
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert sources == list(HtmlReader().read(data, "a.html"))
        assert all(line == line.rstrip() and line for line in sources[0].text.split("\n"))

import pytest

from summarymine.readers.hidden import LONGEST
from summarymine.readers.html import HtmlReader

BEFORE, AFTER = "望榆园区全年完成税收3亿元，", "固定资产投资12亿元，增长8%。"


def text_of(page: str) -> str:
    [source] = HtmlReader().read(page.encode(), "总结.html")
    return source.text


@pytest.mark.parametrize(
    "hidden",
    [
        '<span style="display:none">望川文库4kA</span>',
        '<i style="color:red; DISPLAY : NONE;">望川文库</i>',
        '<font style="font-size:0">望川文库</font>',
        '<b style="font-size:0px;color:#fff">望川文库</b>',
        '<span style="font-size: 1px">望川文库</span>',
        "<em hidden>望川文库</em>",
        '<span style="display:none">望<span>川</span>文库</span>',
        '<span style="display:none">望川<br>文库</span>',
        '<div style="display:none"><p>三、税收增长500%。</p></div>',
    ],
)
def test_words_that_nobody_sees_are_left_out(hidden: str) -> None:
    assert text_of(f"<p>{BEFORE}{hidden}{AFTER}</p>").replace("\n", "") == BEFORE + AFTER


def test_a_hidden_paragraph_ends_where_the_next_begins() -> None:
    for block in ("p", "div"):
        page = (
            f"<p>{BEFORE}<p style='display:none'>望川文库，税收增长500%。<p hidden>乱码。<{block}>{AFTER}</{block}></p>"
        )
        assert text_of(page) == f"{BEFORE}\n{AFTER}"


@pytest.mark.parametrize(
    "style",
    [
        'style="visibility:hidden;opacity:0"',  # until a script shows it: the text itself
        'style="color:#fff"',  # a table's heading on a dark ground
        'style="font-size:10px"',
        'style="font-size:0.9em"',
        'style="max-display:none"',
        'class="hidden"',
    ],
)
def test_what_may_be_seen_is_read(style: str) -> None:
    assert (
        text_of(f"<p>{BEFORE}<span {style}>其中地方税收1亿元，</span>{AFTER}</p>")
        == f"{BEFORE}其中地方税收1亿元，{AFTER}"
    )


def test_a_long_hidden_passage_is_the_text_and_is_read() -> None:
    long = "全年新签约项目23个，协议资金87亿元。" * (LONGEST // 10)
    assert text_of(f"<p>{BEFORE}</p><div style='display:none'><p>{long}</p></div>") == f"{BEFORE}\n{long}"


@pytest.mark.parametrize("tag", ["div", "span"])
def test_what_is_never_closed_is_read(tag: str) -> None:
    assert text_of(f"<p>{BEFORE}</p><{tag} hidden>{AFTER}") == f"{BEFORE}\n{AFTER}"


def test_a_field_has_no_end_and_hides_nothing() -> None:
    assert text_of(f"<p>{BEFORE}<input hidden><img style='display:none'>{AFTER}</p>") == BEFORE + AFTER

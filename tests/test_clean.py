"""Every kind of cleaning, and that each character of the result knows where it came from."""

from __future__ import annotations

import itertools

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean, edits, fold, legible

UNCHANGED = pytest.mark.parametrize(
    "text",
    [
        "园区全年完成税收3.5亿元，同比增长8%。",
        "20**年，**药业完成产值*亿元，***公司增长**%。",
        "xx园区×年完成产值xx亿元，落户xx家。",
        "1-5月，123家企业复工，增长1.5倍，300人到岗。",
        "2019，2020两年新增企业100、200、300家。",
        "产值分别为100，200，300万元。",
        "一是2。同比",
        "实现税收3。2010年增长8%。",
        "引进（GDP）和（de）两项。",
        "5<6家>3，A&B公司，C_D项目，#3楼，100%。",
        "园区GDP增长，iPhone配件投产。",
        "完成。2019家",
        "截至2019 12月底。",
        "表1 2019年主要指标",
        "附件1 12个项目清单",
        "落户**药业和**机械，完成**万元",
        "**工业园区20**年工作总结",
        "**药业完成产值**万元，**机械完成**%。",
    ],
)


@UNCHANGED
def test_what_is_clean_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("dirty", "wanted"),
    [
        # one character for one
        ("完成產業園區規劃與建設，實現稅收３．５億元", "完成产业园区规划与建设，实现税收3.5亿元"),
        ("捲煙廠、鬱金香、乾燥、臺灣、後勤、裡面", "卷烟厂、郁金香、干燥、台湾、后勤、里面"),
        ("抓「一園三區」建設", "抓“一园三区”建设"),
        ("增长８％，Ａ区＋Ｂ区，３／４", "增长8%，A区+B区，3/4"),
        ("增长﹣5%、−5%、–5%、－5%、＋5%", "增长-5%、-5%、-5%、-5%、+5%"),
        ("1～5月，1〜5月，1―5月，1─5月", "1~5月，1~5月，1—5月，1—5月"),
        ("税收:3亿元;投资(含技改)5亿元,增长!", "税收：3亿元；投资（含技改）5亿元，增长！"),
        ("二○○九年、二◯一〇年", "二〇〇九年、二〇一〇年"),
        ("⼯业⽣产，投资⾦额，林立", "工业生产，投资金额，林立"),
        # what cannot be seen
        ("完\u200b成\ufeff税收3\u200b亿元\u00ad，\u2060增\u200e长\u0007", "完成税收3亿元，增长"),
        ("完成税收2\u200b。\u200b87亿元，企业1,\u200b234家，坚（\u200bjiān）决", "完成税收2.87亿元，企业1234家，坚决"),
        ("推进`规范化建设", "推进规范化建设"),
        # pinyin
        ("坚（jiān）决完（wán）成", "坚决完成"),
        ("妇(fù)女(nǚ)工(ɡōnɡ)作", "妇女工作"),
        ("园区（yuán qū）建设（jiànshè）", "园区建设"),
        # markup
        ("**一、主要工作**", "一、主要工作"),
        ("完成，**重点**工作增长**%。**加强管理**", "完成，重点工作增长**%。加强管理"),
        ("占地30m<sup>2</sup>，容积5m<sup>3</sup>", "占地30m²，容积5m³"),
        ("<b>税收</b>3亿元<br/>，<p class='a'>增长</p>", "税收3亿元，增长"),
        ("税收3亿元[^1]，见附注[^12]：", "税收3亿元，见附注"),
        ("&ldquo;园区&rdquo;&nbsp;A&amp;B公司&lt;甲&gt;", "“园区” A&B公司<甲>"),
        ("1\\. 主要工作\\*\\*药业\\_\\#\\[1\\]\\(2\\)，增长8\\%\\+", "1. 主要工作**药业_#[1]（2），增长8\\%+"),
        ('抓"一园三区"和"放管服"', "抓“一园三区”和“放管服”"),
        # numbering in one character
        ("㈠招商引资。⑵项目建设", "（一）招商引资。（2）项目建设"),
        ("⒈2019年完成税收3亿元", "1、2019年完成税收3亿元"),
        # decimals
        (
            "投资2。87亿元，税收3 .5亿元，产值4. 5亿元，出口5 . 6亿元",
            "投资2.87亿元，税收3.5亿元，产值4.5亿元，出口5.6亿元",
        ),
        ("投资2．87亿元，增长1。5%。2020年", "投资2.87亿元，增长1.5%。2020年"),
        # thousands
        ("税收1,234.5万元，企业3，456家，投资12,345,678元", "税收1234.5万元，企业3456家，投资12345678元"),
        ("税收１２，３４５万元", "税收12345万元"),
        # spaces
        ("税收 35 亿 元，增长 8 %。", "税收35亿元，增长8%。"),
        ("新 增 就 业 1 2 3 人，产值 3 5 . 6 亿元，增长 1 0 . 5 %", "新增就业123人，产值35.6亿元，增长10.5%"),
        ("税收1 234.5万元，投资1 234 567元，20 19年1 2月", "税收1234.5万元，投资1234567元，2019年12月"),
        ("发放“科创贷”2.1 6亿元", "发放“科创贷”2.16亿元"),
        ("2 019年，201 9年度，三、 2020 年", "2019年，2019年度，三、2020年"),
        ("望榆园区 2019 年工作总结及 2020 年工作安排", "望榆园区2019年工作总结及2020年工作安排"),
        ("2019 年 12 月，（ 其中 ：外资 ）《 规划 》", "2019年12月，（其中：外资）《规划》"),
        ("引进 人才，抓好 项目 建设", "引进人才，抓好项目建设"),
        ("完成产值 亿元，新增面积 平方公里，就业 人，增长 %。", "完成产值 亿元，新增面积 平方公里，就业 人，增长 %。"),
        ("园区      建设", "园区  建设"),
        # marks between characters
        ("园区.企业", "园区企业"),
        ("一.主要工作\n1.招商", "一.主要工作\n1.招商"),
        # what a line end hid
        ("园区发展加快，完成（wán\n）税收2。\n87亿元，增长1 0\n.5%。", "园区发展加快，完成税收2.87亿元，增长10.5%。"),
        # junk behind a sentence
        ("税收平稳。a1b2\n二是投资。3x9\n", "税收平稳。\n二是投资。"),
        ("推进“放管服”。7Kz2", "推进“放管服”。"),
        # line ends
        ("一、工作\r\n税收3亿元。\r二、问题\u2028用地紧张。", "一、工作\n税收3亿元。\n二、问题\n用地紧张。"),
        ("甲\t3亿元。 \n　　乙", "甲3亿元。\n乙"),
    ],
)
def test_dirt_goes(dirty: str, wanted: str) -> None:
    assert clean(dirty).text == wanted


@pytest.mark.parametrize(
    "table",
    [
        "企业名称 产值 增长\n甲厂 3.5 8%\n乙厂 4.5 9%",
        "指标  计划  完成\n税收  3.5  3.6",
        "单位 计划 完成 单位\n望榆镇 3 5 个\n鹤汀镇 2 4 个",
        "企业 12 35 家\n项目 10 20 个",
    ],
)
def test_the_spaces_of_tables_stay(table: str) -> None:
    assert clean(table).text == table
    assert clean(table.replace("\n", "\r\n")).text == table
    ruled = "\n".join("| " + " | ".join(line.split()) for line in table.split("\n"))
    assert clean(regex.sub(" {1,2}", "\t", table)).text == ruled


def test_an_empty_cell_keeps_its_place() -> None:
    rows = "指标\t单位\t计划\t完成\r\n税收\t亿元\t\t3.6\r\n\t万吨\t2\r\n"
    view = clean(rows)
    assert view.text == "| 指标 | 单位 | 计划 | 完成\n| 税收 | 亿元 |  | 3.6\n|  | 万吨 | 2"
    assert view.span(view.text.index("3.6"), view.text.index("3.6") + 3).of(rows) == "3.6"
    # One line alone is no table, and a tab in front of a paragraph no cell.
    assert clean("甲\t3.6\n\n\t税收增长。\n\t投资增长。").text == "甲3.6\n税收增长。\n投资增长。"


def test_wide_spaces_in_tables_shrink_to_two() -> None:
    assert clean("指标      计划        完成\n税收      3.5         3.6").text == "指标  计划  完成\n税收  3.5  3.6"


@pytest.mark.parametrize(
    ("text", "found", "evidence"),
    [
        ("完成投资 2。87 亿元，增长", "2.87亿元", "2。87 亿元"),
        ("稅收１，２３４．５萬元", "1234.5万元", "１，２３４．５萬元"),
        ("税收3\u200b.\u200b5亿\ufeff元。", "3.5亿元", "3\u200b.\u200b5亿\ufeff元"),
        ("占地30m<sup>2</sup>。", "30m²", "30m<sup>2</sup>"),
        ("㈡项目建设", "（二）", "㈡"),
        ("完（wán）成稅收", "完成税收", "完（wán）成稅收"),
        ("园区增长，保\r\n\r\n障有力。", "保障有力", "保\r\n\r\n障有力"),
        ("**一、重点**", "一、重点", "一、重点"),
        ("产值 3 5 . 6 亿元", "35.6亿元", "3 5 . 6 亿元"),
    ],
)
def test_every_place_leads_back_to_the_source(text: str, found: str, evidence: str) -> None:
    view = clean(text)
    start = view.text.index(found)
    assert view.span(start, start + len(found)).of(text) == evidence


def test_folding_keeps_the_length_and_edits_come_in_order() -> None:
    text = "實現稅收３．５億元，**增長**８％ 。\r\n㈠ 1 234.5 万元"
    folded = fold(text)
    assert len(folded) == len(text)
    found = list(edits(folded))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(found))


def test_legible_text_keeps_its_lines() -> None:
    view = legible("總\u200b結\r\n\r\n稅收")
    assert view.text == "总结\n\n\n\n税收"
    assert view.span(0, 2).of("總\u200b結") == "總\u200b結"


DIRT = st.text(
    st.one_of(
        st.sampled_from(
            '园区税收增长亿万元%年月日、，。；：（）()“”"《》*#|\\`<>&;./-—~ 　\t\n\r0123456789一二三①㈠⒈\u200b\u00adāa1bxX×３％億稅'
        ),
        st.characters(),
    ),
    max_size=60,
)


@settings(derandomize=True, max_examples=400, deadline=None)
@given(DIRT)
def test_any_text_can_be_cleaned(text: str) -> None:
    view = clean(text)
    assert len(view.starts) == len(view.ends) == len(view.text)
    assert list(view.starts) == sorted(view.starts) and list(view.ends) == sorted(view.ends)
    assert all(0 <= a < b <= len(text) for a, b in zip(view.starts, view.ends, strict=True) if a != b)
    assert not view.text.startswith("\n") and not view.text.endswith("\n") and "\n\n" not in view.text
    if view.text:
        whole = view.span(0, len(view))
        assert 0 <= whole.start <= whole.end <= len(text)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(DIRT)
def test_letters_and_digits_are_never_invented(text: str) -> None:
    view = clean(text)
    for i, char in enumerate(view.text):
        if char.isascii() and char.isalnum():
            assert char in fold(view.span(i, i + 1).of(text)) or view.span(i, i + 1).of(text) in "㈠⒈"

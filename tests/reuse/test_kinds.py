"""What was changed between two stretches: edits counted, slots complete with kind and words."""

from __future__ import annotations

import pytest

from summarymine.document import Span
from summarymine.reuse.kinds import Comparison, compare
from summarymine.reuse.view import masked_views

REFILLED, MASKED = "refilled", "masked"


def compared(one: str, other: str) -> tuple[Comparison, list[tuple[str, str, str]]]:
    """The comparison of two texts, and its slots in words."""
    views = masked_views([one, other])
    found = compare(views, *(Span(*views.bounds[text : text + 2].tolist()) for text in (0, 1)))
    for i, j, size in found.equal:
        assert views.text(i, i + size) == views.text(j, j + size)
    return found, [(slot.kind, slot.a.of(one), slot.b.of(other)) for slot in found.slots]


@pytest.mark.parametrize(
    ("one", "other", "slots"),
    [
        ("签订责任书一百四十份并存档", "签订责任书一百五十二份并存档", [(REFILLED, "一百四十", "一百五十二")]),
        ("完成投资三亿二千万元左右", "完成投资三亿五千万元左右", [(REFILLED, "三亿二千万", "三亿五千万")]),
        ("引进企业十二家投产九家", "引进企业十五家投产十一家", [(REFILLED, "十二", "十五"), (REFILLED, "九", "十一")]),
        ("二〇一九年工作", "二〇二〇年工作", [(REFILLED, "二〇一九", "二〇二〇")]),
        ("一九九八年工作", "二○○一年工作", [(REFILLED, "一九九八", "二○○一")]),
        ("二〇一九年工作", "XX年工作", [(MASKED, "二〇一九", "XX")]),
        ("增长百分之八点五以上", "增长百分之十一以上", [(REFILLED, "八点五", "十一")]),
        ("培训职工三千余人", "培训职工一千五百余人", [(REFILLED, "三千", "一千五百")]),
        ("盘活厂房二\n十处并招租", "盘活厂房三十五处并招租", [(REFILLED, "二\n十", "三十五")]),
        ("投資三億元建廠", "投资五亿元建厂", [(REFILLED, "三億", "五亿")]),
        ("引进企业9家并投产", "引进企业十二家并投产", [(REFILLED, "9", "十二")]),
        ("完成投资三亿二千万元", "完成投资8500万元", [(REFILLED, "三亿二千万", "8500万")]),
    ],
)
def test_figures_in_words_are_slots_as_a_whole(one: str, other: str, slots: list[tuple[str, str, str]]) -> None:
    for first, second, told in ((one, other, slots), (other, one, [(kind, b, a) for kind, a, b in slots])):
        found, words = compared(first, second)
        assert (found.edits, words) == (0, told)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("引进企业12家", "引进企业十二家"),
        ("完成投资3.2亿元", "完成投资三亿二千万元"),
        ("二〇一九年工作", "2019年工作"),
        ("二○一九年工作", "二〇一九年工作"),
        ("协议投资1,200万元", "协议投资一千二百万元"),
    ],
)
def test_one_figure_written_in_two_ways_is_the_same(one: str, other: str) -> None:
    for pair in ((one, other), (other, one)):
        found, words = compared(*pair)
        assert (found.kind, found.edits, words) == ("verbatim", 0, [])


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("坚持三农优先", "坚持四化优先", 2),
        ("统一规划建设", "统筹规划建设", 1),
        ("一带一路建设", "二带一路建设", 1),
        ("位居第一名次", "位居第二名次", 1),
        ("一、项目建设", "二、项目建设", 1),
        ("用心一一对接", "用心多多对接", 2),
        ("千万不可大意", "万万不可大意", 1),
        ("引进七八家企业", "引进五六家企业", 2),
        ("引进数十家企业", "引进数百家企业", 1),
        ("引进十二家企业", "引进多家企业", 2),
    ],
)
def test_numerals_in_words_are_letters(one: str, other: str, edits: int) -> None:
    for pair in ((one, other), (other, one)):
        found, words = compared(*pair)
        assert (found.edits, words) == (edits, [])


def test_equal_figures_in_words_count_as_letters() -> None:
    """Beside one that differs as well: five letters, the figure that is the same, and the unit."""
    found, words = compared("新增二十五户退出十二户", "新增二十五户退出三户")
    assert words == [(REFILLED, "十二", "三")]
    assert (found.same, found.similarity, found.kind) == (len("新增二十五户退出户"), 1.0, "refilled")


def test_what_stands_beside_a_figure_is_edited_as_ever() -> None:
    found, words = compared("新引进企业十二家并投产", "新近引进工厂十五家并达产")
    assert (found.edits, words) == (len("近") + len("工厂") + len("达"), [(REFILLED, "十二", "十五")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增就业1200万人以上，调查失业率5.5%左右。", "调查失业率5.4%左右，新增就业1300万人以上。"),
        ("城镇新增就业1200万人以上，粮食丰收", "城镇调查失业率5.5%左右，粮食丰收"),
    ],
)
def test_a_figure_between_edits_is_no_slot(one: str, other: str) -> None:
    found, slots = compared(one, other)
    assert slots == []
    assert found.kind == "edited"


def test_a_magnitude_that_changed_behind_an_edit_belongs_to_the_figure() -> None:
    _, slots = compared("全年完成投资3.2亿元，同比增长", "全年完成投资了8500万元，同比增长")
    assert slots == [(REFILLED, "3.2亿", "8500万")]


def test_a_figure_with_a_word_beside_it_is_a_slot() -> None:
    _, slots = compared("落户企业9家，其中外资，招工顺利", "落户企业12户，其中内资，招工顺利")
    assert slots == [(REFILLED, "9", "12")]

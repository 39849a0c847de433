"""Passages of marked prose: all of them, none included, with kind, tier, places and slots.

``⟦1|…⟧`` is a passage; two articles that hold the same number share it.
"""

from __future__ import annotations

from itertools import combinations

import pytest
import regex

from summarymine.document import Span
from summarymine.reuse.passages import Passage, ReuseText, find_reuse
from summarymine.reuse.seeds import COARSE, MEDIUM

A = (
    "截至年底，望春园区全年完成固定资产投资23.6亿元，新建标准厂房四万二千平方米，引进装备制造企业九家，"
    "盘活闲置厂房六处，帮助一千二百名群众就近就业，税收比上年增长17.5%"
)
B = "管委会班子成员逐户走访规上企业，梳理用地用工融资三类难题，建账销号，周调度月通报，企业满意度测评位列全县前茅"
C = "沿河大道路面罩面与两侧管网同步施工，雨污分流改造分三期推进，夜间照明采用节能灯具，沿线商户反响良好"
MASKED = A.replace("23.6", "XX").replace("17.5", "**").replace("望春", "某某")
REFILLED = A.replace("23.6亿", "9800万").replace("17.5", "4.2")
EDITED = A.replace("固定资产投资", "工业项目到位资金").replace("盘活闲置", "腾退旧")
WRAPPED = A.replace("平方米", "平\n方 米").replace("，", ",").replace("产", "產")
_MARK = regex.compile(r"⟦(\d)\|([^⟧]*)⟧")


def read(prose: str) -> tuple[str, dict[str, Span]]:
    """The text and the place of each passage."""
    text, marks, at = "", {}, 0
    for match in _MARK.finditer(prose):
        text += prose[at : match.start()]
        marks[match[1]] = Span(len(text), len(text) + len(match[2]))
        text, at = text + match[2], match.end()
    return text + prose[at:], marks


def told(passage: Passage) -> tuple[str, str, Span, Span]:
    return passage.kind, passage.tier, passage.a.span, passage.b.span


ONE, OTHER = "上年总结。", "新的一年，对照如下，"
CASES = [
    pytest.param(A, A, ["verbatim"], id="verbatim"),
    pytest.param(A, MASKED, ["masked"], id="masked"),
    pytest.param(A, REFILLED, ["refilled"], id="refilled"),
    pytest.param(A, EDITED, ["edited"], id="edited"),
    pytest.param(A, WRAPPED, ["verbatim"], id="noise"),
]


@pytest.mark.parametrize(("old", "new", "kinds"), CASES)
@pytest.mark.parametrize("syncmer", [None, MEDIUM, COARSE])
def test_kinds(old: str, new: str, kinds: list[str], syncmer):
    (one, places), (other, there) = read(f"{ONE}⟦1|{old}⟧！再往后是别的话。"), read(f"{OTHER}⟦1|{new}⟧；到此为止了。")
    found = list(find_reuse([ReuseText(one), ReuseText(other)], syncmer=syncmer))
    assert [told(passage) for passage in found] == [(kinds[0], "reuse", places["1"], there["1"])]


def test_slots_stand_side_by_side():
    for new, slots in (
        (MASKED, [("masked", "望春", "某某"), ("masked", "23.6", "XX"), ("masked", "17.5", "**")]),
        (REFILLED, [("refilled", "23.6亿", "9800万"), ("refilled", "17.5", "4.2")]),
        (A, []),
    ):
        (passage,) = find_reuse([ReuseText("去年" + A), ReuseText("今年" + new)])
        assert [(slot.kind, slot.a.of("去年" + A), slot.b.of("今年" + new)) for slot in passage.slots] == slots
        assert passage.similarity == 1


def test_moved_paragraphs_are_passages_of_their_own():
    (one, places), (other, there) = read(f"⟦1|{A}。⟧\n⟦2|{B}。⟧\n⟦3|{C}。⟧"), read(f"⟦3|{C}。⟧\n⟦1|{A}。⟧\n⟦2|{B}。⟧")
    found = sorted(told(passage) for passage in find_reuse([ReuseText(one), ReuseText(other)]))
    together = Span(places["1"].start, places["2"].end), Span(there["1"].start, there["2"].end)
    assert found == sorted([("verbatim", "reuse", *together), ("verbatim", "reuse", places["3"], there["3"])])


def test_what_is_long_enough():
    clause = "沿河大道路面罩面与两侧管网同步施工，雨污分流改造分三期推进，夜间照明采用节能灯具"
    for length, tiers in ((23, []), (28, ["shared sentence"]), (len(clause), ["reuse"])):
        pair = [ReuseText("甲。" + clause[:length] + "。丙"), ReuseText("乙：" + clause[:length] + "；丁")]
        assert [passage.tier for passage in find_reuse(pair)] == tiers


def test_a_short_sentence_must_be_identical():
    clause = "沿河大道路面罩面与两侧管网同步施工，雨污分流改造分3期推进"
    pair = [ReuseText(clause), ReuseText("第二篇" + clause.replace("3", "4"))]
    assert [passage.kind for passage in find_reuse(pair)] == []


def test_nothing_shared():
    assert list(find_reuse([ReuseText(A), ReuseText(B), ReuseText(C), ReuseText("")])) == []
    assert list(find_reuse([])) == []


def test_only_dates_tell_who_was_first():
    for dates, first, dated in (
        (("2020", "2019-12"), 1, True), (("2018", "2019"), 0, True), (("2019", "2019-06"), 0, False), (("", "2019"), 0, False),
    ):  # fmt: skip
        texts = [ReuseText(text, date=date) for text, date in zip((A, REFILLED), dates, strict=True)]
        (passage,) = find_reuse(texts)
        assert (passage.a.text, passage.dated) == (first, dated)
        assert [slot.a.of(texts[first].text) for slot in passage.slots] == [["23.6亿", "17.5"], ["9800万", "4.2"]][
            first
        ]


def test_ignored_titles_are_no_reuse():
    title = "望春工业园区二〇一九年度工作总结和二〇二〇年工作安排及重点项目推进情况的详细报告\n"
    texts = [title + B, title + C]
    assert [passage.tier for passage in find_reuse([ReuseText(text) for text in texts])] == ["reuse"]
    ignored = [ReuseText(text, (Span(0, len(title)),)) for text in texts]
    assert list(find_reuse(ignored)) == []


def test_stock_phrases_are_no_evidence():
    phrase = "在上级的坚强领导下，全体干部职工团结一心攻坚克难，圆满完成各项目标任务。"
    texts = [
        ReuseText(f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}园。{phrase}{chr(0x6E00 + 13 * n)}") for n in range(24)
    ]
    assert list(find_reuse(texts)) == []
    assert len(list(find_reuse(texts[:15]))) > 0


def test_a_template_is_linked_with_its_first_text():
    model = f"{A}。{B}。{C}。"
    texts = [f"{chr(0x4E00 + 7 * n)}号园区。{model}" for n in range(40)]
    texts[3] = texts[3].replace("标准厂房", "多层车间").replace("节能", "太阳能").replace("建账", "挂图")
    found = list(find_reuse([ReuseText(text) for text in texts]))
    assert {(passage.a.text, passage.b.text) for passage in found} == {(0, n) for n in range(1, 40)}
    assert all(passage.a.span.of(texts[0]).endswith(model[-20:]) for passage in found)


def test_a_template_that_every_copy_edited_is_found():
    model, copies = f"{A}。{B}。{C}。", []
    for n in range(40):
        letters = list(model)
        for at in range(7 * n % 32, len(model), 32):
            letters[at] = chr(0x7E00 + n)
        copies.append(f"{chr(0x4E00 + 7 * n)}号园区。{''.join(letters)}")
    found = [one for one in find_reuse([ReuseText(text) for text in copies]) if one.a.text == 0]
    assert [one.b.text for one in found] == list(range(1, 40))
    assert all(one.kind == "edited" and one.b.span.end - one.b.span.start > 0.8 * len(model) for one in found)


def test_nothing_follows_from_a_third_text():
    chain = [A + B, B + C, C]
    found = {(passage.a.text, passage.b.text) for passage in find_reuse([ReuseText(text) for text in chain])}
    assert found == {(0, 1), (1, 2)}


def test_every_pair_of_few_copies_is_reported():
    texts = [ReuseText(f"第{n}篇：" + A) for n in "甲乙丙丁"]
    assert [(passage.a.text, passage.b.text) for passage in find_reuse(texts)] == list(combinations(range(4), 2))


def test_a_sentence_just_begun_with_another_figure_is_chance():
    one, other = f"税收达3.5亿元。{A}。10月4日开工", f"税收达9.1亿元。{A}。11月8日停水"
    (passage,) = find_reuse([ReuseText(one), ReuseText(other)])
    assert (passage.kind, passage.a.span.of(one), passage.b.span.of(other)) == ("verbatim", A + "。", A + "。")
    (passage,) = find_reuse([ReuseText(one), ReuseText(other.replace("23.6", "24"))])
    assert (passage.kind, passage.a.span.of(one)) == ("refilled", one[: one.index("日开") + 1])

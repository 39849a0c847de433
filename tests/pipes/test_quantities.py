"""Quantities: a table of strings with everything that is to be found in them, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.clean import clean
from summarymine.document import Span, TextView
from summarymine.pipes.dates import find_dates
from summarymine.pipes.layers import DateMention, Profile
from summarymine.pipes.not_figures import quoted_spans, reason
from summarymine.pipes.quantities import find_quantities
from summarymine.pipes.sentences import find_sentences
from summarymine.values.periods import Period
from tests.golden import escaped, read_table
from tests.printers import arabic_amount, chinese_numeral

if TYPE_CHECKING:
    from summarymine.pipes.layers import Quantity
    from summarymine.records import Number

PROFILE = Profile(period=Period("2019", "2019"), now="2019")
PROPERTY = settings(max_examples=60, deadline=None, derandomize=True)


def shown(value: Number) -> str:
    if isinstance(value, tuple):
        return f"{value[0]}..{value[1]}"
    return "?" if value is None else str(value)


def analysed(text: str) -> tuple[list[str], list[str]]:
    """The figures of a text and its quantities that are none, printed as in the table."""
    view = clean(text)
    dates = find_dates(view, [], find_sentences(view, []), PROFILE)
    names = quoted_spans(view)
    figures, others = [], []
    last = 0
    for quantity in find_quantities(view, dates):
        span = view.span(quantity.span.start, quantity.span.end)
        assert last <= span.start < span.end
        last = span.end
        evidence = escaped(span.of(text))
        why = reason(view.text, quantity, any(a <= quantity.span.start < b for a, b in names))
        if why:
            others.append(f"{evidence} = {why}")
        else:
            bound = "" if quantity.bound == "exact" else quantity.bound
            figures.append(" ".join(filter(None, [evidence, "=", shown(quantity.value), quantity.unit, bound])))
    return figures, others


@pytest.mark.parametrize(("text", "figures", "others"), read_table("values/golden_quantities.tsv", 3))
def test_everything_in_a_string_is_found_and_nothing_else(text: str, figures: str, others: str):
    assert analysed(text) == ([f for f in figures.split(" ; ") if f], [o for o in others.split(" ; ") if o])


def test_the_table_is_large_and_holds_no_string_twice():
    texts = [text for text, _, _ in read_table("values/golden_quantities.tsv", 3)]
    assert len(texts) == len(set(texts)) >= 300


def only(text: str, dates: tuple[DateMention, ...] = ()) -> Quantity:
    (found,) = find_quantities(TextView.identity(text), dates)
    return found


@pytest.mark.parametrize(
    ("text", "rule", "spoken"),
    [
        ("投资3亿元", "quantity.number", False),
        ("投资三亿元", "quantity.number", True),
        ("翻两番", "quantity.double", True),
        ("占六成八", "quantity.tenths", True),
        ("百分之三", "quantity.fraction", True),
        ("占一半", "quantity.half", True),
        ("事故为零", "quantity.zero", True),
        ("近百家", "quantity.round", True),
        ("*亿元", "quantity.hidden", False),
        ("产值 亿元", "quantity.dropped", False),
    ],
)
def test_a_quantity_names_the_rule_that_made_it(text: str, rule: str, spoken: bool):
    found = only(text)
    assert (found.rule, found.spoken) == (rule, spoken)


def test_what_overlaps_a_date_is_left_out():
    text = "3月12家，4月15家"
    month = Period("2019-03", "2019-03")
    dates = (DateMention(Span(6, 8), month, "date.month"), DateMention(Span(0, 3), month, "date.month"))
    assert [q.span.of(text) for q in find_quantities(TextView.identity(text), dates)] == ["15家"]


def test_a_quotation_makes_a_figure_a_name():
    view = TextView.identity("“3家企业”")
    (quantity,) = find_quantities(view)
    assert quoted_spans(view) == [(0, 6)]
    assert (reason(view.text, quantity, True), reason(view.text, quantity, False)) == ("quoted", "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“一园三区”", ["“一园三区”"]),
        ("《规划（2016—2020）》和〔2019〕3号", ["《规划（2016—2020）》", "〔2019〕"]),
        ("发[2019]3号", ["[2019]"]),
        ("“没有结束的引文", []),
        ("“这是一段很长的引文，它不是名称，里面的3亿元是数据”", []),
    ],
)
def test_short_quotations_and_document_names_are_names(text: str, names: list[str]):
    assert [text[a:b] for a, b in quoted_spans(TextView.identity(text))] == names


@PROPERTY
@given(st.integers(1, 10**12))
def test_chinese_numerals_come_back(number: int):
    assert only(f"完成{chinese_numeral(number)}元。").value == number


@PROPERTY
@given(
    st.integers(1, 10**7),
    st.integers(0, 4),
    st.sampled_from(["", "百", "千", "万", "百万", "千万", "亿", "百亿", "千亿", "万亿"]),
)
def test_arabic_amounts_come_back(digits: int, places: int, magnitude: str):
    text, value = arabic_amount(digits, places, magnitude)
    found = only(f"完成{text}元。")
    assert (found.value, found.unit) == (value, "元")


@PROPERTY
@given(
    st.sampled_from(
        ["3.5亿元", "五十余名", "400—500万元", "12.5%", "六成八", "2亿5千万元", "*万元", "30余次", "七八家"]
    ),
    st.text("园区建设稳步推进项目服务保障，。；：", max_size=20),
    st.text("园区建设稳步推进项目服务保障，。；", max_size=20),
)
def test_neutral_words_around_a_figure_change_nothing(figure: str, before: str, after: str):
    alone, among = only(figure), only(f"{before}，{figure}，{after}")
    assert (among.value, among.unit, among.bound) == (alone.value, alone.unit, alone.bound)
    assert among.span.end - among.span.start == len(figure)


MESSY = st.text(
    "0123456789 .。,，%％元亿万千百两二三四五六十点成家个月年日至到—-*×xX\n（）“”多余约近\u200b第号某_", max_size=60
)


@PROPERTY
@given(MESSY)
def test_whatever_the_text_every_span_is_of_the_source_in_order(text: str):
    view = clean(text)
    found = find_quantities(view)
    last = 0
    for quantity in found:
        span = view.span(quantity.span.start, quantity.span.end)
        assert last <= span.start < span.end <= len(text)
        assert quantity.span.of(view.text)
        last = span.end
        if isinstance(quantity.value, tuple):
            assert quantity.value[0] <= quantity.value[1]
        else:
            assert quantity.value is None or isinstance(quantity.value, Decimal)

"""Intervals of rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarymine.corpus.intervals import Interval, growth, interval, ratio, step, total
from tests.corpus.making import figure

NUMBERS = st.fractions(min_value=-1000, max_value=1000)


@pytest.mark.parametrize(
    ("text", "value", "last_digit"),
    [
        ("24.92亿元", "2492000000", "1000000"),
        ("60亿元", "6000000000", "100000000"),
        ("２.２亿元", "220000000", "10000000"),
        ("1 9.8亿元", "1980000000", "10000000"),
        ("12。6亿元", "1260000000", "10000000"),
        ("1,286条", "1286", "1"),
        ("39.87%", "39.87", "0.01"),
        ("8600人", "8600", "1"),
        ("三千二百万元", "32000000", "1000000"),
        ("两万人", "20000", "10000"),
        ("-2.9%", "-2.9", "0.1"),
        ("下降2.9个百分点", "-2.9", "0.1"),
    ],
)
def test_the_worth_of_the_last_digit(text: str, value: str, last_digit: str):
    assert step(figure(text, value)) == Decimal(last_digit)


@pytest.mark.parametrize(
    ("text", "value", "bound", "ends"),
    [
        ("24.9亿元", "2490000000", "exact", (2485000000, 2495000000)),
        ("62户", "62", "exact", ("61.5", "62.5")),
        ("5200余人", "5200", "at_least", (5100, 5300)),
        ("近3亿元", "300000000", "approx", (200000000, 400000000)),
        ("6%—7%", ("6", "7"), "exact", (6, 7)),
    ],
)
def test_what_a_figure_may_stand_for(text: str, value: object, bound: str, ends: tuple[object, object]):
    assert interval(figure(text, value, bound=bound)) == Interval(*(Fraction(str(end)) for end in ends))


def test_a_hidden_figure_stands_for_nothing():
    assert interval(figure("xx亿元", None)) is None


def test_a_stated_rate_is_right_where_rounding_allows_it():
    value, target = interval(figure("24.92亿元", "2492000000")), interval(figure("60亿元", "6000000000"))
    assert value is not None and target is not None
    computed = ratio(value, target)
    stated = [interval(figure(text, text[:-1])) for text in ("39.87%", "41.53%", "41.5%")]
    assert [one is not None and one.meets(computed) for one in stated] == [False, True, True]


def test_growth_of_rounded_figures():
    now, before = interval(figure("5.62亿元", "562000000")), interval(figure("5.46亿元", "546000000"))
    assert now is not None and before is not None
    low, high = growth(now, before)
    assert (round(float(low), 2), round(float(high), 2)) == (2.74, 3.12)


def test_nothing_is_divided_by_what_may_be_zero():
    with pytest.raises(ZeroDivisionError):
        growth(Interval.exactly(3), Interval(Fraction(-1), Fraction(1)))


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_arithmetic_holds_every_pair(one: Fraction, two: Fraction, three: Fraction, four: Fraction):
    left, right = Interval(min(one, two), max(one, two)), Interval(min(three, four), max(three, four))
    for here in (one, two, (one + two) / 2):
        for there in (three, four, (three + four) / 2):
            for result, interval_ in (
                (here + there, left + right),
                (here - there, left - right),
                (here * there, left * right),
            ):
                assert interval_.low <= result <= interval_.high
            if not right.low <= 0 <= right.high:
                assert (left / right).low <= here / there <= (left / right).high


def test_a_sum_is_as_vague_as_its_parts():
    parts = [Interval.around(Decimal(value), Decimal("0.5")) for value in (7, 8, 5)]
    assert total(parts) == Interval(Fraction("18.5"), Fraction("21.5"))

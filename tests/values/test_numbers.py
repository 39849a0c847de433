from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.values.numbers import (
    MAGNITUDES,
    arabic,
    chinese_decimal,
    chinese_integer,
    fraction,
    neighbours,
    number,
    plain,
    tenths,
)
from tests.printers import arabic_amount, chinese_numeral

PROPERTY = settings(max_examples=100, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("零", 0),
        ("〇", 0),
        ("两", 2),
        ("十", 10),
        ("一十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零八", 108),
        ("一百一十", 110),
        ("一百一", 110),
        ("一千零五", 1005),
        ("一千零五十", 1050),
        ("三千五", 3500),
        ("两千五百六十七", 2567),
        ("一万", 10_000),
        ("一万零一", 10_001),
        ("三万五", 35_000),
        ("十二万五千", 125_000),
        ("一亿", 10**8),
        ("一亿零五百万", 105_000_000),
        ("两亿五千万", 250_000_000),
        ("三亿五", 350_000_000),
        ("一亿二千三百四十五万六千七百八十九", 123_456_789),
        ("三万亿", 3 * 10**12),
        ("二〇〇九", 2009),
        ("二零一九", 2019),
        ("一二三", 123),
    ],
)
def test_chinese_whole_numbers(text: str, value: int):
    assert chinese_integer(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "", "百", "千", "万", "亿", "半", "一二百", "二十百", "十百", "十十", "三千百", "五百三千", "五万三万",
        "三亿五亿", "零百", "一点五", "5", "一5", "三个", "一 百",
    ],
)  # fmt: skip
def test_what_is_no_chinese_whole_number_is_not_guessed(text: str):
    assert chinese_integer(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("十一点八", "11.8"), ("零点五", "0.5"), ("三点一四一五", "3.1415"), ("两点〇五", "2.05"), ("五十", "50")],
)
def test_chinese_decimals(text: str, value: str):
    assert chinese_decimal(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "点五", "十一点", "一点十", "一点五点六", "一点五万"])
def test_what_is_no_chinese_decimal_is_not_guessed(text: str):
    assert chinese_decimal(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("59.5", "59.5"),
        ("0.5", "0.5"),
        ("-4.6", "-4.6"),
        ("+12.5", "12.5"),
        ("59.5亿", "5950000000"),
        ("-3亿", "-300000000"),
        ("2亿5千万", "250000000"),
        ("3亿6千万", "360000000"),
        ("1亿零5百万", "105000000"),
        ("35亿7600万", "3576000000"),
        ("3千5百", "3500"),
        ("1.5千", "1500"),
        ("3万亿", "3000000000000"),
        ("2百亿", "20000000000"),
        ("1234567890123456", "1234567890123456"),
    ],
)
def test_arabic_numbers(text: str, value: str):
    found = arabic(text)
    assert found == Decimal(value)
    assert str(found) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "+",
        "亿",
        "3万5亿",
        "3亿5亿",
        "3.5.6",
        "1,234",
        "3 亿",
        "三亿",
        "007",
        "000",
        "000万",
        "3万05千",
        "12345678901234567",
    ],
)
def test_what_is_no_arabic_number_is_not_guessed(text: str):
    assert arabic(text) is None


@pytest.mark.parametrize(
    ("number_", "text"),
    [("5950000000.0", "5950000000"), ("1E+2", "100"), ("1.50", "1.5"), ("0.0", "0"), ("-3.20", "-3.2")],
)
def test_plain_numbers_have_no_exponent_and_no_trailing_zeros(number_: str, text: str):
    assert str(plain(Decimal(number_))) == text


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("七八", 7, 8),
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("十五六", 15, 16),
        ("二十七八", 27, 28),
        ("三四十", 30, 40),
        ("二三百", 200, 300),
        ("五六千", 5000, 6000),
        ("三五百万", 3_000_000, 5_000_000),
        ("一百二三十", 120, 130),
    ],
)
def test_two_numbers_that_speech_names_together(text: str, low: int, high: int):
    assert neighbours(text) == (low, high)


@pytest.mark.parametrize("text", ["", "七", "三七", "八七", "一三", "二十三", "三百四", "二〇", "十五", "一二三", "78"])
def test_numbers_that_are_one_are_no_neighbours(text: str):
    assert neighbours(text) is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [("六成八", "68"), ("四成半", "45"), ("两成", "20"), ("3成", "30"), ("7.5成", "75"), ("十成", "100")],
)
def test_tenths_are_percent(text: str, percent: str):
    assert tenths(text) == Decimal(percent)


@pytest.mark.parametrize("text", ["", "六", "成", "多成", "六八成"])
def test_what_is_no_tenth_is_not_guessed(text: str):
    assert tenths(text) is None


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("百分之三", "3", True),
        ("百分之十一点八", "11.8", True),
        ("百分之98", "98", True),
        ("百分之12.5", "12.5", True),
        ("百分之百", "100", True),
        ("百分之一百二十", "120", True),
        ("千分之二", "0.2", True),
        ("万分之五", "0.05", True),
        ("四分之三", "0.75", False),
        ("三分之一", "0.3333", False),
        ("三分之二", "0.6667", False),
        ("十分之一", "0.1", False),
        ("二十五分之一", "0.04", False),
    ],
)
def test_fractions(text: str, value: str, percent: bool):
    assert fraction(text) == (Decimal(value), percent)


@pytest.mark.parametrize("text", ["", "三分", "分之三", "百分之", "三分之", "零分之一", "多分之一", "百分之多"])
def test_what_is_no_fraction_is_not_guessed(text: str):
    assert fraction(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9500", "9500"),
        ("3千万", "30000000"),
        ("五十", "50"),
        ("三千四百万", "34000000"),
        ("一〇八", "108"),
        ("三点五", "3.5"),
    ],
)
def test_amounts(text: str, value: str):
    assert number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "七八", "一二三四", "多", "x", "*", "百"])
def test_what_is_no_amount_is_not_guessed(text: str):
    assert number(text) is None


def test_magnitudes_are_tried_before_their_beginnings():
    words = list(MAGNITUDES)
    assert [(a, b) for i, a in enumerate(words) for b in words[i + 1 :] if b.startswith(a)] == []


@PROPERTY
@given(st.integers(0, 10**16 - 1))
def test_printed_chinese_numerals_come_back(value: int):
    assert chinese_integer(chinese_numeral(value)) == value


@PROPERTY
@given(st.integers(1, 10**8), st.integers(0, 6), st.sampled_from(["", *MAGNITUDES]))
def test_printed_arabic_amounts_come_back(digits: int, places: int, magnitude: str):
    text, value = arabic_amount(digits, places, magnitude)
    assert arabic(text) == value


@PROPERTY
@given(st.text("零一二三四五六七八九十百千万亿两点〇成分之0123456789.-+", max_size=14))
def test_readers_never_fail_and_give_whole_numbers_where_they_say_so(text: str):
    whole = chinese_integer(text)
    assert whole is None or (isinstance(whole, int) and whole >= 0)
    for read in (chinese_decimal, arabic, number, tenths):
        found = read(text)
        assert found is None or found.is_finite()
    pair = neighbours(text)
    assert pair is None or pair[0] < pair[1]
    share = fraction(text)
    assert share is None or share[0].is_finite()

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.values.periods import (
    Period,
    days_in,
    half,
    parse_period,
    quarter,
    read_day,
    read_month,
    read_year,
    shift,
    third,
)
from tests.printers import chinese_numeral

PROPERTY = settings(max_examples=100, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2009", "2009"),
        ("1998", "1998"),
        ("09", "2009"),
        ("49", "2049"),
        ("50", "1950"),
        ("98", "1998"),
        ("二〇〇九", "2009"),
        ("二零一九", "2019"),
        ("一九九八", "1998"),
        ("零九", "2009"),
        ("二00八", "2008"),
        ("二一六", "2016"),
        ("20xx", "XXXX"),
        ("20**", "XXXX"),
        ("xx", "XXXX"),
        ("×", "XXXX"),
        ("201x", "XXXX"),
        ("__", "XXXX"),
        ("某", "XXXX"),
    ],
)
def test_years(text: str, year: str):
    assert read_year(text) == year


@pytest.mark.parametrize(
    "text", ["", "3000", "1899", "2100", "5", "123", "12345", "一九九", "十二", "二十", "年", "²⁰⁰⁹", "२०१९"]
)
def test_what_is_no_year_is_not_guessed(text: str):
    assert read_year(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("1", "01"),
        ("05", "05"),
        ("12", "12"),
        ("元", "01"),
        ("一", "01"),
        ("十", "10"),
        ("十二", "12"),
        ("x", "XX"),
        ("*", "XX"),
        ("××", "XX"),
        ("某", "XX"),
    ],
)
def test_months(text: str, month: str):
    assert read_month(text) == month


@pytest.mark.parametrize("text", ["0", "13", "十三", "", "正", "腊", "多", "零"])
def test_what_is_no_month_is_not_guessed(text: str):
    assert read_month(text) is None


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("9", "2009", "11", "09"),
        ("31", "2009", "12", "31"),
        ("二十六", "2004", "12", "26"),
        ("29", "2020", "02", "29"),
        ("29", "XXXX", "02", "29"),
        ("31", "2009", "XX", "31"),
        ("x", "2009", "02", "XX"),
    ],
)
def test_days(text: str, year: str, month: str, day: str):
    assert read_day(text, year, month) == day


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("0", "2009", "11"),
        ("31", "2009", "11"),
        ("30", "2009", "02"),
        ("29", "2019", "02"),
        ("30", "XXXX", "02"),
        ("32", "2009", "XX"),
        ("", "2009", "11"),
    ],
)
def test_a_day_that_is_not_in_its_month_is_none(text: str, year: str, month: str):
    assert read_day(text, year, month) is None


@pytest.mark.parametrize(
    ("year", "month", "days"),
    [("2019", "02", 28), ("2020", "02", 29), ("XXXX", "02", 29), ("XXXX", "04", 30), ("2019", "XX", 31)],
)
def test_days_of_a_month(year: str, month: str, days: int):
    assert days_in(year, month) == days


@pytest.mark.parametrize(
    ("period", "text", "masked", "year"),
    [
        (Period("2010", "2010"), "2010", False, "2010"),
        (Period("2009-11-09", "2009-11-09"), "2009-11-09", False, "2009"),
        (Period.months("2009", 1, 9), "2009-01/2009-09", False, "2009"),
        (Period("2018", "2019"), "2018/2019", False, "2018"),
        (Period("XXXX-05", "XXXX-05"), "XXXX-05", True, "XXXX"),
        (Period("2019-XX", "2019-XX"), "2019-XX", True, "2019"),
        (Period("XXXX-XX", "XXXX-XX", stretch=True), "XXXX-XX/XXXX-XX", True, "XXXX"),
        (half("2010", "上"), "2010-01/2010-06", False, "2010"),
        (half("XXXX", "下"), "XXXX-07/XXXX-12", True, "XXXX"),
        (quarter("2009", 1), "2009-01/2009-03", False, "2009"),
        (quarter("2009", 4), "2009-10/2009-12", False, "2009"),
        (third("2009", "05", "上"), "2009-05-01/2009-05-10", False, "2009"),
        (third("2009", "05", "中"), "2009-05-11/2009-05-20", False, "2009"),
        (third("2020", "02", "下"), "2020-02-21/2020-02-29", False, "2020"),
        (third("2009", "04", "下"), "2009-04-21/2009-04-30", False, "2009"),
    ],
)
def test_a_period_is_written_as_the_guidelines_say_and_read_back(period: Period, text: str, masked: bool, year: str):
    assert (str(period), period.masked, period.year) == (text, masked, year)
    assert parse_period(text) == period


def test_no_text_is_no_period():
    assert parse_period("") is None


@pytest.mark.parametrize(
    ("text", "years", "shifted"),
    [
        ("2010", -1, "2009"),
        ("2009-01/2009-09", -1, "2008-01/2008-09"),
        ("2018-12/2019-03", 1, "2019-12/2020-03"),
        ("XXXX-05", -1, "XXXX-05"),
        ("2019-XX", -1, "2018-XX"),
        ("2020-02-29", -1, "2019-02-28"),
        ("2020-02-29", -4, "2016-02-29"),
        ("2020-02-21/2020-02-29", 1, "2021-02-21/2021-02-28"),
        ("XXXX-XX/XXXX-XX", 1, "XXXX-XX/XXXX-XX"),
    ],
)
def test_a_period_can_be_shifted_by_years(text: str, years: int, shifted: str):
    period = parse_period(text)
    assert period is not None
    assert str(period.shifted(years)) == shifted


@pytest.mark.parametrize(("year", "years", "shifted"), [("2009", -1, "2008"), ("1999", 1, "2000"), ("XXXX", 1, "XXXX")])
def test_a_year_can_be_shifted(year: str, years: int, shifted: str):
    assert shift(year, years) == shifted


@PROPERTY
@given(st.integers(1900, 2099))
def test_printed_years_come_back(year: int):
    spelled = "".join("〇一二三四五六七八九"[int(c)] for c in str(year))
    assert read_year(str(year)) == read_year(spelled) == read_year(spelled.replace("〇", "零")) == str(year)


@PROPERTY
@given(st.integers(1, 12), st.integers(1, 28))
def test_printed_months_and_days_come_back(month: int, day: int):
    assert read_month(str(month)) == read_month(f"{month:02d}") == read_month(chinese_numeral(month)) == f"{month:02d}"
    assert read_day(chinese_numeral(day), "2019", "02") == read_day(str(day), "2019", "02") == f"{day:02d}"

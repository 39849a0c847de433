"""Words of the report for periods, sides and numbers."""

from __future__ import annotations

from decimal import Decimal

from summarymine.corpus.panel import FORECAST, RESULT, TARGET

SIDES = {RESULT: "实际", TARGET: "目标", FORECAST: "预计"}


def said_period(period: str) -> str:
    """A period as people say it.

    >>> [said_period(p) for p in ("2019", "2020-01/2020-06", "2022-01/2022-09", "2018/2020", "XXXX", "2019-12")]
    ['2019年', '2020年上半年', '2022年1—9月', '2018—2020年', '年份不明', '2019年12月']
    """
    first, _, last = period.partition("/")
    if not last:
        return _date(first)
    if len(first) == len(last) == 4:
        return f"{first}—{last}年"
    if len(first) == len(last) == 7 and first[:4] == last[:4]:
        halves = {("01", "06"): "上半年", ("07", "12"): "下半年"}
        months = halves.get((first[5:], last[5:]), f"{int_of(first[5:])}—{int_of(last[5:])}月")
        return f"{_year(first)}{months}"
    return f"{_date(first)}—{_date(last)}"


def int_of(digits: str) -> str:
    """Digits without a leading zero; hidden ones stay."""
    return digits.lstrip("0") or digits


def _year(date: str) -> str:
    return f"{date[:4]}年" if date[:4].isdigit() else "年份不明 "


def _date(date: str) -> str:
    year, month, day = [*date.split("-"), "", ""][:3]
    words = _year(year) + (f"{int_of(month)}月" if month else "") + (f"{int_of(day)}日" if day else "")
    return words.strip()


def number(value: object) -> str:
    """A number with its thousands parted, anything else as it is.

    >>> number(Decimal("12345.60")), number(3), number(None), number("年")
    ('12,345.6', '3', '', '年')
    """
    if isinstance(value, Decimal):
        text = f"{value:,f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, int):
        return f"{value:,}"
    return "" if value is None else str(value)

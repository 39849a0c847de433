"""Numbers printed as people write them, so that reading them can be tested by the way back."""

from __future__ import annotations

from decimal import Decimal

from summarymine.values.numbers import MAGNITUDES

_DIGITS = "零一二三四五六七八九"


def chinese_numeral(number: int) -> str:
    """A whole number below 10 ** 16 in Chinese numerals.

    >>> [chinese_numeral(n) for n in (0, 10, 15, 108, 3005, 20000, 105000000)]
    ['零', '十', '十五', '一百零八', '三千零五', '二万', '一亿零五百万']
    """
    if number == 0:
        return "零"
    text = ""
    for word, size in (("亿", 10**8), ("万", 10**4)):
        above, number = divmod(number, size)
        if above:
            text += ("零" if text and above < 1000 else "") + chinese_numeral(above) + word
    if number:
        text += ("零" if text and number < 1000 else "") + _below_ten_thousand(number)
    return text.removeprefix("一") if text.startswith("一十") else text


def _below_ten_thousand(number: int) -> str:
    text, gap = "", False
    for word, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = number // size % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + word
        gap = not digit
    return text


def arabic_amount(digits: int, places: int, magnitude: str) -> tuple[str, Decimal]:
    """``digits`` with so many decimal places and a magnitude, and what it is worth.

    >>> arabic_amount(1234, 2, "万")
    ('12.34万', Decimal('123400.00'))
    """
    number = Decimal(digits).scaleb(-places)
    return f"{number:f}{magnitude}", number * MAGNITUDES.get(magnitude, Decimal(1))

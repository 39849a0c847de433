"""Numbers as they are written in Chinese prose, as exact decimals.

Arabic (``59.5``), Chinese (``三百一十二``, ``二〇〇九``), mixed with magnitudes (``3亿6千万``, ``四千二百``),
tenths (``六成八``), fractions (``四分之三``, ``百分之十一点八``) and hidden ones (``*``, ``xx``). A number that cannot be
read gives None; nothing is guessed.
"""

from __future__ import annotations

from decimal import Decimal

import regex

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "半": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
MAGNITUDES = {word: Decimal(10) ** power for word, power in
              (("万亿", 12), ("千亿", 11), ("百亿", 10), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3), ("百", 2))}  # fmt: skip
"""Words that multiply an Arabic number, longest first."""

CHINESE_DIGITS = "〇零一二三四五六七八九两十百千"

_ARABIC = regex.compile(r"[-+]?\d{1,16}(?:\.\d{1,8})?")
_SPELLED_YEAR_LIKE = regex.compile(r"[〇零一二三四五六七八九]{2,8}")
_PART = regex.compile(rf"(?P<digits>\d{{1,16}}(?:\.\d{{1,8}})?)(?P<magnitude>{'|'.join(MAGNITUDES)})?")


def chinese_integer(text: str) -> int | None:
    """A whole number in Chinese numerals, with units (``三百一十二``) or digit by digit (``二〇〇九``).

    >>> chinese_integer("三百一十二"), chinese_integer("二〇〇九"), chinese_integer("两亿五千万"), chinese_integer("十")
    (312, 2009, 250000000, 10)
    >>> chinese_integer("一二百") is None
    True
    """
    if _SPELLED_YEAR_LIKE.fullmatch(text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total = section = 0
    digit: int | None = None
    lowest = 10**4
    for c in text:
        if c in _SMALL:
            if digit is None and (c != "十" or section % 100):
                return None
            section += (1 if digit is None else digit) * _SMALL[c]
            lowest, digit = _SMALL[c], None
        elif c in _LARGE:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _LARGE[c] if c == "亿" else total + section * _LARGE[c]
            section, digit, lowest = 0, None, 10**4
        elif c in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[c]
        else:
            return None
    # 三万五 means 35,000 in speech; too rare in reports to be read as such.
    return total + section + (digit or 0) if text else None


def chinese_decimal(text: str) -> Decimal | None:
    """A Chinese number with an optional decimal part: ``十一点八``.

    >>> chinese_decimal("十一点八")
    Decimal('11.8')
    """
    whole, point, rest = text.partition("点")
    number = chinese_integer(whole)
    if number is None or (point and not (rest and all(c in _DIGITS for c in rest))):
        return None
    return Decimal(f"{number}.{''.join(str(_DIGITS[c]) for c in rest)}") if point else Decimal(number)


def arabic(text: str) -> Decimal | None:
    """An Arabic number with magnitudes, also several in a row that fall: ``3亿6千万``.

    >>> arabic("59.5亿"), arabic("3亿6千万"), arabic("-4.6")
    (Decimal('5950000000'), Decimal('360000000'), Decimal('-4.6'))
    >>> arabic("3万5亿") is None
    True
    """
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    total, at, last = Decimal(0), 0, Decimal("Infinity")
    for part in _PART.finditer(text):
        times = MAGNITUDES[part["magnitude"]] if part["magnitude"] else Decimal(1)
        if part.start() != at or times >= last:
            return None
        total += Decimal(part["digits"]) * times
        at, last = part.end(), times
    return plain(total) if at == len(text) and at else None


def plain(number: Decimal) -> Decimal:
    """The number without trailing zeros after the point and without an exponent.

    >>> plain(Decimal("5950000000.0")), plain(Decimal("1E+2"))
    (Decimal('5950000000'), Decimal('100'))
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def tenths(text: str) -> Decimal | None:
    """Tenths as percent: ``六成八`` is 68, ``四成半`` is 45, ``两成`` is 20.

    >>> tenths("六成八"), tenths("四成半"), tenths("3成")
    (Decimal('68'), Decimal('45'), Decimal('30'))
    """
    before, mark, after = text.partition("成")
    whole = arabic(before) or chinese_decimal(before)
    if not mark or whole is None:
        return None
    rest = 5 if after == "半" else _DIGITS.get(after, 0)
    return plain(whole * 10 + rest)


def fraction(text: str) -> tuple[Decimal, bool] | None:
    """A fraction and whether it is a percentage: ``四分之三``, ``百分之十一点八``, ``千分之二``.

    Fractions are rounded to four places, as the guidelines write them; 百分之 and 千分之 give percent and are exact.

    >>> fraction("三分之一"), fraction("百分之十一点八"), fraction("千分之二")
    ((Decimal('0.3333'), False), (Decimal('11.8'), True), (Decimal('0.2'), True))
    """
    below, mark, above = text.partition("分之")
    top = chinese_decimal(above) if above and not above[0].isdigit() else arabic(above)
    if not mark or top is None:
        return None
    if below == "百":
        return top, True
    if below == "千":
        return plain(top / 10), True
    bottom = chinese_integer(below)
    return (plain(round(top / bottom, 4)), False) if bottom else None


def number(text: str) -> Decimal | None:
    """Any number that stands for an amount: Arabic or Chinese, with magnitudes; None where it cannot be read.

    >>> number("9500"), number("五十"), number("三千四百万"), number("6千万"), number("七千三百万")
    (Decimal('9500'), Decimal('50'), Decimal('34000000'), Decimal('60000000'), Decimal('73000000'))
    """
    if text and text[0] in "+-0123456789":
        return arabic(text)
    return chinese_decimal(text)

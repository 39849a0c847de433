"""Numbers as they are written in Chinese prose, as exact decimals.

Arabic (``59.5``), Chinese (``三百一十二``, ``二〇〇九``), mixed with magnitudes (``3亿6千万``, ``四千二百``), spoken
ranges (``七八``), tenths (``六成八``) and fractions (``四分之三``, ``百分之十一点八``). A number that cannot be read
gives None; nothing is guessed.
"""

from __future__ import annotations

from decimal import Decimal

import regex

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_LEVELS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))
_POWERS = (
    ("万亿", 12), ("千亿", 11), ("百亿", 10), ("亿", 8), ("千万", 7), ("百万", 6), ("万", 4), ("千", 3), ("百", 2),
)  # fmt: skip
MAGNITUDES = {word: Decimal(10) ** power for word, power in _POWERS}
"""Words that multiply an Arabic number; none stands behind its own beginning."""

_PERCENT = {"百": 1, "千": 10, "万": 100}
_ARABIC = regex.compile(r"[-+]?(?!0\d)\d{1,16}(?:\.\d{1,8})?")
_DIGIT_BY_DIGIT = regex.compile(r"[〇零一二三四五六七八九]{2,8}")
_PART = regex.compile(rf"零?(?P<digits>(?!0\d)\d{{1,16}}(?:\.\d{{1,8}})?)(?P<magnitude>{'|'.join(MAGNITUDES)})?")
_NEIGHBOURS = regex.compile(
    r"(?P<head>(?:.{0,8}[十百千万亿])?)(?P<low>[一二两三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千万亿]{0,4})"
)


def chinese_integer(text: str) -> int | None:
    """A whole number in Chinese numerals, with units (``三百一十二``) or digit by digit (``二〇〇九``).

    >>> chinese_integer("三百一十二"), chinese_integer("二〇〇九"), chinese_integer("两亿五千万"), chinese_integer("十")
    (312, 2009, 250000000, 10)
    >>> chinese_integer("三千五"), chinese_integer("三千零五"), chinese_integer("五百三千")
    (3500, 3005, None)
    """
    if _DIGIT_BY_DIGIT.fullmatch(text):
        return int("".join(str(_DIGITS[c]) for c in text))
    return _below(text, 0) if text else None


def _below(text: str, level: int) -> int | None:
    """The number in *text*, which may hold units from *level* of `_LEVELS` downwards; nothing is 0."""
    if level == len(_LEVELS):
        return _DIGITS.get(text) if text else 0
    word, size = _LEVELS[level]
    above, mark, rest = text.rpartition(word)
    if not mark:
        return _below(text, level + 1)
    # Before 万 and 亿 stands a smaller number; before 千, 百 and 十 one digit, which 十 can do without.
    count = _below(above, level + 1) if size >= 10**4 else _DIGITS.get(above or ("一" if word == "十" else ""))
    # 三千五 is 3,500: a digit right behind a unit counts tenths of it; 3,005 is 三千零五.
    tenth = size // 10 if rest in _DIGITS and size > 10 else 1
    remainder = _below(rest.lstrip("零〇"), level + 1)
    return count * size + remainder * tenth if count and remainder is not None else None


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
    >>> arabic("3万5亿") is None, arabic("000万") is None
    (True, True)
    """
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    sign = -1 if text[:1] == "-" else 1
    text = text.removeprefix("-").removeprefix("+")
    total, at, last = Decimal(0), 0, Decimal("Infinity")
    for part in _PART.finditer(text):
        times = MAGNITUDES[part["magnitude"]] if part["magnitude"] else Decimal(1)
        if part.start() != at or times >= last:
            return None
        total += Decimal(part["digits"]) * times
        at, last = part.end(), times
    return plain(sign * total) if at == len(text) and at else None


def plain(number: Decimal) -> Decimal:
    """The number without trailing zeros after the point and without an exponent.

    >>> plain(Decimal("5950000000.0")), plain(Decimal("1E+2"))
    (Decimal('5950000000'), Decimal('100'))
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def neighbours(text: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers that speech names together: ``七八``, ``十五六``, ``三四十``, ``三五百万``; else None.

    >>> neighbours("七八"), neighbours("十五六"), neighbours("三五百")
    ((Decimal('7'), Decimal('8')), (Decimal('15'), Decimal('16')), (Decimal('300'), Decimal('500')))
    >>> neighbours("三七") is None, neighbours("二十三") is None
    (True, True)
    """
    match = _NEIGHBOURS.fullmatch(text)
    if match is None:
        return None
    low, high = (chinese_integer(match["head"] + match[side] + match["tail"]) for side in ("low", "high"))
    apart = _DIGITS[match["high"]] - _DIGITS[match["low"]]
    if low is None or high is None or not (apart == 1 or match["low"] + match["high"] == "三五"):
        return None
    return Decimal(low), Decimal(high)


def tenths(text: str) -> Decimal | None:
    """Tenths as percent: ``六成八`` is 68, ``四成半`` is 45, ``两成`` is 20.

    >>> tenths("六成八"), tenths("四成半"), tenths("3成")
    (Decimal('68'), Decimal('45'), Decimal('30'))
    """
    before, mark, after = text.partition("成")
    whole = number(before)
    if not mark or whole is None:
        return None
    rest = 5 if after == "半" else _DIGITS.get(after, 0)
    return plain(whole * 10 + rest)


def fraction(text: str) -> tuple[Decimal, bool] | None:
    """A fraction and whether it is a percentage: ``四分之三``, ``百分之十一点八``, ``千分之二``.

    Fractions are rounded to four places, as the guidelines write them; 百分之, 千分之 and 万分之 give percent and
    are exact.

    >>> fraction("三分之一"), fraction("百分之十一点八"), fraction("千分之二")
    ((Decimal('0.3333'), False), (Decimal('11.8'), True), (Decimal('0.2'), True))
    """
    below, mark, above = text.partition("分之")
    top = Decimal(100) if above == "百" else number(above)
    if not mark or top is None:
        return None
    if below in _PERCENT:
        return plain(top / _PERCENT[below]), True
    bottom = chinese_integer(below)
    return (plain(round(top / bottom, 4)), False) if bottom else None


def number(text: str) -> Decimal | None:
    """Any number that stands for an amount: Arabic or Chinese, with magnitudes; None where it cannot be read.

    Chinese digits in a row are a year or a house number, and no amount unless a zero is among them.

    >>> number("9500"), number("五十"), number("三千四百万"), number("6千万"), number("七千三百万")
    (Decimal('9500'), Decimal('50'), Decimal('34000000'), Decimal('60000000'), Decimal('73000000'))
    >>> number("七八") is None, number("一〇八")
    (True, Decimal('108'))
    """
    if text and text[0] in "+-0123456789":
        return arabic(text)
    if _DIGIT_BY_DIGIT.fullmatch(text) and not regex.search("[〇零]", text):
        return None
    return chinese_decimal(text)

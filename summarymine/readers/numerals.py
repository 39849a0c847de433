"""The numbers that word processors put before paragraphs: 一, 甲, ①, 壹, iv, c.

Formats that keep automatic numbering apart from the text (Word, OpenDocument) name a system of numerals for each
level of a list; `numeral` writes a number in it.
"""

from __future__ import annotations

from unicodedata import category

CHINESE = "一"
FORMAL = "壹"
FORMAL_TRADITIONAL = "壹繁"
DIGITS = "〇"
STEMS = "甲"
BRANCHES = "子"
CIRCLED = "①"
BRACKETED = "⑴"
DOTTED = "⒈"
BRACKETED_CHINESE = "㈠"
CIRCLED_CHINESE = "㊀"
FULL_WIDTH = "１"
ARABIC = "1"
TWO_DIGITS = "01"
ROMAN, SMALL_ROMAN = "I", "i"
LETTER, SMALL_LETTER = "A", "a"

LONGEST = 100
"""Characters of the longest label that is put before a paragraph; a made file could repeat one of a megabyte."""

_UNITS = ("", "十", "百", "千")
_FORMAL_UNITS = str.maketrans("十百千", "拾佰仟")
_COUNTING = "零一二三四五六七八九"
_FORMAL = {FORMAL: "零壹贰叁肆伍陆柒捌玖", FORMAL_TRADITIONAL: "零壹貳參肆伍陸柒捌玖"}
_DIGIT = "〇一二三四五六七八九"
_ROMAN = tuple(zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                   ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"), strict=True))  # fmt: skip
_CLOSING = "、，。．：；）】〕》」"
_MOST_ROMAN = 3_999
_MOST_LETTERS = 26 * 5


def _series(*ranges: tuple[str, int]) -> str:
    return "".join(chr(ord(first) + i) for first, many in ranges for i in range(many))


_SERIES = {
    STEMS: "甲乙丙丁戊己庚辛壬癸",
    BRANCHES: "子丑寅卯辰巳午未申酉戌亥",
    CIRCLED: _series(("①", 20), ("㉑", 15), ("㊱", 15)),
    BRACKETED: _series(("⑴", 20)),
    DOTTED: _series(("⒈", 20)),
    BRACKETED_CHINESE: _series(("㈠", 10)),
    CIRCLED_CHINESE: _series(("㊀", 10)),
}


def numeral(number: int, system: str) -> str:
    """*number* in a system of numerals; in Arabic digits where the system does not go as far.

    >>> [numeral(12, system) for system in (CHINESE, CIRCLED, STEMS, FORMAL, SMALL_ROMAN, LETTER, TWO_DIGITS)]
    ['十二', '⑫', '12', '壹拾贰', 'xii', 'L', '12']
    >>> [numeral(number, CHINESE) for number in (1, 10, 20, 101, 110)]
    ['一', '十', '二十', '一百零一', '一百一十']
    """
    plain = str(number)
    if series := _SERIES.get(system):
        return series[number - 1] if 0 < number <= len(series) else plain
    if system == CHINESE:
        return _with_units(number).removeprefix("一" if 10 <= number < 20 else "") or plain
    if digits := _FORMAL.get(system):
        written = _with_units(number).translate(_FORMAL_UNITS)
        return written.translate(str.maketrans(_COUNTING, digits)) or plain
    if system == DIGITS:
        return "".join(_DIGIT[int(digit)] for digit in plain) if number >= 0 else plain
    if system == FULL_WIDTH:
        return "".join(chr(ord(char) + 0xFEE0) for char in plain)
    if system == TWO_DIGITS:
        return f"{number:02}"
    if system in (ROMAN, SMALL_ROMAN):
        roman = _roman(number) or plain
        return roman if system == ROMAN else roman.lower()
    if system in (LETTER, SMALL_LETTER):
        letters = chr(ord("A") + (number - 1) % 26) * ((number + 25) // 26) if 0 < number <= _MOST_LETTERS else plain
        return letters if system == LETTER else letters.lower()
    return plain


def _with_units(number: int) -> str:
    if not 0 < number < 10**4:
        return ""
    digits = str(number)
    written = "".join(
        _COUNTING[int(digit)] + (_UNITS[power] if digit != "0" else "")
        for digit, power in zip(digits, range(len(digits) - 1, -1, -1), strict=True)
    )
    return written.rstrip("零").replace("零零", "零")


def _roman(number: int) -> str:
    if not 0 < number <= _MOST_ROMAN:
        return ""
    written = ""
    for value, letters in _ROMAN:
        many, number = divmod(number, value)
        written += letters * many
    return written


def labelled(label: str, text: str) -> str:
    """A paragraph with its label in front, parted by a space unless the label ends in what parts already.

    >>> labelled("一、", "2019年工作"), labelled("1.", "5家企业"), labelled("①", "税收"), labelled("●", "税收")
    ('一、2019年工作', '1. 5家企业', '①税收', '● 税收')
    """
    if not label or not text:
        return label + text
    closed = label[-1] in _CLOSING or category(label[-1]) == "No"
    return f"{label}{text}" if closed else f"{label} {text}"

"""What a reader of a sheet sees in a cell: numbers, percentages and dates by their number format, texts in one line.

A workbook keeps 0.125 and the format ``0.0%`` apart; the sheet shows 12.5%. Only what says something about the
amount is followed: decimals, percent, thousands that are cut off, words around the number, the parts of a date.
Colours, widths, separators of thousands and signs of currencies are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite

import regex

from summarymine.readers.lines import tidy

BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss",
    27: "yyyy年m月", 28: "m月d日", 29: "m月d日", 30: "m-d-yy", 31: "yyyy年m月d日", 32: "h时mm分", 33: "h时mm分ss秒",
    34: "h时mm分", 35: "h时mm分ss秒", 36: "yyyy年m月", 50: "yyyy年m月", 51: "m月d日", 52: "yyyy年m月", 53: "m月d日",
    54: "m月d日", 55: "h时mm分", 56: "h时mm分ss秒", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""Number formats that a workbook names without writing them, in their Chinese form (ECMA-376, 18.8.30)."""

DAY = "yyyy年m月d日"
"""The format of a date whose own is not known."""

_LONGEST_FORMAT = 255
_TOKEN = regex.compile(
    r"""(?s) "(?P<quoted>[^"]{0,255})"? | [\\!](?P<escaped>.) | [_*]. | \[(?P<bracket>[^\]]{0,255})\]?
      | (?P<general>General|G/通用格式) | (?P<exponent>[Ee][+-]) | AM/PM | A/P | 上午/下午
      | (?P<date>[yY]{1,4}|[eE]{1,4}|[mM]{1,5}|[dD]{1,4}|[hH]{1,2}|[sS]{1,2}|[aA]{3,4})
      | (?P<digit>[0\#?]) | (?P<end>;) | (?P<plain>.)""",
    regex.VERBOSE,
)
_ELAPSED = regex.compile(r"[hHmMsS]{1,3}")
_CONDITION = regex.compile(r"[<>=]")
_CURRENCY = regex.compile(r"[¥￥$€£]")
_WHOLE = 10**15  # a float tells no more digits apart
_DAYS = 2_958_466  # to the end of the year 9999
_SHOWN_NUMBER = regex.compile(r"[-+]?(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,20})(?:\.\d{1,20})?%?")
_SHOWN_MONTH = regex.compile(r"\d{4}[-/.]\d{1,2}")
_LETTERSPACED = regex.compile(r"\p{Han}(?: \p{Han}){1,11}")
_ESCAPED = regex.compile(r"_x(?P<code>[0-9A-Fa-f]{4})_")
_BREAKS = regex.compile(r"[\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_UNSEEN = regex.compile(r"[\x00-\x08\x0e-\x1b\x7f\p{Cs}]")
_FIGURE = regex.compile(r"[-+]?\d{1,20}(?:\.\d{1,20})?%?")


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the formats, parted by semicolons, that a number format has for numbers above, below and at zero."""

    dates: str = ""
    digits: bool = False
    least: int = 0
    most: int = 0
    percents: int = 0
    thousands: int = 0
    before: str = ""
    behind: str = ""
    general: bool = False


def plain_text(written: str) -> str:
    r"""A text as a line: line ends and spaces made for the eye are none.

    >>> plain_text("同比增长\n（%）"), plain_text("合   计"), plain_text(" 其中：\t工业")
    ('同比增长（%）', '合计', '其中： 工业')
    """
    if written.isprintable() and " " not in written:
        return written  # most cells, of which there may be a million
    text = tidy(_UNSEEN.sub("", _BREAKS.sub("\n", written)))
    return text.replace(" ", "") if _LETTERSPACED.fullmatch(text) else text


def unescaped(written: str) -> str:
    """A text of an `.xlsx`, which writes a character that XML forbids as ``_x000D_``.

    >>> unescaped("税收_x000D_收入_x005F_x")
    '税收\\r收入_x'
    """
    return _ESCAPED.sub(lambda found: chr(int(found["code"], 16)), written) if "_x" in written else written


def is_figure(text: str) -> bool:
    """Whether a cell is nothing but a number.

    >>> is_figure("-3.5%"), is_figure("3.5亿元")
    (True, False)
    """
    return _FIGURE.fullmatch(text) is not None


def shown(value: float, code: str = "", *, from_1904: bool = False) -> str:
    """A number as the sheet shows it under the number format *code*; "" is General.

    >>> shown(3.0), shown(0.1 + 0.2), shown(1e21), shown(0.1246, "0.0%"), shown(1234.5, "#,##0.00_ ")
    ('3', '0.3', '1000000000000000000000', '12.5%', '1234.50')
    >>> shown(43529, "yyyy/m/d"), shown(43529, 'yyyy"年"m"月";@'), shown(-2.5, "0.0_ ;[Red](0.0)")
    ('2019年3月5日', '2019年3月', '-2.5')
    """
    if not isfinite(value):
        return ""
    if not code:
        return _general(value)
    sections = _sections(code[:_LONGEST_FORMAT])
    at = 0 if value > 0 or len(sections) == 1 or (value == 0 and len(sections) == 2) else 1 if value < 0 else 2
    section = sections[at]
    if section.dates:
        return _date(value, section.dates, from_1904=from_1904) or _general(value)
    if section.general or abs(value) >= _WHOLE:
        return section.before + _general(value) + section.behind
    if not section.digits:
        return section.before
    number = Decimal(f"{abs(value):.15g}").scaleb(2 * section.percents - 3 * section.thousands)
    text = format(number.quantize(Decimal(1).scaleb(-section.most), ROUND_HALF_UP), "f")
    if section.most > section.least:
        whole, _, part = text.partition(".")
        part = part[: section.least] + part[section.least :].rstrip("0")
        text = f"{whole}.{part}" if part else whole
    sign = "-" if value < 0 and text.strip("0.") else ""
    return section.before + sign + text + section.behind


def shown_date(moment: datetime, code: str = DAY) -> str:
    """A date with the parts that its number format shows.

    >>> shown_date(datetime(2019, 3, 5)), shown_date(datetime(2019, 3, 5), "yyyy-mm")
    ('2019年3月5日', '2019年3月')
    """
    return _parts(moment, _sections(code[:_LONGEST_FORMAT])[0].dates or "ymd")


def reshown(text: str, moment: datetime | None = None) -> str:
    """A number or, with its *moment*, a date that a sheet has written out, in the form that `shown` gives it.

    >>> reshown("¥1,234.50"), reshown("12.5%"), reshown("2019-03-05", datetime(2019, 3, 5)), reshown("约3亿元")
    ('1234.50', '12.5%', '2019年3月5日', '约3亿元')
    """
    if moment is not None:
        return text if "月" in text or "年" in text else _parts(moment, "ym" if _SHOWN_MONTH.fullmatch(text) else "ymd")
    bare = _CURRENCY.sub("", text).strip()
    return bare.replace(",", "") if _SHOWN_NUMBER.fullmatch(bare) else text


def _general(value: float) -> str:
    text = f"{value:.15g}"
    text = format(Decimal(text), "f") if "e" in text else text
    return (text.rstrip("0").rstrip(".") if "." in text else text) if value else "0"


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[_Section, ...]:
    tokens: list[list[tuple[str, str]]] = [[]]
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or ""
        if kind == "end":
            tokens.append([])
        elif kind:
            tokens[-1].append((kind, found[kind]))
    if not code or any(kind == "bracket" and _CONDITION.match(text) for section in tokens for kind, text in section):
        return (_Section(general=True),)
    return tuple(_section(section) for section in tokens[:3])


def _section(tokens: list[tuple[str, str]]) -> _Section:
    words = ["", ""]  # before the digits, and behind them
    dates: list[str] = []
    places = ["", ""]  # the digits before the point, and behind it
    point = commas = percents = 0
    general = False
    for kind, text in tokens:
        if kind == "date" or (kind == "bracket" and _ELAPSED.fullmatch(text)):
            dates.append(text[0].lower().replace("e", "y"))
        elif kind == "digit":
            general = general or bool(words[1])  # 0"."0: an ornament inside the number
            places[point] += text
            commas = 0
        elif kind in ("general", "exponent") or (kind == "plain" and (text == "@" or (text == "/" and places[0]))):
            general = True
        elif kind == "plain" and text == "." and not point and not dates:
            point = 1
        elif kind == "plain" and text == "," and places[0]:
            commas += 1
        elif kind == "plain" and text == "%":
            percents += 1
        elif kind in ("quoted", "escaped", "plain") and text not in ("(", ")"):
            words[bool(places[0] or places[1] or general)] += _CURRENCY.sub("", text)
    digits = "0" in "".join(places) or "#" in "".join(places)
    before, behind = (word.strip() for word in words)
    if general and digits:  # fractions, powers and ornaments are not followed
        return _Section(general=True)
    return _Section(
        dates="".join(_with_minutes(dates)),
        digits=digits,
        least=places[1].count("0"),
        most=len(places[1]),
        percents=percents,
        thousands=commas,
        before=before.removeprefix("-") if digits or general else before,
        behind="%" * percents + behind,
        general=general,
    )


def _with_minutes(letters: list[str]) -> list[str]:
    """The letters of a date format; ``m`` beside hours or seconds is ``n``, the minutes."""
    near = ["", *letters, ""]
    return ["n" if one == "m" and (near[i] == "h" or near[i + 2] == "s") else one for i, one in enumerate(letters)]


def _date(serial: float, letters: str, *, from_1904: bool) -> str:
    if not 0 <= serial < _DAYS:
        return ""
    # The first of March 1900 is day 61, since a leap day was counted that the year 1900 did not have.
    first = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 if serial >= 61 else 31)
    try:
        moment = first + timedelta(seconds=round(serial * 86_400))
    except OverflowError:
        return ""
    return _parts(moment, letters)


def _parts(moment: datetime, letters: str) -> str:
    if not set(letters) & set("ymdhns"):
        letters = "ymd"
    day = "".join(
        (f"{moment.year}年" * ("y" in letters), f"{moment.month}月" * ("m" in letters), f"{moment.day}日" * ("d" in letters))
    )  # fmt: skip
    time = f"{moment:%H:%M}" if "h" in letters or "n" in letters else ""
    return " ".join(filter(None, (day, "" if day and time == "00:00" else time)))

"""Quantities: every number with its unit, whether it is a figure or not.

Reading guide. `_QUANTITY` is composed of named atoms: a number (Arabic, Chinese, hidden), a magnitude, words for
“and more”, a unit from ``lexicons/units.toml``. `find_quantities` reads each match into an exact value, joins
ranges, and says what `not_figures` should know. A number that cannot be read is left out, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import DateMention, Quantity
from summarymine.records import Number
from summarymine.values.numbers import MAGNITUDES, fraction, number, plain, tenths
from summarymine.values.units import find_unit, units

_MORE = "多|余|来(?=万|亿|个|家|户|人|名)|几(?=万|亿)"
_MAGNITUDE = "万亿|千亿|百亿|千万(?!级)|百万(?!级)|亿|万|千(?!瓦|伏|米|克|卡)|百"
_HIDDEN = r"\d{0,3}[*×xX]{1,4}(?:\.\d{1,2}|\*)?|[*×]\.\d{1,3}"
_CHINESE = r"[一二两三四五六七八九十][〇零一二三四五六七八九十百千万亿]{0,12}(?:点[〇零一二三四五六七八九]{1,4})?"
_RANGE = r"\ ?(?:—{1,2}|-{1,2}|~|至|到)\ ?"


@cache
def _unit_pattern() -> str:
    names = sorted(units(), key=len, reverse=True)
    plain_names = "|".join(map(regex.escape, names))
    return rf"(?:{plain_names})(?:/(?:{plain_names}|日|年|月|天|时))?"


@cache
def pattern() -> regex.Pattern[str]:
    """The pattern of a quantity; compiled once, since it holds every unit of the lexicon."""
    unit = _unit_pattern()
    value = rf"(?:\d{{1,16}}(?:\.\d{{1,8}})?|{_CHINESE})"
    return regex.compile(
        rf"""
          (?P<double> 翻(?:了)?(?P<times>[一两二三四])?番 )
        | (?P<tenths> (?:[一二两三四五六七八九](?:到[二三四五六七八九])?|\d(?:\.\d)?|(?P<ten_hidden>[*×x])) 成 (?!立|本|果|效|员|为|熟|功|绩|套|品|长|都|交|分|份|型|就|灾|人)(?:[一二三四五六七八九半])? ) (?P<more3>多)?
        | (?P<fraction> (?:百|千|[二两三四五六七八九十])分之(?:[\d.]{{1,8}}|{_CHINESE}) ) (?P<more4>多|强)?
        | (?P<half> 一半|半数 ) (?P<more5>多)?
        | (?P<zero> (?<=为|是)零 (?=[，。；、）]|$) )
        | (?P<hidden> (?<![\dA-Za-z*×\p{{Han}}]|[号]) (?:{_HIDDEN}) | (?<=[\p{{Han}}，、“（]) (?:{_HIDDEN}) ) (?P<hidden_magnitude>{_MAGNITUDE})? (?P<hidden_unit>{unit}|成)
        | (?P<round> (?<=近|上|过|超)(?:百万|千万|十亿|百亿|千亿|百|千|万|亿)(?:余|多)? ) (?P<round_unit>{unit})? (?=[，。；、）的]|\p{{Han}})
        | (?P<low> (?<![\d.A-Za-z×\#+]) [-+]? {value} ) (?P<low_more>{_MORE})?
          (?: (?P<low_magnitude>(?:个多?(?=亿|万))?(?:{_MAGNITUDE})) (?P<tail>\d{{1,4}}(?:千万|百万|万|千|百))? )? (?P<tail_more>多|余)? (?P<low_unit>{unit})?
          (?: {_RANGE} (?P<high> \d{{1,16}}(?:\.\d{{1,8}})?|{_CHINESE}) (?P<high_magnitude>{_MAGNITUDE})? (?P<high_unit>{unit}) )?
          (?P<after_more>多|余|来)? (?P<after_unit>(?<=多|余)(?:次|户|家|个))?
        | (?P<dropped> (?<=[\p{{Han}}）”\#]\ |[、，]\ |增长|下降|达|实现|完成|占|现|资|万)
              (?P<dropped_magnitude>万亿|亿|万)?(?P<dropped_unit>%|元|美元|平方公里|平方米|公里|亩|吨|人(?=[。，；])|万) ) (?=[，。；、）：的 ]|\p{{Han}}|$)
        """,
        regex.VERBOSE,
    )


# A measure word that is the beginning of another word: 4口岸, 5对接, 2批复.
_UNIT_IN_WORD = regex.compile(
    r"口[岸径]|对[接口]|条[件例]|处[理置于]|批[准复发]|期[间限末货]|名[单列称]|场[地平所]|位[于置]|片区|班[长子]|台[账子阶]|部[门分]|本[地级区]|所有|回头|支[持撑]|节[能约]|列[入为]|张贴|间[接距]|起[来步]|面[积向]|方[面向案]|份额|件事|家[庭属]|人[才均]|道路|门类|类[型似]|项目"
)
_ISSUES = regex.compile(r"、\d{1,3}期|）")
_MONEY_BEFORE = regex.compile(r"投资|资金|产值|收入|贷款|融资|税|计划|补助|补贴|利润|净增|增")
_GROUP_AHEAD = regex.compile(r"以[上下]|级|大关|项目|企业|产值(?!完)|[A-Z]|生产总值|税|地(?!区)|以内的|斤|左右")
_NUMERAL = regex.compile(r"[一二两三四五六七八九十百千万亿零〇]")


def find_quantities(view: TextView, dates: Sequence[DateMention] = ()) -> list[Quantity]:
    """The quantities of a view that overlap no date, in order.

    >>> [(str(q.value), q.unit, q.bound) for q in find_quantities(TextView.identity("完成投资5.3亿元，检查企业30余次，占六成八"))]
    [('530000000', '元', 'exact'), ('30', '次', 'at_least'), ('68', '%', 'exact')]
    >>> [q.value is None for q in find_quantities(TextView.identity("完成产值 亿元，增长*%。"))]
    [True, True]
    """
    taken = iter(sorted((d.span.start, d.span.end) for d in dates))
    begin, end = next(taken, (len(view) + 1, len(view) + 1))
    found: list[Quantity] = []
    for quantity in _read_all(view.text):
        while end <= quantity.span.start:
            begin, end = next(taken, (len(view) + 1, len(view) + 1))
        if quantity.span.end <= begin:
            found.append(quantity)
    return found


def _read_all(text: str) -> Iterator[Quantity]:
    for match in pattern().finditer(text):
        quantity = _read(text, match)
        if quantity:
            yield quantity


def _read(text: str, match: regex.Match[str]) -> Quantity | None:
    got = match.groupdict()
    span = Span(match.start(), match.end())
    more = "多" in (got["low_magnitude"] or "") or any(got[name] for name in ("low_more", "tail_more", "after_more", "more3", "more4", "more5"))
    more = more or bool(got["round"]) and (got["round"][-1] in "余多" or text[span.start - 1] != "近")
    bound = "at_least" if more else "exact"
    if got["double"]:
        percent = Decimal(100) * (2 ** {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}.get(got["times"] or "一", 1) - 1)
        more = text.startswith("多", match.end())
        return Quantity(Span(span.start, span.end + more), percent, "%", "at_least" if more else "exact", "quantity.double", spoken=True)
    if got["tenths"]:
        value = None if got["ten_hidden"] else tenths(got["tenths"].replace("到", ""))
        return Quantity(span, value, "%", bound, "quantity.tenths", spoken=True)
    if got["fraction"]:
        read = fraction(got["fraction"])
        return Quantity(span, read[0], "%" if read[1] else "", bound, "quantity.fraction", spoken=True) if read else None
    if got["half"]:
        return Quantity(span, Decimal(50), "%", bound, "quantity.half", spoken=True)
    if got["zero"]:
        return Quantity(span, Decimal(0), "", "exact", "quantity.zero", spoken=True)
    if got["round"]:
        unit = find_unit(got["round_unit"] or "元")
        word = got["round"].rstrip("余多")
        return Quantity(span, number("一" + word), unit.name if unit else "", bound, "quantity.round", spoken=True)
    if got["hidden"]:
        unit = find_unit("%" if got["hidden_unit"] == "成" else got["hidden_unit"])
        if unit is not None and unit.strict:
            return None
        return Quantity(span, None, unit.name if unit else "", "exact", "quantity.hidden")
    if got["dropped"]:
        return _dropped(text, match)
    return _number(text, match, bound)


def _dropped(text: str, match: regex.Match[str]) -> Quantity | None:
    """A unit whose number was lost: 完成产值 亿元."""
    after = text[match.end() : match.end() + 4]
    before = text[: match.start()][-2:]
    spaced = before.endswith(" ")
    name = match["dropped_unit"]
    if name == "万":
        return None
    if _NUMERAL.search(before[-1:]) or (not spaced and match["dropped_magnitude"] is None and name != "%"):
        return None
    if _GROUP_AHEAD.match(after) or (not spaced and after[:1] and "\u4e00" <= after[0]):
        return None
    unit = find_unit(name)
    return Quantity(Span(match.start(), match.end()), None, unit.name if unit else name, "exact", "quantity.dropped")


def _number(text: str, match: regex.Match[str], bound: str) -> Quantity | None:
    got = match.groupdict()
    low = got["low"]
    spoken = not any(c.isdigit() and c.isascii() for c in low)
    unit_text = got["high_unit"] or got["low_unit"] or ""
    if got["after_unit"] and got["low_unit"]:
        unit_text = got["low_unit"] if find_unit(got["low_unit"] + got["after_unit"]) is None else got["low_unit"] + got["after_unit"]
    unit = find_unit(unit_text) if unit_text else None
    end = match.end()
    if unit is None:
        # A bare number is a quantity only with a magnitude of its own: 8.63万网友, 投资1400万.
        if not ((got["low_magnitude"] or "")[-1:] in ("万", "亿") and (not spoken or "个" in (got["low_magnitude"] or ""))):
            return None
        if _MONEY_BEFORE.search(text[max(0, match.start() - 8) : match.start()]):
            unit = find_unit("元")
    value = _value(got)
    if value is None or (unit is not None and unit.strict and spoken):
        return None
    if unit_text and (_UNIT_IN_WORD.match(text, end - 1) or unit_text == "期" and _ISSUES.match(text, end)):
        return None
    if not isinstance(value, Decimal) and value is not None and value[0] > value[1]:
        return None
    return Quantity(Span(match.start(), end), value, unit.name if unit else "", bound, "quantity.number", spoken)


def _value(got: dict[str, str | None]) -> Number:
    # 六个多亿 is spoken for 六亿多.
    got["low_magnitude"] = (got["low_magnitude"] or "").lstrip("个多") or None
    low_text = got["low"] or ""
    low = number(low_text + (got["low_magnitude"] or "") + (got["tail"] or ""))
    if low is None and got["low_magnitude"]:
        # 三千四百余万: the numeral stops before the magnitude.
        head = number(low_text)
        low = head * MAGNITUDES[got["low_magnitude"]] if head is not None else None
    elif low is not None and got["low_magnitude"] and low_text[-1:] in "百千十" and not got["tail"]:
        head = number(low_text)
        low = head * MAGNITUDES[got["low_magnitude"]] if head is not None else low
    if got["high"] is None or low is None:
        return plain(low) if low is not None else None
    high = number(got["high"] + (got["high_magnitude"] or ""))
    if high is None:
        return None
    if got["high_magnitude"] and not got["low_magnitude"] and not got["low_unit"]:
        low *= MAGNITUDES[got["high_magnitude"]]
    return (plain(low), plain(high))

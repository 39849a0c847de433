"""Quantities: every number with its unit, whether it is a figure or not.

Reading guide. `quantity_patterns` finds what is written like a quantity; here each match is read into an exact value
with its unit and bound. A number that cannot be read is left out, never guessed. What is no figure although it is a
quantity, `not_figures` says.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import DateMention, Quantity
from summarymine.pipes.quantity_patterns import pattern
from summarymine.values.numbers import MAGNITUDES, fraction, neighbours, number, plain, tenths
from summarymine.values.units import Unit, find_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.records import Number

_TIMES = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_CURRENCIES = {"US$": "美元", "$": "美元", "HK$": "港元", "€": "欧元", "£": "英镑", "¥": "元", "￥": "元"}
_LARGE = 10_000
"""From here on, words that count are hardly ever words of something else: 二千零三十亿度."""
_FROM = ("由", "从", "自")
_MORE = regex.compile("[个多余]")
_PARTED = regex.compile("(?<=个)[多余]")

# A measure word that is the beginning of another word: 4口岸, 5对接, 12306平台, 由5升至8.
_UNIT_IN_WORD = regex.compile(
    r"口[岸径子]|对[接口于照策比应]|条[件例款约]|处[理置于长级]|批[准复发评量]|期[间限末货望待]|名[单列称牌优誉]|场[地平所景外]|位[于置居]"
    r"|片[区面]|班[长子级]|台[账子阶湾胞风]|部[门分委队署]|本[地级区科]|所[有以谓]|回[头升落收报迁流访暖]|支[持撑付部队出]|节[能约日水假]"
    r"|列[入为出席]|张贴|间[接距断]|起[来步草点到]|面[积向临对貌]|方[面向案式便]|份额|件事|家[庭属长具电乡园]|人[才均民口大]|道路|门[类户槛]"
    r"|类[型似别]|项目|个[半体别性]|根[据本]|种[植养子]|套[路餐]|只[有要能是]|座[谈落]|架[构设子]|升[级至到高]|天[然津河]|平[台均稳安衡]"
    r"|担[保任当]|分[别管为成散析解层]|元[旦素件宵]|斤[两]|克[服]|单[位独元项一身]|层[面次级]|轮[胎换驶车]|例[如会外行]|村[民级庄]|镇[区村]|县[域级城]"
)
_ISSUES = regex.compile(r"、\d{1,3}期|）")
_MONEY_BEFORE = regex.compile(r"投资|资金|产值|收入|贷款|融资|税|计划|补助|补贴|利润|净增|增")
_GROUP_AHEAD = regex.compile(r"以[上下]|级|大关|项目|企业|产值(?!完)|[A-Z]|生产总值|税|地(?!区)|以内的|斤|左右")
# 完成%  同比%: the headings of a table's columns.
_HEADING = regex.compile(r"[ \t|][^，。；\n]{0,80}(?:\n|$)")
_HAN = regex.compile(r"\p{Han}")
_NUMERAL = regex.compile(r"[一二两三四五六七八九十百千万亿零〇]")


def find_quantities(view: TextView, dates: Sequence[DateMention] = ()) -> list[Quantity]:
    """The quantities of a view that overlap no date, in order.

    >>> view = TextView.identity("完成投资5.3亿元，检查企业30余次，占六成八")
    >>> [(str(q.value), q.unit, q.bound) for q in find_quantities(view)]
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
    at = 0
    while match := pattern().search(text, at):
        quantity, at = _read(text, match)
        if quantity:
            yield quantity


def _read(text: str, match: regex.Match[str]) -> tuple[Quantity | None, int]:
    """The quantity that a match means, if any, and where to go on."""
    if match["low"]:
        return _number(text, match)
    if match["double"] or match["tenth"] or match["fraction"] or match["half"] or match["zero"]:
        return _spoken(match), match.end()
    if match["round"]:
        return _round(text, match), match.end()
    return (_hidden(match) if match["hidden"] else _dropped(text, match)), match.end()


def _spoken(match: regex.Match[str]) -> Quantity | None:
    """What only words say: 翻两番, 六成八, 百分之三, 一半, 为零."""
    span, bound = Span(match.start(), match.end()), "at_least" if match["more"] else "exact"
    if match["double"]:
        times = Decimal(2) ** _TIMES[match["times"] or "一"]
        return Quantity(span, (times - 1) * 100, "%", bound, "quantity.double", spoken=True)
    if match["half"]:
        return Quantity(span, Decimal(50), "%", bound, "quantity.half", spoken=True)
    if match["zero"]:
        return Quantity(span, Decimal(0), "", bound, "quantity.zero", spoken=True)
    if match["tenth"]:
        return _with_value(span, _tenths(match), "%", bound, "quantity.tenths")
    low = fraction(match["fraction"])
    high = fraction(f"{match['below']}分之{match['fraction_to']}") if match["fraction_to"] else None
    if low is None or (match["fraction_to"] and high is None):
        return None
    return _with_value(span, (low[0], high[0]) if high else low[0], "%" if low[1] else "", bound, "quantity.fraction")


def _with_value(span: Span, value: Number, unit: str, bound: str, rule: str) -> Quantity | None:
    """A spoken quantity, or None where its value cannot be read or falls."""
    if value is None or (isinstance(value, tuple) and value[0] >= value[1]):
        return None
    return Quantity(span, value, unit, bound, rule, spoken=True)


def _tenths(match: regex.Match[str]) -> Number:
    tenth, rest = match["tenth"], match["tenth_rest"] or ""
    upper = match["tenth_to"] or match["tenth_next"]
    if match["tenth_next"] and neighbours(tenth + upper) is None:
        return None
    low, high = tenths(f"{tenth}成{'' if upper else rest}"), tenths(f"{upper}成{rest}") if upper else None
    return low if high is None or low is None else (low, high)


def _round(text: str, match: regex.Match[str]) -> Quantity | None:
    """A round number without a digit: 近百家, 突破千亿元."""
    unit = _unit(match["unit"])
    if unit is None and (match["unit"] or not match["round"].endswith("亿")):
        return None
    if unit is not None and unit.strict:
        return None
    exact = text[match.start() - 1] == "近" and not match["more"]
    span, value = Span(match.start(), match.end()), number("一" + match["round"])
    name = unit.name if unit else "元"
    return Quantity(span, value, name, "exact" if exact else "at_least", "quantity.round", spoken=True)


def _hidden(match: regex.Match[str]) -> Quantity | None:
    """A number that the text hides: xx亿元, *.5%, 某万元."""
    unit = find_unit("%" if match["unit"] == "成" else match["unit"])
    # 某户 and 某项 are somebody and something.
    if unit is None or unit.strict or (match["hidden"][0] == "某" and unit.dimension == "count"):
        return None
    bound = "at_least" if match["more"] else "exact"
    return Quantity(Span(match.start(), match.end()), None, unit.name, bound, "quantity.hidden")


def _dropped(text: str, match: regex.Match[str]) -> Quantity | None:
    """A unit whose number was lost: 完成产值 亿元."""
    start, end, name = match.start(), match.end(), match["unit"]
    spaced = text[start - 1] == " "
    if not spaced and (_NUMERAL.match(text, start - 1) or (match["magnitude"] is None and name != "%")):
        return None
    if name == "%" and not spaced and _HEADING.match(text, end):
        return None
    if _GROUP_AHEAD.match(text, end) or (not spaced and _HAN.match(text, end)):
        return None
    unit = find_unit(name)
    if unit is None or unit.strict:
        return None
    return Quantity(Span(start, end), None, unit.name, "exact", "quantity.dropped")


def _number(text: str, match: regex.Match[str]) -> tuple[Quantity | None, int]:
    """An ordinary number, or a range of two; and where to go on: behind the first where the two are no range."""
    ranged = _is_range(match, text[match.start() - 1 : match.start()])
    end = match.end() if ranged else match.end("single")
    spoken = match["low"][-1] not in "0123456789"
    written = (match["high_unit"] if ranged else None) or match["unit"]
    if written and (_UNIT_IN_WORD.match(text, end - 1) or (written == "期" and _ISSUES.match(text, end))):
        # 5000万项目: the unit is none, the number may still be one.
        written, end = None, match.start("high_unit" if ranged and match["high_unit"] else "unit")
    unit = _unit(written)
    if unit is None or unit.dimension == "money":
        unit = find_unit(_CURRENCIES[match["currency"]]) if match["currency"] else unit
    if unit is None:
        if not _stands_alone(match, spoken):
            return None, end
        unit = find_unit("元") if _MONEY_BEFORE.search(text, max(0, match.start() - 8), match.start()) else None
        if unit is None and spoken and "个" not in (match["magnitude"] or ""):
            return None, end
    value = _range(match) if ranged else _amount(match["low"], match["magnitude"], match["tail"])
    large = isinstance(value, Decimal) and value >= _LARGE
    if value is None or (unit is not None and unit.strict and spoken and not large):
        return None, end
    more = any(at <= end for _, at in match.spans("more"))
    more = more or any(word in (match["magnitude"] or "") + (written or "") for word in "多余")
    bound = "at_least" if more else "exact"
    return Quantity(Span(match.start(), end), value, unit.name if unit else "", bound, "quantity.number", spoken), end


def _unit(written: str | None) -> Unit | None:
    return find_unit(_PARTED.sub("", written)) if written else None


def _stands_alone(match: regex.Match[str], spoken: bool) -> bool:
    """Whether a number without a unit may be a quantity by its magnitude: 8.63万网友, 投资1400万, 产值三十亿."""
    magnitude = match["high_magnitude"] or match["magnitude"] or ""
    if spoken:
        return "个" in magnitude or bool(match["low"].endswith("亿"))
    return magnitude[-1:] in ("万", "亿")


def _is_range(match: regex.Match[str], before: str) -> bool:
    """Whether the two numbers of a match are the ends of a range, and not 由3家到5家 or 3家至5亿元."""
    if not match["high"] or not (match["high_unit"] or match["high_magnitude"]):
        return False
    if not match["unit"]:
        return True
    changed = before in _FROM and match["to"].strip() in ("至", "到")
    return not changed and _unit(match["unit"]) == _unit(match["high_unit"])


def _amount(digits: str, magnitude: str | None, tail: str | None = None) -> Number:
    """The value of a number and its magnitude; 六个多亿 is spoken for 六亿多, 七八百 for seven to eight hundred."""
    magnitude = _MORE.sub("", magnitude or "")
    if digits[0] not in "+-0123456789" and (two := neighbours(digits + magnitude)):
        return two
    if tail and tail[0] not in "零0123456789":
        head, rest = number(digits + magnitude), number(tail)
        return plain(head + rest) if head is not None and rest is not None else None
    value = number(digits + magnitude + (tail or ""))
    if value is None and magnitude in MAGNITUDES:
        # 十百万, 三点五亿: the numeral stops before the magnitude.
        head = number(digits)
        value = head * MAGNITUDES[magnitude] if head is not None else None
    return plain(value) if value is not None else None


def _range(match: regex.Match[str]) -> Number:
    low, high = (
        _amount(match["low"], match["magnitude"], match["tail"]),
        _amount(match["high"], match["high_magnitude"]),
    )
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return None
    if match["high_magnitude"] and not match["magnitude"] and not match["unit"]:
        # The magnitude holds for both ends, 400—500万元, unless the first is larger then: 8000—1.2万元.
        both = _amount(match["low"], match["high_magnitude"])
        low = both if isinstance(both, Decimal) and both <= high else low
    return (low, high) if low <= high else None

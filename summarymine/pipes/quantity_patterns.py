"""The pattern of a quantity, composed of named atoms.

Reading guide. An alternative each for what is written differently: doubling, tenths, fractions, halves, a zero in
words, a hidden number, a round one without a digit, the ordinary number, and a unit whose number was lost. Groups of
the same name mean the same thing in every alternative: ``more`` says “and more”, ``unit`` is the unit.
"""

from __future__ import annotations

from functools import cache

import regex

from summarymine.lexicons import any_word
from summarymine.values.units import PER, TIMES, units

_DIGIT = "一二两三四五六七八九"
_DECIMALS = "点[〇零一二三四五六七八九]{1,4}"
# 千 belongs to the unit in 七百万千瓦时.
CHINESE = rf"(?:零{_DECIMALS}|[{_DIGIT}十][〇零{_DIGIT}十百千万亿]{{0,30}}(?<!千(?=[瓦伏米克卡]))(?:{_DECIMALS})?)"
"""A number in words."""
_ARABIC = r"\d{1,16}(?:\.\d{1,8})?"
_MAGNITUDE = "万亿|千亿|百亿|千万(?!级)|百万(?!级)|亿|万(?!分)|千(?![瓦伏米克卡兆分])|百(?![兆分])"
# What may go on in words behind 亿 and 万: 2亿五千万元, 3万六千人.
_TAIL = rf"(?<=亿)[{_DIGIT}][〇零{_DIGIT}十百千]{{0,6}}万 | (?<=万)[{_DIGIT}]千[〇零{_DIGIT}十百]{{0,5}}"
_TO = r"\ ?(?:—{1,2}|-{1,2}|~|至|到)\ ?"
_HIDDEN = r"\d{0,3}[*×xX]{1,6}(?:\.[\d*×xX]{1,3}|\*)?|\d{1,4}\.[*×xX]{1,3}|[_□]{1,12}|〇{2,4}|某{1,2}"

# 几十, 数百 and 好几万 are vague; 总数十二家 is not.
NOT_VAGUE = r"(?<![几廿卅]|(?<![总户人个家件次台指分])数)"
"""Stands before a number in words that tells how many."""
# A code goes on with its number (A3, DN300); an abbreviation does not (GDP35亿元).
_NOT_CODE = r"(?<![\d.×#+]|\d[*xX])(?<!(?<![A-Za-z])[A-Za-z]|DN|PM|ISO|GB|IEC|No)"

# Tenths, and not the 成 of 成立, 成本, 成都.
_TEN = "成(?!立|本|果|效|员|为|熟|功|绩|套|品|长|都|交|分|份|型|就|灾|人|片|批|群|因|色)"

# Before 万 and 亿 these make a number, or say how many without one: 上亿元, 几万元, 每万元.
_NUMERAL_BEFORE = "[一二两三四五六七八九十百千万亿零几数多余整半上过超破逾近每单满成达]"

_DOUBLE = r"(?P<double>翻了?(?P<times>[一两二三四])?番) (?P<more>多)?"
_TENTHS = rf"""(?<![\d.{_DIGIT}十百])
    (?P<tenth> [{_DIGIT}] | \d(?:\.\d)? ) (?: {_TO}(?P<tenth_to>[{_DIGIT}]|\d) | (?P<tenth_next>[二三四五六七八九]) )? {_TEN}
    (?P<tenth_rest>[一二三四五六七八九半])? (?P<more>多)?"""
_ABOVE = rf"(?:\d{{1,3}}(?:\.\d{{1,4}})?|{CHINESE}|百)"
_FRACTION = rf"""(?<![{_DIGIT}十])
    (?P<fraction> (?P<below>[百千万]|[{_DIGIT}十][零{_DIGIT}十百]{{0,4}})分之{_ABOVE} )
    (?: {_TO}(?:百分之)?(?P<fraction_to>{_ABOVE})(?![\d年月日%]) )? (?P<more>多|强)?"""
_HALF = r"(?P<half>一半|半数) (?P<more>多)?"
_ZERO = r"(?P<zero>(?<=为|是)零(?=[，。；、）]|$))"


def _unit_names() -> str:
    """The units as they are written, also where “more” parts one: 3个多月, 两个多百分点."""
    parted = {name for name in units() if name[0] == "个" and len(name) > 1}
    return f"个[多余]?{any_word(name[1:] for name in parted)}|{any_word(units().keys() - parted)}"


@cache
def pattern() -> regex.Pattern[str]:
    """The pattern of a quantity; compiled once, since it holds every unit of the lexicon."""
    names = _unit_names()
    unit = rf"(?:{names})(?:{PER}(?:{names}|{'|'.join(TIMES)})){{0,2}}"
    return regex.compile(
        rf"""
          {_DOUBLE} | {_TENTHS} | {_FRACTION} | {_HALF} | {_ZERO}
        | (?<![\dA-Za-z*×_□〇]) (?P<hidden>{_HIDDEN}) (?P<magnitude>{_MAGNITUDE})?
              (?: (?:\d{{1,4}}|[*×xX]{{1,4}})(?:{_MAGNITUDE}) )? (?P<more>余|多)? (?P<unit>{unit}|{_TEN})
        | (?<=近|上|过|超|破|逾) (?<![网线场路通经新]上|[通经]过)
              (?P<round>百万|千万|十亿|百亿|千亿|百|千|万|亿)(?!级) (?P<more>余|多)? (?P<unit>{unit})? (?=[，。；、）的]|\p{{Han}}|$)
        | {_NOT_CODE} (?P<single>
              (?:(?P<currency>US\$|HK\$|[$€£¥￥])\ ?)? (?P<low> [-+]?{_ARABIC} | {NOT_VAGUE}{CHINESE} )
              (?P<more> 多 | 余 | 来(?={_MAGNITUDE}|{names}) | 几(?=万|亿) )?
              (?: (?P<magnitude> (?:个多?(?=亿|万))? (?:[千百][多余](?=万|亿))? (?:{_MAGNITUDE}) )
                  (?P<tail> (?:零?\d{{1,4}}(?:千万|百万|万|千|百)){{1,3}} | {_TAIL} )? )?
              (?P<more>多|余)? (?P<unit>{unit})? (?P<more>多|余)? )
          (?: (?P<to>{_TO}) (?P<high>{_ARABIC}|{CHINESE}) (?P<more>多|余)? (?P<high_magnitude>{_MAGNITUDE})? (?P<high_unit>{unit})? )?
        | (?P<dropped>
              (?: (?<=[\p{{Han}}）”\#]\ |[、，]\ |增长|下降|达|实现|完成|占|现|资|万|产值|收入|税收|总额|利润) (?P<magnitude>万亿|亿|万)?
                  (?P<unit>%|元|美元|平方公里|平方米|公里|亩|吨) (?=[，。；、）：的\ ]|\p{{Han}}|$)
              | (?<=\p{{Han}}\ {{1,2}}) (?P<magnitude>万亿|亿|万)? (?P<unit>{unit}) (?=[，。；])
              | (?<=\p{{Han}}) (?<!{_NUMERAL_BEFORE}) (?P<magnitude>亿|万) (?P<unit>元|美元|平方公里|平方米|亩|吨|人次|人) (?=[，。；、）]|的\d)
              | (?<=\p{{Han}}) (?P<unit>%) (?=[，。；]) ) )
        """,
        regex.VERBOSE,
    )

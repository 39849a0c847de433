"""Calendar expressions: one pattern of named atoms, and what a match means in a context.

Reading guide. `DATE` is composed of a year part (written, hidden or relative) and a part inside the year (months,
days, halves, quarters, ends). `resolve` turns a match into a `Period` with the years that the context gives; it
returns None where the match is no date after all (a duration, an impossible day).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from summarymine.values import periods
from summarymine.values.periods import Period, read_day, read_month, read_year, shift

TO = r"\ ?(?:—{1,2}|-{1,2}|~|至|到)\ ?"
_NUMBERS = "一二三四五六七八九"
_MASK = "xX×*_"
_YEAR = rf"""(?P<year> (?:19|20)[\d{_MASK}]{{2}} | [{_MASK}]{{2,4}} | [{_MASK}](?=\ ?年\ ?[\d{_MASK}]{{1,2}}\ ?月) | 某
             | [一二][〇零{_NUMBERS}0]{{2,3}} | 0\d | [〇零][{_NUMBERS}]
             | (?:[1-9]\d|[一二][〇零{_NUMBERS}])(?=年(?:度|底|初|末|上半|下半|\d|[{_NUMBERS}十]{{1,2}}月)) ) \ ?年度?"""
# Words in which 今年, 上年, 次年 … are no years: 如今年轻人, 以上年龄, 首次年产, 今后年度, 成本年均.
_RELATIVE = r"""(?P<relative> (?<!如|当)今年(?!轻) | 去年(?![代份]) | (?<!以)前年(?![度均]) | (?<!文)明年 | (?<![今以此之产成用运工])后年(?![度均产销])
             | (?<!以)上年度?(?![龄均]) | (?<![成资基])本年度? | 当年 | (?<![首初一二两三每\d])次年(?![产检审会报均])
             | (?<![如文当])[今明去](?=[春夏秋冬]) )"""
_M = rf"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|[{_MASK}]{{1,4}}|某|元"
_D = rf"[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|[{_MASK}]{{1,4}}|某"

# 5、6月份 and 七八月份, and no 3、4月 at the head of an item.
_PAIRS = "|".join([f"{n}、{n + 1}" for n in range(1, 12)] + [f"{a}、{b}" for a, b in pairwise(_NUMBERS)])
_PAIRS_IN_SPEECH = "|".join(a + b for a, b in pairwise(_NUMBERS))

_INSIDE = rf"""(?:
          (?P<half>[上下])半年
        | 前(?P<nine>[三3])个?季度
        | 前(?P<half_range>[二两2])个?季度
        | 第?(?P<q1>[一二三1-3]){TO}第?(?P<q2>[二三四2-4])季度
        | (?:(?<=[\p{{Han}}，])(?P<pair>{_PAIRS})|(?P<pair>{_PAIRS_IN_SPEECH}))(?:月份?|(?P<pair_of>季度))
        | 第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>末)?
        | 前(?P<front>{_M}|两)个月
        | (?P<dropped>1(?:[3-9]|1[0-2]))月(?:份)?(?!\d{{1,2}}日)
        | (?P<m1>{_M})月?份?{TO}(?P<m2>{_M})月(?:份|末|底)?(?!\d{{1,2}}日)
        | (?P<month>{_M})月(?![度龄])(?:份)?(?:当月)?
              (?: (?P<third>[上中下])旬 | (?P<edge>底|末|初)
                | (?P<day>{_D})(?:[日号]|(?=(?:{TO}|、)(?:{_D})[日号]))
                  (?: (?:{TO}(?:(?P<month2>{_M})月)?|(?P<also>、)) (?P<day2>{_D})[日号] )?
                | (?!\d{{1,2}}[日号]) )
        | (?P<within>年初(?!步)|年末|年底|(?<![全整终常])年中(?![央心国小介药外医])|年内)
        | (?P<same>同期|同月|同日)
      )"""

# A year may stand alone; what stands inside a year may do without one.
DATE = regex.compile(
    rf"""(?<![\d.《第])(?:
      (?P<iso> (?P<iy>(?:19|20)\d\d) (?P<sep>[-./]) (?P<im>1[0-2]|0?[1-9]) (?P=sep) (?P<id>[12]\d|3[01]|0?[1-9]) (?!\d) )
    | (?P<y1>(?:19|20)\d\d)年?{TO}(?P<y2>(?:19|20)\d\d)\ ?年度?(?![\d上下一二三四五六七八九十前第初末底])
    | (?: {_YEAR} | {_RELATIVE} )
          (?: \ ?(?:的\ ?)?{_INSIDE} | \ ?(?P<bare_edge>(?<=年)(?:初(?!步)|[末底内])) | \ ?(?P<season>[春夏秋冬])季? | (?P<nothing>) )
    | {_INSIDE}
    | (?P<now_month>(?<![成资基])本月|当月|(?<!以)上月|下月|(?<![\d一二三四五六七八九十元个半每{_MASK}某])月(?=[底末初]))(?:底|末|初|内)?
    | (?P<feast>国庆|五一|“五一”|元旦|春节)前(?!后)
    )""",
    regex.VERBOSE,
)
_NUMERAL_END = regex.compile(r"[\d一二三四五六七八九十两几多数半]$")
_ANCHOR = regex.compile(r"[年月]|季度|[今明去][春夏秋冬]|(?:国庆|五一”?|元旦|春节)前|\d{4}[-./]\d")
_BEFORE, _BEHIND = 24, 24
_NOT_AFTER = regex.compile(r"来的?(?:发展|历史)|(?<=\d年)(?:来|多|余|间|期|前(?!三)|后|之久|制)|人次|工程|级")
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}
_EDGES = {"年初": 1, "年中": 6, "年末": 12, "年底": 12, "初": 1, "末": 12, "底": 12}
_FEASTS = {"国庆": 9, "五一": 4, "元旦": 12}
_OFFSETS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "今": 0, "去": -1, "明": 1}
# Years whose spring festival falls in January; it falls in February in all others from 1990 to 2049.
_JANUARY_FESTIVALS = frozenset(
    {1990, 1993, 1995, 1998, 2001, 2004, 2006, 2009, 2012, 2014, 2017}
    | {2020, 2023, 2025, 2028, 2031, 2033, 2036, 2039, 2042, 2044, 2047}
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against.

    ``now`` is the year called 今年, ``year`` the one a bare month belongs to; ``period`` is the time that 去年同期
    goes back from, ``month`` the one called 当月, and ``day`` the one that 去年同日 goes back from; ``home`` is the month
    that a monthly report is about, which it calls 本月.
    """

    now: str = periods.UNKNOWN_YEAR
    year: str = periods.UNKNOWN_YEAR
    period: Period | None = None
    month: str = "XX"
    day: Period | None = None
    home: str = ""


def find_matches(text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
    """Matches of `DATE` that say something, left to right, not overlapping.

    Only the neighbourhoods of words that every date has are searched: the pattern is dear, and most text has none.
    """
    stop = len(text) if end is None else end
    found: list[regex.Match[str]] = []
    last = start
    for begin, reach in _neighbourhoods(text, start, stop):
        for match in DATE.finditer(text, max(begin, last), reach):
            last = match.end()
            if _is_date(text, match):
                found.append(match)
    return found


def _neighbourhoods(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Stretches around the words that dates are made of, merged where they touch."""
    begin = reach = -1
    for anchor in _ANCHOR.finditer(text, start, stop):
        if anchor.start() - _BEFORE > reach:
            if reach >= 0:
                yield begin, reach
            begin = max(start, anchor.start() - _BEFORE)
        reach = min(stop, anchor.end() + _BEHIND)
    if reach >= 0:
        yield begin, reach


def _is_date(text: str, match: regex.Match[str]) -> bool:
    got = match.groupdict()
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 2]
    if got["year"] is None and got["relative"] is None:
        if (
            got["same"]
            or got["season"]
            or (got["month"] and not match["month"].isascii() and not _plain_month(match, before, after))
        ):
            return False
        # 3个月, 5月期 and 每月 are no months of the calendar.
        if before.endswith(("个", "每", "近", "余", "数")) or got["nothing"] is not None:
            return False
        if got["within"] and _NUMERAL_END.search(before):
            return False
    if (
        got["year"]
        and got["nothing"] is not None
        and (len(match["year"]) < 3 and match["year"].isdigit())
        and _NOT_AFTER.match(after)
    ):
        return False
    return not (before.endswith(("每", "第")) or after.startswith("月期"))


def _plain_month(match: regex.Match[str], before: str, after: str) -> bool:
    """Whether 三月 is March and not a stretch of three months (开展三月行动 is rare enough)."""
    if match["day"] or match["edge"] or match["third"] or match.group().endswith("份"):
        return True
    return not before.endswith(tuple("满近这期时用历隔")) and not after.startswith(tuple("来余多内一"))


def resolve(match: regex.Match[str], context: Context) -> Period | None:
    """The period that a match of `DATE` means in *context*; None where it is no date.

    >>> def value(text, **years): return str(resolve(DATE.search(text), Context(**years)))
    >>> value("去年9月", now="2018"), value("1-5月", year="2009"), value("2009年11月9日"), value("xx年5月")
    ('2017-09', '2009-01/2009-05', '2009-11-09', 'XXXX-05')
    """
    got = match.groupdict()
    if got["iso"]:
        day = read_day(got["id"], got["iy"], f"{int(got['im']):02d}")
        return _point(f"{got['iy']}-{int(got['im']):02d}-{day}") if day else None
    if got["now_month"]:
        return _month_at_hand(got["now_month"], context)
    if got["feast"]:
        return _before_feast(got["feast"].strip("“”"), context.year)
    if got["y1"]:
        return Period(got["y1"], got["y2"]) if got["y1"] < got["y2"] else None
    year = _year(got, context)
    if year is None:
        return None
    if got["same"]:
        return _same_period(got["same"], got["relative"] or "", year, context)
    return _inside(got, year)


def _point(value: str) -> Period:
    return Period(value, value)


def _before_feast(feast: str, year: str) -> Period | None:
    """The month that ends with the eve of a feast."""
    return before_spring_festival(year) if feast == "春节" else _point(f"{year}-{_FEASTS[feast]:02d}")


def before_spring_festival(year: str) -> Period:
    """The month of the Spring Festival of a year.

    >>> str(before_spring_festival("2004")), str(before_spring_festival("2010")), str(before_spring_festival("XXXX"))
    ('2004-01', '2010-02', 'XXXX-XX')
    """
    if not year.isdigit():
        return _point(f"{year}-XX")
    return _point(f"{year}-01" if int(year) in _JANUARY_FESTIVALS else f"{year}-02")


def _year(got: dict[str, str | None], context: Context) -> str | None:
    if got["year"]:
        return read_year(got["year"])
    relative = (got["relative"] or "").removesuffix("度")
    if relative in _OFFSETS:
        return shift(context.now, _OFFSETS[relative])
    if relative == "上年":
        return shift(context.year, -1)
    return shift(context.year, 1) if relative == "次年" else context.year


def _month_at_hand(word: str, context: Context) -> Period:
    month = context.month if word == "当月" or not context.home else context.home
    if not month.isdigit():
        return _point(f"{context.year}-XX")
    months = int(month) - 1 + {"上月": -1, "下月": 1}.get(word, 0)
    return _point(f"{shift(context.year, months // 12)}-{months % 12 + 1:02d}")


def _same_period(word: str, relative: str, year: str, context: Context) -> Period:
    then = context.day if word == "同日" else context.period
    if then is None:
        return _point(year)
    if relative in ("去年", "上年"):
        return then.shifted(-1)
    return Period(year + then.start[4:], year + then.end[4:])


def _inside(got: dict[str, str | None], year: str) -> Period | None:
    """The part of *year* that the groups of a match name."""
    if got["half"]:
        return periods.half(year, got["half"])
    if got["nine"]:
        return Period.months(year, 1, 9)
    if got["half_range"]:
        return periods.half(year, "上")
    if got["q1"]:
        first, last = int(read_month(got["q1"]) or 1), int(read_month(got["q2"] or "") or 1)
        return Period.months(year, first * 3 - 2, last * 3) if first < last else None
    if got["pair"]:
        pair = got["pair"].split("、") if "、" in got["pair"] else list(got["pair"])
        first, last = (int(read_month(n) or 1) for n in pair)
        return Period.months(year, first * 3 - 2, last * 3) if got["pair_of"] else Period.months(year, first, last)
    if got["quarter"]:
        number = int(read_month(got["quarter"]) or 1)
        return _point(f"{year}-{number * 3:02d}") if got["quarter_end"] else periods.quarter(year, number)
    if got["front"]:
        month = "02" if got["front"] == "两" else read_month(got["front"])
        return Period(f"{year}-01", f"{year}-{month}") if month else None
    if got["dropped"]:
        return Period.months(year, 1, int(got["dropped"][1:]))
    if got["m1"]:
        begin, end = read_month(got["m1"]), read_month(got["m2"] or "")
        if begin is None or end is None or ("X" not in begin + end and begin > end):
            return None
        return Period(f"{year}-{begin}", f"{year}-{end}", stretch=begin == end)
    if got["month"]:
        return _in_month(got, year)
    if edge := got["within"] or got["bare_edge"]:
        return _point(year) if edge.endswith("内") else _point(f"{year}-{_EDGES[edge]:02d}")
    if got["season"]:
        return Period.months(year, *_SEASONS[got["season"]])
    return _point(year)


def _in_month(got: dict[str, str | None], year: str) -> Period | None:
    month = read_month(got["month"] or "")
    if month is None:
        return None
    if got["third"]:
        return periods.third(year, month, got["third"]) if month.isdigit() else _point(f"{year}-{month}")
    if got["day"] is None:
        return _point(f"{year}-{month}")
    day = read_day(got["day"], year, month)
    if day is None:
        return None
    if got["day2"] is None:
        return _point(f"{year}-{month}-{day}")
    month2 = read_month(got["month2"]) if got["month2"] else month
    day2 = read_day(got["day2"], year, month2 or month)
    if month2 is None or day2 is None:
        return None
    # 9月18、25日 are two days and no stretch: only their month is said exactly.
    if got["also"] and not (day.isdigit() and day2.isdigit() and int(day2) == int(day) + 1):
        return _point(f"{year}-{month}")
    return Period(f"{year}-{month}-{day}", f"{year}-{month2}-{day2}")

"""Calendar expressions: one pattern of named atoms, and what a match means in a context.

Reading guide. `DATE` is composed of a year part (written, hidden or relative) and a part inside the year (months,
days, halves, quarters, ends). `resolve` turns a match into a `Period` with the years that the context gives; it
returns None where the match is no date after all (a duration, an impossible day).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from summarymine.values import periods
from summarymine.values.periods import Period, read_day, read_month, read_year, shift

_TO = r"\ ?(?:—{1,2}|-{1,2}|~|至|到)\ ?"
_YEAR = r"""(?P<year> (?:19|20)\d\d | (?:19|20)?[xX×*]{2,4} | 某 | [一二][〇零一二三四五六七八九0]{2,3}
             | 0\d | [129]\d(?=年(?:度|底|初|末|上|下|\d|[一二三四五六七八九十]{1,2}月)) ) \ ?年度?"""
_RELATIVE = r"(?P<relative>今年|去年|前年|明年|后年|上年度?|本年度?|当年|次年|今(?=[春夏秋冬]))"
_M = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|[xX×*]{1,2}|元|正"
_D = r"[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|[xX×*]{1,2}"

_INSIDE = rf"""(?:
          (?P<half>[上下])半年
        | (?P<nine>前三(?:个)?季度|[一1](?:—|-|至|到)[三3]季度)
        | (?P<half_range>前[二两2](?:个)?季度)
        | 第?(?P<quarter>[一二三四1-4])季度(?P<quarter_end>末)?
        | 前(?P<front>{_M}|两)个月
        | (?P<dropped>1(?:[3-9]|1[0-2]))月(?:份)?(?!\d{{1,2}}日)
        | (?P<m1>{_M})(?:月)?(?:份)?{_TO}(?P<m2>{_M})月(?:份|末|底)?(?!\d{{1,2}}日)
        | (?P<month>{_M})月(?:份)?(?:当月)? (?: (?P<third>[上中下])旬 | (?P<edge>底|末|初)
            | (?P<day>{_D})[日号] (?: {_TO}(?:(?P<month2>{_M})月)?(?P<day2>{_D})[日号] )? )?
        | (?P<within>年初|年末|年底|(?<!全)年中(?![央国部长])|年内)
        | (?P<same>同期|同月|同日)
      )"""

# A year may stand alone; what stands inside a year may do without one.
DATE = regex.compile(
    rf"""(?<![\d.《第])(?:
      (?P<iso> (?P<iy>(?:19|20)\d\d) (?P<sep>[-./]) (?P<im>1[0-2]|0?[1-9]) (?P=sep) (?P<id>[12]\d|3[01]|0?[1-9]) (?!\d) )
    | (?: {_YEAR} | {_RELATIVE} ) \ ?(?:的\ ?)?(?: {_INSIDE} | (?P<bare_edge>(?<=年)[初末底内]) | (?P<season>[春夏秋冬])季? | (?P<nothing>) )
    | {_INSIDE}
    | (?P<now_month>本月|当月|上月|下月)(?:底|末|初|内)?
    | (?P<feast>国庆|五一|“五一”|元旦)前
    )""",
    regex.VERBOSE,
)
_NOT_AFTER = regex.compile(r"来的?(?:发展|历史)|(?<=\d年)(?:来|多|余|间|期|前(?!三)|后|之久|制)|人次|工程|级")
_SEASONS = {"春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (12, 12)}
_EDGES = {"年初": 1, "年中": 6, "年末": 12, "年底": 12, "初": 1, "末": 12, "底": 12}
_FEASTS = {"国庆": 9, "五一": 4, "元旦": 12}
_OFFSETS = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "今": 0}


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: the year called 今年, the year a bare month belongs to, the period and month at hand."""

    now: str = periods.UNKNOWN_YEAR
    year: str = periods.UNKNOWN_YEAR
    period: Period | None = None
    month: str = "XX"


def find_matches(text: str, start: int = 0, end: int | None = None) -> list[regex.Match[str]]:
    """Matches of `DATE` that say something, left to right, not overlapping."""
    stop = len(text) if end is None else end
    return [m for m in DATE.finditer(text, start, stop) if _is_date(text, m)]


def _is_date(text: str, match: regex.Match[str]) -> bool:
    got = match.groupdict()
    before = text[max(0, match.start() - 2) : match.start()]
    after = text[match.end() : match.end() + 2]
    if got["year"] is None and got["relative"] is None:
        if got["same"] or got["season"] or (got["month"] and not match["month"].isascii() and not _plain_month(match, before, after)):
            return False
        # 3个月, 5月期 and 每月 are no months of the calendar.
        if before.endswith(("个", "每", "近", "余", "数")) or got["nothing"] is not None:
            return False
        if got["within"] and regex.search(r"[\d一二三四五六七八九十两几多数半]$", before):
            return False
    if got["year"] and got["nothing"] is not None and (len(match["year"]) < 3 and match["year"].isdigit()) and _NOT_AFTER.match(after):
        return False
    return not (before.endswith(("每", "第")) or after.startswith("月期"))


def _plain_month(match: regex.Match[str], before: str, after: str) -> bool:
    """Whether 三月 is March and not a stretch of three months (开展三月行动 is rare enough)."""
    return bool(match["day"] or match["edge"] or match["third"]) or (not before.endswith(("满", "近", "这")) and not after.startswith(("来", "余", "多", "内", "一")))


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
        return _point(f"{context.year}-{_FEASTS[got['feast'].strip('“”')]:02d}")
    year = _year(got, context)
    if year is None:
        return None
    if got["same"]:
        return _same_period(got["same"], got["relative"] or "", year, context)
    return _inside(got, year)


def _point(value: str) -> Period:
    return Period(value, value)


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
    if not context.month.isdigit():
        return _point(f"{context.year}-XX")
    months = int(context.month) - 1 + {"上月": -1, "下月": 1}.get(word, 0)
    return _point(f"{shift(context.year, months // 12)}-{months % 12 + 1:02d}")


def _same_period(word: str, relative: str, year: str, context: Context) -> Period:
    if context.period is None:
        return _point(year)
    back = -1 if relative in ("去年", "上年") else 0
    if word == "同期" and relative == "":
        return context.period.shifted(-1)
    return context.period.shifted(back) if back else Period(year + context.period.start[4:], year + context.period.end[4:])


def _inside(got: dict[str, str | None], year: str) -> Period | None:
    """The part of *year* that the groups of a match name."""
    if got["half"]:
        return periods.half(year, got["half"])
    if got["nine"]:
        return Period.months(year, 1, 9)
    if got["half_range"]:
        return periods.half(year, "上")
    if got["quarter"]:
        number = int(read_month(got["quarter"]) or 1)
        return _point(f"{year}-{number * 3:02d}") if got["quarter_end"] else periods.quarter(year, number)
    if got["front"]:
        month = "02" if got["front"] == "两" else read_month(got["front"])
        return Period(f"{year}-01", f"{year}-{month}") if month else None
    if got["dropped"]:
        return Period.months(year, 1, int(got["dropped"][1:]))
    if got["m1"]:
        first, last = read_month(got["m1"]), read_month(got["m2"] or "")
        return Period(f"{year}-{first}", f"{year}-{last}") if first and last and (first <= last or "X" in first) else None
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
    return Period(f"{year}-{month}-{day}", f"{year}-{month2}-{day2}") if month2 and day2 else None

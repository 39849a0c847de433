"""When: the period that a text sums up, the year that it calls 今年, and where they are said.

The period is that of the title, else of the first heading, else of the opening lines; a year that none of them
gives may stand in the signature, the file's name or a folder's. A manifest overrules them all. What is nowhere said
stays unknown, and so does a year that the text hides.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from summarymine.pipes.date_patterns import Context, find_matches, resolve
from summarymine.pipes.layers import Section
from summarymine.pipes.origins import MANIFEST, SIGNATURE, TEXT, TITLE, Said, conflict
from summarymine.values.periods import UNKNOWN_YEAR, Period, five_year_plan, shift

_REPORTED = regex.compile(
    r"\ ?年?度?(?:的|全年|全区|经济)?\ ?(?:工作|主要|重点|经济|目标|各项|招商|安全|党建|国内|安环){0,3}(?:总结|回顾|情况|完成|述职|小结|运行|成绩|成果|汇报)"
)
_STATE_REPORT = regex.compile(r"(?P<year>(?:19|20)\d\d)年\p{Han}{0,16}政府工作报告")
_PLAN = regex.compile(
    r"“?(?P<number>十[一二三四五]?|[一二三四五六七八九])五”?(?:期间|时期|以来)?\p{Han}{0,8}(?:总结|回顾|情况|成就|汇报)"
)
_MADE = regex.compile(r"规划|编制|年度?工作总结")
_YEAR_TOLD = regex.compile(r"\d{4}年度\p{Han}{0,10}(?:述职|测评|考核|总结)")
_MEETING = regex.compile(r"(?:会议?上的|大会)")
# 园区于2006年3月经省政府批准设立 says nothing of the year that is summed up.
_FOUNDED = regex.compile(r"\p{Han}{0,10}(?:成立|设立|批准|批复|始建|组建|获批|建区|建园|开园|挂牌)")
_HIDDEN = regex.compile(r"(?i)xx|\*")
_OPENING_LENGTH = 600


class _Reading(NamedTuple):
    """The period that is summed up, and whether the text speaks from within it (今年 is its year).

    ``origin`` is where its year stands: in the title, in the text, or nowhere in them ("").
    """

    period: Period | None
    within: bool = True
    origin: str = ""


class When(NamedTuple):
    """The period, the year the text calls 今年, the year that is believed, and the line of a conflict."""

    period: Period | None
    now: str
    year: Said
    conflict: str


def find_when(
    text: str, title: str, sections: list[Section], signed: Period | None, path: list[Said], told: str
) -> When:
    """The time of a text with this title, these sections and this signature.

    *path* is what its path says of the year, *told* what a manifest does.

    >>> found = find_when("今年以来，园区完成税收3亿元。", "", [], None, [Said("folder", "2019")], "")
    >>> str(found.period), found.now, found.year
    ('2019', '2019', Said(origin='folder', value='2019'))
    """
    named = _named_year(title, signed)
    period, now, own = _read(text, title, sections, named)
    given = [Said(MANIFEST, told)] if told else []
    said = [*given, *([own] if own.value else []), *path]
    if said and not own.origin:
        period, now, _ = _read(text, title, sections, said[0])
    elif path and not named.origin and path[0].value == shift(own.value, 1):
        # The path has the year of writing, and so of 今年, where the headings have the year before.
        period, now, _ = _read(text, title, sections, path[0])
    if told:
        period, now = _moved(period, now, told)
    year = told or _last_year(period)
    if not year:
        return When(period, now, Said("", ""), "")
    written = {now, signed.year if signed else now}

    def disagrees(one: Said) -> bool:
        """A folder may well be called after the year of writing; nothing else may."""
        return not (_covers(period, one.value) or (one in path and one.value in written))

    return When(period, now, Said(said[0].origin, year), conflict("年份", said, disagrees))


def _read(text: str, title: str, sections: list[Section], named: Said) -> tuple[Period | None, str, Said]:
    """The period, the year called 今年, and what says the period's year: title, text, or what *named* one."""
    reading = _period(text, title, sections, named.value)
    period, origin, now = reading.period, reading.origin or named.origin, named.value
    if reading.within and _last_year(period):
        now = _last_year(period)
    if now == UNKNOWN_YEAR and period:
        now = period.year
    if period and period.year == UNKNOWN_YEAR and now != UNKNOWN_YEAR and not _HIDDEN.search(title):
        period, origin = Period(now + period.start[4:], now + period.end[4:]), named.origin
    return period, now, Said(origin, _last_year(period))


def _last_year(period: Period | None) -> str:
    return period.end[:4] if period and period.end[:4].isdigit() else ""


def _covers(period: Period | None, year: str) -> bool:
    return period is not None and period.start[:4] <= year <= period.end[:4]


def _moved(period: Period | None, now: str, year: str) -> tuple[Period, str]:
    """The period and the year called 今年, where the period is known to be of *year*."""
    if period is None:
        return Period(year, year), year
    last = _last_year(period)
    if not last:
        return Period(year + period.start[4:], year + period.end[4:], period.stretch), year
    if _covers(period, year):
        return period, now
    years = int(year) - int(last)
    return period.shifted(years), shift(now, years)


def _named_year(title: str, signed: Period | None) -> Said:
    """The year of the signature, else of the title, which may hide it."""
    matches = [m for m in find_matches(title) if m["year"]]
    value = resolve(matches[0], Context()) if matches else None
    of_title = value.year if value and value.year.isdigit() else UNKNOWN_YEAR
    if signed and signed.year.isdigit():
        return Said(TITLE if of_title == signed.year else SIGNATURE, signed.year)
    return Said(TITLE if matches else "", of_title)


def _period(text: str, title: str, sections: list[Section], year: str) -> _Reading:
    """What is said of the period, in a text that is of *year*, as far as is known."""
    context = Context(now=year, year=year)
    if report := _STATE_REPORT.search(title):
        # A government's report is given in the spring about the year before.
        return _Reading(Period(shift(report["year"], -1), shift(report["year"], -1)), within=False, origin=TITLE)
    if (plan := _PLAN.search(title)) and not _MADE.search(title):
        return _Reading(five_year_plan(plan["number"]), origin=TITLE)
    for match in find_matches(title):
        value = resolve(match, context)
        if (
            value
            and (not _MEETING.search(title) or _YEAR_TOLD.search(title))
            and (_REPORTED.match(title, match.end()) or match.start() == 0 or match["year"] or match["y1"])
        ):
            return _Reading(value, origin=_stands(match, TITLE))
    for section in [s for s in sections if s.level == 1][:3]:
        for match in find_matches(section.text):
            value = resolve(match, context)
            if value and section.role in ("achievement", "overview"):
                within = bool(title) and match["relative"] != "去年" and year in (UNKNOWN_YEAR, value.year)
                return _Reading(value, within, _stands(match, TEXT))
    if _MEETING.search(title) and year != UNKNOWN_YEAR and not _YEAR_TOLD.search(title):
        return _Reading(Period(shift(year, -1), shift(year, -1)), within=False)
    skip = len(title) if title and text.startswith(title[:10]) else 0
    vague = _Reading(None)
    for match in find_matches(text, skip, min(len(text), skip + _OPENING_LENGTH)):
        value = resolve(match, context)
        if not value or len(value.start) > 7:
            continue
        stretch = match["half"] or match["m1"] or match["nine"] or _REPORTED.match(text, match.end())
        if stretch or (match["year"] and not vague.period and not _is_old(text, match)):
            return _Reading(value, origin=_stands(match, TEXT))
        if match["relative"] == "今年" and not vague.period:
            vague = _Reading(value)
    if not vague.period and year != UNKNOWN_YEAR:
        return _Reading(Period(year, year))
    return vague


def _is_old(text: str, match: regex.Match[str]) -> bool:
    """Whether the match says since when there is something, and not what the text is about."""
    return text.startswith(("于", "自", "从"), max(0, match.start() - 1)) or bool(_FOUNDED.match(text, match.end()))


def _stands(match: regex.Match[str], origin: str) -> str:
    """*origin*, where the match says its year itself."""
    return origin if match["year"] or match["y1"] or match["iso"] else ""

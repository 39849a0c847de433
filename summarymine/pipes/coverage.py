"""Coverage: which time a figure covers, "" where it is the document's own period.

A stretch (1—9月, 上半年, 2019年) covers the figures behind it in its sentence; a range that opens a paragraph covers
the paragraph. A point in time (8月19日, 年初) only says when something happened, unless it stands in the figure's own
clause. Goals belong to the year or to the time that the plan's heading names.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from summarymine.pipes.figures import BORDER, Figure
from summarymine.pipes.layers import DateMention, Profile, Sentence
from summarymine.pipes.outlook import Outlook
from summarymine.values.periods import Period, five_year_plan, shift

_RANGES = frozenset({"date.m1", "date.nine", "date.dropped"})
_STRETCHES = _RANGES | {
    "date.half",
    "date.half_range",
    "date.quarter",
    "date.front",
    "date.now_month",
    "date.year",
    "date.relative",
}
_WHOLE_YEAR = regex.compile(r"全年|年度(?:任务|计划|目标|预算)|年(?:任务|计划|目标)|奋斗目标")
_SO_FAR = ("截至", "截止")
# “十二五”期间, 五年来, 近三年: a stretch of years that no date of the calendar names.
_YEARS = regex.compile(
    r"(?<![比较为是占于同与和])(?:“?(?<![一二三四五六七八九十〇○零])(?P<plan>十[一二三四五]?|[一二三四五六七八九])五”?(?:期间|时期|五年|以来)"
    r"|(?:今后|未来)(?:的)?(?P<ahead>[两三四五六七八九十])年"
    r"|(?<!平均)(?:近|这|过去的?|最近)?(?<![一二三四五六七八九十〇零○\d])(?P<years>[两三四五六七八九十])年(?:来|间|中|里|期间|累计)"
    r"|(?:近|这|过去的?|最近|以来的)(?P<last>[两三四五六七八九十])年"
    r"|(?<![第前后近每一二三四五六七八九十〇零○百\d隔])(?P<sum>[两三四五]年(?=\p{Han})(?![计规行前后级期多以制龄内的底初度来间平])|[六七八九十]年(?=[增累共年总新投])))"
)
# An average over years: 年均增长, 平均每年新增.
_AVERAGED = regex.compile(r"年均|平均每年|每年平均|年平均|年递增")
_DIGITS = {word: number for number, word in enumerate("两三四五六七八九十", start=2)}
_LOG_LINES = 3
_OPENING = 6
_NEAR = 14
_WINDOW = 80
_CONTEXT = 1200


class Coverage:
    """Answers for the figures of one article, sentence after sentence."""

    def __init__(self, text: str, dates: Sequence[DateMention], profile: Profile, outlook: Outlook) -> None:
        self._text, self._own, self._outlook = text, profile.period, outlook
        self._range: Period | None = None
        self._lead: Period | None = None
        self._then: Period | None = None
        self._last: DateMention | None = None
        self._logged: DateMention | None = None
        # Lines that open with a day make a log, and all they tell is of that day: 5月21日 夜查企业11家,…
        days = [d.span.start for d in dates if len(d.value.start) == len("2009-05-21") and _opens(text, d.span.start)]
        self._log = frozenset(days if len(days) >= _LOG_LINES else ())

    def open(self, sentence: Sentence, dates: Sequence[DateMention]) -> None:
        """Take in the next sentence: the range that opens a paragraph is kept until another one is named."""
        begin = sentence.span.start
        opens = _opens(self._text, begin)
        first = next((d for d in dates if d.governs and d.span.start - begin <= _NEAR), None)
        self._then = self._last.value if self._last and self._text.startswith("届时", begin) else None
        if opens:
            # 今年的目标是： dates the paragraph that it announces.
            announced = self._text[max(0, begin - _OPENING) : begin].rstrip().endswith("：")
            self._lead = self._last.value if announced and self._last else None
        self._last = next((d for d in reversed(dates) if d.governs), None)
        if opens or first is not None:
            ranged = first is not None and (
                first.rule in _RANGES or self._text[max(0, first.span.start - 2) : first.span.start] in _SO_FAR
            )
            self._range = first.value if ranged and first else None
        if opens:
            self._logged = next((d for d in dates if d.span.start == begin), None) if begin in self._log else None

    def of(self, figure: Figure, sentence: Sentence, before: Sequence[DateMention], *, described: bool) -> str:
        """The period of a figure; *before* are the dates of its sentence that precede it, *described* is true for a
        figure that tells of what is there already, which a plan does not date.
        """
        start = figure.quantity.span.start
        section = sentence.section
        planned = self._outlook.scheduled
        found: Period | None
        dated = None
        if figure.status == "previous":
            found = before[-1].value if before else None
        elif _AVERAGED.search(figure.clause) and (average := self._average(sentence, start, before)):
            found = average
        elif (
            figure.status == "target"
            and self._own
            and (said := list(_WHOLE_YEAR.finditer(self._text, max(sentence.span.start, start - _WINDOW), start)))
        ):
            ahead = self._outlook.named(section) if planned else None
            # 2023年奋斗目标 in a part that names no year; 2022年全年23.7亿元，2023年35.2亿元，为目标33亿元的106.7%.
            named = [
                d.value
                for d in before[-6:]
                if d.governs
                and (d.rule == "date.relative" or (d.rule == "date.year" and d.span.end >= said[-1].start()))
            ]
            ahead = named[-1] if named else ahead
            year = ahead.year if ahead else self._own.year
            found = Period(year, year)
        else:
            dated = next((d for d in reversed(before[-6:]) if self._covers(d, start)), None) or self._logged
            years = self._years(max(dated.span.end if dated else 0, sentence.span.start, start - _WINDOW), start)
            found = years[1] if years else dated.value if dated else self._then or self._range or self._lead
            if found is None and planned and not described:
                found = self._outlook.named(section)
        if found is None or self._own is None:
            return str(found or "")
        own = str(found) == str(self._own) and not (found.masked and figure.status == "target" and planned)
        return "" if own or (dated is not None and self._ends_with(dated)) else str(found)

    def _ends_with(self, date: DateMention) -> bool:
        """到6月底 in a report on the half-year is the time it reports on."""
        value, begin = date.value, date.span.start
        said = self._text[max(0, begin - 2) : begin].endswith((*_SO_FAR, "到"))
        return said and self._own is not None and value.start == value.end == self._own.end and len(value.start) == 7

    def _years(self, begin: int, start: int, *, told: bool = False) -> tuple[int, Period] | None:
        """The years that the words before a figure speak of together, the last of them, and where that is said.

        *told* leaves out those that only their own clause is about, as 十年增加30亿元, and plans that do not end with
        the text's own time.
        """
        own = self._own.end[:4] if self._own else ""
        for said in reversed(list(_YEARS.finditer(self._text, begin, start))):
            if said["plan"]:
                plan = five_year_plan(said["plan"])
                if told and plan.end != own:
                    continue
                return said.start(), plan
            if not own.isdigit() or (told and said["sum"]):
                continue
            if said["ahead"]:
                return said.start(), Period(shift(own, 1), shift(own, _DIGITS[said["ahead"]]))
            many = _DIGITS[said["years"] or said["last"] or said["sum"][0]]
            return said.start(), Period(shift(own, 1 - many), own)
        return None

    def _average(self, sentence: Sentence, start: int, before: Sequence[DateMention]) -> Period | None:
        """The years of an average: those that its sentence compares or speaks of, else those that the text does."""
        years = [
            d for d in before[-4:] if d.value.start == d.value.end and len(d.value.start) == 4 and not d.value.masked
        ]
        said = self._years(max(sentence.span.start, start - _WINDOW), start)
        if len(years) > 1 and (said is None or said[0] < years[-1].span.start):
            first, last = sorted(d.value.year for d in years[-2:])
            if int(last) - int(first) > 1:
                return Period(shift(first, 1), last)
        if said is not None:
            return said[1]
        if self._outlook.planned:
            return self._outlook.named(sentence.section)
        said = self._years(max(self._outlook.begins(sentence.section), start - _CONTEXT), start, told=True)
        return said[1] if said is not None else self._of_heading(sentence.section)

    def _of_heading(self, section: int) -> Period | None:
        """The years that the headings above speak of together: 一、过去五年工作回顾."""
        for heading in self._outlook.headings(section):
            if said := self._years(heading.start, heading.end):
                return said[1]
        return None

    def _covers(self, date: DateMention, start: int) -> bool:
        begin, end = date.span.start, date.span.end
        if not date.governs:
            # 扩大到2015年的28万平方米: the year right before a figure is its own.
            return self._text[end:start] == "的" and self._text[begin - 1 : begin] in ("到", "至")
        so_far = self._text[max(0, begin - 2) : begin] in _SO_FAR or (begin > 0 and self._text[begin - 1] in "至到")
        if date.rule in _STRETCHES or so_far or self._text[begin:end].endswith("当月"):
            return True
        same_clause = start - end <= _WINDOW and BORDER.search(self._text, end, start) is None
        return same_clause and not self._text.startswith(("年初", "年内"), begin)


def _opens(text: str, start: int) -> bool:
    """Whether a paragraph begins here."""
    return start == 0 or text[start - 1] == "\n"

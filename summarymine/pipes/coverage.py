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
    r"(?<![比较为是占于])(?:“?(?P<plan>十[一二三四五]?|[一二三四五六七八九])五”?(?:期间|时期|五年|以来)"
    r"|(?<!平均)(?:近|这|过去|最近)?(?P<years>[两三四五六七八九十])年(?:来|间|中|里|期间|累计)|(?:近|这|过去|最近)(?P<last>[两三四五])年"
    r"|(?<![第前后近每十百\d隔])(?P<sum>[两三四五])年(?=\p{Han})(?![计规前后级期多以制龄内的底初度来间平]))"
)
_DIGITS = {word: number for number, word in enumerate("两三四五六七八九十", start=2)}
_LOG_LINES = 3
_NEAR = 14
_WINDOW = 80


class Coverage:
    """Answers for the figures of one article, sentence after sentence."""

    def __init__(self, text: str, dates: Sequence[DateMention], profile: Profile, outlook: Outlook) -> None:
        self._text, self._own, self._outlook = text, profile.period, outlook
        self._range: Period | None = None
        self._logged: DateMention | None = None
        # Lines that open with a day make a log, and all they tell is of that day: 5月21日 夜查企业11家,…
        days = [d.span.start for d in dates if len(d.value.start) == len("2009-05-21") and _opens(text, d.span.start)]
        self._log = frozenset(days if len(days) >= _LOG_LINES else ())

    def open(self, sentence: Sentence, dates: Sequence[DateMention]) -> None:
        """Take in the next sentence: the range that opens a paragraph is kept until another one is named."""
        begin = sentence.span.start
        opens = _opens(self._text, begin)
        first = next((d for d in dates if d.governs and d.span.start - begin <= _NEAR), None)
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
        elif (
            figure.status == "target"
            and self._own
            and _WHOLE_YEAR.search(self._text, max(sentence.span.start, start - _WINDOW), start)
        ):
            ahead = self._outlook.named(section) if planned else None
            year = ahead.year if ahead else self._own.year
            found = Period(year, year)
        else:
            dated = next((d for d in reversed(before[-6:]) if self._covers(d, start)), None) or self._logged
            found = self._years(max(dated.span.end if dated else 0, sentence.span.start), start)
            found = found or (dated.value if dated else self._range)
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

    def _years(self, begin: int, start: int) -> Period | None:
        """The years that the words before a figure speak of together."""
        said = next(_YEARS.finditer(self._text, max(begin, start - _WINDOW), start), None)
        if said is None:
            return None
        if said["plan"]:
            return five_year_plan(said["plan"])
        if self._own is None or not self._own.end[:4].isdigit():
            return None
        last = self._own.end[:4]
        return Period(shift(last, 1 - _DIGITS[said["years"] or said["last"] or said["sum"]]), last)

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

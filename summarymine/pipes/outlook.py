"""Outlook: whether a sentence looks ahead, at what is to come, or back, at what was.

A part whose heading names a later time than the text's own (三、2021年的工作) looks ahead, like one that is called a plan.
In such a part a paragraph may look back all the same (过去五年，…, 2019年，…), and where the heading speaks of both
(2020年工作回顾和2021年总体要求) the part looks back until a sentence begins with the time to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.values.periods import Period, five_year_plan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.document import Span
    from summarymine.pipes.layers import DateMention, Profile, Section, Sentence

_AHEAD = regex.compile(
    r"[^\p{Han}\n]{0,6}(?:[一二三四五六七八九十]{1,2}[、是])?(?:明年|来年|下一?年度?|下一?步|下个?月|下季度|今后|未来)"
)
_BACK = regex.compile(
    r"[^\p{Han}\n]{0,6}(?:回顾|回首|总结)?(?:刚刚)?(?:过去的?(?:这个?)?[一两三四五六七八九十几]个?年(?!规划|计划|行动)|[一两三四五六七八九十几](?:年多?来|年间)|去年(?![同底末]))"
)
_PLAN = regex.compile(r"“?(?P<plan>十[一二三四五]?|[一二三四五六七八九])五”?(?:期间|时期|五年|以来|规划|计划)")
_PLAN_FIRST = regex.compile(rf"[^\p{{Han}}\n]{{0,6}}{_PLAN.pattern}")
_REVIEWS = regex.compile(r"回顾|总结|成就|成绩|成效|完成|进展|情况|经验|成果|执行|做法|亮点")
_TOLD = regex.compile(r"(?:回顾|成就|成绩|成效|完成情况|执行情况|总结)[和及与、暨]")
_OPENING = 6


class Outlook:
    """Answers for the sentences of one article, one after another."""

    def __init__(self, text: str, sections: Sequence[Section], dates: Sequence[DateMention], profile: Profile) -> None:
        self._text, self._sections, self._own = text, sections, profile.period
        self._plan = profile.type == "计划"
        self._named: dict[int, Period] = {}
        written = Period(profile.now, profile.now)
        self._written = written if self._own is not None and _follows(written, self._own) else None
        self._read_headings(dates)
        self._part, self._mixed = -2, False
        self._ahead = self._back = False
        self.planned = self.scheduled = False
        self.said_from = self._last = 0

    def _read_headings(self, dates: Sequence[DateMention]) -> None:
        for i, section in enumerate(self._sections):
            for plan in _PLAN.finditer(section.text):
                self._named[i] = five_year_plan(plan["plan"])
        at = -1
        for date in dates:
            while at + 1 < len(self._sections) and self._sections[at + 1].heading.start <= date.span.start:
                at += 1
            if at >= 0 and date.span.within(self._sections[at].heading):
                self._named[at] = date.value

    def named(self, section: int) -> Period | None:
        """The time that a section's heading, or one above it, names; else the year that a text is written in after its own."""
        return self._time_of(section) or self._written

    def _time_of(self, section: int) -> Period | None:
        while section >= 0 and section not in self._named:
            section = self._sections[section].parent
        return self._named.get(section)

    def headings(self, section: int) -> Iterator[Span]:
        """The headings above a place, the nearest first."""
        while section >= 0:
            yield self._sections[section].heading
            section = self._sections[section].parent

    def begins(self, section: int) -> int:
        """Where the part of the text begins that a section is in, of the highest level."""
        return next(iter([heading.start for heading in self.headings(section)][::-1]), 0)

    def open(self, sentence: Sentence, dates: Sequence[DateMention]) -> None:
        """Take in the next sentence.

        ``planned`` says whether its figures are goals where nothing beside them tells, ``scheduled`` whether the part it
        stands in is of a time to come; ``said_from`` is where what it says begins: with the line that announces it,
        if there is one (今年的目标是：).
        """
        text, start = self._text, sentence.span.start
        section = self._sections[sentence.section] if sentence.section >= 0 else None
        role = section.role if section is not None else ""
        first = next(iter(dates), None)
        if first is not None and first.span.start - start > _OPENING:
            first = None
        opens = start == 0 or text[start - 1] == "\n" or sentence.section != self._part
        if sentence.section != self._part:
            self._enter(sentence.section)
        announced = opens and text[max(0, start - _OPENING) : start].rstrip().endswith("：")
        self.said_from, self._last = self._last if announced else start, start
        past = any(self._own and d.value.year.isdigit() and d.value.year <= self._own.end[:4] for d in dates)
        ahead = self._looks_ahead(start, sentence.span.end, first)
        if ahead:
            self._mixed = False
        turns = not ahead and self._looks_back(start, sentence.span.end, first)
        self._ahead = (ahead and role != "problem") or (self._ahead and not (opens or past or turns))
        self._back = turns or (self._back and not ahead and not opens)
        back = self._back or self._mixed
        self.scheduled = (role == "plan" or self._is_later(sentence.section)) and not back
        self.planned = self._ahead or self.scheduled or (self._plan and role in ("", "other") and not back)

    def _enter(self, section: int) -> None:
        """Another part begins: one that looks back first and ahead then is told by its heading."""
        self._part = section
        top = section
        while top >= 0 and self._sections[top].parent >= 0:
            top = self._sections[top].parent
        if section < 0 or section == top:
            self._mixed = section >= 0 and bool(_TOLD.search(self._sections[section].text))

    def _is_later(self, section: int) -> bool:
        """Whether a part is of a time after the text's own, and does not review it."""
        named = self._time_of(section)
        while section >= 0 and not _REVIEWS.search(self._sections[section].text):
            section = self._sections[section].parent
        return section < 0 and named is not None and self._own is not None and _follows(named, self._own)

    def _looks_ahead(self, start: int, end: int, first: DateMention | None) -> bool:
        """Whether a sentence opens with a time to come, of which the rest of its paragraph tells then."""
        if _AHEAD.match(self._text, start, end):
            return True
        if self._own is None or not self._own.end[:4].isdigit():
            return False
        if plan := _PLAN_FIRST.match(self._text, start, end):
            return _follows(five_year_plan(plan["plan"]), self._own)
        return first is not None and first.value.year.isdigit() and first.value.year > self._own.end[:4]

    def _looks_back(self, start: int, end: int, first: DateMention | None) -> bool:
        """Whether a sentence opens with a time that is over when the text is written."""
        if _BACK.match(self._text, start, end):
            return True
        if self._own is None or self._plan or first is None or not first.governs:
            return False
        value = first.value
        return value.year.isdigit() and len(value.end) == len("2019") and not _ends_after(value, self._own)


def _follows(one: Period, other: Period) -> bool:
    """Whether a period, of years that are known, begins when another is over.

    >>> _follows(Period("2021", "2025"), Period("2020", "2020")), _follows(Period("2019", "2021"), Period("2020", "2020"))
    (True, False)
    """
    if not (one.year.isdigit() and other.end[:4].isdigit()):
        return False
    return (one.start + "-01")[:7] > (other.end + "-12")[:7]


def _ends_after(one: Period, other: Period) -> bool:
    """Whether a period, of years that are known, ends after another; a year ends with its December."""
    if not (one.end[:4].isdigit() and other.end[:4].isdigit()):
        return False
    return (one.end + "-12")[:7] > (other.end + "-12")[:7]

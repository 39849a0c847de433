"""Subjects: which project a figure belongs to, by where the text names it.

A figure belongs to the project that follows it (总投资15亿元的NAME), else to the one named last before it in its
sentence, else to the one its heading names. Figures of the whole economy belong to none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from functools import cache

import regex

from summarymine.document import Span
from summarymine.lexicons import any_word
from summarymine.pipes.figure_words import ending, words
from summarymine.pipes.layers import Project, Section
from summarymine.pipes.owners import is_topic, names_a_firm, names_an_owner
from summarymine.pipes.project_words import lexicon
from summarymine.values.taxonomy import indicator_id

_FOLLOWS = regex.compile(r"的[\p{Han}]{0,6}$")
_JOINED = regex.compile(r"[，、和及]")
_BREAK = regex.compile(r"[。；\n]|此外|同时|全区|全市|全县|园区(?:全年|共)")
_REACH = 12
_ITEM = 16
_NUMBERING = regex.compile(r"^[^\p{Han}A-Za-z“*×]{0,6}")
# What an item of a report may be called besides a works.
_ASPECT = regex.compile(r"[，：]|工作|情况|投资|建设$|税收|产值|收入|招商|进展|方面|企业|推进|发展|加快|不断|提升|运行")
# What parks and counties report of themselves, whoever was named before.
_OF_THE_WHOLE = frozenset(
    [
        "gdp",
        "industrial_output",
        "industrial_output_large",
        "industrial_added_value",
        "industrial_added_value_large",
        "fixed_investment",
        "industrial_investment",
        "public_budget_revenue",
        "fiscal_revenue",
        "retail_sales",
        "deposits",
        "loans",
        "trade_total",
        "fdi_used",
        "fdi_contracted",
        "enterprises_large",
        "projects_signed",
        "projects_started",
        "projects_going_on",
        "projects_completed",
        "projects_negotiated",
        "projects_under_construction",
        "projects_in_production",
        "projects_landed",
        "projects_reserved",
        "provincial_key_projects",
        "projects_100m",
        "projects_1b",
        "projects_10b",
        "retail_sales_large",
        "key_projects",
        "enterprises",
        "employees",
    ]
)


@cache
def _topics() -> regex.Pattern[str]:
    """A clause that opens with a firm, a branch, a place: 恒泰机械受原料涨价影响, 其中装备制造业完成…"""
    ends = any_word({*lexicon("enterprises"), *words("topics")})
    return regex.compile(
        rf"(?:^|(?<=[。；，：\n]))\s{{0,8}}(?:其中|而|另外?|如|例如|此外|仅|，)?"
        rf"(?P<topic>(?![本我全各该其有由在对为因受将把以和与经是按])[\p{{Han}}A-Za-z*×x]{{2,10}}?{ends}(?:[一二三四]期)?)(?![\p{{Han}}]?[、和及等业类区园]|的|企业|项目|产业|行业|工程|公司|集团|厂|有限|股份)"
    )


class Subjects:
    """The places where projects are named in a text.

    >>> text = "总投资15亿元的甲项目开工；乙项目占地30亩，完成投资2亿元。"
    >>> found = Subjects(text, [Project("甲项目", (Span(9, 12),), "building", "", 1.0), Project("乙项目", (Span(15, 18),), "", "", 1.0)])
    >>> found.of(Span(3, 7), "总投资", 0, None), found.of(Span(27, 30), "投资", 0, None)
    ('甲项目', '乙项目')
    """

    def __init__(self, text: str, projects: Sequence[Project]) -> None:
        self._text = text
        places = sorted(
            (mention.start, mention.end, project.name)
            for project in projects
            if names_an_owner(project.name)
            for mention in project.mentions
        )
        self._starts = [start for start, _, _ in places]
        self._places = places

    def of(self, figure: Span, name: str, begin: int, section: Section | None) -> str:
        """The project that a figure named *name* belongs to, or ""; *begin* is where its sentence begins."""
        if indicator_id(name) in _OF_THE_WHOLE:
            return ""
        found = (
            self._following(figure.end)
            or self._last_before(begin, figure.start)
            or self._topic(name, begin, figure.start)
            or self._in_heading(name, section)
        )
        # 新建标准厂房5万平方米: what is counted is not whose it is.
        counted = found and name != found and name.endswith(found) and not ending("works").search(found)
        return "" if counted else found

    def follows(self, end: int) -> bool:
        """Whether a project is named right behind *end*."""
        return bool(self._following(end))

    def _following(self, end: int) -> str:
        index = bisect_left(self._starts, end)
        if index == len(self._places) or self._places[index][0] - end > _REACH:
            return ""
        start, _, name = self._places[index]
        return name if _FOLLOWS.fullmatch(self._text, end, start) else ""

    def _last_before(self, begin: int, start: int) -> str:
        index = bisect_left(self._starts, start) - 1
        if index < 0 or self._places[index][0] < begin:
            return ""
        place = self._places[index]
        if _BREAK.search(self._text, place[1], start):
            return ""
        return place[2]

    def _topic(self, name: str, begin: int, start: int) -> str:
        """The firm, branch or place that the last clause to open with one is about."""
        last = next(iter(deque(_topics().finditer(self._text, max(begin, start - 200), start), maxlen=1)), None)
        if last is None or _BREAK.search(self._text, last.end("topic"), start):
            return ""
        topic = str(last["topic"])
        if name.startswith(topic) and name != topic and not names_a_firm(topic):
            # 高技术产业投资 is one indicator.
            return ""
        return topic if is_topic(topic, self._text[last.end("topic") : last.end("topic") + 4]) else ""

    def _in_heading(self, name: str, section: Section | None) -> str:
        if section is None or section.level < 3:
            return ""
        index = bisect_left(self._starts, section.heading.start)
        if index < len(self._places) and self._places[index][1] <= section.heading.end:
            return self._places[index][2]
        if name not in words("bare"):
            return ""
        # 2、恒泰机械二期。总投资6.8亿元: an item that opens with a works tells of it.
        item = _NUMBERING.sub("", section.text).strip("：。 ")
        return item if len(item) <= _ITEM and not _ASPECT.search(item) else ""

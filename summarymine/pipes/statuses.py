"""The status of a figure: a result, a goal, an expectation or what an earlier time had.

Cue words beside the figure come first (`measures`), then what the sentence announced, then what its paragraph, its
section and the whole text are: a plan, or a review.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from summarymine.pipes import measures
from summarymine.pipes.figures import Figure, State
from summarymine.pipes.layers import DateMention, Section, Sentence

_QUOTED = regex.compile(r"“[^“”]{1,16}”")
_THERE = regex.compile(r"总投资(?:额)?(?:约|近|超|达|为)?$|现有|已有|在谈|剩余的?$")
_SIZED = regex.compile(r"(?:^|，)(?:投资额?|占地(?:面积)?|用地|建筑面积)(?:约|近)?$")
_PLANNED = regex.compile(r"计划|拟")
# 预计完成…；完成… goes on, …；工业投资… begins anew.
_ANEW = regex.compile(r"；(?!完成|实现|达到|入库|上缴|新增|引进|出口)")
_AHEAD = regex.compile(
    r"[^\p{Han}\n]{0,6}(?:[一二三四五六七八九十]{1,2}[、是])?(?:明年|来年|下一?年度?|下一?步|下个?月|下季度|今后)"
)
_CONTEXT_NAME = 24
_OPENING = 6
_SO_FAR = 240


class Statuses:
    """Gives the figures of a text their status, sentence by sentence.

    *year* is the last that the text is about, four digits or ""; *plan* is true for a text that is nothing but a plan.
    """

    def __init__(self, text: str, year: str, *, plan: bool) -> None:
        self._text, self._year, self._plan = text, year, plan
        self._ahead = False

    def open(self, sentence: Sentence, section: Section | None, dates: Sequence[DateMention]) -> None:
        """Take in the next sentence: 明年 at its beginning holds for the rest of its paragraph."""
        start = sentence.span.start
        opens = start == 0 or self._text[start - 1] == "\n"
        past = any(d.value.year.isdigit() and d.value.year <= self._year for d in dates)
        told = section is None or section.role != "problem"
        self._ahead = (told and self._looks_ahead(sentence, dates)) or (self._ahead and not opens and not past)

    def give(self, figure: Figure, last: Figure | None, section: Section | None, state: State, begin: int) -> None:
        """Result, goal, expectation or earlier period of a figure whose sentence begins at *begin*."""
        start = figure.quantity.span.start
        if last is not None and _ANEW.search(self._text, last.quantity.span.end, start):
            state.forecast = False
        so_far = self._text[max(begin, start - _SO_FAR) : start]
        left = figure.left
        role = section.role if section is not None else ""
        planned = self._ahead or role == "plan" or (self._plan and role in ("", "other"))
        plain = _QUOTED.sub("", left)
        # In a bracket the word before it counts too: 完成目标(2.6亿美元)的110%.
        tail = plain if not figure.bracketed or plain.strip() else figure.clause.rstrip("（") + "（"
        if figure.measure != "change" and measures.is_previous(
            left, figure.right, ratio=figure.quantity.unit in ("%", "倍")
        ):
            figure.status = "previous"
        elif figure.rule == "indicator.list" and last is not None:
            figure.status = last.status
        elif is_there(figure):
            figure.status = "forecast" if "预计" in left else "target" if _PLANNED.search(left) else "actual"
        elif (
            figure.measure != "completion"
            and (figure.measure != "change" or planned)
            and measures.is_target(tail, figure.right)
        ):
            figure.status = "target"
        elif measures.announces_targets(so_far) or (last is not None and last.aimed and last.status == "target"):
            figure.status = "target"
            figure.aimed = last is not None and last.aimed
        elif state.forecast or measures.is_forecast(so_far[so_far.rfind("；") + 1 :][-_CONTEXT_NAME * 3 :]):
            figure.status = "forecast"
            state.forecast = True
        elif planned:
            figure.status = "target"
        figure.aimed = figure.aimed or measures.aims(left)

    def compare(self, figure: Figure, following: Sequence[Figure], period: str) -> None:
        """Make a result of an earlier year, from which the next figure goes on, one that is only quoted."""
        if figure.status == "actual" and self._earlier(period) and _led_on(figure, following):
            figure.status = "previous"

    def _earlier(self, period: str) -> bool:
        """Whether a period lies in a year before that of the text."""
        return self._year.isdigit() and period[:4].isdigit() and period[-4:] < self._year and len(period) == len("2009")

    def _looks_ahead(self, sentence: Sentence, dates: Sequence[DateMention]) -> bool:
        """Whether a sentence opens with a time to come, of which the rest of its paragraph tells then."""
        if _AHEAD.match(self._text, sentence.span.start, sentence.span.end):
            return True
        first = next(iter(dates), None)
        return (
            first is not None
            and first.span.start - sentence.span.start <= _OPENING
            and self._year.isdigit()
            and first.value.year.isdigit()
            and first.value.year > self._year
        )


def is_there(figure: Figure) -> bool:
    """Whether a figure describes what is there already, in a plan too: 总投资12亿元的…, 15个在谈项目, （投资2亿元）."""
    sized = figure.bracketed or figure.right.startswith("的")
    return bool(
        _THERE.search(figure.left)
        or figure.right.startswith(("在谈", "在建"))
        or (sized and _SIZED.search(figure.left.strip("（ ")))
    )


def _led_on(figure: Figure, following: Sequence[Figure]) -> bool:
    """Whether the next figure goes on with the same amount: 2010年只有19家，如今是74家."""
    same = (f.quantity.unit == figure.quantity.unit and f.name == figure.name for f in following)
    return figure.measure == "level" and any(same)

"""The status of a figure: a result, a goal, an expectation or what an earlier time had.

Cue words beside the figure come first (`measures`), then what the sentence announced, then what its paragraph, its
section and the whole text are: a plan, or a review.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from summarymine.pipes import measures
from summarymine.pipes.figures import Figure, State
from summarymine.pipes.outlook import Outlook

_QUOTED = regex.compile(r"“[^“”]{1,16}”")
_THERE = regex.compile(r"总投资(?:额)?(?:约|近|超|达|为)?$|现有|已有|在谈|剩余的?$")
_SIZED = regex.compile(r"(?:^|，)(?:投资额?|占地(?:面积)?|用地|建筑面积)(?:约|近)?$")
_PLANNED = regex.compile(r"计划|拟")
# 预计完成…；完成… goes on, …；工业投资… begins anew.
_ANEW = regex.compile(r"；(?!完成|实现|达到|入库|上缴|新增|引进|出口)")
_DONE = regex.compile(r"已经|已[达超有建完投签]|目前")
_CONTEXT_NAME = 24
_SO_FAR = 240


class Statuses:
    """Gives the figures of a text their status, sentence by sentence; *year* is the last that the text is about, or ""."""

    def __init__(self, text: str, year: str, outlook: Outlook) -> None:
        self._text, self._year, self._outlook = text, year, outlook

    def give(self, figure: Figure, last: Figure | None, state: State, begin: int) -> None:
        """Result, goal, expectation or earlier period of a figure whose sentence begins at *begin*."""
        start = figure.quantity.span.start
        if last is not None and _ANEW.search(self._text, last.quantity.span.end, start):
            state.forecast = False
        so_far = self._text[max(min(begin, self._outlook.said_from), start - _SO_FAR) : start]
        left = figure.left
        planned = self._outlook.planned and not is_done(figure)
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


def is_there(figure: Figure) -> bool:
    """Whether a figure describes what is there already, in a plan too: 总投资12亿元的…, 15个在谈项目, （投资2亿元）."""
    sized = figure.bracketed or figure.right.startswith("的")
    return bool(
        _THERE.search(figure.left)
        or figure.right.startswith(("在谈", "在建"))
        or (sized and _SIZED.search(figure.left.strip("（ ")))
    )


def is_done(figure: Figure) -> bool:
    """Whether a figure is a result by its own words, wherever it stands: 目前已达12家."""
    return bool(_DONE.search(figure.left))


def _led_on(figure: Figure, following: Sequence[Figure]) -> bool:
    """Whether the next figure goes on with the same amount: 2010年只有19家，如今是74家."""
    same = (f.quantity.unit == figure.quantity.unit and f.name == figure.name for f in following)
    return figure.measure == "level" and any(same)

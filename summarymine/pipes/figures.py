"""A figure while its sentence is read: the words around it, and what it may carry on from those before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from summarymine.pipes.layers import DateMention, Quantity

BORDER = regex.compile(r"[，。；：！？\n]|——")
RATIO_UNITS = frozenset({"%", "倍", "个百分点", "‰"})

_LIST_MARK = regex.compile(r"[、和与及](?=[^、和与及]{0,40}$)|以及")
_BRACKET = regex.compile(r"（[^（）]{0,60}）")
_FRAMES = regex.compile(
    r"\ ?(?:的|为|是|已|已经|共|累计|预计|达|达到|完成|实现|突破|超过|接近|约|近|仅|只|有|又|再|全部|平均|每年|分别){0,4}\ ?"
)
# 增长速度的目标，定为8%: the comma parts nothing.
_SET_AT = regex.compile(r"(?:目标|指标)，(?:拟|初步|暂|设|确){0,2}定[为在]")
_COMPARING = ("比", "较", "与")
_MAX_LEFT = 160
_MAX_CLAUSE = 200
_MAX_JOINT = 2
_MAX_BRACKET = 60


@dataclass(slots=True)
class Figure:
    """A quantity that is a figure, with what is found out about it.

    ``left`` is what stands before it in its clause, ``words`` the same without dates (for the name), ``right`` what
    stands behind it up to the next border, ``clause`` the clause from its beginning, figures included; ``joint`` is
    what parts it from the figure before, where that is a mark or a word. ``bracketed`` is true for the first figure of a
    bracket, ``inside`` for every one.
    """

    quantity: Quantity
    left: str
    words: str
    right: str
    clause: str
    bracketed: bool
    joint: str
    inside: bool = False
    name: str = ""
    own_name: bool = False
    subject: str = ""
    measure: str = "level"
    status: str = "actual"
    sign: int = 1
    rule: str = "indicator.before"
    aimed: bool = False


@dataclass(slots=True)
class State:
    """What a figure may carry on: the last name and subject, the name of each unit's amount, what was counted."""

    name: str = ""
    subject: str = ""
    by_unit: dict[str, str] = field(default_factory=dict)
    counted: dict[str, str] = field(default_factory=dict)
    parting: bool = False
    forecast: bool = False


class Surroundings:
    """The words around the figures of one sentence, which are asked for from left to right."""

    def __init__(self, text: str, begin: int, dates: Sequence[DateMention]) -> None:
        self._text, self._border, self._edge, self._begin = text, begin, begin, begin
        self._dates = dates
        self._date_starts = [d.span.start for d in dates]
        self._date_ends = [d.span.end for d in dates]

    def of(self, quantity: Quantity, stop: int) -> Figure:
        """The figure with its words; *stop* is where the next figure, or the end of the sentence, begins."""
        text, start, end, edge = self._text, quantity.span.start, quantity.span.end, self._edge
        for border in BORDER.finditer(text, edge, start):
            if not _SET_AT.fullmatch(text, max(border.start() - 2, 0), start):
                self._border = border.end()
        self._edge = end
        left_start = max(self._border, edge, start - _MAX_LEFT)
        bracket = text.rfind("（", left_start, start)
        bracketed = bracket >= 0 and "）" not in text[bracket:start]
        if bracketed:
            left_start = bracket + 1
        elif left_start == edge and edge > self._begin and (mark := _LIST_MARK.search(text, edge, start)):
            # What follows the last figure directly (300万元的甲项目、) is not what names this one.
            left_start = mark.end()
        behind = BORDER.search(text, end, stop)
        clause = text[max(self._border, start - _MAX_CLAUSE) : start]
        words = self._undated(left_start, start)
        right = text[end : behind.start() if behind else stop]
        joint = text[edge:start] if start - edge <= _MAX_JOINT else ""
        opened = text.rfind("（", max(0, start - _MAX_BRACKET), start)
        inside = opened >= 0 and "）" not in text[opened:start]
        return Figure(
            quantity, _BRACKET.sub("", text[left_start:start]), words, right, clause, bracketed, joint, inside
        )

    def _undated(self, left_start: int, start: int) -> str:
        """The words before a figure that may name it, without dates.

        A date just before the figure, or one that is compared with (比上年), leaves the words before it; any other
        date dates the clause, and the name stands behind it.
        """
        pieces, at = [], left_start
        for i in range(bisect_left(self._date_starts, left_start), bisect_right(self._date_ends, start)):
            pieces.append(self._text[at : self._date_starts[i]])
            at = self._date_ends[i]
        pieces.append(self._text[at:start])
        last = _BRACKET.sub("", pieces[-1])
        compared = len(pieces) > 1 and pieces[-2].endswith(_COMPARING)
        return _BRACKET.sub("", " ".join(pieces)) if compared or _FRAMES.fullmatch(last) else last

    def dates_before(self, start: int) -> Sequence[DateMention]:
        """The dates of the sentence that end before *start*."""
        return self._dates[: bisect_right(self._date_ends, start)]

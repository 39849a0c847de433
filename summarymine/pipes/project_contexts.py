"""Which stretch of text speaks of which mention of a project.

Mentions that stand in a row (A、B和C) share what is said before the first and after the last. What is said before
ends at the clause, but a list or a bracket brings along what opens it (签约3个：A、B、C). What is said after ends at
the sentence, at the next mention, or where a clause begins with something else that is built.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarymine.document import Span
    from summarymine.pipes.layers import Section, Sentence

MENTION = "◇"
"""Stands for the mentions in the text of a context."""

_MORE = r"（[^（）]{0,60}）|[\d.*]{1,8}[万亿]?(?:元|亩|公里|米|平方米|㎡|套|栋|幢|个|座|吨)"
_DESCRIBED = r"(?:(?:总投资|投资|占地|全长)[^，；。、]{1,10}){1,2}的"
# A comma divides a row only where figures stand between its names: 甲65亩，乙30亩.
_ROW = regex.compile(rf"(?:{_MORE}|[、和与及“”]|以及|建设|项目|工程|{_DESCRIBED}){{1,8}}|(?:{_MORE}){{1,3}}，")
_CLAUSE = regex.compile(r"[，。；！？\n：]")
_STOP = regex.compile(r"[。；！？\n]")
_ITEM = regex.compile(
    r"(?:#{1,6} ?)?(?:【\d{1,3}】|[①-⑳]|（?\d{1,2}）?[.、）]? ?|（?[一二三四五六七八九十]{1,3}[）、]{1,2})?"
)
_LIST = regex.compile(r"[。；：\n]")
_CLAUSE_STARTS = frozenset("，；。、：\n ")
_REACH = 200
_HEADS = regex.compile(r"(?:（[^（）\n]{0,16}）)?(?:项目|工程|建设)?[。： \n]")
_LABELLED = regex.compile(r"\n(?=\p{Han}{2,8}：)")
_NUMBER = 24
_LEAD = 60


class Context(NamedTuple):
    """What is said of the projects with these numbers; `MENTION` stands where their mentions stood.

    ``plan`` tells whether it stands in a plan and is not of what exists already (在现有…基础上).
    """

    numbers: frozenset[int]
    text: str
    plan: bool


def contexts(
    text: str,
    places: Mapping[int, Sequence[Span]],
    starts: Sequence[int],
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
) -> Iterator[Context]:
    """What is said about the mentions at *places*; *starts* are the places of all names of things built, in order."""
    mentions = sorted((span, number) for number, spans in places.items() for span in spans)
    if not mentions:
        return
    begins = [sentence.span.start for sentence in sentences]
    rows: list[list[tuple[Span, int]]] = []
    for one in mentions:
        if rows and _ROW.fullmatch(text, rows[-1][-1][0].end, one[0].start):
            rows[-1].append(one)
        else:
            rows.append([one])
    ends = [0, *(row[-1][0].end for row in rows)]
    nexts = [*(row[0][0].start for row in rows[1:]), len(text)]
    for row, (last, end), following in zip(rows, pairwise(ends), nexts, strict=True):
        first = row[0][0].start
        sentence = sentences[max(bisect_right(begins, first) - 1, 0)]
        plan = sentence.section >= 0 and sections[sentence.section].role == "plan"
        before = _before(text, max(sentence.span.start, last), sentence.span.start, first)
        stop = _stop(text, end, following, starts)
        heads = _HEADS.match(text, end) if _is_item(text, text.rfind("\n", 0, first) + 1, first) else None
        if heads:
            after = _item(text, heads.end() - 1, min(following, heads.end() + _REACH))
        else:
            after = _after(text, end, stop, alone=_is_item(text, sentence.span.start, first))
        numbers = frozenset(number for _, number in row)
        yield Context(numbers, f"{before}{MENTION}{after}", plan and not before.endswith("现有"))


def _item(text: str, begin: int, end: int) -> str:
    """What is said of the project that an item names: the rest of its line, and lines with a label (进展：…)."""
    lines = _LABELLED.sub("。", text[begin:end]).split("\n")
    return lines[0] or "".join(lines[:2])


def _is_item(text: str, sentence: int, first: int) -> bool:
    """Whether nothing but an item's number stands before a mention in its sentence, or after the last mark in it."""
    return _ITEM.fullmatch(_LIST.split(text[max(sentence, first - _NUMBER) : first])[-1]) is not None


def _before(text: str, begin: int, sentence: int, first: int) -> str:
    """The clause before a mention, and what opens the list or the bracket it stands in."""
    clause = _CLAUSE.split(text[begin:first])[-1]
    near = text[max(sentence, first - _REACH // 2) : first]
    bracket = near.rfind("（")
    opening = max(-1 if "）" in near[bracket:] else bracket, near.rfind("：", near.rfind("；") + 1))
    return clause if opening < 0 else f"{_LIST.split(near[:opening])[-1][-_LEAD:]}，{clause}"


def _stop(text: str, end: int, following: int, starts: Sequence[int]) -> int:
    """Where at the latest what is said after a mention ends: at the next one or at something else that is built."""
    stop = min(following, end + _REACH)
    for start in starts[bisect_left(starts, end) : bisect_left(starts, stop)]:
        if text[start - 1] in _CLAUSE_STARTS:
            return start
    if stop == following:
        # The clause that leads to the next mention speaks of that one.
        return max((mark.start() for mark in _CLAUSE.finditer(text, end, stop)), default=stop)
    return stop


def _after(text: str, end: int, stop: int, *, alone: bool) -> str:
    """What follows a mention to the end of the sentence; of the next one, where the name *alone* is a sentence."""
    after = text[end:stop]
    closed = after.find("）")
    if closed >= 0 and "（" not in after[:closed] and after[closed + 1 : closed + 2] in ("、", "，", "。", "；", ""):
        return after[:closed]
    cut = _STOP.search(after)
    if cut and alone and not after[: cut.start()].strip("，"):
        cut = _STOP.search(after, cut.end())
    return after[: cut.start()] if cut else after

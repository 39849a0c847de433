"""Names that stand in a row (A、B和C等项目), and whether the row says that they are projects'."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.project_names import proper
from summarymine.pipes.project_words import alternation, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from summarymine.pipes.project_names import Name
    from summarymine.pipes.project_phrases import Piece, Run

ROW_MARKS = ("list", "and")
"""Kinds of pieces that stand between the names of a row."""
ONLY_BUILT = 0.5
"""Score of a row in which a project says of the others that end in something built that they are projects too."""

_LISTED = 48
_BRACKET = r"(?:（[^（）]{0,40}）)?"
_GROUP = "(?:项目|企业)"
_BRACKET_LEAD = regex.compile(
    rf"(?:[2-9]|\d{{2,4}}|[二三四五六七八九十两])(?:个|项|家)(?:[^，。；：]{{0,6}}{_GROUP})?$"
    rf"|(?:重点|签约|开工|在谈|季度|一批)[^，。；：]{{0,8}}{_GROUP}$"
)
_NAMELY = ("有", "包括", "分别为", "分别是", "如")
_NAMELY_LEAD = regex.compile(r"(?:项目|签约|在谈|开工|竣工|投产|续建)[^，。；]{0,8}$")
_NUMBER = regex.compile(rf"{_BRACKET}[\d一二三四五六七八九十两多几]{{1,3}}[个项条户家]")
_AND_SO_ON = regex.compile(rf"{_BRACKET}等")


@cache
def _tail() -> regex.Pattern[str]:
    return regex.compile(
        rf"{_BRACKET}等?(?:[\d.]{{1,4}}|[一二两三四五六七八九十多几]{{1,2}})?[个项条户家处座]?"
        rf"(?:{alternation('tail_words', 'industries')}){{0,6}}(?:{alternation('tails')})"
    )


@cache
def _lead() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('leads')})[^。；]{{0,16}}$")


def rows_of(text: str, pieces: Sequence[Piece], found: Mapping[int, Name]) -> Iterator[list[int]]:
    """Names that stand in a row: A、B和C; A65亩，B30亩."""
    seen = -1
    for i in found:
        if i <= seen:
            continue
        row = [i]
        while True:
            j = row[-1] + 1
            while j < len(pieces) and pieces[j].kind in ("quantity", "bracket"):
                j += 1
            if j + 1 not in found or not (pieces[j].kind in ROW_MARKS or _same_unit(text, pieces, row[-1], j)):
                break
            row.append(j + 1)
        seen = row[-1]
        yield row


def _same_unit(text: str, pieces: Sequence[Piece], index: int, comma: int) -> bool:
    """Whether the names on both sides of a comma have a figure of one unit after them."""
    if pieces[comma].kind != "comma" or comma + 2 >= len(pieces) or comma == index + 1:
        return False
    left, right = pieces[comma - 1], pieces[comma + 2]
    return left.kind == right.kind == "quantity" and text[left.end - 1] == text[right.end - 1]


def _opened(text: str, run: Run, index: int, start: int) -> bool:
    """Whether what opens the list or the bracket of a row says that projects follow."""
    if index == 0:
        lead = text[max(run.lead, run.start - _LISTED) : run.start - 1]
        return run.start != run.lead and _BRACKET_LEAD.search(lead) is not None
    before = run.pieces[index - 1]
    lead = text[max(run.lead, start - _LISTED) : before.start]
    if before.kind == "colon":
        return _lead().search(lead) is not None
    return text[before.start : before.end] in _NAMELY and _NAMELY_LEAD.search(lead) is not None


def row_score(
    text: str, run: Run, row: Sequence[int], found: Mapping[int, Name], judged: Mapping[int, tuple[str, float]]
) -> float:
    """How sure it is that the names of a row are projects'; 0 where nothing says so."""
    first, last = found[row[0]], found[row[-1]]
    bare = [text[found[i].start : found[i].end] for i in row if found[i].head == "bare"]
    if tail := _tail().match(text, last.end):
        named = len(row) > 1 and (_NUMBER.match(tail.group()) or all(proper(words) for words in bare))
        if named or _AND_SO_ON.match(tail.group()):
            return 0.8
    if len(row) > 1 and last.head == "project" and _NUMBER.match(text, last.end):
        return 0.8
    if _opened(text, run, row[0], first.start):
        return 0.75
    if len(row) == 1:
        return 0.0
    if any(i in judged and found[i].head == "project" for i in row):
        divided = all(piece.kind != "and" for piece in run.pieces[row[0] : row[-1]])
        if not bare or (divided and all(len(words) > 2 and words not in lexicon("parts") for words in bare)):
            return 0.7
        return 0.0
    return ONLY_BUILT if any(i in judged and found[i].head != "bare" for i in row) else 0.0

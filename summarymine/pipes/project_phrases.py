"""Where names may stand: a sentence cut into pieces, with the words that no name contains between them.

Reading guide. `runs_of` cuts one sentence into runs of pieces: the sentence's own and one for each bracket in it.
A ``name`` piece is a longest stretch without punctuation, figures, dates and words of doing (`breaks` of
`lexicons/projects.toml`); every other piece says what it is. Word borders come from the segmenter, so that a word
of doing counts only where it is a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import regex
import rjieba

from summarymine.lexicons import word_lists

KEYS = (
    "heads", "facilities", "short_facilities", "works", "phases", "breaks", "enterprises", "generic", "industries", "parts", "trim",
    "not_projects", "not_heads", "leads", "tails", "makers", "planned", "signed", "preparing", "building", "trial",
    "done", "stalled", "resumed", "future", "negation",
)  # fmt: skip

_CN = "〇一二三四五六七八九十百千两"
_COUNTER = (
    "万?亿?(?:亿元|万元|亿?美元|亿?港元|亿?欧元|元|亩|公顷|平方米|平方公里|平方千米|立方米|平方|平米|平|㎡|公里|千米|米|家|户|个月|个|项|条|栋|幢|座|处|套"
    "|批次?|次|人次|人|名|宗|间|台|辆|件|%|％|倍|成|天|年|期|标箱|公斤|吨|多|余|以上|万|亿|日|层|场|所|只|头|组|轮|份|块|车位|道|回|孔|根|盏|口|眼|位|段|片|支|类|种)"
)
_FIGURES = regex.compile(
    rf"""(?P<time> (?:\d{{4}}|[xX×*]{{2,4}}|20[xX×*]{{2}}|[今去明前当])年(?:度|[底初末内])? (?:\d{{1,2}}月(?:份|底|初|末)?(?:\d{{1,2}}日)?)?
        | (?<![\d.])\d{{1,2}}(?:[—~-]\d{{1,2}})?月(?:份|底|初|末|[上中下]旬)?(?:\d{{1,2}}[日号])?(?:前)? | [{_CN}]{{1,3}}月(?:份|底|初|末)
        | [上下]半年 | 前?[一二三四]季度末? | [年月][底初末内中]前? | \d{{1,2}}日 | (?:国庆|春节|元旦|五一|“五一”)节?前? )
      | (?P<capacity> (?:年产|日产|月产|年加工|年处理|日处理|年(?=\d)|日(?=\d))? \d[\d.]{{0,8}}[万亿]?(?:余|多)?
          (?:千伏安|千伏|伏安|[kK][vV][aA]?|兆瓦时?|[MGk][Ww]h?|KW|千瓦时?|英寸|万?吨级?(?:/[日年])?|吨/[年日]|立方米/日|GW) (?!以)
        | (?:年产|日产|月产|年加工|年处理|日处理|日宰|年出栏) [\d.]{{1,9}}[万亿千]?(?:余|多)?(?:{_COUNTER})?套?
        | \d{{1,3}}(?:\#|号)(?=[\p{{Han}}]) | [A-Z]?\d{{2,4}}(?=国道|省道|县道|乡道|线) | \d[A-Z] | [A-Z]{{1,4}}\d{{1,3}}(?=\p{{Han}}) )
      | (?P<quantity> (?:约|近|超)?[\d*×][\d.*×]{{0,12}}(?:[—~-]\d[\d.]{{0,8}})?(?:{_COUNTER}){{0,2}}(?:左右|以上)?
        | [{_CN}数多几]{{1,5}}(?:个|项|条|家|户|栋|座|处|批|宗|名|成|套|亩|亿|万|户|次|幢|所) )""",
    regex.VERBOSE,
)
_MARKS = {
    "，": "comma", ",": "comma", "：": "colon", ":": "colon", "；": "stop", ";": "stop", "。": "stop", "！": "stop", "？": "stop",
    "\n": "stop", "、": "list", "·": "name", "“": "name", "”": "name", "—": "name", "-": "name", "/": "name", "～": "name", "~": "name", "#": "name",
}  # fmt: skip
_AND = frozenset(("和", "与", "及", "以及"))


@cache
def lexicon(key: str) -> frozenset[str]:
    """The words of one list of ``lexicons/projects.toml``."""
    return frozenset(word_lists("projects", KEYS)[key])


class Piece(NamedTuple):
    """A stretch of a sentence: ``name``, ``list`` (、), ``and``, ``of`` (的), ``break``, ``quantity``, ``time`` or a mark.

    ``words`` are the starts of the words of a name.
    """

    kind: str
    start: int
    end: int
    words: tuple[int, ...] = ()


@dataclass(slots=True)
class Run:
    """Pieces that follow each other; ``lead`` is where the text that opens them begins (before a bracket)."""

    start: int
    end: int
    lead: int
    pieces: list[Piece] = field(default_factory=list)


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """The words, figures and marks between two places."""
    figures = iter(_FIGURES.finditer(text, start, end))
    figure = next(figures, None)
    breaks = lexicon("breaks")
    at = start
    for word in rjieba.cut(text[start:end]):
        begin, at = at, at + len(word)
        while figure and figure.end() <= begin:
            figure = next(figures, None)
        while figure and figure.start() < at:
            if begin < figure.start():
                yield Piece("name", begin, figure.start())
            if begin <= figure.start():
                yield Piece(figure.lastgroup or "", figure.start(), figure.end())
            begin = max(begin, figure.end())
            if figure.end() > at:
                break
            figure = next(figures, None)
        if begin >= at:
            continue
        word = text[begin:at]
        if word in _MARKS:
            kind = _MARKS[word]
        elif word in _AND:
            kind = "and"
        elif word == "的":
            kind = "of"
        elif word in breaks:
            kind = "break"
        elif word in "（）《》":
            kind = word
        else:
            kind = "name" if word[0].isalnum() else "name" if word in "[]xX" else "mark"
        yield Piece(kind, begin, at)


def runs_of(text: str, start: int, end: int) -> list[Run]:
    """The runs of the sentence between two places of *text*.

    >>> text = "加快标准厂房二期（3栋）建设。"
    >>> [[(p.kind, text[p.start : p.end]) for p in run.pieces] for run in runs_of(text, 0, len(text))]
    [[('break', '加快'), ('name', '标准厂房二期'), ('bracket', '（3栋）'), ('name', '建设'), ('stop', '。')], [('quantity', '3栋')]]
    """
    main = Run(start, end, start)
    runs, stack = [main], [main]
    for piece in _words(text, start, end):
        run = stack[-1]
        if piece.kind in "（《":
            inner = Run(piece.end, end, run.start)
            stack.append(inner)
            if piece.kind == "（":
                runs.append(inner)
            continue
        if piece.kind in "）》":
            if len(stack) > 1:
                inner = stack.pop()
                inner.end = piece.start
                stack[-1].pieces.append(Piece("bracket", inner.start - 1, piece.end))
            continue
        pieces = run.pieces
        if piece.kind in ("name", "capacity"):
            if pieces and pieces[-1].kind == "name":
                last = pieces[-1]
                pieces[-1] = Piece("name", last.start, piece.end, (*last.words, piece.start))
            else:
                pieces.append(Piece("name", piece.start, piece.end, (piece.start,)))
        else:
            pieces.append(piece)
    return runs


_TECHNICAL = regex.compile(r"^(?:年产|日产|月产|年加工|年处理|日处理|装机)|[公司集团厂]$")


def joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces with names put together that 的, 和, 至 or a bracket divides.

    >>> text = "圣丰公司的煤焦油项目、板材及型钢生产线"
    >>> [text[p.start : p.end] for p in joined(text, runs_of(text, 0, len(text))[0].pieces) if p.kind == "name"]
    ['圣丰公司的煤焦油项目', '板材及型钢生产线']
    """
    made: list[Piece] = []
    i = 0
    while i < len(pieces):
        piece = pieces[i]
        if piece.kind == "name" and len(made) >= 2 and made[-2].kind == "name" and _joins(text, made, piece):
            last = made[-2]
            made[-2:] = [Piece("name", last.start, piece.end, (*last.words, made[-1].start, *piece.words))]
        else:
            made.append(piece)
        i += 1
    return made


def _joins(text: str, made: list[Piece], piece: Piece) -> bool:
    left, between = made[-2], made[-1]
    before = made[-3].kind if len(made) > 2 else "stop"
    name, following = text[left.start : left.end], text[piece.start : piece.end]
    if len(name) + len(following) > 40:
        return False
    enterprise = any(name.endswith(word) for word in lexicon("enterprises"))
    headed = _HEADED().search(following) is not None
    if between.kind == "of":
        return (enterprise or _TECHNICAL.search(name) is not None) and headed
    if between.kind == "and":
        return before != "list" and headed and not _HEADED().search(name) and not enterprise
    if between.kind == "bracket":
        return _PHASE().match(following) is not None and between.end - between.start <= 16
    return text[between.start : between.end] == "至" and headed and name[-1:] in "道路线站区园"


@cache
def _HEADED() -> regex.Pattern[str]:
    lists = word_lists("projects", KEYS)
    return regex.compile("(?:" + "|".join(sorted({*lists["heads"], *lists["facilities"], *lists["short_facilities"], *lists["works"], *lists["phases"]}, key=len, reverse=True)) + ")$")


@cache
def _PHASE() -> regex.Pattern[str]:
    lists = word_lists("projects", KEYS)
    return regex.compile("|".join(sorted({*lists["phases"], *lists["works"]}, key=len, reverse=True)))

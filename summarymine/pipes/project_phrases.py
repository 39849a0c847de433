"""Where names may stand: a sentence cut into pieces, with the words that no name contains between them.

Reading guide. `runs_of` cuts a sentence into runs of pieces: the sentence's own and one for each bracket in it. A
``name`` piece is a longest stretch without punctuation, figures, dates and words of doing; every other piece says
what it is. Word borders come from the segmenter, so that a word of doing counts only where it is a word.
`_join` puts names together that 的, 和, 至 or a bracket divides.
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
    "heads", "facilities", "short_facilities", "works", "phases", "makers", "adverbs", "openers", "prepositions", "breaks",
    "enterprises", "generic", "industries", "parts", "trim", "not_projects", "not_heads", "place_after", "leads", "tails",
    "tail_words", "planned", "signed", "preparing", "building", "trial", "done", "stalled", "resumed", "future", "negation",
)  # fmt: skip

_CN = "〇一二三四五六七八九十百千两"
_UNIT = (
    "万?亿?(?:亿元|万元|[亿万]?美元|[亿万]?港元|[亿万]?欧元|元|亩|公顷|平方米|平方公里|平方千米|立方米|平方|平米|平|㎡|公里|千米|米|家|户|个月|个|项|条|栋|幢|座|处"
    "|套|批次?|次|人次|人|名|宗|间|台|辆|件|%|％|倍|成|天|年|期|标箱|公斤|吨|日|层|场|所|只|头|组|轮|份|块|车位|道|回|孔|根|盏|口|眼|位|段|片|支|类|种|万|亿|多|余|以上)"
)
_FIGURES = regex.compile(
    rf"""(?P<time> (?:\d{{4}}|[xX×*]{{2,4}}|20[xX×*]{{2}}|[今去明前当])年(?:度|[底初末内])? (?:\d{{1,2}}月(?:份|底|初|末)?(?:\d{{1,2}}日)?)?
        | (?<![\d.])[\d*]{{1,2}}(?:[—~-]\d{{1,2}})?月(?:份|底|初|末|[上中下]旬)?(?:[\d*]{{1,2}}[日号])?(?:前)?
        | [{_CN}]{{1,3}}月(?:份|底|初|末|(?=[\p{{Han}}])) | [上下]半年 | 前?[一二三四]季度末? | [年月][底初末内中]前? | \d{{1,2}}日
        | (?:国庆|春节|元旦|五一|“五一”)节?前? )
      | (?P<mark> [①-⑳] | (?<=[。；：，\n])[一二三四五六七八九十]{{1,2}}(?:是|要) | (?<=[。；：\n])\d{{1,2}}(?:、|\.(?!\d)) )
      | (?P<capacity> (?:年产|日产|月产|年加工|年处理|日处理|年(?=\d)|日(?=\d))? \d[\d.]{{0,8}}[万亿]?(?:余|多)?
          (?:千伏安|千伏|伏安|[kK][vV][aA]?|兆瓦时?|[MGk][Ww]h?|KW|千瓦时?|英寸|万?吨级?(?:/[日年])?|立方米/日|GW) (?!以)
        | (?:年产|日产|月产|年加工|年处理|日处理|日宰|年出栏) [\d.{_CN}]{{1,9}}[万亿千]?(?:余|多)?(?:{_UNIT})?套?
        | \d{{1,3}}(?:\#|号)(?=\p{{Han}}) | [A-Z]?\d{{2,4}}(?=国道|省道|县道|乡道|线) | \d[sS](?=店) | \d[A-Z] | [A-Z]{{1,4}}\d{{1,3}}(?=\p{{Han}}) )
      | (?P<quantity> (?:约|近|超)?[\d*×][\d.*×]{{0,12}}(?:[—~-]\d[\d.]{{0,8}})?(?:{_UNIT}){{0,2}}(?:左右|以上)?
        | 百分之[{_CN}点]{{1,8}} | [{_CN}数多几]{{1,5}}(?:个|项|条|家|户|栋|座|处|批|宗|名|成|套|亩|亿|万|户|次|幢|所) )""",
    regex.VERBOSE,
)
_MARKS = {
    "，": "comma", ",": "comma", "：": "colon", ":": "colon", "；": "stop", ";": "stop", "。": "stop", "！": "stop", "？": "stop",
    "\n": "stop", "、": "list", "和": "and", "与": "and", "及": "and", "以及": "and", "的": "of", "（": "open", "《": "open",
    "）": "close", "》": "close",
}  # fmt: skip
_NAME_CHARS = frozenset("·“”—-/~#[]")
_MAX_JOINED = 40


class Piece(NamedTuple):
    """A stretch of a sentence.

    ``kind`` is name, list (、), and, of (的), time, quantity, bracket, comma, colon, stop, mark, or what the word does:
    maker, adverb, opener, preposition, break. ``words`` are the starts of the words of a name.
    """

    kind: str
    start: int
    end: int
    words: tuple[int, ...] = ()


@dataclass(slots=True)
class Run:
    """Pieces that follow each other in a sentence or in a bracket of it; ``lead`` is where the sentence begins."""

    start: int
    end: int
    lead: int
    pieces: list[Piece] = field(default_factory=list)


@cache
def lexicon(key: str) -> frozenset[str]:
    """The words of one list of ``lexicons/projects.toml``."""
    return frozenset(word_lists("projects", KEYS)[key])


@cache
def alternation(*keys: str) -> str:
    """A pattern for any word of the lists, the longer first."""
    words = {word for key in keys for word in lexicon(key)}
    return "|".join(regex.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _segmenter() -> rjieba.Jieba:
    return rjieba.Jieba()


@cache
def _doing() -> dict[str, str]:
    kinds = {"breaks": "break", "openers": "opener", "prepositions": "preposition", "adverbs": "adverb", "makers": "maker"}
    return {word: kind for key, kind in kinds.items() for word in lexicon(key)}


def _split_words(text: str) -> Iterator[str]:
    """The words of the segmenter; one it made up that begins with a word of doing is two."""
    segmenter, doing = _segmenter(), _doing()
    for word in segmenter.cut(text):
        if len(word) > 2 and not segmenter.has_word(word):
            cut = next((n for n in range(min(4, len(word) - 1), 1, -1) if word[:n] in doing), 0)
            if cut:
                yield word[:cut]
                yield word[cut:]
                continue
        yield word


def _kind(word: str, after_name: bool) -> str:
    if mark := _MARKS.get(word):
        return mark
    kind = _doing().get(word)
    if kind == "maker" and after_name and word in lexicon("works"):
        return "name"
    if kind and not (word == "中" and not after_name):
        return kind
    return "name" if word[0].isalnum() or word in _NAME_CHARS else "mark"


def _words(text: str, start: int, end: int) -> Iterator[Piece]:
    """The words, figures and marks between two places."""
    figures = iter(_FIGURES.finditer(text, start, end))
    figure = next(figures, None)
    at = start
    last = ""
    for word in _split_words(text[start:end]):
        begin, at = at, at + len(word)
        while figure and figure.start() < at:
            if figure.end() > begin:
                if begin < figure.start():
                    yield Piece("name", begin, figure.start())
                if begin <= figure.start():
                    last = figure.lastgroup or ""
                    yield Piece("name" if last == "capacity" else last, figure.start(), figure.end())
                begin = max(begin, figure.end())
            if figure.end() > at:
                break
            figure = next(figures, None)
        if begin < at:
            last = _kind(text[begin:at], last in ("name", "capacity"))
            yield Piece(last, begin, at)


def runs_of(text: str, start: int, end: int) -> list[Run]:
    """The runs of the sentence between two places of *text*.

    >>> text = "加快标准厂房二期（3栋）土建。"
    >>> [[(p.kind, text[p.start : p.end]) for p in run.pieces] for run in runs_of(text, 0, len(text))]
    [[('maker', '加快'), ('name', '标准厂房二期'), ('bracket', '（3栋）'), ('name', '土建'), ('stop', '。')], [('quantity', '3栋')]]
    """
    main = Run(start, end, start)
    runs, stack = [main], [main]
    for piece in _words(text, start, end):
        pieces = stack[-1].pieces
        if piece.kind == "open":
            inner = Run(piece.end, end, start)
            stack.append(inner)
            if text[piece.start] == "（":
                runs.append(inner)
        elif piece.kind == "close":
            if len(stack) > 1:
                inner = stack.pop()
                inner.end = piece.start
                stack[-1].pieces.append(Piece("bracket", inner.start - 1, piece.end))
        elif piece.kind == "name":
            if pieces and pieces[-1].kind == "name" and pieces[-1].end == piece.start:
                last = pieces.pop()
                pieces.append(Piece("name", last.start, piece.end, (*last.words, piece.start)))
            else:
                pieces.append(Piece("name", piece.start, piece.end, (piece.start,)))
        else:
            pieces.append(piece)
    for run in runs:
        run.pieces = _join(text, run.pieces)
    return runs


_MEASURED = regex.compile(r"^(?:年产|日产|月产|年加工|年处理|日处理|装机)|(?:公司|集团)$")


@cache
def _headed() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('heads', 'facilities', 'short_facilities', 'works', 'phases')})$")


@cache
def _after_bracket() -> regex.Pattern[str]:
    return regex.compile(alternation("phases", "works"))


def _join(text: str, pieces: list[Piece]) -> list[Piece]:
    made: list[Piece] = []
    for piece in pieces:
        if piece.kind == "name" and len(made) > 1 and made[-2].kind == "name" and _joins(text, made, piece):
            between, last = made.pop(), made.pop()
            made.append(Piece("name", last.start, piece.end, (*last.words, between.start, *piece.words)))
        else:
            made.append(piece)
    return made


def _joins(text: str, made: list[Piece], piece: Piece) -> bool:
    """Whether *piece* goes on with the name before the last piece of *made*."""
    left, between = made[-2], made[-1]
    name, word, following = text[left.start : left.end], text[between.start : between.end], text[piece.start : piece.end]
    if piece.end - left.start > _MAX_JOINED:
        return False
    if between.kind == "bracket":
        return len(word) <= 16 and _after_bracket().match(following) is not None
    if word in ("在建", "续建", "拟建"):
        return following.startswith("项目")
    if not _headed().search(following):
        return False
    enterprise = any(name.endswith(e) for e in lexicon("enterprises"))
    if between.kind == "of":
        return enterprise or _MEASURED.search(name) is not None
    if between.kind == "and":
        first = len(made) < 3 or made[-3].kind != "list"
        whole = _headed().search(name) is not None and not (word == "及" and following.endswith("项目") and not name.endswith("项目"))
        return first and not whole and not (enterprise and len(name) <= 6)
    return word == "至" and name[-1] in "道路线站区园"

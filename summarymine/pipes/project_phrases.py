"""Where names may stand: a sentence cut into pieces, with the words that no name contains between them.

Reading guide. `runs_of` cuts a sentence into runs of pieces: the sentence's own and one for each bracket in it. A
``name`` piece is a longest stretch without punctuation, figures, dates and words of doing; every other piece says
what it is. Word borders come from the segmenter, so that a word of doing counts only where it is a word.
`_join` puts names together that 的, 和, 至 or a bracket divides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.pipes.project_words import alternation, any_of, lexicon, segmenter

if TYPE_CHECKING:
    from collections.abc import Iterator

_CN = "〇一二三四五六七八九十百千两"
_UNIT = (
    "(?:[亿万千百]{0,2}(?:元(?:人民币)?|美元|港元|欧元|亩|公顷|平方公里|平方千米|平方米|立方米|平方|平米|平|㎡|公里|千米|米|公斤|吨)"
    "|个月|项(?!目)|[家户个条栋幢座处套批名人宗间台辆件成天年期日层场所只头组轮份块道回孔根盏口眼位段片支类种倍%％亿万多余]"
    "|人?次|以上|标箱|车位)"
)
_TIME = rf"""
      (?:\d{{4}}|[xX×*]{{2,4}}|20[xX×*]{{2}}|[今去明前当])年(?:度|[底初末内])?(?:\d{{1,2}}月(?:份|底|初|末)?(?:\d{{1,2}}日)?)?
    | (?<![\d.])[\d*]{{1,2}}(?:[—~-]\d{{1,2}})?月(?:份|底|初|末|[上中下]旬)?(?:[\d*]{{1,2}}[日号])?(?:前)?
    | [{_CN}]{{1,3}}月(?:份|底|初|末|(?=\p{{Han}})) | [上下]半年 | 前?[一二三四]季度末? | [年月][底初末内中]前?
    | \d{{1,2}}日 | (?:国庆|春节|元旦|五一|“五一”)节?前?"""
_MARK = r"""
      [①-⑳] | (?<![^。；：，\s])[一二三四五六七八九十]{1,2}(?:是|要) | (?<![^。；：\s])\d{1,2}(?:、|\.(?!\d))"""
# Figures that belong to names: capacities, voltages, numbered streets, 4S店.
_IN_NAMES = rf"""
      (?:年产|日产|月产|年加工|年处理|日处理|年(?=\d)|日(?=\d))? \d[\d.×]{{0,8}}[万亿]?(?:余|多)?
      (?:千伏安|千伏|伏安|[kK][vV][aA]?|兆瓦时?|[MGk][Ww]h?|KW|千瓦时?|英寸|万?吨级?(?:/[日年])?|立方米/日|GW|锭) (?!以)
    | (?:年产|日产|月产|年加工|年处理|日处理|日供[水热气]?|日宰|年出栏) [\d.{_CN}]{{1,9}}[万亿千]?(?:余|多)?(?:{_UNIT})?套?
    | [经纬纵横][一二三四五六七八九十]{{1,3}}(?=路|街|道) | (?:发展|创业|创新|开放|建设|振兴)(?=大道|路|街) | [A-Z]区
    | \d{{1,3}}(?:\#|号)(?=\p{{Han}})(?!库|楼|栋|厂|车间|机组|宿舍|仓) | [A-Z]?\d{{2,4}}(?=国道|省道|县道|乡道|线)
    | \d[sS](?=店) | \d[A-Z] | [A-Z]{{1,4}}\d{{1,3}}(?=\p{{Han}})"""
_QUANTITY = rf"""
      \d{{1,3}}(?:\#|号)(?:库|楼|栋|厂房|车间|机组|宿舍|仓)?
    | (?:约|近|超)?(?:[\d*×][\d.*×]{{0,12}}|[xX]{{2,3}}(?=万|亿|公里|平方|米|亩|家|户|个|条|座|人))
      (?:[—~-]\d[\d.]{{0,8}})?(?:{_UNIT}){{0,2}}(?:左右|以上)?
    | 万?(?:平方米|平方公里|亿元|万元|美元) | 百分之[{_CN}点]{{1,8}}
    | [{_CN}数多几]{{1,5}}(?:个|项(?!目)|条|家|户|栋|座|处|批|宗|名|成|套|亩|亿|万|次|幢|所)"""
# What a figure may begin with, looked at first: most characters begin none.
_FIRST = (
    r"(?=[\d①-⑳*×xXA-Z年日月今去明前当上下国春元五“一二三四六七八九十〇两百千数多几约近超万亿平美经纬纵横发创开建振])"
)
_FIGURES = regex.compile(
    rf"{_FIRST} (?: (?P<time>{_TIME}) | (?P<mark>{_MARK}) | (?P<name>{_IN_NAMES}) | (?P<quantity>{_QUANTITY}) )",
    regex.VERBOSE,
)
_MARKS = {
    "，": "comma", "：": "colon", "；": "stop", "。": "stop", "！": "stop", "？": "stop", "\n": "stop", "、": "list",
    "和": "and", "与": "and", "及": "and", "以及": "and", "的": "of", "（": "open", "《": "open", "）": "close",
    "》": "close",
}  # fmt: skip
_DOING = ("break", "opener", "preposition", "adverb", "maker")
_NAME_CHARS = frozenset("·“”—-/~#[]")
_ADVERBS_AFTER = "已将均也都仍正"
_ADVERBS_BEFORE = "已未拟除"
_PREPOSITIONS_BEFORE = "由在对从把被以有"
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
def _kinds() -> dict[str, str]:
    return {word: kind for kind in _DOING for word in lexicon(f"{kind}s")} | _MARKS


@cache
def _made_after_name() -> frozenset[str]:
    # 二期扩建 and 园区建设 are names, 扩建二期 and 建设园区 are not.
    return (lexicon("works") & lexicon("makers")) | {"建设", "组建", "筹建", "创建"}


def _split(word: str) -> tuple[str, ...]:
    """The words that a word of the segmenter is made of, where it is not one."""
    kinds = _kinds()
    if len(word) > 2 and word[:2] in ("项目", "工程"):
        return (word[:2], word[2:])
    if len(word) == 1 or segmenter().has_word(word):
        return (word,)
    if cut := next((n for n in range(min(4, len(word) - 1), 1, -1) if word[:n] in kinds), 0):
        return (word[:cut], word[cut:])
    if word[-1] in _ADVERBS_AFTER:
        return (word[:-1], word[-1])
    if word[0] in _ADVERBS_BEFORE or (len(word) > 2 and word[0] in _PREPOSITIONS_BEFORE):
        return (word[0], word[1:])
    return (word,)


def _kind(word: str) -> str:
    kinds = _kinds()
    if kind := kinds.get(word):
        return kind
    for n in range(1, len(word)):
        if kinds.get(word[:n]) and (kind := kinds.get(word[n:])):
            return kind
    return "name" if word[0].isalnum() or word in _NAME_CHARS else "mark"


@lru_cache(maxsize=1 << 16)
def _read(word: str) -> tuple[tuple[str, int], ...]:
    """What a word of the segmenter is made of: the kind and the length of each part; ``name`` is no word of doing."""
    return tuple((_kind(part), len(part)) for part in _split(word))


def _words(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The words, figures and marks between two places: kind, start, end."""
    at = start
    cut = segmenter().cut
    for figure in (*_FIGURES.finditer(text, start, end), None):
        stop = figure.start() if figure else end
        for word in cut(text[at:stop]) if at < stop else ():
            for kind, length in _read(word):
                yield kind, at, at + length
                at += length
        if figure:
            yield figure.lastgroup or "", stop, figure.end()
            at = figure.end()


def runs_of(text: str, start: int, end: int) -> list[Run]:
    """The runs of the sentence between two places of *text*.

    >>> text = "加快标准厂房二期（3栋）土建。"
    >>> main, bracket = runs_of(text, 0, len(text))
    >>> [(piece.kind, text[piece.start : piece.end]) for piece in main.pieces]
    [('maker', '加快'), ('name', '标准厂房二期'), ('bracket', '（3栋）'), ('name', '土建'), ('stop', '。')]
    >>> [piece.kind for piece in bracket.pieces]
    ['quantity']
    """
    main = Run(start, end, start)
    runs, stack = [main], [main]
    name: list[int] = []
    name_end = 0
    for kind, begin, stop in _words(text, start, end):
        if kind == "name" or _in_name(text, kind, begin, stop, name):
            name.append(begin)
            name_end = stop
            continue
        if name:
            stack[-1].pieces.append(Piece("name", name[0], name_end, tuple(name)))
            name = []
        if kind == "open":
            inner = Run(stop, end, start)
            stack.append(inner)
            if text[begin] == "（":
                runs.append(inner)
        elif kind != "close":
            stack[-1].pieces.append(Piece(kind, begin, stop))
        elif len(stack) > 1:
            inner = stack.pop()
            inner.end = begin
            stack[-1].pieces.append(Piece("bracket", inner.start - 1, stop))
    if name:
        stack[-1].pieces.append(Piece("name", name[0], name_end, tuple(name)))
    for run in runs:
        run.pieces = _join(text, run.pieces)
    return runs


def _in_name(text: str, kind: str, start: int, end: int, name: list[int]) -> bool:
    """Whether a word of doing belongs to the name whose words so far begin at *name*."""
    if not name:
        # 中 ends a name (项目中) or begins one (中粮).
        return kind == "break" and text[start:end] == "中"
    if kind == "maker":
        return text[start:end] in _made_after_name()
    # 佳和, 永与 … where a single character stands before it.
    return kind in ("preposition", "and") and end - start == 1 and start - name[0] == 1


_MEASURED = regex.compile(r"^(?:年产|日产|月产|年加工|年处理|日处理|日供|装机)|(?:公司|集团)$")


@cache
def _headed() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('heads', 'facilities', 'short_facilities', 'works', 'phases')})$")


@cache
def _contains_head() -> regex.Pattern[str]:
    return regex.compile(alternation("heads", "facilities"))


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
    if piece.end - left.start > _MAX_JOINED or between.kind not in ("bracket", "break", "of", "and", "preposition"):
        return False
    name, word, following = (text[part.start : part.end] for part in (left, between, piece))
    if between.kind == "bracket":
        return len(word) <= 16 and _after_bracket().match(following) is not None
    if word in ("在建", "续建", "拟建"):
        return following.startswith("项目")
    if word == "至":
        return name[-1] in "道路线站区园厂" and _contains_head().search(following) is not None
    enterprise = name.endswith(any_of("enterprises"))
    if between.kind == "of":
        return (enterprise or _MEASURED.search(name) is not None) and _contains_head().search(following) is not None
    if between.kind != "and" or not _headed().search(following):
        return False
    first = word == "及" or len(made) < 3 or made[-3].kind != "list"
    if word == "及" and following[-2:] in ("项目", "工程") and name[-2:] not in ("项目", "工程"):
        return first
    return first and not _headed().search(name) and not (enterprise and len(name) <= 6)

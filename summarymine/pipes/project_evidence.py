"""Which names are projects': what stands before and after them, what they are listed with.

Reading guide. `names_of` finds the names of a run and judges each by its own words and context (`_judge`) and by the
row it stands in (`project_rows`). Before a name stands nothing (``start``), a description (总投资3亿元的…), a verb
whose object is built (启动…), a preposition or another word; after it, what happens to it (…开工).
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.project_names import Name, head_word, name_in, own, proper, specific
from summarymine.pipes.project_rows import ONLY_BUILT, ROW_MARKS, row_score, rows_of
from summarymine.pipes.project_words import alternation, any_of, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.pipes.project_phrases import Piece, Run

_MAX_STRETCH = 100
_REACH = 160
_BUILT_CHARS = frozenset("厂库路楼线街桥站园房港网沟河渠坝")
_PLAN = "(?:计划|协议|静态|预计|概算|原计划)?"
_BRACKET = r"(?:（[^（）]{0,40}）)?"
_FACTS = regex.compile(rf"{_BRACKET}(?:，?{_PLAN}总投资|，{_PLAN}投资(?:约|近)?[\d*]|协议投资|，?占地[\d*])")
_FACTS_AFTER = regex.compile(
    rf"[。\n]\s{{0,4}}(?![^\n]{{0,8}}年[^\n]{{0,4}}月)(?:该?项目|{_PLAN}总?投资|占地|全长|年产|库容|用地|拟|设计|建筑面积"
    r"|静态|主体|设备|厂房|已|现|正在|目前|完成|\p{Han}{0,6}\d)"
)
_DESCRIBED = regex.compile(
    r"(?:投资|占地|全长|[长宽]|引资)[^，；。]{0,12}\d[^，；。]{0,12}$|\d[^，；。]{0,6}(?:元|公里|亩)$|(?:客商|公司|集团|商)[^，；。]{0,6}投资$"
    r"|(?:独资|签约|动工|开工|续建|代建|拟建)$|(?:[落坐座]落|位于)[^，]{0,8}$"
)
_COUNT = regex.compile(
    r"(?:（[^（）]{0,12}）)?(?:约|近|各)?(?:[\d.*xX]{1,7}|[一二三四五六七八九十两百多数几]{1,3})(?:多|余)?万?"
    r"(?:个|所|座|家|处|条|套|栋|台|宗|项|部|辆|户|平方米|平方公里|公里|米|亩)"
)
_MANY = regex.compile(r"(?:[2-9]|\d\d|[二三四五六七八九十两多数几])(?:个|座|条|处|所|家|栋|项)$")
_NOT_MADE = regex.compile(r"的|为目标|目标|租金|等[^，。；]{0,6}(?:设施|服务|功能|体系|平台|环节|领域|产业|方面)")
_STOCK = regex.compile(r"新建|新增|累计|出售|租金|空置|出租|减免")
_CODE = regex.compile(r"[A-Z\d]")
_STOP = regex.compile(r"[。；！？\n]")
_SKIPPED = ("time", "quantity", "bracket", "adverb")
_OPENING = ("comma", "stop", "colon", "mark", "opener", *ROW_MARKS)
_CLAUSE_MARKS = ("comma", "stop", "colon", "mark")
_DONE = ("building", "trial", "done", "stalled", "resumed")


@cache
def _cue() -> regex.Pattern[str]:
    return regex.compile(alternation("planned", "signed", "preparing", "advancing", *_DONE) + "|完成|列入|纳入")


@cache
def _strong_cue() -> regex.Pattern[str]:
    return regex.compile(alternation(*_DONE) + "|签约|落地|供地|摘牌")


@cache
def _phase() -> regex.Pattern[str]:
    return regex.compile(alternation("phases"))


@cache
def _place_after() -> regex.Pattern[str]:
    return regex.compile(rf"(?:（[^（）]{{0,16}}）)?(?:{alternation('place_after')})")


@cache
def _worth() -> dict[str, tuple[str, ...]]:
    """The words by their first two characters: far quicker than a pattern of hundreds of words."""
    by_start: dict[str, tuple[str, ...]] = {}
    for word in {"投资", "占地", "签约", "在谈"}.union(
        *map(lexicon, ("heads", "facilities", "works", "phases", *_DONE))
    ):
        by_start[word[:2]] = (*by_start.get(word[:2], ()), word)
    return by_start


@cache
def _worth_short() -> regex.Pattern[str]:
    # 路线, 变化, 园区 … are words of every sentence and end no name.
    short = "".join(sorted(word for word in lexicon("short_facilities") if len(word) == 1))
    return regex.compile(rf"[{short}](?![线径化更动革成区])")


def worth_reading(text: str, start: int, end: int) -> bool:
    """Whether the sentence between two places has a word without which no name can be found in it.

    >>> worth_reading("税收同比增长8%。", 0, 9), worth_reading("纬三路5月通车。", 0, 8)
    (False, True)
    """
    words = _worth()
    for at in range(start, end - 1):
        pair = text[at : at + 2]
        if pair in words and text.startswith(words[pair], at, end):
            return True
    return _worth_short().search(text, start, end) is not None


class _After:
    """What follows a row of names in its sentence, as far as it can speak of them."""

    def __init__(self, text: str, at: int, end: int) -> None:
        end = min(end, at + _REACH)
        stop = _STOP.search(text, at, end)
        self.text = text[at : stop.start() if stop else end]

    @cached_property
    def done(self) -> bool:
        """Whether what stands before is being built, or was."""
        return _strong_cue().search(self.text) is not None

    @cached_property
    def cued(self) -> bool:
        """Whether anything is done with what stands before."""
        return _cue().search(self.text[:8] if self.text.startswith("的") else self.text) is not None


def names_of(text: str, run: Run) -> Iterator[Name]:
    """The names among the pieces of a run: those of projects (with a rule), and others that end in something built."""
    pieces = run.pieces
    found: dict[int, Name] = {}
    for i, piece in enumerate(pieces):
        if piece.kind == "name" and 1 < piece.end - piece.start < _MAX_STRETCH:
            after = pieces[i + 1] if i + 1 < len(pieces) else None
            listed = after is not None and (after.kind in ROW_MARKS or text[after.start] == "等")
            if name := name_in(text, piece, listed=listed):
                found[i] = name
    judged: dict[int, tuple[str, float]] = {}
    for row in list(rows_of(text, pieces, found)):
        following = _After(text, found[row[-1]].end, run.end)
        judged |= {i: one for i in row if (one := _judge(text, run, i, found[i], following))}
        if score := row_score(text, run, row, found, judged):
            for i in row:
                if score > ONLY_BUILT or found[i].head != "bare":
                    judged.setdefault(i, ("project.list", score))
        if row[-1] in judged and found[row[-1]].head == "bare":
            # What is said of the last name is said of those before it: 甲电子、乙轴承已投产.
            bare = [i for i in row if found[i].head == "bare" and own(text[found[i].start : found[i].end])]
            judged |= {i: ("project.list", 0.6) for i in bare if i not in judged}
    # Where most parts that semicolons divide begin with a project, others that begin with something built do too.
    firsts = [i for i in found if i == 0 or pieces[i - 1].kind in ("stop", "mark")]
    if sum(i in judged for i in firsts) > 1:
        for i in firsts:
            if found[i].head in ("facility", "phase"):
                judged.setdefault(i, ("project.list", 0.6))
    for i, name in found.items():
        if i in judged and specific([text[name.start : name.end]], name.head):
            yield Name(name.start, name.end, name.head, *judged[i])
        elif name.head != "bare":
            yield name


def _before(text: str, pieces: Sequence[Piece], index: int) -> str:
    """What governs a name: start, described, made, made of (verb … 的), contents, preposition, break …"""
    i = index - 1
    while i >= 0 and pieces[i].kind in _SKIPPED:
        i -= 1
    if i < 0:
        return "start"
    piece = pieces[i]
    if piece.kind in _OPENING:
        return "preposition" if text[piece.start] == "与" else "start"
    if piece.kind == "of":
        if _DESCRIBED.search(text[max(piece.start - 30, pieces[0].start) : piece.start]):
            return "described"
        while i >= 0 and pieces[i].kind not in (*_CLAUSE_MARKS, "maker"):
            i -= 1
        return "made of" if i >= 0 and pieces[i].kind == "maker" else "of"
    if piece.kind == "maker":
        # 主要建设 A、B says what a project consists of.
        return "contents" if i and text[pieces[i - 1].start : pieces[i - 1].end] == "主要" else "made"
    return piece.kind


def _subject(pieces: Sequence[Piece], index: int) -> bool:
    """Whether another name stands before one in its clause: 变电站完成增容 is about the station."""
    for piece in reversed(pieces[:index]):
        if piece.kind in (*_CLAUSE_MARKS, "name"):
            return piece.kind == "name"
    return False


def _happens(text: str, pieces: Sequence[Piece], index: int) -> bool:
    """Whether the clause goes on at once with something that happens to what is built."""
    for piece in pieces[index + 1 :]:
        if piece.kind in ("comma", "stop", "colon", "list", "and", "of"):
            return False
        word = text[piece.start : piece.end]
        if _strong_cue().match(word):
            return True
        if piece.kind == "name" and word not in lexicon("parts"):
            return False
    return False


def _unit_after(text: str, at: int) -> str:
    """The last character of the unit in which what stands before *at* is counted (标准厂房3栋, 管网5公里), or ""."""
    count = _COUNT.match(text, at)
    return count.group()[-1] if count else ""


def _judge(text: str, run: Run, index: int, name: Name, after: _After) -> tuple[str, float] | None:
    """The rule and score of a name that needs no row; *after* is what follows the row of names it stands in."""
    if _place_after().match(text, name.end):
        return None
    before = _before(text, run.pieces, index)
    if before == "start" and _FACTS_AFTER.match(text, name.end):
        if name.head in ("facility", "phase", "project"):
            return "project.heading", 0.8
        if _FACTS.match(text, name.end + 1):
            return "project.heading", 0.7
    words = text[name.start : name.end]
    if name.head == "bare":
        return _judge_bare(text, run, index, name, before)
    unit = _unit_after(text, name.end) or _unit_after(after.text.removeprefix("建设"), 0)
    if name.head == "project":
        if unit in ("个", "项"):
            return None
        if proper(words) or _phase().search(words):
            return "project.head", 0.9
        said = before in ("described", "made") or (after.cued if before == "start" else after.done)
        return ("project.head", 0.75) if said and not _NOT_MADE.match(after.text.removeprefix("的")) else None
    if name.head == "work" and not (_BUILT_CHARS & set(words) or _CODE.search(words) or proper(words)):
        return None
    if before == "described":
        return "project.context", 0.85
    if _FACTS.match(text, name.end) and before not in ("preposition", "break"):
        return "project.context", 0.8
    if head_word(words) in lexicon("institutions") and not proper(words):
        # Of what every place has many, one is a project where the text says what is done with it, not with some.
        some = words[-1] in "路网管线" or (index > 0 and run.pieces[index - 1].kind == "quantity")
        if before != "start" or some or not _happens(text, run.pieces, index):
            return None
    if before == "start":
        some = _STOCK.match(after.text) is not None
        some |= unit != "" and (words[-1] == "线" or unit in "户家" or (unit in "座个所处条" and not proper(words)))
        if name.head == "facility" and (some or head_word(words) in lexicon("parts")):
            return None
        return ("project.context", 0.75) if name.head == "phase" or after.cued else None
    if before not in ("made", "made of") or _NOT_MADE.match(after.text):
        return None
    if name.head == "work" and before == "made" and _subject(run.pieces, index):
        return None
    long = unit != "" and unit in "里米亩" and name.head == "facility" and proper(words)
    many = unit != "" and name.head != "phase" and not long
    many = many or _MANY.search(text[max(run.start, name.start - 5) : name.start]) is not None
    return None if many else ("project.context", 0.7)


def _judge_bare(text: str, run: Run, index: int, name: Name, before: str) -> tuple[str, float] | None:
    """The rule and score of a name that ends in nothing built: 港商独资的丽晶玩具, 丽晶玩具5月投产."""
    words = text[name.start : name.end]
    if len(words) < 4 or words.endswith(any_of("generic")) or words.startswith(any_of("parts")):
        return None
    if before == "described":
        return ("project.context", 0.7) if own(words) else None
    said = before == "start" and (_FACTS.match(text, name.end) or _happens(text, run.pieces, index))
    return ("project.context", 0.6) if said and own(words) else None

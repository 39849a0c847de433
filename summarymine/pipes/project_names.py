"""Which phrases are names of projects: what a phrase ends in, what stands before and after it, what it is listed with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from summarymine.pipes.project_phrases import KEYS, Piece, Run, lexicon
from summarymine.lexicons import word_lists

_MAX_NAME = 40


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a run cut to what may be a name. ``head`` is project, facility, work, phase or bare."""

    start: int
    end: int
    head: str
    index: int
    """Index of the piece in its run."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase taken for a project's name."""

    start: int
    end: int
    head: str
    rule: str
    score: float


@cache
def _longest(*keys: str) -> int:
    return max(len(word) for key in keys for word in lexicon(key))


def _ends_in(name: str, key: str) -> str:
    """The longest word of the list that *name* ends in, or ""."""
    words = lexicon(key)
    return next((name[-n:] for n in range(min(len(name), _longest(key)), 0, -1) if name[-n:] in words), "")


@cache
def alternation(*keys: str) -> str:
    """A pattern for any word of the lists, the longer first."""
    lists = word_lists("projects", KEYS)
    return "|".join(regex.escape(word) for word in sorted({w for key in keys for w in lists[key]}, key=lambda w: (-len(w), w)))


@cache
def _generic() -> regex.Pattern[str]:
    return regex.compile(rf"{alternation('generic', 'facilities')}|\d[\d.]{{0,8}}|[个项条家]|.")


@cache
def _generic_class() -> regex.Pattern[str]:
    return regex.compile(rf"{alternation('generic', 'industries', 'facilities')}|\d[\d.]{{0,8}}|[个项条家]|.")


def specific(name: str, head: str) -> bool:
    """Whether a name says more than its kind.

    >>> specific("重点产业项目", "project"), specific("铜箔项目", "project"), specific("污水处理厂", "facility")
    (False, True, True)
    """
    pattern = _generic_class() if head in ("project", "bare") else _generic()
    generic, industries, facilities = lexicon("generic"), lexicon("industries"), lexicon("facilities")
    left = 0
    for match in pattern.finditer(name):
        word = match.group()
        if word in generic or word[0].isdigit() or word in "个项条家":
            continue
        if word in facilities:
            return True
        if head in ("project", "bare") and word in industries:
            continue
        left += len(word)
    return left >= (1 if head in ("facility", "phase") else 2)


def _head_at(name: str, following: str) -> str:
    """The kind of head that *name* ends in."""
    if _ends_in(name, "heads"):
        return "" if any(following.startswith(word) for word in lexicon("not_heads")) else "project"
    if _ends_in(name, "phases") and len(name) > 2:
        return "phase"
    if _ends_in(name, "facilities"):
        return "facility"
    if _ends_in(name, "works"):
        return "work"
    if len(name) >= 3 and _ends_in(name, "short_facilities"):
        return "facility"
    return ""


def phrase_of(text: str, piece: Piece, index: int, last: int) -> Phrase | None:
    """The part of a name piece that may be a name."""
    words = list(piece.words)
    trim = lexicon("trim")
    ends = [*words[1:], piece.end]
    while len(words) > 1 and text[words[0] : ends[0]] in trim:
        words.pop(0)
        ends.pop(0)
    start = words[0]
    while start < piece.end and text[start] in "”-—～~/#":
        start += 1
    parts = lexicon("parts")
    found: tuple[int, str] | None = None
    for end in ends:
        if end <= start:
            continue
        head = _head_at(text[start:end], text[end : end + 4])
        if not head:
            continue
        if found and found[1] == "project" and head != "phase":
            break
        if found and head == "project" and text[start:end].endswith("在建项目"):
            break
        found = (end, head)
    if found:
        end, head = found
    else:
        end, head = piece.end, "bare"
        while len(words) > 1 and text[words[-1] : end] in parts:
            end = words.pop()
    name = text[start:end]
    if not 2 <= len(name) <= _MAX_NAME or _ends_in(name, "not_projects") or name.count("“") != name.count("”"):
        return None
    return Phrase(start, end, head, index)


_DESCRIBED = regex.compile(r"投资|占地|全长|[长宽]\d|独资|签约|动工|开工|座落|坐落|位于|面积|公里|拟建|续建|列入|日处理|代建|建设|承建|实施|共建")
_FACTS = regex.compile(r"^[^。；：、]{0,12}?(?:总投资|投资|协议投资|协议引资|占地|用地|总建筑面积|建筑面积|全长|库容|静态|注册资本|设计(?:日|年|能力)|年产|中标价|代建)")
_PLURAL = regex.compile(r"^(?:约|近)?(?:[2-9]|\d{2,5}|[二三四五六七八九十两多数几]{1,3})(?:多|余)?(?:个|所|座|家|处|条|套|栋|台|宗|项)")


@cache
def _cue() -> regex.Pattern[str]:
    return regex.compile(alternation("preparing", "building", "trial", "done", "stalled", "resumed", "signed", "planned"))


@cache
def _strong_cue() -> regex.Pattern[str]:
    return regex.compile(alternation("building", "trial", "done", "stalled", "resumed") + "|签约|落地|供地|摘牌|环评|土地证|签了")


@cache
def _tail() -> regex.Pattern[str]:
    return regex.compile(
        rf"(?P<each>等)?(?P<number>[\d.]{{1,4}}|[一二两三四五六七八九十多几]{{1,2}})?(?:个|项|条|户|家|处|座)?"
        rf"(?P<what>[^，。；、：（\d]{{0,12}}?)(?:{alternation('tails')})"
    )


@cache
def _lead() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('leads')})[^。；，]{{0,12}}$")


def candidates(text: str, run: Run, pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """The names of projects among the pieces of a run."""
    phrases: dict[int, Phrase] = {}
    for i, piece in enumerate(pieces):
        if piece.kind == "name":
            phrase = phrase_of(text, piece, i, len(pieces))
            if phrase and specific(text[phrase.start : phrase.end], phrase.head):
                phrases[i] = phrase
    accepted: dict[int, tuple[str, float]] = {}
    for i, phrase in phrases.items():
        if found := _alone(text, run, pieces, phrase):
            accepted[i] = found
    for group in _lists(text, run, pieces, phrases):
        if _is_list_of_projects(text, run, pieces, group, accepted):
            for i in group:
                accepted.setdefault(i, ("project.list", 0.75))
    for i in sorted(accepted):
        phrase, (rule, score) = phrases[i], accepted[i]
        yield Candidate(phrase.start, phrase.end, phrase.head, rule, score)


def _segment_end(text: str, at: int, stop: int) -> int:
    found = regex.search(r"[。；！？\n]", text[at : min(stop, at + 160)])
    return at + found.start() if found else min(stop, at + 160)


def _left(text: str, pieces: Sequence[Piece], index: int) -> str:
    """What stands before a name: ``start``, ``described``, ``made``, ``place`` or ``other``."""
    i = index - 1
    while i >= 0 and pieces[i].kind in ("time", "quantity", "bracket"):
        i -= 1
    if i < 0 or pieces[i].kind in ("comma", "stop", "colon", "list", "and", "mark"):
        return "start"
    word = text[pieces[i].start : pieces[i].end]
    if pieces[i].kind == "of":
        clause = i
        while clause > 0 and pieces[clause - 1].kind not in ("comma", "stop", "colon"):
            clause -= 1
        return "described" if _DESCRIBED.search(text[pieces[clause].start : pieces[i].start]) else "other"
    if word in lexicon("makers"):
        return "made"
    if word in ("有", "是", "为", "即", "以及", "及", "其中", "分别", "另", "另有", "包括", "如", "现", "目前", "同时", "而", "分别为", "现有", "主要", "重点", "年内", "全年", "今年", "已", "将", "另外"):
        return "start"
    return "place" if word in ("在", "从", "自", "至", "到", "位于", "沿", "对", "向", "赴", "与", "和", "把", "用于", "给") else "other"


def _alone(text: str, run: Run, pieces: Sequence[Piece], phrase: Phrase) -> tuple[str, float] | None:
    """The rule and score of a name that needs no list."""
    left = _left(text, pieces, phrase.index)
    name = text[phrase.start : phrase.end]
    stop = _segment_end(text, phrase.end, run.end)
    right = text[phrase.end : stop]
    clause = regex.split("，", right, maxsplit=1)[0]
    if phrase.head == "project":
        return "project.head", 0.9
    if phrase.head == "bare":
        if len(name) < 4:
            return None
        if left == "described":
            return "project.context", 0.7
        if left == "start" and (_FACTS.match(right) and "投资" in right[:20]):
            return "project.context", 0.6
        return None
    if left == "described":
        return "project.context", 0.85
    if left == "start" and _cue().search(right):
        return "project.context", 0.75
    if left == "made" and not _PLURAL.match(right):
        return "project.context", 0.7
    return None


def _lists(text: str, run: Run, pieces: Sequence[Piece], phrases: dict[int, Phrase]) -> Iterator[list[int]]:
    """Names that stand in a row: A、B和C, A65亩、B30亩."""
    seen = -1
    for i in sorted(phrases):
        if i <= seen:
            continue
        group = [i]
        at = i
        while True:
            j = at + 1
            while j < len(pieces) and pieces[j].kind in ("quantity", "bracket"):
                j += 1
            if j < len(pieces) and (pieces[j].kind in ("list", "and") or (pieces[j].kind == "comma" and j > at + 1)):
                j += 1
                if j < len(pieces) and j in phrases:
                    group.append(j)
                    at = j
                    continue
            break
        seen = at
        yield group


def _is_list_of_projects(text: str, run: Run, pieces: Sequence[Piece], group: list[int], accepted: dict[int, tuple[str, float]]) -> bool:
    last = pieces[group[-1]]
    after = text[last.end : last.end + 40]
    tail = _tail().match(after)
    if tail and (tail["each"] or tail["number"]):
        return True
    if len(group) > 1 and any(i in accepted for i in group):
        return True
    first = pieces[group[0]]
    if group[0] > 0 and pieces[group[0] - 1].kind == "colon":
        return _lead().search(text[max(run.start, first.start - 26) : pieces[group[0] - 1].start]) is not None
    if group[0] == 0 and run.lead != run.start:
        return _lead().search(text[max(run.lead, run.start - 26) : run.start - 1]) is not None
    return False

"""What a phrase that may name a project ends in, and whether it names something in particular.

Reading guide. `name_in` cuts a piece of a sentence to what may be a name (规划|纬三路|路基 → 纬三路) and says what it
ends in. `specific` refuses names that only say of which kind a thing is (重点产业项目); `proper` knows the looks of
names that enterprises, places and undertakings have for themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.project_words import alternation, any_of, lexicon, segmenter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from summarymine.pipes.project_phrases import Piece

_MAX_NAME = 40
_NUMERALS = "一二三四五六七八九十"
_DIRECTIONS = "东南西北中"
_EMPTY = frozenset("个项条家处座的及")
_CAPACITY = regex.compile(r"\d[\d.]{0,8}[A-Za-z]{0,3}")
_CODE = regex.compile(r"[A-Z\d]")
_SLOGAN = regex.compile(r"“[一二三四五六七八九十两\d][^”]{0,8}[一二三四五六七八九十两\d]")
_HEADS = {
    "short_facilities": "short",
    "works": "work",
    "phases": "phase",
    "facilities": "facility",
    "heads": "project",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase that may be a project's name; ``rule`` is "" where nothing yet says that it is a project.

    ``head`` is what it ends in: project (项目), facility (变电站), work (扩建), phase (二期) or bare.
    """

    start: int
    end: int
    head: str
    rule: str = ""
    score: float = 0.0


@cache
def _by_last() -> Mapping[str, Sequence[tuple[str, str]]]:
    """By their last character, the words that names end in, the longer first, and what they make of a name."""
    words = {word: kind for key, kind in _HEADS.items() for word in lexicon(key)}
    ends: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        ends.setdefault(word[-1], []).append((word, words[word]))
    return ends


def head_word(name: str) -> str:
    """The word for something built or done that a name ends in, or "".

    >>> head_word("松岭变电站"), head_word("恒力鞋业二期扩建"), head_word("恒力鞋业")
    ('变电站', '二期扩建', '')
    """
    return next((word for word, _ in _by_last().get(name[-1:], ()) if name.endswith(word)), "")


def _head(text: str, start: int, end: int) -> str:
    """What the name between two places ends in, or "" (bare)."""
    if text.startswith(any_of("not_heads"), end):
        return ""
    for word, kind in _by_last().get(text[end - 1], ()):
        more = end - start - len(word)
        if more < 0 or not text.endswith(word, start, end) or (kind == "facility" and word in lexicon("parts")):
            continue
        if kind in ("phase", "short") and (more < 1 or (kind == "short" and _everyday(text[start:end], word))):
            continue
        return "facility" if kind == "short" else kind
    if end - start > 4 and text.endswith("建设", start, end):
        inner = _head(text, start, end - 2)
        return inner if inner in ("facility", "phase") else ""
    return ""


def _everyday(name: str, ending: str) -> bool:
    """Whether a name's last word is one of everyday that only ends like something built: 思路, 二路."""
    if len(name) == len(ending) + 1 and name[0] in _NUMERALS:
        return True
    last = segmenter().cut(name)[-1]
    return len(last) == 2 and last[0] not in _NUMERALS + _DIRECTIONS and last != ending and segmenter().has_word(last)


@cache
def _classes() -> Mapping[str, str]:
    return {word: key for key in ("facilities", "industries", "generic") for word in lexicon(key)}


@cache
def _class_words() -> regex.Pattern[str]:
    return regex.compile(alternation("facilities", "industries", "generic"))


@lru_cache(maxsize=1 << 14)
def _weight(words: str, classes: bool) -> int:
    """How many characters say more than of which kind a thing is; where *classes*, industries do not."""
    rest = _CAPACITY.sub("", words)
    for match in reversed(list(_class_words().finditer(rest))):
        kind = _classes()[match.group()]
        if kind == "facilities":
            return _MAX_NAME
        if kind == "generic" or classes:
            rest = rest[: match.start()] + rest[match.end() :]
    return sum(char.isalpha() and char not in _EMPTY for char in rest)


def specific(words: Sequence[str], head: str) -> bool:
    """Whether a name, given in one or more words, says more than of which kind its thing is.

    >>> specific(["重点", "产业", "项目"], "project"), specific(["铜箔", "项目"], "project")
    (False, True)
    >>> specific(["化工", "项目"], "project"), specific(["化工", "产业园"], "facility")
    (False, True)
    """
    if head == "project" and len(words) > 3 and not lexicon("phases").isdisjoint(words):
        return True
    if head == "work" and _CODE.search("".join(words)):
        return True
    need = 1 if head in ("facility", "phase") else 2
    classes = head in ("project", "bare", "work")
    for word in words:
        need -= _weight(word, classes)
        if need <= 0:
            return True
    return False


@lru_cache(maxsize=1 << 12)
def _tagged(name: str) -> tuple[tuple[str, str], ...]:
    return tuple(segmenter().tag(name))


@cache
def _trade() -> regex.Pattern[str]:
    firms = "|".join(word for word in any_of("enterprises") if word.endswith(("业", "精工", "重工")) and word != "企业")
    return regex.compile(
        rf"公司|集团|^\p{{Han}}{{2,4}}(?:{firms}|科技(?!园|城))|(?:{alternation('enterprises')})$"
        r"|\d(?:万吨|吨|千伏|兆瓦|GW|MW|kV|KV)"
    )


def own(name: str) -> bool:
    """Whether a name looks like an enterprise's, or has a capacity or a word that no dictionary has.

    >>> own("恒力鞋业"), own("年产3万吨铜箔"), own("施工单位")
    (True, True, False)
    """
    words = segmenter()
    return _trade().search(name) is not None or any(
        len(word) > 1 and word[0].isalpha() and not words.has_word(word) for word, _ in _tagged(name)
    )


def proper(name: str) -> bool:
    """Whether a name is `own`, has a place in it, or begins with characters that make no word together.

    >>> proper("临川工业园"), proper("服务中心")
    (True, False)
    """
    if own(name):
        return True
    tagged = _tagged(name)
    if any(len(word) > 1 and tag in ("ns", "nz") for word, tag in tagged):
        return True
    return len(tagged) > 1 and len(tagged[0][0]) == len(tagged[1][0]) == 1 and name[:2].isalpha()


def name_in(text: str, piece: Piece, *, listed: bool) -> Name | None:
    """The part of a name piece that may be a name; nothing is cut off the end of a bare one that is *listed*."""
    trim, parts = lexicon("trim"), lexicon("parts")
    words = piece.words
    ends = (*words[1:], piece.end)
    first = 0
    while first < len(words) - 1 and text[words[first] : ends[first]] in trim:
        first += 1
    start, head, end = words[first], "", piece.end
    while start < piece.end and text[start] in "”-—~/#·]":
        start += 1
    for place in ends[first:]:
        found = _head(text, start, place) if place > start else ""
        if found and head == "project" and found not in ("phase", "project"):
            break
        if found:
            head, end = found, place
    last = len(words)
    while not head and not listed and last > first + 1:
        if text[words[last - 1] : end] not in parts or words[last - 1] - start < 3:
            break
        last -= 1
        end = words[last]
    if head in ("facility", "phase") and text.endswith("建设", start, end):
        end -= len("建设")
    if not 2 <= end - start <= _MAX_NAME or text.endswith(any_of("not_endings"), start, end):
        return None
    # 污水处理厂土建工程 is a part of the 污水处理厂.
    cut = next((part for part in any_of("not_projects") if text.endswith(part, start, end)), "")
    if cut and head == "project" and (whole := _head(text, start, end - len(cut))) in ("facility", "phase"):
        head, end = whole, end - len(cut)
    name, head = text[start:end], head or "bare"
    if name in lexicon("not_projects"):
        return None
    if "“" in name and (name.count("“") != name.count("”") or _SLOGAN.search(name)):
        return None
    stem = end - len(head_word(name)) if head == "work" else end
    borders = zip((start, *words[first + 1 :]), ends[first:], strict=True)
    stems = [text[a : min(b, stem)] for a, b in borders if a < min(b, stem)]
    return Name(start, end, head) if stems and specific(stems, head) else None

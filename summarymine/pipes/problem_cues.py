"""Words that say that something is wrong: found, told apart by kind and strength, and what makes them void.

Reading guide. The words stand in `lexicons/problems.toml`; here they are composed. `find_cues` reads a clause once
with one pattern whose first alternative swallows words that only look like a lack (紧张有序, 攻坚克难). A cue is void
where a remedy takes it as its object (缓解融资难), for then the clause tells what was done; it is weaker where it is
an attribute of something else (落后产能).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import regex

from summarymine.errors import LexiconError
from summarymine.lexicons import any_word, check_keys, load_toml
from summarymine.records import CATEGORIES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STRONG_KINDS = ("unfinished", "short", "late", "lack", "poor", "hard", "harm", "need")
"""Kinds of cues that hold wherever they stand; ``medium`` ones need a problem section or a word of contrast."""

_LISTS = (
    "innocent", "late", "lack", "poor", "hard", "harm", "done", "good", "trouble", "grave", "need", "medium", "weak",
    "remedy", "process", "mended", "mending", "absent", "goal", "attributed", "connective", "contrast", "subordinate",
    "subjectless", "done_before", "doing", "inspection", "supposed",
    "foreign", "announced", "announcing", "filler",
)  # fmt: skip
_NUMBER = r"[\d*×一二三四五六七八九十两几近数]"
_CUES = rf"""
    (?P<innocent> \L<innocent> )
  | (?P<absent>
        (?:未|没有?|无|不)再?\L<absent>
      | [零无](?:事故|投诉|延误|上访|差错|死角)
      | (?:事故|案件|违法|上访|信访|投诉|伤亡|隐患|能耗|成本|排放|浓度|费用|时间|时限|亏损面|负债率|人口|降幅)
        \p{{Han}}{{0,10}}[\d.*%]{{0,8}}(?:下降|减少|降低|回落|缩短|收窄) )
  | (?P<unfinished>
        (?:尚|仍|还|至今|迄今|一直|始终|依然)[都也]?(?:未|没有?|不(?![断少小错低高]))
      | (?:未|没有?|没能|未能)(?:能|被|再|经|予|如期)?\L<done>
      | 没有(?:自己的|独立|专业|专门|统一|执法)
      | [尚仍还][有剩差欠]\p{{Han}}{{0,4}}{_NUMBER}[^，。；]{{0,24}}[未没不难欠缺停闲空] )
  | (?P<short>
        (?:[仅只]|(?<![人英])才)(?:完成|占|为|有|是|相当于|达到?)[^，。；]{{0,16}}
        (?:计划|任务|目标|需求|序时|设计|同期|[一二三四五六七八九]成)
      | (?:不到|不足|不及)(?:计划|任务|目标|需求|设计|去年|上年|一半|[一二三四五六]成)
      | [比较][^，。；]{{0,8}}(?:计划|目标|任务|预期)数?[^，。；\d]{{0,4}}[少短差低]
      | [距离与][^，。；]{{1,20}}[还尚仍](?:有|存在|差|欠)
      | (?<![人英])才\p{{Han}}{{1,2}}了?{_NUMBER}
      | 短了\d )
  | (?P<late> \L<late> | 停了[近快\d一两三] )
  | (?P<lack> \L<lack>(?!以) )
  | (?P<poor> \L<poor> | 不(?:够|算|是?很|太)?\L<good> )
  | (?P<hard>
        \L<hard>
      | 遇到\p{{Han}}{{0,12}}困难
      | 难(?=$|[”、])
      | 困难[较很重加仍依]
      | (?:比较|十分|相当|非常|更加|日趋|日益|越来越)(?:困难|严峻|难|紧(?![密凑])) )
  | (?P<harm>
        \L<harm>
      | \L<trouble>\p{{Han}}{{0,8}}?(?:\L<grave>|[大重高](?=$|[、”]))
      | 存在着?\p{{Han}}{{0,12}}(?:现象|漏洞|差距|隐患|短板)(?=$|[、”])
      | 重\p{{Han}}{{1,3}}轻\p{{Han}} )
  | (?P<need> \L<need>(?!的) )
  | (?P<medium> [只仅][有剩]{_NUMBER} | \L<medium> )
  | (?P<weak> \L<weak> )
"""
_LIST = regex.compile(r"\\L<(\w{1,20})>")
_REACH = 24  # characters between a remedy and its object
_LONGEST = 4  # characters of the longest word for a process
_OWN = "不未没无尚仍还"
_FAILING = regex.compile(r"[不未没仍还尚难待得]|(?<![外内急])需(?!求)")
_NAMED = "问题|现象|矛盾|局面|状况|瓶颈|难题|困境|障碍|制约|情况|短板|地方"
_AS_OBJECT = regex.compile(rf"\p{{Han}}{{0,4}}?的?(?:{_NAMED})")
_AS_ATTRIBUTE = rf"(?:\L<poor>)?(?:的(?!{_NAMED}|$)|\L<attributed>)"
_SPAN_AS_ATTRIBUTE = regex.compile(rf"\p{{Han}}{{0,4}}的(?!{_NAMED}|$)")
_NEGATION = regex.compile(r"(?:不会?|[未无]|没有?|防止|避免|以免)$")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of `problems.toml`: words by list, and words by category of problem."""

    lists: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of a clause that says that something is wrong; ``start`` and ``end`` count within the clause."""

    kind: str
    start: int
    end: int

    @property
    def strong(self) -> bool:
        """Whether it holds wherever it stands."""
        return self.kind in STRONG_KINDS


@cache
def load_words() -> Words:
    """The vocabulary that comes with the package. Raises LexiconError as `parse_words` does."""
    return parse_words(load_toml("problems"))


def parse_words(data: Mapping[str, object]) -> Words:
    """The vocabulary from the content of `problems.toml`.

    >>> "短缺" in parse_words(load_toml("problems")).lists["lack"]
    True

    Raises LexiconError for an unknown or missing key, a list with something else than words, a word twice in one.
    """
    where = "problems.toml"
    check_keys(where, data.keys(), (*_LISTS, "categories"))
    categories = data.get("categories")
    if not isinstance(categories, dict):
        raise LexiconError(f"{where}: the table categories is missing")
    check_keys(f"{where} [categories]", categories.keys(), CATEGORIES)
    return Words(
        {key: _word_list(f"{where}: {key}", data.get(key)) for key in _LISTS},
        {key: _word_list(f"{where} [categories]: {key}", words) for key, words in categories.items()},
    )


def _word_list(where: str, words: object) -> tuple[str, ...]:
    if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
        raise LexiconError(f"{where} must be a list of non-empty words")
    if twice := sorted({word for word in words if words.count(word) > 1}):
        raise LexiconError(f"{where} holds {'、'.join(twice)} twice")
    return tuple(words)


@cache
def compose(pattern: str) -> regex.Pattern[str]:
    r"""A verbose pattern in which ``\L<name>`` stands for any word of the list *name* of `problems.toml`.

    >>> compose(r"不\L<good>").findall("制度不健全，服务不便")
    ['不健全', '不便']
    """
    lists = load_words().lists
    return regex.compile(_LIST.sub(lambda match: any_word(lists[match[1]]), pattern), regex.VERBOSE)


def find_cues(clause: str) -> list[Cue]:
    """The cues of a clause that are not void, in order; those of kind ``absent`` say that nothing is wrong.

    >>> [(c.kind, "排水管网老化，仍有3公里未改造"[c.start : c.end]) for c in find_cues("排水管网老化，仍有3公里未改造")]
    [('poor', '老化'), ('unfinished', '仍有3公里未')]
    >>> find_cues("着力缓解企业融资难题")
    []
    """
    found = [
        Cue(_weighed(clause, match), match.start(), match.end())
        for match in compose(_CUES).finditer(clause)
        if match.lastgroup != "innocent"
    ]
    # 未出现拖欠工资现象: nothing of what follows was there.
    denied = next((cue.end for cue in found if cue.kind == "absent"), len(clause))
    found = [cue for cue in found if cue.kind == "absent" or cue.start < denied]
    remedies = [match.end() for match in compose(r"\L<remedy>|面对(?!的)").finditer(clause)] if found else []
    return [cue for cue in found if not _void(clause, cue, remedies)]


def _weighed(clause: str, match: regex.Match[str]) -> str:
    """The kind of a cue; ``medium`` for a strong one that is only an attribute, or a deed."""
    kind, end = match.lastgroup or "", match.end()
    before_noun = compose(_AS_ATTRIBUTE)
    as_attribute = {"lack": before_noun, "poor": before_noun, "late": _SPAN_AS_ATTRIBUTE}.get(kind)
    # 暂停审批用地: what the writer stopped, not what stands still.
    deed = match.start() == 0 and match.group() in ("暂停", "暂缓", "搁置", "中断")
    return "medium" if deed or (as_attribute and as_attribute.match(clause, end)) else kind


def _void(clause: str, cue: Cue, remedies: Sequence[int]) -> bool:
    """Whether a remedy before the cue takes it as its object, or the cue is denied: 不流于形式."""
    if cue.strong and clause[cue.start] not in _OWN and _NEGATION.search(clause, max(0, cue.start - 2), cue.start):
        return True
    nearest = remedies[bisect_right(remedies, cue.start) - 1] if remedies and remedies[0] <= cue.start else -_REACH - 1
    if nearest < cue.start - _REACH or cue.kind in ("absent", "need", "unfinished"):
        return False
    between = clause[nearest : cue.start]
    if _FAILING.search(between):
        return False
    # 整改进度滞后 and 解决不力 say that the remedy fails; 解决进度滞后的问题 and 打通断头路 do not.
    process = compose(r"\L<process>$").search(clause, max(0, nearest - _LONGEST), nearest) is not None
    fails = {"poor": clause[cue.start] in _OWN, "late": process, "hard": True}.get(cue.kind, False)
    return not (fails and (process or not between)) or _AS_OBJECT.match(clause, cue.end) is not None

"""Words that say that something is wrong: found, told apart by kind and strength, and what makes them void.

Reading guide. The words stand in `lexicons/problems.toml`; here they are composed. `find_cues` reads a clause once
with one pattern whose first alternative swallows words that only look like a lack (紧张有序, 攻坚克难). A cue is void
where a remedy takes it as its object (缓解融资难): the writer then tells what was done, not what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from summarymine.errors import LexiconError
from summarymine.lexicons import check_keys, load_toml
from summarymine.records import CATEGORIES

STRONG = ("unfinished", "short", "late", "lack", "poor", "hard", "harm", "need")
"""Kinds of cues that hold wherever they stand; ``medium`` ones need a problem section or a word of contrast."""

_LISTS = (
    "innocent", "late", "lack", "poor", "hard", "harm", "done", "good", "trouble", "grave", "need", "medium", "weak",
    "remedy", "mended", "mending", "absent", "goal", "inspection", "announced", "announcing", "filler",
)  # fmt: skip
_NUMBER = r"[\d*×一二三四五六七八九十两几近数]"
_CUES = rf"""
    (?P<innocent> \L<innocent> )
  | (?P<absent> (?:未|没有?|无|不)再?\L<absent> | [零无](?:事故|投诉|延误|上访|差错|死角)
      | (?:事故|案件|违法|上访|伤亡|隐患|能耗|成本|排放|浓度|费用|时间|时限|亏损面|负债率|人口|降幅)\p{{Han}}{{0,10}}[\d.*%]{{0,8}}
        (?:下降|减少|降低|回落|缩短|收窄) )
  | (?P<unfinished>
        (?:尚|仍|还|至今|迄今|一直|始终|依然)(?:都|也)?(?:未|没有?|不(?![断少小错低高]))
      | (?:未|没有?|没能|未能)(?:能|被|再|经|予|如期)?\L<done>
      | 没有(?:自己的|独立|专业|专门|统一|执法)
      | (?:尚|仍|还)(?:有|剩|差|欠)\p{{Han}}{{0,4}}{_NUMBER}[^，。；]{{0,24}}[未没不难欠缺停闲空] )
  | (?P<short> (?:仅|只|(?<![人英])才)(?:完成|占|为|有|是|相当于|达到?)[^，。；]{{0,16}}(?:计划|任务|目标|需求|序时|设计|同期|[一二三四五六七八九]成)
      | (?:不到|不足|不及)(?:计划|任务|目标|需求|设计|去年|上年|一半|[一二三四五六]成)
      | (?:比|较)[^，。；]{{0,8}}(?:计划|目标|任务|预期)数?[^，。；\d]{{0,4}}(?:少|短|差|低)
      | (?:距|离|与)[^，。；]{{1,20}}[还尚仍](?:有|存在|差|欠) | 短了\d )
  | (?P<late> \L<late> | 停了[近快\d一两三] | 停工至 )
  | (?P<lack> \L<lack>(?!以) )
  | (?P<poor> \L<poor> | 不(?:够|算|是?很|太)?\L<good> )
  | (?P<hard> \L<hard> | 遇到\p{{Han}}{{0,12}}困难 | 难(?=$|[”、]) | 困难(?:较|很|重|加|仍|依)|(?:比较|十分|相当|非常|更加|日趋|日益|越来越)(?:困难|严峻|紧|难) )
  | (?P<harm> \L<harm> | \L<trouble>\p{{Han}}{{0,8}}?(?:\L<grave>|[大重高](?=$|[、”]))
      | 重\p{{Han}}{{1,3}}轻\p{{Han}} )
  | (?P<need> \L<need> )
  | (?P<medium> \L<medium> )
  | (?P<weak> \L<weak> )
"""
_OWN_NEGATION = "不未没尚仍还"
_NAMED = regex.compile(r"\p{Han}{0,4}?的?(?:问题|现象|矛盾|局面|状况|瓶颈|难题|困境|障碍|制约|情况|短板)")


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
        return self.kind in STRONG


@cache
def load_words() -> Words:
    """The vocabulary that comes with the package. Raises LexiconError as `parse_words` does."""
    return parse_words(load_toml("problems"))


def parse_words(data: Mapping[str, object]) -> Words:
    """The vocabulary from the content of `problems.toml`.

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
    if len(set(words)) != len(words):
        twice = sorted({word for word in words if words.count(word) > 1})
        raise LexiconError(f"{where} holds {'、'.join(twice)} twice")
    return tuple(words)


@cache
def compose(pattern: str) -> regex.Pattern[str]:
    """A verbose pattern in which ``\\L<name>`` stands for any word of the list *name* of `problems.toml`."""
    lists = load_words().lists
    used = {name: list(lists[name]) for name in lists if f"\\L<{name}>" in pattern}
    return regex.compile(pattern, regex.VERBOSE, **used)


def find_cues(clause: str) -> list[Cue]:
    """The cues of a clause that are not void, in order; those of kind ``absent`` say that nothing is wrong.

    >>> [(c.kind, "排水管网老化，仍有3公里未改造"[c.start : c.end]) for c in find_cues("排水管网老化，仍有3公里未改造")]
    [('poor', '老化'), ('unfinished', '仍有3'), ('medium', '未')]
    >>> find_cues("着力缓解企业融资难题")
    []
    """
    found = [
        Cue(match.lastgroup or "", match.start(), match.end())
        for match in compose(_CUES).finditer(clause)
        if match.lastgroup != "innocent"
    ]
    remedies = [match.end() for match in compose(r"\L<remedy>").finditer(clause)] if found else []
    return [cue for cue in found if not _void(clause, cue, remedies)]


def _void(clause: str, cue: Cue, remedies: list[int]) -> bool:
    """Whether a remedy before the cue takes it as its object."""
    before = [end for end in remedies if cue.start - 24 <= end <= cue.start]
    if not before or cue.kind in ("absent", "need", "unfinished"):
        return False
    between = clause[max(before) : cue.start]
    if regex.search(r"[不未没仍还尚难待需得]", between):
        return False
    own = clause[cue.start] in _OWN_NEGATION or cue.kind in ("late", "hard")
    return not own or bool(_NAMED.match(clause, cue.end)) or cue.kind == "hard" and between != ""

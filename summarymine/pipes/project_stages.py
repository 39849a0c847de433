"""How far a project is: what the text says about it, clause by clause.

Reading guide. `stages_said` finds the words of each stage in a context (see `project_contexts`) and judges each in its
clause: it may speak of what is to come (力争…开工), be denied (尚未开工) or be about a part (主体完工). `furthest` puts
together what all mentions of a project say.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.pipes.project_words import alternation, lexicon
from summarymine.records import STAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ORDER = {stage: i for i, stage in enumerate(STAGES)}
_KEYS = ("planned", "signed", "preparing", "building", "trial", "done", "stalled", "advancing", "resumed")
_CLAUSE = regex.compile(r"[，。；：\n]")
_PATTERNS = r"""
    (?P<finished> (?:已|已经|全部|全面|现已|均)完成(?=$|[、）]) | 建设(?:已|已经|全部)?完成
      | 完成[^，◇]{0,8}?(?:改造|扩建|增容|大修|搬迁)(?=$)
      | [抢赶]在[^，]{1,8}前?(?:完成|完工)(?=$) | 完成[^，]{0,30}(?:的建设|建设)$ | (?<=(?:建设|修建|完成|建成)了?)◇(?=$|[、（\d]|并) )
  | (?P<advanced> 完成 (?: [\d.]{1,8}(?:[亿万]?元|公里|米) | 总?工程总?量 | 约?[\d.]{1,6}[%％] | [一二三四五六七八九]成
      | 过半 | [^，◇]{0,8}?(?:主体|基础|土建|框架|桩基|钢结构) ) )
  | (?P<unfinished> (?:没有|没|未能?|尚未|不能)(?:如期|按期|全部|最终)?(?:建成|完工|竣工|通车) )
  | (?P<listed> 列入[^，]{0,10}(?:规划|计划) )"""
_BY = regex.compile(r"(?:\d{1,2}月|[年月]|季度)底?(?:前|以前)$|(?:\d{1,2}月|(?<!去)年|月)底$|年内$|可$")
_PAST = regex.compile(r"已|己|了|正在|现(?!有)|目前")
_LATER = regex.compile(r"[^，]{0,4}由[^，]{0,8}推[^，]{0,3}(?:明年|下半年)")
_NAMED = regex.compile(r"(?:企业|项目)")
_PAPERWORK = regex.compile(
    r"(?:选址|立项|报批|拆迁|放线|征地|征迁|设计|手续|可研|招投标|勘测|测量|方案|环评)[^，]{0,10}$"
)
_SIZE = regex.compile(r"[\d日年能]")
_SLOWLY = regex.compile(r"[^，]{0,4}(?:缓慢|滞后|不快|不力|受阻|困难|偏慢|较慢)")
# 投产后可实现… speaks of what is to come, 投用后结束了… of what was.
_AFTER = regex.compile(r"(?:达产)?(?:以)?后(?![^。]{0,24}(?<!为)了)")
_COUNTED = regex.compile(r"[\d一二三四五六七八九十两]{1,3}(?:栋|幢|座|个|处|条|户)")
_OF_PATTERN = {"finished": "done", "advanced": "building", "unfinished": "building", "listed": "planned"}
_STARTS = ("开工", "动工", "开工建设")


class Said(NamedTuple):
    """A stage that the text says about a project; ``to_come`` where it speaks of the future."""

    stage: str
    to_come: bool


@cache
def _stages() -> Mapping[str, str]:
    return {word: key for key in _KEYS for word in lexicon(key)}


@cache
def _words() -> regex.Pattern[str]:
    # The longest word wins: 未复工 is no 复工, 选址未定 no 选址.
    return regex.compile(rf"(?x:{_PATTERNS})|{alternation(*_KEYS)}|完成(?:{alternation('works')})")


@cache
def _to_come() -> regex.Pattern[str]:
    return regex.compile(alternation("future"))


@cache
def _denied() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('negation')})[^，]{{0,6}}$")


@cache
def _part() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('stage_parts')})[^，]{{0,10}}$")


def stages_said(context: str, *, plan: bool = False) -> list[Said]:
    """The stages that a stretch of text says of the project whose mention stands as ◇ in it.

    In a *plan* all that is not said to be over is to come.

    >>> stages_said("◇4月开工，主体已完工，力争年底投产")
    [Said(stage='building', to_come=False), Said(stage='building', to_come=False), Said(stage='done', to_come=True)]
    """
    said = [(said, ahead) for clause in _CLAUSE.split(context) for said, ahead in _clause(clause, plan)]
    # 停工两年的◇正在办理手续 is stalled no longer.
    goes_on = any(
        not one.to_come and not ahead and one.stage in _ORDER and one.stage != "stalled" for one, ahead in said
    )
    return [one for one, ahead in said if not (ahead and goes_on and one.stage == "stalled")]


def _clause(clause: str, plan: bool) -> Iterator[tuple[Said, bool]]:
    """The stages that a clause says, and whether each stands before the mention."""
    place = clause.find("◇")
    if place > 0 and _to_come().search(clause, 0, place):
        yield Said("planned", True), True
    for match in _words().finditer(clause):
        before, after = clause[: match.start()], clause[match.end() :]
        stage = _stage(match, before, after)
        if stage and (before.endswith("即将") or "即将实现" in before):
            yield Said("preparing" if match.group() in _STARTS else "building", False), match.start() < place
        elif stage:
            yield Said(stage, _is_to_come(before, after, plan)), match.start() < place


def _stage(match: regex.Match[str], before: str, after: str) -> str:
    """The stage that a word says in its clause; "" where it says none after all."""
    word = match.group()
    stage = _OF_PATTERN.get(match.lastgroup or "") or _stages().get(word, "done")
    if _AFTER.match(after) or (word == "设计" and _SIZE.match(after)) or (stage == "stalled" and _NAMED.match(after)):
        return ""
    if stage == "advancing" and _SLOWLY.match(after):
        return ""
    if stage not in ("stalled", "resumed", "planned") and match.lastgroup != "unfinished" and _denied().search(before):
        return ""
    if stage == "done" and _PAPERWORK.search(before):
        return "preparing"
    if stage == "done" and (_part().search(before) or _COUNTED.match(after)):
        return "building"
    return stage


def _is_to_come(before: str, after: str, plan: bool) -> bool:
    if _to_come().search(before) or _LATER.match(after):
        return True
    if _PAST.search(before) or after.startswith("了") or _NAMED.match(after):
        return False
    return plan or _BY.search(before) is not None


def furthest(said: Iterable[Said], *, plan: bool = False) -> str:
    """The furthest stage of all that is said; stalled where work stopped and was not taken up again.

    A project of which only *plan* sections speak is planned where nothing else is said.

    >>> furthest([Said("signed", False), Said("building", True)]), furthest([Said("building", True)])
    ('signed', 'planned')
    """
    said = list(said)
    now = [s.stage for s in said if not s.to_come]
    if "stalled" in now:
        last = len(now) - 1 - now[::-1].index("stalled")
        if not {"resumed", "trial", "done"} & set(now[last + 1 :]):
            return "stalled"
    sure = [s for s in now if s in _ORDER and s != "stalled"]
    if "resumed" in now:
        sure.append("building")
    if sure:
        return max(sure, key=_ORDER.__getitem__)
    if "advancing" in now and not plan:
        return "building"
    return "planned" if plan or any(s.to_come for s in said) else ""

"""Names behind a figure: the noun phrase that is counted, the money that an amount is, the goal that it is set for."""

from __future__ import annotations

import regex

from summarymine.pipes.figure_words import tagged, words
from summarymine.pipes.naming import NOUNS

_STOP_RIGHT = regex.compile(r"[，。；：、！？（）\n《》|]|\d")
_QUOTED = regex.compile(r"“[^“”]{1,12}”")
_OBJECT_HEAD = regex.compile(r"^(?:以上|以下|左右|上下|多|余|以内)?的?(?:各类|各级)?")
_GOAL_BEHIND = regex.compile(
    r"(?:以上|左右)?的(?P<name>\p{Han}{2,12}?)(?:(?:增长|增速|增幅)(?:预期)?)?(?:目标|任务|计划)(?:[，。；、）]|$)"
)
# 加密到, 提高到约: what follows leads on to the next figure.
_LEADS_ON = regex.compile(r"\p{Han}{1,6}(?:到|至|为|成)(?:了|约|近|不到)?")
_MONEY = regex.compile(r"(?:资金|基金|贷款|借款|款项?|债券|费|费用|补助|补贴|奖励|奖金|投资|税收|收入|资产)$")
# 计划征地: the doing is what is counted, the planning is its status.
# 10个可能造成污染的项目: what is counted is described by a clause before it.
_RELATIVE = regex.compile(
    r"(?!的)\p{Han}{3,14}的(?P<noun>项目|企业|问题|单位|人员|农户|职工|工程)(?!\p{Han}{0,1}[建投])"
)


def behind(right: str) -> str:
    """The noun phrase that begins right behind a counted figure, or "".

    >>> behind("重点用能企业装上电表，"), behind("，其中"), behind("企业"), behind("的泵房建设。")
    ('重点用能企业', '', '企业', '泵房建设')
    """
    if _LEADS_ON.fullmatch(right):
        return ""
    head = _OBJECT_HEAD.match(right)
    text = right[head.end() if head else 0 :][:36]
    quoted = _QUOTED.match(text)
    stop = _STOP_RIGHT.search(text, quoted.end() if quoted else 0)
    text = text[: stop.start()] if stop else text
    taken = [quoted.group()] if quoted else []
    for word, tag in tagged(text[len(taken[0]) if taken else 0 :]):
        opening = not taken and tag in ("v", "vd", "d") and len(word) > 1 and word not in words("split")
        modifying = tag == "v" and taken and (taken[-1] == "的" or _followed_by_noun(text, "".join(taken), word))
        if not ((word == "的" and taken) or tag in NOUNS or opening or modifying):
            break
        taken.append(word)
    while taken and (taken[-1] == "的" or (len(taken) > 1 and taken[-1] in words("light"))):
        taken.pop()
    phrase = "".join(taken)
    if relative := _RELATIVE.match(text):
        phrase = relative.group() if not phrase or not phrase.endswith(relative["noun"]) else phrase
    if phrase.endswith(("目标", "任务", "计划")) or (phrase in words("frame") and phrase not in words("general")):
        return ""
    nouns = any(tag[:1] in "nvjlxe" for _, tag in tagged(phrase)) if phrase and phrase not in words("light") else False
    return phrase if nouns and (len(phrase) > 1 or phrase in "班线楼车路村镇县") else ""


def money_behind(right: str) -> str:
    """What the money right behind its amount is: 30亿元国债资金.

    >>> money_behind("国债资金支持卫生院，"), money_behind("的好成绩"), money_behind("企业")
    ('国债资金', '', '')
    """
    phrase = "" if right.startswith("的") else behind(right)
    return phrase if _MONEY.search(phrase) else ""


def told_of(own: str, phrase: str) -> str:
    """The noun behind a figure with what the words before 的 say of it: 闲置的96亩土地.

    >>> told_of("企业闲置", "土地"), told_of("变电站至园区", "专线"), told_of("新增", "企业")
    ('闲置土地', '专线', '新增企业')
    """
    found = tagged(own)
    word, tag = found[-1]
    if found[0][1][:1] in "vad" and word not in words("states"):
        return own + phrase
    return (word if tag[:1] in "va" or word in words("states") else "") + phrase


def goal_behind(right: str) -> str:
    """What a goal behind a figure is about: 32亿元的产值目标.

    >>> goal_behind("的产值目标，"), goal_behind("左右的税收增长目标，"), goal_behind("的目标")
    ('产值', '税收', '')
    """
    match = _GOAL_BEHIND.match(right)
    name = match["name"] if match else ""
    return "" if name in words("frame") or name in words("light") else name


def _followed_by_noun(text: str, taken: str, verb: str) -> bool:
    """Whether a verb inside a phrase only modifies the noun behind it: 用能企业."""
    after = tagged(text[len(taken) + len(verb) :][:8])
    return (
        len(verb) > 1
        and bool(after)
        and after[0][1] in ("n", "nz")
        and after[0][0] in ("企业", "项目", "人员", "单位", "人才", "设施", "装置")
    )

"""Clauses that announce problems, entitle them or turn from them; none of them is a problem itself.

但也存在一些困难和问题 announces, 三、存在的主要问题 is a title, 对上述问题，我们将… turns to what will be done.
"""

from __future__ import annotations

import regex

from summarymine.document import Span
from summarymine.pipes.problem_clauses import Clause, cut
from summarymine.pipes.problem_cues import compose

TAIL = regex.compile(r"(?:主要|集中|突出)?(?:是|有|为|表现在|体现在|表现为|反映在|包括)?(?:剖析|分析)?】?$")
"""What may end an announcement, or go on with it: 主要表现在."""

_FRAME = r"""(?:当前|目前|园区|工作中?|发展中?|运行中?|经济|社会|我[区县市局办委]|管委会|在|前进中?|前进(?:的?道)?路上
    |中|清醒|深刻|今[年后]|本年度|全年|上半年|\d{4}年|以来|过程中|对照|对标|[也还仍]){0,6}"""
_PLAIN = r"(?>(?:\L<filler>|\L<announced>){1,12})"
_ANNOUNCES = rf"^(?P<lead>[^，。；：]{{0,48}}?)(?:\L<announcing>|(?<![少没具所享含拥未])有){_PLAIN}$"
_TITLE = rf"""^{_FRAME}(?:\L<announcing>|\L<filler>){{0,6}}{_PLAIN}
    (?:\p{{Han}}{{0,6}}(?:打算|安排|思路|计划|对策|建议|措施|原因|重点|设想))?$"""
_PRESSING = r"""(?:\L<announced>)(?:[和与]\L<announced>)?(?:也|还|仍|依然|同样)?
    (?:(?:不容|值得|需要|不能|不可|要)(?:忽视|回避|低估|引起重视|高度重视|重视|关注)|要\p{Han}{2})$
  | ^(?:\L<announced>)(?:[和与]\L<announced>)?(?:也|还|仍|依然)?(?:不少|很多|较多)$"""
_MISSED = regex.compile(r"^也有.{0,4}[没未不].{1,6}的$")
_SEEN = regex.compile(r"(?:看到|认识到|意识到)$")
_NUMBER = regex.compile(r"^[一二三四五六七八九十\d]{1,2} ?(?=存在|主要|面临|问题|困难|不足)")
_OBJECT = regex.compile(r"^(?:对|针对|就|围绕|把|将|根据|结合)")
_CLOSING = regex.compile(
    r"""^(?:(?:对|对于|针对|面对|围绕|解决)?(?:所有)?(?:上述|以上|这些|这类|此类)\p{Han}{0,10}
        (?:问题|困难|不足|矛盾|情况|短板|挑战|缺点)
      | (?:为此|对此|因此|接下来|下一步|下步|下一阶段|下阶段|今后|实践证明|经过.{1,12}努力|尽管如此)
      | (?:下半年|[明今来]年|[一二三四]季度|20\d\d年).{0,24}(?:要|将|力争|重点|坚持|做好|抓好)
      | (?:我们|园区|管委会|各级)(?:一定)?(?:要|将|必须|应|决心|有信心) )""",
    regex.VERBOSE,
)
_NAMES = regex.compile(
    r"(?<![补破解除克])(?:不足|困难|短板|差距|挑战)\P{Han}{0,2}$|(?:存在|突出|主要|面临|遇到)\p{Han}{0,6}问题"
)
_DONE = regex.compile(r"回顾|成效|成绩|完成情况")
_LACKS = regex.compile(r"问题|不足|困难和|短板")


def announces(clause: Clause, zone: str = "other") -> bool:
    """Whether a clause does nothing but say that there are problems, or is a title of them.

    Where problems are told already (*zone*), a clause with a subject of its own is one of them.

    >>> texts = ["但也存在一些突出问题", "存在的主要困难", "用地矛盾突出", "解决了存在的问题", "配套仍有短板"]
    >>> [announces(clause) for text in texts for clause in cut(text, Span(0, len(text)))]
    [True, True, False, False, True]
    >>> [announces(clause, "problem") for text in texts for clause in cut(text, Span(0, len(text)))]
    [True, True, False, False, False]
    """
    whole = _NUMBER.sub("", clause.text.strip("【】# "), count=1)
    tail = TAIL.search(whole)
    text = whole[: tail.start()] if tail else whole
    if _OBJECT.match(text) or ("差距" in text and "相比" in text and clause.mark != "："):
        return False
    if _SEEN.search(whole) and (clause.mark == "：" or "清醒" in whole):
        return True
    if compose(_PRESSING).search(whole) or _MISSED.match(whole):
        return True
    if not compose(r"\L<announced>").search(text):
        return False
    if compose(_TITLE).match(text):
        return True
    match = compose(_ANNOUNCES).match(text)
    if not match or compose(r"\L<remedy>|\L<goal>").search(match["lead"]):
        return False
    return zone != "problem" or clause.mark == "："


def closes(clause: Clause) -> bool:
    """Whether a sentence that begins with the clause turns from the problems to what will be done about them.

    >>> [closes(clause) for clause in cut("对上述问题；下一步；用地紧张", Span(0, 14))]
    [True, True, False]
    """
    return not clause.strong and _CLOSING.match(clause.text) is not None


def entitles(path: tuple[str, ...]) -> bool:
    """Whether headings, from the outermost in, name problems or say what is wrong.

    >>> entitles(("四、存在的问题",)), entitles(("（二）项目在困难中推进",)), entitles(("一、回顾：战胜严峻挑战",))
    (True, False, False)
    """
    clauses = [clause for heading in path for clause in cut(heading, Span(0, len(heading)))]
    named = any(clause.strong or announces(clause) or _NAMES.search(clause.text) for clause in clauses)
    done = _DONE.search(path[0]) and not _LACKS.search(path[0])
    return named and not done

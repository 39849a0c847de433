"""Where problems are told: under problem headings, and after a sentence that announces them.

还存在一些困难和问题。 opens a zone to the end of its paragraph and over the enumerated paragraphs that follow;
对上述问题，我们将… closes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from summarymine.document import Span
from summarymine.pipes.layers import Section, Sentence
from summarymine.pipes.problem_clauses import Clause, cut
from summarymine.pipes.problem_cues import compose

_TAIL = regex.compile(r"(?:主要|集中|突出)?(?:是|有|为|表现在|体现在|表现为|反映在|包括)?$")
_PLAIN = r"(?>(?:\L<filler>|\L<announced>){1,12})"
_ANNOUNCES = rf"^(?P<lead>[^，。；：]{{0,48}}?)\L<announcing>{_PLAIN}$"
_TITLE = rf"""^(?:当前|目前|园区|工作中?|发展中?|运行中?|经济|社会|我[区县市局办委]|管委会|在|前进中|中|今年|今后|本年度|全年|上半年|\d{{4}}年|以来|过程中|对照|对标){{0,4}}
    (?:\L<announcing>|\L<filler>){{0,6}}(?>(?:\L<announced>|\L<filler>){{1,8}})$"""
_SURE = regex.compile(r"(?:问题|困难|不足|短板|薄弱环节|差距)(?:和(?:困难|问题|不足|短板|挑战))?(?:也|还|仍|依然|同样)?(?:要|不容|值得|需要|不能|不可)(?:忽视|讲透|回避|低估|引起重视|高度重视|重视|关注)$")
_MISSED = regex.compile(r"^也有.{0,4}[没未不].{1,6}的$")
_OBJECT = regex.compile(r"^(?:对|对于|针对|就|围绕|把|将|根据|结合)")
_CLOSING = regex.compile(
    r"""^(?:(?:对|对于|针对|面对|围绕|解决|所有)?(?:所有)?(?:上述|以上|这些|这类|此类)\p{Han}{0,10}(?:问题|困难|不足|矛盾|情况|短板|挑战|缺点)
      | (?:为此|对此|因此|接下来|下一步|下步|下一阶段|下阶段|今后|实践证明|经过.{1,12}努力|尽管如此)
      | (?:下半年|明年|今年|来年|[一二三四]季度|20\d\d年)[^。；]{0,24}(?:要|将|力争|重点|坚持|做好|抓好)
      | (?:我们|园区|管委会|各级)(?:一定)?(?:要|将|必须|应|决心|有信心) )""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the view with its clauses that may state problems, and where it stands.

    ``zone`` is ``problem``, ``plan`` or ``other``; ``heading`` tells that the sentence begins with a heading;
    ``fresh`` that it begins a paragraph.
    """

    clauses: tuple[Clause, ...]
    zone: str
    heading: bool
    fresh: bool
    section: int


def announces(clause: Clause) -> bool:
    """Whether a clause does nothing but say that problems follow, or is a title of them.

    >>> [announces(c) for t in ("但也存在一些突出问题", "存在的主要困难", "用地矛盾突出", "解决了存在的问题") for c in cut(t, Span(0, len(t)))]
    [True, True, False, False]
    """
    tail = _TAIL.search(clause.text)
    text = clause.text[: tail.start()] if tail else clause.text
    if _OBJECT.match(text):
        return False
    if _SURE.search(clause.text) or _MISSED.search(clause.text):
        return True
    if compose(_TITLE).match(text) and compose(r"\L<announced>").search(text):
        return True
    match = compose(_ANNOUNCES).match(text)
    if not match or not compose(r"\L<announced>").search(text, match.end("lead")):
        return False
    return not compose(r"\L<remedy>|\L<goal>").search(match["lead"])


def tell(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Told]:
    """The sentences with the zones they stand in; what announces problems or stands before it is left out."""
    zone, section, opened = "other", -2, False
    for sentence in sentences:
        start = sentence.span.start
        fresh = start == 0 or "\n" in text[max(0, start - 3) : start]
        heading = sentence.section >= 0 and sections[sentence.section].heading.start == start
        base = _base(sections, sentence.section)
        if sentence.section != section:
            zone, section, opened = base, sentence.section, False
        clauses = cut(text, sentence.span)
        if not clauses:
            continue
        enumerated = clauses[0].enumerated
        if opened and fresh and not enumerated:
            zone, opened = base, False
        if zone == "problem" and not heading and _CLOSING.match(clauses[0].text):
            zone, opened = "plan", base == "problem"
            opened = base != "problem"
        last = _last_announcement(clauses) if base != "plan" or zone == "problem" else -1
        if last >= 0 and (zone == "problem" or _opens(clauses, last)):
            opened = opened or zone != "problem"
            zone = "problem"
            clauses = clauses[last + 1 :]
        if clauses:
            yield Told(tuple(clauses), zone, heading, fresh, sentence.section)


def _base(sections: Sequence[Section], index: int) -> str:
    role = sections[index].role if index >= 0 else "other"
    return role if role in ("problem", "plan") else "other"


def _last_announcement(clauses: Sequence[Clause]) -> int:
    """The index of the last clause that announces problems, or -1."""
    return max((i for i, clause in enumerate(clauses) if announces(clause)), default=-1)


def _opens(clauses: Sequence[Clause], index: int) -> bool:
    """Whether an announcement opens a zone: nothing that was or will be done follows it."""
    return not any(clause.doing for clause in clauses[index + 1 : index + 3])

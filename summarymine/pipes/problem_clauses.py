"""Clauses: a sentence cut at its commas and semicolons, with what decides how clauses belong together.

A problem reads from the clause that names it to the last clause that explains it. `cut` makes the clauses of a
sentence, `halves` the groups between semicolons, `runs` groups of running text that each tell one problem; `trim`
leaves out what stands around it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span
from summarymine.pipes.problem_cues import Cue, compose, find_cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEVELS = ("weak", "medium", "strong")
MEDIUM, STRONG = 2, 3
"""How much a clause must say for a problem to begin with it."""

_CN = "一二三四五六七八九十"
_ENUMERATOR = regex.compile(
    rf"""(?:\#{{1,6}}\ |【){{0,2}}
    (?: [-•●■◆*—]{{1,2}} | 第[{_CN}](?:部分|，|、|是) | [壹贰叁肆伍][、.．] | [{_CN}]{{1,3}}(?:是|、|．|\.(?!\d))
      | 其[{_CN}]，?是? | [①-⑳] | （(?:[{_CN}]{{1,3}}|\d{{1,2}})）、? | \d{{1,2}}(?:、|）|[.．](?!\d))
      | 首先，? )\ ?""",
    regex.VERBOSE,
)
_MARK = regex.compile(r"[，；：。！？\n“”（）《》【】]")
_LEAD = r"(?:\L<connective>，?){1,3}"
_REASON = regex.compile(r"由于|因(?!此|地制宜|企|势)|受(?!到|益|理|训|让|托)|.{2,30}相比$|.{0,30}(?:原定|原计划|本应)")
_GIVES_REASON = regex.compile(r"由于|因(?!此|地制宜|企|势|素)|受.{2,20}(?:影响|冲击|制约)$")
_MENDED = r"""
    \L<mending>了?[^，。；]{0,8}\L<mended> | 已\p{Han}{1,24}(?:解决|化解|办结)
  | (?:解决|化解|消除|破解|克服|改变|扭转|结束|打破|走过|告别|缓解|遏制)了
  | 整改(?:率|到位|完毕|完成) | 成为历史 | (?:恢复|复工|复产|施工)$"""
_UNMENDED = regex.compile(r"(?:未|没有?|难以|亟待|有待|需要|急需|尚待|不能|不易|短期内|待)\p{Han}{0,6}$")
_GOAL = rf"""
    (?:我们|我[区县市园]|园区|管委会|各地|并|同时|也|一定|因此|为此|以便|从而|进而|[{_CN}](?=要)|(?:下半|明)年|今后|下一?步){{0,3}}
    (?:\L<goal>(?![素是看求])|将(?!近|军)|应(?!急|收|对|付|届|用|建|税))"""
_URGED = regex.compile(r"^(?:不能|不得|决不|绝不|不允许)|(?<![主重需只首])(?:要(?!素|求|件|道)|必须|应当|务必|应该)")
_DOING = r"""
    \L<doing> | 已(?!经?(?:超|达|满|近|无|不|跟|连续|成为)) | 将 | 并(?!未|不|没)
  | 经过?(?=\p{Han}{1,8}[处后]) | 预计\p{Han}{0,4}前"""
_SUBJECTLESS = r"\L<subjectless> | \d{1,2}月 | [一二三四五六七八九\d](?:成|分之)"
_DEPENDENT = rf"\L<subordinate> | {_SUBJECTLESS}"
_SUBJECT_LENGTH = 28
_COUNTED = regex.compile(r"(?!.{0,12}(?:任务|目标))[^的]{2,28}?\d[\d.万亿余多]{0,8}\p{Han}{1,3}$")
_QUOTE_LENGTH = 60


@dataclass(frozen=True)
class Clause:
    """A stretch of a text up to a comma, semicolon, colon or full stop (``mark``), without enumerator and connective
    (``text`` is empty where it is nothing else).

    ``opens`` tells that an enumerator or a heading stands at its beginning, ``joined`` that a connective does,
    ``contrast`` that 但 or the like does.
    """

    span: Span
    text: str
    mark: str
    opens: bool = False
    joined: bool = False
    contrast: bool = False

    @cached_property
    def cues(self) -> list[Cue]:
        """What says in it that something is wrong."""
        return find_cues(self.text)

    @cached_property
    def level(self) -> int:
        """How strongly it says that something is wrong: 0 not at all, 1 weak, 2 medium, 3 strong."""
        return max((STRONG if c.strong else {"medium": MEDIUM, "weak": 1}.get(c.kind, 0) for c in self.cues), default=0)

    @property
    def strong(self) -> bool:
        """Whether it says by itself that something is wrong."""
        return self.level == STRONG

    @cached_property
    def mended(self) -> bool:
        """Whether it says that a lack is no more: 已全部整改到位."""
        match = compose(_MENDED).search(self.text)
        return match is not None and not _UNMENDED.search(self.text[: match.end()], max(0, match.start() - 10))

    @cached_property
    def goal(self) -> bool:
        """Whether it begins as something to be done."""
        return compose(_GOAL).match(self.text) is not None

    @cached_property
    def urged(self) -> bool:
        """Whether it says, before any cue, that something must be done: 落后产能必须停建."""
        urge = _URGED.search(self.text)
        return urge is not None and all(urge.start() < cue.start for cue in self.cues if cue.strong)

    @cached_property
    def doing(self) -> bool:
        """Whether it tells what was, is or will be done about a lack, and no lack beside it."""
        return not self.strong and (self.goal or self.mended or compose(_DOING).match(self.text) is not None)


def cut(text: str, span: Span, breaks: Sequence[int] = ()) -> list[Clause]:
    """The clauses of a stretch of *text*; brackets and quotations stay whole. A clause ends at each of *breaks*.

    >>> text = "一是用地紧张，净地（不足百亩，多为边角）告急；但“签约，不落地”仍在。"
    >>> [clause.text for clause in cut(text, Span(0, len(text)))]
    ['用地紧张', '净地（不足百亩，多为边角）告急', '“签约，不落地”仍在']
    """
    places = [span.start, *(at for at in breaks if span.start < at < span.end), span.end]
    return [clause for start, end in pairwise(places) for clause in _cut(text, start, end, start in breaks)]


def _cut(text: str, begin: int, stop: int, opens: bool) -> Iterator[Clause]:
    depth = opened = 0
    for match in _MARK.finditer(text, begin, stop):
        char, at = match.group(), match.start()
        if char in "“（《【":
            depth, opened = depth + 1, at
        elif char in "”）》】":
            depth = max(0, depth - 1)
        elif depth == 0 or char == "\n" or at - opened > _QUOTE_LENGTH:
            yield from _clause(text, begin, at, char, opens)
            begin, depth, opens = at + 1, 0, False
    yield from _clause(text, begin, stop, "\n", opens)


def _clause(text: str, begin: int, end: int, mark: str, opens: bool) -> Iterator[Clause]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    number = _ENUMERATOR.match(text, begin, end)
    start = number.end() if number else begin
    contrast = compose(r"\L<contrast>").match(text, start, end) is not None
    lead = compose(_LEAD).match(text, start, end)
    if start < end:
        start = lead.end() if lead else start
        while start < end and text[start].isspace():
            start += 1
        yield Clause(Span(start, end), text[start:end], mark, opens or number is not None, lead is not None, contrast)


def halves(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses of a sentence in groups that end at semicolons or begin with an enumerator.

    >>> [[clause.text for clause in group] for group in halves(cut("一是路窄，车多；灯少，二是地少", Span(0, 15)))]
    [['路窄', '车多'], ['灯少'], ['地少']]
    """
    groups: list[list[Clause]] = []
    fresh = True
    for clause in clauses:
        if fresh or clause.opens:
            groups.append([])
        groups[-1].append(clause)
        fresh = clause.mark in "；。！？\n"
    return [group for group in groups if any(clause.text for clause in group)]


def states(clause: Clause) -> bool:
    """Whether a clause may be a problem of its own: it says what is wrong, of a subject, without figures.

    >>> [states(clause) for clause in cut("设备陈旧，导致成本偏高，净地不足300亩", Span(0, 19))]
    [True, False, False]
    """
    own = clause.level >= MEDIUM and not clause.doing and not regex.search(r"\d", clause.text)
    return own and not compose(_DEPENDENT).match(clause.text)


def runs(clauses: Sequence[Clause], level: str = "weak", tail: int = 99, *, least: int = MEDIUM) -> list[list[Clause]]:
    """Groups of clauses of running text, each from the clause that opens a problem to the last that explains it.

    *level* and *tail* are those of `trim`; clauses of the level *least* stand apart from each other.

    >>> text = "部分企业设备陈旧，技术落后，环保欠账较多，每年多花30万元，我们将加快改造"
    >>> [[c.text for c in run] for run in runs(cut(text, Span(0, len(text))))]
    [['部分企业设备陈旧'], ['技术落后'], ['环保欠账较多', '每年多花30万元']]
    """
    groups: list[list[Clause]] = []
    for clause in clauses:
        before = groups[-1][-1] if groups else None
        apart = (
            before is not None and min(before.level, clause.level) >= least and not _GIVES_REASON.search(before.text)
        )
        own = apart and states(clause)
        if before is None or clause.contrast or own:
            groups.append([clause])
        else:
            groups[-1].append(clause)
    return [run for group in groups if (run := trim(group, level, tail))]


def _apart(before: Clause, clause: Clause) -> bool:
    return states(clause) and not _GIVES_REASON.search(before.text)


def trim(clauses: Sequence[Clause], level: str = "weak", tail: int = 99) -> list[Clause]:
    """Without what stands before the first clause with a cue of *level* and is neither its reason nor its subject,
    without what was or will be done about it, and with *tail* clauses at most that explain it and have no cue;
    [] where no clause has a cue of that level.

    >>> text = "引资3亿元，环城路，因征地受阻，至今没有动工，现已报县政府"
    >>> [clause.text for clause in trim(cut(text, Span(0, len(text))))]
    ['环城路', '因征地受阻', '至今没有动工']
    """
    least = LEVELS.index(level) + 1
    first = next((i for i, clause in enumerate(clauses) if clause.level >= least and not clause.doing), None)
    if first is None:
        return []
    begin = first
    while begin > 0 and _leads(clauses[begin - 1], clauses[begin]):
        begin -= 1
    end = next((i for i in range(first + 1, len(clauses)) if clauses[i].doing), len(clauses))
    last = max(i for i in range(first, end) if i == first or clauses[i].level >= MEDIUM)
    return list(clauses[begin : min(end, last + 1 + tail)])


def _leads(before: Clause, clause: Clause) -> bool:
    """Whether *before* is the reason or the subject of *clause*."""
    if before.doing or before.mark in "；。！？\n：":
        return False
    if _REASON.match(before.text):
        return True
    if len(before.text) > _SUBJECT_LENGTH or not compose(_SUBJECTLESS).match(clause.text):
        return False
    return not compose(r"(?<!原)\L<done_before>").search(before.text) and not _COUNTED.match(before.text)

"""Clauses: a sentence cut at its commas and semicolons, with what decides how clauses belong together.

A problem reads from the clause that names it to the last clause that explains it. `cut` makes the clauses of a
sentence; `runs` groups those of running text so that each group tells one problem.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from summarymine.document import Span
from summarymine.pipes.problem_cues import Cue, compose, find_cues

_CN = "一二三四五六七八九十"
_ENUMERATOR = regex.compile(
    rf"""(?:\#{{1,6}}\ |【)?
    (?: [-•●■◆*—]{{1,2}} | 第[{_CN}]部分 | [壹贰叁肆伍][、.．] | [{_CN}]{{1,2}}(?:是|、|．|\.(?!\d)) | 其[{_CN}]，?是? | 第[{_CN}](?:，|、|是) | [①-⑳] | （(?:[{_CN}]{{1,3}}|\d{{1,2}})）、?
      | \d{{1,2}}(?:、|）|[.．](?!\d)) | 首先，? )[ ]?""",
    regex.VERBOSE,
)
_MARK = regex.compile(r"[，；：。！？\n“”（）《》【】]")
_LEAD = regex.compile(
    r"(?:(?:而且|并且|且|但是|但|不过|可是|然而|只是|却|同时|此外|另外|还有|其中|其次|再次|再加上|加上|再就是|当然|特别是|尤其是|主要是|突出的?(?:问题|困难)是|原因是|目前|当前|虽然|尽管|遗憾的是|问题在于)，?){1,3}"
)
_CONTRAST = regex.compile(r"(?:但是|但|不过|可是|然而|只是|却|遗憾的是|美中不足的是|问题在于|其中(?=.{0,60}[未没难缓滞仅]))")
_SUBORDINATE = regex.compile(
    r"(?:且|并|也|还|又|甚至|致使|导致|造成|使得?|影响|难以|无法|不能|不得不|严重|只能|只好|照此|因此|从而|以致|其中|尤其|特别是|与|同|和|对|在|从|由于|因为?|受|尽管|虽然?|有的|有些|个别)"
)
_REASON = regex.compile(r"(?:由于|因为?(?!此|地制宜|企|势)|受(?!到|益|理|训|让|托))")
_SUBJECTLESS = regex.compile(
    r"(?:因(?!此)|由于|受|至今|迄今|到目前|截至|到今天|到现在|直到|目前|现|尚|仍|还|迟迟|一直|全年|实际|仅|只|才|未|没|不|比|较|难|无法|预计|何时|暂|占|慢于|低于|高于|同比|距|离|致使|导致|造成|影响|完成|开工|完工|竣工|投产|\d{1,2}月|后续|进展|进度)"
)
_MENDED = r"(?:\L<mending>了?[^，。；]{0,8}\L<mended>|(?:解决|化解|消除|破解|克服|改变|扭转|结束|打破|走过|告别|缓解|遏制)了|整改(?:率|到位|完毕|完成)|成为历史|(?:恢复|复工|复产|施工)$)"
_UNMENDED = regex.compile(r"(?:未|没有?|难以|亟待|有待|需要|急需|尚待|不能|不易|短期内|待)\p{Han}{0,6}$")
_GOAL = r"(?:(?:我们|我区|我县|我市|园区|管委会|各地|并|同时|也|一定|因此|为此|以便|从而|进而|下半年|明年|今后|下一步|下步){0,3})(?:\L<goal>(?![素是看求])|将(?!近|军)|应(?!急|收|对|付|届|用|建|税))"
_DOING = regex.compile(
    r"(?:已(?!经?(?:超|达|满|近|无|不|跟|连续|成为))|均|现正|正在|正(?=协|抓|积)|现已|列入|好在|补正|将|待|拟|要求|并(?!未|不|没)|有效|确保|避免|保证|为此|经过?(?=\p{Han}{1,8}(?:处|后|，))|预计\p{Han}{0,4}前|这)"
)
_SUBJECT_LENGTH = 28
_DONE_WORDS = regex.compile(r"(?<!原)计划|完成|已|建成|封顶|交付|增长|实现|通过|启用|投运|达到|超过")


@dataclass(frozen=True)
class Clause:
    """A stretch of a text up to a comma, semicolon, colon or full stop (``mark``), without its enumerator."""

    span: Span
    text: str
    mark: str
    enumerated: bool = False
    contrast: bool = False

    @cached_property
    def cues(self) -> list[Cue]:
        """What says in it that something is wrong."""
        return find_cues(self.text)

    @cached_property
    def strong(self) -> bool:
        """Whether it says by itself that something is wrong."""
        return any(cue.strong for cue in self.cues)

    @cached_property
    def medium(self) -> bool:
        """Whether it says so among problems."""
        return self.strong or any(cue.kind == "medium" for cue in self.cues)

    @cached_property
    def cued(self) -> bool:
        """Whether it has any cue, be it weak."""
        return any(cue.kind != "absent" for cue in self.cues)

    @cached_property
    def absent(self) -> bool:
        """Whether it says that nothing is wrong: 未发生安全事故."""
        return any(cue.kind == "absent" for cue in self.cues)

    @cached_property
    def mended(self) -> bool:
        """Whether it says that a lack is no more: 已全部整改到位."""
        match = compose(_MENDED).search(self.text)
        return bool(match) and not _UNMENDED.search(self.text[: match.end()], max(0, match.start() - 10)) if match else False

    @cached_property
    def goal(self) -> bool:
        """Whether it tells what is to be done and no lack beside it."""
        return not self.strong and compose(_GOAL).match(self.text) is not None

    @cached_property
    def doing(self) -> bool:
        """Whether it tells what was, is or will be done about a lack."""
        return not self.strong and (self.goal or self.mended or _DOING.match(self.text) is not None)


def cut(text: str, span: Span) -> list[Clause]:
    """The clauses of a stretch of *text*; brackets and quotations stay whole.

    >>> [c.text for c in cut("一是用地紧张，净地（不足100亩，多为边角）告急；但“签约，不落地”仍在。", Span(0, 38))]
    ['用地紧张', '净地（不足100亩，多为边角）告急', '“签约，不落地”仍在']
    """
    found: list[Clause] = []
    begin = span.start
    depth = opened = 0
    for match in _MARK.finditer(text, span.start, span.end):
        char, at = match.group(), match.start()
        if char in "“（《【":
            depth, opened = depth + 1, at
        elif char in "”）》】":
            depth = max(0, depth - 1)
        elif depth == 0 or char == "\n" or at - opened > 60:
            found.extend(_clause(text, begin, at, char))
            begin, depth = at + 1, 0
    found.extend(_clause(text, begin, span.end, ""))
    return found


def _clause(text: str, begin: int, end: int, mark: str) -> Iterator[Clause]:
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    number = _ENUMERATOR.match(text, begin, end)
    start = number.end() if number else begin
    contrast = _CONTRAST.match(text, start, end) is not None
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end:
        start = lead.end()
    if start < end:
        yield Clause(Span(start, end), text[start:end], mark, number is not None, contrast)


def halves(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses of a sentence in groups that end at semicolons or begin with an enumerator."""
    groups: list[list[Clause]] = []
    fresh = True
    for clause in clauses:
        if fresh or clause.enumerated:
            groups.append([])
        groups[-1].append(clause)
        fresh = clause.mark in "；。！？\n"
    return groups


def runs(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Groups of clauses of running text, each from the clause that opens a problem to the last that explains it.

    >>> text = "部分企业设备陈旧，技术落后，环保欠账较多，每年多花30万元，我们将加快改造"
    >>> [[c.text for c in run] for run in runs(cut(text, Span(0, len(text))))]
    [['部分企业设备陈旧'], ['技术落后'], ['环保欠账较多', '每年多花30万元']]
    """
    groups: list[list[Clause]] = []
    for clause in clauses:
        own = clause.strong and not regex.search(r"\d", clause.text) and not _SUBORDINATE.match(clause.text)
        current = groups[-1] if groups else []
        if not current or clause.contrast or own and current[-1].strong and not _REASON.match(current[-1].text):
            groups.append([clause])
        else:
            current.append(clause)
    return [run for group in groups if (run := trim(group))]


def trim(clauses: Sequence[Clause], *, level: str = "cued") -> list[Clause]:
    """Without what stands before the first clause that has a cue and is not its reason or subject, and without
    what was or will be done about it; [] where no clause has a cue of the level ``cued``, ``medium`` or ``strong``.
    """
    first = next((i for i, c in enumerate(clauses) if getattr(c, level) and not c.doing), None)
    if first is None:
        return []
    begin = first
    while begin > 0 and _leads(clauses[begin - 1], clauses[begin]):
        begin -= 1
    end = first + 1
    while end < len(clauses) and not clauses[end].doing:
        end += 1
    return list(clauses[begin:end])


def _leads(before: Clause, clause: Clause) -> bool:
    """Whether *before* is the reason or the subject of *clause*."""
    if before.doing or before.mark in "；。！？\n：":
        return False
    if _REASON.match(before.text) or regex.search(r"原定|原计划|本应|受[^，]{2,12}影响|相比$", before.text):
        return True
    return bool(_SUBJECTLESS.match(clause.text)) and len(before.text) <= _SUBJECT_LENGTH and not _DONE_WORDS.search(before.text)

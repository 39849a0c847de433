"""The section tree: numbered, bracketed, Markdown, bare and run-in headings, each with a level and a role.

Reading guide. `_candidates` finds where headings may stand (line starts, and markers inside a paragraph that ran
together); `_heading_end` says how far a heading reaches; `find_sections` nests them by level and gives roles
(`lexicons/headings.toml`), which a section without a word of its own inherits from the one around it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span, TextView
from summarymine.layout import Line, lines_of
from summarymine.lexicons import word_lists
from summarymine.pipes.layers import Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

HEADING_KEYS = ("other", "problem", "plan", "experience", "overview", "achievement", "solved", "ends", "lead_in")
ROLE_ORDER = ("other", "problem", "plan", "experience", "overview", "achievement")
TITLE_LEVEL = 0

_CN = "一二三四五六七八九十"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
_MARKER = regex.compile(
    rf"""(?P<md>\#{{1,6}}\ )?(?:
          (?P<l1>[{_CN}]{{1,3}}[、.．]|[{_FORMAL}]{{1,2}}(?:[、.．]|\ {{1,4}}(?=\S))|第[{_CN}]{{1,2}}(?:部分|章|节|句，|，|、))
        | (?P<l2>（[{_CN}]{{1,3}}）、?)
        | (?P<l3>\d{{1,2}}(?:、|[.．](?!\d)\ ?))
        | (?P<bracket>【(?=[^】\n]{{2,20}}】))
        | (?P<bullet>[●■◆★▲◎※]\ ?(?=[^。；，：\n]{{2,20}}\n\s{{0,8}}[^●■◆★▲◎※\s]))
        | (?P<l4>[①-⑳]|（\d{{1,2}}）|\d{{1,2}}）|[{_CN}]{{1,2}}(?:是|要)(?!否))
    )?""",
    regex.VERBOSE,
)
_INLINE = regex.compile(
    rf"""(?<=[。；：”])(?= [{_CN}]{{1,2}}、(?:(?!\d)|(?=\d{{2}}[\dxX×*]{{2}}年))
         | （[{_CN}]{{1,2}}） | \d{{1,2}}(?:、|\.(?!\d))\ ?\p{{Han}} )""",
    regex.VERBOSE,
)
_AFTER_HEADING = regex.compile(rf"(?<=[\p{{Han}}])(?=（[{_CN}]{{1,2}}）|\d{{1,2}}、\p{{Han}}|一是)")
_NUMBERED = regex.compile(r"\d{1,2}[、.．](?!\d)|（\d{1,2}）")
_DATE_OR_SIGNATURE = regex.compile(
    r"^（?[\d〇○一二三四五六七八九十xX×*]{2,4}年|^（?联系人|^（|^附[：:]|谢谢|汇报完毕|^报送|^抄送"
)
# What is attached belongs to no part above it.
_ATTACHED = regex.compile(
    r"附(?:件|表|录)?[一二三四\d]?：(?:\d[.、])?[^。；，\n]{2,16}(?:日志|台账|大事记|明细|统计|一览|预算|清单|细则|承诺书|名[单册录]|表)[^。；，\n]{0,8}"
)
_BARE = regex.compile(r"[\p{Han}\d“”、：A-Za-zxX%—-]{4,22}")
_ASPECT = regex.compile(r"[\p{Han}、]{2,10}方面(?=[。：])")
_LINE_SENTENCE = regex.compile(r"[\p{Han}、，“”]{5,24}。")
# A text that is a plan from its title on; 总结及计划 is both.
_PLAN_TITLE = regex.compile(
    r"^(?!.*(?:总结|小结|回顾|完成情况|汇报|报告|[及暨])).*(?:工作要点|工作计划|工作安排|工作打算|目标任务|实施方案|工作方案)"
)
_ANALYSIS = regex.compile(r"运行(?:情况)?的?分析|形势分析")
_INNER_END = regex.compile(r"[。；！]")
_CLAUSE_END = regex.compile(r"[。；，]")
_RUN_IN_END = regex.compile(r"[。：；]|  |(?<=】)")
_AHEAD_WORDS = regex.compile(r"下一步|下步|下半年|明年|今后|(?:工作|年的?)(?:打算|思路|安排|计划)")
# A paragraph that looks ahead opens a plan, whatever the headings below it say.
_AHEAD = regex.compile(
    r"(?:下半年|明年|下一步|下步|今后|新的一年|来年|下阶段|今年怎么干|今年怎么办)(?!以来)[^。\n]{0,12}(?:，|？|将|要)"
)
_LEVELS = {"l1": 1, "bracket": 1, "bullet": 1, "l2": 2, "l3": 3, "l4": 4}
_ROW = regex.compile(r"(?:\ {1,40}[-+]?\d[\d.]{0,15}%?){2}(?=\ |\n|$)")
_SAID = regex.compile(r"[^。： \n]")
_TOPIC = regex.compile(r"[^，：。；\d\n]{4,24}(?=，)")
_NUMBERED_RULES = frozenset(f"section.{kind}l{level}" for kind in ("", "inline.") for level in (1, 2, 3))
_FIGURE = regex.compile(r"\d(?:亿|万|%|家|个|户|项|次)")
_MAX_RUN_IN = 42
_MAX_LINE = 48
_MAX_TITLE = 72
_MAX_SENTENCE = 26


@cache
def _roles() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    lists = word_lists("headings", HEADING_KEYS)
    return tuple((role, regex.compile("|".join(lists[role]))) for role in ROLE_ORDER)


@cache
def _pattern(key: str) -> regex.Pattern[str]:
    return regex.compile("|".join(sorted(word_lists("headings", HEADING_KEYS)[key], key=len, reverse=True)))


def heading_role(text: str) -> str:
    """The role that a heading's own words give, or "".

    >>> heading_role("二、存在的主要问题"), heading_role("三、2024年工作思路"), heading_role("（一）园区")
    ('problem', 'plan', '')
    """
    text = text.rstrip("】")
    found = (role for role, pattern in _roles() if pattern.search(text))
    return next((role for role in found if role != "problem" or not _pattern("solved").search(text)), "")


@dataclass(frozen=True, slots=True)
class _Heading:
    span: Span
    level: int
    rule: str


def _heading_end(text: str, body: int, stop: int, level: int, *, whole: bool, item: bool) -> int | None:
    """Where the heading whose words begin at *body* ends before *stop*, or None if it is none."""
    line = text[body : stop if whole else min(stop, body + _MAX_LINE)]
    ended = line.rstrip("。：；")
    sentence = line != ended
    alone = whole and not _INNER_END.search(ended)
    counted = alone and bool(_FIGURE.search(ended))
    if alone:
        # One sentence and nothing else: an item of a list where more items follow, else a heading.
        if sentence and level >= 3 and (item or counted or len(ended) > _MAX_SENTENCE):
            return None
        if len(ended) <= (_MAX_LINE if sentence or level > 2 else _MAX_TITLE) and not (
            sentence and (counted or "：" in ended)
        ):
            return body + len(ended) if ended else None
    ends = _pattern("ends").search(line[:24]) if level <= 2 else None
    cut = _RUN_IN_END.search(line[: _MAX_RUN_IN + 1])
    if cut and cut.start() >= 2 and cut.group() != "；" and not (whole and cut.end() >= len(line)):
        head = line[: cut.start()]
        if level >= 3 and (head.count("，") > 1 or len(head) > 30 or _FIGURE.search(head)):
            return None
        return body + (ends.end() if ends and _FIGURE.search(head) else len(head))
    # A sentence that tells more than a heading does is headed by its beginning.
    if topic := ends or (_TOPIC.match(line) if alone and level <= 2 else None):
        return body + topic.end()
    return None


def _candidates(text: str) -> Iterator[tuple[int, int, bool]]:
    """Places where a heading may begin: ``(start, end of its line, at a line's beginning)``."""
    for line in lines_of(text):
        yield line.start, line.end, True
        if line.end - line.start > 30:
            for inner in _INLINE.finditer(text, line.start + 1, line.end):
                yield inner.start(), line.end, False


def _headings(text: str, skip: Span | None) -> Iterator[_Heading]:
    lines = lines_of(text)
    depths = _depths(text, lines, skip)
    # What follows a line: 1 a paragraph, 2 a numbered line, 0 nothing.
    nexts = {a.start: 2 if _NUMBERED.match(text, b.start) else 1 for a, b in itertools.pairwise(lines)}
    last = under = 0
    for start, stop, at_line in _candidates(text):
        if start < last or (skip and start < skip.end):
            continue
        found = _heading_at(text, start, stop, at_line, nexts.get(start, 0), depths=depths)
        while found:
            if text[start] == "#":
                under = found.level if found.rule == "section.markdown" else 0
                yield found
            else:
                # What is numbered below ## 问题 belongs to it, whatever its numbers are.
                yield replace(found, level=min(found.level + under, 4)) if found.rule in _NUMBERED_RULES else found
            last = found.span.end
            # A heading may be followed at once by the first heading of the next level: 四、问题及打算（一）问题1、…
            follows = _AFTER_HEADING.match(text, last) if last < stop and text[last] != "\n" else None
            found = _heading_at(text, last, stop, False, 1, depths=depths) if follows else None


def _depths(text: str, lines: Sequence[Line], skip: Span | None) -> dict[int, int]:
    """The level that each depth of Markdown headings has: one more than that above, and not above its numbering."""
    marks = [
        m
        for line in lines
        if (m := _MARKER.match(text, line.start)) and m["md"] and not (skip and line.start < skip.end)
    ]
    numbered = {len(m["md"]): level for m in reversed(marks) for kind, level in _LEVELS.items() if m[kind]}
    levels: dict[int, int] = {}
    for depth in sorted({len(m["md"]) for m in marks}):
        levels[depth] = min(max(numbered.get(depth, 1), max(levels.values(), default=0) + 1), 3)
    return levels


def _heading_at(
    text: str, start: int, stop: int, at_line: bool, followed: int, *, depths: Mapping[int, int]
) -> _Heading | None:
    mark = _MARKER.match(text, start)
    kind = next((name for name in _LEVELS if mark and mark[name]), "") if mark else ""
    begin = mark.end("md") if mark and mark["md"] else start
    body = mark.end() if mark else start
    if kind == "bracket":
        close = text.find("】", start, stop)
        return _Heading(Span(begin, close + 1), 1, "section.bracket")
    if kind == "l4":
        return None
    if at_line and _ROW.search(text, start, stop):
        return None
    if kind:
        level = max(_LEVELS[kind], depths[len(mark["md"])] if mark and mark["md"] else 0)
        stop_here = stop
        if (nested := _AFTER_HEADING.search(text, body + 2, min(stop, body + _MAX_LINE))) and not _CLAUSE_END.search(
            text[body : nested.start()]
        ):
            stop_here = nested.start()
        end = _heading_end(text, body, stop_here, level, whole=at_line or stop_here != stop, item=followed != 1)
        if end is None or end - body < 2 or (not at_line and level == 3 and end - body > 16):
            return None
        return _Heading(Span(begin, end), level, f"section.{kind}" if at_line else f"section.inline.{kind}")
    if not at_line:
        return None
    line = text[begin:stop]
    if mark and mark["md"]:
        return (
            _Heading(Span(begin, stop), depths[len(mark["md"])], "section.markdown") if len(line) <= _MAX_LINE else None
        )
    if lead := _pattern("lead_in").match(line):
        after = line[lead.end() : lead.end() + 1]
        if after in ("：", "。", ""):
            return _Heading(Span(begin, begin + lead.end()), 1, "section.lead_in")
    if aspect := _ASPECT.match(line):
        return _Heading(Span(begin, begin + aspect.end()), 2, "section.aspect")
    if followed and _ATTACHED.fullmatch(line):
        return _Heading(Span(begin, stop), 1, "section.attached")
    if not followed or (_DATE_OR_SIGNATURE.search(line) and not heading_role(line)):
        return None
    if _BARE.fullmatch(line) and heading_role(line) in ("problem", "plan", "experience") and not line.endswith("："):
        return _Heading(Span(begin, stop), 1, "section.bare")
    if _LINE_SENTENCE.fullmatch(line) and text[stop : stop + 1] == "\n" and begin > 0:
        return _Heading(Span(begin, stop - 1), 2, "section.sentence")
    return None


def _section_ends(heads: Sequence[_Heading], stop: int) -> list[int]:
    """Where the section of each heading ends: at the next heading of its level or above."""
    ends = [stop] * len(heads)
    waiting: list[int] = []
    for i, head in enumerate(heads):
        while waiting and heads[waiting[-1]].level >= head.level:
            ends[waiting.pop()] = head.span.start
        waiting.append(i)
    return ends


def find_sections(view: TextView, title: Span | None = None) -> list[Section]:
    """The sections of a view in the order of their headings; nothing in *title* is taken for a heading.

    >>> found = find_sections(TextView.identity("一、工作\\n（一）招商引资。签约12个项目。\\n二、问题\\n用地不足。"))
    >>> [(s.text, s.level, s.role, s.parent) for s in found]
    [('一、工作', 1, 'achievement', -1), ('（一）招商引资', 2, 'achievement', 0), ('二、问题', 1, 'problem', -1)]
    """
    text = view.text
    heads = list(_headings(text, title))
    ends = _section_ends(heads, len(text))
    named = title.of(text) if title else ""
    default = "overview" if _ANALYSIS.search(named) else "plan" if _PLAN_TITLE.search(named) else "achievement"
    sections: list[Section] = []
    open_ones: list[int] = []
    previous, looked_ahead = "", False
    for i, head in enumerate(heads):
        while open_ones and sections[open_ones[-1]].level >= head.level:
            open_ones.pop()
        end = ends[i]
        parent = open_ones[-1] if open_ones else -1
        name = head.span.of(text)
        ahead = parent < 0 and bool(_AHEAD.match(text, text.rfind("\n", 0, max(head.span.start - 1, 0)) + 1))
        # After the problems comes what is to be done, whatever its headings are called.
        after = looked_ahead and previous in ("problem", "plan")
        if head.rule == "section.attached":
            role = "other"
        elif ahead and heading_role(name) != "problem":
            role = "plan"
        else:
            role = _role(name, sections[parent] if parent >= 0 else None, "plan" if after else default)
        path = (*(sections[parent].path if parent >= 0 else ()), name)
        sections.append(Section(head.span, name, head.level, role, Span(head.span.start, end), path, parent, head.rule))
        open_ones.append(i)
        # A table of contents has headings, but nothing below them.
        if _SAID.search(text, head.span.end, end):
            previous = role
            looked_ahead = looked_ahead or (parent < 0 and role in ("problem", "plan"))
    return sections


def _role(name: str, parent: Section | None, default: str) -> str:
    own = heading_role(name)
    if parent:
        above = parent.role
        if own == "problem" and _pattern("solved").search(parent.text):
            return above
        if own == "experience" and above == "achievement":
            return own
        if own in ("problem", "plan") and (
            above in ("achievement", "overview", "other") or (len(parent.path) == 1 and own != above)
        ):
            return own if own == "problem" or _AHEAD_WORDS.search(name) else above
        return above
    if own in ("problem", "plan", "experience", "other"):
        return own
    return default if default != "achievement" else own or default

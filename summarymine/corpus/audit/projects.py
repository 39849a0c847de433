"""Projects that go backwards, stand still for years, or are no longer mentioned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.evidence import evidence
from summarymine.corpus.audit.histories import ORDER, History, Step, histories_of, stem
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.corpus.archive import Archive

STAGE_ZH = {
    "planned": "谋划", "signed": "签约", "preparing": "前期", "building": "在建", "trial": "试产", "done": "建成", "stalled": "停滞",
}  # fmt: skip
_STILL = ("planned", "signed", "preparing", "stalled")
_YEARS = 3
_OPEN = ("signed", "preparing")
_GONE_AFTER = 2
_DATED = (
    r"(?:(?P<{0}year>\d{{4}})年|(?P<{0}this>今年|当年|本年))?(?P<{0}month>\d{{1,2}})月(?:份|底|初|中旬|上旬|下旬|\d{{1,2}}日)?"
    r"[\p{{Han}}]{{0,6}}?(?:{1})"
)
_BEGUN = regex.compile(_DATED.format("b", "开工|动工|奠基|破土"))
_ENDED = regex.compile(_DATED.format("e", "竣工|投产|建成|投用|投运|完工"))
_AHEAD = regex.compile(r"计划|预计|拟|力争|明年|将于|有望|可望|确保")
_PLAN = regex.compile(r"打算|计划|安排|思路|下一?步|目标|明年|重点")
_NAMED = 4
_LONG = 60
_REACH = 120
_STOP = regex.compile(r"[。；;！？\n]")


def histories(archive: Archive) -> Iterator[Finding]:
    """What the histories of projects show."""
    for history in histories_of(archive):
        yield from _backwards(archive, history)
        yield from _stands(history)
        yield from _gone(archive, history)
        for step in history.steps:
            yield from _dates(archive, history, step)


def _told(step: Step) -> str:
    return f"{step.document.period or step.document.year}：{STAGE_ZH[step.record.stage]}"


def _quoted(archive: Archive, step: Step) -> str:
    words = evidence(step.record, archive.texts)
    return words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"


def _finding(kind: str, severity: str, history: History, steps: list[Step], message: str) -> Finding:
    records = tuple(step.record.id for step in steps)
    return Finding(kind, severity, history.park, steps[-1].document.period, message, records)


def _backwards(archive: Archive, history: History) -> Iterator[Finding]:
    """A stage before the one that an earlier text reached; a standstill between them does not hide it."""
    steps = [step for step in history.steps if step.record.stage in ORDER]
    for earlier, later in pairwise(steps):
        one, other = earlier.record.stage, later.record.stage
        # What is only to be gone on with is planned too: a step back to that is one from the stages right before.
        if other == "planned" and (one not in _OPEN or _PLAN.search("".join(later.record.section))):
            continue
        if ORDER[other] < ORDER[one]:
            severity = "high" if one in ("done", "trial") else "medium" if one == "building" else "low"
            message = (
                f"{history.name}：{_told(earlier)}（“{_quoted(archive, earlier)}”）；{_told(later)}"
                f"（“{_quoted(archive, later)}”），阶段倒退（{STAGE_ZH[one]}→{STAGE_ZH[other]}）"
            )
            yield _finding("stage", severity, history, [earlier, later], message)


def _stands(history: History) -> Iterator[Finding]:
    """The same early stage in the texts of three years or more."""
    steps = [step for step in history.steps if step.record.stage]
    begin = 0
    for at in range(1, len(steps) + 1):
        if at < len(steps) and steps[at].record.stage == steps[begin].record.stage:
            continue
        run, stage = steps[begin:at], steps[begin].record.stage
        years = sorted({step.document.year for step in run})
        if stage in _STILL and len(years) >= _YEARS:
            severity = "medium" if stage in ("signed", "stalled") else "low"
            message = f"{history.name}：{'、'.join(years)}年的总结都是{STAGE_ZH[stage]}，{len(years)}年未进展"
            yield _finding("project_stalled", severity, history, run, message)
        begin = at


def _gone(archive: Archive, history: History) -> Iterator[Finding]:
    """An unfinished project that no later text names, not even by the beginning of its name."""
    steps = [step for step in history.steps if step.record.stage]
    if not steps or steps[-1].record.stage not in _OPEN or len(history.later) < _GONE_AFTER:
        return
    name = stem(history.name)
    if len(name) < _NAMED:
        return
    head = name[:2]
    if any(head in archive.texts.get(document.source, head) for document in history.later):
        return
    later = "、".join(dict.fromkeys(document.year for document in history.later))
    message = f"{history.name}：{_told(steps[-1])}，{later}年的总结不再提起"
    yield _finding("project_gone", "low", history, [steps[-1]], message)


def _dates(archive: Archive, history: History, step: Step) -> Iterator[Finding]:
    """Finished before it was begun, in the words of one sentence."""
    text = archive.texts.get(step.record.source, "")
    for mention in step.record.mentions:
        said = text[mention.start : mention.end + _REACH]
        stop = _STOP.search(said, mention.end - mention.start)
        said = said[: stop.start()] if stop else said
        begun, ended = _BEGUN.search(said), _ENDED.search(said)
        if begun is None or ended is None or _AHEAD.search(said):
            continue
        default = step.document.year
        first = (begun["byear"] or default, int(begun["bmonth"]))
        last = (ended["eyear"] or begun["byear"] or default, int(ended["emonth"]))
        if last < first:
            message = f"{history.name}：“{said.replace(chr(10), '')}”，竣工（{last[0]}年{last[1]}月）早于开工（{first[0]}年{first[1]}月）"
            yield _finding("stage", "high", history, [step], message)
            return

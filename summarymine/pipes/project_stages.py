"""How far a project is: what the text says about it, clause by clause.

Reading guide. `stage_of` reads what stands before and after a mention; `_cues` finds the words of each stage in a clause
and whether they speak of what is to come; `furthest` puts what all mentions say together.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import regex

from summarymine.pipes.project_names import alternation
from summarymine.records import STAGES

_ORDER = {stage: i for i, stage in enumerate(STAGES)}


class Said(NamedTuple):
    """A stage that the text says about a project; ``to_come`` where it speaks of the future."""

    stage: str
    to_come: bool


@cache
def _pattern() -> regex.Pattern[str]:
    # A longer word wins over a shorter one of another stage: 未复工 is no 复工.
    return regex.compile("|".join(f"(?P<{s}>{alternation(s)})" for s in ("stalled", "resumed", "trial", "signed", "preparing", "done", "building", "planned")))


@cache
def _to_come() -> regex.Pattern[str]:
    return regex.compile(alternation("future"))


@cache
def _not_yet() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('negation')})[^，]{{0,6}}$")


@cache
def _part() -> regex.Pattern[str]:
    return regex.compile(rf"(?:{alternation('parts')}|其中|\d[栋幢段条号库#]|[一二三四五六七八九十两][栋幢段条]|部分)[^，]{{0,14}}$")


def clauses_said(context: str, *, plan: bool) -> list[Said]:
    """The stages that a stretch of text says."""
    said: list[Said] = []
    for clause in regex.split(r"[，。；\n]", context):
        coming = False
        for match in _pattern().finditer(clause):
            stage = match.lastgroup or ""
            before = clause[: match.start()]
            coming = plan or _to_come().search(before) is not None
            if stage in ("done", "building", "trial", "signed", "preparing") and _not_yet().search(before):
                said.append(Said("planned" if stage == "building" else "", True))
                continue
            if stage == "done" and _part().search(before):
                stage = "building"
            said.append(Said(stage, coming))
    return said


def furthest(said: Iterable[Said]) -> str:
    """The furthest stage of all that is said; stalled where work stopped and was not taken up again."""
    said = list(said)
    now = [s.stage for s in said if not s.to_come]
    if "stalled" in now:
        last = max(i for i, s in enumerate(said) if s.stage == "stalled" and not s.to_come)
        if not any(s.stage in ("resumed", "done", "trial") and not s.to_come for s in said[last + 1 :]):
            return "stalled"
    best = max((s for s in now if s in _ORDER and s != "stalled"), key=_ORDER.__getitem__, default="")
    if "resumed" in now and _ORDER[best] < _ORDER["building"]:
        best = "building"
    if not best and any(s.to_come for s in said):
        early = [s.stage for s in said if s.to_come and s.stage in ("preparing", "signed")]
        return "preparing" if "preparing" in early else "planned"
    return best

"""The audit of `corpora/demo` against what its authors planted: all of it is found, and each other finding was looked at."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.corpus.audit import audit
from summarymine.corpus.audit.evidence import flat, sentence_at
from summarymine.records import STAGES, IndicatorRecord, ProjectRecord
from tests.truth import truth

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.corpus.findings import Finding
    from summarymine.records import Record

Line = dict[str, Any]
HIDDEN = "xx县工业集中区"
"""Its texts hide name and year. Hidden names are never merged, so what only two of them together show is not found."""

ACROSS_HIDDEN = {
    ("stage", "岭上红辣椒制品项目9月竣工投产"): "two articles of parks with hidden names",
    (
        "target_replaced",
        "新建标准厂房5万平方米",
    ): "the plan and the result stand in two texts of parks with hidden names",
}

BESIDES = {
    # Of problems: the truth lists them under another category, or the authors did not count them.
    ("problem_recurring", "磐口化工园区", "外部环境"): "prices of products fell in 2020 and in 2023",
    ("problem_recurring", "磐口化工园区", "项目推进"): "部分好项目因无能耗指标难以落地, word for word in 2022 and 2023",
    ("problem_recurring", "沧湖经济开发区", "环保节能"): "sewage in 2020 and 2021, which the truth has under 基础设施",
}
"""Findings that are right though no line of the truth has them, with what they say."""


@pytest.fixture(scope="module")
def findings(demo: Archive) -> list[Finding]:
    return audit(demo)


def words(record: Record, texts: dict[str, str]) -> list[str]:
    """What a record says, with the sentences around it."""
    text = texts[record.source]
    spots = [(record.start, record.end)]
    if isinstance(record, ProjectRecord):
        spots = [(mention.start, mention.end) for mention in record.mentions]
    told = [record.sentence] if isinstance(record, IndicatorRecord) else []
    return [plain(one) for one in [*told, *(sentence_at(text, *spot) for spot in spots)]]


def plain(text: str) -> str:
    return flat(text).replace(" ", "").replace("。", "").strip("|")


def hits(line: Line, finding: Finding, archive: Archive) -> int:
    """How many pieces of a line's evidence a finding has."""
    said = [
        one
        for id_ in finding.records
        if archive.records[id_].source in line["files"]
        for one in words(archive.records[id_], dict(archive.texts))
    ]
    return sum(any(plain(piece) in one or one in plain(piece) for one in said) for piece in line["evidence"])


def found(line: Line, kind: str, findings: Sequence[Finding], archive: Archive) -> Finding | None:
    """The finding that is about a line; of one with several pieces of evidence it has two."""
    matching = [finding for finding in findings if finding.kind == kind]
    best = max(matching, key=lambda finding: hits(line, finding, archive), default=None)
    enough = min(2, len(line["evidence"]))
    if kind == "stage":
        enough = 1
    return best if best is not None and hits(line, best, archive) >= enough else None


def test_every_contradiction_is_found(demo: Archive, findings: list[Finding]) -> None:
    missing = {
        (line["kind"], line["evidence"][0])
        for line in truth("contradiction")
        if found(line, line["kind"], findings, demo) is None
    }
    assert missing == set(ACROSS_HIDDEN)


def test_nothing_else_contradicts(demo: Archive, findings: list[Finding]) -> None:
    planted = [found(line, line["kind"], findings, demo) for line in truth("contradiction")]
    others = ("problem_recurring", "project_stalled", "project_gone", "stage")
    assert [one.message for one in findings if one not in planted and one.kind not in others] == []


def test_every_problem_that_comes_back_is_found(demo: Archive, findings: list[Finding]) -> None:
    """All but those of the park with hidden names, which come back from one of its texts to another only."""
    missing = []
    for line in truth("recurring_problem"):
        of_category = [one for one in findings if one.message.startswith(line["category"])]
        if found(line, "problem_recurring", of_category, demo) is None:
            missing.append(line)
    assert all(file.startswith(HIDDEN) for line in missing for file in line["files"])
    assert len(missing) == sum(line["files"][0].startswith(HIDDEN) for line in truth("recurring_problem"))


def test_no_other_problem_comes_back(demo: Archive, findings: list[Finding]) -> None:
    planted = set()
    for line in truth("recurring_problem"):
        of_category = [one for one in findings if one.message.startswith(line["category"])]
        planted.add(found(line, "problem_recurring", of_category, demo))
    left = {
        (one.kind, one.park, one.message.partition("问题")[0])
        for one in findings
        if one.kind == "problem_recurring" and one not in planted
    }
    assert left == set(BESIDES)


def histories() -> list[Line]:
    """Those of parks with names; of hidden ones, whose order in time is hidden too, nothing can be told."""
    hidden = {line["name"] for line in truth("project") if line["file"].startswith(HIDDEN)}
    return [line for line in truth("project_history") if line["name"] not in hidden]


def bare(name: str) -> str:
    return name.removesuffix("项目")


def test_every_step_back_of_a_project_is_found(findings: list[Finding]) -> None:
    """And no other; 卓曜光模块项目 is no step back of its history but contradicts itself in a sentence."""
    back = set()
    for line in histories():
        stages = [(year, stage) for year, stage in sorted(line["stages"].items()) if stage != "stalled"]
        back |= {
            (line["name"], later[0])
            for earlier, later in pairwise(stages)
            if STAGES.index(later[1]) < STAGES.index(earlier[1])
        }
    told = {(one.message.partition("：")[0], one.period[:4]) for one in findings if one.kind == "stage"}
    assert told == back | {("卓曜光模块项目", "2023")}


def test_projects_that_stand_still(findings: list[Finding]) -> None:
    still = set()
    for line in histories():
        stages = list(line["stages"].values())
        runs = [stages[at : at + 3] for at in range(len(stages) - 2)]
        if any(len(set(run)) == 1 and run[0] in ("planned", "signed", "preparing", "stalled") for run in runs):
            still.add(line["name"])
    told = {one.message.partition("：")[0] for one in findings if one.kind == "project_stalled"}
    assert told == still


def test_projects_that_are_gone(findings: list[Finding]) -> None:
    """安置房三期 is no line of the histories: the text of 2019 alone names it."""
    gone = {
        line["name"]
        for line in histories()
        if max(line["stages"]) <= "2021" and line["stages"][max(line["stages"])] in ("signed", "preparing")
    }
    told = {bare(one.message.partition("：")[0]) for one in findings if one.kind == "project_gone"}
    assert told == {bare(name) for name in gone} | {"安置房三期"}

"""The reuse of `corpora/demo` against what its authors planted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarymine.corpus.archive import archive_of
from summarymine.reuse.archive import compared
from summarymine.reuse.figures import reused_figures
from summarymine.reuse.found import found_in
from summarymine.reuse.shares import shares
from tests.demo import mined_demo
from tests.truth import truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.reuse.archive import Reuse
    from summarymine.reuse.found import Found, Located

Line = dict[str, Any]

TOO_SHORT = {"全年新供工业用地280亩，累计开发面积6480", "做好征迁安置工作，征收房屋126户、土地1540亩"}
"""Planted between sentences that were rewritten: fewer than 36 letters, and no shared sentence, since their figures differ."""
KINDS_RIGHT = 0.86
"""A passage is as long as it goes, so a planted sentence may lie in one that is more changed as a whole."""


@pytest.fixture(scope="module")
def reuse() -> Reuse:
    records, texts = mined_demo()
    listed = list(records)
    return compared(archive_of(listed, texts), listed)


@pytest.fixture(scope="module")
def found(reuse: Reuse) -> list[Found]:
    return found_in(reuse)


def places(evidence: str, text: str) -> Iterator[tuple[int, int]]:
    start = text.find(evidence)
    while start >= 0:
        yield start, start + len(evidence)
        start = text.find(evidence, start + 1)


def held(side: Located, line: Line, reuse: Reuse) -> bool:
    """Whether a side of a passage has half of a line's evidence."""
    if side.source != line["file"]:
        return False
    spots = places(line["evidence"], reuse.archive.texts[side.source])
    return any(2 * (min(side.end, end) - max(side.start, start)) >= end - start for start, end in spots)


def of(line: Line, found: list[Found], reuse: Reuse) -> list[Found]:
    """The passages that are a planted one, in either direction."""
    return [
        one
        for one in found
        if (held(one.a, line["a"], reuse) and held(one.b, line["b"], reuse))
        or (held(one.b, line["a"], reuse) and held(one.a, line["b"], reuse))
    ]


def test_offsets_point_into_the_sources(found: list[Found], reuse: Reuse) -> None:
    texts = reuse.archive.texts
    assert found
    for one in found:
        for side in (one.a, one.b):
            assert texts[side.source][side.start : side.end] == side.text
        for change in one.changes:
            assert change.a.of(texts[one.a.source]) == change.old
            assert change.b.of(texts[one.b.source]) == change.new


def test_what_was_planted_is_found(found: list[Found], reuse: Reuse) -> None:
    lines = truth("reuse")
    assert len(lines) == 93
    missing = {line["a"]["evidence"] for line in lines if not of(line, found, reuse)}
    assert missing <= TOO_SHORT


def test_kinds_are_right(found: list[Found], reuse: Reuse) -> None:
    right = [
        any(one.kind == line["kind"] for one in passages)
        for line in truth("reuse")
        if (passages := of(line, found, reuse))
    ]
    assert sum(right) / len(right) >= KINDS_RIGHT


def test_what_is_edited_is_told_as_such(found: list[Found], reuse: Reuse) -> None:
    for line in truth("reuse"):
        if line["kind"] == "edited":
            assert any(one.kind == "edited" for one in of(line, found, reuse)), line


def test_suspicious_figures_are_those_that_were_copied(found: list[Found], reuse: Reuse) -> None:
    """None stands in a sentence that was planted with other figures only."""
    planted = [{_plain(line[side]["evidence"]): line["kind"] for side in "ab"} for line in truth("reuse")]
    kinds = [
        {kind for line in planted for evidence, kind in line.items() if evidence in _plain(one.fact.record.sentence)}
        for one in reused_figures(reuse.archive.facts, found)
        if one.suspicious
    ]
    assert sum("verbatim" in told for told in kinds) >= 9
    assert {"refilled"} not in kinds


def _plain(text: str) -> str:
    return "".join(text.split())


def test_nobody_copies_from_the_future(found: list[Found], reuse: Reuse) -> None:
    dates = {one.place: one.date for one in reuse.summaries}
    for one in found:
        if one.relation in ("own_earlier", "other_park"):
            assert dates[one.a[:2]] < dates[one.b[:2]]  # type: ignore[index]


def test_plans_return_more_than_the_rest(found: list[Found], reuse: Reuse) -> None:
    """The authors copied plans from year to year."""
    of_2023 = [one for one in shares(reuse, found) if one.summary.date == "2023-12"]
    assert len(of_2023) == 5
    assert all(one.roles["plan"] > one.roles["achievement"] for one in of_2023)
    assert all(one.plans_copied >= 3 for one in of_2023)


def test_shares_are_whole(found: list[Found], reuse: Reuse) -> None:
    for one in shares(reuse, found):
        assert sum(one.kinds.values()) == pytest.approx(one.total, abs=0.001)
        assert 0 <= one.main_share <= one.total + 0.001 <= 1.001

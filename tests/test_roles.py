"""The labelled headings are found and get their roles; floors only rise."""

from __future__ import annotations

import pytest

from tests.roles import FOLDER, SETS, headings, rates


@pytest.mark.parametrize(
    ("name", "found", "right"), [("section_roles", 0.96, 0.96), ("section_roles_unseen", 0.99, 0.98)]
)
def test_headings_are_found_and_get_their_roles(name: str, found: float, right: float):
    _, got_found, got_right = rates(name)
    assert got_found >= found
    assert got_right >= right


def test_the_sets_share_no_report_and_hardly_a_heading():
    assert set(SETS) == {path.stem for path in FOLDER.glob("section_roles*.jsonl")}
    tuned, unseen = ([heading for report in headings(name) for heading in report] for name in SETS)
    assert {heading["doc"] for heading in tuned}.isdisjoint(heading["doc"] for heading in unseen)
    known = {heading["text"] for heading in tuned}
    assert sum(heading["text"] in known for heading in unseen) < len(unseen) / 4

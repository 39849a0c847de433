"""Reuse in the gold set and in national reports, where ``SUMMARYMINE_GOLD`` and ``SUMMARYMINE_ARCHIVE`` name their folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarymine.reuse.archive import Reuse, load_reuse
from summarymine.reuse.found import found_in
from summarymine.reuse.shares import shares
from tests.test_gold import folder, mine


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Reuse:
    out = tmp_path_factory.mktemp("gold") / "out"
    mine(folder("SUMMARYMINE_GOLD"), out)
    return load_reuse(out)


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Reuse:
    out = tmp_path_factory.mktemp("national") / "out"
    mine(folder("SUMMARYMINE_ARCHIVE"), out)
    return load_reuse(out)


def test_the_one_pair_that_hides_its_years_and_no_other(gold: Reuse) -> None:
    (found,) = found_in(gold)
    assert (found.kind, Path(found.a.source).name[:3], found.a.source) == ("masked", "004", found.b.source)
    reused = [one for one in shares(gold, [found]) if one.total]
    assert len(reused) == 2
    assert all(one.total >= 0.95 for one in reused)


def test_substance_comes_first_and_furniture_not_at_all(national: Reuse) -> None:
    """The first passages were read: goals with their figures, tasks, foreign and legal affairs; no slogans."""
    found = found_in(national)
    slogans = [one.matter == "slogan" for one in found]
    assert sorted(slogans) == slogans
    assert any(slogans)
    assert [one.substance for one in found if one.matter == "substance"][:30] == sorted(
        (one.substance for one in found), reverse=True
    )[:30]
    assert any("预期目标" in one.b.text for one in found[:5])
    for one in found:
        assert not any(word in one.b.text for word in ("著作权法", "Public domain"))
        assert not one.b.text.startswith(("各位代表", "现在，我代表"))

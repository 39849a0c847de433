"""Which figures of a reused passage are suspicious: results that are the same, and not by chance."""

from __future__ import annotations

import pytest

from summarymine.reuse.figures import reused_figures
from summarymine.reuse.found import found_in
from tests.report.making import Article
from tests.reuse.making import OWN, reuse


def summary(period: str, firms: str, courses: str, plots: str) -> Article:
    """A summary with two figures in one sentence and a third in the next."""
    one = Article("望春园区", period)
    one.say(f"望春园区{period}年工作总结\n一、工作成绩\n组织机关干部走村入企，实地走访企业")
    one.figure(f"{firms}家", "走访企业", firms, "家")
    one.say("，收集用工用电用气等方面的困难和建议，逐条交办并回访，开办技能培训")
    one.figure(f"{courses}期", "技能培训", courses, "期")
    one.say("。对久拖不建的地块逐宗约谈业主、限期开工，依法收回闲置土地")
    one.figure(f"{plots}宗", "闲置土地", plots, "宗")
    one.say(f"，为新项目腾出发展空间。\n{OWN[period]}\n")
    return one


@pytest.mark.parametrize(
    ("old", "new", "suspicious"),
    [
        pytest.param(("6", "3", "2"), ("6", "3", "2"), "6 3 2", id="nothing was refilled"),
        pytest.param(("648", "3", "2"), ("648", "5", "4"), "648", id="three digits"),
        pytest.param(("64.8", "3", "2"), ("64.8", "5", "4"), "64.8", id="three digits with a point"),
        pytest.param(("6", "3", "2"), ("6", "5", "4"), "", id="a small count"),
        pytest.param(("12000", "3", "2"), ("12000", "5", "4"), "", id="a round number"),
        pytest.param(("86", "3", "2"), ("86", "3", "4"), "86 3", id="two of one sentence"),
        pytest.param(("86", "3", "2"), ("86", "5", "2"), "", id="two of two sentences"),
        pytest.param(("64", "3", "2"), ("65", "5", "4"), "", id="all refilled"),
    ],
)
def test_what_is_the_same_by_chance_is_not_suspicious(
    old: tuple[str, str, str], new: tuple[str, str, str], suspicious: str
) -> None:
    made = reuse(summary("2021", *old), summary("2022", *new))
    told = reused_figures(made.archive.facts, found_in(made))
    assert [one.change for one in sorted(told, key=lambda one: one.fact.record.start)] == [
        "same" if before == after else "refilled" for before, after in zip(old, new, strict=True)
    ]
    assert [str(one.fact.value) for one in told if one.suspicious] == suspicious.split()

"""Passages as users see them: whose they are, what changed, what of each article stood before."""

from __future__ import annotations

import pytest

from summarymine.reuse.figures import reused_figures
from summarymine.reuse.found import PLAN_COPIED, Found, found_in
from summarymine.reuse.groups import groups
from summarymine.reuse.shares import shares
from tests.reuse.making import DUTY, PLAN, article, reuse


def told(one: Found) -> tuple[str, str, str, str]:
    return one.kind, one.relation, one.a.source, one.b.source


def test_a_plan_copied_and_figures_refilled() -> None:
    made = reuse(article("望春园区", "2022", "86", "3.2"), article("望春园区", "2021", "64", "2.9"))
    achievement, plan = sorted(found_in(made), key=lambda one: one.b.start)
    sources = "望春园区/2021年.txt", "望春园区/2022年.txt"
    assert told(achievement) == ("refilled", "own_earlier", *sources)
    assert told(plan) == ("verbatim", "own_earlier", *sources)
    assert plan.b.text == f"二、下步打算\n{PLAN}"
    assert (plan.note, plan.a.role, plan.b.role) == (PLAN_COPIED, "plan", "plan")
    assert achievement.note == ""
    changes = [(one.indicator, one.old, one.new) for one in achievement.changes]
    assert changes == [("走访企业", "64", "86"), ("税收", "2.9", "3.2")]


def test_shares_tell_where_from_and_in_which_section() -> None:
    made = reuse(
        article("望春园区", "2021", "64", "2.9"),
        article("望春园区", "2022", "86", "3.2"),
        article("沧湖园区", "2023", "31", "1.4", plan=DUTY),
    )
    first, second, third = shares(made, found_in(made))
    assert (first.total, first.earliest, first.main) == (0.0, None, None)
    assert second.relations["own_earlier"] > 0.8
    assert (second.roles["plan"], second.plans_copied) == (pytest.approx(1.0, abs=0.1), 1)
    assert third.relations["own_earlier"] == third.roles["plan"] == third.plans_copied == 0
    assert third.relations["other_park"] == third.kinds["refilled"] == third.total > 0.4
    assert third.earliest == ("望春园区/2021年.txt", 1)


def test_hidden_names_are_model_texts_and_hidden_years_tell_no_order() -> None:
    made = reuse(article("某县园区", "XXXX", "64", "2.9"), article("望春园区", "2022", "86", "3.2"))
    assert {one.relation for one in found_in(made)} == {"model_text"}
    model, own = shares(made, found_in(made))
    assert own.relations["model_text"] == own.total > 0.8
    assert model.relations["unknown_order"] == model.total > 0.8
    assert own.plans_copied == 0


def test_a_figure_that_did_not_change_is_suspicious() -> None:
    made = reuse(article("望春园区", "2021", "648", "2.9"), article("望春园区", "2022", "648", "3.2"))
    same, refilled = reused_figures(made.archive.facts, found_in(made))
    assert (same.fact.series.name, same.change, same.suspicious) == ("走访企业", "same", True)
    assert same.earlier is not None
    assert same.earlier.record.source == "望春园区/2021年.txt"
    assert (refilled.fact.series.name, refilled.change, refilled.suspicious) == ("税收", "refilled", False)


def test_copies_of_one_text_are_one_group() -> None:
    made = reuse(
        *(article(f"{name}园区", f"202{at}", f"{at + 3}1", f"{at + 2}.4") for at, name in enumerate("甲乙丙丁戊"))
    )
    found = found_in(made)
    made_groups = groups(found)
    assert [len(group.copies) for group in made_groups] == [4, 4]
    assert {group.template.source for group in made_groups} == {"甲园区/2020年.txt"}
    for group in made_groups:
        for copy, passage in group.copies:
            assert {copy, group.template} == {passage.a, passage.b}


def test_slogans_come_last() -> None:
    slogan = (
        "我们要紧密团结、同心同德，解放思想、实事求是，开拓进取、顽强拼搏，为夺取更大胜利、再创新的辉煌而不懈奋斗。"
    )
    one = article("望春园区", "2021", "64", "2.9", plan=slogan)
    made = reuse(one, article("望春园区", "2022", "86", "3.2", plan=slogan))
    assert [found.matter for found in found_in(made)] == ["substance", "slogan"]

"""Cells of the panel: what belongs into one, and which figure goes first."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarymine.corpus.explain import explained
from summarymine.corpus.facts import Fact
from summarymine.corpus.panel import Cell, panel
from tests.corpus.making import document, fact

YEAR, NEXT = document(period="2019"), document(period="2020")
HALF, NINE = document(period="2019-01/2019-06"), document(period="2019-01/2019-09")


def cells(*facts: Fact) -> list[tuple[str, str, str, list[str], bool]]:
    """Of each cell the period, measure and side, the figures as they rank, and whether they conflict."""
    return [
        (key.period, key.measure, key.side, [one.record.text for one in cell.facts], cell.conflict)
        for key, cell in panel(facts).items()
    ]


def test_half_a_year_nine_months_and_a_year_do_not_mix():
    assert cells(fact("3亿元", 3e8, YEAR), fact("1.4亿元", 1.4e8, HALF), fact("2.2亿元", 2.2e8, NINE)) == [
        ("2019", "level", "result", ["3亿元"], False),
        ("2019-01/2019-06", "level", "result", ["1.4亿元"], False),
        ("2019-01/2019-09", "level", "result", ["2.2亿元"], False),
    ]


def test_a_target_stands_beside_its_result():
    target = fact("3.2亿元", 3.2e8, HALF, status="target", period="2019")
    assert cells(fact("3亿元", 3e8, YEAR), target) == [
        ("2019", "level", "result", ["3亿元"], False),
        ("2019", "level", "target", ["3.2亿元"], False),
    ]


def test_a_total_since_the_beginning_is_another_series():
    found = panel([fact("3个", 3, YEAR, "签约项目", unit="个"), fact("20个", 20, YEAR, "累计签约项目", unit="个")])
    assert [(key.series.name, key.series.cumulative) for key in found] == [("签约项目", False), ("签约项目", True)]


def test_the_periods_own_report_goes_first_then_a_longer_one_then_a_later_one():
    own = fact("3亿元", 3e8, YEAR)
    later = fact("3.1亿元", 3.1e8, NEXT, status="previous", period="2019")
    longer = fact("3.05亿元", 3.05e8, document(period="2016/2020"), period="2019")
    assert cells(later, longer, own) == [("2019", "level", "result", ["3亿元", "3.05亿元", "3.1亿元"], False)]


def test_within_one_text_an_exact_figure_goes_before_a_rounded_one():
    rounded, exact = fact("近3亿元", 3e8, bound="approx", start=0), fact("2.96亿元", 2.96e8, start=50)
    assert cells(rounded, exact) == [("2019", "level", "result", ["2.96亿元", "近3亿元"], False)]


def test_what_rounding_allows_is_no_conflict():
    assert cells(fact("24.9亿元", 24.9e8), fact("24.92亿元", 24.92e8, NEXT, period="2019"))[0][-1] is False
    assert cells(fact("24.8亿元", 24.8e8), fact("24.92亿元", 24.92e8, NEXT, period="2019"))[0][-1] is True


def test_a_hidden_value_is_kept_behind_what_is_said():
    assert cells(fact("xx亿元", None, YEAR), fact("3亿元", 3e8, NEXT, status="previous", period="2019")) == [
        ("2019", "level", "result", ["3亿元", "xx亿元"], False)
    ]


def test_an_earlier_value_without_its_time_is_in_no_cell():
    assert cells(fact("2亿元", 2e8, YEAR, status="previous")) == []


def test_an_average_of_years_is_no_growth_of_a_year():
    assert cells(fact("9.3%", "9.3", YEAR, unit="%", measure="growth", basis="other", period="2015/2019")) == []


@pytest.mark.parametrize(
    ("told", "sentence", "period"),
    [
        ("2019-12", "截至年底，园区有企业58户", "2019"),
        ("2019-12-31", "12月末企业58户", "2019"),
        ("2019-12", "12月新增企业58户", "2019-12"),
        ("2019-06", "6月底企业58户", "2019-06"),
    ],
)
def test_what_there_is_at_the_close_is_of_the_period(told: str, sentence: str, period: str):
    assert fact("58户", 58, YEAR, "企业", period=told, sentence=sentence).period == period


@pytest.mark.parametrize(
    ("other", "note"),
    [
        (fact("8.0万元", "80000"), "疑万、亿之误"),
        (fact("7.9亿元", "790000000", NEXT, status="previous", period="2019"), "后来的报告另有说法"),
        (fact("7亿元", "700000000", bound="at_least"), "约数"),
        (fact("7.5亿元", "750000000", name="税收收入"), "名称不同：税收、税收收入"),
        (fact("8.0亿元", "800000000"), ""),
    ],
)
def test_what_two_figures_may_differ_by(other: Fact, note: str):
    assert explained(fact("8.0亿元", "800000000"), other) == note


def test_no_facts_no_cells():
    assert panel([]) == {}
    assert Cell(next(iter(panel([fact("3亿元", 3e8)]))), (fact("x", None),), False).hidden
    assert fact("6%—7%", ("6", "7"), unit="%").value == Decimal("6.5")

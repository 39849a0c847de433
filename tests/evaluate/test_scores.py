"""Every number of small examples, and what holds for all."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from summarymine.document import Span
from summarymine.evaluate.labels import Article, Labels
from summarymine.evaluate.scores import Evaluation, rates
from tests.evaluate.builders import EMPTY, FILE, LISTS, article, date, figure, findings, heading, problem, project


def test_nothing_at_all():
    evaluation = Evaluation([article()], [])
    assert (evaluation.scores(), evaluation.errors()) == (EMPTY, {})


def test_figures():
    gold = [
        figure(10, 14, "检查企业", 30, bound="at_least"),
        figure(20, 24, "税收", 3.5, "元", alt=["税收收入"], subject="望春园区北片"),
        figure(30, 34, "引进企业", [3, 5], period="2020", basis="yoy"),
        figure(40, 44, "专利", None, "件"),
        figure(50, 54, "厂房", 2, "㎡"),
    ]
    got = [
        figure(10, 14, "检查企业数", 30),
        figure(21, 26, "税收收入", 3.50000001, "元", subject="北片园区"),
        figure(30, 34, "企业", [3, 5], status="target", measure="change"),
        figure(43, 47, "专利", 0, "件", subject="高新企业"),
        figure(61, 63, "看不清的数", 8, "平方米"),
        figure(70, 72, "多余的数", 9),
    ]
    evaluation = Evaluation(
        [article(indicators=gold, optional=[{"start": 62, "end": 66}])], findings("indicator", *got)
    )
    assert evaluation.scores() == EMPTY | {
        "indicator found": {"P": 0.8, "R": 0.8, "F1": 0.8, "gold": 5, "got": 5, "hit": 4},
        "indicator row": {"P": 0.4, "R": 0.4, "F1": 0.4, "gold": 5, "got": 5, "hit": 2},
        "indicator fields": {
            "value": 0.75, "unit": 1.0, "name": 0.75, "measure": 0.75, "status": 0.75,
            "basis": 0.75, "bound": 0.75, "subject": 0.75, "period": 0.75,
        },
    }  # fmt: skip
    assert evaluation.errors() == {
        "basis": ["w1 「[3, 5]家」 basis: gold 'yoy' got ''"],
        "bound": ["w1 「30家」 bound: gold 'at_least' got 'exact'"],
        "extra": ["w1 「9家」 多余的数"],
        "measure": ["w1 「[3, 5]家」 measure: gold 'level' got 'change'"],
        "missed": ["w1 「2㎡」 厂房"],
        "name": ["w1 「[3, 5]家」 name: gold '引进企业' got '企业'"],
        "period": ["w1 「[3, 5]家」 period: gold '2020' got ''"],
        "status": ["w1 「[3, 5]家」 status: gold 'actual' got 'target'"],
        "subject": ["w1 「None件」 subject: gold '' got '高新企业'"],
        "value": ["w1 「None件」 value: gold None got 0"],
    }


def test_of_figures_that_overlap_as_much_that_of_the_right_value_is_taken():
    gold = [figure(10, 20, "税收", 3)]
    evaluation = Evaluation(
        [article(indicators=gold)], findings("indicator", figure(10, 15, "税收", 3), figure(15, 20, "税收", 4))
    )
    assert evaluation.errors() == {"extra": ["w1 「4家」 税收"]}


def test_dates():
    gold = [date(10, 14, "2020"), date(20, 24, "2019-05"), date(30, 34, "2018"), date(50, 52, "", optional=True)]
    got = [date(10, 14, "2020"), date(18, 21, "2018-05"), date(51, 53, "2020"), date(60, 62, "2021")]
    evaluation = Evaluation([article(dates=gold)], findings("date", *got))
    assert evaluation.scores() == EMPTY | {
        "date found": {"P": 0.6667, "R": 0.6667, "F1": 0.6667, "gold": 3, "got": 3, "hit": 2},
        "date value": {"P": 0.3333, "R": 0.3333, "F1": 0.3333, "gold": 3, "got": 3, "hit": 1},
    }
    assert evaluation.errors() == {
        "date.extra": ["w1 「2021」 2021"],
        "date.missed": ["w1 「2018」 2018"],
        "date.value": ["w1 「2019」 gold 2019-05 got 2018-05"],
    }


def test_projects():
    gold = [
        project("望春标准厂房二期项目", "building", mentions=["标准厂房二期"]),
        project("污水处理厂", "done"),
        project("园区展厅", "done", optional=True),
        project("滨河公园", optional=True),
    ]
    got = [
        project("厂房", "done", mentions=[{"start": 10, "end": 16, "text": "标准厂房（二期）"}]),
        project("园区展厅", "planned", start=40, end=44),
        project("望春大道", start=50, end=54),
        project("污水处理厂", start=2000, end=2005),
    ]
    evaluation = Evaluation([article(projects=gold)], findings("project", *got))
    assert evaluation.scores() == EMPTY | {
        "project": {"P": 0.5, "R": 0.5, "F1": 0.5, "gold": 2, "got": 2, "hit": 1, "stage": 0.0}
    }
    assert evaluation.errors() == {"project.extra": ["w1 望春大道"], "project.missed": ["w1 污水处理厂"]}


def test_a_project_that_must_be_found_goes_before_an_optional_one():
    gold = [project("滨河大道一期"), project("滨河大道一期", optional=True)]
    for name, missed in (("滨河大道一期", False), ("滨河大道", False), ("滨河路一期", True)):
        evaluation = Evaluation([article(projects=gold)], findings("project", project(name, start=10, end=14)))
        assert ("project.missed" in evaluation.errors()) is missed, name


def test_problems():
    gold = [problem(10, 20, "土地"), problem(30, 40, "资金"), problem(50, 60, "其他", optional=True)]
    got = [
        problem(8, 13, "土地"),
        problem(13, 15, "资金"),
        problem(36, 40, "资金"),
        problem(50, 61, "其他"),
        problem(70, 75, "其他"),
    ]
    evaluation = Evaluation([article(problems=gold)], findings("problem", *got))
    assert evaluation.scores() == EMPTY | {
        "problem": {"P": 0.8, "R": 0.5, "F1": 0.6154, "gold": 2, "got": 5, "category": 1.0}
    }
    assert evaluation.errors() == {"problem.extra": ["w1 难处70"], "problem.missed": ["w1 难处30"]}


def test_a_problem_of_no_characters_is_not_right():
    evaluation = Evaluation([article(problems=[problem(10, 20, "土地")])], findings("problem", problem(15, 15, "土地")))
    assert evaluation.errors() == {"problem.extra": ["w1 难处15"], "problem.missed": ["w1 难处10"]}


def test_headings():
    gold = [heading(10, 20, "overview"), heading(30, 40, "problem"), heading(50, 60, "plan")]
    got = [
        heading(10, 19, "overview"),
        heading(32, 50, "plan", level=4),
        heading(70, 75, "plan", level=4),
        heading(80, 85, "plan", level=3),
    ]
    evaluation = Evaluation([article(sections=gold)], findings("section", *got))
    assert evaluation.scores() == EMPTY | {
        "section": {"P": 0.6667, "R": 0.6667, "F1": 0.6667, "gold": 3, "got": 3, "hit": 2, "role": 0.5}
    }
    assert evaluation.errors() == {
        "section.extra": ["w1 标题80"],
        "section.missed": ["w1 标题50"],
        "section.role": ["w1 标题30: gold problem got plan"],
    }


def test_a_record_counts_in_the_article_it_begins_in():
    year = date(100, 104, "2020")
    lists = dict.fromkeys(LISTS, ())
    articles = [
        Article("w1", FILE, Span(0, 102), Labels.of(lists | {"dates": [year]})),
        Article("w2", FILE, Span(102, 200), Labels.of(lists | {"dates": [year]})),
        Article("w3", "别的.txt", Span(0, 200), Labels.of(lists)),
    ]
    evaluation = Evaluation(articles, findings("date", year, source=f"2020年/{FILE}"))
    assert evaluation.errors() == {"date.missed": ["w2 「2020」 2020"]}


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_rates_are_bounded(hit: int, missed: int, extra: int):
    found = rates(hit, hit + missed, hit + extra)
    assert 0 <= min(found["P"], found["R"]) <= found["F1"] <= max(found["P"], found["R"]) <= 1
    assert (found["F1"] == 1) == (hit > 0 == missed == extra)


labelled = st.lists(st.integers(1, 9), min_size=1, max_size=9).map(
    lambda steps: [(sum(steps[:place]) * 10, sum(steps[:place]) * 10 + 8) for place in range(len(steps))]
)


@given(
    labelled,
    st.sampled_from(["亿元", "%", "家", ""]),
    st.none() | st.integers(-5, 10**12) | st.lists(st.floats(0, 9), min_size=2, max_size=2),
)
def test_perfect_records_are_all_right(places: list[tuple[int, int]], unit: str, value: Any):
    right = {
        "indicators": [figure(*place, f"指标{place[0]}", value, unit, subject="北片") for place in places],
        "dates": [date(*place, "2020-05") for place in places],
        "projects": [project(chr(0x4E00 + at) * 4, "done", start=at, end=at + 4) for at, _ in places],
        "problems": [problem(*place, "土地") for place in places],
        "sections": [heading(*place, "plan", 2) for place in places],
    }
    kinds = ("indicator", "date", "project", "problem", "section")
    found = [
        finding for kind, records in zip(kinds, right.values(), strict=True) for finding in findings(kind, *records)
    ]
    evaluation = Evaluation([article(**right)], found)
    assert evaluation.errors() == {}
    assert {
        rate for row in evaluation.scores().values() for key, rate in row.items() if key not in ("gold", "got", "hit")
    } == {1.0}

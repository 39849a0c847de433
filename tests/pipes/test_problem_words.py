"""The words of problems: what they say of a clause, and what is refused when they are loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from summarymine.document import Span
from summarymine.errors import LexiconError
from summarymine.lexicons import load_toml
from summarymine.pipes.problem_announcements import announces, closes, entitles
from summarymine.pipes.problem_clauses import cut, runs, trim
from summarymine.pipes.problem_cues import find_cues, parse_words

if TYPE_CHECKING:
    from collections.abc import Callable

CUES = {
    "仓库尚未验收": [("unfinished", "尚未")],
    "规划没有获批": [("unfinished", "没有获批")],
    "只完成年度任务的四成": [("short", "只完成年度任务的四成")],
    "北环路建设滞后": [("late", "滞后")],
    "熟练工短缺": [("lack", "短缺")],
    "制度不健全": [("poor", "不健全")],
    "招工越来越难": [("hard", "越来越难")],
    "重签约轻落地": [("harm", "重签约轻落")],
    "用地矛盾较为突出": [("harm", "矛盾较为突出")],
    "流程有待优化": [("need", "有待")],
    "员工流动性大，工资低": [("medium", "低")],
    "未发生火灾，无投诉": [("absent", "未发生"), ("absent", "无投诉")],
    "缓解用地紧张": [],
    "解决补偿不到位的问题": [("weak", "问题")],
    "整改进度滞后": [("late", "滞后")],
    "淘汰落后产能": [],
    "引进紧缺人才": [("medium", "紧缺")],
    "会议不走过场": [],
    "干部攻坚克难，服务不断优化": [],
}


@pytest.mark.parametrize("clause", CUES)
def test_cues_of_a_clause(clause: str) -> None:
    assert [(cue.kind, clause[cue.start : cue.end]) for cue in find_cues(clause)] == CUES[clause]


def clauses(text: str) -> list[str]:
    return [clause.text for clause in cut(text, Span(0, len(text)))]


def test_a_sentence_is_cut_at_its_marks_but_not_inside_brackets() -> None:
    assert clauses("1、管网（含泵站，3座）老化；但是，水价（未调。") == ["管网（含泵站，3座）老化", "", "水价（未调。"]


def test_a_statement_keeps_its_reason_and_its_subject() -> None:
    text = "全年投资3亿元，纬二路工程，因征地受阻，至今没有动工，影响企业出行，已报县政府，明年开工"
    kept = trim(cut(text, Span(0, len(text))), "strong")
    assert [clause.text for clause in kept] == ["纬二路工程", "因征地受阻", "至今没有动工", "影响企业出行"]


def test_reason_and_result_stay_together() -> None:
    text = "因设备陈旧，能耗偏高，产品滞销，管理松懈"
    assert [[c.text for c in run] for run in runs(cut(text, Span(0, len(text))))] == [
        ["因设备陈旧", "能耗偏高"],
        ["产品滞销"],
        ["管理松懈"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("还存在以下几个方面的问题", True),
        ("困难主要有：", True),
        ("问题也不容忽视", True),
        ("我们也清醒地认识到", True),
        ("四、存在问题及对策建议", True),
        ("资金问题突出", False),
        ("对存在的问题", False),
        ("研究解决工作中存在的困难", False),
        ("园区拥有6家企业", False),
    ],
)
def test_announcements(text: str, expected: bool) -> None:
    assert [announces(clause) for clause in cut(text, Span(0, len(text)))] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对这些问题，我们要认真解决", True),
        ("下一步，将加快建设", True),
        ("下半年要抓好招商", True),
        ("下半年偿债压力大", False),
    ],
)
def test_closings(text: str, expected: bool) -> None:
    assert closes(cut(text, Span(0, len(text)))[0]) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("三、存在的主要问题", "（一）园区"), True),
        (("二、短板不少",), True),
        (("二、当前面临的形势", "（一）用地紧张"), True),
        (("三、关于规划的几个问题",), False),
        (("一、工作回顾", "（四）补短板"), False),
    ],
)
def test_headings_of_problems(path: tuple[str, ...], expected: bool) -> None:
    assert entitles(path) is expected


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: data.update(lat=["迟"]), "unknown key lat"),
        (lambda data: data.pop("late"), "late must be a list"),
        (lambda data: data.update(late=[]), "late must be a list"),
        (lambda data: data.update(late=["迟", 3]), "late must be a list"),
        (lambda data: data.update(late=["推迟", "滞后", "推迟"]), "late holds 推迟 twice"),
        (lambda data: data.pop("categories"), "categories is missing"),
        (lambda data: data.update(categories={"天气": ["雨"]}), "unknown key 天气"),
        (lambda data: data.update(categories={"土地": [""]}), "土地 must be a list"),
    ],
)
def test_a_broken_lexicon_is_refused(change: Callable[[dict[str, Any]], Any], message: str) -> None:
    data = dict(load_toml("problems"))
    change(data)
    with pytest.raises(LexiconError, match=message):
        parse_words(data)

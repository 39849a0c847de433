"""Linear time on hostile input: twice the text takes about twice the time, whatever the text is made of."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

import pytest

from summarymine.clean import clean
from summarymine.document import Source, TextView
from summarymine.pipes.dates import find_dates
from summarymine.pipes.indicators import find_indicators
from summarymine.pipes.layers import Profile
from summarymine.pipes.not_figures import quoted_spans, reason
from summarymine.pipes.quantities import find_quantities
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.pipes.tables import read_tables
from summarymine.split import split
from tests.linear import LONG, TOO_SHORT, nested, no_collector, text_of, too_dear  # noqa: F401  # a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

Found = TypeVar("Found")

BRICKS = [
    "1", "零", "一", "亿", "元", "园", "x", "*", "_", "#", "-", "—", "|", "，", "。", "、", "：", " ", "\n", "\r", "\u200b",
    "\\*", "&", "<a", "[", "（", "“", "”", "《", "【", "“1”", "1 ", "1.", "1、", "一、", "1,234,", "1—", "1月", "2019年",
    "xx年", "上半年", "3亿元", "税收3亿元，", "园区（3亿元）", " 亿元", "*亿元", "一成", "七八", "百分之", "比上年", "分别3亿元、5亿元、",
    "1、园区\n", "（一）园区\n", "园\n", "# 园区\n", "园区总结篇1\n", "|1|2|\n", "税收  1  2\n", "《园》2019年",
]  # fmt: skip
SHAPES = {brick.replace("\n", "\\n"): brick for brick in BRICKS}


def times_of(text: str) -> dict[str, float]:
    """Seconds that every function takes on *text*, each on what the ones before it found."""
    times: dict[str, float] = {}

    def run(name: str, function: Callable[[], Found]) -> Found:
        start = time.process_time()
        found = function()
        times[name] = time.process_time() - start
        return found

    view = TextView.identity(text)
    run("clean", lambda: clean(text))
    run("split", lambda: split(Source.of_text(text)))
    sections = run("find_sections", lambda: find_sections(view))
    sentences = run("find_sentences", lambda: find_sentences(view, sections))
    dates = run("find_dates", lambda: find_dates(view, sections, sentences, Profile()))
    quantities = run("find_quantities", lambda: find_quantities(view, dates))
    run("reason", lambda: [quoted_spans(view), *(reason(text, q, False) for q in quantities)])
    run("read_tables", lambda: list(read_tables(view, quantities, dates, Profile())))
    run("find_indicators", lambda: find_indicators(view, sections, sentences, quantities, dates, Profile()))
    return times


@pytest.mark.parametrize("shape", SHAPES)
def test_a_run_of_one_thing_takes_time_in_proportion(shape: str):
    assert too_dear(lambda size: text_of(SHAPES[shape], size), times_of) == []


def test_nested_brackets_take_time_in_proportion():
    assert too_dear(nested, times_of) == []


def test_prose_without_an_end_takes_time_in_proportion():
    assert too_dear(lambda size: text_of("园区完成税收3.5亿元，同比增长8%，占全县的六成；", size), times_of) == []


def test_growth_is_told_from_proportion():
    def measure(text: str) -> dict[str, float]:
        share = len(text) / LONG
        return {"square": share**2, "one and a half": share**1.5, "line": share, "short": share**2 * TOO_SHORT}

    assert too_dear(lambda size: text_of("园", size), measure) == [
        "square: 0.016 s for 10000 characters, 1.000 s for 80000",
        "one and a half: 0.044 s for 10000 characters, 1.000 s for 80000",
    ]


def test_the_functions_have_something_to_do():
    assert list(times_of(text_of("税收3亿元，", 60))) == [
        "clean", "split", "find_sections", "find_sentences", "find_dates", "find_quantities", "reason", "read_tables",
        "find_indicators",
    ]  # fmt: skip
    view = TextView.identity(text_of("税收3亿元，", 60))
    assert len(find_quantities(view)) == 10

"""Linear time on hostile input: twice the text takes about twice the time, whatever the text is made of.

A text is measured short and eight times as long, three doublings apart; a doubling may cost `MOST` times as much on
the average. Processor time is taken, not the clock, so that a loaded machine changes little, and what looks dear is
measured again, the best of several runs counting. Times of a few milliseconds say nothing and are not compared.
"""

from __future__ import annotations

import gc
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Found = TypeVar("Found")

SHORT, DOUBLINGS = 10_000, 3
LONG = SHORT * 2**DOUBLINGS
MOST = 2.5
"""How many times as long a text of twice the length may take."""
TOO_SHORT = 0.02
"""Seconds below which a time says nothing about growth."""
TRIES = 6

BRICKS = [
    "1", "零", "一", "亿", "元", "园", "x", "*", "_", "#", "-", "—", "|", "，", "。", "、", "：", " ", "\n", "\r", "\u200b",
    "\\*", "&", "<a", "[", "（", "“", "”", "《", "【", "“1”", "1 ", "1.", "1、", "一、", "1,234,", "1—", "1月", "2019年",
    "xx年", "上半年", "3亿元", "税收3亿元，", "园区（3亿元）", " 亿元", "*亿元", "一成", "七八", "百分之", "比上年", "分别3亿元、5亿元、",
    "1、园区\n", "（一）园区\n", "园\n", "# 园区\n", "园区总结篇1\n", "|1|2|\n", "税收  1  2\n", "《园》2019年",
]  # fmt: skip
SHAPES = {brick.replace("\n", "\\n"): brick for brick in BRICKS}


def text_of(brick: str, size: int) -> str:
    return brick * (size // len(brick))


def nested(size: int) -> str:
    return "（" * (size // 2) + "）" * (size // 2)


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


def too_dear(make: Callable[[int], str], measure: Callable[[str], dict[str, float]] = times_of) -> list[str]:
    """The functions whose time grows too fast with the text that *make* makes, however often they are measured."""
    measure(make(100))
    short, long = measure(make(SHORT)), measure(make(LONG))
    for _ in range(TRIES):
        dear = [n for n in long if long[n] > TOO_SHORT and long[n] > short[n] * MOST**DOUBLINGS]
        if not dear:
            return []
        again, once_more = measure(make(SHORT)), measure(make(LONG))
        short = {n: min(short[n], again[n]) for n in dear}
        long = {n: min(long[n], once_more[n]) for n in dear}
    return [f"{n}: {short[n]:.3f} s for {SHORT} characters, {long[n]:.3f} s for {LONG}" for n in dear]


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    """The garbage collector runs the more often the more there is, which is not what is measured here."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize("shape", SHAPES)
def test_a_run_of_one_thing_takes_time_in_proportion(shape: str):
    assert too_dear(lambda size: text_of(SHAPES[shape], size)) == []


def test_nested_brackets_take_time_in_proportion():
    assert too_dear(nested) == []


def test_prose_without_an_end_takes_time_in_proportion():
    assert too_dear(lambda size: text_of("园区完成税收3.5亿元，同比增长8%，占全县的六成；", size)) == []


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

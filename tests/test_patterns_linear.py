"""No pattern of the package takes longer than in proportion to a text, whatever the text is made of."""

from __future__ import annotations

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING

import pytest
import regex

from tests.linear import TOO_SHORT, nested, no_collector, text_of, too_dear  # noqa: F401  # a fixture
from tests.patterns import beginnings, patterns, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.patterns import Pattern

BRICKS = ("1", "零", "一", "亿", "园", "x", "，", " ", "\n", "一、园（区）\n", "园区税收3.5亿元，同比增长8%，")
SHAPES: dict[str, Callable[[int], str]] = {
    "nested": nested,
    **{brick.replace("\n", "\\n"): partial(text_of, brick) for brick in BRICKS},
}
MARKS = "1元%=:|*"
"""No closing brackets: up to one, a pattern might take the whole text at once."""
ENDLESS = 1
"""Seconds after which a pattern is given up."""


def worse_than_linear(name: str, pattern: Pattern, make: Callable[[int], str]) -> list[str]:
    """The pattern and its times, where they grow too fast with the text that *make* makes."""

    def make_whole(size: int) -> str:
        # A text without what the pattern cannot do without is not even looked at: it stands behind, in a line of its own.
        return f"{make(size)}。\n{words(pattern)}{MARKS}"

    def look(text: str, timeout: float | None = None) -> None:
        looked_at = text if isinstance(pattern.pattern, str) else text.encode()
        deque(pattern.finditer(looked_at, timeout=timeout), maxlen=0)

    def measure(text: str) -> dict[str, float]:
        start = time.process_time()
        look(text)
        return {name: time.process_time() - start}

    try:  # a clock costs time of its own, so that only this is guarded: what is worse than a square ends here
        look(make_whole(1000), timeout=ENDLESS)
    except TimeoutError:
        return [f"{name}: more than {ENDLESS} s for 1000 characters"]
    # Half the length tells most of them from growth; at twice the length a square would take four times as long.
    if not too_dear(make_whole, measure, doublings=2, too_short=TOO_SHORT / 4, tries=1):
        return []
    return too_dear(make_whole, measure)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_run_of_one_thing_takes_time_in_proportion(shape: str) -> None:
    dear = [line for name, pattern in patterns().items() for line in worse_than_linear(name, pattern, SHAPES[shape])]
    assert dear == []


def test_beginnings_without_an_end_take_time_in_proportion() -> None:
    dear = [
        f"{brick!r} {line}"
        for name, pattern in patterns().items()
        for brick in beginnings(pattern)
        for line in worse_than_linear(name, pattern, partial(text_of, brick))
    ]
    assert dear == []


@pytest.mark.parametrize(
    ("pattern", "brick"),
    [
        (r"园+区", "园"),  # the rest of the run is tried from every character
        (r"\s+$", " "),
        (r"(?<=税[^，]*)元", "元"),
        (r"（[^）]*）", "（"),
        (r"园{0,9000}区", "园"),
        (rb"\s+=", " "),
    ],
)
def test_a_square_is_found(pattern: str | bytes, brick: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.linear.SHORT", 1500)
    [line] = worse_than_linear("square", regex.compile(pattern), partial(text_of, brick))
    assert line.startswith("square: ")


def test_what_never_ends_is_found() -> None:
    endless = regex.compile("(?:园|园园?){1,900}区$")
    assert worse_than_linear("endless", endless, partial(text_of, "园")) == [
        "endless: more than 1 s for 1000 characters"
    ]


def test_a_bounded_pattern_is_none() -> None:
    assert worse_than_linear("bounded", regex.compile("园{1,80}区"), partial(text_of, "园")) == []


def test_patterns_of_every_kind_are_collected() -> None:
    names = patterns().keys()
    assert len(names) > 300
    kept = {
        "summarymine.clean._EDITS",  # a global
        "summarymine.readers.html._DECLARED",  # of bytes
        "summarymine.pipes.quantity_patterns.pattern",  # the result of a function
        "summarymine.layout._noise(line)",  # with arguments
        "summarymine.pipes.sections._roles[0][1]",  # inside what a function gives
    }
    assert kept - names == set()
    assert any(name.startswith("summarymine.pipes.problem_cues.compose(") for name in names)
    assert any(name.startswith("summarymine.pipes.profile:") for name in names)  # in a call

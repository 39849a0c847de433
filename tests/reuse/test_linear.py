"""Texts that are made to be slow take time in proportion to their length."""

from __future__ import annotations

from time import process_time

import pytest

from summarymine.document import Span
from summarymine.reuse.furniture import furniture
from summarymine.reuse.passages import ReuseText, find_reuse
from tests.linear import no_collector, text_of, too_dear

__all__ = ["no_collector"]

BRICKS = [
    "园",
    "园区",
    "1",
    "1 ",
    "x",
    "*园",
    "1、\n",
    "一百四十家",
    "园区全年完成投资三亿元新建厂房四万平方米",
    "各位代表",
    "\n",
    "园\n",
    "。",
    "20xx年，",
]


def measure(text: str) -> dict[str, float]:
    times = [process_time()]
    list(find_reuse([ReuseText(text), ReuseText("又" + text + "终"), ReuseText(text[::-1])]))
    times.append(process_time())
    furniture(text)
    times.append(process_time())
    return {"reuse": times[1] - times[0], "furniture": times[2] - times[1]}


@pytest.mark.parametrize("brick", BRICKS)
def test_time_grows_with_length(brick: str):
    assert too_dear(lambda size: text_of(brick, size), measure) == []


def test_a_hundred_thousand_times_the_same_is_one_passage():
    (passage,) = find_reuse([ReuseText("园" * 100_000), ReuseText("园" * 100_000)])
    assert (passage.a.span, passage.b.span) == (Span(0, 100_000), Span(0, 100_000))

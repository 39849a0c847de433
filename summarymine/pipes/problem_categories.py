"""The category of a problem, by the words of its statement."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import regex

from summarymine.pipes.problem_cues import load_words

_NONE = "其他"


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((name, regex.compile(r"\L<words>", words=list(words))) for name, words in load_words().categories.items())


def categorise(statement: str, path: Sequence[str] = ()) -> str:
    """The category of a statement; where no word of its own tells, the headings above it do.

    >>> categorise("用地指标紧张，三个项目无法落地"), categorise("力度不够", ("（三）安全生产",)), categorise("进度不一")
    ('土地', '安全生产', '其他')
    """
    scores: dict[str, float] = {}
    head = regex.search(r"[，。；：]|$", statement).start()
    for name, pattern in _patterns():
        for match in pattern.finditer(statement):
            weight = len(match.group()) * (2.0 if match.start() < head else 1.0)
            scores[name] = scores.get(name, 0.0) + weight
    if not scores and path:
        return categorise(path[-1])
    return max(scores, key=lambda name: scores[name], default=_NONE)

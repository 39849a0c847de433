"""The category of a problem, by the words of its statement.

A word counts by its length, twice in the opening clause, which names the problem, and less in a reason given in
its middle (北环路因征地推迟 is about the road); most counts the word that the lack is said of (干部偏少).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.problem_cues import find_cues, load_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NONE = "其他"
_HEAD = regex.compile(r"[，。；：]")
_REASON = regex.compile(r"(?:由于|因(?!此)|受(?!到)).{1,40}?(?:影响|，|$)")
_BEFORE = 5


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    categories = load_words().categories
    return tuple((name, regex.compile(r"\L<words>", words=list(words))) for name, words in categories.items())


def categorise(statement: str, path: Sequence[str] = ()) -> str:
    """The category of a statement; where no word of its own tells, the headings above it do.

    >>> categorise("用地紧张，项目无法落地"), categorise("力度不够", ("（三）安全生产",)), categorise("快慢不一")
    ('土地', '安全生产', '其他')
    """
    cut = _HEAD.search(statement)
    head = cut.start() if cut else len(statement)
    reason = _REASON.search(statement, 1, head)
    said_of = {cue.start for cue in find_cues(statement[:head]) if cue.strong}
    scores: dict[str, float] = {}
    for name, pattern in _patterns():
        for match in pattern.finditer(statement):
            weight = 2.0 if match.start() < head else 1.0
            if reason and reason.start() <= match.start() < reason.end():
                weight = 0.5
            elif any(match.end() <= start <= match.end() + _BEFORE for start in said_of):
                weight = 3.0
            scores[name] = scores.get(name, 0.0) + weight * len(match.group())
    if not scores:
        return categorise(path[-1], path[:-1]) if path else _NONE
    return max(scores, key=lambda name: scores[name])

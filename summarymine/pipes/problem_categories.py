"""The category of a problem, by the words of its statement.

A word counts by its length, twice in the opening clause, which names the problem, and less in a reason given in
its middle (北环路因征地推迟 is about the road); most counts the word that the lack is said of (干部偏少).
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.problem_cues import find_cues, load_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NONE = "其他"
_HEAD = regex.compile(r"[，。；：]")
_REASON = regex.compile(r"(?:由于|因(?!此)|受(?!到)).{1,40}?(?:影响|，|$)")
_BEFORE = 5
_WORD_SHARE, _PATH_SHARE = 0.8, 0.3
"""What the words of a statement, or the headings above it, add to the model's probability of a category."""


@cache
def _patterns() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    categories = load_words().categories
    return tuple((name, regex.compile(r"\L<words>", words=list(words))) for name, words in categories.items())


def categorise(statement: str, path: Sequence[str] = (), odds: Mapping[str, float] = MappingProxyType({})) -> str:
    """The category of a statement; where no word of its own tells, the headings above it do.

    With a model's *odds* for each category, both are weighed: the model overrules a word only where it is nearly sure.

    >>> categorise("用地紧张，项目无法落地"), categorise("力度不够", ("（三）安全生产",)), categorise("快慢不一")
    ('土地', '安全生产', '其他')
    """
    scores = weigh(statement)
    if not scores:
        told = categorise(path[-1], path[:-1]) if path else _NONE
        return _likeliest(odds, told, _PATH_SHARE) if odds else told
    best = max(scores, key=lambda name: scores[name])
    return _likeliest(odds, best, _WORD_SHARE) if odds else best


def _likeliest(odds: Mapping[str, float], told: str, share: float) -> str:
    return max(odds, key=lambda name: odds[name] + (share if name == told else 0.0))


def weigh(statement: str) -> dict[str, float]:
    """How much the words of a statement speak for each category they belong to.

    >>> weigh("用地紧张"), weigh("快慢不一")
    ({'土地': 6.0}, {})
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
    return scores

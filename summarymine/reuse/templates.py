"""Templates: a text in many copies is one text with its copies, not as many pairs as two can be taken of them.

Copies are gathered around the stretch of one article that each was verified against; that two of them are copies of one
another follows from nothing and is not said.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.document import Span
    from summarymine.reuse.passages import Passage, Side

LEAST_COPIES = 3
OVERLAP = 0.8
"""Share of the longer one that two stretches have in common to be one template."""


class Template(NamedTuple):
    """A stretch of an article and the passages that repeat it, each in another article."""

    place: Side
    copies: tuple[Passage, ...]


def templates(found: Iterable[Passage], least: int = LEAST_COPIES) -> list[Template]:
    """The stretches that return in *least* other articles and more, the most copied first.

    >>> from summarymine.reuse.passages import ReuseText, find_reuse
    >>> model = "园区坚持一企一策帮扶，领导包联企业，专班推进项目，周调度月通报，全年解决用工用地难题三十多个。"
    >>> texts = [ReuseText(opening + model) for opening in ("青坪园区。", "栖霞口园区说，", "总结如下：", "一年来")]
    >>> [(one.place.text, len(one.copies)) for one in templates(find_reuse(texts))]
    [(0, 3)]
    """
    by_article: dict[int, list[Passage]] = defaultdict(list)
    for passage in found:
        by_article[passage.a.text].append(passage)
    gathered = []
    for passages in by_article.values():
        groups: list[list[Passage]] = []
        for passage in sorted(passages, key=lambda one: (one.a.span.start - one.a.span.end, one.a.span, one.b)):
            group = next((group for group in groups if _alike(group[0].a.span, passage.a.span)), None)
            if group is None:
                groups.append([passage])
            else:
                group.append(passage)
        gathered += [Template(group[0].a, tuple(group)) for group in groups]
    many = [one for one in gathered if len({copy.b.text for copy in one.copies}) >= least]
    return sorted(many, key=lambda one: (-len(one.copies), one.place))


def _alike(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= OVERLAP * max(one.end - one.start, other.end - other.start)

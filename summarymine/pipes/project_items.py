"""Items of a list of projects: lines that begin with a number and a name (1、丰泰鞋材。厂房已封顶 …)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import regex

from summarymine.pipes.project_names import Name, specific
from summarymine.pipes.project_phrases import runs_of

_ITEM = regex.compile(
    r"^[ ]{0,8}(?:(?P<digits>（?\d{1,2}(?:[、.．）] ?))|（[一二三四五六七八九十]{1,3}）)(?P<name>[^，。；：、\n（）]{2,30})[。：]",
    regex.MULTILINE,
)
_FEWEST = 3


def item_names(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """The names of items of a list in which each is a name, most end in something built, and one is a project's.

    *found* are all names of the text, those of projects with a rule.

    >>> text = "1、纬三路。已通车。\\n2、丰泰鞋材。5月投产。\\n3、恒力鞋业二期项目。已立项。\\n"
    >>> [text[name.start : name.end] for name in item_names(text, [Name(2, 5, "facility", "project.context", 0.7),
    ...     Name(26, 34, "project", "project.head", 0.9)])]
    ['丰泰鞋材']
    """
    known = {name.start: name for name in found}
    for items in _lists(text):
        named = [known[start] for start, _ in items if start in known]
        if len(items) < _FEWEST or 2 * len(named) < len(items) or not any(name.rule for name in named):
            continue
        if all(_only_name(text, start, end) for start, end in items):
            for start, end in items:
                name = known.get(start, Name(start, end, "bare"))
                if not name.rule and specific([text[start:end]], name.head):
                    yield replace(name, end=end, rule="project.list", score=0.6)


def _lists(text: str) -> Iterable[list[tuple[int, int]]]:
    """The places of the names in lines that follow each other and are numbered alike."""
    items: list[tuple[int, int]] = []
    below, digits = -1, False
    for match in _ITEM.finditer(text):
        if items and (match.start() != below or bool(match["digits"]) != digits):
            yield items
            items = []
        items.append(match.span("name"))
        line = text.find("\n", match.end())
        below, digits = line + 1 if line >= 0 else len(text), bool(match["digits"])
    if items:
        yield items


def _only_name(text: str, start: int, end: int) -> bool:
    """Whether the words between two places are one name, without a word of doing."""
    return [piece.kind for piece in runs_of(text, start, end)[0].pieces] == ["name"]

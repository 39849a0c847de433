"""What a web page hides from its readers to spoil copies: words between the words that nobody sees.

Only short passages are left out. A long one may be the text itself, which a script shows once the page has loaded, so it
is read whatever its style says; so is what is merely transparent or ``visibility: hidden``, as whole articles are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.readers.markup import Tag
from summarymine.readers.page import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST = 200
"""Characters up to which a hidden passage is left out."""

_UNSEEN = regex.compile(r"(?i)(?:^|[;\s])(?:display\s{0,3}:\s{0,3}none|font-size\s{0,3}:\s{0,3}(?:0|[01]px)(?![.\d]))")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"})
_CLOSED_BY_NEXT = frozenset({"li", "dt", "dd", "option"})
_KEPT = frozenset({"html", "body", "main", "article", "table", "tr", "td", "th"})  # a hidden cell has a place


def visible(tokens: Iterable[Tag | str]) -> Iterator[Tag | str]:
    """The tokens without the short passages that a style or ``hidden`` keeps from being seen.

    >>> from summarymine.readers.markup import tokens
    >>> "".join(t for t in visible(tokens('税<i style="display:none">4kA</i>收<b hidden>网</b>3亿元')) if isinstance(t, str))
    '税收3亿元'

    What is hidden and never closed is read.
    """
    held: list[Tag | str] = []
    name, depth, length = "", 0, 0
    for token in tokens:
        if not held:
            if isinstance(token, Tag) and _hides(token):
                held, name, depth, length = [token], token.name, 1, 0
            else:
                yield token
            continue
        if isinstance(token, Tag) and _ends(name, token):
            held = [token] if _hides(token) else []
            length = 0
            if not held:
                yield token
            continue
        held.append(token)
        if isinstance(token, str):
            length += len(token.strip())
        elif token.name == name:
            depth += -1 if token.closing else 1
        if length > LONGEST:
            yield from held
            held = []
        elif depth == 0:
            held = []
    yield from held


def _ends(name: str, following: Tag) -> bool:
    """Whether the start of a block is the end of an open one."""
    if following.closing:
        return False
    return following.name in BLOCKS if name == "p" else name in _CLOSED_BY_NEXT and following.name == name


def _hides(tag: Tag) -> bool:
    if tag.closing or tag.name in _VOID or tag.name in _KEPT:
        return False
    return "hidden" in tag.attributes or bool(_UNSEEN.search(tag.attributes.get("style", "")[:500]))

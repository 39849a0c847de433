"""HTML source → tags and texts, in linear time whatever the source.

The tokens of the HTML standard, by turbohtml, without the standard's tree: lines of text need none, and building
one costs time quadratic in the depth of nested blocks in the parsers that were measured (`docs/readers.md`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex
from turbohtml import TokenType, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tag(NamedTuple):
    """A start or end tag: its name and its attributes' names in lower case. An end tag has no attributes."""

    name: str
    closing: bool
    attributes: dict[str, str]


_UNREAD = frozenset({"script", "style", "iframe", "noembed", "noframes"})
# To those who run scripts noscript is one text. To us it is what object is: read where something else does not work.
_NOSCRIPT = regex.compile(r"(?i)(?<=</?)noscript(?![^\s/>])")


def tokens(source: str) -> Iterator[Tag | str]:
    """The tags and texts of *source* in order. Comments, scripts and styles are left out.

    >>> list(tokens("<P class=a>税收<b>3亿元</b><!-- 注 --><script>if (a<b) c</script>"))
    [Tag(name='p', closing=False, attributes={'class': 'a'}), '税收', Tag(name='b', closing=False, attributes={}),
     '3亿元', Tag(name='b', closing=True, attributes={}), Tag(name='script', closing=False, attributes={}),
     Tag(name='script', closing=True, attributes={})]

    Markup that is not closed before the end hides the rest, as in a browser. Never raises.
    """
    read = True
    for token in tokenize(_NOSCRIPT.sub("object", source)):
        if token.tag is not None:
            closing = token.type is TokenType.END_TAG
            read = closing or token.tag not in _UNREAD
            yield Tag(token.tag, closing, {} if closing else dict(token.attrs or ()))
        elif token.type is TokenType.TEXT and read:
            yield token.data or ""

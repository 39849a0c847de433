"""HTML source → tags and texts, in linear time whatever the source.

A tokenizer, no parser: it knows where markup begins and ends as the HTML standard has it (quotes in tags,
comments, elements whose content is no markup), and leaves the tree to whoever needs one. Building the
standard's tree costs time quadratic in the depth of nested blocks or the number of attributes in the
parsers that were measured (`docs/readers.md`); lines of text do not need it.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, NamedTuple

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator


class Tag(NamedTuple):
    """A start or end tag: its name in lower case, its attributes as they are written."""

    name: str
    closing: bool
    written: str

    def attributes(self) -> dict[str, str]:
        """The attributes that say something about text: class, id, href, spans, name, content, charset.

        >>> Tag("td", False, 'width=90 COLSPAN="2"').attributes()
        {'colspan': '2'}
        """
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.written[:_ATTRIBUTES]):
            found.setdefault(match["name"].lower(), unescape(match["a"] or match["b"] or match["c"] or ""))
        return found


_ATTRIBUTES = 4_000  # characters of a tag in which its attributes are looked for
_ATTRIBUTE = regex.compile(
    r"(?i)(?<![\w-])(?P<name>class|id|href|colspan|rowspan|name|content|charset|http-equiv)\s{0,9}=\s{0,9}"
    r"""(?:"(?P<a>[^"]{0,1000})"|'(?P<b>[^']{0,1000})'|(?P<c>[^\s"'>]{1,1000}))"""
)
_OPENING = regex.compile(r"<(?:(?P<closing>/?)(?P<name>[A-Za-z][\w:.-]{0,63})|[!?/])")
_TAG_END = regex.compile(r"""=\s{0,9}(?P<quote>["'])|>""")
_ENTITY = regex.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")

_UNREAD = ("script", "style", "iframe", "noembed", "noframes")
_VERBATIM = ("title", "textarea", "xmp")
_CONTENT_END = {name: regex.compile(rf"(?i)</{name}(?![\w:.-])") for name in (*_UNREAD, *_VERBATIM)}


def unescape(text: str) -> str:
    """*text* with its character references replaced.

    >>> unescape("增长&lt;5&percnt;&#12290;&nbsp;")
    '增长<5%。\\xa0'
    """
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def tokens(source: str) -> Iterator[Tag | str]:
    """The tags and texts of *source* in order. Comments, scripts and styles are left out.

    >>> list(tokens("<P class=a>税收<b>3亿元</b><!-- 注 --><script>if (a<b) c</script>"))
    [Tag(name='p', closing=False, written=' class=a'), '税收', Tag(name='b', closing=False, written=''), '3亿元',
     Tag(name='b', closing=True, written=''), Tag(name='script', closing=False, written=''),
     Tag(name='script', closing=True, written='')]

    Markup that is not closed before the end hides the rest, as in a browser. Never raises.
    """
    place = 0
    missing: set[str] = set()  # what has been looked for in vain: it is not in the rest either
    while (opening := _OPENING.search(source, place)) is not None:
        if opening.start() > place:
            yield unescape(source[place : opening.start()])
        if opening["name"] is None:
            place = _comment_end(source, opening.start())
        else:
            end = _tag_end(source, opening.end(), missing)
            place = end + 1
            if end >= 0:
                tag = Tag(opening["name"].lower(), bool(opening["closing"]), source[opening.end() : end])
                yield tag
                if not tag.closing and tag.name in _CONTENT_END and tag.name not in missing:
                    content_end = _CONTENT_END[tag.name].search(source, place)
                    if content_end is not None:
                        if tag.name in _VERBATIM:
                            yield unescape(source[place : content_end.start()])
                        place = content_end.start()
                    elif tag.name in _VERBATIM:
                        missing.add(tag.name)
                    else:
                        place = 0
        if place <= 0:
            return
    if place < len(source):
        yield unescape(source[place:])


def _comment_end(source: str, start: int) -> int:
    """Where the text goes on after a comment, declaration or instruction; 0 for nowhere."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)  # <!--> is a whole comment
        return end + 3 if end >= 0 else 0
    return source.find(">", start) + 1


def _tag_end(source: str, place: int, missing: set[str]) -> int:
    """The place of the ``>`` that ends a tag, or -1. A ``>`` in quotes ends none, unless the quote never ends."""
    while (found := _TAG_END.search(source, place)) is not None:
        quote = found["quote"]
        if quote is None:
            return int(found.start())
        place = found.end()
        if quote not in missing:
            end = source.find(quote, place)
            if end < 0:
                missing.add(quote)
            else:
                place = end + 1
    return -1

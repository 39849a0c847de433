"""Web pages: the article's text, a line each for title, headings, paragraphs and table rows.

The way of a page: `encoding.decode` (bytes → markup), `markup.tokens`, `hidden.visible`,
`page.page_lines`, `article.article_text`. The extracted text is the source text that offsets refer to. `docs/readers.md` has the
measured comparison with other extractors.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

import regex

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.article import article_text
from summarymine.readers.encoding import decode
from summarymine.readers.hidden import visible
from summarymine.readers.markup import tokens
from summarymine.readers.page import page_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_DECLARED = regex.compile(
    rb"""(?i)<(?:meta|\?xml)[^<>]{0,500}?(?:charset|encoding)\s{0,9}=\s{0,9}["']?([a-z0-9_:-]{2,40})"""
)
_HEAD = 4_096
"""Bytes at the start of a page in which a declaration counts (browsers: 1,024; old pages have it later)."""

_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030", "gb18030": "gb18030"} | {
    "big5": "cp950", "x-x-big5": "cp950", "big5-hkscs": "big5hkscs", "utf-8": "utf-8", "utf8": "utf-8",
}  # fmt: skip
"""Declared name → codec that reads it and what is found under that name. A name that is not here is no help:
pages in Chinese that declare a western or unknown set do so by mistake."""


@dataclass(frozen=True, slots=True)
class HtmlReader:
    """Reads `.html` and `.htm`.

    >>> page = '<meta charset="gbk"><h1>望榆园区总结</h1><p>税收3亿元，增长8%。</p>'.encode("gbk")
    >>> [source] = HtmlReader().read(page, "总结.html")
    >>> source.text, source.encoding
    ('望榆园区总结\\n税收3亿元，增长8%。', 'gb18030')
    """

    name: str = "html"
    suffixes: frozenset[str] = frozenset({".html", ".htm"})
    formats: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. Raises ReadError as `summarymine.readers.encoding.decode` does, and for a page without text."""
        text, codec = page_text(data, encoding, declared(data))
        yield Source(path, text, codec, sha256(data).hexdigest())


def page_text(data: bytes, encoding: str | None, hint: str | None) -> tuple[str, str]:
    """The article of a page and the codec it was read with; *hint* is the one that the page names.

    Raises ReadError as `summarymine.readers.encoding.decode` does, and for a page without text.
    """
    markup, codec = decode(data, encoding, hint=hint)
    text = article_text(page_lines(visible(tokens(markup))))
    if not text:
        raise ReadError("网页里没有正文，只有链接或脚本 / the page has no text of its own, only links or scripts")
    return text, codec


def declared(data: bytes) -> str | None:
    """The codec for the character set that a page says it is in, None where it says none that is known.

    >>> declared(b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312">')
    'gb18030'
    """
    found = _DECLARED.search(data[:_HEAD])
    return codec_called(found[1].decode("ascii")) if found is not None else None


def codec_called(name: str) -> str | None:
    """The codec for what a page calls its character set, None for a name that is of no help.

    >>> codec_called("GB2312"), codec_called("iso-8859-1")
    ('gb18030', None)
    """
    return _READ_AS.get(name.lower())

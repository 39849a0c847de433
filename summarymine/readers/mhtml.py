"""Web pages saved with their pictures as one file (`.mht`, `.mhtml`, RFC 2557): the page itself is read, nothing else.

Word writes the same as 单个文件网页, and some programs call it `.doc`.
"""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes
from hashlib import sha256
from typing import TYPE_CHECKING

import regex

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.encoding import check_is_text
from summarymine.readers.html import codec_called, declared, page_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_MOST_NESTED = 20
"""Parts with parts of their own that a file may have; every line is looked at once for each around it."""

_HEADER = regex.compile(rb"(?i)[\s\xef\xbb\xbf]{0,8}[a-z-]{1,40}:")
_VERSION = regex.compile(rb"(?im)^mime-version:")
_HEAD = 1024


@dataclass(frozen=True, slots=True)
class MhtmlReader:
    r"""Reads `.mht` and `.mhtml`.

    >>> page = '<h1>望榆园区总结</h1><p>税收3亿元，增长8%。</p>'
    >>> head = 'MIME-Version: 1.0\nContent-Type: text/html; charset="gb2312"\nContent-Transfer-Encoding: 8bit\n\n'
    >>> [source] = MhtmlReader().read(f"{head}{page}".encode("gbk"), "总结.mht")
    >>> source.text, source.encoding
    ('望榆园区总结\n税收3亿元，增长8%。', 'gb18030')
    """

    name: str = "mhtml"
    suffixes: frozenset[str] = frozenset({".mht", ".mhtml"})
    formats: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. Raises ReadError as `summarymine.readers.html.page_text` does, and for a file without a page."""
        check_is_text(data)
        if data.lower().count(b"boundary=") > _MOST_NESTED:
            raise ReadError("层次过多的网页存档 / a saved page with too many parts in parts")
        page = _page(message_from_bytes(data))
        if page is None:
            raise ReadError("不是网页存档，或其中没有网页 / not a saved web page, or there is no page in it")
        markup = page.get_payload(decode=True)
        content = markup if isinstance(markup, bytes) else b""
        hint = declared(content) or codec_called(page.get_content_charset() or "")
        text, codec = page_text(content, encoding, hint)
        yield Source(path, text, codec, sha256(data).hexdigest())


def is_mhtml(data: bytes) -> bool:
    """Whether *data* begins with the headers of a saved page.

    >>> is_mhtml(b"From: <Saved by Blink>\\r\\nMIME-Version: 1.0\\r\\n"), is_mhtml(b"<html>")
    (True, False)
    """
    return _HEADER.match(data) is not None and _VERSION.search(data, 0, _HEAD) is not None


def _page(message: Message) -> Message | None:
    """The part that the file is about: the one it names, else the first page in it."""
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    start = str(message.get_param("start") or "")
    named = (part for part in pages if start and str(part.get("Content-ID", "")).strip() == start)
    return next(named, pages[0] if pages else None)

"""From files to source texts: one reader a format, and the list of them.

Formats: plain text and Markdown (`text`), web pages (`html`). Finding and opening files is `files`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers.base import Reader
from summarymine.readers.html import HtmlReader
from summarymine.readers.text import TextReader

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["READERS", "Reader", "reader_for", "suffixes"]

READERS: tuple[Reader, ...] = (TextReader(), HtmlReader())
"""Every reader. Of two that take the same suffix, the first is used."""


def suffixes(readers: Iterable[Reader] = READERS) -> tuple[str, ...]:
    """The suffixes that can be read, sorted.

    >>> suffixes()
    ('.htm', '.html', '.markdown', '.md', '.text', '.txt')
    """
    return tuple(sorted({suffix for reader in readers for suffix in reader.suffixes}))


def reader_for(path: str, readers: Iterable[Reader] = READERS) -> Reader:
    """The reader for a file of this name. Raises ReadError for a suffix that no reader takes.

    >>> reader_for("2019年/总结.TXT").name
    'text'
    >>> reader_for("台账.xlsx")
    Traceback (most recent call last):
    summarymine.errors.ReadError: 不支持的格式 .xlsx（可读：.htm .html .markdown .md .text .txt） / unsupported format .xlsx (readable: .htm .html .markdown .md .text .txt)
    """
    readers = tuple(readers)
    suffix = PurePosixPath(path).suffix.lower()
    for reader in readers:
        if suffix in reader.suffixes:
            return reader
    known = " ".join(suffixes(readers))
    zh = f"不支持的格式 {suffix}" if suffix else "文件名没有后缀"
    en = f"unsupported format {suffix}" if suffix else "the file name has no suffix"
    raise ReadError(f"{zh}（可读：{known}） / {en} (readable: {known})")

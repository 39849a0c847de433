"""Plain text and Markdown: the decoded file is the source text, character for character.

How well the encoding is found out is measured by ``tests/benchmarks/readers.py``; see `docs/readers.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from summarymine.document import Source
from summarymine.readers.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class TextReader:
    r"""Reads `.txt` and `.md`. Markdown marks stay: they are the file's own headings and tables.

    >>> [source] = TextReader().read("望榆园区总结\r\n".encode("gb18030"), "2019年/总结.txt")
    >>> source.text, source.encoding, source.name
    ('望榆园区总结\r\n', 'gb18030', '总结.txt')
    """

    name: str = "text"
    suffixes: frozenset[str] = frozenset({".txt", ".text", ".md", ".markdown"})
    formats: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. Raises ReadError as `summarymine.readers.encoding.decode` does."""
        text, codec = decode(data, encoding)
        yield Source(path, text, codec, sha256(data).hexdigest())

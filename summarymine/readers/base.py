"""What every input format gives: a `Reader`, bytes in, sources out.

A reader is a small frozen value without state, so that it travels to a worker process, and its ``read``
touches nothing but its arguments, so that a call can be repeated or given up. A new format is one file
beside this one and one line in `summarymine.readers.READERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.document import Source, Unread


@runtime_checkable
class Reader(Protocol):
    """Turns the bytes of one file into source texts.

    >>> from summarymine.readers.text import TextReader
    >>> isinstance(TextReader(), Reader)
    True
    """

    @property
    def name(self) -> str:
        """The format's name in messages and statistics."""

    @property
    def suffixes(self) -> frozenset[str]:
        """The file suffixes that the reader takes, in lower case with their dot."""

    @property
    def formats(self) -> frozenset[str]:
        """The names that `summarymine.readers.signatures.looks_like` gives what it reads; none for text."""

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source | Unread]:
        """The source texts in *data*: one for a document, one a member for an archive, whose unreadable members
        come as `Unread`.

        *path* becomes `Source.path` (a member of an archive is ``<path>/<member>``) and is never opened.
        *encoding* is the codec that the user insists on, None to find it out. Raises
        `summarymine.errors.ReadError` while it is iterated, and nothing else.
        """

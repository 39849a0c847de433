"""Reading files from a program that mines in its own process: what is no plain text is parsed in a worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from summarymine.document import Source, Unread
from summarymine.engines.leaf import read_leaf
from summarymine.engines.pool import Worker, worker_command
from summarymine.errors import ReadError
from summarymine.readers import reader_for
from summarymine.readers.files import Found, read_file
from summarymine.readers.limits import MEMORY, SECONDS
from summarymine.readers.ocr import find_tesseract
from summarymine.readers.signatures import looks_like
from summarymine.store.failures import Failure

_HEAD = 1024


def read_files(
    found: Iterable[Found], *, encoding: str | None = None, seconds: float = SECONDS
) -> Iterator[Source | Failure]:
    """The sources of files, one file after another, and why there are none. A parser that hangs or crashes takes nothing
    with it.

    >>> from pathlib import Path
    >>> [failure.reason for failure in read_files([Found(Path("/没有/总结.txt"), "总结.txt")])]
    ['文件不存在 / no such file']
    """
    with closing(Worker(worker_command("", encoding, MEMORY, find_tesseract()), seconds)) as worker:
        for file in found:
            if _is_parsed(file):
                for answer in worker.mine(file):
                    for one in read_leaf(answer.lines.splitlines(keepends=True)):
                        yield one if isinstance(one, Failure) else one[0]
            else:
                yield from _read_here(file, encoding)


def _is_parsed(file: Found) -> bool:
    """Whether a parser of binary files is needed, by what the file is called or how it begins."""
    if file.skipped:
        return False
    try:
        with file.path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return bool(reader_for(file.relative).formats) or looks_like(head) is not None


def _read_here(file: Found, encoding: str | None) -> Iterator[Source | Failure]:
    try:
        for source in read_file(file, encoding=encoding):
            yield Failure(source.path, "read", source.reason) if isinstance(source, Unread) else source
    except ReadError as error:
        yield Failure(file.relative, "read", str(error))

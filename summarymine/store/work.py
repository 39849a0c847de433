"""Work that is done: a file for each input, kept in the output folder, so that a run goes on where another one stopped.

A leaf is written under another name and renamed, so that it is there whole or not at all; its name is a hash of all that
its content depends on. Nothing else is needed to go on after a crash: what is there need not be done again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from summarymine.errors import StoreError

WORK = ".summarymine-work"
"""The folder in the output folder that the leaves lie in."""
_TAIL = 1 << 16


class Work:
    """The leaves of an output folder, each by its key.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     work = Work(Path(folder))
    ...     with work.writing("ab12") as leaf:
    ...         _ = leaf.write(b"one\\ntwo\\n")
    ...     list(work.lines("ab12")), work.last("ab12"), work.last("cd34")
    ([b'one\\n', b'two\\n'], b'two\\n', b'')
    """

    def __init__(self, out: Path) -> None:
        self._folder = out / WORK

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.jsonl"

    @contextmanager
    def writing(self, key: str) -> Iterator[IO[bytes]]:
        """A file whose content becomes the leaf of *key*, unless an exception comes first. Raises StoreError."""
        path = self._path(key)
        part = path.with_suffix(".part")
        with _as_store_error():
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with part.open("wb") as file:
                    yield file
                part.replace(path)
            except BaseException:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def lines(self, key: str) -> Iterator[bytes]:
        """The lines of a leaf, as they are asked for. Raises StoreError where there is none."""
        with _as_store_error(), self._path(key).open("rb") as file:
            yield from file

    def last(self, key: str) -> bytes:
        """The last line of a leaf; nothing where there is no leaf."""
        try:
            with self._path(key).open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                file.seek(max(0, size - _TAIL))
                return file.read().rstrip(b"\n").rpartition(b"\n")[2] + b"\n"
        except OSError:
            return b""

    def keep(self, keys: Collection[str]) -> None:
        """Remove every leaf but those of *keys*, and what a killed run left half written."""
        for path in self._folder.glob("*/*"):
            if path.suffix != ".jsonl" or path.stem not in keys:
                with suppress(OSError):
                    path.unlink()

    def remove(self) -> None:
        """Remove all of it."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def is_empty(self) -> bool:
        """Whether nothing is done yet."""
        return next(self._folder.glob("*/*.jsonl"), None) is None


@contextmanager
def _as_store_error() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"写不进输出文件夹 / the output folder cannot be written: {error}") from error

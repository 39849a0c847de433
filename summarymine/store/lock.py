"""One run at a time in an output folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from summarymine.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

LOCK = ".summarymine-lock"
"""The file in the output folder that a run holds; the system lets go of it when a run is killed."""


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Keep every other run off the output folder, which is made where there is none and removed again if left empty.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder, held(Path(folder) / "out"):
    ...     (Path(folder) / "out").is_dir()
    True

    Raises StoreError where another run holds it, where *out* is a file, and where it cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise StoreError(f"输出位置是一个文件，请换成文件夹 / the output is a file, not a folder: {out}")
    made = not out.exists()
    lock = FileLock(out / LOCK, blocking=False)
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        zh, en = "另一个 summarymine 正在写这个文件夹，请等它做完", "another run is writing to this folder, wait for it"
        raise StoreError(f"{zh} / {en}: {out}") from None
    except (OSError, NotImplementedError) as error:
        raise StoreError(f"写不进输出文件夹 / the output folder cannot be written: {error}") from error
    try:
        yield
    finally:
        with suppress(OSError):  # before letting go: who holds a file that is gone by then takes a new one
            (out / LOCK).unlink()
        lock.release()
        if made:
            with suppress(OSError):  # not empty: it holds the results
                out.rmdir()

"""Writing a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from summarymine.errors import StoreError


def replace_file(path: Path, data: bytes) -> None:
    """Make *data* the file's content; whoever reads it meanwhile, or after a crash, sees the old or the new one.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> replace_file(folder / "卡片.md", "一".encode())
    >>> [(path.name, path.read_text("utf-8")) for path in folder.iterdir()]
    [('卡片.md', '一')]

    Raises StoreError where it cannot be written, and leaves what was there.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"写不了 / cannot write: {path} ({error.strerror})") from error

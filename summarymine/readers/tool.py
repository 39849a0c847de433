"""Programs that the user may have installed: found by name, fed and read through pipes, ended for sure.

No shell, no file and no name from outside is involved: data goes in on standard input and comes out on standard output.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


class Running(NamedTuple):
    """A program that runs, and what comes out of it."""

    process: subprocess.Popen[bytes]
    output: IO[bytes]


def find(name: str) -> str | None:
    """The full path of a program, None where there is none. Never one that lies in the current folder.

    >>> find("no-such-program") is None
    True
    """
    found = shutil.which(name)
    return found if found is not None and Path(found).is_absolute() else None


@contextmanager
def running(
    command: Sequence[str], data: bytes, seconds: float, environment: Mapping[str, str] | None = None
) -> Iterator[Running]:
    """Run a program with *data* on its standard input, for so many seconds at most; behind the block it is dead.

    It belongs to the process group of its parent, with which it is killed. Raises OSError where it cannot be started.
    """
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=os.environ | (environment or {})
    )
    feeder = Thread(target=_feed, args=(process.stdin, data), daemon=True)
    stop = Timer(seconds, process.kill)
    stop.daemon = True
    with process:
        try:
            feeder.start()
            stop.start()
            yield Running(process, cast("IO[bytes]", process.stdout))
        finally:
            process.kill()
            stop.cancel()
            feeder.join()


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError), pipe:  # a program that stops early says so with its return code
        pipe.write(data)

"""A worker: a process of its own that reads and mines one file after another, and may be killed at any moment.

``python -m summarymine.engines.worker CONFIG ENCODING MEMORY OCR`` (without a configuration it only reads; OCR is the path of
tesseract or empty) takes tasks from its standard input and answers on its
standard output, both in frames: four bytes of length, then JSON or the lines of a leaf. A task names a file and how many of its
sources are to be left out (they were mined before a worker was killed). The answer is, for each source, a head
(``mined`` or ``failed``) and its lines, and at the end ``end``. Whatever a library prints goes nowhere.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeAlias

from summarymine.document import Source, Told, Unread
from summarymine.engines.frames import receive, send
from summarymine.engines.leaf import Tally, failure_line, mined_lines
from summarymine.errors import ReadError
from summarymine.readers import READERS, Reader, readers_with
from summarymine.readers.files import Found, read_file
from summarymine.readers.manifest import Manifest
from summarymine.readers.ocr import Tesseract
from summarymine.store.failures import Failure, broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from summarymine.records import Record

    Mine: TypeAlias = Callable[[Source, Told], list[Record]]

_POLL = 1.0


def serve(
    tasks: IO[bytes], answers: IO[bytes], mine: Mine | None, encoding: str | None, readers: Sequence[Reader] = READERS
) -> None:
    """Answer tasks until there are no more."""
    while (task := receive(tasks)) is not None:
        data = json.loads(task)
        found = Found(Path(os.fsdecode(bytes.fromhex(data["path"]))), data["relative"])
        manifest = Manifest({path: Told(*told) for path, told in data["told"].items()})
        sources = islice(read_file(found, encoding=encoding, readers=readers), data["skip"], None)
        for head, lines in _answers(found, sources, mine, manifest):
            send(answers, json.dumps(head).encode())
            send(answers, b"".join(lines))
        send(answers, b'{"kind": "end"}')


def _answers(
    found: Found, sources: Iterator[Source | Unread], mine: Mine | None, manifest: Manifest
) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    try:
        for source in sources:
            yield _answer(source, mine, manifest)
    except ReadError as error:
        yield _failed(Failure(found.relative, "read", str(error)))
    except MemoryError:
        _give_up()
    except Exception as error:  # a reader has a bug: the file fails, the rest goes on
        reason = f"读取时出错，请报告 / reading failed, please report: {type(error).__name__}: {error}"
        yield _failed(Failure(found.relative, "read", " ".join(reason.split())))


def _answer(source: Source | Unread, mine: Mine | None, manifest: Manifest) -> tuple[dict[str, Any], list[bytes]]:
    if isinstance(source, Unread):
        return _failed(Failure(source.path, "read", source.reason))
    try:
        records = mine(source, manifest.told(source.path)) if mine else []
    except MemoryError:
        _give_up()
    except Exception as error:  # one bad text must not end the batch; the reason is kept
        return _failed(broken(source.path, error))
    articles = sum(record.record == "document" for record in records)
    return _head("mined", Tally(1, articles, len(records), note=source.note)), mined_lines(source, records)


def _give_up() -> NoReturn:
    """Die: what is left of the memory is in pieces, and another worker takes over."""
    os._exit(1)


def _failed(failure: Failure) -> tuple[dict[str, Any], list[bytes]]:
    return _head("failed", Tally(failures=1, stage=failure.stage, reason=failure.reason)), [failure_line(failure)]


def _head(kind: str, tally: Tally) -> dict[str, Any]:
    return {"kind": kind, "tally": asdict(tally)}


def _limit_memory(more: int) -> None:
    """Let this process take so many bytes beyond what it has now, where the system can hold it to that."""
    try:
        import resource  # noqa: PLC0415  # not on Windows

        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except (ImportError, OSError):
        return
    most = pages * resource.getpagesize() + more
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _end_with_parent(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_POLL)
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)  # with what was started to unpack or recognise something
    os._exit(1)


def _pipeline(config: str) -> Mine:
    from summarymine.engines.local import mine_source  # noqa: PLC0415  # spaCy is slow to import, and only to mine with
    from summarymine.pipes.configured import load  # noqa: PLC0415

    nlp = load(config)
    # What is loaded late is loaded before memory is limited.
    mine_source(Source.of_text("望榆园区2019年工作总结\n一、存在的问题\n用地紧张。税收3亿元。"), nlp)
    return lambda source, told: mine_source(source, nlp, told)


def main(config: str, encoding: str, memory: str, ocr: str) -> None:
    """Serve on the standard streams."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when it is over
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    mine = _pipeline(config) if config else None
    _limit_memory(int(memory))
    send(answers, b'{"kind": "ready"}')
    serve(sys.stdin.buffer, answers, mine, encoding or None, readers_with(Tesseract(ocr) if ocr else None))


if __name__ == "__main__":
    main(*sys.argv[1:])

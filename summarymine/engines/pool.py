"""The pool: worker processes that mine files side by side, each held to a time and a memory limit.

A worker that takes too long over one source, or dies over it, is killed and another one takes over behind that source. The
results do not depend on how many workers there are: each file's go into a leaf of its own.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import IO, Any, NamedTuple

from summarymine.engines.frames import receive, send
from summarymine.engines.leaf import Tally, end_line, failure_line
from summarymine.errors import SummaryMineError
from summarymine.readers import holds_many
from summarymine.readers.files import Found
from summarymine.readers.limits import SECONDS
from summarymine.readers.manifest import NO_MANIFEST, Manifest
from summarymine.readers.ocr import Tesseract
from summarymine.store.failures import Failure

_READY_SECONDS = 120.0
_WAIT = 0.2
_FRUITLESS = 2


class _Answer(NamedTuple):
    """The answer to one source: what was found in it, and the lines for the leaf."""

    tally: Tally
    lines: bytes


def worker_command(config: str, encoding: str | None, memory: int, ocr: Tesseract | None = None) -> list[str]:
    """The command of a worker; names of files that are mined never stand in it."""
    program = ocr.program if ocr else ""
    return [sys.executable, "-m", "summarymine.engines.worker", config, encoding or "", str(memory), program]


class Worker:
    """A worker process, started when it is needed and again after it was killed; *seconds* are its time for a source."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._command = list(command)
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._late = self._stopped = False

    def mine(self, found: Found, manifest: Manifest = NO_MANIFEST) -> Iterator[_Answer]:
        """The answers for all sources of a file, of which the *manifest* tells; one that a worker dies over is a failure."""
        task = {
            "path": os.fsencode(found.path).hex(),
            "relative": found.relative,
            "told": manifest.about(found.relative).entries,
        }
        done = fruitless = 0
        while fruitless < _FRUITLESS:
            before = done
            for answer in self._attempt(task | {"skip": done}):
                if answer is None:
                    return
                done += 1
                yield answer
            yield self._lost(found, done)
            done += 1
            if not holds_many(found.relative):
                return
            # Where not one source more was read, twice, the rest cannot be reached.
            fruitless = fruitless + 1 if done == before + 1 else 1

    def _attempt(self, task: Mapping[str, Any]) -> Iterator[_Answer | None]:
        """The answers of one process; None after the last one. Ends without it where the process dies."""
        process = self._ready()
        if self._stopped:
            raise SummaryMineError("已停止 / stopped")
        if process is None or process.stdin is None or process.stdout is None:
            raise SummaryMineError("工作进程启动不了 / no worker process can be started")
        self._late = False
        try:
            send(process.stdin, json.dumps(task).encode())
        except OSError:
            self.close()
            return
        while True:
            with self._deadline(self._seconds):
                head = receive(process.stdout)
                data = json.loads(head) if head is not None else None
                lines = receive(process.stdout) if data and data["kind"] != "end" else b""
            if data is None or lines is None:
                self.close()
                return
            if data["kind"] == "end":
                yield None
                return
            yield _Answer(Tally(**data["tally"]), lines)

    def _lost(self, found: Found, done: int) -> _Answer:
        name = f"{found.relative}（第{done + 1}份）" if done else found.relative
        if self._late:
            reason = f"超过 {self._seconds:g} 秒，已放弃；可用 --timeout 放宽 / took more than {self._seconds:g} seconds; see --timeout"
            failure = Failure(name, "timeout", reason)
        else:
            reason = (
                "处理时内存超限或崩溃，只跳过这一份 / took too much memory or crashed; only this one is passed over"
            )
            failure = Failure(name, "crash", reason)
        return _Answer(Tally(failures=1, stage=failure.stage, reason=failure.reason), failure_line(failure))

    def _ready(self) -> subprocess.Popen[bytes] | None:
        if self._process is None and not self._stopped:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
            )
            with self._deadline(_READY_SECONDS):
                if self._process.stdout is None or receive(self._process.stdout) is None:
                    self.close()
        return self._process

    @contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self._late = True
        if self._process is not None:
            _kill(self._process)

    def stop(self) -> None:
        """Give up what is being done, from any thread; `mine` then raises SummaryMineError."""
        self._stopped = True
        if (process := self._process) is not None:
            _kill(process)

    def close(self) -> None:
        """End the process for sure, with all that it started."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def mine_all(
    files: Sequence[Found],
    leaf: Callable[[Found], AbstractContextManager[IO[bytes]]],
    *,
    command: Sequence[str],
    manifest: Manifest = NO_MANIFEST,
    seconds: float = SECONDS,
    jobs: int = 1,
) -> Iterator[tuple[Found, Tally]]:
    """Mine files in *jobs* processes of a `worker_command`, each file into its *leaf*; a file and what it gave, as they
    are done.

    Raises what *leaf* raises; then, and when it is given up, no process is left.
    """
    tasks: queue.SimpleQueue[Found | None] = queue.SimpleQueue()
    results: queue.SimpleQueue[tuple[Found, Tally] | BaseException | None] = queue.SimpleQueue()
    for file in files:
        tasks.put(file)
    workers = [Worker(command, seconds) for _ in range(min(jobs, len(files)))]
    given_up = threading.Event()

    def work(worker: Worker) -> None:
        try:
            while not given_up.is_set() and (file := tasks.get()) is not None:
                results.put((file, _into(leaf(file), worker.mine(file, manifest))))
        except BaseException as error:  # handed to the caller, who raises it
            results.put(error)
        finally:
            worker.close()
            results.put(None)

    threads = [threading.Thread(target=work, args=(worker,), daemon=True) for worker in workers]
    for thread in threads:
        tasks.put(None)
        thread.start()
    running = len(threads)
    try:
        while running:
            try:
                result = results.get(timeout=_WAIT)
            except queue.Empty:  # a waiting main thread would not hear Ctrl-C everywhere
                continue
            if result is None:
                running -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                yield result
    finally:
        given_up.set()
        for worker in workers:
            worker.stop()
        for thread in threads:
            thread.join()


def _into(leaf: AbstractContextManager[IO[bytes]], answers: Iterator[_Answer]) -> Tally:
    """Write the answers and their sum."""
    whole = Tally()
    with leaf as file:
        for answer in answers:
            file.write(answer.lines)
            whole = whole + answer.tally
        file.write(end_line(whole))
    return whole

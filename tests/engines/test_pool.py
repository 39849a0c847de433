"""Workers are held to their time, killed for sure, and replaced; what they gave before is kept."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from summarymine.engines.leaf import Tally, read_leaf, tally_of
from summarymine.engines.pool import mine_all, worker_command
from summarymine.errors import StoreError
from summarymine.readers.files import Found
from summarymine.store.failures import Failure

COMMAND = [sys.executable, "-m", "tests.engines.workers"]


class Leaves(dict[str, bytes]):
    """Leaves in memory, by the name of their file."""

    @contextmanager
    def writing(self, file: Found) -> Iterator[IO[bytes]]:
        leaf = io.BytesIO()
        yield leaf
        self[file.relative] = leaf.getvalue()


def mined(*names: str, jobs: int = 1, seconds: float = 1.0) -> tuple[dict[str, Tally], Leaves]:
    leaves = Leaves()
    files = [Found(Path(name), name) for name in names]
    results = mine_all(files, leaves.writing, command=COMMAND, seconds=seconds, jobs=jobs)
    return {file.relative: tally for file, tally in results}, leaves


def told(leaf: bytes) -> list[str]:
    found = read_leaf(leaf.splitlines(keepends=True))
    return [f"{one.stage}: {one.source}" if isinstance(one, Failure) else one[0].path for one in found]


def test_every_file_gives_a_leaf_whatever_the_number_of_workers():
    names = [f"{number}.txt" for number in range(7)]
    tallies, leaves = mined(*names, jobs=3)
    assert tallies == dict.fromkeys(names, Tally(1, 1))
    assert mined(*names, jobs=1) == (tallies, leaves)
    assert all(tally_of(leaf.splitlines(keepends=True)[-1]) == Tally(1, 1) for leaf in leaves.values())


def test_a_file_that_takes_too_long_fails_alone():
    started = time.monotonic()
    tallies, leaves = mined("1.txt", "停.txt", "2.txt")
    assert time.monotonic() - started < 20
    assert told(leaves["停.txt"]) == ["timeout: 停.txt"]
    assert (tallies["停.txt"].failures, tallies["停.txt"].stage) == (1, "timeout")
    assert "1 秒" in tallies["停.txt"].reason and "--timeout" in tallies["停.txt"].reason
    assert (tallies["1.txt"], tallies["2.txt"]) == (Tally(1, 1), Tally(1, 1))


def test_what_came_before_and_after_a_crash_is_kept():
    _, leaves = mined("三死.zip", "三.zip")
    assert told(leaves["三死.zip"]) == ["三死.zip/0", "crash: 三死.zip（第2份）", "三死.zip/2"]
    assert told(leaves["三.zip"]) == ["三.zip/0", "三.zip/1", "三.zip/2"]


def test_two_that_hang_one_after_the_other_end_the_file():
    _, leaves = mined("三停.zip", seconds=0.5)
    assert told(leaves["三停.zip"]) == ["timeout: 三停.zip", "timeout: 三停.zip（第2份）"]


def test_an_error_of_the_leaf_is_raised_and_leaves_no_process():
    @contextmanager
    def full(file: Found) -> Iterator[IO[bytes]]:
        raise StoreError("no space left")
        yield io.BytesIO()

    with pytest.raises(StoreError, match="no space left"):
        list(mine_all([Found(Path("1.txt"), "1.txt")] * 5, full, command=COMMAND, jobs=2))
    assert children() == []


def test_giving_up_ends_the_processes_at_once():
    files = [Found(Path(name), name) for name in ("1.txt", "停.txt", "2停.txt")]
    results = mine_all(files, Leaves().writing, command=COMMAND, seconds=600, jobs=3)
    assert next(results)[0].relative == "1.txt"
    started = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - started < 10
    assert children() == []


def test_a_command_that_is_no_worker_is_an_error():
    with pytest.raises(Exception, match="工作进程启动不了"):
        list(mine_all([Found(Path("1.txt"), "1.txt")], Leaves().writing, command=[sys.executable, "-c", ""], jobs=1))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit there")
def test_a_worker_that_takes_too_much_memory_fails_over_that_file_only(tmp_path: Path):
    big, small = tmp_path / "大.txt", tmp_path / "小.txt"
    big.write_text("园区全年完成税收3亿元，同比增长8%。\n" * 300_000, "utf-8")
    small.write_text("望榆园区2019年总结\n税收3亿元。\n", "utf-8")
    leaves = Leaves()
    files = [Found(path, path.name) for path in (big, small)]
    results = mine_all(files, leaves.writing, command=worker_command("fast", None, 150 << 20), seconds=60, jobs=1)
    tallies = {file.relative: tally for file, tally in results}
    assert tallies["大.txt"].failures == 1 and "内存" in tallies["大.txt"].reason
    assert (tallies["小.txt"].failures, tallies["小.txt"].articles) == (0, 1)


def children() -> list[str]:
    """The processes that this one has started and that run still."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and fields[0] != "Z":
            found.append(entry.parent.name)
    return found

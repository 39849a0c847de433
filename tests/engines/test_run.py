"""A run goes on where another one was stopped, and gives what an undisturbed one gives; nothing is lost, nothing twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest

from summarymine.document import Source
from summarymine.engines import batch
from summarymine.engines.batch import Settings, jobs_for
from summarymine.engines.leaf import Tally, end_line, failure_line, mined_lines
from summarymine.engines.run import prepare
from summarymine.errors import StoreError, SummaryMineError
from summarymine.readers.files import Found
from summarymine.store.failures import Failure
from summarymine.store.ledger import Entry
from summarymine.store.lock import LOCK
from tests.command import summarymine

MOMENTS = int(os.environ.get("SUMMARYMINE_KILLS", "20"))
"""How often a run is killed; `make fuzz` asks for more."""
CHAIN = 5
LONGEST = 2.6
LETTERS = "甲乙丙丁戊己庚辛壬癸"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten texts that take a while, a copy, an empty file and one of no known format."""
    folder = tmp_path_factory.mktemp("archive")
    for number, letter in enumerate(LETTERS):
        line = f"{letter}河园区完成税收{number + 2}.5亿元，增长{number + 3}%，引进企业{number + 5}家，用地紧张。\n"
        (folder / f"{letter}.txt").write_text(f"{letter}河园区2019年工作总结\n" + line * 40, "utf-8")
    (folder / "甲的副本.txt").write_bytes((folder / "甲.txt").read_bytes())
    (folder / "空.txt").touch()
    (folder / "图.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture(scope="module")
def undisturbed(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    assert summarymine("run", archive, "-o", out, "--jobs", "2").returncode == 1
    return results(out)


def results(out: Path) -> dict[str, bytes]:
    """The files of an output folder and what is in them; of a database, which holds a mark of its own, the rows."""
    files = [path for path in out.iterdir() if path.is_file() and path.name != LOCK] if out.is_dir() else []
    return {path.name: rows(path) if path.suffix == ".duckdb" else path.read_bytes() for path in files}


def rows(database: Path) -> bytes:
    with duckdb.connect(str(database), read_only=True) as base:
        tables = [name for (name,) in base.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return repr([(table, base.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables]).encode()


def start(archive: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "summarymine", "run", str(archive), "-o", str(out), "-q", "--jobs", "2"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups there")
@pytest.mark.parametrize("seed", range(MOMENTS // CHAIN))
def test_killed_at_any_moment_it_goes_on(archive: Path, undisturbed: dict[str, bytes], tmp_path: Path, seed: int):
    out = tmp_path / "out"
    moments = random.Random(seed)
    for _ in range(CHAIN):
        running = start(archive, out)
        time.sleep(moments.uniform(0.3, LONGEST))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert results(out) in ({}, undisturbed)
    assert summarymine("run", archive, "-o", out).returncode == 1
    assert results(out) == undisturbed


def test_the_number_of_processes_changes_nothing(archive: Path, undisturbed: dict[str, bytes], tmp_path: Path):
    assert summarymine("run", archive, "-o", tmp_path / "out", "--jobs", "1").returncode == 1
    assert results(tmp_path / "out") == undisturbed


# The rest mines nothing: a leaf says what stands in the file.


def leaves(files: Sequence[Found], leaf, **_: object) -> Iterator[tuple[Found, Tally]]:
    for file in files:
        text = file.path.read_text("utf-8")
        with leaf(file) as out:
            if text:
                tally = Tally(1, 1)
                out.write(b"".join(mined_lines(Source(file.relative, text), [])))
            else:
                tally = Tally(failures=1, stage="read", reason="空文件 / the file is empty")
                out.write(failure_line(Failure(file.relative, "read", tally.reason)))
            out.write(end_line(tally))
        MINED.append(file.relative)
        yield file, tally


MINED: list[str] = []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(batch, "mine_all", leaves)
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in ("一.txt", "二.txt", "三.txt"):
        (folder / name).write_text(f"{name}总结", "utf-8")
    (folder / "空.txt").touch()
    (folder / "图.png").touch()
    return folder


def go(folder: Path, out: Path, **options: bool) -> dict[str, Entry]:
    MINED.clear()
    run = prepare([folder], out, Settings(), **options)
    entries = run.start(jobs=1, tell=lambda *_: None, fail=lambda *_: None)
    return {entry.source: entry for entry in entries}


def test_every_input_is_accounted_for(folder: Path, tmp_path: Path):
    (folder / "一的副本.txt").write_text("一.txt总结", "utf-8")
    (folder / "关.txt").symlink_to(folder / "一.txt")
    entries = go(folder, tmp_path / "out")
    assert {name: (entry.status, entry.copy_of, entry.skipped) for name, entry in entries.items()} == {
        "一.txt": ("ok", "", False),
        "一的副本.txt": ("ok", "一.txt", False),
        "三.txt": ("ok", "", False),
        "二.txt": ("ok", "", False),
        "关.txt": ("refused", "", True),
        "图.png": ("refused", "", True),
        "空.txt": ("refused", "", False),
    }
    assert MINED == ["一.txt", "三.txt", "二.txt", "空.txt"]
    said = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    sums = {"ok": 4, "partial": 0, "refused": 3, "failed": 0, "inputs": 7, "copies": 1, "unknown": 2}
    assert said["ledger"] == sums
    assert [entry["source"] for entry in said["inputs"]] == list(entries)


def test_only_what_changed_is_mined_again(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    go(folder, out)
    assert MINED == []
    (folder / "二.txt").write_text("改过的总结", "utf-8")
    go(folder, out)
    assert MINED == ["二.txt"]
    fresh = go(folder, tmp_path / "fresh")
    assert go(folder, out) == fresh
    assert results(out) == results(tmp_path / "fresh")


def test_results_that_are_missing_are_written_again(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    before = results(out)
    (out / "indicator.csv").unlink()
    go(folder, out)
    assert (MINED, results(out)) == ([], before)


def test_what_vanished_is_kept_until_it_is_pruned(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    (folder / "二.txt").unlink()
    assert go(folder, out)["二.txt"].vanished
    assert go(folder, out)["二.txt"].vanished
    assert "二.txt" not in go(folder, out, prune=True)
    assert "二.txt" not in go(folder, out)


def test_failures_are_mined_again_when_asked(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    go(folder, out, retry_failed=True)
    assert MINED == ["空.txt"]


def test_other_results_are_kept(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    before = results(out)
    with pytest.raises(StoreError, match="--overwrite"):
        prepare([folder], out, Settings("fast")).start(jobs=1, tell=lambda *_: None, fail=lambda *_: None)
    assert results(out) == before


def test_a_leaf_that_was_cut_off_is_made_again(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    leaf = next(path for path in out.rglob("*/*.jsonl") if "二.txt".encode() in path.read_bytes())
    leaf.write_bytes(leaf.read_bytes()[:-5])
    go(folder, out)
    assert MINED == ["二.txt"]


class Full:
    """A disk on which a number of writes succeed and all after them fail."""

    def __init__(self, writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.failed = writes, False
        for name in ("open", "replace", "mkdir", "write_bytes"):
            monkeypatch.setattr(Path, name, self.counting(getattr(Path, name), name))

    def counting(self, real, name: str):
        def call(path: Path, *args, **kwargs):
            if name != "open" or any("w" in str(mode) for mode in (*args, kwargs.get("mode", ""))):
                self.left -= 1
                # What is there already can be renamed on a full disk: once it fails, then it works.
                if self.left == -1 or (self.left < 0 and name != "replace"):
                    self.failed = True
                    raise OSError(28, "No space left on device")
            return real(path, *args, **kwargs)

        return call


def test_a_write_that_fails_leaves_the_earlier_results(folder: Path, tmp_path: Path):
    out = tmp_path / "out"
    go(folder, out)
    before = results(out)
    (folder / "二.txt").write_text("改过的总结", "utf-8")
    for writes in range(1000):
        with pytest.MonkeyPatch.context() as patch:
            disk = Full(writes, patch)
            try:
                go(folder, out)
            except StoreError as error:
                assert "No space left" in str(error)
        if not disk.failed:
            break
        assert results(out) == before, writes
        assert not (out / ".summarymine-part").exists()
    assert writes > 20
    assert results(out) != before
    assert results(out) == (go(folder, tmp_path / "fresh"), results(tmp_path / "fresh"))[1]


def test_jobs():
    assert jobs_for(3) == 3
    assert 1 <= jobs_for(0) <= 4
    with pytest.raises(SummaryMineError, match="--jobs"):
        jobs_for(-1)


def test_a_dry_run_lists_and_writes_nothing(archive: Path, tmp_path: Path):
    done = summarymine("run", archive, "-o", tmp_path / "out", "--dry-run")
    assert done.returncode == 0
    lines = dict(line.split("\t") for line in done.stdout.splitlines())
    assert len(lines) == 13
    assert lines["甲.txt"] == "要读 / to be read"
    assert lines["甲的副本.txt"] == "与 甲.txt 相同 / a copy of it"
    assert lines["图.png"].startswith("不支持的格式 .png")
    assert not (tmp_path / "out").exists()


def test_a_time_limit_that_nothing_meets(archive: Path, tmp_path: Path):
    done = summarymine("run", archive / "甲.txt", "-o", tmp_path / "out", "--timeout", "0.001")
    assert done.returncode == 1
    [line] = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["stage"] == "timeout"
    done = summarymine("run", archive / "甲.txt", "-o", tmp_path / "out", "--retry-failed")
    assert done.returncode == 0
    assert not (tmp_path / "out" / "failures.jsonl").exists()

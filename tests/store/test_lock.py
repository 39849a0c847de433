"""One run at a time in an output folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from summarymine.errors import StoreError
from summarymine.store.lock import held
from tests.command import summarymine

HOLD = (
    "import sys; from pathlib import Path; from summarymine.store.lock import held\n"
    "with held(Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "总结.txt"
    path.write_text("望榆园区2019年工作总结\n完成税收3亿元。\n", "utf-8")
    return path


@pytest.fixture
def holder(tmp_path: Path):
    """A process that holds the folder ``out``."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "out")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("dry", [(), ("--dry-run",)])
def test_a_second_run_is_told_and_changes_nothing(text: Path, tmp_path: Path, holder, dry):
    second = summarymine("run", text, "-o", tmp_path / "out", *dry)
    assert second.returncode == 2
    assert "another run is writing to this folder" in second.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [".summarymine-lock"]


def test_what_a_killed_run_held_is_free(text: Path, tmp_path: Path, holder):
    holder.kill()
    holder.wait()
    assert summarymine("run", text, "-o", tmp_path / "out").returncode == 0
    assert not (tmp_path / "out" / ".summarymine-lock").exists()


def test_a_folder_that_stays_empty_is_removed_and_one_that_was_there_is_not(tmp_path: Path):
    (tmp_path / "old").mkdir()
    for name in ("old", "new"):
        with held(tmp_path / name):
            assert (tmp_path / name).is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


def test_a_dry_run_makes_no_folder(text: Path, tmp_path: Path):
    assert summarymine("run", text, "-o", tmp_path / "out", "--dry-run").returncode == 0
    assert not (tmp_path / "out").exists()


def test_a_file_is_no_folder(text: Path):
    with pytest.raises(StoreError, match="the output is a file, not a folder"), held(text):
        pytest.fail("held a file")

"""An index that is broken, or whose making was killed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.reuse import archive_index
from summarymine.reuse.archive_index import FOLDER, fitting, update
from tests.reuse.results import NEW, OLD, compared, current, rows, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(tmp_path / "out", OLD)


def truncated(folder: Path) -> None:
    for path in folder.glob("*.codes.npy"):
        path.write_bytes(path.read_bytes()[:-40])


def without_a_file(folder: Path) -> None:
    next(folder.glob("*.keys.npy")).unlink()


def said(**changed: object) -> Any:
    def change(folder: Path) -> None:
        index = json.loads((folder / "index.json").read_text("utf-8"))
        index["about"] |= changed
        (folder / "index.json").write_text(json.dumps(index), "utf-8")

    return change


BROKEN = {
    "an array cut short": truncated,
    "an array that is gone": without_a_file,
    "half of the list": lambda folder: (folder / "index.json").write_text('{"format": 1, "par', "utf-8"),
    "no list": lambda folder: (folder / "index.json").unlink(),
    "another version": said(version="0.0.0"),
    "fewer entries": said(entries=[]),
    "odd entries": said(entries=[1, 2, 3, 4]),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_index_is_made_again(how: str, out: Path):
    wanted = rows(compared(out, NEW)[0])
    BROKEN[how](out / FOLDER)
    assert fitting(out) is None
    planned = update(out)
    assert planned.note.startswith("索引不能用,重新建立 / the index is of no use and made again: ")
    assert len(planned.todo) == len(OLD)
    planned.carry_out()
    assert fitting(out) is not None
    assert rows(compared(out, NEW)[0]) == wanted


@pytest.mark.parametrize("arrays", range(9))
def test_a_killed_save_leaves_an_index(arrays: int, out: Path, monkeypatch: pytest.MonkeyPatch):
    before = current(out).entries
    write(out, [*OLD, NEW])
    left = arrays

    def killed(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left < 0:
            raise KeyboardInterrupt
        self.rename(target)
        return target

    with monkeypatch.context() as patch:
        patch.setattr("pathlib.Path.replace", killed)
        with pytest.raises(KeyboardInterrupt):
            update(out).carry_out()
    assert archive_index._load(out / FOLDER).entries == before
    assert len(update(out).todo) == 1
    assert len(current(out).entries) == len(OLD) + 1
    assert not list((out / FOLDER).glob("*.part"))

import json
import os
import sys
from pathlib import Path

import openpyxl
import pytest

from summarymine.document import Source
from summarymine.errors import StoreError
from summarymine.records import KINDS
from summarymine.store import output
from summarymine.store.database import load_records, load_sources
from summarymine.store.failures import Failure
from summarymine.store.output import OutputFolder, recover
from tests.factory import SOURCE, records

FILES = {
    "records.jsonl", "document.csv", "indicator.csv", "project.csv", "problem.csv", "date.csv", "section.csv",
    "summarymine.xlsx", "summarymine.duckdb", "run.json",
}  # fmt: skip
OTHER = Source.of_text("另一篇。", "其他.txt")
FAILURE = Failure("坏.doc", "read", "空文件 / the file is empty")


def run(out, made=None, failures=(), overwrite=False):
    with OutputFolder(out, overwrite) as folder:
        folder.add(SOURCE, records() if made is None else made)
        folder.add(OTHER, [])
        for failure in failures:
            folder.fail(failure)
        folder.finish({"version": "0.1.0", "counts": "replaced"})


def content(out):
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def names(out):
    return {path.name for path in out.iterdir()}


def test_every_form_is_written_and_reads_back(tmp_path):
    out = tmp_path / "new" / "out"
    run(out)
    assert names(out) == FILES
    assert list(load_records(out)) == records()
    assert load_sources(out) == {SOURCE.path: SOURCE, OTHER.path: OTHER}
    assert len(list(openpyxl.load_workbook(out / "summarymine.xlsx")["指标"].rows)) == 6


def test_run_json_counts_and_names_what_was_written(tmp_path):
    run(tmp_path)
    said = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert set(said.pop("files")) == FILES
    counts = {"document": 1, "indicator": 5, "project": 1, "problem": 1, "date": 2, "section": 3}
    assert said == {"version": "0.1.0", "counts": counts}


def test_failures_are_written_and_go_with_the_next_run(tmp_path):
    run(tmp_path, failures=[FAILURE])
    assert names(tmp_path) == {*FILES, "failures.jsonl"}
    assert [json.loads(line) for line in (tmp_path / "failures.jsonl").read_text("utf-8").splitlines()] == [
        {"source": "坏.doc", "stage": "read", "reason": "空文件 / the file is empty"}
    ]
    assert "failures.jsonl" in json.loads((tmp_path / "run.json").read_text("utf-8"))["files"]
    cover = openpyxl.load_workbook(tmp_path / "summarymine.xlsx")["说明"]
    assert [cell.value for cell in list(cover.rows)[-1]] == ["坏.doc", "read", None, "空文件 / the file is empty"]
    run(tmp_path, overwrite=True)
    assert names(tmp_path) == FILES


def test_the_same_run_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        run(tmp_path / name, failures=[FAILURE])
    a, b = content(tmp_path / "a"), content(tmp_path / "b")
    del a["summarymine.duckdb"], b["summarymine.duckdb"]
    assert a == b


def test_what_a_killed_run_left_is_in_nobodys_way(tmp_path):
    (tmp_path / ".summarymine-part").mkdir()
    (tmp_path / ".summarymine-part" / "records.jsonl").write_text("half")
    run(tmp_path)
    assert names(tmp_path) == FILES


def killed_at(move: int, out: Path, *, blocked: bool) -> bool:
    """Run in a process that dies at the *move*-th move; whether it died. *blocked*: the 12th move fails first."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    real, moves = Path.replace, 0

    def replace(path, target):
        nonlocal moves
        moves += 1
        if moves == move:
            os._exit(9)
        if blocked and moves == 12:
            raise OSError(13, "open in another program")
        return real(path, target)

    Path.replace = replace  # in the child alone
    try:
        run(out, made=[], overwrite=True)
    except StoreError:
        os._exit(1)
    os._exit(0)


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
@pytest.mark.parametrize("blocked", [False, True])
def test_killed_while_results_move_it_is_one_or_the_other(tmp_path, blocked):
    run(tmp_path / "new", made=[])
    new = without_database(tmp_path / "new")
    seen = []
    for move in range(1, 100):
        out = tmp_path / str(move)
        run(out, failures=[FAILURE])
        old = without_database(out)
        died = killed_at(move, out, blocked=blocked)
        recover(out)
        assert without_database(out) in (old, new), move
        seen.append(without_database(out) == new)
        if not died:
            break
    assert len(seen) > 15
    assert seen == sorted(seen) if not blocked else not seen[-1]


def without_database(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in content(out).items() if not name.endswith(".duckdb")}


@pytest.mark.parametrize("name", ["run.json", "indicator.csv", "summarymine.duckdb.wal"])
def test_earlier_results_are_not_overwritten_unasked(tmp_path, name):
    (tmp_path / name).write_text("earlier")
    before = content(tmp_path)
    with pytest.raises(StoreError, match=r"那里已有结果.*--overwrite.*there are results already") as caught:
        run(tmp_path)
    assert "\n" not in str(caught.value)
    assert content(tmp_path) == before


def test_overwriting_replaces_ours_and_nothing_else(tmp_path):
    run(tmp_path, failures=[FAILURE])
    (tmp_path / "summarymine.duckdb.wal").write_text("of the earlier database")
    (tmp_path / ".summarymine-part").mkdir()
    (tmp_path / ".summarymine-part" / "records.jsonl").write_text("of a run that was killed")
    mine = {"笔记.txt": b"mine", "tables/a.csv": b"1"}
    (tmp_path / "tables").mkdir()
    for name, data in mine.items():
        (tmp_path / name).write_bytes(data)
    run(tmp_path, made=records()[:1], overwrite=True)
    assert names(tmp_path) == {*FILES, "笔记.txt", "tables"}
    assert {name: content(tmp_path)[name] for name in mine} == mine
    assert list(load_records(tmp_path)) == records()[:1]


def test_an_exception_leaves_everything_as_it_was(tmp_path):
    run(tmp_path, failures=[FAILURE])
    before = content(tmp_path)
    with pytest.raises(KeyboardInterrupt), OutputFolder(tmp_path, overwrite=True) as folder:
        folder.add(SOURCE, records()[:2])
        assert (tmp_path / ".summarymine-part").is_dir()
        raise KeyboardInterrupt
    assert content(tmp_path) == before
    assert names(tmp_path) == {*FILES, "failures.jsonl"}


def test_without_finish_nothing_is_written(tmp_path):
    out = tmp_path / "out"
    with OutputFolder(out) as folder:
        folder.add(SOURCE, records())
    assert not out.exists()


def test_a_failing_database_leaves_everything_as_it_was(tmp_path):
    run(tmp_path)
    before = content(tmp_path)
    with pytest.raises(StoreError, match="写不成数据库"):
        run(tmp_path, made=[records()[0], records()[0]], overwrite=True)
    assert content(tmp_path) == before


def test_a_move_that_fails_is_taken_back(tmp_path):
    run(tmp_path)
    (tmp_path / "summarymine.xlsx").unlink()
    (tmp_path / "summarymine.xlsx").mkdir()
    (tmp_path / "summarymine.xlsx" / "mine.txt").write_text("mine")
    before = content(tmp_path)
    with pytest.raises(StoreError, match="写不进输出文件夹"):
        run(tmp_path, made=[], overwrite=True)
    assert content(tmp_path) == before


def test_a_full_disk_is_a_store_error(tmp_path, monkeypatch):
    class Full:
        def __init__(self, path):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "WorkbookWriter", Full)
    with pytest.raises(StoreError, match="No space left"):
        run(tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_output_must_be_a_folder_that_can_be_written(tmp_path):
    file = tmp_path / "out.txt"
    file.write_text("mine")
    with pytest.raises(StoreError, match="输出位置是一个文件"):
        run(file)
    with pytest.raises(StoreError, match="写不进输出文件夹"):
        run(file / "below")
    assert file.read_text() == "mine"


def test_a_part_folder_that_leads_elsewhere_is_not_followed(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".summarymine-part").symlink_to(elsewhere)
    with pytest.raises(StoreError):
        run(tmp_path / "out", overwrite=True)
    assert (elsewhere / "mine.txt").read_text() == "mine"


def test_a_file_that_comes_twice_is_refused(tmp_path):
    with pytest.raises(StoreError, match=r"the same file came twice: 其他\.txt"), OutputFolder(tmp_path) as folder:
        folder.add(OTHER, [])
        folder.add(OTHER, [])
    assert names(tmp_path) == set()


def test_an_empty_run_has_every_form_too(tmp_path):
    with OutputFolder(tmp_path) as folder:
        folder.finish({})
    assert names(tmp_path) == FILES
    assert json.loads((tmp_path / "run.json").read_text())["counts"] == dict.fromkeys(KINDS, 0)

"""`summarymine evaluate`: what it prints, and what users do wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from summarymine.cli import app
from summarymine.evaluate.scores import ERRORS
from tests.evaluate.builders import EMPTY, FILE, LISTS, date

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Two articles in one file, with a date each."""
    folder = tmp_path / "gold"
    folder.mkdir()
    index = [{"id": name, "file": FILE, "start": start, "end": start + 50} for name, start in (("a", 0), ("b", 50))]
    (folder / "index.jsonl").write_text("\n".join(map(json.dumps, index)) + "\n\n", "utf-8")
    for place in index:
        lists = dict.fromkeys(LISTS, ()) | {"dates": [date(place["start"] + 1, place["start"] + 6, "2020")]}
        (folder / f"{place['id']}.json").write_text(json.dumps(lists), "utf-8")
    return folder


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """An output folder whose records are right about the first article and wrong about the second."""
    said = {"record": "date", "source": FILE}
    lines = [
        {"record": "document", "id": "x"},
        said | date(1, 6, "2020"),
        said | date(51, 56, "2021"),
    ]
    (tmp_path / "records.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return tmp_path


def run(*args: object) -> Result:
    result = CliRunner().invoke(app, ["evaluate", *map(str, args)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_command_prints_a_table(gold: Path, records: Path):
    result = run(gold, records)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [line.split() for line in result.stdout.splitlines()]
    assert lines[:2] == [
        ["准确率", "召回率", "F1", "值", "标注", "记录", "命中"],
        ["P", "R", "F1", "gold", "got", "hit"],
    ]
    assert ["日期找到", "date", "found", "1.0000", "1.0000", "1.0000", "2", "2", "2"] in lines
    assert ["日期换算正确", "date", "value", "0.5000", "0.5000", "0.5000", "2", "2", "1"] in lines
    assert ["指标：名称", "indicator", "name", "0.0000"] in lines
    assert max(map(len, result.stdout.splitlines())) < 80


def test_the_command_prints_json_and_errors(gold: Path, records: Path):
    scores = EMPTY | {
        "date found": {"P": 1.0, "R": 1.0, "F1": 1.0, "gold": 2, "got": 2, "hit": 2},
        "date value": {"P": 0.5, "R": 0.5, "F1": 0.5, "gold": 2, "got": 2, "hit": 1},
    }
    assert json.loads(run(gold, records / "records.jsonl", "--json").stdout) == scores
    assert run(gold, records, "--errors", "date.extra").stdout == run(gold, records).stdout
    listed = "\n== date.value (1)\nb 「2020」 gold 2020 got 2021\n"
    assert run(gold, records, "--errors", "all").stdout == run(gold, records).stdout + listed
    one = json.loads(run(gold, records, "--doc", "a", "--json").stdout)
    assert one["date value"] == {"P": 1.0, "R": 1.0, "F1": 1.0, "gold": 1, "got": 1, "hit": 1}


def test_what_is_listed_drives_no_terminal(gold: Path, records: Path):
    said = {"record": "date", "source": FILE, "text": "今\x1b[2J\n年", "start": 30, "end": 34, "value": "2020"}
    (records / "records.jsonl").write_text(json.dumps(said), "utf-8")
    assert run(gold, records, "--doc", "a", "--errors", "date.extra").stdout.splitlines()[-1] == "a 「今 [2J 年」 2020"


@pytest.mark.parametrize(
    ("spoil", "args", "said"),
    [
        (lambda top: (top / "gold" / "index.jsonl").unlink(), [], "这里没有标注,缺少 index.jsonl / there are no labels here"),
        (lambda top: (top / "gold" / "index.jsonl").write_text(""), [], "没有标注过的文章 / no labelled article"),
        (lambda top: (top / "gold" / "index.jsonl").write_text('\n{"id": "a"'), [], "index.jsonl 第2行不是 JSON 对象"),
        (lambda top: (top / "gold" / "index.jsonl").write_text('{"id": "a"}'), [], "line 1 of index.jsonl is wrong: 缺少 / missing 'file'"),
        (lambda top: (top / "gold" / "index.jsonl").write_text('{"id": 7}'), [], "line 1 of index.jsonl is wrong: id 7"),
        (lambda top: (top / "gold" / "b.json").unlink(), [], "文章没有标注,缺少 b.json / an article without labels"),
        (lambda top: (top / "gold" / "b.json").write_text('{"dates": []}'), [], "b.json holds no labels: 缺少 / missing 'indicators'"),
        (lambda top: (top / "gold" / "b.json").write_bytes(b"\xff"), [], "b.json holds no labels"),
        (lambda top: (top / "records.jsonl").unlink(), [], "没有记录文件 / there are no records"),
        (lambda top: (top / "records.jsonl").write_text("{}\n[1]"), [], "line 2 of records.jsonl is no JSON object: list"),
        (lambda top: (top / "records.jsonl").write_text("[" * 100_000), [], "line 1 of records.jsonl is no JSON object"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "date"}'), [], "line 1 of records.jsonl is no record: 缺少 / missing 'start'"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "date", "start": "1"}'), [], "is no record: start '1'"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "date", "text": 3, "start": 1, "end": 2}'), [], "is no record: text 3"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "project", "mentions": [5]}'), [], "line 1 of records.jsonl is no record"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "indicator", "start": 1, "end": 2, "value": "3"}'), [], "value '3'"),
        (lambda top: (top / "records.jsonl").write_text('{"record": "indicator", "start": 1, "end": 2, "value": 1' + "0" * 400 + "}"), [], "no record"),
        (lambda top: None, ["--doc", "c"], "没有标注过的文章 / no labelled article: c"),
        (lambda top: None, ["--errors", "names"], "没有 names 这类错误 / no such kind of errors: names (there are all, value"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line(gold: Path, records: Path, spoil: Any, args: list[str], said: str):
    spoil(records)
    result = run(gold, records, *args)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    assert line.startswith("错误 / error: ") and said in line


def test_a_record_that_may_not_be_read(gold: Path, records: Path, monkeypatch: pytest.MonkeyPatch):
    def closed_to_us(path: Path) -> bytes:  # to root no file is closed
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.read_bytes", closed_to_us)
    result = run(gold, records)
    assert (result.exit_code, "读不了 / index.jsonl cannot be read" in result.stderr) == (2, True)


def test_every_kind_of_error_can_be_asked_for(gold: Path, records: Path):
    assert len(set(ERRORS)) == len(ERRORS) == 21
    assert all(run(gold, records, "--errors", kind).exit_code == 0 for kind in ERRORS)

"""`summarymine reuse` as a user runs it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest

from summarymine.store.lock import held
from tests.command import summarymine

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """望春工业园区{year}年工作总结

一、工作成绩

组织机关干部走村入企，实地走访企业{firms}家，收集用工用电用气等方面的困难和建议，逐条交办并回访，企业满意程度明显提高。
"""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reuse") / "望春工业园区"
    folder.mkdir()
    for year, firms in (("2021", "64"), ("2022", "86")):
        (folder / f"{year}.txt").write_text(TEXT.format(year=year, firms=firms), "utf-8")
    return folder


@pytest.fixture(scope="module")
def out(texts: Path) -> Path:
    done = summarymine("run", texts, "-o", texts.parent / "out", "-q")
    assert done.returncode == 0, done.stderr
    return texts.parent / "out"


def test_json_lines(out: Path, texts: Path) -> None:
    done = summarymine("reuse", out, "--format", "jsonl")
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["kind"], line["similarity"], line["tier"], line["relation"]) == (
        "refilled",
        1.0,
        "reuse",
        "own_earlier",
    )
    for side, name in ((line["a"], "2021.txt"), (line["b"], "2022.txt")):
        assert (side["source"], side["article"]) == (name, 1)
        text = (texts / name).read_text("utf-8")
        assert text[side["start"] : side["end"]] == side["text"]
        assert side["text"].startswith("一、工作成绩")
        assert side["text"].endswith("明显提高。")
    (slot,) = line["slots"]
    assert (slot["kind"], slot["indicator"], slot["old"], slot["new"]) == ("refilled", "实地走访企业", "64", "86")


def test_articles(out: Path) -> None:
    done = summarymine("reuse", out, "--articles", "--format", "csv")
    first, second = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert float(first["reused"]) == 0
    assert float(second["own_earlier"]) == float(second["refilled"]) > 0.8
    assert (second["main"], second["earliest_date"]) == ("2021.txt", "2021-12")


def test_a_table_for_people(out: Path) -> None:
    done = summarymine("reuse", out, env={"COLUMNS": "160"})
    assert done.returncode == 0
    assert "走访企业 64→86" in done.stdout
    assert "1 段：原样 0，隐去 0，换数 1，改写 0" in done.stdout


@pytest.mark.parametrize("view", ["--articles", "--groups", "--figures", "--lexicon"])
def test_views_for_people(out: Path, view: str) -> None:
    done = summarymine("reuse", out, view, env={"COLUMNS": "160"})
    assert (done.returncode, done.stderr) == (0, "")


def test_a_workbook_has_passages_and_articles(out: Path, tmp_path: Path) -> None:
    assert summarymine("reuse", out, "-o", tmp_path / "r.xlsx").returncode == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["段落", "各篇"]


def test_a_phrase_of_two_articles(out: Path) -> None:
    told = ("--lexicon", "--least-articles", "2", "--least-parks", "1", "--format", "jsonl")
    line = json.loads(summarymine("reuse", out, *told).stdout.splitlines()[0])
    assert "实地走访企业#家" in line["phrase"]
    assert (line["articles"], line["parks"]) == (2, 1)


def test_texts_and_records_without_boilerplate(out: Path, tmp_path: Path) -> None:
    told = ("--strip", tmp_path / "plain", "--least-articles", "2", "--least-parks", "1")
    done = summarymine("reuse", out, *told)
    assert done.returncode == 0, done.stderr
    texts = [json.loads(line) for line in (tmp_path / "plain" / "texts.jsonl").read_text("utf-8").splitlines()]
    assert [one["source"] for one in texts] == ["2021.txt", "2022.txt"]
    assert all("走访企业" in one["text"] for one in texts)  # a figure stands beside it
    records = (tmp_path / "plain" / "records.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["record"] for line in records} >= {"document", "indicator"}
    assert summarymine("reuse", out, *told).returncode == 2


def test_files_are_mined_first(texts: Path) -> None:
    done = summarymine("reuse", texts, "--format", "jsonl")
    assert [json.loads(line)["kind"] for line in done.stdout.splitlines()] == ["refilled"]


NEXT = TEXT.format(year="2023", firms="91") + "\n邮政分拣中心搬进新楼，快递员食堂开张，面条馄饨免费加量。\n"


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new file that is called as one of the archive."""
    path = tmp_path_factory.mktemp("new") / "2022.txt"
    path.write_text(NEXT, "utf-8")
    return path


def test_a_new_file_against_the_archive(out: Path, texts: Path, draft: Path) -> None:
    shutil.rmtree(out / "reuse-index", ignore_errors=True)
    first = summarymine("reuse", out, "--new", draft, "--format", "jsonl")
    assert first.stderr == f"建立索引 / making an index: {out / 'reuse-index'}\n"
    again = summarymine("reuse", out, "--new", draft, "--format", "jsonl")
    assert (again.returncode, again.stderr, again.stdout) == (0, "", first.stdout)
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert [(one["kind"], one["relation"], one["a"]["source"], one["b"]["source"]) for one in lines] == [
        ("refilled", "own_earlier", "2021.txt", "./2022.txt"),
        ("refilled", "own_earlier", "2022.txt", "./2022.txt"),
    ]
    assert [[(slot["indicator"], slot["old"], slot["new"]) for slot in one["slots"]] for one in lines] == [
        [("实地走访企业", "64", "91")],
        [("实地走访企业", "86", "91")],
    ]
    for one in lines:
        for side, text in ((one["a"], (texts / one["a"]["source"]).read_text("utf-8")), (one["b"], NEXT)):
            assert text[side["start"] : side["end"]] == side["text"]


def test_views_of_a_new_file(out: Path, draft: Path, tmp_path: Path) -> None:
    done = summarymine("reuse", out, "--new", draft, "--articles", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert (row["source"], row["main"], row["earliest"]) == ("./2022.txt", "2021.txt", "2021.txt")
    assert float(row["own_earlier"]) > 0.6
    assert "2 段：原样 0，隐去 0，换数 2，改写 0" in summarymine("reuse", out, "--new", draft).stdout
    assert summarymine("reuse", out, "--new", draft, "--tier", "shared sentence", "--format", "jsonl").stdout == ""
    assert summarymine("reuse", out, "--new", draft, "-o", tmp_path / "r.xlsx").returncode == 0
    assert openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames == ["段落", "各篇"]


def test_a_file_that_is_in_the_archive(out: Path, texts: Path, draft: Path) -> None:
    done = summarymine("reuse", out, "--new", texts / "2022.txt", draft, "--format", "jsonl")
    told = "已在档案中,不与自己比 / in the archive already, not compared with itself: ./2022.txt #1 = 2022.txt #1"
    assert told in done.stderr.replace(f"./{texts.name}/", "./")
    assert done.returncode == 0


def test_the_archive_grows(texts: Path, draft: Path, tmp_path: Path) -> None:
    folder, results = tmp_path / texts.name, tmp_path / "results"
    shutil.copytree(texts, folder)
    asked = ("reuse", results, "--new", draft, "--format", "jsonl")
    assert summarymine("run", folder, "-o", results, "-q").returncode == 0
    with held(results):
        locked = summarymine(*asked)
    assert (locked.returncode, locked.stdout) == (2, "")
    assert "另一个 summarymine 正在写" in locked.stderr
    assert len(summarymine(*asked).stdout.splitlines()) == 2
    (folder / "2019.txt").write_text(TEXT.format(year="2019", firms="40"), "utf-8")
    assert summarymine("run", folder, "-o", results, "-q").returncode == 0
    grown = summarymine(*asked)
    assert grown.stderr == "索引新增 1 篇 / articles added to the index: 1\n"
    with held(results):  # an index that fits is read while somebody writes
        again = summarymine(*asked)
    assert (again.returncode, again.stderr, again.stdout) == (0, "", grown.stdout)
    assert {json.loads(line)["a"]["source"] for line in again.stdout.splitlines()} == {
        "2019.txt",
        "2021.txt",
        "2022.txt",
    }


def test_wrong_use_of_new(out: Path, texts: Path, draft: Path, tmp_path: Path) -> None:
    for args in (
        (out, "--new", draft, "--groups"),
        (out, "--new", draft, "--lexicon"),
        (out, "--new", draft, "--strip", tmp_path / "plain"),
        (out, "--new", tmp_path / "none.txt"),
        (texts, "--new", draft),
        (tmp_path / "none", "--new", draft),
    ):
        done = summarymine("reuse", *args)
        assert (done.returncode, done.stdout) == (2, ""), args
        assert "错误 / error" in done.stderr
    assert list(tmp_path.iterdir()) == []
    assert not (texts / "reuse-index").exists()


def test_wrong_use(out: Path, tmp_path: Path) -> None:
    for args in (
        ("--tier", "x"),
        ("--articles", "--groups"),
        ("--format", "doc"),
        ("--format", "table", "-o", str(tmp_path / "x.csv")),
    ):
        done = summarymine("reuse", out, *args)
        assert (done.returncode, done.stdout) == (2, "")
        assert "错误 / error" in done.stderr
    assert summarymine("reuse", tmp_path / "none").returncode == 2


def test_the_report_shows_pairs_side_by_side(out: Path, tmp_path: Path) -> None:
    done = summarymine("report", out, "-o", tmp_path / "r.html", "-q")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "r.html").read_text("utf-8")
    assert '<section id="reuse">' in page
    assert '<span class="re refilled slot">64</span>' in page
    assert '<span class="re refilled slot">86</span>' in page

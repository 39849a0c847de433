"""Groups of names that the taxonomy lacks."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from summarymine.corpus.archive import load_archive
from summarymine.corpus.names import HEADS, Name, grouped, proposals, unknown_names
from tests.command import summarymine

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "望春园区2020年工作总结": "望春园区管委会\n举办银企对接会3场。举办政银企对接会2场。税收3亿元。亩均绿电消纳5千瓦时。",
    "松岭园区2020年工作总结": "松岭园区管委会\n举办银企对接会4场，同比增长30%。举办园企对接座谈6场。",
}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    (folder / "texts").mkdir()
    for title, text in TEXTS.items():
        (folder / "texts" / f"{title}.txt").write_text(f"{title}\n{text}\n", "utf-8")
    assert summarymine("run", folder / "texts", "-o", folder / "out", "-q").returncode == 0
    return folder / "out"


def name(text: str, figures: int = 1, dimension: str = "money") -> Name:
    return Name(text, figures, (), dimension)


def texts(groups: list[list[Name]]) -> list[list[str]]:
    return [[one.text for one in group] for group in groups]


def test_names_that_are_alike_make_a_group_under_the_most_frequent():
    names = [name("污水管网改造投入", 4), name("雨污水管网改造投入", 2), name("管理费用", 9)]
    assert texts(grouped(names)) == [["管理费用"], ["污水管网改造投入", "雨污水管网改造投入"]]


def test_what_is_measured_otherwise_or_ends_in_another_noun_stands_apart():
    names = [name("仓储中心库容"), name("仓储中心库容", dimension="area"), name("仓储中心租金")]
    assert texts(grouped(names)) == [["仓储中心库容"], ["仓储中心库容"], ["仓储中心租金"]]


def test_small_groups_are_left_out():
    assert texts(grouped([name("管理费用", 1), name("公务费用", 3)], least=2)) == [["公务费用"]]


def test_the_names_of_an_archive(out: Path):
    facts = load_archive(out).facts
    found = {one.text: one for one in unknown_names(facts)}
    assert found["举办银企对接会"] == Name("举办银企对接会", 3, ("望春园区", "松岭园区"), "count")
    assert "税收" not in found
    assert list(found) == [one.text for one in unknown_names(reversed(facts))]


def test_the_table(out: Path):
    table = proposals(load_archive(out).facts)
    assert table.heads == HEADS
    rows = list(table.dicts())
    assert [(row["cluster"], row["name"], row["count"]) for row in rows[:2]] == [
        (1, "举办银企对接会", 3),
        (1, "举办政银企对接会", 1),
    ]
    assert all((row["likeness"] is None) == (row["nearest_in_taxonomy"] == "") for row in rows)
    assert all(row["likeness"] is None or Decimal("0.4") <= Decimal(str(row["likeness"])) <= 1 for row in rows)


def test_the_command(out: Path, tmp_path: Path):
    done = summarymine("names", out)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert list(rows[0]) == ["cluster", "name", "count", "parks", "dimension", "nearest_in_taxonomy", "likeness"]
    assert summarymine("names", out, "-o", tmp_path / "names.xlsx").returncode == 0
    assert (tmp_path / "names.xlsx").stat().st_size > 0


def test_many_names_that_end_alike_take_seconds():
    letters = [chr(0x4E00 + at) for at in range(60)]
    names = [name(f"{a}{b}投入") for a in letters for b in letters][:3000]
    started = perf_counter()
    assert sum(map(len, grouped(names))) == 3000
    assert perf_counter() - started < 20

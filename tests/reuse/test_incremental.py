"""New files against an indexed archive: what comparing everything gives, without looking at the archive again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.corpus.facts import Place
from summarymine.errors import StoreError
from summarymine.reuse import archive_index, newcomers
from summarymine.reuse.archive import load_reuse
from summarymine.reuse.archive_index import fitting, update
from summarymine.reuse.found import found_in
from summarymine.reuse.newcomers import HERE, Twin, against
from summarymine.reuse.shares import shares
from summarymine.reuse.views import shown
from summarymine.store.database import find_records, load_sources
from tests.reuse.making import PLAN, article
from tests.reuse.results import NEW, OLD, OWN_PLAN, compared, current, mined, rows, write

if TYPE_CHECKING:
    from pathlib import Path

    from summarymine.records import Record
    from tests.report.making import Article


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(tmp_path / "out", OLD)


def test_what_comparing_everything_gives(out: Path, tmp_path: Path):
    reuse, twins = compared(out, NEW)
    whole = load_reuse(write(tmp_path / "whole", [*OLD, NEW]))
    assert twins == []
    assert rows(reuse) == rows(whole, NEW.path)
    # the two sentences that all have; the plan but for 2021's own; whose and which year's it was
    assert {(one.a.source, one.kind, one.relation, one.note) for one in found_in(reuse)} == {
        (OLD[0].path, "refilled", "own_earlier", ""),
        (OLD[0].path, "verbatim", "own_earlier", "plan_copied"),
        (OLD[1].path, "refilled", "own_earlier", ""),
        (OLD[2].path, "refilled", "other_park", ""),
        (OLD[2].path, "verbatim", "other_park", ""),
        (OLD[3].path, "refilled", "model_text", ""),
        (OLD[3].path, "verbatim", "model_text", ""),
    }


def test_shares_of_the_new_article_only(out: Path, tmp_path: Path):
    reuse, _ = compared(out, NEW)
    whole = load_reuse(write(tmp_path / "whole", [*OLD, NEW]))
    (wanted,) = (one for one in shares(whole, found_in(whole)) if one.summary.document.source == NEW.path)
    (table,) = shown(reuse, "articles", form="csv", tier=None, limit=1, least=(3, 2))
    (row,) = table.rows
    told = dict(zip((head.name for head in table.heads), row, strict=True))
    assert (told["source"], told["reused"], told["own_earlier"]) == (
        HERE + NEW.path,
        round(wanted.total, 4),
        wanted.relations["own_earlier"],
    )
    assert (told["role_plan"], told["plans_copied"]) == (wanted.roles["plan"], 1)
    assert (told["main"], told["earliest"]) == (wanted.main.source, OLD[0].path)


def test_figures_of_the_new_article_only(out: Path):
    reuse, _ = compared(write(out, OLD[1:3]), OLD[0], NEW)
    (table,) = shown(reuse, "figures", form="csv", tier=None, limit=1, least=(3, 2))
    at = [head.name for head in table.heads].index("source")
    assert {row[at] for row in table.rows} == {HERE + NEW.path}, "of the earlier one nothing stood before"


def test_nothing_is_read_while_the_index_fits(out: Path, monkeypatch: pytest.MonkeyPatch):
    current(out)
    asked = []

    def only_hits(out: Path, kind: str, **wanted: Any) -> list[Record]:
        asked.append((kind, wanted["source"]))
        return find_records(out, kind, **wanted)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("the archive was looked at")

    monkeypatch.setattr(newcomers, "find_records", only_hits)
    monkeypatch.setattr(archive_index, "find_records", never)
    monkeypatch.setattr(archive_index, "load_sources", never)
    lone = article("沧湖物流园区", "2023", "7", "0.2", plan=OWN_PLAN)
    lone.text = lone.text[lone.text.index("二、下步打算") :]
    lone.records = []
    reuse, _ = against(out, fitting(out), [mined(lone)])
    hit = {OLD[1].path}
    assert asked == [("document", hit), ("section", hit), ("indicator", hit)]
    assert [one.a.source for one in found_in(reuse)] == [OLD[1].path]


def test_only_what_is_new_is_added(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    current(out)
    write(out, [*OLD, NEW])
    read = []
    monkeypatch.setattr(
        archive_index, "load_sources", lambda out, paths: read.append(paths) or load_sources(out, paths)
    )
    assert fitting(out) is None
    planned, told = update(out), []
    assert (len(planned.todo), planned.note) == (1, "索引新增 1 篇 / articles added to the index: 1")
    index = planned.carry_out(told.append)
    assert read == [{NEW.path}]
    assert told == [NEW.path]
    assert [entry.source for entry in index.entries] == [one.path for one in sorted_by_path(OLD)] + [NEW.path]
    assert fitting(out).entries == index.entries
    late = article("望春工业园区", "2023", "70", "3.9")
    whole = load_reuse(write(tmp_path / "whole", [*OLD, NEW, late]))
    assert rows(compared(out, late)[0]) == rows(whole, late.path)


def sorted_by_path(articles: list[Article]) -> list[Article]:
    return sorted(articles, key=lambda one: one.path)


def test_the_same_results_written_again(out: Path):
    entries = current(out).entries
    write(out, OLD)
    planned = update(out)
    assert (list(planned.todo), planned.note) == ([], "")
    assert planned.carry_out().entries == entries
    assert fitting(out) is not None


@pytest.mark.parametrize(
    "after", [OLD[1:], [article("望春工业园区", "2020", "65", "3.2"), *OLD[1:]], [OLD[0], *OLD[2:], NEW]]
)
def test_made_again_where_texts_changed_or_are_gone(after: list[Article], out: Path, tmp_path: Path):
    current(out)
    write(out, after)
    planned = update(out)
    assert planned.note.startswith(
        "已索引的有 1 篇变了或不在了,索引重新建立 / the index is made again, articles changed or gone: 1"
    )
    assert len(planned.todo) == len(after)
    planned.carry_out()
    late = article("望春工业园区", "2023", "70", "3.9")
    whole = load_reuse(write(tmp_path / "whole", [*after, late]))
    assert rows(compared(out, late)[0]) == rows(whole, late.path)


def test_a_park_that_was_told_otherwise(out: Path):
    entries = current(out).entries
    moved = article("望春工业园区", "2020", "64", "3.2")
    moved.park = "磐口产业园区"
    write(out, [moved, *OLD[1:]])
    assert update(out).note == ""
    parks = [entry.park for entry in current(out).entries]
    assert sorted(parks) == ["xx工业集中区", "望春工业园区", "磐口产业园区", "鹤浦化工园区"]
    assert {entry.digest for entry in current(out).entries} == {entry.digest for entry in entries}


def test_names_of_one_park(out: Path):
    elsewhere = article("望春新城", "2022", "93", "3.5")
    by_name = {one.relation for one in found_in(compared(out, elsewhere)[0])}
    told = {one.relation for one in found_in(compared(out, elsewhere, told={"望春新城": "望春工业园区"})[0])}
    assert "own_earlier" not in by_name
    assert "own_earlier" in told


def test_an_article_that_is_there_already(out: Path):
    again = article("望春工业园区", "2021", "86", "3.5", plan=OWN_PLAN)
    reuse, twins = compared(out, again)
    assert twins == [Twin(Place(HERE + again.path, 1), Place(again.path, 1))]
    sources = {side.source for one in found_in(reuse) for side in (one.a, one.b)}
    assert sources == {HERE + again.path, OLD[0].path, OLD[2].path, OLD[3].path}


def test_new_files_are_compared_with_one_another(out: Path):
    draft = article("望春工业园区", "2024", "93", "4.1", plan=PLAN + OWN_PLAN)
    reuse, twins = compared(out, NEW, draft)
    pairs = {(one.a.source, one.b.source) for one in found_in(reuse)}
    assert (HERE + NEW.path, HERE + draft.path) in pairs
    assert twins == []
    assert len(current(out).entries) == len(OLD), "new ones are not kept"


def test_results_that_change_meanwhile(out: Path):
    index = current(out)
    write(out, [article("望春工业园区", "2020", "65", "3.2"), *OLD[1:]])
    with pytest.raises(StoreError, match="再运行一次"):
        against(out, index, [mined(NEW)])


def test_nothing_in_common_and_nothing_at_all(out: Path):
    lone = replace(NEW, text="沧湖物流园区2024年小结\n食堂换了新灶具。", records=[])
    reuse, twins = compared(out, lone)
    assert (reuse.passages, twins, len(reuse.summaries)) == ((), [], 1)
    reuse, _ = compared(out)
    assert reuse.asked == frozenset()


def test_no_results(tmp_path: Path):
    for ask in (fitting, update):
        with pytest.raises(StoreError, match="这里没有结果"):
            ask(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []

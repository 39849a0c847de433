"""Files between the steps change nothing: the same passages in the same order, whatever the pieces are."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from summarymine.document import Span
from summarymine.errors import StoreError, SummaryMineError
from summarymine.reuse import archive, out_of_core
from summarymine.reuse.out_of_core import find_reuse_on_disk
from summarymine.reuse.passages import ReuseText, find_reuse
from summarymine.reuse.seeds import COARSE, FINE
from tests.benchmarks.reuse_archive import plant
from tests.reuse.making import article, reuse

PLANTED = [
    ReuseText(text, (Span(0, text.find("\n")),), str(2000 + number % 20))
    for number, text in enumerate(plant(300, 5).articles)
]
MODEL = "把安全生产责任落到每个岗位，对危险工艺逐一会诊，对查出的问题挂图销号，全年没有发生一起有责任的事故，受到上级通报表扬。"
TEMPLATE = [ReuseText(f"{chr(0x4E00 + 7 * n)}镇的总结\n{MODEL}其余各项工作正常。") for n in range(40)]


@pytest.mark.parametrize("syncmer", [FINE, COARSE])
@pytest.mark.parametrize(("part", "piece"), [(1000, 10**7), (64, 20_000), (7, 3_000)])
def test_the_same_passages(syncmer, part: int, piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in (("PART", part), ("RANGE", piece), ("BLOCK", piece)):
        monkeypatch.setattr(out_of_core, name, value)
    texts = [*PLANTED, *TEMPLATE, ReuseText(""), PLANTED[7]]
    wanted = list(find_reuse(texts, syncmer=syncmer))
    assert len(wanted) > 200
    assert list(find_reuse_on_disk(texts, tmp_path, syncmer=syncmer)) == wanted


def test_two_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name, value in (("PART", 60), ("RANGE", 20_000), ("BLOCK", 50_000)):
        monkeypatch.setattr(out_of_core, name, value)
    heard = []
    found = list(
        find_reuse_on_disk(iter(PLANTED), tmp_path, syncmer=COARSE, jobs=2, tell=lambda *step: heard.append(step))
    )
    assert found == list(find_reuse(PLANTED, syncmer=COARSE))
    assert [done for step, done, of in heard if step == "read"] == [1, 2, 3, 4, 5]
    for step in ("mark", "stretches", "link", "compare"):
        counts = [(done, of) for name, done, of in heard if name == step]
        assert len(counts) > 1
        assert counts == [(done, len(counts)) for done in range(1, len(counts) + 1)]


@pytest.mark.parametrize("texts", [[], [ReuseText("")], [ReuseText("，。")], [ReuseText("园区"), ReuseText("园区")]])
def test_nothing_to_find(texts: list[ReuseText], tmp_path: Path):
    assert list(find_reuse_on_disk(texts, tmp_path, syncmer=FINE)) == []


def test_half_characters_and_hidden_ones(tmp_path: Path):
    text = "全年完成投资3亿元，\ud800新建标准厂房四万平方米，引进装备制造企业九家，解决就业一千二百人，\U0001f600没有发生事故。"
    (found,) = find_reuse_on_disk([ReuseText(text), ReuseText("又\0" + text)], tmp_path, syncmer=FINE)
    assert (found.a.span, found.b.span) == (Span(0, len(text)), Span(2, len(text) + 2))


def test_too_many_characters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(out_of_core, "MOST_PLACES", 30)
    with pytest.raises(SummaryMineError, match="分批比较"):
        list(find_reuse_on_disk(TEMPLATE, tmp_path, syncmer=FINE))


def test_a_great_archive_is_compared_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    years = [
        article("望春园区", year, firms, "3.2") for year, firms in (("2020", "64"), ("2021", "86"), ("2022", "91"))
    ]
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    in_memory = reuse(*years)
    monkeypatch.setattr(archive, "find_reuse", None)
    monkeypatch.setattr(archive, "IN_MEMORY", 100)
    monkeypatch.setattr(archive, "MOST_JOBS", 1)
    assert len(in_memory.passages) > 3
    assert reuse(*years).passages == in_memory.passages
    assert list(tmp_path.iterdir()) == [], "nothing stays"


def test_no_room_for_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    monkeypatch.setattr(archive, "IN_MEMORY", 0)
    with pytest.raises(StoreError, match="TMPDIR"):
        reuse(article("望春园区", "2020", "64", "3.2"))

"""An index gives what comparing all texts at once gives, however it was filled, and survives being saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarymine.errors import StoreError
from summarymine.reuse.index import Index
from summarymine.reuse.passages import ReuseText, find_reuse
from summarymine.reuse.seeds import MEDIUM
from tests.benchmarks.reuse_archive import plant

TEXTS = [ReuseText(text, date=str(2000 + number // 10)) for number, text in enumerate(plant(150, 3).articles)]
LAST = len(TEXTS) - 1


SHARING = sorted({one.b.text for one in find_reuse(TEXTS, syncmer=MEDIUM) if one.b.text >= 120})


@pytest.mark.parametrize("step", [1, 40, 150])
def test_it_finds_what_comparing_everything_finds(step: int):
    assert len(SHARING) > 2
    for number in SHARING[:3]:
        index = Index()
        for first in range(0, number, step):
            index.add(TEXTS[first : min(first + step, number)])
        assert len(index) == number
        found = [(passage.kind, passage.a, passage.b) for passage in index.compare(TEXTS[number])]
        wanted = [
            (one.kind, one.a, one.b) for one in find_reuse(TEXTS[: number + 1], syncmer=MEDIUM) if one.b.text == number
        ]
        assert found == wanted


def test_saved_and_loaded(tmp_path: Path):
    index = Index()
    index.add(TEXTS[:100])
    index.save(tmp_path)
    first = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npy")}
    index = Index.load(tmp_path)
    index.add(TEXTS[100:120])
    index.save(tmp_path)
    kept = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.npy")}
    assert first.items() < kept.items(), "what was there is not written again"
    again = Index.load(tmp_path)
    assert again.dates == index.dates
    assert [again.text(number) for number in (0, 99, 100, 119)] == [TEXTS[number].text for number in (0, 99, 100, 119)]
    for text in TEXTS[120:]:
        assert list(again.compare(text)) == list(index.compare(text))


def test_another_index_takes_the_folder(tmp_path: Path):
    for texts in (TEXTS[:20], TEXTS[20:40]):
        index = Index()
        index.add(texts)
        index.save(tmp_path)
        assert Index.load(tmp_path).text(0) == texts[0].text
        assert len(list(tmp_path.glob("*.npy"))) == 8


def test_an_empty_index(tmp_path: Path):
    index = Index()
    index.add([])
    assert list(index.compare(TEXTS[0])) == []
    index.save(tmp_path)
    assert len(Index.load(tmp_path)) == 0


@pytest.mark.parametrize(
    "said", [None, "{", '{"format": 0}', '{"format": 1, "syncmer": [6, 3], "parts": ["0-1"], "dates": []}']
)
def test_no_index(said: str | None, tmp_path: Path):
    if said is not None:
        (tmp_path / "index.json").write_text(said, "utf-8")
    with pytest.raises(StoreError):
        Index.load(tmp_path)

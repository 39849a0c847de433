"""What the scores on the gold set lose when its texts get dirty, where ``SUMMARYMINE_GOLD`` names its folder.

``python -m tests.benchmarks.noise`` prints the whole table. That labels move along exactly is tested without the set.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import regex

from summarymine.api import load
from summarymine.clean import fold
from tests.benchmarks.noise import SPANS, clean, dirty_copy, falls, own_labels, places, scores
from tests.marked import read_marks
from tests.noise import NOISES, wrapped
from tests.test_gold import folder
from tests.test_noise import PARAGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.benchmarks.noise import Noise, Scores

RATES = ("indicator found", "indicator row", "date value")
ALLOWED = 2.0
"""Points (hundredths) that a rate may fall under a noise."""
MORE = {
    # Rows of tables: a row that is broken in the middle of a cell loses its columns, so that the text says less than
    # the labels do (38 of the 51 figures that are lost).
    ("narrow", "indicator row"): 3.0,
}
"""What is measured to fall by more, and how far it may."""


@pytest.fixture(scope="module")
def measure() -> Callable[[Noise], Scores]:
    gold, nlp = folder("SUMMARYMINE_GOLD"), load()
    return lambda noise: scores(gold, gold.parent / "score.py", nlp, noise)


@pytest.fixture(scope="module")
def before(measure: Callable[[Noise], Scores]) -> Scores:
    return measure(clean)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_a_noise_costs_few_points(noise: Noise, measure: Callable[[Noise], Scores], before: Scores) -> None:
    fell = falls(before, measure(noise))
    allowed = {rate: MORE.get((noise.__name__, rate), ALLOWED) for rate in RATES}
    assert {rate: fell[rate] for rate in RATES if fell[rate] > allowed[rate]} == {}


def bare(text: str) -> str:
    """The text without all that a noise puts in or changes."""
    return regex.sub(r"[\s\p{Cf}]|（\p{Latin}{1,6}）", "", fold(text)).replace("。", ".")


def test_the_exceptions_are_of_noises_and_rates_that_exist() -> None:
    assert {name for name, _ in MORE} <= {noise.__name__ for noise in NOISES}
    assert {rate for _, rate in MORE} <= set(RATES)


@pytest.mark.parametrize("noise", NOISES, ids=lambda noise: noise.__name__)
def test_labels_move_along(noise: Noise, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    for number, prose in enumerate(PARAGRAPHS):
        (tmp_path / "archive" / f"{number}.txt").write_bytes(read_marks(prose)[0].encode())
    own_labels(tmp_path / "archive", load("fast"), tmp_path / "labelled")
    dirty_copy(tmp_path / "labelled", noise, tmp_path / "dirty")

    index = [json.loads(line) for line in (tmp_path / "dirty" / "index.jsonl").read_text("utf-8").splitlines()]
    assert len(index) == len(PARAGRAPHS)
    kinds = set()
    for document in index:
        text = (tmp_path / "dirty" / "texts" / document["file"]).read_bytes().decode()
        assert text == noise((tmp_path / "labelled" / "texts" / document["file"]).read_bytes().decode())
        was, now = (
            json.loads((tmp_path / kind / f"{document['id']}.json").read_text("utf-8"))
            for kind in ("labelled", "dirty")
        )
        for kind in SPANS:
            for old, new in zip(was[kind], now[kind], strict=True):
                assert text[new["start"] : new["end"]] == new["text"]
                assert bare(new["text"]) == bare(old["text"])
                assert {k: v for k, v in new.items() if k not in ("start", "end", "text")} == {
                    k: v for k, v in old.items() if k not in ("start", "end", "text")
                }
                kinds.add(kind)
    assert kinds == {"indicators", "dates", "sections"}


@pytest.mark.parametrize("dirty", ["税收3亿", "税收增3亿元", "税收3亿元元", "税收8亿元", ""])
def test_what_takes_out_or_rewrites_is_no_noise(dirty: str) -> None:
    with pytest.raises(ValueError, match="the noise took something out or put words in"):
        places("税收3亿元", dirty)


def test_a_place_is_that_of_the_character() -> None:
    text = "税收3亿元，增长8%。" * 4
    where = places(text, wrapped(text))
    assert [wrapped(text)[i] for i in where[:-1]] == list(text)
    assert where[-1] == len(wrapped(text))

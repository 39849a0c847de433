"""The time that an audit takes grows in proportion to what there is to audit, whatever is in it."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from summarymine.corpus.archive import archive_of
from summarymine.corpus.audit import audit
from summarymine.records import DocumentRecord, IndicatorRecord, Mention, ProblemRecord, ProjectRecord, Record
from tests.linear import too_dear

if TYPE_CHECKING:
    from collections.abc import Callable

BRICK = 40
"""Characters of a text that a record stands for."""


def document(number: int) -> DocumentRecord:
    year = f"{1000 + number % 8000}"
    return DocumentRecord(
        id=f"d{number}", source=f"{number}.txt", article=1, start=0, end=1, text="总", section=(), rule="", score=1,
        title="总结", org="", park="望春工业园区", park_origin="text", type="总结", period=year, year=year,
        year_origin="text", signed="", conflicts="", sha256="",
    )  # fmt: skip


def figure(number: int, source: int, **said: object) -> IndicatorRecord:
    fields: dict[str, object] = {
        "name": "税收", "indicator": "tax", "subject": "", "value": Decimal(number + 1) * 10**8, "unit": "元",
        "base_value": Decimal(number + 1) * 10**8, "base_unit": "元", "bound": "exact", "measure": "level",
        "status": "actual", "basis": "", "period": "", "masked": False, "sentence": "税收。",
    }  # fmt: skip
    return IndicatorRecord(
        id=f"i{number}", source=f"{source}.txt", article=1, start=number * BRICK, end=number * BRICK + 3, text=f"{number + 1}亿元",
        section=(), rule="indicator.before", score=1, **(fields | said),
    )  # type: ignore[arg-type]  # fmt: skip


def rates(number: int) -> IndicatorRecord:
    """Amounts, targets and rates of one quantity by turns, all in one sentence."""
    percent = {"unit": "%", "base_unit": "%", "value": Decimal(7), "base_value": Decimal(7)}
    said: list[dict[str, object]] = [
        {}, {"status": "target"}, {"status": "previous"}, {"measure": "growth", "basis": "yoy", **percent},
        {"measure": "completion", "basis": "target", **percent}, {"measure": "share", **percent},
    ]  # fmt: skip
    return figure(number, 0, **said[number % len(said)])


def problem(number: int, source: int) -> ProblemRecord:
    return ProblemRecord(
        id=f"p{number}", source=f"{source}.txt", article=1, start=0, end=1, text="用地紧张", section=(), rule="", score=1,
        category="土地",
    )  # fmt: skip


def project(number: int, source: int) -> ProjectRecord:
    stage = ("signed", "building", "done", "preparing")[number % 4]
    return ProjectRecord(
        id=f"j{number}", source=f"{source}.txt", article=1, start=0, end=6, text="望春面业项目", section=(), rule="", score=1,
        name="望春面业项目", mentions=(Mention(0, 6, "望春面业项目"),), stage=stage,
    )  # fmt: skip


def one_text(make: Callable[[int], Record]) -> Callable[[int], list[Record]]:
    return lambda count: [document(0), *map(make, range(count))]


def one_a_text(make: Callable[[int, int], Record]) -> Callable[[int], list[Record]]:
    return lambda count: [record for number in range(count) for record in (document(number), make(number, number))]


SHAPES: dict[str, Callable[[int], list[Record]]] = {
    "rates in one sentence": one_text(rates),
    "a list of amounts in one sentence": one_text(lambda number: figure(number, 0, unit="个", base_unit="个")),
    "amounts in as many sentences": one_text(lambda number: figure(number, 0, sentence=f"税收{number}。")),
    "amounts in as many texts": one_a_text(figure),
    "problems in as many texts": one_a_text(problem),
    "problems in one text": one_text(lambda number: problem(number, 0)),
    "projects in as many texts": one_a_text(project),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_time_grows_with_the_number_of_records(shape: str) -> None:
    def measure(text: str) -> dict[str, float]:
        records = SHAPES[shape](len(text) // BRICK)
        texts = {record.source: "其中" * len(text) for record in records[:1]}
        archive = archive_of(records, texts)
        begin = time.process_time()
        audit(archive)
        return {shape: time.process_time() - begin}

    assert too_dear("园".__mul__, measure) == []

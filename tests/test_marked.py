"""The helpers of the other tests can fail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.api import mine_text
from summarymine.records import IndicatorRecord, ProjectRecord, Record, SectionRecord
from tests.marked import Mark, assert_grounded, assert_marks, read_marks

if TYPE_CHECKING:
    from collections.abc import Callable

PROSE = """望榆园区2019年工作总结
一、项目建设
恒泰纺织二期项目开工建设，完成投资⟦投资 value=350000000 unit=元 masked=false|3.5亿元⟧。
"""


def test_marks_become_places_in_the_plain_text() -> None:
    text, marks = read_marks("完成⟦投资 value=100..200 unit=元 basis=|100—200元⟧，⟦2019|2019年⟧。")

    assert text == "完成100—200元，2019年。"
    assert marks == [
        Mark(2, 10, "100—200元", "投资", {"value": "100..200", "unit": "元", "basis": ""}),
        Mark(11, 16, "2019年", "2019", {}),
    ]


@pytest.mark.parametrize("prose", ["⟦投资|", "投资⟧", "⟦投资⟧", "⟦|3元⟧", "⟦投 资|3元⟧", "⟦a|⟦b|3元⟧⟧"])
def test_a_mark_that_is_not_well_formed_is_refused(prose: str) -> None:
    with pytest.raises(ValueError, match="not well formed"):
        read_marks(prose)


def test_marks_and_findings_must_agree_in_every_field() -> None:
    text, marks = read_marks(PROSE)
    records = [r for r in mine_text(text) if isinstance(r, IndicatorRecord)]

    assert_marks(marks, records)
    for wrong in ([], [*records, *records], [replace(records[0], value=None)], [replace(records[0], name="税收")]):
        with pytest.raises(AssertionError):
            assert_marks(marks, wrong)
    with pytest.raises(AssertionError):
        assert_marks([], records)


def _mined(kind: type[Record]) -> tuple[str, list[Record], int]:
    text, _ = read_marks(PROSE)
    records = mine_text(text)
    return text, records, next(i for i, r in enumerate(records) if isinstance(r, kind))


def test_mined_records_are_grounded() -> None:
    text, records, _ = _mined(Record)
    assert [r.record for r in records] == ["document", "date", "section", "project", "indicator"]
    assert_grounded(text, records)


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        (IndicatorRecord, lambda r: {"text": r.text + "。"}),
        (IndicatorRecord, lambda r: {"start": r.start + 1, "text": r.text[1:], "sentence": "别处的一句"}),
        (IndicatorRecord, lambda r: {"section": ("一、项目建设", "（一）用地")}),
        (IndicatorRecord, lambda r: {"end": r.start, "text": ""}),
        (SectionRecord, lambda r: {"body_start": r.end - 1}),
        (SectionRecord, lambda r: {"body_end": r.body_end + 50}),
        (ProjectRecord, lambda r: {"mentions": (replace(r.mentions[0], text="恒泰"),)}),
        (ProjectRecord, lambda r: {"start": r.start + 1, "text": r.text[1:]}),
    ],
)
def test_a_record_off_its_ground_is_noticed(kind: type[Record], spoil: Callable[[Any], dict[str, Any]]) -> None:
    text, records, at = _mined(kind)
    records[at] = replace(records[at], **spoil(records[at]))

    with pytest.raises(AssertionError):
        assert_grounded(text, records)


def test_two_records_of_one_id_are_noticed() -> None:
    text, records, _ = _mined(Record)
    with pytest.raises(AssertionError, match="ids"):
        assert_grounded(text, [*records, records[-1]])

"""The public contract: records survive JSON, schemas refuse what is none."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarymine.records import (
    CATEGORIES,
    KINDS,
    STAGES,
    STATUSES,
    Column,
    IndicatorRecord,
    Mention,
    Record,
    columns,
    from_dict,
    schema,
    schemas,
    to_dict,
)
from tests import factory

# A number of fifteen digits is a JSON number without loss.
NUMBERS = st.integers(-(10**15) + 1, 10**15 - 1).flatmap(
    lambda digits: st.integers(0, 8).map(lambda places: Decimal(digits).scaleb(-places))
)
OFFSETS = st.integers(0, 10**9)
BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=12),
    "integer": OFFSETS,
    "number": st.floats(0, 1),
    "boolean": st.booleans(),
    "value": st.one_of(st.none(), NUMBERS, st.tuples(NUMBERS, NUMBERS)),
    "texts": st.lists(st.text(max_size=8), max_size=3).map(tuple),
    "mentions": st.lists(st.builds(Mention, OFFSETS, OFFSETS, st.text(max_size=8)), min_size=1, max_size=3).map(tuple),
}


def _field(column: Column) -> st.SearchStrategy[Any]:
    return st.sampled_from(column.values) if column.values else BY_TYPE[column.type]


RECORDS: st.SearchStrategy[Record] = st.one_of(
    *(st.builds(kind, **{column.name: _field(column) for column in columns(kind)}) for kind in KINDS.values())
)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(RECORDS)
def test_records_survive_json_and_fit_their_schemas(record: Record) -> None:
    text = json.dumps(to_dict(record), ensure_ascii=False)
    data = json.loads(text)

    jsonschema.validate(data, schema(record.record), cls=jsonschema.Draft202012Validator)
    assert from_dict(data) == record
    assert json.dumps(to_dict(from_dict(data)), ensure_ascii=False) == text


def test_what_a_record_prints() -> None:
    record = next(r for r in factory.records() if r.text == "80—100人")
    assert to_dict(record) == {
        "record": "indicator",
        "id": "indicator-0058",
        "source": "望榆园区/2019年总结.txt",
        "article": 1,
        "start": record.start,
        "end": record.end,
        "text": "80—100人",
        "section": ["一、工作回顾", "(一)经济运行"],
        "place": "",
        "rule": "by.hand",
        "score": 1.0,
        "name": "新增就业",
        "indicator": "",
        "subject": "",
        "value": [80, 100],
        "unit": "人",
        "base_value": [80, 100],
        "base_unit": "人",
        "bound": "at_least",
        "measure": "level",
        "status": "forecast",
        "basis": "",
        "period": "2019",
        "masked": False,
        "sentence": record.sentence,  # type: ignore[attr-defined]
    }


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Decimal("350000000"), 350000000),
        (Decimal("3.5"), 3.5),
        (Decimal("3.50"), 3.5),
        (Decimal("1E+2"), 100),
        (Decimal("-0.25"), -0.25),
        ((Decimal(80), Decimal("100.5")), [80, 100.5]),
        (None, None),
    ],
)
def test_values_are_plain_numbers(value: Any, plain: Any) -> None:
    record = factory.indicator("35.6亿元", "工业总产值", value, "元")
    printed = to_dict(record)["value"]
    assert (printed, type(printed)) == (plain, type(plain))
    assert from_dict(to_dict(record)) == record


@pytest.mark.parametrize("kind", KINDS)
def test_every_record_of_the_factory_fits(kind: str) -> None:
    found = [r for r in factory.records() if r.record == kind]
    assert found
    for record in found:
        jsonschema.validate(to_dict(record), schema(kind), cls=jsonschema.Draft202012Validator)


def _printed(kind: str) -> dict[str, Any]:
    return to_dict(next(r for r in factory.records() if r.record == kind))


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("indicator", {"record": "project"}),
        ("indicator", {"start": -1}),
        ("indicator", {"start": 1.5}),
        ("indicator", {"start": "1"}),
        ("indicator", {"article": None}),
        ("indicator", {"score": 1.1}),
        ("indicator", {"section": "一、工作回顾"}),
        ("indicator", {"section": [1]}),
        ("indicator", {"value": "3.5"}),
        ("indicator", {"value": [1]}),
        ("indicator", {"value": [1, 2, 3]}),
        ("indicator", {"value": [1, None]}),
        ("indicator", {"measure": "amount"}),
        ("indicator", {"status": ""}),
        ("indicator", {"bound": "about"}),
        ("indicator", {"basis": None}),
        ("indicator", {"masked": 1}),
        ("indicator", {"unknown": ""}),
        ("project", {"stage": "finished"}),
        ("project", {"mentions": []}),
        ("project", {"mentions": [{"start": 0, "end": 2}]}),
        ("project", {"mentions": [{"start": 0, "end": 2, "text": "恒泰", "name": ""}]}),
        ("problem", {"category": "水电"}),
        ("document", {"type": "报告"}),
        ("document", {"title": None}),
        ("section", {"role": "problems"}),
        ("section", {"level": -1}),
        ("date", {"value": 2019}),
    ],
)
def test_schemas_refuse_wrong_values(kind: str, wrong: dict[str, Any]) -> None:
    right = _printed(kind)
    jsonschema.validate(right, schema(kind), cls=jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(right | wrong, schema(kind), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("kind", KINDS)
def test_schemas_refuse_a_missing_field_and_so_does_the_reader(kind: str) -> None:
    right = _printed(kind)
    assert list(right) == ["record", *(column.name for column in columns(KINDS[kind]))]
    for name in right:
        less = {key: value for key, value in right.items() if key != name}
        with pytest.raises(jsonschema.ValidationError, match=name):
            jsonschema.validate(less, schema(kind), cls=jsonschema.Draft202012Validator)
        with pytest.raises(KeyError, match=name):
            from_dict(less)


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(KeyError, match="person"):
        schema("person")
    with pytest.raises(KeyError, match="person"):
        from_dict(_printed("date") | {"record": "person"})


def test_schemas_are_schemas() -> None:
    made = dict(schemas())
    assert list(made) == list(KINDS)
    for kind, one in made.items():
        jsonschema.Draft202012Validator.check_schema(one)
        assert one["title"] == kind
        assert one["additionalProperties"] is False
        assert one["properties"]["record"] == {"const": kind, "title": "记录"}


def test_every_column_says_what_it_is_in_both_languages() -> None:
    for kind in (*KINDS.values(), Mention):
        made = columns(kind)
        assert len({column.zh for column in made}) == len(made)
        for column in made:
            assert column.zh and column.about and column.width > 0
            assert column.type in {*BY_TYPE}


def test_closed_lists() -> None:
    assert len(CATEGORIES) == len(set(CATEGORIES)) == 14
    assert STAGES[0] == "" and STATUSES[0] == "actual"
    measure = next(column for column in columns(IndicatorRecord) if column.name == "measure")
    assert measure.values == ("level", "growth", "change", "share", "completion")


def test_records_are_frozen_and_compared_by_value() -> None:
    first, second = factory.records()[3], factory.records()[3]
    assert first == second and hash(first) == hash(second)
    with pytest.raises(FrozenInstanceError):
        first.start = 0  # type: ignore[misc]

import json
from decimal import Decimal

from summarymine.records import KINDS, Record, columns
from summarymine.store.flat import flat, flat_columns, spread
from tests.factory import indicator, make, place, records


def by_kind(kind: str) -> list[Record]:
    return [record for record in records() if record.record == kind]


def test_columns_are_those_of_the_contract_with_two_for_a_value():
    for kind, record in KINDS.items():
        names = [column.name for column in flat_columns(kind)]
        assert [name for name in names if not name.endswith("_high")] == [column.name for column in columns(record)]
    assert [(c.name, c.zh) for c in flat_columns("indicator") if c.type == "value"] == [
        ("value", "数值"),
        ("value_high", "数值上限"),
        ("base_value", "基准数值"),
        ("base_value_high", "基准数值上限"),
    ]


def test_rows_have_exactly_the_columns_in_their_order():
    for record in records():
        names = [column.name for column in flat_columns(record.record)]
        assert list(flat(record)) == list(spread(record)) == names


def test_values_become_a_number_a_pair_or_nothing():
    found = [(row["value"], row["value_high"]) for row in map(flat, by_kind("indicator"))]
    assert found == [(3560000000, None), (8.5, None), (80, 100), (None, None), (-0.25, None)]


def test_headings_are_joined_and_mentions_are_json():
    (project,) = by_kind("project")
    row = flat(project)
    assert row["section"] == "一、工作回顾 > (二)项目建设"
    assert "恒泰二期" in row["mentions"]
    assert json.loads(row["mentions"]) == spread(project)["mentions"]
    start, end = place("恒泰二期", 1)
    assert spread(project)["mentions"][2] == {"start": start, "end": end, "text": "恒泰二期"}


def test_half_a_surrogate_pair_is_replaced_wherever_it_stands():
    record = indicator("35.6亿元", "产值\ud800", Decimal(1), section=("一\udfff、",))
    assert flat(record)["name"] == "产值\ufffd"
    assert flat(record)["section"] == "一\ufffd、"
    assert make(KINDS["problem"], "供水管网老化", category="其他").category == "其他"

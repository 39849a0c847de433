from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.errors import LexiconError
from summarymine.lexicons import load_toml
from summarymine.values.taxonomy import IndicatorType, heads, indicator_id, indicator_types, parse_indicator_types
from summarymine.values.units import units

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("地区生产总值", "gdp"),
        ("GDP", "gdp"),
        ("规上工业总产值", "industrial_output_large"),
        ("工业总产值", "industrial_output"),
        ("全区固定资产投资", "fixed_investment"),
        ("园区固定资产投资", "fixed_investment"),
        ("全区全区固定资产投资", ""),
        ("货场吞吐", ""),
        ("", ""),
        ("园区", ""),
    ],
)
def test_a_name_gives_its_indicator(name: str, id_: str):
    assert indicator_id(name) == id_


def test_a_name_of_the_taxonomy_is_found_before_its_qualifier_is_left_out():
    # 全社会固定资产投资 would be 固定资产投资 without its beginning.
    for name, kind in indicator_types().items():
        assert indicator_id(name) == kind.id


def test_every_indicator_is_measured_in_a_known_dimension():
    known = {unit.dimension for unit in units().values()} | {"", "money/area"}
    assert {kind.dimension for kind in indicator_types().values()} <= known


def test_the_longest_name_at_the_end_of_a_text_is_found():
    found = heads().search("望榆园区规模以上工业总产值")
    assert found is not None
    assert found.group() == "规模以上工业总产值"
    assert heads().search("工业总产值的变化") is None


def test_a_lexicon_gives_every_name():
    kind = IndicatorType("tax", "税收", ("税收收入",), "money")
    data = {"tax": {"name": "税收", "alias": ["税收收入"], "dimension": "money"}}
    assert parse_indicator_types(data) == {"税收": kind, "税收收入": kind}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda d: d["gdp"].update(nmae="…"),
            "indicators.toml [gdp]: unknown key nmae (allowed: alias, dimension, name)",
        ),
        (lambda d: d["gdp"].pop("alias"), "indicators.toml [gdp]: alias missing"),
        (lambda d: d["gdp"].update(alias="GDP"), "indicators.toml [gdp]: alias must be a list of names"),
        (
            lambda d: d["gdp"]["alias"].append("工业总产值"),
            "indicators.toml: 工业总产值 stands in gdp and industrial_output",
        ),
        (lambda d: d["gdp"]["alias"].append("GDP"), "indicators.toml: GDP stands in gdp and gdp"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_the_reason(change: Callable[[dict[str, Any]], object], message: str):
    data = copy.deepcopy(dict(load_toml("indicators")))
    change(data)
    with pytest.raises(LexiconError) as caught:
        parse_indicator_types(data)
    assert str(caught.value) == message

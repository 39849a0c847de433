from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.errors import LexiconError
from summarymine.lexicons import load_toml
from summarymine.values.units import Unit, find_unit, parse_units, to_base, units

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("spelling", "name", "dimension", "base"),
    [
        ("元", "元", "money", "元"),
        ("元人民币", "元", "money", "元"),
        ("美元", "美元", "usd", "美元"),
        ("US$", "美元", "usd", "美元"),
        ("港币", "港元", "hkd", "港元"),
        ("€", "欧元", "eur", "欧元"),
        ("㎡", "平方米", "area", "平方米"),
        ("m²", "平方米", "area", "平方米"),
        ("m2", "平方米", "area", "平方米"),
        ("亩", "亩", "area", "平方米"),
        ("km", "公里", "length", "米"),
        ("m³", "立方米", "volume", "立方米"),
        ("吨", "吨", "mass", "千克"),
        ("吨标煤", "吨标准煤", "coal", "吨标准煤"),
        ("kWh", "千瓦时", "energy", "千瓦时"),
        ("MW", "兆瓦", "power", "千瓦"),
        ("kVA", "千伏安", "apparent_power", "千伏安"),
        ("‰", "‰", "percent", "%"),
        ("百分点", "个百分点", "points", "个百分点"),
        ("家次", "家次", "count", "家次"),
        ("分", "分", "count", "分"),
        ("个小时", "小时", "time", "天"),
    ],
)
def test_a_spelling_names_its_unit(spelling: str, name: str, dimension: str, base: str):
    unit = find_unit(spelling)
    assert unit is not None
    assert (unit.name, unit.dimension, unit.base) == (name, dimension, base)


@pytest.mark.parametrize(
    ("spelling", "name", "dimension"),
    [
        ("元/亩", "元/亩", "money/area"),
        ("元/㎡", "元/平方米", "money/area"),
        ("吨/日", "吨/日", "mass/time"),
        ("元/平方米·月", "元/平方米·月", "money/area/time"),
        ("元/平方米/月", "元/平方米/月", "money/area/time"),
        ("吨标煤/万元", "吨标准煤/万元", "coal/money"),
        ("元/千瓦时", "元/千瓦时", "money/energy"),
        ("件/百人", "件/百人", "count/count"),
        ("微克/立方米", "微克/立方米", "mass/volume"),
    ],
)
def test_a_compound_unit_is_its_own_base(spelling: str, name: str, dimension: str):
    assert find_unit(spelling) == Unit(name, dimension, name)
    assert find_unit(name) == Unit(name, dimension, name)


@pytest.mark.parametrize("text", ["", "匹", "元/匹", "匹/元", "/元", "元/", "元//亩", "元/万", "日", "月", "万元"])
def test_what_is_no_unit_is_none(text: str):
    assert find_unit(text) is None


@pytest.mark.parametrize(
    ("value", "unit", "base_value"),
    [
        ("1.5", "亩", "1000"),
        ("1", "亩", "666.666667"),
        ("3", "公里", "3000"),
        ("2", "平方公里", "2000000"),
        ("5", "公顷", "50000"),
        ("12.5", "吨", "12500"),
        ("3", "‰", "0.3"),
        ("8.5", "%", "8.5"),
        ("36", "小时", "1.5"),
        ("-4.6", "元", "-4.6"),
        ("0", "亩", "0"),
    ],
)
def test_values_in_the_base_unit_are_exact_or_rounded_to_six_places(value: str, unit: str, base_value: str):
    found = to_base(Decimal(value), units()[unit])
    assert str(found) == base_value


def test_currencies_and_points_never_convert():
    for name in ("元", "美元", "港元", "欧元", "个百分点", "%", "倍", "家", "户"):
        assert units()[name].factor == 1
    assert units()["%"].dimension != units()["个百分点"].dimension


def test_every_unit_of_a_dimension_has_the_same_base_and_a_factor_above_nothing():
    bases: dict[str, set[str]] = {}
    for unit in units().values():
        assert unit.factor > 0
        if unit.dimension != "count":
            bases.setdefault(unit.dimension, set()).add(unit.base)
    assert {dimension: len(found) for dimension, found in bases.items() if len(found) != 1} == {}
    assert all(unit.base == unit.name for unit in units().values() if unit.dimension == "count")


def test_every_base_is_a_unit_of_its_own_dimension_with_factor_one():
    for unit in units().values():
        base = units()[unit.base]
        assert (base.dimension, base.factor) == (unit.dimension, 1)


def broken(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = copy.deepcopy(dict(load_toml("units")))
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["money"].update(bas="元"), "units.toml [money]: unknown key bas (allowed: base, units)"),
        (
            lambda d: d["area"]["units"][0].update(alais=["平"]),
            "units.toml [area]: unknown key alais (allowed: alias, factor, name, strict)",
        ),
        (lambda d: d["area"]["units"].append({"name": "亩"}), "units.toml [area]: 亩 stands in two entries"),
        (
            lambda d: d["usd"]["units"].append({"name": "刀", "alias": ["元"]}),
            "units.toml [usd]: 元 stands in two entries",
        ),
        (lambda d: d["area"]["units"].append({"alias": ["垧"]}), "units.toml [area]: an entry has no name"),
        (lambda d: d["area"]["units"].append({"name": ""}), "units.toml [area]: an entry has no name"),
        (
            lambda d: d["area"]["units"].append({"name": "垧", "factor": 10000}),
            'units.toml [area] 垧: factor must be written exactly, as "0.1" or "2000/3"',
        ),
        (lambda d: d["area"]["units"].append({"name": "垧", "factor": "一万"}), "units.toml [area] 垧: factor must be"),
        (lambda d: d["area"]["units"].append({"name": "垧", "factor": "1/0"}), "units.toml [area] 垧: factor must be"),
        (lambda d: d["area"]["units"].append({"name": "垧", "factor": "0"}), "units.toml [area] 垧: factor must be"),
        (
            lambda d: d["area"]["units"].append({"name": "垧", "strict": "yes"}),
            "units.toml [area] 垧: strict must be true or false",
        ),
        (
            lambda d: d["area"]["units"].append({"name": "垧", "alias": "晌"}),
            "units.toml [area] 垧: alias must be a list of spellings",
        ),
        (lambda d: d["area"].pop("base"), "units.toml [area]: base and units are needed"),
        (lambda d: d["area"].pop("units"), "units.toml [area]: base and units are needed"),
    ],
)
def test_a_wrong_lexicon_is_refused_with_the_reason(change: Callable[[dict[str, Any]], object], message: str):
    with pytest.raises(LexiconError) as caught:
        parse_units(broken(change))
    assert str(caught.value).startswith(message)


def test_a_lexicon_gives_every_spelling():
    data = {"area": {"base": "平方米", "units": [{"name": "亩", "alias": ["畝"], "factor": "2000/3", "strict": True}]}}
    unit = Unit("亩", "area", "平方米", Fraction(2000, 3), strict=True)
    assert parse_units(data) == {"亩": unit, "畝": unit}

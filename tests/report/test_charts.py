from __future__ import annotations

from decimal import Decimal

import pytest

from summarymine.report.charts import Curve, Point, axis_end, heat, lines, ranking, stacked


def points(**values: str) -> dict[str, Point]:
    return {f"20{year[1:]}": Point(Decimal(value), f"id{year}", f"20{year[1:]}年") for year, value in values.items()}


def test_lines_have_gaps_targets_and_parts_of_years() -> None:
    curve = Curve(points(y21="3.5", y23="4"), points(y22="2"), points(y23="5"))
    option = lines(["2021", "2022", "2023"], {"望榆园区": curve})
    whole, target, part = option["series"]
    assert whole["data"] == [
        {"value": 3.5, "record": "idy21", "name": "2021年"}, None, {"value": 4, "record": "idy23", "name": "2023年"},
    ]  # fmt: skip
    assert (target["type"], target["symbol"], [one and one["value"] for one in target["data"]]) == (
        "scatter", "diamond", [None, None, 5],
    )  # fmt: skip
    assert (part["symbol"], [one and one["value"] for one in part["data"]]) == ("triangle", [None, 2, None])
    assert option["legend"]["show"] is False, "one line needs none"


def test_eight_lines_are_told_apart_without_colours() -> None:
    curves = {f"园区{at}": Curve(points(y21="1", y22="2"), {}, {}) for at in range(8)}
    series = lines(["2021", "2022"], curves)["series"]
    assert len({(one["symbol"], one["lineStyle"]["type"]) for one in series}) == 8


@pytest.mark.parametrize(
    ("values", "end"),
    [
        ((2, 3, 4, 100), "4.8"),
        ((2, 3, 4, 60), None),
        ((2, 100), None),
        ((0, 0, 0, 100), None),
        ((1, 2, 3, 4, 5, 6, 500, 600), "7.2"),
        ((), None),
    ],
    ids=["25 times", "15 times", "too few to tell", "nothing to compare with", "two of eight", "none"],
)
def test_a_slip_of_magnitude_does_not_flatten_the_rest(values: tuple[int, ...], end: str | None) -> None:
    assert axis_end(map(Decimal, values)) == (None if end is None else Decimal(end))


def test_ranking_says_its_values() -> None:
    option = ranking(["望榆园区"], [Point(Decimal("4.50"), "a")], "亿元")
    assert option["series"][0]["label"]["formatter"] == "{c} 亿元"
    assert option["series"][0]["data"] == [{"value": 4.5, "record": "a"}]


def test_heat_map_places_counts() -> None:
    option = heat(["2021", "2022"], ["土地", "资金"], {("资金", "2021"): 9, ("土地", "2022"): 1})
    assert [one["value"] for one in option["series"][0]["data"]] == [[1, 0, 1], [0, 1, 9]]
    assert option["series"][0]["data"][1]["label"] == {"color": "#fff"}, "white on dark"


def test_small_pieces_of_bars_have_no_number() -> None:
    option = stacked(["2021"], [("在建", "#0072B2", [50]), ("停滞", "#D55E00", [1])])
    assert [one["data"][0]["label"]["show"] for one in option["series"]] == [True, False]

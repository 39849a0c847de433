from __future__ import annotations

from decimal import Decimal

import pytest

from summarymine.report.charts import Curve, Point, axis_end, heat, lines, ranking, stacked


def points(**values: str) -> dict[str, Point]:
    return {f"20{year[1:]}": Point(Decimal(value), f"id{year}", f"20{year[1:]}年") for year, value in values.items()}


def test_lines_have_gaps_targets_and_parts_of_years() -> None:
    curve = Curve(points(y21="3.5", y23="4"), points(y22="2"), points(y23="5"))
    figure = lines(["2021", "2022", "2023"], {"望榆园区": curve})
    target, part, whole = figure["data"]  # hollow marks lie below the line
    assert (whole["x"], whole["y"], whole["connectgaps"]) == (["2021", "2022", "2023"], [3.5, None, 4], False)
    assert whole["customdata"] == ["idy21", "", "idy23"]
    assert whole["hovertext"] == ["望榆园区 2021年：3.5", "", "望榆园区 2023年：4"]
    assert (target["mode"], target["marker"]["symbol"], target["y"]) == ("markers", "diamond", [None, None, 5])
    assert (part["mode"], part["marker"]["symbol"], part["y"]) == ("markers", "triangle-up", [None, 2, None])
    assert figure["layout"]["showlegend"] is False, "one line needs none"
    assert figure["layout"]["xaxis"]["type"] == "category", "years are no numbers"


def test_eight_lines_are_told_apart_without_colours() -> None:
    curves = {f"园区{at}": Curve(points(y21="1", y22="2"), {}, {}) for at in range(8)}
    traces = lines(["2021", "2022"], curves)["data"]
    assert len({(one["marker"]["symbol"], one["line"]["dash"]) for one in traces}) == 8


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
    bars, said = ranking(["望榆<园区>"], [Point(Decimal("4.50"), "a")], "亿元")["data"]
    assert (bars["x"], bars["y"], bars["customdata"]) == ([4.5], ["望榆&lt;园区&gt;"], ["a"])
    assert (said["mode"], said["x"], said["text"]) == ("text", [4.5], [" 4.5 亿元"])


def test_heat_map_places_counts() -> None:
    [cells] = heat(["2021", "2022"], ["土地", "资金"], {("资金", "2021"): 9, ("土地", "2022"): 1})["data"]
    assert (cells["x"], cells["y"], cells["z"]) == (["2021", "2022"], ["土地", "资金"], [[None, 1], [9, None]])
    assert cells["hovertext"] == [["", "土地，2022：1"], ["资金，2021：9", ""]]


def test_small_pieces_of_bars_have_no_number() -> None:
    traces = stacked(["2021"], [("在建", "#0072B2", [50]), ("停滞", "#D55E00", [1])])["data"]
    assert [(one["y"], one["text"]) for one in traces] == [([50], ["50"]), ([1], [""])]

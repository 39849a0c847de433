"""The panel of `corpora/demo` against the developments that its authors planted: each is one series, year by year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from summarymine.corpus.panel import RESULT
from tests.truth import truth

if TYPE_CHECKING:
    from decimal import Decimal

    from summarymine.corpus.archive import Archive

HIDDEN = "xx县工业集中区"
"""Its years are hidden, so there is no order in time."""
PARTS = {"2020": "2020-01/2020-06", "2022": "2022-01/2022-09"}
"""What 云峤 reports on in place of whole years."""
NOT_FOUND = "全省高新区综合评价位次"
"""A rank is no figure by the guidelines."""
RIGHT = 0.88
"""The share of planted values that stand in the series that has most of them; what is missing has another name in its text."""


def stated(value: Decimal | tuple[Decimal, Decimal] | None) -> float | None:
    return None if value is None else float(value[0] if isinstance(value, tuple) else value)


def test_planted_developments_are_series(demo: Archive):
    series: defaultdict[Any, dict[str, float | None]] = defaultdict(dict)
    for key, cell in demo.cells.items():
        if key.side == RESULT and key.measure in ("level", "share"):
            series[key.park, key.series, key.measure, key.unit][key.period] = stated(cell.best.record.value)
    planted = found = 0
    for line in truth("development"):
        if line["park"] == HIDDEN or line["name"] == NOT_FOUND:
            continue
        planted += len(line["values"])
        found += max(
            sum(
                any(values.get(at) == value for at in (year, PARTS.get(year, year)))
                for year, value in line["values"].items()
            )
            for (park, *_), values in series.items()
            if park == line["park"]
        )
    assert planted > 400
    assert found / planted >= RIGHT, f"{found} of {planted}"

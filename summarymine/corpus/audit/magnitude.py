"""Magnitudes out of line with the park's own series: 万 for 亿, or neither (出口创汇8500美元)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, Quantity, hidden
from summarymine.corpus.audit.sums import amount, shown
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.corpus.facts import Fact

_LEAP = 1000
_TINY = 100_000
_OF_ONE = regex.compile(r"均|每|单位|/|最低|补贴|奖|工资|价格|费|待遇")
_WHOLE = frozenset(
    {"export", "import", "trade_total", "fdi_used", "fdi_contracted", "gdp", "industrial_output", "industrial_output_large",
     "fixed_investment", "industrial_investment", "tax", "fiscal_revenue", "funds_arrived", "main_revenue", "output"}
)  # fmt: skip


def magnitudes(index: Index) -> Iterator[Finding]:
    """Amounts a thousand times more or less than all others of their series."""
    series: dict[tuple[str, Quantity, bool, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if fact.bare or record.measure != "level" or record.bound != "exact" or not fact.value or amount(fact) is None:
            continue
        key = (fact.park, Quantity.of(fact), fact.series.cumulative, record.base_unit)
        series.setdefault(key, []).append(fact)
        if (
            record.indicator in _WHOLE and not fact.series.subject and record.value == fact.value
            and 0 < fact.value < _TINY and record.unit in ("元", "美元") and not _OF_ONE.search(record.name)
            and "万" not in record.text and "亿" not in record.text and record.status == "actual"
        ):  # fmt: skip
            yield _tiny(fact)
    for facts in series.values():
        yield from _leaps(facts)


def _leaps(facts: list[Fact]) -> Iterator[Finding]:
    """The figure that is far from all others, which are near each other."""
    ordered = sorted(facts, key=lambda fact: abs(fact.value or Decimal(0)))
    for odd, others in ((ordered[0], ordered[1:]), (ordered[-1], ordered[:-1])):
        if not others or odd.value is None or len({fact.value for fact in facts}) < 2:
            continue
        near, far = (others[0].value, others[-1].value) if odd is ordered[0] else (others[-1].value, others[0].value)
        if near is None or far is None or not far:
            continue
        big, small = sorted((abs(near), abs(odd.value)), reverse=True)
        if not small or big / small < _LEAP or max(abs(near), abs(far)) / min(abs(near), abs(far)) >= _LEAP:
            continue
        money = odd.record.base_unit in ("元", "美元")
        other = min(others, key=lambda fact: (fact.period != odd.period, abs(fact.value or Decimal(0))))
        times = big / small
        message = (
            f"{odd.series.subject}{odd.series.name}{odd.period}为{shown(odd)}，而{other.period}为{shown(other)}，"
            f"相差约{round(times):,}倍；疑万、亿误写"
        )
        severity = "high" if money and any(hidden(one) is False for one in (odd, other)) else "medium"
        yield Finding(
            "magnitude", severity, odd.park, odd.period, message, (odd.record.id, other.record.id), other.value, odd.value,
            odd.record.base_unit,
        )  # fmt: skip
        return


def _tiny(fact: Fact) -> Finding:
    message = f"{fact.series.name}写作{shown(fact)}，园区的这项指标不会这样小；疑漏写万、亿"
    return Finding(
        "magnitude",
        "medium",
        fact.park,
        fact.period,
        message,
        (fact.record.id,),
        None,
        fact.value,
        fact.record.base_unit,
    )

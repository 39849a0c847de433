"""Magnitudes out of line with the park's own series: 万 for 亿, or neither (出口创汇8500美元)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, Quantity
from summarymine.corpus.audit.sums import amount, shown
from summarymine.corpus.findings import Finding
from summarymine.corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact

_LEAP = 1000
_TINY = 100_000
_OF_ONE = regex.compile(r"均|每|最低|补贴|奖|工资|价格|费|待遇")
_MAGNITUDE = regex.compile(r"[百千万亿萬億]")


def magnitudes(index: Index) -> Iterator[Finding]:
    """Amounts a thousand times more or less than all others of their series, and totals of a park that are a firm's."""
    series: dict[tuple[str, Quantity, bool, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if (
            fact.bare
            or _OF_ONE.search(record.name)
            or record.measure != "level"
            or record.bound != "exact"
            or not fact.value
            or amount(fact) is None
        ):
            continue
        if not (record.text[:1].isdecimal() or _MAGNITUDE.search(record.text)):
            continue  # 三元 is the beginning of many a name
        key = (fact.park, Quantity.of(fact), fact.series.cumulative, record.base_unit)
        series.setdefault(key, []).append(fact)
        if _is_tiny(fact, fact.value):
            yield _tiny(fact)
    for facts in series.values():
        found = _leap(facts)
        if found is not None:
            yield found


def _size(fact: Fact) -> Decimal:
    return abs(fact.value or Decimal(0))


def _leap(facts: Sequence[Fact]) -> Finding | None:
    """The smallest or the largest figure, where it is far from all others, which are near each other."""
    ordered = sorted(facts, key=_size)
    for odd, others in ((ordered[0], ordered[1:]), (ordered[-1], ordered[:-1])):
        if not others or _size(others[-1]) >= _size(others[0]) * _LEAP:
            continue
        next_to = others[0] if odd is ordered[0] else others[-1]
        small, big = sorted((_size(odd), _size(next_to)))
        if big >= small * _LEAP:
            return _finding(odd, min(others, key=lambda fact: fact.period != odd.period), big / small)
    return None


def _finding(odd: Fact, other: Fact, times: Decimal) -> Finding:
    message = (
        f"{odd.series.subject}{odd.series.name}：{odd.period}为{shown(odd)}，{other.period}为{shown(other)}，"
        f"相差约{round(times):,}倍；疑万、亿误写"
    )
    severity = "high" if odd.record.base_unit in ("元", "美元") else "medium"
    records = (odd.record.id, other.record.id)
    return Finding(
        "magnitude", severity, odd.park, odd.period, message, records, other.value, odd.value, odd.record.base_unit
    )


def _is_tiny(fact: Fact, value: Decimal) -> bool:
    """Whether a total of the park is in plain 元 and less than a hundred thousand."""
    record = fact.record
    return (
        record.indicator in vocabulary().park_totals
        and not fact.series.subject
        and 0 < value < _TINY
        and record.status == "actual"
        and record.unit in ("元", "美元")
        and not _OF_ONE.search(record.name)
        and not _MAGNITUDE.search(record.text)
    )


def _tiny(fact: Fact) -> Finding:
    message = f"{fact.series.name}写作{shown(fact)}，园区的这项指标不会这样小；疑漏写万、亿"
    unit = fact.record.base_unit
    return Finding("magnitude", "medium", fact.park, fact.period, message, (fact.record.id,), None, fact.value, unit)

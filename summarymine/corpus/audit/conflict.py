"""The same quantity with different values, in one text or in two texts of one park about one period."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from summarymine.corpus.audit.index import Index, Quantity, distinct, hidden, settled
from summarymine.corpus.audit.sums import amount, shown, slip
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact
    from summarymine.corpus.intervals import Interval

_NEAR = Fraction(3, 2)
_MEASURES = ("level", "growth")


def conflicts(index: Index) -> Iterator[Finding]:
    """Quantities with several values."""
    cells: dict[tuple[str, Quantity, bool, str, str, str, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if fact.bare or record.measure not in _MEASURES or record.status not in ("actual", "previous"):
            continue
        if amount(fact) is None or not fact.period or (hidden(fact) and record.status == "previous"):
            continue
        if record.measure == "growth" and record.basis != "yoy":
            continue
        key = (fact.park, Quantity.of(fact), fact.series.cumulative, settled(fact), record.measure, record.basis, record.base_unit)
        cells.setdefault(key, []).append(fact)
    for facts in cells.values():
        found = _judge(facts)
        if found is not None:
            yield found


def _judge(facts: Sequence[Fact]) -> Finding | None:
    ends = [(fact, found) for fact in facts if (found := amount(fact)) is not None]
    low = max(ends, key=lambda pair: pair[1].low)
    high = min(ends, key=lambda pair: pair[1].high)
    if low[1].low <= high[1].high or not _comparable(facts):
        return None
    word = _slip(ends)
    if not word and (high[1].high <= 0 or low[1].low > high[1].high * _NEAR):
        return None
    texts = {fact.place for fact in facts}
    said = distinct(facts)
    listed = "，".join(f"《{_title(fact)}》{fact.record.name}{shown(fact)}" for fact in said)
    where = "同一篇中" if len(texts) == 1 else "各篇"
    message = f"{where}{facts[0].series.name}（{settled(facts[0])}）前后不一：{listed}；四舍五入容许的范围不相交" + (
        f"；疑{word}误写" if word else ""
    )
    if word:
        return Finding(
            "magnitude", "high", facts[0].park, facts[0].period, message, tuple(fact.record.id for fact in said)
        )
    severity = "high" if len(texts) == 1 else "medium"
    return Finding(
        "conflict", severity, facts[0].park, facts[0].period, message, tuple(fact.record.id for fact in said)
    )


def _comparable(facts: Sequence[Fact]) -> bool:
    """Whether figures are one quantity said twice, not a list of several: each sentence has one of them."""
    sentences = [(fact.place, fact.record.sentence) for fact in facts]
    return len(set(sentences)) == len(sentences)


def _slip(ends: Sequence[tuple[Fact, Interval]]) -> str:
    ordered = sorted(ends, key=lambda pair: pair[1].low)
    return slip(ordered[0][1], ordered[-1][1]) if ordered[0][0].record.measure == "level" else ""


def _title(fact: Fact) -> str:
    return fact.document.title or fact.record.source.rpartition("/")[2]

"""The same quantity with different values, in one text or in two texts of one park about one period."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, Quantity, distinct, hidden, settled
from summarymine.corpus.audit.sums import amount, shown, slip
from summarymine.corpus.facts import plain_name
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact, Place
    from summarymine.corpus.intervals import Interval

_NEAR = Fraction(3, 2)
_TELLING = 4
_AVERAGE = regex.compile(r"年均|平均|累计|五年|\d年")
_AHEAD = regex.compile(r"计划|控制|预期|预计|力争|将|目标|争取")
_MEASURES = ("level", "growth")


def conflicts(index: Index) -> Iterator[Finding]:
    """Quantities with several values."""
    cells: dict[tuple[bool, str, Quantity, bool, str, str, str, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if fact.bare or record.measure not in _MEASURES or record.status not in ("actual", "previous"):
            continue
        if amount(fact) is None or not fact.period or (hidden(fact) and record.status == "previous"):
            continue
        if _AHEAD.search(index.ahead(fact, 16)) or index.behind(fact, 4).endswith(("目标", "任务")):
            continue
        if record.measure == "growth" and (record.basis != "yoy" or _AVERAGE.search(index.ahead(fact, 12))):
            continue
        if not record.indicator and record.unit == "次":
            continue
        if not record.indicator and not fact.series.subject and len(plain_name(record.name)) < _TELLING:
            continue
        # 新签约11个 and 12个签约项目待批: what is new is not all there is.
        new = record.name.startswith("新")
        key = (
            new,
            fact.park,
            Quantity.of(fact),
            fact.series.cumulative,
            settled(fact),
            record.measure if record.measure == "level" else plain_name(record.name),
            record.basis,
            record.base_unit,
        )
        cells.setdefault(key, []).append(fact)
    for facts in cells.values():
        found = _judge(_said_once(facts))
        if found is not None:
            yield found


def _judge(facts: Sequence[Fact]) -> Finding | None:
    ends = [(fact, found) for fact in facts if (found := amount(fact)) is not None]
    if len(ends) < 2:
        return None
    low = max(ends, key=lambda pair: pair[1].low)
    high = min(ends, key=lambda pair: pair[1].high)
    if low[1].low <= high[1].high:
        return None
    word = _slip(ends)
    if not word and (high[1].high <= 0 or low[1].low > high[1].high * _NEAR):
        return None
    texts = {fact.place for fact in facts}
    said = distinct(facts)
    named = [f"{fact.record.subject}{fact.record.name}{shown(fact)}" for fact in said]
    if len(texts) > 1:
        named = [f"《{_title(fact)}》{words}" for fact, words in zip(said, named, strict=True)]
    listed = "，".join(named)
    where = "同一篇中" if len(texts) == 1 else "各篇"
    message = f"{where}{facts[0].series.name}（{settled(facts[0])}）前后不一：{listed}；四舍五入容许的范围不相交" + (
        f"；疑{word}误写" if word else ""
    )
    if word:
        return Finding(
            "magnitude", "high", facts[0].park, facts[0].period, message, tuple(fact.record.id for fact in said)
        )
    severity = "high" if len(texts) == 1 and facts[0].record.measure == "level" else "medium"
    return Finding(
        "conflict", severity, facts[0].park, facts[0].period, message, tuple(fact.record.id for fact in said)
    )


def _said_once(facts: Sequence[Fact]) -> list[Fact]:
    """The figures of sentences that say a quantity once; what only goes on from the first of a sentence is of parts.

    Of a list with a name for each nothing can be told: 总投资3亿元的…、总投资2亿元的….
    """
    sentences: dict[tuple[Place, str], list[Fact]] = {}
    for fact in facts:
        sentences.setdefault((fact.place, fact.record.sentence), []).append(fact)
    return [
        listed[0]
        for listed in sentences.values()
        if all(fact.record.rule == "indicator.carried" for fact in listed[1:])
    ]


def _slip(ends: Sequence[tuple[Fact, Interval]]) -> str:
    ordered = sorted(ends, key=lambda pair: pair[1].low)
    return slip(ordered[0][1], ordered[-1][1]) if ordered[0][0].record.measure == "level" else ""


def _title(fact: Fact) -> str:
    return fact.document.title or fact.record.source.rpartition("/")[2]

"""Targets that a later text of the park replaces without a word.

Two targets in one text are what was set and what is striven for; they are no finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, Quantity, distinct, hidden
from summarymine.corpus.audit.sums import amount, shown
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact

_NEAR = 2
_SAID = regex.compile(
    r"调整|调减|调增|调高|调低|调至|修订|修正|重新(?:确定|下达|核定)|上级|县下达|市下达|省下达|力争|奋斗|考核"
)


def replaced(index: Index) -> Iterator[Finding]:
    """Targets of one period that differ."""
    cells: dict[tuple[str, Quantity, bool, str, str, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if fact.bare or record.status != "target" or record.measure != "level" or hidden(fact):
            continue
        if amount(fact) is None or record.bound == "approx" or _SAID.search(index.ahead(fact, 24)):
            continue
        key = (fact.park, Quantity.of(fact), fact.series.cumulative, fact.period, record.measure, record.base_unit)
        cells.setdefault(key, []).append(fact)
    for facts in cells.values():
        found = _judge(sorted(facts, key=lambda fact: (fact.document.period, fact.place, fact.record.start)))
        if found is not None:
            yield found


def _judge(facts: Sequence[Fact]) -> Finding | None:
    sentences = [(fact.place, fact.record.sentence) for fact in facts]
    if len(set(sentences)) != len(sentences):
        return None
    first = facts[0]
    for later in facts[1:]:
        one, other = amount(first), amount(later)
        if one is None or other is None or one.meets(other) or first.place == later.place:
            continue
        if max(one.high, other.high) > min(one.low, other.low) * _NEAR:
            continue
        message = (
            f"《{_title(first)}》定{first.period}年{first.series.name}目标{shown(first)}，"
            f"《{_title(later)}》却按{shown(later)}，未作说明"
        )
        return Finding(
            "target_replaced", "medium", first.park, first.period, message,
            tuple(fact.record.id for fact in distinct(facts)), first.value, later.value, first.record.base_unit,
        )  # fmt: skip
    return None


def _title(fact: Fact) -> str:
    return fact.document.title or fact.record.source.rpartition("/")[2]

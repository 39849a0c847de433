"""Shares of more than the whole, and shares that part ÷ whole does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, Quantity, distinct, settled
from summarymine.corpus.audit.sums import amount, number, quotient, rate, shown, stretch
from summarymine.corpus.facts import plain_name
from summarymine.corpus.findings import Finding
from summarymine.corpus.intervals import Interval, ratio
from summarymine.values.taxonomy import indicator_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact, Place

_OF = regex.compile(
    r"(?:占(?:到|了)?(?P<whole>[^，。；：、占\d]{2,20}?)(?:的(?:比重|比例|份额)?(?:达到|达|为|已达)?|比重(?:达到|达|为)?)|占比(?:达到|达|为)?|比重(?:达到|达|为|提高到|上升到)?|占)"
    r"(?:约|近)?$"
)
_ALL = Interval.exactly(100)
_LEFT = 40


def shares(index: Index) -> Iterator[Finding]:
    """Shares that cannot be right."""
    wholes: dict[tuple[Place, str, str], list[Fact]] = {}
    for fact in index.facts:
        record = fact.record
        if record.measure == "level" and record.status == "actual" and not fact.series.subject and fact.value:
            wholes.setdefault((fact.place, Quantity.of(fact).what, settled(fact)), []).append(fact)
    for fact in index.facts:
        if fact.record.measure != "share" or fact.record.status not in ("actual", "previous"):
            continue
        told = _OF.search(index.ahead(fact, _LEFT))
        stated = rate(fact)
        if told is None or stated is None:
            continue
        part = index.before(fact, fact.record.status)
        found = wholes.get((fact.place, _named(told["whole"] or ""), settled(fact)), [])
        pair = _pair(part, found)
        if stated.low > _ALL.high:
            yield _too_much(fact, told["whole"] or "", part, pair)
        elif pair and not any(done.meets(stated) for _, done in pair):
            yield _other(fact, told["whole"], part, *pair[0])


def _named(whole: str) -> str:
    """What a whole is, as figures of it are found: 全区规上工业总产值."""
    name = plain_name(whole)
    return indicator_id(whole) or indicator_id(name) or name


def _pair(part: Fact | None, wholes: Sequence[Fact]) -> list[tuple[Fact, Interval]]:
    one = amount(part) if part else None
    if part is None or one is None:
        return []
    pairs = []
    for whole in distinct(wholes[:6]):
        other = amount(whole)
        if other and other.low > 0 and whole.record.base_unit == part.record.base_unit and whole is not part:
            pairs.append((whole, ratio(one, other)))
    return pairs


def _too_much(fact: Fact, whole: str, part: Fact | None, pair: list[tuple[Fact, Interval]]) -> Finding:
    message = f"{fact.record.subject}{fact.record.name}占{whole or '比'}{shown(fact)}，部分不会超过整体（100%）"
    records = [fact.record.id]
    computed = None
    if part and pair:
        other, done = pair[0]
        computed = quotient(part, other)
        message += f"；{number(part)}÷{number(other)}＝{computed}%，四舍五入容许{stretch(done)}"
        records = [part.record.id, other.record.id, fact.record.id]
    return Finding("share", "high", fact.park, fact.period, message, tuple(records), computed, fact.value, "%")


def _other(fact: Fact, whole: str, part: Fact | None, other: Fact, done: Interval) -> Finding:
    assert part is not None
    message = (
        f"{part.series.subject}{part.series.name}{shown(part)}，{whole}{shown(other)}：{number(part)}÷{number(other)}＝{quotient(part, other)}%，"
        f"四舍五入容许{stretch(done)}，文中写{shown(fact)}"
    )
    records = (part.record.id, other.record.id, fact.record.id)
    return Finding("share", "medium", fact.park, fact.period, message, records, quotient(part, other), fact.value, "%")

"""Shares of more than the whole, and shares that part ÷ whole does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.corpus.audit.index import Index, Quantity, distinct, settled, status_of
from summarymine.corpus.audit.sums import amount, number, quotient, rate, shown, stretch
from summarymine.corpus.facts import plain_name
from summarymine.corpus.findings import Finding
from summarymine.corpus.intervals import Interval, ratio
from summarymine.values.taxonomy import indicator_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact, Place

_OF = regex.compile(
    r"(?:占(?:到|了)?(?P<whole>[^，。；：、占\d]{2,20}?)(?:的(?:比重|比例|份额)?(?:达到|达|为|已达)?|比重(?:达到|达|为)?)"
    r"|占比(?:达到|达|为)?|比重(?:达到|达|为|提高到|上升到)?|占)(?:约|近)?$"
)
_INLINE = regex.compile(r"的(?:比重(?:达到|达|为)?)?(?:约|近)?")
_IS_PART = regex.compile(r"占(?:到|了)?[^，。；：、]{0,14}$")
_ALL = Interval.exactly(100)
_LEFT = 40
_TRIED = 6


class Pair(NamedTuple):
    """A part and a whole, with the share that they give."""

    part: Fact
    whole: Fact
    share: Interval


def shares(index: Index) -> Iterator[Finding]:
    """Shares that cannot be right."""
    wholes = _wholes(index)
    for fact in index.facts:
        stated = rate(fact) if fact.record.measure == "share" else None
        if stated is None or status_of(fact) not in ("actual", "previous"):
            continue
        last = index.last(fact)
        part = index.before(fact, status_of(fact))
        if part is None and last and last.record.measure == "level" and last.record.name == fact.record.name:
            part = last
        told = _OF.search(index.ahead(fact, _LEFT))
        if last and _INLINE.fullmatch(index.between(last, fact)) and _IS_PART.search(index.ahead(last, _LEFT)):
            # 占全部企业70家的60%: the whole is told on the spot.
            name, found = last.record.name, [last]
        elif told is not None:
            name = told["whole"] or ""
            found = wholes.get((fact.place, _named(name), settled(fact)), [])
        else:
            continue
        pairs = _pairs(part, found)
        if stated.low > _ALL.high:
            yield _too_much(fact, name, pairs)
        elif pairs and not any(pair.share.meets(stated) for pair in pairs):
            yield _other(fact, name, pairs[0])


def _wholes(index: Index) -> dict[tuple[Place, str, str], list[Fact]]:
    """The park's own amounts by text, quantity and period."""
    wholes: dict[tuple[Place, str, str], list[Fact]] = {}
    for fact in index.facts:
        if fact.record.measure == "level" and status_of(fact) == "actual" and not fact.series.subject and fact.value:
            wholes.setdefault((fact.place, Quantity.of(fact).what, settled(fact)), []).append(fact)
    return wholes


def _named(whole: str) -> str:
    """What a whole is, as figures of it are found: 全区规上工业总产值."""
    name = plain_name(whole)
    return indicator_id(whole) or indicator_id(name) or name


def _pairs(part: Fact | None, wholes: Sequence[Fact]) -> list[Pair]:
    one = amount(part) if part else None
    if part is None or one is None:
        return []
    pairs = []
    for whole in distinct(wholes[:_TRIED]):
        other = amount(whole)
        if other and other.low > 0 and whole.record.base_unit == part.record.base_unit and whole is not part:
            pairs.append(Pair(part, whole, ratio(one, other)))
    return pairs


def _sum(pair: Pair) -> str:
    divided = f"{number(pair.part)}÷{number(pair.whole)}＝{quotient(pair.part, pair.whole)}%"
    return f"{divided}，四舍五入容许{stretch(pair.share)}"


def _too_much(fact: Fact, whole: str, pairs: Sequence[Pair]) -> Finding:
    record = fact.record
    message = f"{record.subject}{record.name}占{whole or '比'}{shown(fact)}，部分不会超过整体（100%）"
    if not pairs:
        return Finding("share", "high", fact.park, fact.period, message, (record.id,), None, fact.value, "%")
    part, other, _ = pairs[0]
    records, computed = (part.record.id, other.record.id, record.id), quotient(part, other)
    return Finding(
        "share", "high", fact.park, fact.period, f"{message}；{_sum(pairs[0])}", records, computed, fact.value, "%"
    )


def _other(fact: Fact, whole: str, pair: Pair) -> Finding:
    part, other, _ = pair
    message = f"{part.record.subject}{part.record.name}{shown(part)}，{whole}{shown(other)}：{_sum(pair)}，文中写{shown(fact)}"
    records, computed = (part.record.id, other.record.id, fact.record.id), quotient(part, other)
    return Finding("share", "medium", fact.park, fact.period, message, records, computed, fact.value, "%")

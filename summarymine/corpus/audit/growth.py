"""Growth stated against the value of the period before, within a sentence and between the texts of two years."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, distinct, settled, status_of, year_before
from summarymine.corpus.audit.sums import amount, number, quotient, rate, shown, slip, stretch
from summarymine.corpus.findings import Finding
from summarymine.corpus.intervals import Interval, growth
from summarymine.corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact

_TRIED = 12
_AVERAGE = regex.compile(r"年均|平均|年递增|每年")
_ADJUSTED = regex.compile(r"同口径|可比口径|可比价|可比|扣除|剔除|不变价|按.{0,4}口径|还原|实际增长|名义|调整后")
_CLOSE = 1
# Prices that move more than this in a year are hardly what parts a real rate from amounts at current prices.
_PRICES = Interval(Fraction(-10), Fraction(30))
_RATES = 100


def growths(index: Index) -> Iterator[Finding]:
    """Rates of growth that the two amounts do not give."""
    for fact in index.facts:
        record = fact.record
        if record.measure != "growth" or status_of(fact) not in ("actual", "previous") or fact.bare:
            continue
        stated = rate(fact)
        if stated is None or record.basis == "mom" or _AVERAGE.search(index.ahead(fact, 12)):
            continue
        # 比上年的126件少38件，下降30.2%: the amount that is nearest is not always the one that grew.
        values = index.all_before(fact, status_of(fact))
        if values and settled(values[0]) != settled(fact):
            continue
        found = _judge(fact, stated, _rates(values, index.all_before(fact, "previous")), near=True)
        if found is None and record.basis == "yoy" and status_of(fact) == "actual":
            found = _judge(fact, stated, _across(index, fact, values), near=False)
        if found is not None:
            yield found


def _across(index: Index, fact: Fact, values: Sequence[Fact]) -> list[tuple[Fact, Fact, Interval]]:
    """What the amounts before it in its sentence, else in its text, and those of the year before give."""
    period = settled(fact)
    values = [value for value in values or index.said(fact, period, "actual") if settled(value) == period]
    earlier = distinct(index.known(values[0], year_before(period))) if values else []
    return _rates(values, earlier)


def _rates(values: Sequence[Fact], earlier: Sequence[Fact]) -> list[tuple[Fact, Fact, Interval]]:
    """What the amounts give, each with each."""
    return [
        (one, other, found)
        for one, other in islice(product(values, earlier), _TRIED)
        if one.record.base_unit == other.record.base_unit and (found := _grown(one, other))
    ]


def _grown(now: Fact, before: Fact) -> Interval | None:
    one, other = amount(now), amount(before)
    return growth(one, other) if one and other and other.low > 0 else None


def _judge(fact: Fact, stated: Interval, pairs: list[tuple[Fact, Fact, Interval]], *, near: bool) -> Finding | None:
    if not pairs or any(found.meets(stated) for _, _, found in pairs):
        return None
    now, before, found = pairs[0]
    word = slip(found + Interval.exactly(_RATES), stated + Interval.exactly(_RATES))
    real = any(name in f"{fact.series.name}{fact.record.name}" for name in vocabulary().real_growth)
    adjusted = _ADJUSTED.search(fact.record.sentence)
    if (real and (found - stated).meets(_PRICES)) or (adjusted and not word):
        return None
    close = min(abs(found.low - stated.high), abs(stated.low - found.high)) < _CLOSE
    severity = "high" if word or (near and not real) else "low" if close or real else "medium"
    message = (
        f"{now.record.name}{shown(now)}，{'上年' if fact.record.basis == 'yoy' else '上期'}{shown(before)}：{number(now)}÷{number(before)}－1＝{quotient(now, before) - 100}%，"
        f"四舍五入容许{stretch(found)}，文中写{_said(fact)}"
    )
    if word:
        message += f"；疑{word}误写"
    elif real:
        message += "；增加值的增速按可比价计算，与现价之比本不相同，但相差过大"
    return Finding(
        "magnitude" if word else "growth", severity, fact.park, fact.period, message,
        (now.record.id, before.record.id, fact.record.id), quotient(now, before) - 100, fact.value, "%",
    )  # fmt: skip


def _said(fact: Fact) -> str:
    falls = fact.value is not None and fact.value < 0 and not fact.record.text.lstrip().startswith(("-", "－"))
    return f"{'下降' if falls else '增长'}{shown(fact)}"

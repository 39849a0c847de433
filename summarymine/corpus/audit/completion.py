"""Completion stated against value ÷ target.

A target that stands in another sentence counts where it is said before the rate: what a text sets out to reach behind it is
often another one. Where a text names no target, that of an earlier text of the park is taken.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, distinct, settled, status_of
from summarymine.corpus.audit.sums import amount, number, quotient, rate, shown, slip, stretch
from summarymine.corpus.findings import Finding
from summarymine.corpus.intervals import Interval, ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.corpus.facts import Fact

_OF_THE_YEAR = regex.compile(r"(?:年度?|全年|年初)[\p{Han}]{0,6}(?:目标|任务|计划)的?$|(?:目标|任务|计划)的?$")
_TRIED = 12
_HUNDRED = Interval.exactly(100)


def completions(index: Index) -> Iterator[Finding]:
    """Rates of completion that no value and target of their text give."""
    for fact in index.facts:
        record = fact.record
        if record.measure != "completion" or status_of(fact) != "actual" or fact.bare:
            continue
        stated = rate(fact)
        if stated is None:
            continue
        pairs = list(_pairs(index, fact))
        if pairs and not any(_meets(done, stated) for _, _, done in pairs):
            yield _finding(fact, stated, *pairs[0])


def _pairs(index: Index, fact: Fact) -> Iterator[tuple[Fact, Fact, Interval]]:
    """Value and target, with the rate they give: those of its sentence, else of its text, else an earlier text's target."""
    period = settled(fact)
    values = index.all_before(fact, "actual") or distinct(index.said(fact, period, "actual"))
    aim = index.beside(fact, "target")
    aims = [aim] if aim else []
    whole = dict.fromkeys((period, fact.period[:4]))
    if not aims:
        aims = distinct(other for one in whole for other in index.said(fact, one, "target"))
        aims = [other for other in aims if "X" not in other.period and other.record.start < fact.record.start]
    if not aims and _OF_THE_YEAR.search(index.ahead(fact, 16)):
        aims = distinct(other for one in whole for other in index.aimed(fact, one))
    for value, target in islice(product(values, aims), _TRIED):
        one, other = amount(value), amount(target)
        alike = value.record.base_unit == target.record.base_unit
        if one and other and alike and other.low > 0:
            yield value, target, ratio(one, other)


def _meets(done: Interval, stated: Interval) -> bool:
    """Whether a rate is the one stated, or what is beyond the target is (超额8.9%)."""
    return done.meets(stated) or (done - _HUNDRED).meets(stated)


def _finding(fact: Fact, stated: Interval, value: Fact, target: Fact, done: Interval) -> Finding:
    word = slip(done, stated)
    near = value.record.sentence == target.record.sentence == fact.record.sentence
    aim = "目标" if target.place == fact.place else f"《{target.document.title}》所定目标"
    message = (
        f"{value.record.name}{shown(value)}，{aim}{shown(target)}：{number(value)}÷{number(target)}＝{quotient(value, target)}%，"
        f"四舍五入容许{stretch(done)}，文中写{shown(fact)}" + (f"；疑{word}误写" if word else "")
    )
    return Finding(
        "magnitude" if word else "completion", "high" if near or word else "medium", fact.park, fact.period, message,
        (value.record.id, target.record.id, fact.record.id), quotient(value, target), fact.value, "%",
    )  # fmt: skip

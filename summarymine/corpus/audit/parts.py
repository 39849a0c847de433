"""Parts against their sum: 新签约项目17个，其中食品类8个、建材类5个、其他类6个.

Many parts that a text names are not all, or overlap (规上企业, 高新技术企业). A sum is only held against the whole where
the parts are classes of one thing: two halves (出口, 进口), or three or more in one list that name the rest (其他), or that
miss the whole by less than the smallest of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.index import Index, status_of
from summarymine.corpus.audit.sums import amount, number, plain, shown, stretch
from summarymine.corpus.findings import Finding
from summarymine.corpus.intervals import Interval, total
from summarymine.corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.facts import Fact

_OPENS = regex.compile(r"其中|包括|包含|分别|中[，,]|[（(:：](?![^（(]{0,90}[）)])")
_ENDS = regex.compile(r"[。；;！？]")
_LIST = regex.compile(r"^[^。；;：:\d]{0,24}$")
_AMONG = regex.compile(r"^[\p{Han}“”]{0,20}中[，,]")
_SECTOR = regex.compile(r"第[一二三]产业|[一二三]产")
_OPENING = 90
_REACH = 6
_PARTS = 16


def sums(index: Index) -> Iterator[Finding]:
    """Wholes that their parts do not make."""
    for facts in index.sentences.values():
        for at in range(len(facts)):
            found = _judge(index, facts[at], parts) if (parts := _parts(index, facts, at)) else None
            if found is not None:
                yield found


def _parts(index: Index, facts: Sequence[Fact], at: int) -> Sequence[Fact]:
    """The list of parts that the figure at a place opens; other measures of the whole may stand between."""
    whole = facts[at]
    if not _counts(whole):
        return ()
    first = next((n for n in range(at + 1, min(at + _REACH, len(facts))) if _like(facts[n], whole)), None)
    if first is None:
        return ()
    between = index.between(whole, facts[first])
    opened = _OPENS.search(between) or _AMONG.search(index.behind(whole, 22))
    if not opened or len(between) > _OPENING or _ENDS.search(between):
        return ()
    end = first + 1
    while end < min(len(facts), first + _PARTS) and _like(facts[end], whole):
        if not _LIST.match(index.between(facts[end - 1], facts[end])):
            break
        end += 1
    return facts[first:end]


def _counts(fact: Fact) -> bool:
    record = fact.record
    return (
        record.measure == "level"
        and status_of(fact) == "actual"
        and fact.value is not None
        and record.rule != "indicator.table"
    )


def _like(part: Fact, whole: Fact) -> bool:
    return _counts(part) and part.record.base_unit == whole.record.base_unit


def _judge(index: Index, whole: Fact, parts: Sequence[Fact]) -> Finding | None:
    ends = [found for fact in parts if (found := amount(fact)) is not None]
    stated = amount(whole)
    if stated is None or len(ends) != len(parts) or len(parts) < 2:
        return None
    added = total(ends)
    if added.meets(stated) or not _exclusive(index, parts, added, stated):
        return None
    sum_ = "＋".join(number(part) for part in parts)
    unit = whole.record.unit
    added_shown = plain(sum_of(parts) / _scale(parts[0]))
    message = f"{whole.record.name}{shown(whole)}，分项{sum_}＝{added_shown}{_word(parts[0])}{unit}，与合计不符{_allowed(added, parts[0])}"
    records = (whole.record.id, *(part.record.id for part in parts))
    return Finding(
        "parts", "high", whole.park, whole.period, message, records, sum_of(parts), whole.value, whole.record.base_unit
    )


def sum_of(parts: Sequence[Fact]) -> Decimal:
    """The sum of figures as they are written, in their base unit."""
    return sum((part.value for part in parts if part.value is not None), Decimal(0))


def _scale(part: Fact) -> int:
    return {"亿": 10**8, "万": 10**4}.get(_word(part), 1)


def _word(part: Fact) -> str:
    text = number(part)
    return text[-1] if text[-1:] in ("亿", "万") else ""


def _allowed(added: Interval, part: Fact) -> str:
    if added.low == added.high:
        return ""
    size = Interval.exactly(_scale(part))
    return "；四舍五入容许" + stretch(added / size, f"{_word(part)}{part.record.unit}")


def _exclusive(index: Index, parts: Sequence[Fact], added: Interval, stated: Interval) -> bool:
    """Whether parts must add up to the whole."""
    known = vocabulary()
    told = [index.ahead(part, 14) for part in parts]
    names = [_name(words) + part.series.subject + part.record.name for words, part in zip(told, parts, strict=True)]
    if len(parts) == 2:
        return any(
            (one in names[0] and other in names[1]) or (other in names[0] and one in names[1])
            for one, other in known.halves
        )
    if any(any(word in name for word in known.others) for name in names[-1:]):
        return True
    smallest = min(part.value for part in parts if part.value is not None)
    missed = abs((added - stated).low + (added - stated).high) / 2
    classes = (
        _name(words).endswith(known.classes) or f"{part.series.subject}{part.record.name}".endswith(known.classes)
        for words, part in zip(told, parts, strict=True)
    )
    return missed < smallest and (all(classes) or all(_SECTOR.search(name) for name in names))


def _name(words: str) -> str:
    """The words of a clause that stand before its figure."""
    return regex.split(r"[，、；。：:（(\d]|其中|分别|包括", words)[-1].rstrip("有为达共")

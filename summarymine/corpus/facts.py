"""Facts: figures, each with the park and the time it is of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.corpus.vocabulary import vocabulary
from summarymine.records import DocumentRecord, IndicatorRecord, Record
from summarymine.values.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CUMULATIVE = regex.compile(r"累计|历年")
_TOTAL = regex.compile(
    r"(?:(?<!月|月份|季度|半年|全年|今年)累计|历年|总(?:面积|数|量|规模)(?:已)?(?:达|达到|为|有))[^，。；：、\d]{0,10}$"
)
_NEAR = 24
_SCOPE = regex.compile(
    r"(?:全区|全园|我区|园区|开发区|集中区|高新区)(?:现有|共有|已有|拥有|入驻|从业|在岗|的)?\p{Han}{0,4}$"
)
_FILLER = regex.compile(r"^(?:全区|园区|全园|我区|全年|新区|开发区|共|共计|总共|实现|完成)|[的了、，\s]")


class Place(NamedTuple):
    """Where an article stands: its file and its number in it."""

    source: str
    article: int


class Series(NamedTuple):
    """What is measured, whatever of it: its amount, its growth, its share.

    ``indicator`` is the id in the taxonomy or "", ``name`` the taxonomy's name or that of the text, ``subject`` whose it
    is where not the park's own, ``cumulative`` whether it is a total since the beginning.
    """

    indicator: str
    name: str
    subject: str
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of an article; ``park`` is the park's one name, see `summarymine.corpus.parks`."""

    record: IndicatorRecord
    document: DocumentRecord
    park: str

    @property
    def place(self) -> Place:
        """The article it stands in."""
        return Place(self.record.source, self.record.article)

    @property
    def period(self) -> str:
        """The time it is of; "" where unknown: 由…增加到 says nothing of when it was so."""
        unsaid = "" if self.record.status == "previous" else self.document.period
        return self.record.period or unsaid

    @property
    def value(self) -> Decimal | None:
        """Its value in the base unit, of a range the middle."""
        value = self.record.base_value
        return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value

    @property
    def series(self) -> Series:
        """What it measures."""
        record = self.record
        own = record.subject in vocabulary().own
        return Series(
            record.indicator,
            standard_name(record.indicator) or plain_name(record.name),
            "" if own else record.subject,
            bool(_CUMULATIVE.search(record.name)) or is_cumulative(record),
        )

    @property
    def bare(self) -> bool:
        """Whether its name says what is counted but not which of it (企业6户): two of them need not be of one quantity."""
        record = self.record
        if record.indicator and _SCOPE.search(_before(record)):
            return False
        owned = record.subject and (record.indicator or record.subject in vocabulary().own)
        name = plain_name(record.name)
        return not owned and (name in vocabulary().bare or name.endswith(vocabulary().attributes))


def facts_of(records: Iterable[Record], parks: Mapping[Place, str]) -> list[Fact]:
    """The facts among *records*, which hold the document of each article before its figures."""
    documents: dict[Place, DocumentRecord] = {}
    facts = []
    for record in records:
        place = Place(record.source, record.article)
        if isinstance(record, DocumentRecord):
            documents[place] = record
        elif isinstance(record, IndicatorRecord):
            facts.append(Fact(record, documents[place], parks[place]))
    return facts


def is_cumulative(record: IndicatorRecord) -> bool:
    """Whether the words right before a figure in its sentence make it a total: 全年新建5.2万平方米，累计建成37.7万平方米."""
    if record.measure != "level" or record.rule == "indicator.table" or _is_total(record.indicator):
        return False
    return bool(_TOTAL.search(_before(record)))


def _is_total(indicator: str) -> bool:
    """Whether an indicator is a total anyway: the taxonomy has another for what is new of it."""
    return f"{indicator}_new" in taxonomy().by_id


def _before(record: IndicatorRecord) -> str:
    """The words right before a figure in its sentence; "" where the sentence has the same words twice."""
    told = record.sentence
    at = told.find(record.text)
    once = at >= 0 and told.find(record.text, at + len(record.text)) < 0
    return told[max(0, at - _NEAR) : at] if once else ""


def standard_name(indicator: str) -> str:
    """The taxonomy's name of an indicator; "" for one without an id.

    >>> standard_name("gdp")
    '地区生产总值'
    """
    known = taxonomy().by_id.get(indicator)
    return known.name if known else ""


@cache
def plain_name(name: str) -> str:
    """A name without words that do not tell it from others.

    >>> plain_name("全区共实现技工贸收入")
    '技工贸收入'
    """
    before = ""
    while before != name:
        before, name = name, _FILLER.sub("", name) or name
    return name

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
_CLOSE = regex.compile(r"[年月]\s?[末底]|截[至止]|止")
_LAST_DAYS = ("28", "29", "30", "31")
_OUTPUTS = frozenset({"output", "industrial_output", "industrial_output_large"})
_TOTAL = regex.compile(
    r"(?:(?<!月|月份|季度|半年|全年|今年)累计|历年|总(?:面积|数|量|规模)(?:已)?(?:达|达到|为|有))[^，。；：、\d]{0,10}$"
)
_NEAR = 24
_SCOPE = regex.compile(
    r"(?:全区|全园|我区|园区|开发区|集中区|高新区)(?:现有|共有|已有|拥有|入驻|从业|在岗|的)?\p{Han}{0,4}$"
)
_FILLER = regex.compile(
    r"^(?:全区|园区|全园|我区|全年|新区|开发区|在库|累计|共计?|总共|实现|完成|吸纳)|各类|总数$|[的了、，\s]"
)
_NEW_BEHIND = regex.compile(r"^(?P<what>\p{Han}{2,12})(?P<new>新建|新增)$")


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
        """The time it is of; "" where unknown: 由…增加到 says nothing of when it was so.

        What there was at the close of the report's own period (截至年底, 9月底) is a figure of that period.
        """
        told, own = self.record.period, self.document.period
        if told and own and _CLOSE.search(self.record.sentence) and _closes(told, own):
            return own
        return told or ("" if self.record.status == "previous" else own)

    @property
    def value(self) -> Decimal | None:
        """Its value in the base unit, of a range the middle."""
        value = self.record.base_value
        return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value

    @property
    def series(self) -> Series:
        """What it measures."""
        record = self.record
        cumulative = bool(_CUMULATIVE.search(record.name)) or is_cumulative(record)
        subject = "" if record.subject in vocabulary().own else record.subject
        if industry := _industry(record):
            return Series("", f"{industry}产值", "", cumulative)
        name = plain_name(record.name)
        known = taxonomy().by_id.get(record.indicator) or taxonomy().by_name.get(name)
        return Series(known.id if known else "", known.name if known else name, subject, cumulative)

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


def _industry(record: IndicatorRecord) -> str:
    """The industry whose output a figure is, wherever that is said: 生物医药产业产值 in one year is the 产值 of 生物医药产业 in
    the next, and 25.3亿元 of 食品加工业 among the parts of 总产值."""
    if record.subject.endswith("业") and (record.indicator in _OUTPUTS or record.name.endswith("产值")):
        return record.subject
    if record.indicator or not record.name.endswith("业") or record.base_unit not in ("元", "%"):
        return ""
    return record.name if "产值" in record.sentence[: record.sentence.find(record.text)] else ""


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


def _closes(day: str, period: str) -> bool:
    """Whether a month or day is the last one of a period.

    >>> _closes("2019-12", "2019"), _closes("2022-09-30", "2022-01/2022-09"), _closes("2019-06", "2019")
    (True, True, False)
    """
    last = period.rpartition("/")[2]
    month = last if len(last) == 7 else f"{last}-12"
    return len(last) in (4, 7) and day[:7] == month and day[8:] in ("", *_LAST_DAYS)


@cache
def plain_name(name: str) -> str:
    """A name without words that do not tell it from others.

    >>> plain_name("全区共实现技工贸收入"), plain_name("标准厂房新建"), plain_name("在库规上工业企业")
    ('技工贸收入', '新建标准厂房', '规上工业企业')
    """
    before = ""
    while before != name:
        before, name = name, _FILLER.sub("", name) or name
    return _NEW_BEHIND.sub(r"\g<new>\g<what>", name)

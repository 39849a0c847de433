"""Marked prose: a text with what should be found in it written into it, and the checks every record test makes.

    全年完成⟦工业总产值 value=350000000 unit=元 measure=level|3.5亿元⟧，税收平稳。

A mark is ``⟦label key=value …|evidence⟧``: the evidence stays in the text, the label is what the finding is called,
and the pairs are the fields that matter to the test (``key=`` is the empty string). Labels and values hold no blank.
Values are written as `shown` prints them: numbers plainly, a range as ``80..100``, nothing as ``null``.

What is found and not marked fails a test just as what is marked and not found: `assert_marks` compares everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import regex

from summarymine.records import DocumentRecord, IndicatorRecord, ProjectRecord, Record, SectionRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MARK = regex.compile(r"⟦(?P<label>[^⟦⟧|\s]+)(?:[ ]+(?P<key>\w+)=(?P<value>[^⟦⟧|\s]*))*\|(?P<evidence>[^⟦⟧]+)⟧")


@dataclass(frozen=True)
class Mark:
    """An expected finding: its place in the plain text, its label and the fields a test names."""

    start: int
    end: int
    text: str
    label: str
    fields: Mapping[str, str]


def read_marks(prose: str) -> tuple[str, list[Mark]]:
    """The plain text and its marks. Raises ValueError where a bracket belongs to no well-formed mark.

    >>> text, marks = read_marks("税收⟦税收 value=3 unit=元|3元⟧。")
    >>> text, marks[0].text == text[marks[0].start : marks[0].end], marks[0].label, dict(marks[0].fields)
    ('税收3元。', True, '税收', {'value': '3', 'unit': '元'})
    """
    text, marks, at = "", [], 0
    for match in _MARK.finditer(prose):
        text += prose[at : match.start()]
        fields = dict(zip(match.captures("key"), match.captures("value"), strict=True))
        marks.append(Mark(len(text), len(text) + len(match["evidence"]), match["evidence"], match["label"], fields))
        text += match["evidence"]
        at = match.end()
    text += prose[at:]
    if "⟦" in text or "⟧" in text:
        raise ValueError(f"a mark is not well formed: {text}")
    return text, marks


def shown(value: Any) -> str:
    """A field's value as marks write it.

    >>> shown(Decimal("350000000")), shown((Decimal(80), Decimal(100))), shown(None), shown(True)
    ('350000000', '80..100', 'null', 'true')
    """
    if isinstance(value, tuple):
        return "..".join(map(shown, value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, bool):
        return str(value).lower()
    return "null" if value is None else str(value)


def assert_marks(marks: Sequence[Mark], records: Iterable[Record], label: str = "name") -> None:
    """Exactly the marked places are found, each with its label (the record's field *label*) and its fields."""
    wanted = {(m.start, m.end): m for m in marks}
    found = []
    for record in sorted(records, key=lambda r: (r.start, r.end)):
        mark = wanted.get((record.start, record.end))
        fields = {key: shown(getattr(record, key)) for key in (mark.fields if mark else ())}
        found.append(Mark(record.start, record.end, record.text, shown(getattr(record, label)), fields))
    assert found == list(marks)


def assert_grounded(source_text: str, records: Sequence[Record]) -> None:
    """What holds for all records of one source: evidence, unique ids, borders of articles and sections."""
    assert len({r.id for r in records}) == len(records), "ids are not unique"
    documents = {r.article: r for r in records if isinstance(r, DocumentRecord)}
    sections = [s for s in records if isinstance(s, SectionRecord)]
    for r in records:
        assert 0 <= r.start < r.end <= len(source_text), r
        assert source_text[r.start : r.end] == r.text, r
        assert documents[r.article].start <= r.start and r.end <= documents[r.article].end, r
        if isinstance(r, SectionRecord):
            assert r.end <= r.body_start <= r.body_end <= documents[r.article].end, r
        if isinstance(r, ProjectRecord):
            assert all(source_text[m.start : m.end] == m.text for m in r.mentions), r
            assert (r.mentions[0].start, r.mentions[0].end) == (r.start, r.end), r
        if isinstance(r, IndicatorRecord):
            assert r.text in r.sentence and r.sentence in source_text, r
        if r.section:
            around = [s for s in sections if s.article == r.article and s.start <= r.start and r.end <= s.body_end]
            assert any(s.section == r.section[:-1] for s in around), r

"""What labels and records say, in one shape: a label is right by definition, a record is compared with it.

Only what is scored is kept. The forms of both are described in `docs/evaluate.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import PurePath
from typing import Any, TypeAlias

from summarymine.document import Span

Value: TypeAlias = float | list[float] | None
"""One number, a range, or None where the text hides it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantified fact. ``alt`` are other names that are as right; records have none."""

    span: Span
    text: str
    name: str
    alt: tuple[str, ...]
    subject: str
    value: Value
    unit: str
    bound: str
    measure: str
    status: str
    basis: str
    period: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Figure:
        """The figure that a JSON object describes."""
        words = ("text", "name", "subject", "unit", "bound", "measure", "status", "basis", "period")
        return cls(
            span=_span(data), alt=_texts(data, "alt"), value=_value(data), **{word: _text(data, word) for word in words}
        )


@dataclass(frozen=True, slots=True)
class Date:
    """An expression that can be put on a calendar. An ``optional`` label counts neither way, here and below."""

    span: Span
    text: str
    value: str
    optional: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Date:
        """The date that a JSON object describes."""
        return cls(_span(data), _text(data, "text"), _text(data, "value"), bool(data.get("optional")))


@dataclass(frozen=True, slots=True)
class Project:
    """A named undertaking: its name, the other forms of it, and where they begin (labels do not say where)."""

    name: str
    mentions: tuple[str, ...]
    starts: tuple[int, ...]
    stage: str
    optional: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Project:
        """The project that a JSON object describes; its mentions are texts, or objects with a place and a text."""
        mentions = data.get("mentions") or []
        placed = [mention for mention in mentions if not isinstance(mention, str)]
        starts = tuple(_integer(mention, "start") for mention in placed)
        if not placed and "start" in data:
            starts = (_integer(data, "start"),)
        forms = tuple(mention if isinstance(mention, str) else _text(mention, "text") for mention in mentions)
        return cls(_text(data, "name"), forms, starts, _text(data, "stage"), bool(data.get("optional")))


@dataclass(frozen=True, slots=True)
class Problem:
    """A statement that something is wrong."""

    span: Span
    text: str
    category: str
    optional: bool

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Problem:
        """The problem that a JSON object describes."""
        return cls(_span(data), _text(data, "text"), _text(data, "category"), bool(data.get("optional")))


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section. Level 1 = 一、 2 = (一) 3 = 1、 4 = 一是; 1 where nothing is said."""

    span: Span
    text: str
    level: int
    role: str

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Heading:
        """The heading that a JSON object describes."""
        level = _integer(data, "level") if data.get("level") else 1
        return cls(_span(data), _text(data, "text"), level, _text(data, "role"))


Label: TypeAlias = Figure | Date | Project | Problem | Heading

KINDS: Mapping[str, Callable[[Mapping[str, Any]], Label]] = {
    "indicator": Figure.of,
    "date": Date.of,
    "project": Project.of,
    "problem": Problem.of,
    "section": Heading.of,
}
"""What is scored: how each kind of record is read."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What an article holds; where figures are ``ignored``, one that is found counts neither way."""

    figures: Sequence[Figure] = ()
    dates: Sequence[Date] = ()
    projects: Sequence[Project] = ()
    problems: Sequence[Problem] = ()
    headings: Sequence[Heading] = ()
    ignored: Sequence[Span] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Labels:
        """The labels that a JSON object lists. Raises KeyError for a missing list or field, TypeError for a wrong one.

        >>> lists = {"indicators": [], "dates": [], "projects": [], "problems": [], "sections": []}
        >>> Labels.of(lists | {"optional": [{"start": 3, "end": 5}]}).ignored
        [Span(start=3, end=5)]
        """
        return cls(
            figures=[Figure.of(item) for item in data["indicators"]],
            dates=[Date.of(item) for item in data["dates"]],
            projects=[Project.of(item) for item in data["projects"]],
            problems=[Problem.of(item) for item in data["problems"]],
            headings=[Heading.of(item) for item in data["sections"]],
            ignored=[_span(item) for item in data["optional"]],
        )


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled article: characters ``span`` of the text in ``file``, known by the last part of its path."""

    id: str
    file: str
    span: Span
    labels: Labels = Labels()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Article:
        """The article that a line of the index names, its labels still to be read.

        >>> Article.of({"id": "a", "file": "总结.txt", "start": 0, "end": 900}).span
        Span(start=0, end=900)

        Raises KeyError for a missing field, TypeError for one of the wrong kind.
        """
        for key in ("id", "file"):
            if not isinstance(data[key], str):
                raise TypeError(f"{key} {data[key]!r}")
        return cls(data["id"], data["file"], _span(data))


@dataclass(frozen=True, slots=True)
class Finding:
    """A record that is scored, and the ``file`` it is of, by the last part of its path."""

    file: str
    label: Label

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Finding | None:
        """The finding that a record as JSON describes; None for kinds that are not scored.

        >>> Finding.of({"record": "date", "source": "2020年/总结.txt", "start": 0, "end": 2, "text": "5月"})
        Finding(file='总结.txt', label=Date(span=Span(start=0, end=2), text='5月', value='', optional=False))

        Raises KeyError for a missing place, TypeError for a value of the wrong kind.
        """
        read = KINDS.get(_text(data, "record"))
        return None if read is None else cls(PurePath(_text(data, "source")).name, read(data))

    def begins_in(self, span: Span) -> bool:
        """Whether the record, or one mention of a project, begins in *span*."""
        starts = self.label.starts if isinstance(self.label, Project) else (self.label.span.start,)
        return any(span.start <= start < span.end for start in starts)


def _integer(data: Mapping[str, Any], key: str) -> int:
    if not isinstance(data[key], int):
        raise TypeError(f"{key} {data[key]!r}")
    return int(data[key])


def _span(data: Mapping[str, Any]) -> Span:
    return Span(_integer(data, "start"), _integer(data, "end"))


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str | None):
        raise TypeError(f"{key} {value!r}")
    return value or ""


def _texts(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(_text({key: item}, key) for item in data.get(key) or ())


def _value(data: Mapping[str, Any]) -> Value:
    value: Value = data.get("value")
    numbers = value if isinstance(value, list) else [value]
    if value is not None and not all(isinstance(number, int | float) and isfinite(number) for number in numbers):
        raise TypeError(f"value {value!r}")
    return value

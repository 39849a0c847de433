"""Projects over the years: the records of several texts that are of one project, in the order of the texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.facts import Place
from summarymine.records import STAGES, DocumentRecord, ProjectRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.corpus.archive import Archive

_TAIL = regex.compile(r"(?:建设)?(?:项目|工程)(?P<phase>[一二三四五六七八九十]期)?(?:主体工程)?$")
_SPACE = regex.compile(r"[\s“”\"]{1,8}")
_LONG = 6
ORDER = {stage: rank for rank, stage in enumerate(STAGES) if stage not in ("", "stalled")}


@dataclass(frozen=True, slots=True)
class Step:
    """What one text says of a project."""

    record: ProjectRecord
    document: DocumentRecord


@dataclass(frozen=True, slots=True)
class History:
    """A project of a park in all texts that name it, the earliest first; ``later`` are the park's texts after the last."""

    park: str
    name: str
    steps: tuple[Step, ...]
    later: tuple[DocumentRecord, ...]


def histories_of(archive: Archive) -> list[History]:
    """Every project with its history; of texts whose year is hidden nothing can be told."""
    texts: dict[str, list[DocumentRecord]] = {}
    for document in archive.documents:
        if document.year.isdigit():
            texts.setdefault(archive.parks[Place(document.source, document.article)], []).append(document)
    for listed in texts.values():
        listed.sort(key=when)
    steps: dict[tuple[str, str], list[Step]] = {}
    leader: dict[tuple[str, str], str] = {}
    for record in sorted(archive.projects, key=lambda one: -len(one.name)):
        place = Place(record.source, record.article)
        document, park = archive.by_place[place], archive.parks[place]
        if document.year.isdigit():
            names = names_of(record)
            name = next((leader[park, known] for known in names if (park, known) in leader), names[0])
            for known in names:
                leader.setdefault((park, known), name)
            steps.setdefault((park, name), []).append(Step(record, document))
    return [
        History(park, _usual(found), one_a_text(found), after(texts[park], found))
        for (park, _), found in sorted(steps.items())
    ]


def _usual(steps: Iterable[Step]) -> str:
    """The name that most texts have, of several the longest."""
    names = Counter(step.record.name for step in steps)
    return max(names, key=lambda name: (names[name], len(name), name))


def when(document: DocumentRecord) -> tuple[str, str, str, int]:
    """The order of texts: by the end of what they cover."""
    end = document.period.rpartition("/")[2] or document.year
    return (f"{end}-99"[:7], end, document.source, document.article)


def names_of(record: ProjectRecord) -> list[str]:
    """What a project is called, without words that do not tell it from others: its name, then its full mentions."""
    full = [mention.text for mention in record.mentions if len(mention.text) >= _LONG and _TAIL.search(mention.text)]
    return list(dict.fromkeys(stem(text) for text in (record.name, *full)))


def stem(name: str) -> str:
    """A project's name without 项目 and the like at its end.

    >>> stem("望春冷链物流中心项目"), stem("望春面业项目二期")
    ('望春冷链物流中心', '望春面业二期')
    """
    plain = _SPACE.sub("", name)
    return _TAIL.sub(lambda found: found["phase"] or "", plain) or plain


def one_a_text(steps: Iterable[Step]) -> tuple[Step, ...]:
    """One step a text, the furthest stage of it."""
    best: dict[tuple[str, int], Step] = {}
    for step in steps:
        key = (step.document.source, step.document.article)
        if key not in best or STAGES.index(step.record.stage) > STAGES.index(best[key].record.stage):
            best[key] = step
    return tuple(sorted(best.values(), key=lambda step: when(step.document)))


def after(texts: Iterable[DocumentRecord], steps: Iterable[Step]) -> tuple[DocumentRecord, ...]:
    """The texts of a later year than the last that names a project."""
    last = max(step.document.year for step in steps)
    return tuple(document for document in texts if document.year > last)

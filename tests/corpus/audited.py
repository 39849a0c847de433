"""What an audit finds in a few lines of text, in a form that a test can write down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from summarymine.api import mine_text
from summarymine.corpus.archive import archive_of
from summarymine.corpus.audit import audit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from summarymine.corpus.archive import Archive

PARK = "望春工业园区"


class Told(NamedTuple):
    """A finding: its kind and severity, what was computed and stated, and the words it rests on, in their order."""

    kind: str
    severity: str
    computed: str
    stated: str
    words: tuple[str, ...]


def archive(texts: Mapping[str, str]) -> Archive:
    """The archive of texts by their paths."""
    records = [record for path, text in texts.items() for record in mine_text(text, path=path)]
    return archive_of(records, texts)


def told(texts: Mapping[str, str]) -> list[Told]:
    """All findings in texts by their paths."""
    mined = archive(texts)
    return [
        Told(
            finding.kind,
            finding.severity,
            "" if finding.computed is None else f"{finding.computed.normalize():f}",
            "" if finding.stated is None else f"{finding.stated.normalize():f}",
            tuple(mined.records[record].text for record in finding.records),
        )
        for finding in audit(mined)
    ]


def of_year(year: int, body: str) -> dict[str, str]:
    """One summary of the park."""
    return {f"{PARK}/{year}年工作总结.txt": f"{PARK}{year}年工作总结\n\n一、工作情况\n\n{body}\n"}

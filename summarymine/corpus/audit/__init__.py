"""The audit of an archive: what its figures, projects and problems cannot be, or are too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarymine.corpus.audit.completion import completions
from summarymine.corpus.audit.conflict import conflicts
from summarymine.corpus.audit.growth import growths
from summarymine.corpus.audit.index import Index
from summarymine.corpus.audit.magnitude import magnitudes
from summarymine.corpus.audit.parts import sums
from summarymine.corpus.audit.problems import recurring
from summarymine.corpus.audit.projects import histories
from summarymine.corpus.audit.share import shares
from summarymine.corpus.audit.shrinking import shrinkings
from summarymine.corpus.audit.targets import replaced
from summarymine.corpus.findings import KINDS, SEVERITIES, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from summarymine.corpus.archive import Archive

_FIGURES: tuple[Callable[[Index], Iterable[Finding]], ...] = (
    completions, growths, sums, shares, conflicts, shrinkings, magnitudes, replaced,
)  # fmt: skip
_TEXTS: tuple[Callable[[Archive], Iterable[Finding]], ...] = (histories, recurring)
_COMPUTED = frozenset({"completion", "growth", "parts", "share", "conflict", "shrinking"})


def audit(archive: Archive) -> list[Finding]:
    """All findings, the gravest first, each slip once.

    >>> from summarymine.corpus.archive import Archive
    >>> audit(Archive((), {}, ()))
    []
    """
    index = Index(archive)
    found = [finding for check in _FIGURES for finding in check(index)]
    found += [finding for check in _TEXTS for finding in check(archive)]
    return sorted(_once(found), key=_order)


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    return (
        SEVERITIES.index(finding.severity), list(KINDS).index(finding.kind), finding.park, finding.period, finding.message,
    )  # fmt: skip


def _once(found: Iterable[Finding]) -> Iterator[Finding]:
    """A slip of magnitude spoils all that is computed from the figure: it is told once, and the rest not at all."""
    listed = list(dict.fromkeys(found))
    spoilt: set[str] = set()
    for finding in listed:
        if finding.kind == "magnitude" and spoilt.isdisjoint(finding.records):
            spoilt.update(finding.records)
            yield finding
    for finding in listed:
        if finding.kind != "magnitude" and (finding.kind not in _COMPUTED or spoilt.isdisjoint(finding.records)):
            yield finding

"""Scores of records against labelled articles."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from summarymine.evaluate.counting import (
    FIELDS,
    Tally,
    count_dates,
    count_figures,
    count_headings,
    count_problems,
    count_projects,
)
from summarymine.evaluate.labels import Date, Figure, Heading, Problem, Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.evaluate.labels import Article, Finding, Label

Scores: TypeAlias = dict[str, dict[str, float]]
"""Rates (0 to 1, four decimals) and counts by what is scored."""

ERRORS = (
    *FIELDS, "missed", "extra", "date.value", "date.missed", "date.extra", "project.missed", "project.extra",
    "problem.missed", "problem.extra", "section.role", "section.missed", "section.extra",
)  # fmt: skip
"""The kinds of errors; those without a point are of figures."""


class Evaluation:
    """How right the findings of some articles are.

    >>> from summarymine.document import Span
    >>> from summarymine.evaluate.labels import Article, Finding, Labels
    >>> year = Date(Span(0, 5), "2020年", "2020", optional=False)
    >>> article = Article("a", "总结.txt", Span(0, 100), Labels(dates=[year]))
    >>> Evaluation([article], [Finding("总结.txt", year)]).scores()["date value"]
    {'P': 1.0, 'R': 1.0, 'F1': 1.0, 'gold': 1, 'got': 1, 'hit': 1}
    """

    def __init__(self, articles: Iterable[Article], findings: Iterable[Finding]) -> None:
        self._figures, self._dates, self._projects, self._problems, self._headings = (Tally() for _ in range(5))
        by_file: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_file[finding.file].append(finding)
        for article in articles:
            found = by_file.get(article.file, ())
            self._add(article, [finding.label for finding in found if finding.begins_in(article.span)])

    def _add(self, article: Article, found: Sequence[Label]) -> None:
        count_figures(self._figures, article, [label for label in found if isinstance(label, Figure)])
        count_dates(self._dates, article, [label for label in found if isinstance(label, Date)])
        count_projects(self._projects, article, [label for label in found if isinstance(label, Project)])
        count_problems(self._problems, article, [label for label in found if isinstance(label, Problem)])
        count_headings(self._headings, article, [label for label in found if isinstance(label, Heading)])

    def scores(self) -> Scores:
        """All rates and counts.

        ``P``, ``R`` and ``F1`` are precision, recall and their harmonic mean; ``gold`` counts the labels, ``got`` the
        records, ``hit`` the labels that were found. Fields, stages, categories and roles are right shares of the found.
        """
        figures, dates, problems = self._figures, self._dates, self._problems
        return {
            "indicator found": rates(figures.hit, figures.gold, figures.got),
            "indicator row": rates(figures.right["row"], figures.gold, figures.got),
            "indicator fields": {name: _share(figures, name) for name in FIELDS},
            "date found": rates(dates.hit, dates.gold, dates.got),
            "date value": rates(dates.right["value"], dates.gold, dates.got),
            "project": _with_share(self._projects, "stage"),
            "problem": {
                **_rates(_part(problems.precise, problems.got), _part(problems.hit, problems.gold)),
                "gold": problems.gold,
                "got": problems.got,
                "category": _share(problems, "category"),
            },
            "section": _with_share(self._headings, "role"),
        }

    def errors(self) -> dict[str, list[str]]:
        """What is wrong, a line each, by the kinds of `ERRORS` that occur: first the article, then what was found."""
        found: dict[str, list[str]] = defaultdict(list)
        for tally in (self._figures, self._dates, self._projects, self._problems, self._headings):
            for kind, line in tally.errors:
                found[kind].append(line)
        return dict(sorted(found.items()))


def rates(hit: int, gold: int, got: int) -> dict[str, float]:
    """The rates of *hit* right ones among *got* records and *gold* labels.

    >>> rates(hit=3, gold=4, got=6)
    {'P': 0.5, 'R': 0.75, 'F1': 0.6, 'gold': 4, 'got': 6, 'hit': 3}
    """
    return {**_rates(_part(hit, got), _part(hit, gold)), "gold": gold, "got": got, "hit": hit}


def _rates(precision: float, recall: float) -> dict[str, float]:
    both = precision + recall
    mean = 2 * precision * recall / both if both else 0.0
    return {"P": round(precision, 4), "R": round(recall, 4), "F1": round(mean, 4)}


def _part(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _share(tally: Tally, name: str) -> float:
    return round(_part(tally.right[name], tally.hit), 4)


def _with_share(tally: Tally, name: str) -> dict[str, float]:
    return {**rates(tally.hit, tally.gold, tally.got), name: _share(tally, name)}

"""What is right and what is wrong in one article, kind by kind, added up in tallies."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from summarymine.evaluate.likeness import dice, plain, same_name, same_unit, same_value
from summarymine.evaluate.pairing import best_pairs, overlaps, pair_spans, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.document import Span
    from summarymine.evaluate.labels import Article, Date, Figure, Heading, Problem, Project

    Placed = TypeVar("Placed", Figure, Date, Problem, Heading)

T = TypeVar("T")

ROW = ("value", "unit", "name", "measure", "status")
"""The fields that make a figure's row right."""
FIELDS = (*ROW, "basis", "bound", "subject", "period")

ALIKE_SUBJECTS = 0.7
ALIKE_PROJECTS = 0.75
"""Dice's coefficients from which two subjects, two projects are the same."""
DEEPEST = 3
"""Headings below this level are not labelled, so that finding them is no error."""


@dataclass(slots=True)
class Tally:
    """What was counted of one kind: labels, records, labels that were found, and what of these is ``right``.

    ``precise`` are the records that found a label; two records may find one problem.
    """

    gold: int = 0
    got: int = 0
    hit: int = 0
    precise: int = 0
    right: Counter[str] = field(default_factory=Counter)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def add(self, gold: int, hits: int, extra: int) -> None:
        """Count *gold* labels, *hits* of which were found one to one, and *extra* records that found none."""
        self.gold += gold
        self.got += hits + extra
        self.hit += hits
        self.precise += hits

    def blame(self, kind: str, article: Article, text: str) -> None:
        """Note an error of a kind."""
        self.errors.append((kind, f"{article.id} {text}"))


def count_figures(tally: Tally, article: Article, got: Sequence[Figure]) -> None:
    """Figures: the place first, then every field; of places that overlap as much, the one with the right value."""
    gold = article.labels.figures
    pairs = pair_spans(_spans(gold), _spans(got), lambda i, j: 0.5 if same_value(got[j].value, gold[i].value) else 0.0)
    extra = _unpaired(got, pairs, article.labels.ignored)
    tally.add(len(gold), len(pairs), len(extra))
    for i, j in pairs:
        wrong = wrong_fields(gold[i], got[j])
        tally.right.update(set(FIELDS).difference(wrong))
        tally.right["row"] += not set(ROW).intersection(wrong)
        for name in wrong:
            want, have = getattr(gold[i], name), getattr(got[j], name)
            tally.blame(name, article, f"「{gold[i].text}」 {name}: gold {want!r} got {have!r}")
    for figure in _missed(gold, pairs):
        tally.blame("missed", article, f"「{figure.text}」 {figure.name}")
    for figure in extra:
        tally.blame("extra", article, f"「{figure.text}」 {figure.name}")


def wrong_fields(gold: Figure, got: Figure) -> list[str]:
    """The fields in which a figure differs from its label."""
    right = {
        "value": same_value(got.value, gold.value),
        "unit": same_unit(got.unit, gold.unit),
        "name": same_name(got.name, (gold.name, *gold.alt)),
        "subject": dice(plain(got.subject), plain(gold.subject)) >= ALIKE_SUBJECTS if gold.subject else not got.subject,
    }
    return [name for name in FIELDS if not right.get(name, getattr(got, name) == getattr(gold, name))]


def count_dates(tally: Tally, article: Article, got: Sequence[Date]) -> None:
    """Dates: the place, then the value."""
    gold = [date for date in article.labels.dates if not date.optional]
    pairs = pair_spans(_spans(gold), _spans(got))
    extra = _unpaired(got, pairs, [date.span for date in article.labels.dates if date.optional])
    tally.add(len(gold), len(pairs), len(extra))
    for i, j in pairs:
        if got[j].value == gold[i].value:
            tally.right["value"] += 1
        else:
            tally.blame("date.value", article, f"「{gold[i].text}」 gold {gold[i].value} got {got[j].value}")
    for date in _missed(gold, pairs):
        tally.blame("date.missed", article, f"「{date.text}」 {date.value}")
    for date in extra:
        tally.blame("date.extra", article, f"「{date.text}」 {date.value}")


def count_projects(tally: Tally, article: Article, got: Sequence[Project]) -> None:
    """Projects, wherever they stand: the two forms of their names that are most alike, then the stage."""
    gold = article.labels.projects
    forms, found = ([_forms(project) for project in projects] for projects in (gold, got))
    likeness = (
        (max((dice(x, y) for x in ones for y in others), default=0.0), i, j)
        for i, ones in enumerate(forms)
        for j, others in enumerate(found)
    )
    pairs = best_pairs(((alike, not gold[i].optional), i, j) for alike, i, j in likeness if alike >= ALIKE_PROJECTS)
    hits = [(i, j) for i, j in pairs if not gold[i].optional]
    extra = _others(got, {j for _, j in pairs})
    tally.add(sum(not project.optional for project in gold), len(hits), len(extra))
    tally.right["stage"] += sum(got[j].stage == gold[i].stage for i, j in hits)
    for project in _missed(gold, pairs):
        if not project.optional:
            tally.blame("project.missed", article, project.name)
    for project in extra:
        tally.blame("project.extra", article, project.name)


def _forms(project: Project) -> set[str]:
    return {plain(form) for form in (project.name, *project.mentions)} - {""}


def count_problems(tally: Tally, article: Article, got: Sequence[Problem]) -> None:
    """Problems: half of a label must be found, by however many records; half of a record must lie on labels."""
    gold = article.labels.problems
    on_gold: Counter[int] = Counter()
    on_got: Counter[int] = Counter()
    for i, j, length in overlaps(_spans(gold), _spans(got)):
        on_gold[i] += length
        on_got[j] += length
    for i, problem in enumerate(gold):
        if problem.optional:
            continue
        tally.gold += 1
        if _half(problem.span, on_gold[i]):
            best = max(got, key=lambda other: shared(problem.span, other.span))
            tally.hit += 1
            tally.right["category"] += best.category == problem.category
        else:
            tally.blame("problem.missed", article, problem.text[:60])
    for j, problem in enumerate(got):
        tally.got += 1
        if _half(problem.span, on_got[j]):
            tally.precise += 1
        else:
            tally.blame("problem.extra", article, problem.text[:60])


def _half(span: Span, covered: int) -> bool:
    return covered > 0 and 2 * covered >= span.end - span.start


def count_headings(tally: Tally, article: Article, got: Sequence[Heading]) -> None:
    """Headings of the first three levels: the place, then the role; deeper ones count where they meet a label."""
    gold = article.labels.headings
    pairs = pair_spans(_spans(gold), _spans(got))
    extra = [heading for heading in _unpaired(got, pairs, ()) if heading.level <= DEEPEST]
    tally.add(len(gold), len(pairs), len(extra))
    for i, j in pairs:
        if got[j].role == gold[i].role:
            tally.right["role"] += 1
        else:
            told = f"{gold[i].text[:40]}: gold {gold[i].role} got {got[j].role}"
            tally.blame("section.role", article, told)
    for heading in _missed(gold, pairs):
        tally.blame("section.missed", article, heading.text[:40])
    for heading in extra:
        tally.blame("section.extra", article, heading.text[:40])


def _spans(items: Iterable[Placed]) -> list[Span]:
    return [item.span for item in items]


def _others(items: Sequence[T], places: set[int]) -> list[T]:
    return [item for place, item in enumerate(items) if place not in places]


def _missed(gold: Sequence[T], pairs: Iterable[tuple[int, int]]) -> list[T]:
    return _others(gold, {i for i, _ in pairs})


def _unpaired(got: Sequence[Placed], pairs: Iterable[tuple[int, int]], ignored: Sequence[Span]) -> list[Placed]:
    """The records that found nothing, but for those that touch what is ignored."""
    rest = _others(got, {j for _, j in pairs})
    return _others(rest, {place for place, _, _ in overlaps(_spans(rest), ignored)})

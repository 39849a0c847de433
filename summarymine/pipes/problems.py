"""Problems: statements that something is wrong, lacking, late, insufficient or hard.

Reading guide. Two steps, so that a trained classifier can join the second:

1. `candidates` cuts statements out of the text: the items and clauses of problem sections, and clauses with a
   strong cue elsewhere. Each carries what it was found by.
2. `judge` decides on one candidate by its features and gives a score and the rule.

`problem_zones` says where problems are told, `problem_clauses` how far a statement reaches, `problem_cues` which
words tell that something is wrong, `problem_categories` what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import Problem, Section, Sentence
from summarymine.pipes.problem_categories import categorise
from summarymine.pipes.problem_clauses import Clause, halves, runs, trim
from summarymine.pipes.problem_cues import STRONG, compose
from summarymine.pipes.problem_zones import Told, tell

_TOPIC = regex.compile(r"^\p{Han}{1,12}(?:的问题|方面|的情况)$")
_REASONED = r"(?:针对|由于|鉴于)(?P<what>[^，。；]{3,40}?)(?:的?(?:问题|现状|实际|局面|短板|难题|困境|状况))(?=$|[，。；])"
_SHORT_HEAD = 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that may state a problem, with the evidence for and against it.

    ``zone`` is where it stands (problem, plan, other), ``place`` its place there: ``item`` of an enumeration or
    heading, ``run`` of clauses, ``reason`` given for a measure. ``kinds`` are the kinds of its strong cues.
    """

    span: Span
    text: str
    zone: str
    place: str
    kinds: tuple[str, ...]
    medium: int
    weak: int
    contrast: bool
    absent: bool
    mended: bool
    goal: bool
    inspection: bool
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate is a problem, how sure that is (0 to 1), and by which rule."""

    accept: bool
    score: float
    rule: str


Judge = Callable[[Candidate], Verdict]


def judge(candidate: Candidate) -> Verdict:
    """The rules: what stands against a candidate first, then what speaks for it, by its zone."""
    c = candidate
    strong = len(c.kinds)
    if c.mended:
        return Verdict(False, 0.9, "problem.mended")
    if c.absent and not strong:
        return Verdict(False, 0.9, "problem.absent")
    if c.inspection and c.zone != "problem":
        return Verdict(False, 0.8, "problem.inspection")
    if c.goal and not strong:
        return Verdict(False, 0.8, "problem.goal")
    if c.zone == "problem":
        if c.place == "item":
            return Verdict(True, 0.95 if strong else 0.8, "problem.item")
        if strong:
            return Verdict(True, 0.9, f"problem.told.{c.kinds[0]}")
        if c.medium:
            return Verdict(True, 0.75, "problem.told.medium")
        return Verdict(c.weak > 0, 0.5, "problem.told.weak")
    if c.place == "reason":
        return Verdict(strong > 0, 0.6, "problem.reason")
    if c.zone == "plan":
        return Verdict(False, 0.7, "problem.plan")
    if strong:
        return Verdict(True, min(0.5 + 0.1 * strong + 0.1 * c.contrast, 0.85), f"problem.hidden.{c.kinds[0]}")
    return Verdict(c.contrast and c.medium > 1, 0.4, "problem.hidden.contrast")


def find_problems(
    view: TextView, sections: Sequence[Section], sentences: Sequence[Sentence], *, judge: Judge = judge
) -> list[Problem]:
    """The problems of a view, in the order of the text, without overlaps.

    >>> from summarymine.pipes.sections import find_sections
    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("一、工作情况\\n签约项目9个，但配套管网尚未建成。\\n二、存在问题\\n一是用地紧张。二是人手不足。")
    >>> sections = find_sections(view)
    >>> [(p.span.of(view.text), p.category) for p in find_problems(view, sections, find_sentences(view, sections))]
    [('配套管网尚未建成', '基础设施'), ('用地紧张', '土地'), ('人手不足', '人才队伍')]
    """
    found: list[Problem] = []
    for candidate in candidates(view.text, sections, sentences):
        verdict = judge(candidate)
        if verdict.accept and (not found or candidate.span.start >= found[-1].span.end):
            category = categorise(candidate.text, candidate.path)
            found.append(Problem(candidate.span, category, verdict.rule, verdict.score))
    return found


def candidates(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    """What may state a problem, in the order of the text."""
    head: tuple[Told, list[Clause]] | None = None
    in_item = False
    for told in tell(text, sections, sentences):
        path = sections[told.section].path if told.section >= 0 else ()
        if told.zone != "problem":
            if head:
                yield _candidate(text, head[1], "problem", "item", path)
            head, in_item = None, False
            yield from _hidden(text, told, path)
            continue
        for group in halves(told.clauses):
            starts = group[0].enumerated or told.heading and group[0] is told.clauses[0]
            if starts or told.fresh and group[0] is told.clauses[0]:
                if head:
                    yield _candidate(text, head[1], "problem", "item", path)
                head = None
                in_item = starts
            if starts and _is_head(group):
                head = (told, group)
                continue
            if head:
                joined = [*head[1], *(trim(group, level="cued") or group[:1] if any(c.goal for c in group) else group)]
                head = None
                yield _candidate(text, joined, "problem", "item", path)
                continue
            if starts and not _TOPIC.match(group[0].text):
                yield _candidate(text, _without_doing(group), "problem", "item", path)
                continue
            if in_item:
                kept = trim(group)
                if kept:
                    yield _candidate(text, kept, "problem", "run", path)
                continue
            for run in runs(group):
                yield _candidate(text, run, "problem", "run", path)
    if head:
        yield _candidate(text, head[1], "problem", "item", ())


def _is_head(group: Sequence[Clause]) -> bool:
    """Whether an item begins with a short sentence that names the problem, to be explained by the next."""
    return len(group) <= 2 and group[-1].mark == "。" and sum(len(c.text) for c in group) <= _SHORT_HEAD and not _TOPIC.match(group[0].text)


def _without_doing(group: Sequence[Clause]) -> list[Clause]:
    end = next((i for i, clause in enumerate(group) if i and clause.goal), len(group))
    return list(group[:end])


def _hidden(text: str, told: Told, path: tuple[str, ...]) -> Iterator[Candidate]:
    """Statements of problems in what is told of work done, and the reasons that measures give."""
    sentence = list(told.clauses)
    for clause in sentence:
        for match in compose(_REASONED).finditer(clause.text):
            begin = clause.span.start
            reason = Clause(Span(begin + match.start(), begin + match.end()), match["what"], "")
            yield _candidate(text, [reason], told.zone, "reason", path)
    if told.zone == "plan":
        return
    for group in halves(sentence):
        for part in _parts(group):
            kept = trim(part, level="strong" if not part[0].contrast else "medium")
            if kept:
                yield _candidate(text, kept, told.zone, "run", path, rest=part)


def _parts(group: Sequence[Clause]) -> list[list[Clause]]:
    """A group cut before each word of contrast."""
    parts: list[list[Clause]] = []
    for clause in group:
        if not parts or clause.contrast:
            parts.append([])
        parts[-1].append(clause)
    return parts


def _candidate(
    text: str, clauses: Sequence[Clause], zone: str, place: str, path: tuple[str, ...], rest: Sequence[Clause] = ()
) -> Candidate:
    span = Span(clauses[0].span.start, clauses[-1].span.end)
    cues = [cue for clause in clauses for cue in clause.cues]
    return Candidate(
        span=span,
        text=span.of(text),
        zone=zone,
        place=place,
        kinds=tuple(cue.kind for cue in cues if cue.kind in STRONG),
        medium=sum(cue.kind == "medium" for cue in cues),
        weak=sum(cue.kind == "weak" for cue in cues),
        contrast=clauses[0].contrast,
        absent=any(cue.kind == "absent" for cue in cues),
        mended=any(clause.mended for clause in (*clauses, *rest)),
        goal=clauses[0].goal,
        inspection=compose(r"\L<inspection>").search(span.of(text)) is not None,
        path=path,
    )

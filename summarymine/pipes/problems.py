"""Problems: statements that something is wrong, lacking, late, insufficient or hard.

Reading guide. Two steps, so that a trained model can join the second (`problem_judge`):

1. `candidates` cuts statements out of the text: the items and clauses of problem sections, and clauses with a
   strong cue elsewhere. Each carries what it was found by.
2. `judge` decides on one candidate by its features and gives a score and the rule.

`problem_zones` says where problems are told, `problem_clauses` how far a statement reaches, `problem_cues` which
words tell that something is wrong, `problem_categories` what it is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import Problem, Section, Sentence
from summarymine.pipes.problem_categories import categorise
from summarymine.pipes.problem_clauses import STRONG, Clause, halves, runs, states, trim
from summarymine.pipes.problem_cues import STRONG_KINDS, compose
from summarymine.pipes.problem_zones import Told, tell

_TOPIC = regex.compile(r"^\p{Han}{1,12}(?:的问题|方面|的情况)$")
_BACKGROUND = regex.compile(
    r"在.{2,60}(?:情况|形势|背景|条件|基础)(?:之?下|上)|鉴于|为(?:了|切实|有效|进一步|尽快|破解|解决|缓解)"
    r"|对于?.{2,40}(?:的\p{Han}{2,4}$|问题|行为|现象)"
)
_REASON = regex.compile(r"(?:针对|鉴于)(?P<what>[^，。；]{3,40}?)的?(?:问题|现状|实际|局面|短板|难题|困境|状况)$")
_REST = regex.compile(r"其余|其他|其中|另有?")
_SHORT_HEAD = 18
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of the view that may state a problem, with the evidence for and against it.

    ``zone`` is where it stands (problem, plan, other), ``place`` its place there: ``item`` of an enumeration or
    heading, ``run`` of clauses, ``reason`` given for a measure, ``bare`` for what has no cue and only a model may find.
    ``kinds`` are the kinds of its strong cues, ``medium`` and ``weak`` count the others. The flags tell what else its clauses say: that nothing is wrong (``absent``), that
    it was mended, is to be done (``goal``, ``urged``), is only the setting (``background``), is to be looked at in an
    inspection, is a bare ``topic``.
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
    urged: bool
    background: bool
    inspection: bool
    supposed: bool
    foreign: bool
    topic: bool
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a candidate is a problem, how sure that is (0 to 1), and by which rule.

    ``odds`` is what a model says of its category: a probability for each, or nothing.
    """

    accept: bool
    score: float
    rule: str
    odds: Mapping[str, float] = field(default_factory=dict)


Judge = Callable[[Candidate], Verdict]


def judge(candidate: Candidate) -> Verdict:
    """The rules: what stands against a candidate first, then what speaks for it, by its zone.

    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("道路停工至今。停水问题已经解决，但管网仍未改造。")
    >>> [(c.text, judge(c).accept) for c in candidates(view.text, [], find_sentences(view, []))]
    [('道路停工至今', True), ('停水问题已经解决', False), ('管网仍未改造', True)]
    """
    c = candidate
    strong = len(c.kinds)
    against = {
        "mended": c.mended,
        "absent": c.absent and not strong,
        "topic": c.topic,
        "goal": c.goal and (not strong or c.zone != "problem"),
        "urged": c.urged and c.zone != "problem",
        "background": c.background and c.zone != "problem",
        "inspection": c.inspection and c.zone != "problem",
        "supposed": c.supposed and c.zone != "problem",
        "foreign": c.foreign and c.zone != "problem",
        "plan": c.zone == "plan" and c.place != "reason",
    }
    if reasons := [name for name, holds in against.items() if holds]:
        return Verdict(False, 0.8, f"problem.not.{reasons[0]}")
    if c.place == "bare":
        return Verdict(False, 0.6, "problem.not.cued")
    if c.zone == "problem":
        place = "item" if c.place == "item" else "told"
        if strong:
            return Verdict(True, 0.95 if place == "item" else 0.9, f"problem.{place}.{c.kinds[0]}")
        if c.medium:
            return Verdict(True, 0.8, f"problem.{place}.medium")
        return Verdict(c.weak > 0, 0.6, f"problem.{place}.weak")
    if c.place == "reason":
        return Verdict(strong > 0, 0.6, "problem.reason")
    if strong:
        return Verdict(True, min(0.5 + 0.1 * strong + 0.1 * c.contrast, 0.85), f"problem.hidden.{c.kinds[0]}")
    return Verdict(c.contrast and 2 * c.medium + c.weak > 2, 0.4, "problem.hidden.contrast")


def find_problems(
    view: TextView,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    *,
    judge: Judge = judge,
) -> list[Problem]:
    """The problems of a view, in the order of the text, without overlaps.

    >>> from summarymine.pipes.sections import find_sections
    >>> from summarymine.pipes.sentences import find_sentences
    >>> text = "一、工作情况\\n签约项目9个，但配套管网尚未建成。\\n二、存在问题\\n一是用地紧张。二是人手不足。"
    >>> view = TextView.identity(text)
    >>> sections = find_sections(view)
    >>> [(p.span.of(view.text), p.category) for p in find_problems(view, sections, find_sentences(view, sections))]
    [('配套管网尚未建成', '基础设施'), ('用地紧张', '土地'), ('人手不足', '人才队伍')]
    """
    found: list[Problem] = []
    for candidate in candidates(view.text, sections, sentences):
        verdict = judge(candidate)
        if verdict.accept and (not found or candidate.span.start >= found[-1].span.end):
            category = categorise(candidate.text, candidate.path, verdict.odds)
            found.append(Problem(candidate.span, category, verdict.rule, verdict.score))
    return found


def candidates(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Candidate]:
    """What may state a problem, in the order of the text.

    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("道路停工，但已于8月复工。管网尚未改造。")
    >>> [(c.text, c.place, c.mended) for c in candidates(view.text, [], find_sentences(view, []))]
    [('道路停工', 'bare', True), ('已于8月复工', 'bare', True), ('管网尚未改造', 'run', False)]
    """
    pending: _Head | None = None
    in_item = False
    for told in tell(text, sections, sentences):
        for i, group in enumerate(halves(told.clauses) if told.zone == "problem" else ()):
            opens = group[0].opens
            fresh = told.fresh and i == 0
            if pending and not opens and not fresh:
                yield pending.with_explanation(text, group)
                pending = None
                continue
            if pending:
                yield pending.alone(text)
                pending = None
            in_item = opens or (in_item and not fresh)
            if opens and _is_head(group):
                pending = _Head(tuple(group), told.path)
            elif opens and not _is_list(group):
                yield _candidate(text, _undone(group), group, zone="problem", place="item", path=told.path)
            else:
                found = [trim(group)] if in_item and not _is_list(group) else runs(group)
                for run in found:
                    if run:
                        yield _candidate(text, run, group, zone="problem", place="run", path=told.path)
                if not any(found) and any(clause.text for clause in group):
                    yield _candidate(text, group, (), zone="problem", place="bare", path=told.path)
        if told.zone != "problem":
            if pending:
                yield pending.alone(text)
            pending, in_item = None, False
            yield from _reasons(text, told)
            if told.zone != "plan":
                yield from _hidden(text, told)
    if pending:
        yield pending.alone(text)


@dataclass(frozen=True, slots=True)
class _Head:
    """A short sentence that names a problem, to be explained by the next: 用地紧张。可供净地不足百亩。"""

    clauses: tuple[Clause, ...]
    path: tuple[str, ...]

    def alone(self, text: str) -> Candidate:
        return _candidate(text, self.clauses, (), zone="problem", place="item", path=self.path)

    def with_explanation(self, text: str, group: Sequence[Clause]) -> Candidate:
        told = [] if group[0].doing or any(clause.mended for clause in group) else _undone(group)
        return _candidate(text, [*self.clauses, *told], (), zone="problem", place="item", path=self.path)


def _is_head(group: Sequence[Clause]) -> bool:
    short = len(group) <= 2 and sum(len(clause.text) for clause in group) <= _SHORT_HEAD
    return short and group[-1].mark in "。\n" and not _TOPIC.match(group[0].text)


def _is_list(group: Sequence[Clause]) -> bool:
    """Whether the clauses tell one problem each: 厂房破旧，工艺落后，制度松弛."""
    return sum(clause.strong and states(clause) for clause in group) > 2


def _undone(group: Sequence[Clause]) -> list[Clause]:
    """The group up to the first clause that tells what will be done."""
    end = next((i for i, clause in enumerate(group) if i and clause.goal and clause.doing), len(group))
    return list(group[:end])


def _reasons(text: str, told: Told) -> Iterator[Candidate]:
    """The lacks that measures name as their reason: 针对人手不足的问题，…"""
    for clause in told.clauses:
        if match := _REASON.match(clause.text):
            start = clause.span.start
            what = Clause(Span(start, start + match.end()), match["what"], clause.mark)
            yield _candidate(text, [what], told.clauses, zone=told.zone, place="reason", path=told.path)


def _hidden(text: str, told: Told) -> Iterator[Candidate]:
    """Statements of problems among what is told of work done; a word of contrast holds to the end of its sentence."""
    contrast = False
    for group in halves(told.clauses):
        parts: list[list[Clause]] = [[]]
        for clause in group:
            if clause.contrast and parts[-1]:
                parts.append([])
            parts[-1].append(clause)
        for part in parts:
            contrast = part[0].contrast or (contrast and part[0].joined)
            found = runs(part, "weak" if contrast else "strong", tail=1, least=STRONG)
            for run in found:
                yield _candidate(text, run, part, zone=told.zone, place="run", path=told.path, contrast=contrast)
            if not found and (contrast or any(clause.level for clause in part)) and any(c.text for c in part):
                yield _candidate(text, part, group, zone=told.zone, place="bare", path=told.path, contrast=contrast)


def _candidate(
    text: str,
    clauses: Sequence[Clause],
    around: Sequence[Clause],
    *,
    zone: str,
    place: str,
    path: tuple[str, ...],
    contrast: bool = False,
) -> Candidate:
    """The candidate of *clauses*; *around* is what its sentence says besides."""
    clauses = [clause for clause in clauses if clause.text]
    span = Span(clauses[0].span.start, clauses[-1].span.end)
    kinds = [cue.kind for clause in clauses for cue in clause.cues]
    behind = bisect_left(around, span.end, key=lambda clause: clause.span.start)
    after = [clause for clause in around[behind : behind + _NEAR] if not _REST.match(clause.text)]
    first = next((clause for clause in clauses if clause.strong), clauses[0])
    return Candidate(
        span=span,
        text=span.of(text),
        zone=zone,
        place=place,
        kinds=tuple(kind for kind in kinds if kind in STRONG_KINDS),
        medium=kinds.count("medium"),
        weak=kinds.count("weak"),
        contrast=contrast,
        absent="absent" in kinds,
        mended=any(clause.mended for clause in (*clauses, *after)),
        goal=clauses[0].goal,
        urged=first.urged,
        background=_BACKGROUND.match(first.text) is not None,
        inspection=compose(r"\L<inspection>").search(clauses[0].text) is not None,
        supposed=compose(r"\L<supposed>|的$").search(first.text) is not None,
        foreign=compose(r"\L<foreign>").search(span.of(text)) is not None,
        topic=_TOPIC.match(clauses[0].text) is not None and len(clauses) == 1,
        path=path,
    )

"""Training of the model of problem statements, and how well rules, model and both do on reports it has not seen.

Logistic regression (scikit-learn), once for whether a statement is a problem and once for its category; Platt's line
makes the first one's sums into probabilities (J. Platt, 1999, on folds held out). Folds keep a report together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from summarymine.document import Span, TextView
from summarymine.errors import ModelError
from summarymine.learn.corpus import MISPLACED, Statement, misplaced
from summarymine.learn.distant import WEIGHT
from summarymine.pipes.problem_features import features
from summarymine.pipes.problem_judge import SURE, Judge
from summarymine.pipes.problem_model import ProblemModel
from summarymine.pipes.problems import Candidate, Verdict, find_problems
from summarymine.pipes.problems import judge as by_rules
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.records import CATEGORIES

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
FOLDS = 8
_LEAST = 2
_SMALLEST = 100
_STRENGTH, _CATEGORY_STRENGTH = 0.5, 2.0
_TOLERANCE = 1e-2
_TITLE = "某园区工作总结"
_HEADINGS = {
    "overview": "一、基本情况",
    "achievement": "二、主要工作及成效",
    "problem": "三、存在的问题和困难",
    "plan": "四、下一步工作打算",
    "experience": "五、主要体会",
    "other": "六、其他事项",
}
_COVERED = 0.5


def lesson(
    labelled: Sequence[Statement], headings: Sequence[Statement] = (), distant: Sequence[Statement] = ()
) -> list[tuple[Statement, float]]:
    """What is learned from beside the labelled statements, each with what it counts where a labelled one counts 1."""
    again = [*misplaced(labelled), *headings]
    return [*((s, MISPLACED) for s in again), *((s, WEIGHT) for s in distant)]


def train(
    statements: Sequence[Statement], weights: Sequence[float] | None = None, *, calibrate: bool = True
) -> ProblemModel:
    """A model of the statements, in the same order always the same; *weights* say how much each of them counts.

    Without *calibrate* probabilities are those of the regression itself, which saves fitting it once a fold.

    Raises ModelError where there are fewer than 100, or a category is missing.
    """
    missing = [name for name in CATEGORIES if all(s.category != name for s in statements)]
    if len(statements) < _SMALLEST or missing:
        raise ModelError(f"too little to learn from: {len(statements)} statements, none of {'、'.join(missing) or '—'}")
    rows = [features(s.text, s.zone) for s in statements]
    vocabulary = _vocabulary(rows)
    matrix = _matrix(rows, vocabulary)
    weight = np.ones(len(rows)) if weights is None else np.array(weights)
    problem = np.array([s.problem for s in statements])
    state = _state(matrix, problem, weight)
    told = np.flatnonzero(problem)
    category = LogisticRegression(C=_CATEGORY_STRENGTH, max_iter=1000, tol=_TOLERANCE)
    category.fit(matrix[told], [statements[i].category for i in told.tolist()], sample_weight=weight[told])
    order = [list(category.classes_).index(name) for name in CATEGORIES]
    return ProblemModel(
        vocabulary=vocabulary,
        state=state.coef_[0].astype(np.float32),
        categories=category.coef_[order].T.astype(np.float16).astype(np.float32),
        category_bias=category.intercept_[order].astype(np.float32),
        calibration=_line(matrix, problem, weight, folds(statements))
        if calibrate
        else (1.0, float(state.intercept_[0])),
    )


def _state(matrix: csr_matrix, problem: Flags, weight: Numbers) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, solver="liblinear", max_iter=1000).fit(matrix, problem, sample_weight=weight)


def _line(
    matrix: csr_matrix, problem: Flags, weight: Numbers, parts: Sequence[tuple[list[int], list[int]]]
) -> tuple[float, float]:
    """Platt's line on sums of weights for statements held out."""
    sums = np.zeros(len(problem))
    for learn, held in parts:
        part = _state(matrix[learn], problem[learn], weight[learn])
        sums[held] = matrix[held] @ part.coef_[0]
    line = LogisticRegression(C=1e6).fit(sums.reshape(-1, 1), problem, sample_weight=weight)
    return float(line.coef_[0, 0]), float(line.intercept_[0])


def folds(statements: Sequence[Statement]) -> list[tuple[list[int], list[int]]]:
    """Indices to learn from and to hold out, for each fold; the statements of a report stay together."""
    docs = [s.doc for s in statements]
    split = GroupKFold(min(FOLDS, len(set(docs)))).split(docs, groups=docs)
    return [(learn.tolist(), held.tolist()) for learn, held in split]


def _vocabulary(rows: Sequence[set[str]]) -> dict[str, int]:
    """The features that more than one statement has, in alphabetical order."""
    counts: dict[str, int] = {}
    for row in rows:
        for feature in row:
            counts[feature] = counts.get(feature, 0) + 1
    names = sorted(feature for feature, count in counts.items() if count >= _LEAST)
    return {name: index for index, name in enumerate(names)}


def _matrix(rows: Sequence[set[str]], vocabulary: Mapping[str, int]) -> csr_matrix:
    indices: list[int] = []
    ends = [0]
    for row in rows:
        indices.extend(sorted(vocabulary[feature] for feature in row if feature in vocabulary))
        ends.append(len(indices))
    # scikit-learn's solvers take 32-bit indices only.
    return csr_matrix(
        (np.ones(len(indices)), np.array(indices, dtype=np.int32), np.array(ends, dtype=np.int32)),
        shape=(len(rows), len(vocabulary)),
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """What a judge reaches: shares from 0 to 1."""

    precision: float
    recall: float
    category: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def cross_validate(
    statements: Sequence[Statement],
    sure: float = SURE,
    *,
    extra: Sequence[tuple[Statement, float]] = (),
) -> dict[str, Rates]:
    """The rates of rules, model and both, each over all folds: ``rules``, ``model``, ``both``.

    *extra* statements are learned from, each with its weight, but for those of reports that are held out, and never
    measured.

    A report is written out of its statements, under headings of their roles, and goes through the pipe; a statement is
    found where half of it lies on problems that were found.
    """
    hits: dict[str, list[tuple[bool, str]]] = {
        name: [(False, "")] * len(statements) for name in ("rules", "model", "both")
    }
    for learn, held in folds(statements):
        out = {statements[i].doc for i in held}
        seen = [(statements[i], 1.0) for i in learn] + [(s, weight) for s, weight in extra if s.doc not in out]
        model = train([s for s, _ in seen], [weight for _, weight in seen], calibrate=False)
        judges: dict[str, Callable[[Candidate], Verdict]] = {
            "rules": by_rules,
            "model": _alone(model),
            "both": Judge(model, sure),
        }
        for doc in sorted(out):
            inside = [i for i in held if statements[i].doc == doc]
            for name, judge in judges.items():
                found = _found([statements[i] for i in inside], judge)
                for i, hit in zip(inside, found, strict=True):
                    hits[name][i] = hit
    return {name: _rates(statements, found) for name, found in hits.items()}


def _alone(model: ProblemModel) -> Callable[[Candidate], Verdict]:
    def judge(candidate: Candidate) -> Verdict:
        known = model.known(features(candidate.text, candidate.zone))
        likely = model.probability(known)
        return Verdict(likely >= 0.5, likely, "problem.model", model.category_odds(known))

    return judge


def _found(statements: Sequence[Statement], judge: Callable[[Candidate], Verdict]) -> list[tuple[bool, str]]:
    """For each statement of one report whether it is found, and its category."""
    text, places = _report(statements)
    view = TextView.identity(text)
    sections = find_sections(view, Span(0, len(_TITLE)))
    problems = find_problems(view, sections, find_sentences(view, sections), judge=judge)
    found = []
    for place in places:
        shared = [(max(0, min(place.end, p.span.end) - max(place.start, p.span.start)), p.category) for p in problems]
        covered = sum(length for length, _ in shared)
        found.append((covered >= _COVERED * (place.end - place.start), max(shared, default=(0, ""))[1]))
    return found


def _report(statements: Sequence[Statement]) -> tuple[str, list[Span]]:
    text, places = f"{_TITLE}\n", {}
    for role, heading in _HEADINGS.items():
        told = [i for i, s in enumerate(statements) if s.role == role]
        text += f"{heading}\n" if told else ""
        for i in told:
            body = statements[i].text.rstrip("。；，")
            places[i] = Span(len(text), len(text) + len(body))
            text += f"{body}。\n"
    return text, [places[i] for i in range(len(statements))]


def _rates(statements: Sequence[Statement], found: Sequence[tuple[bool, str]]) -> Rates:
    got = [i for i, (hit, _) in enumerate(found) if hit]
    right = [i for i in got if statements[i].problem]
    wanted = sum(s.problem for s in statements)
    named = sum(found[i][1] == statements[i].category for i in right)
    return Rates(len(right) / max(len(got), 1), len(right) / max(wanted, 1), named / max(len(right), 1))

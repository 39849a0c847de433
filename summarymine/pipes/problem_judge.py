"""Rules and model together: the rules propose and explain, the model adds what has no cue, among problems.

The model never overrules what the rules accept: on real reports that lost more than it won. Most statements of the
labelled corpus are hard ones, and far more of them are problems than in a real report, so it adds
only where problems are told, and is asked to be surer than its held-out folds would have it (``models/problems.md``).
"""

from __future__ import annotations

import regex

from summarymine.pipes.problem_features import features
from summarymine.pipes.problem_model import ProblemModel
from summarymine.pipes.problems import Candidate, Verdict
from summarymine.pipes.problems import judge as by_rules

SURE = 0.9
"""The probability from which the model adds what stands among problems."""


class Judge:
    """Decides on a candidate by rules and model.

    >>> from summarymine.document import TextView
    >>> from summarymine.pipes.problem_model import shipped_model
    >>> from summarymine.pipes.problems import find_problems
    >>> from summarymine.pipes.sections import find_sections
    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("一、存在问题\\n招来的工人三个月走了一半。")
    >>> sections = find_sections(view)
    >>> [p.rule for p in find_problems(view, sections, find_sentences(view, sections), judge=Judge(shipped_model()))]
    ['problem.model']
    """

    def __init__(self, model: ProblemModel, sure: float = SURE) -> None:
        self._model = model
        self._sure = sure

    def __call__(self, candidate: Candidate) -> Verdict:
        """The verdict on one candidate."""
        ruled = by_rules(candidate)
        if not ruled.accept and (
            candidate.zone != "problem" or ruled.rule in _CLOSED or not _WORDS.search(candidate.text)
        ):
            return ruled
        known = self._model.known(features(candidate.text, candidate.zone))
        likely = self._model.probability(known)
        if ruled.accept:
            return Verdict(True, (ruled.score + likely) / 2, ruled.rule, self._model.category_odds(known))
        if likely < self._sure:
            return ruled
        return Verdict(True, likely, "problem.model", self._model.category_odds(known))


_WORDS = regex.compile(r"\p{Han}{4}")

_CLOSED = frozenset({"problem.not.mended", "problem.not.absent", "problem.not.inspection", "problem.not.goal"})
"""What the rules see that no probability outweighs: it was mended, or there is none of it."""

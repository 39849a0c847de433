"""Features of a statement, by which a trained model tells whether it states a problem and of which category.

Characters in ones, twos and threes, words, the zone, and what the rules see in it: kinds of cues, and the categories
whose words it has. A feature is a string; a statement has each once.
"""

from __future__ import annotations

import regex

from summarymine.document import Span
from summarymine.pipes.problem_categories import weigh
from summarymine.pipes.problem_clauses import cut
from summarymine.segment import segmenter

_DIGITS = regex.compile(r"\d[\d.,]{0,12}")
_BORDER = regex.compile(r"[，。；：、！？“”（）\s]{1,4}")
_LONGEST = 160
_SHORT, _LONG = 10, 40


def features(statement: str, zone: str) -> set[str]:
    """The features of a statement that stands in a zone (problem, plan, other).

    >>> found = features("净地不足300亩", "problem")
    >>> {"g:净地", "g:足0", "w:不足", "zone:problem", "cue:lack", "cat:土地", "short"} <= found
    True
    """
    text = _DIGITS.sub("0", statement[:_LONGEST]).rstrip("。；，！？ ")
    found = {f"zone:{zone}"}
    for piece in _BORDER.split(text):
        marked = f"^{piece}$"
        for size in (1, 2, 3):
            found.update(f"g:{marked[i : i + size]}" for i in range(len(marked) - size + 1))
        found.update(f"w:{word}" for word in segmenter().cut(piece))
    clauses = cut(statement, Span(0, len(statement)))
    for clause in clauses:
        found.update(f"cue:{cue.kind}" for cue in clause.cues)
        told = {"mended": clause.mended, "goal": clause.goal, "urged": clause.urged, "doing": clause.doing}
        found.update(f"told:{name}" for name, holds in told.items() if holds)
        if clause.contrast:
            found.add("contrast")
    if not any(feature.startswith("cue:") for feature in found):
        found.add("cue:none")
    scores = weigh(statement)
    best = max(scores.values(), default=0.0)
    found.update(f"cat:{name}" for name in scores)
    found.update(f"best:{name}" for name, score in scores.items() if score == best)
    found.add("short" if len(text) < _SHORT else "long" if len(text) > _LONG else "middle")
    return found

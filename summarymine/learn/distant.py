"""Statements of unlabelled reports, labelled by where they stand: what is told under 存在的问题 is a problem.

Distant labels are cheap and partly wrong, so each counts less than a labelled statement (M. Mintz et al., "Distant
supervision for relation extraction without labeled data", ACL 2009).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarymine.clean import clean
from summarymine.document import Source
from summarymine.learn.corpus import Statement
from summarymine.pipes.problem_categories import categorise
from summarymine.pipes.problem_judge import Judge
from summarymine.pipes.problem_model import shipped_model
from summarymine.pipes.problems import candidates
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.split import split

WEIGHT = 0.25
"""What such a statement counts, where a labelled one counts 1."""
_SHORTEST, _LONGEST = 4, 120


def distant_statements(source: Source) -> Iterator[Statement]:
    """What rules and shipped model hold for problems under problem headings, and as many sentences of work done.

    >>> text = "沧湖园区2019年工作总结\\n一、工作成效\\n全年引进企业12家，路修好了。\\n二、存在的问题\\n一是用地紧张。"
    >>> [(s.text, s.problem, s.category) for s in distant_statements(Source.of_text(text))]
    [('用地紧张', True, '土地'), ('全年引进企业12家，路修好了', False, '')]
    """
    judge = Judge(shipped_model())
    for number, article in enumerate(split(source)):
        view = clean(article.text)
        sections = find_sections(view)
        sentences = find_sentences(view, sections)
        judged = [(c, judge(c)) for c in candidates(view.text, sections, sentences)]
        found = [(c, verdict) for c, verdict in judged if verdict.accept]
        doc = f"{source.path}#{number}"
        told = [(c, v) for c, v in found if c.zone == "problem" and _SHORTEST <= len(c.text) < _LONGEST]
        # What is said twice would count twice.
        texts = dict.fromkeys((c.text, categorise(c.text, c.path, v.odds)) for c, v in told)
        yield from (Statement(doc, "problem", text, True, category) for text, category in texts)
        suspected = [c.span for c, _ in found]
        done = [
            s.span.of(view.text).strip().rstrip("。；")
            for s in sentences
            if s.section >= 0
            and sections[s.section].role == "achievement"
            and s.span.start >= sections[s.section].heading.end
            and _SHORTEST <= s.span.end - s.span.start < _LONGEST
            and not any(span.start < s.span.end and s.span.start < span.end for span in suspected)
        ]
        yield from (Statement(doc, "achievement", text, False, "") for text in _spread(done, len(texts)))


def _spread(texts: Sequence[str], count: int) -> list[str]:
    """As many of the texts, evenly over all of them."""
    count = min(count, len(texts))
    return [texts[i * len(texts) // count] for i in range(count)]

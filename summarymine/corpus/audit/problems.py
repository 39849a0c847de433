"""Problems that come back: statements of one category in the summaries of several years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.histories import when
from summarymine.corpus.facts import Place
from summarymine.corpus.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.records import DocumentRecord, ProblemRecord

_WORD = regex.compile(r"\p{Han}")
_ALIKE = 0.4
_VAGUE = "其他"
_COMPARED = 30
_QUOTED = 36
_OFTEN = 3


def recurring(archive: Archive) -> Iterator[Finding]:
    """A finding for each category of problems that two or more summaries of a park name."""
    found: dict[tuple[str, str], dict[Place, list[ProblemRecord]]] = {}
    for record in archive.problems:
        place = Place(record.source, record.article)
        found.setdefault((archive.parks[place], record.category), {}).setdefault(place, []).append(record)
    for (park, category), said in sorted(found.items()):
        texts = sorted(said, key=lambda place: when(archive.by_place[place]))
        years = {archive.by_place[place].year for place in texts}
        if len(texts) < 2 or len(years) < 2:
            continue
        alike = _alike([said[place] for place in texts])
        if alike or category != _VAGUE:
            yield _finding(park, category, [(archive.by_place[place], said[place]) for place in texts], alike)


def _finding(
    park: str, category: str, said: Sequence[tuple[DocumentRecord, Sequence[ProblemRecord]]], alike: int
) -> Finding:
    listed = "；".join(f"{document.year}年“{_quote(problems[0].text)}”" for document, problems in said)
    words = f"，其中{alike}处措辞相近" if alike else ""
    message = f"{category}问题在{len(said)}篇总结中反复出现{words}：{listed}"
    records = tuple(problem.id for _, problems in said for problem in problems)
    severity = "medium" if len(said) >= _OFTEN else "low"
    return Finding("problem_recurring", severity, park, said[-1][0].period, message, records)


def _alike(texts: Sequence[Sequence[ProblemRecord]]) -> int:
    """How many statements are worded like one in the text before."""
    count = 0
    for earlier, later in zip(texts, texts[1:], strict=False):
        before = [pairs(problem.text) for problem in earlier[:_COMPARED]]
        count += sum(any(likeness(pairs(problem.text), one) >= _ALIKE for one in before) for problem in later[:_COMPARED])
    return count


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a statement, without punctuation and digits.

    >>> sorted(pairs("用地，紧张"))
    ['地紧', '用地', '紧张']
    """
    plain = "".join(_WORD.findall(text))
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs that two statements have in common, 0 to 1 (the coefficient of L. R. Dice, 1945).

    >>> likeness(pairs("用地紧张"), pairs("用地更紧张"))
    0.5714285714285714
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _quote(text: str) -> str:
    plain = text.replace("\n", "").strip()
    return plain if len(plain) <= _QUOTED else f"{plain[: _QUOTED - 1]}…"

"""Problems that come back: statements of one category in the summaries of several years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.histories import when
from summarymine.corpus.facts import Place
from summarymine.corpus.findings import Finding
from summarymine.corpus.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.records import DocumentRecord, ProblemRecord

_WORD = regex.compile(r"\p{Han}")
_ALIKE = 0.4
_COMPARED = 30
_QUOTED = 36
_OFTEN = 3


def recurring(archive: Archive) -> Iterator[Finding]:
    """A finding for each problem that summaries of a park of two or more years name."""
    listed: dict[tuple[str, str], list[ProblemRecord]] = {}
    for record in archive.problems:
        park = archive.parks[Place(record.source, record.article)]
        listed.setdefault((park, record.category), []).append(record)
    for (park, category), problems in sorted(listed.items()):
        for group in groups([problem.text for problem in problems]):
            said: dict[Place, list[ProblemRecord]] = {}
            for problem in (problems[at] for at in group):
                said.setdefault(Place(problem.source, problem.article), []).append(problem)
            texts = sorted(said, key=lambda place: when(archive.by_place[place]))
            years = {archive.by_place[place].year for place in texts}
            if len(years) >= 2:
                yield _finding(park, category, [(archive.by_place[place], said[place]) for place in texts])


def groups(statements: Sequence[str]) -> list[list[int]]:
    """Which statements are about one thing: those with a telling pair of characters in common, directly or through others.

    >>> groups(["用地指标吃紧", "建设用地捉襟见肘", "供热管网不通"])
    [[0, 1], [2]]
    """
    leader = list(range(len(statements)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    holder: dict[str, int] = {}
    for at, statement in enumerate(statements):
        for pair in pairs(statement) - vocabulary().common:
            leader[find(at)] = find(holder.setdefault(pair, at))
    found: dict[int, list[int]] = {}
    for at in range(len(statements)):
        found.setdefault(find(at), []).append(at)
    return list(found.values())


def _finding(park: str, category: str, said: Sequence[tuple[DocumentRecord, Sequence[ProblemRecord]]]) -> Finding:
    alike = _alike([problems for _, problems in said])
    listed = "；".join(f"{document.year}年“{_quote(problems[0].text)}”" for document, problems in said)
    words = f"，{alike}处措辞相近" if alike else ""
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

"""Problems that come back: statements of one category in the summaries of several years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from summarymine.corpus.audit.histories import when
from summarymine.corpus.facts import Place
from summarymine.corpus.findings import Finding
from summarymine.corpus.vocabulary import vocabulary
from summarymine.pipes.problem_categories import weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.corpus.archive import Archive
    from summarymine.records import DocumentRecord, ProblemRecord

_WORD = regex.compile(r"[\p{Han}--[一二三四五六七八九十百千万亿元个]]{2,200}", regex.V1)
_ALIKE = 0.4
_COMPARED = 30
_QUOTED = 36
_OFTEN = 3
_SHARED = 4
_APART = 3
_VAGUE = "其他"


def recurring(archive: Archive) -> Iterator[Finding]:
    """A finding for each problem that summaries of a park of two or more years name."""
    own: dict[str, dict[str, list[ProblemRecord]]] = {}
    also: dict[tuple[str, str], list[ProblemRecord]] = {}
    for record in archive.problems:
        park = archive.parks[Place(record.source, record.article)]
        own.setdefault(park, {}).setdefault(record.category, []).append(record)
        for category in second_categories(record):
            also.setdefault((park, category), []).append(record)
    for park, category, problems in [
        (park, one, said) for park, found in sorted(own.items()) for one, said in sorted(found.items())
    ]:
        problems += [record for record in also.get((park, category), ()) if _joins(record, problems)]
        together = range(len(problems)) if category in vocabulary().one_problem else ()
        for group in groups([problem.text for problem in problems], together):
            said: dict[Place, list[ProblemRecord]] = {}
            for problem in (problems[at] for at in group):
                said.setdefault(Place(problem.source, problem.article), []).append(problem)
            texts = sorted(said, key=lambda place: when(archive.by_place[place]))
            for run in _runs([archive.by_place[place] for place in texts]):
                told = [(document, said[Place(document.source, document.article)]) for document in run]
                found = _finding(park, category, told)
                if found is not None:
                    yield found


def _runs(documents: Sequence[DocumentRecord]) -> Iterator[list[DocumentRecord]]:
    """Texts of which none is more than three years after the one before; what comes up decades later is another problem."""
    run: list[DocumentRecord] = []
    for document in documents:
        if run and not 0 <= int(document.year or 0) - int(run[-1].year or 0) <= _APART:
            yield run
            run = []
        run.append(document)
    yield run


def second_categories(record: ProblemRecord) -> list[str]:
    """Categories besides its own that its words speak for: 用地紧张，污水厂超负荷 is of two."""
    return [name for name in weigh(record.text) if name != record.category]


def _joins(record: ProblemRecord, problems: Sequence[ProblemRecord]) -> bool:
    """Whether a statement that is mostly about something else says what one of the problems does."""
    told = pairs(record.text) - vocabulary().common
    return any(len(told & pairs(problem.text)) >= _SHARED for problem in problems[:_COMPARED])


def groups(statements: Sequence[str], together: Sequence[int] = ()) -> list[list[int]]:
    """Which statements are about one thing: those with a telling pair of characters in common, directly or through others,
    and those that stand *together* anyway.

    >>> groups(["用地指标吃紧", "建设用地捉襟见肘", "供热管网不通"])
    [[0, 1], [2]]
    """
    leader = list(range(len(statements)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for at in together:
        leader[find(at)] = find(together[0])
    holder: dict[str, int] = {}
    for at, statement in enumerate(statements):
        for pair in pairs(statement) - vocabulary().common:
            leader[find(at)] = find(holder.setdefault(pair, at))
    found: dict[int, list[int]] = {}
    for at in range(len(statements)):
        found.setdefault(find(at), []).append(at)
    return list(found.values())


def _finding(
    park: str, category: str, said: Sequence[tuple[DocumentRecord, Sequence[ProblemRecord]]]
) -> Finding | None:
    alike = _alike([problems for _, problems in said])
    if len({document.year for document, _ in said}) < 2 or (category == _VAGUE and not alike):
        return None
    listed = "；".join(f"{document.year}年“{_quote(problems[0].text)}”" for document, problems in said)
    words = f"，{alike}处措辞相近" if alike else ""
    message = f"{category}问题在{len(said)}篇总结中反复出现{words}：{listed}"
    records = tuple(problem.id for _, problems in said for problem in problems)
    severity = "medium" if len(said) >= _OFTEN else "low"
    return Finding("problem_recurring", severity, park, said[-1][0].period, message, records)


def _alike(texts: Sequence[Sequence[ProblemRecord]]) -> int:
    """How many statements are worded like one in the text before."""
    count = 0
    for earlier, later in pairwise(texts):
        before = [pairs(problem.text) for problem in earlier[:_COMPARED]]
        count += sum(
            any(likeness(pairs(problem.text), one) >= _ALIKE for one in before) for problem in later[:_COMPARED]
        )
    return count


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a statement, none of numbers or over punctuation.

    >>> sorted(pairs("用地缺，9个项目等地"))
    ['地缺', '用地', '目等', '等地', '项目']
    """
    runs = _WORD.findall(text.replace("\n", ""))
    return frozenset(run[at : at + 2] for run in runs for at in range(len(run) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of pairs that two statements have in common, 0 to 1 (the coefficient of L. R. Dice, 1945).

    >>> likeness(pairs("用地紧张"), pairs("用地更紧张"))
    0.5714285714285714
    """
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _quote(text: str) -> str:
    plain = text.replace("\n", "").strip()
    return plain if len(plain) <= _QUOTED else f"{plain[: _QUOTED - 1]}…"

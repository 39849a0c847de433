"""What is right in `corpora/demo`, and how much of it a set of records holds.

    python -m tests.truth OUT        # prints the rates for the folder that `summarymine run corpora/demo -o OUT` wrote

The truth lists every project and every problem of an article, but of its figures the headline ones only.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from summarymine.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from summarymine.document import Source
    from summarymine.records import DocumentRecord, IndicatorRecord, ProblemRecord, ProjectRecord, Record

DEMO = Path(__file__).parents[1] / "corpora" / "demo"

Line = dict[str, Any]


def truth(kind: str) -> list[Line]:
    """The lines of one type (``document``, ``indicator``, ``project``, ``problem`` …) of all truth files."""
    files = sorted((DEMO / "truth").glob("*.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if line["type"] == kind]


def rates(records: Iterable[Record], sources: Mapping[str, Source]) -> dict[str, float]:
    """What part of the truth is found and what part of the found is true, by kind and field, each from 0 to 1.

    - ``document.*``: articles whose title, park, period, date of signature are as the truth says.
    - ``indicator.recall``: headline figures of which value, unit, measure and status are right, in the right place;
      ``indicator.precision``: figures inside the truth's evidence that are such ones; ``indicator.name``: of these,
      those called alike.
    - ``project.*``: projects called alike; ``project.stage``: of them, those at the right stage.
    - ``problem.*``: problems of which half is found, and found ones that touch one; ``problem.category`` likewise.
    """
    found: dict[tuple[str, str, int], list[Any]] = defaultdict(list)
    for record in records:
        found[record.record, record.source, record.article].append(record)
    counts: Counter[str] = Counter()
    _documents(counts, found)
    for kind, count in (("indicator", _indicators), ("project", _projects), ("problem", _problems)):
        wanted: dict[tuple[str, str, int], list[Line]] = defaultdict(list)
        for line in truth(kind):
            wanted[kind, line["file"], line["article"]].append(line)
        for place in sorted(wanted.keys() | {key for key in found if key[0] == kind}):
            text = sources[place[1]].text if place[1] in sources else ""  # a file that failed has none
            count(counts, wanted[place], found[place], text)
    return {
        **{f"document.{field}": counts[f"document.{field}"] / counts["document"] for field in _FIELDS},
        "indicator.recall": counts["indicator.hit"] / counts["indicator"],
        "indicator.precision": counts["indicator.hit"] / counts["indicator.got"],
        "indicator.name": counts["indicator.name"] / counts["indicator.hit"],
        "project.recall": counts["project.hit"] / counts["project"],
        "project.precision": counts["project.hit"] / counts["project.got"],
        "project.stage": counts["project.stage"] / counts["project.hit"],
        "problem.recall": counts["problem.hit"] / counts["problem"],
        "problem.precision": counts["problem.right"] / counts["problem.got"],
        "problem.category": counts["problem.category"] / counts["problem.hit"],
    }


_FIELDS = ("title", "park", "period", "signed")


def _documents(counts: Counter[str], found: Mapping[tuple[str, str, int], Sequence[DocumentRecord]]) -> None:
    for line in truth("document"):
        counts["document"] += 1
        right = line | {"signed": iso_date(line["signed"])}
        for record in found.get(("document", line["file"], line["article"]), ()):
            for field in _FIELDS:
                counts[f"document.{field}"] += _plain(getattr(record, field)) == _plain(right[field])


def _indicators(counts: Counter[str], wanted: Sequence[Line], found: Sequence[IndicatorRecord], text: str) -> None:
    inside = [r for r in found if any(s.start <= r.start < s.end for line in wanted for s in _places(line, text))]
    free = list(inside)
    for line in wanted:
        places = _places(line, text)
        same = [
            record
            for record in free
            if _fields(record) == _right_fields(line) and any(s.start <= record.start < s.end for s in places)
        ]
        if same:
            best = max(same, key=lambda record: _likeness(record.name, line["name"]))
            free.remove(best)
            counts["indicator.hit"] += 1
            counts["indicator.name"] += _alike(best.name, line["name"])
    counts["indicator"] += len(wanted)
    counts["indicator.got"] += len(inside)


def _projects(counts: Counter[str], wanted: Sequence[Line], found: Sequence[ProjectRecord], _: str) -> None:
    free = list(found)
    for line in wanted:
        same = [r for r in free if any(_alike(name, line["name"]) for name in (r.name, *(m.text for m in r.mentions)))]
        if same:
            best = max(same, key=lambda record: _likeness(record.name, line["name"]))
            free.remove(best)
            counts["project.hit"] += 1
            counts["project.stage"] += best.stage == line["stage"]
    counts["project"] += len(wanted)
    counts["project.got"] += len(found)


def _problems(counts: Counter[str], wanted: Sequence[Line], found: Sequence[ProblemRecord], text: str) -> None:
    touched: set[str] = set()
    for line in wanted:
        covered = {r.id: sum(_shared(Span(r.start, r.end), place) for place in _places(line, text)) for r in found}
        touched |= {id_ for id_, length in covered.items() if length}
        if 2 * sum(covered.values()) >= len(line["evidence"]):
            best = max(found, key=lambda record: covered[record.id])
            counts["problem.hit"] += 1
            counts["problem.category"] += best.category == line["category"]
    counts["problem"] += len(wanted)
    counts["problem.right"] += len(touched)
    counts["problem.got"] += len(found)


def _places(line: Line, text: str) -> list[Span]:
    return list(_occurrences(line["evidence"], text))


def _occurrences(evidence: str, text: str) -> Iterator[Span]:
    start = text.find(evidence)
    while start >= 0:
        yield Span(start, start + len(evidence))
        start = text.find(evidence, start + 1)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _fields(record: IndicatorRecord) -> tuple[Any, ...]:
    return record.value, record.unit, record.measure, record.status


def _right_fields(line: Line) -> tuple[Any, ...]:
    value = None if line["value"] is None else Decimal(str(line["value"]))
    return value, line["unit"], line["measure"], line["status"]


def _plain(text: str) -> str:
    return regex.sub(r"\s", "", text)


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient of two strings by their characters, 0 to 1."""
    one, other = _plain(one), _plain(other)
    return 2 * (Counter(one) & Counter(other)).total() / max(1, len(one) + len(other))


def _alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= 0.75


_DIGITS = str.maketrans("〇○一二三四五六七八九", "00123456789")
_TENS = regex.compile(r"(\d?)十(\d?)")
_DATE = regex.compile(r"(?P<year>\d{4}|(?:20)?xx)[年.-](?P<month>\d{1,2})(?:[月.-](?:(?P<day>\d{1,2})日?)?)?$")


def iso_date(signature: str) -> str:
    """The date at the end of a signature as records write it; empty if there is none.

    >>> iso_date("望榆园区管委会 二〇二〇年十二月三十一日"), iso_date("20xx年元月"), iso_date("望榆园区")
    ('2020-12-31', 'XXXX-01', '')
    """
    text = signature.replace("元月", "1月").translate(_DIGITS)
    text = _TENS.sub(lambda m: str(10 * int(m[1] or 1) + int(m[2] or 0)), text)
    if not (match := _DATE.search(text)):
        return ""
    year = "XXXX" if "x" in match["year"] else match["year"]
    return "-".join([year, *(f"{int(part):02}" for part in (match["month"], match["day"]) if part)])


def main(out: str) -> None:
    """Print the rates of an output folder."""
    from summarymine.store.database import load_records, load_sources

    for name, rate in rates(load_records(Path(out)), load_sources(Path(out))).items():
        print(f"{name:22}{rate:.3f}")


if __name__ == "__main__":
    main(sys.argv[1])

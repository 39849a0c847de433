"""How much of what `corpora/demo/truth` lists a run of the demo has found.

    summarymine run corpora/demo -o out/demo
    python tests/benchmarks/demo_truth.py out/demo

The truth names the main figures, projects and problems of each text, not all of them: this measures what was missed
and what was got wrong, not what was made up.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import regex

TRUTH = Path(__file__).parents[2] / "corpora" / "demo" / "truth"
_MARKS = regex.compile(r"[\s\p{P}]")
Row = Mapping[str, Any]


def bare(text: str) -> str:
    """The text without white space and punctuation."""
    return _MARKS.sub("", text)


def alike(left: str, right: str) -> bool:
    """Whether two names share four fifths of their characters, or one is the better half of the other."""
    left, right = bare(left), bare(right)
    if not left or not right:
        return left == right
    shared = 2 * (Counter(left) & Counter(right)).total() / (len(left) + len(right))
    short, long = sorted((left, right), key=len)
    return shared >= 0.8 or (len(short) >= 3 and short in long and 2 * len(short) >= len(long))


def same_value(left: Any, right: Any) -> bool:
    """Whether two values (a number, a range, None) are equal up to rounding."""
    if left is None or right is None:
        return left is right
    ends = [value if isinstance(value, list) else [value] for value in (left, right)]
    return len(ends[0]) == len(ends[1]) and all(abs(a - b) <= 1e-6 * max(1, abs(a)) for a, b in zip(*ends, strict=True))


def score(truths: Iterable[Row], records: Mapping[tuple[str, int, str], Sequence[Row]]) -> Counter[str]:
    """Counts of what was listed and what of it was found, right in all its fields or not."""
    counts: Counter[str] = Counter()
    for truth in truths:
        kind = truth["type"]
        if kind not in ("indicator", "project", "problem"):
            continue
        counts[kind] += 1
        near = [record for record in records[truth["file"], truth["article"], kind] if _found(truth, record)]
        counts[f"{kind} found"] += bool(near)
        counts[f"{kind} right"] += any(_right(truth, record) for record in near)
    return counts


def _found(truth: Row, record: Row) -> bool:
    evidence = bare(truth["evidence"])
    match truth["type"]:
        case "indicator":
            in_sentence = evidence in bare(record["sentence"]) or bare(record["sentence"]) in evidence
            return in_sentence and same_value(truth["value"], record["value"])
        case "project":
            return any(
                alike(truth["name"], name) for name in (record["name"], *(m["text"] for m in record["mentions"]))
            )
        case _:
            text = bare(record["text"])
            return text in evidence or evidence in text or alike(text, evidence)


def _right(truth: Row, record: Row) -> bool:
    match truth["type"]:
        case "indicator":
            same = all(truth[field] == record[field] for field in ("unit", "measure", "status"))
            return same and alike(truth["name"], record["name"])
        case "project":
            return bool(truth["stage"] == record["stage"])
        case _:
            return bool(truth["category"] == record["category"])


def main(out: Path) -> None:
    """Print the table."""
    truths = [json.loads(line) for path in sorted(TRUTH.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    records: defaultdict[tuple[str, int, str], list[Row]] = defaultdict(list)
    for line in (out / "records.jsonl").open(encoding="utf-8"):
        record = json.loads(line)
        records[record["source"], record["article"], record["record"]].append(record)
    counts = score(truths, records)
    for kind in ("indicator", "project", "problem"):
        listed = counts[kind]
        found, right = (counts[f"{kind} {what}"] / listed for what in ("found", "right"))
        print(f"{kind:10} listed {listed:5}  found {found:.3f}  right {right:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

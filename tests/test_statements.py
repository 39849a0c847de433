"""The labelled statements and headings: well formed, of every kind, and none a near copy of another."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
import regex

from summarymine.errors import ModelError
from summarymine.learn.corpus import read_statements
from summarymine.records import CATEGORIES, ROLES

LABELLED = Path(__file__).parents[1] / "corpora" / "labelled"
PROBLEMS = LABELLED / "problems.jsonl"
PROBLEM_KINDS = {"plain", "implicit", "embedded", "reason"}
OTHER_KINDS = {"solved", "negated", "inspect", "plan", "slogan", "achievement", "neutral"}
ALIKE, INSIDE, SHORT = 0.4, 0.7, 8


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (LABELLED / name).read_text("utf-8").splitlines()]


def shingles(text: str) -> frozenset[str]:
    """Runs of three letters, without punctuation; numbers are all alike."""
    bare = regex.sub(r"\d+", "0", regex.sub(r"[^\p{L}\p{N}]", "", text))
    return frozenset(bare[i : i + 3] for i in range(len(bare) - 2)) or frozenset([bare])


def near_copies(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs that share much of their shingles, or of which one stands inside the other."""
    sets = [shingles(text) for text in texts]
    holders: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(sets):
        for shingle in found:
            holders[shingle].append(index)
    shared = Counter(pair for indices in holders.values() for pair in combinations(indices, 2))
    for (one, other), count in shared.items():
        least = min(len(sets[one]), len(sets[other]))
        alike = count / len(sets[one] | sets[other])
        if alike >= ALIKE or (least >= SHORT and count / least >= INSIDE):
            yield texts[one], texts[other]


def test_statements_are_many_and_of_every_kind():
    statements = read_statements(PROBLEMS)
    kinds = [line["kind"] for line in lines("problems.jsonl")]
    categories = Counter(statement.category for statement in statements)
    assert len(statements) >= 3000 and len({statement.doc for statement in statements}) >= 200
    assert categories.keys() == {*CATEGORIES, ""} and min(categories.values()) >= 110
    assert {s.role for s in statements} <= set(ROLES)
    for statement, kind in zip(statements, kinds, strict=True):
        assert kind in (PROBLEM_KINDS if statement.problem else OTHER_KINDS), statement
    assert min(Counter(kinds)[kind] for kind in PROBLEM_KINDS | OTHER_KINDS) >= 120


def test_no_statement_nearly_repeats_another():
    texts = [line["text"] for line in lines("problems.jsonl")]
    assert list(near_copies(texts)) == []


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("园区净地只剩不足三百亩，难以承接项目", "园区净地只剩不到三百亩，难以承接项目。", True),
        ("今年没有新增一笔违规担保", "虽然压力很大，但是今年没有新增一笔违规担保，也没有一笔贷款逾期", True),
        ("净地不足300亩", "净地不足120.5亩", True),
        ("园区净地只剩不足三百亩", "技术工人招不来也留不住", False),
    ],
)
def test_a_near_copy_is_noticed(one: str, other: str, near: bool):
    assert bool(list(near_copies([one, other]))) == near


def test_headings_are_many_and_of_every_role():
    headings = lines("section_roles.jsonl")
    assert len(headings) >= 1200 and len({heading["doc"] for heading in headings}) >= 90
    assert {heading["role"] for heading in headings} == set(ROLES)
    for heading in headings:
        assert heading["text"] and heading["level"] in (1, 2, 3) and 0 <= heading["at"] <= 1, heading
        assert not heading["parent"] or heading["level"] > 1, heading
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for heading in headings:
        roles[heading["text"], heading["parent"]].add(heading["role"])
    assert [key for key, found in roles.items() if len(found) > 1] == []


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "2: no object"),
        ('{"doc": "a"}', "2: no object"),
        (
            '{"doc": "a", "role": "plan", "text": "缺电", "problem": true, "category": ""}',
            "2: a problem has a category",
        ),
        ('{"doc": "a", "role": "plan", "text": "", "problem": false, "category": ""}', "2: a problem has a category"),
        ('{"doc": "a", "role": "plan", "text": "有电", "problem": false, "category": "资金"}', "2: a problem has"),
    ],
)
def test_a_line_that_is_no_statement_is_named(line: str, message: str, tmp_path: Path):
    path = tmp_path / "problems.jsonl"
    path.write_text(
        '{"doc": "a", "role": "plan", "text": "缺电", "problem": true, "category": "资金"}\n' + line, "utf-8"
    )
    with pytest.raises(ModelError, match=message):
        read_statements(path)

"""`summarymine evaluate` gives what the scorer beside the gold set gives, where ``SUMMARYMINE_GOLD`` names its folder.

Records as they are mined, and records spoiled in every way that a scorer can get wrong.
"""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from summarymine.api import load, mine
from summarymine.records import to_dict
from tests.command import python, summarymine
from tests.test_gold import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    JSON = dict[str, Any]

SEED = 20


def as_they_are(records: list[JSON], random: Random) -> Iterable[JSON]:
    return records


def every_third_dropped(records: list[JSON], random: Random) -> Iterable[JSON]:
    return (record for place, record in enumerate(records) if place % 3)


def every_other_kind_dropped(records: list[JSON], random: Random) -> Iterable[JSON]:
    return (record for record in records if record["record"] in ("project", "date"))


def doubled(records: list[JSON], random: Random) -> Iterable[JSON]:
    return [*records, *records[::-1]]


def shuffled(records: list[JSON], random: Random) -> Iterable[JSON]:
    return random.sample(records, len(records))


def moved(records: list[JSON], random: Random) -> Iterable[JSON]:
    for record in records:
        by = random.randint(-6, 6)
        yield record | {
            "start": record["start"] + by,
            "end": record["end"] + max(by, 1 - len(record["text"])) + random.choice((0, 0, 0, 9, 40)),
            "mentions": [mention | {"start": mention["start"] + by} for mention in record.get("mentions", ())],
        }


def renamed(records: list[JSON], random: Random) -> Iterable[JSON]:
    """Names, and whatever else is a word or of a closed list, cut, put together, or taken from another record."""
    keys = (
        "name",
        "subject",
        "unit",
        "measure",
        "status",
        "basis",
        "bound",
        "period",
        "stage",
        "category",
        "role",
        "source",
    )
    for record in records:
        same = [other for other in random.choices(records, k=40) if other["record"] == record["record"]] or [record]
        other, changed = random.choice(same), random.sample(keys, 4)
        yield record | {key: random.choice(_forms(record[key], other[key])) for key in changed if key in record}


def _forms(one: str, other: str) -> list[str]:
    return [other, one[1:], one[: len(one) // 2], one + other, f"（{one}）", one[::-1], ""]


def revalued(records: list[JSON], random: Random) -> Iterable[JSON]:
    for record in records:
        value = record.get("value")
        if isinstance(value, int | float):
            changed = [value, -value, value * 10, value * (1 + 1e-7), float(value), [value, value], None]
            yield record | {"value": random.choice(changed)}
        elif record["record"] == "date":
            yield record | {"value": random.choice([value, value[:4], "", None])}
        else:
            yield record | {"level": random.randint(0, 5)}


def bare(records: list[JSON], random: Random) -> Iterable[JSON]:
    """Records of a program that knows places and kinds only, and the names of projects."""
    kept = ("record", "source", "start", "end", "text")
    for record in records:
        said = {key: record[key] for key in kept}
        yield said | (
            {"name": record["name"], "mentions": ["", record["text"]]} if record["record"] == "project" else {}
        )


SPOILED = (
    as_they_are,
    every_third_dropped,
    every_other_kind_dropped,
    doubled,
    shuffled,
    moved,
    renamed,
    revalued,
    bare,
)


@pytest.fixture(scope="module")
def gold() -> Path:
    return folder("SUMMARYMINE_GOLD")


@pytest.fixture(scope="module")
def records(gold: Path) -> list[JSON]:
    return [to_dict(record) for record in mine(gold / "texts", nlp=load())]


@pytest.mark.parametrize("spoil", SPOILED, ids=lambda spoil: spoil.__name__)
def test_scores_and_errors_are_those_of_the_scorer(
    gold: Path, records: list[JSON], spoil: Callable[[list[JSON], Random], Iterable[JSON]], tmp_path: Path
):
    path = tmp_path / "records.jsonl"
    lines = [json.dumps(record) + "\n" for record in spoil(records, Random(SEED))]
    path.write_text("".join(lines), "utf-8")
    scored = python(gold.parent / "score.py", gold, path, "--json", "--errors", "all")
    evaluated = summarymine("evaluate", gold, path, "--json", "--errors", "all")
    assert (scored.returncode, evaluated.returncode) == (0, 0), scored.stderr + evaluated.stderr
    wanted, found = (printed.stdout.partition("\n}\n") for printed in (scored, evaluated))
    assert json.loads(found[0] + "}") == json.loads(wanted[0] + "}")
    assert found[0] == wanted[0]
    assert sections(found[2]) == sections(wanted[2])


def sections(listed: str) -> dict[str, list[str]]:
    """The words of the errors under each heading, in any order; what is not said and what is empty are the same."""
    parts = [part.partition("\n") for part in f"\n{listed.strip()}".split("\n== ")[1:]]
    return {head: sorted(word for word in lines.split() if word not in ("None", "''")) for head, _, lines in parts}


def test_one_article(gold: Path, records: list[JSON], tmp_path: Path):
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    name = json.loads((gold / "index.jsonl").read_text("utf-8").splitlines()[-1])["id"]
    scored = python(gold.parent / "score.py", gold, path, "--json", "--doc", name)
    assert summarymine("evaluate", gold, path, "--json", "--doc", name).stdout == scored.stdout

"""The scores on the gold set, where ``SUMMARYMINE_GOLD`` names its folder (``SUMMARYMINE_ARCHIVE``: a larger archive).

The gold folder holds ``index.jsonl`` (the articles), ``texts/`` and a scorer, ``score.py``, beside it.
"""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from summarymine.store.database import load_records, load_sources
from tests.command import python, summarymine
from tests.floors import assert_floors
from tests.marked import assert_grounded

# The gold leaves out the last paragraph of these files; their last article goes on to its end.
ENDS_LATER = {"000-7", "003-6", "004-5"}


def folder(variable: str) -> Path:
    """The folder that an environment variable names; without it the test is skipped, with a wrong one it fails."""
    if not (named := os.environ.get(variable)):
        pytest.skip(f"{variable} names no folder")
    assert Path(named).is_dir(), f"{variable}={named}"
    return Path(named).resolve()


def mine(texts: Path, out: Path) -> None:
    """Mine all of a folder, without a failure."""
    done = summarymine("run", texts, "-o", out, "-q")
    assert (done.returncode, done.stderr) == (0, "")


def assert_all_grounded(out: Path) -> None:
    """Every record of an output folder is its span."""
    found = defaultdict(list)
    for record in load_records(out):
        found[record.source].append(record)
    sources = load_sources(out)
    assert found.keys() == sources.keys()
    for path, records in found.items():
        assert_grounded(sources[path].text, records)


@pytest.fixture(scope="module")
def gold() -> Path:
    return folder("SUMMARYMINE_GOLD")


@pytest.fixture(scope="module")
def out(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("gold") / "out"
    mine(gold / "texts", out)
    return out


def test_every_record_is_its_span(out: Path):
    assert_all_grounded(out)


def test_the_articles_are_found_with_their_borders_and_no_others(gold: Path, out: Path):
    lines = [json.loads(line) for line in (gold / "index.jsonl").read_text("utf-8").splitlines()]
    wanted = sorted((line["file"], *line["body"], line["id"]) for line in lines)
    found = sorted((record.source, record.start, record.end) for record in load_records(out, ["document"]))
    assert [source for source, _, _ in found] == [file for file, *_ in wanted]
    off = {
        name: (start - begins, end - ends)
        for (_, begins, ends, name), (_, start, end) in zip(wanted, found, strict=True)
        if abs(start - begins) > 20 or abs(end - ends) > 20
    }
    assert {name for name, (start, end) in off.items() if abs(start) <= 20 and end > 20} == off.keys() == ENDS_LATER


def test_the_scores(gold: Path, out: Path):
    scored = python(gold.parent / "score.py", gold, out / "records.jsonl", "--json")
    assert scored.returncode == 0, scored.stderr
    table = json.loads(scored.stdout)
    fields = table.pop("indicator fields")
    measured = {f"{row}": numbers["F1"] for row, numbers in table.items()}
    measured |= {f"indicator {field}": share for field, share in fields.items()}
    measured |= {
        "project stage": table["project"]["stage"],
        "problem category": table["problem"]["category"],
        "section role": table["section"]["role"],
    }
    assert_floors(measured, "gold")


def test_a_large_archive_goes_through(tmp_path: Path):
    texts = folder("SUMMARYMINE_ARCHIVE")
    mine(texts, tmp_path)
    assert len(load_sources(tmp_path)) == len(list(texts.glob("*.txt")))
    assert_all_grounded(tmp_path)

"""A whole archive: every file is accounted for, all that can be read is mined, and formats make no difference."""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import regex

import summarymine as package
from tests.archive import SKIPPED, UNLISTED, Archive, make, write
from tests.command import summarymine
from tests.makers import lines

FILES = int(os.environ.get("SUMMARYMINE_FILES", "150"))
"""How many files the archive has; `make fuzz` asks for more."""
SEED = 1


class Run(NamedTuple):
    """An archive, what a run over it said, and where it was written."""

    archive: Archive
    top: Path
    said: dict[str, Any]
    before: dict[str, tuple[int, int] | str]

    @property
    def out(self) -> Path:
        return self.top / "out"

    def objects(self, name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.out / name).read_text("utf-8").splitlines()]


def standing(folder: Path) -> dict[str, tuple[int, int] | str]:
    """What there is under a folder: of a file its size and time, of a link its target, of a folder that it is one."""
    found: dict[str, tuple[int, int] | str] = {}
    for top, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(top, name)
            about = path.lstat()
            found[str(path)] = (
                str(path.readlink())
                if path.is_symlink()
                else "folder"
                if path.is_dir()
                else (about.st_size, about.st_mtime_ns)
            )
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    top = tmp_path_factory.mktemp("offices")
    archive = make(FILES, SEED)
    write(archive, top)
    elsewhere = top / "elsewhere"  # a home, a folder to stand in and one for what is temporary
    elsewhere.mkdir()
    before = standing(top)
    homes = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"), str(elsewhere))
    env = {**homes, "PYTHONPATH": str(Path(package.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
    done = summarymine("run", top / "archive", "-o", top / "out", "--jobs", "2", "-q", cwd=elsewhere, env=env)
    assert done.returncode == 1, done.stderr[-2000:]
    return Run(archive, top, json.loads((top / "out" / "run.json").read_text("utf-8")), before)


def test_every_file_is_in_the_ledger_with_what_became_of_it(run: Run):
    found = {
        entry["source"]: (SKIPPED if entry["skipped"] else entry["status"], entry["copy_of"], entry["articles"] > 0)
        for entry in run.said["inputs"]
    }
    assert found == {
        path: (told.status, told.copy_of, bool(told.articles))
        for path, told in run.archive.told.items()
        if told.status != UNLISTED
    }
    assert len(found) == len(run.said["inputs"]) == run.said["ledger"]["inputs"]
    assert run.said["ledger"]["copies"] >= round(FILES * 0.03)
    assert [entry for entry in run.said["inputs"] if entry["status"] != "ok" and not bilingual(entry["reason"])] == []


def bilingual(reason: str) -> bool:
    """One line in Chinese, and the same in English."""
    return bool(regex.fullmatch(r"[^\n]{0,500}\p{Han}[^\n]{0,500} / [^\n]{1,500}", reason))


def test_what_cannot_be_read_is_in_the_failures(run: Run):
    failures = run.objects("failures.jsonl")
    expected = [source for told in run.archive.told.values() for source in told.failures]
    assert sorted(failure["source"] for failure in failures) == sorted(expected)
    assert {failure["stage"] for failure in failures} == {"read"}


def test_everything_else_is_mined_with_its_text_as_it_was_written(run: Run):
    written = {source: number for told in run.archive.told.values() for source, number in told.articles.items()}
    documents = {record["source"]: record for record in run.objects("records.jsonl") if record["record"] == "document"}
    assert documents.keys() == written.keys()
    for source, record in documents.items():
        text = "\n".join(lines(run.archive.articles[written[source]]))
        if source.endswith(".md"):
            assert unmarked(record["text"]) == unmarked(text), source
        else:
            assert record["text"] == text, source


def unmarked(text: str) -> str:
    """Without the marks of Markdown, which are part of its text: of headings, of cells, the line under a table's head."""
    return regex.sub(r"[#|\s]|---", "", text)


def test_the_same_article_gives_the_same_records_in_every_format(run: Run):
    records: dict[str, Counter[str]] = defaultdict(Counter)
    for record in run.objects("records.jsonl"):
        records[record["source"]][told(record)] += 1
    sources: dict[int, list[str]] = defaultdict(list)
    for one in run.archive.told.values():
        for source, number in one.articles.items():
            sources[number].append(source)
    compared = 0
    for first, *others in sources.values():
        assert records[first].total() > 3, first
        for other in others:
            compared += 1
            assert records[other] == records[first], (first, other, *(records[other] - records[first]))
    assert compared > FILES // 4


_OF_THE_FILE = {"id", "source", "sha256", "place", "start", "end", "body_start", "body_end"}
_QUOTED = {"text", "sentence"}


def told(record: dict[str, Any]) -> str:
    """A record without what is the file's own: name, hash, page, offsets.

    Quotations are compared without marks. Of all formats only Markdown writes them into its text: ``| 税收 | 3亿元 |``
    quotes a row that others part by tabs.
    """
    kept = {
        name: unmarked(value) if name in _QUOTED else value
        for name, value in record.items()
        if name not in _OF_THE_FILE
    }
    if "mentions" in kept:
        kept["mentions"] = [mention["text"] for mention in kept["mentions"]]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def test_nothing_is_written_outside_of_the_output_folder(run: Run):
    after = standing(run.top)
    outside = {path: about for path, about in after.items() if not Path(path).is_relative_to(run.out)}
    assert outside == run.before

"""The demo archive through the command, from files to records, twice: once as usual, once shut in."""

import json
import os
from collections import Counter, defaultdict
from pathlib import Path

import jsonschema
import pytest

from summarymine.records import KINDS, Record, schema
from summarymine.store.database import load_records, load_sources
from summarymine.store.names import DATABASE, RECORDS, RUN, TABLES, WORKBOOK
from summarymine.store.work import WORK
from tests.command import python, summarymine
from tests.floors import assert_floors
from tests.marked import assert_grounded
from tests.truth import DEMO, rates, truth

# Every Python process stops at once where it wants the network, another program, or a file in a common place.
SHUT_IN = """
import os, sys

shut = tuple(os.path.realpath(os.environ[name]) + os.sep for name in ("HOME", "TMPDIR"))
# Opening a socket is no use of the network: a library that spaCy imports looks whether there is IPv6.
events = ("socket.connect", "socket.get", "socket.send", "urllib.", "subprocess.", "os.exec",
          "os.fork", "os.posix_spawn", "os.system")

def refuse(event, args):
    if event == "subprocess.Popen" and list(args[1][1:3]) == ["-m", "summarymine.engines.worker"]:
        return
    if event.startswith(events):
        os.write(2, f"refused: {event} {args}".encode("utf-8", "replace"))
        os._exit(99)
    if event in ("open", "os.mkdir", "os.rename") and os.path.realpath(os.fsdecode(str(args[0]))).startswith(shut):
        os.write(2, f"refused: {event} {args}".encode("utf-8", "replace"))
        os._exit(98)

sys.addaudithook(refuse)
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("demo") / "out"
    done = summarymine("run", DEMO, "-o", out, env={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def records(out: Path) -> list[Record]:
    return list(load_records(out))


def test_every_record_is_its_span_and_ids_are_unique(out: Path, records: list[Record]):
    sources = load_sources(out)
    by_source = defaultdict(list)
    for record in records:
        by_source[record.source].append(record)
    assert by_source.keys() == sources.keys()
    for path, found in by_source.items():
        assert_grounded(sources[path].text, found)
    assert len({record.id for record in records}) == len(records)


def test_every_record_fits_its_schema(out: Path):
    validators = {kind: jsonschema.Draft202012Validator(schema(kind)) for kind in KINDS}
    lines = [json.loads(line) for line in (out / RECORDS).read_text("utf-8").splitlines()]
    assert [error.message for line in lines for error in validators[line["record"]].iter_errors(line)] == []
    assert {line["record"] for line in lines} == set(KINDS)


def test_every_file_gives_exactly_its_articles(records: list[Record]):
    wanted = [(line["file"], line["article"]) for line in truth("document")]
    found = [(record.source, record.article) for record in records if record.record == "document"]
    assert sorted(found) == sorted(wanted)


def test_run_json_says_what_is_there(out: Path, records: list[Record]):
    said = json.loads((out / RUN).read_text("utf-8"))
    assert said["counts"] == Counter(record.record for record in records)
    assert (said["ledger"]["ok"], said["articles"], said["ledger"]["failed"]) == (28, 30, 0)
    assert (
        {path.name for path in out.iterdir()}
        == {RECORDS, *TABLES, WORKBOOK, DATABASE, RUN, WORK}
        == {*said["files"], WORK}
    )


def test_the_truth_is_found(out: Path, records: list[Record]):
    assert_floors(rates(records, load_sources(out)), "demo")


def test_without_network_home_or_temporary_folder_the_same_comes_out(out: Path, tmp_path: Path):
    places = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR")}
    for place in places.values():
        place.mkdir()
    again = tmp_path / "out"
    shut_in = tmp_path / "shut in"
    shut_in.mkdir()
    (shut_in / "sitecustomize.py").write_text(SHUT_IN, "utf-8")
    paths = os.pathsep.join(filter(None, (str(shut_in), os.environ.get("PYTHONPATH"))))
    env = {name: str(place) for name, place in places.items()} | {"PYTHONPATH": paths}
    done = summarymine("run", DEMO, "-o", again, "--no-ocr", env=env | {"PYTHONHASHSEED": "2"})
    assert done.returncode == 0, done.stderr
    refused = python("-c", "import socket; socket.create_connection(('127.0.0.1', 9))", env=env)
    assert refused.returncode == 99
    assert [list(place.iterdir()) for place in places.values()] == [[], []]
    assert (again / RECORDS).read_bytes() == (out / RECORDS).read_bytes()

"""The Python API: load, mine, frames, and the pipeline as a component of spaCy."""

from collections import Counter
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

import summarymine
from summarymine.api import config_path
from summarymine.errors import SummaryMineError
from summarymine.records import KINDS
from summarymine.store.failures import Failure
from tests.command import python
from tests.factory import SOURCE, TEXT
from tests.marked import assert_grounded

OTHER = "鹤鸣园区2020年工作总结\n全年实现税收2.4亿元，下降3%。\n"


@pytest.fixture(scope="module")
def nlp() -> Language:
    return summarymine.load()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    (tmp_path / "乙.txt").write_bytes(OTHER.encode("gb18030"))
    return tmp_path


def kinds(records) -> Counter[str]:
    return Counter(record.record for record in records)


# load


def test_the_pipeline_is_checked_by_spacy_itself(nlp: Language):
    for pipeline in (nlp, summarymine.load("fast")):
        assert pipeline.analyze_pipes(pretty=False)["problems"] == {name: [] for name in pipeline.pipe_names}


def test_a_doc_is_an_article(nlp: Language):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert_grounded(TEXT, doc._.records)
    assert kinds(doc._.records).keys() == set(KINDS)
    spans = {(span.label_, span.id_, span.text) for kind in doc.spans for span in doc.spans[kind]}
    assert spans == {(r.record, r.id, r.text) for r in doc._.records if r.record != "document"}


def test_a_doc_travels(nlp: Language):
    doc = nlp(TEXT)
    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.records == doc._.records
    assert [doc._.records for doc in nlp.pipe([TEXT, OTHER])] == [nlp(text)._.records for text in (TEXT, OTHER)]


def test_a_configuration_by_name_or_by_path(tmp_path: Path):
    own = tmp_path / "own.cfg"
    own.write_text(config_path("fast").read_text("utf-8"), "utf-8")
    fast = summarymine.load("fast")
    assert fast.pipe_names == summarymine.load(str(own)).pipe_names
    assert kinds(fast(TEXT)._.records).keys() == {"document", "section", "indicator", "date"}


@pytest.mark.parametrize("name", ["slow", "missing.cfg", ""])
def test_an_unknown_configuration(name: str):
    with pytest.raises(SummaryMineError, match="没有名为"):
        summarymine.load(name)


# mine


def test_mine_files_and_folders(folder: Path, nlp: Language):
    found = list(summarymine.mine(folder, nlp=nlp))
    assert found == list(summarymine.mine([folder / "乙.txt", str(folder / "甲.txt")], nlp=nlp))
    assert found == list(summarymine.mine(str(folder)))
    assert [record.source for record in found if record.record == "document"] == ["乙.txt", "甲.txt"]
    for source, text in (("乙.txt", OTHER), ("甲.txt", TEXT)):
        records = [record for record in found if record.source == source]
        assert records[0].record == "document"
        assert_grounded(text, records)


def test_mine_text_gives_what_the_file_gives(folder: Path, nlp: Language):
    assert summarymine.mine_text(TEXT, path="甲.txt", nlp=nlp) == list(summarymine.mine(folder / "甲.txt", nlp=nlp))
    assert summarymine.mine_text("") == []


def test_mine_forces_an_encoding(folder: Path):
    [document] = [r for r in summarymine.mine(folder / "乙.txt", encoding="gb18030") if r.record == "document"]
    assert document.text == OTHER
    with pytest.raises(SummaryMineError, match=r"甲\.txt: 无法按 gb18030 解码"):
        list(summarymine.mine(folder / "甲.txt", encoding="gb18030"))


def test_failures_are_handed_over_or_raised(folder: Path):
    (folder / "丙.txt").touch()
    failures: list[Failure] = []
    found = summarymine.mine(folder, on_failure=failures.append)
    assert {record.source for record in found} == {"甲.txt", "乙.txt"}
    assert failures == [Failure("丙.txt", "read", "空文件 / the file is empty")]
    with pytest.raises(SummaryMineError, match=r"丙\.txt: 空文件"):
        list(summarymine.mine(folder))


def test_mine_with_a_manifest(folder: Path, nlp: Language):
    listed = folder / "清单.csv"
    listed.write_text("path,park,year\n甲.txt,,2018\n丙.txt,东岭园区,\n", "utf-8")
    failures: list[Failure] = []
    found = summarymine.mine(folder, nlp=nlp, manifest=listed, on_failure=failures.append)
    assert [(r.source, r.year, r.year_origin) for r in found if r.record == "document"] == [
        ("乙.txt", "2020", "title"),
        ("甲.txt", "2018", "manifest"),
    ]
    assert [(failure.source, failure.stage) for failure in failures] == [("丙.txt", "manifest")]
    with pytest.raises(SummaryMineError, match=r"丙\.txt: 清单里的这个路径没有读到文件"):
        list(summarymine.mine(folder, nlp=nlp, manifest=str(listed)))
    with pytest.raises(SummaryMineError, match="文件不存在"):
        next(summarymine.mine(folder, manifest=folder / "没有.csv"))


def test_a_path_gives_what_the_text_leaves_open():
    text = "工作总结\n今年以来，园区招商有力。5月，完成税收3亿元。xx年6月，新引进企业8家。\n"
    records = summarymine.mine_text(text, path="东岭园区/2019年/总结.txt")
    assert (records[0].park, records[0].park_origin, records[0].period) == ("东岭园区", "folder", "2019")
    assert [(r.text, r.value) for r in records if r.record == "date"] == [
        ("今年", "2019"),
        ("5月", "2019-05"),
        ("xx年6月", "XXXX-06"),
    ]


def test_missing_input():
    with pytest.raises(SummaryMineError, match="文件不存在"):
        list(summarymine.mine("没有.txt"))


# frames


def test_records_to_frames(nlp: Language):
    records = summarymine.mine_text(TEXT, path=SOURCE.path, nlp=nlp)
    frames = summarymine.records_to_frames(records)
    assert {kind: len(frame) for kind, frame in frames.items()} == dict.fromkeys(KINDS, 0) | kinds(records)
    figures = frames["indicator"].set_index("text")
    assert figures.loc["35.6亿元", ["name", "value", "unit"]].tolist() == ["工业总产值", 3.56e9, "元"]


# for whoever has spaCy and nothing of ours imported

FACTORY = """
import spacy
nlp = spacy.blank("zh")
nlp.add_pipe("summarymine")
doc = nlp("望榆园区2019年工作总结\\n全年完成税收3亿元。")
assert [(r.name, int(r.value)) for r in doc._.records if r.record == "indicator"] == [("税收", 300000000)]
"""

LAZY = """
import sys
import summarymine, summarymine.cli
assert summarymine.__version__
assert not {"spacy", "pandas", "duckdb", "rjieba"} & sys.modules.keys()
try:
    summarymine.unknown
except AttributeError as error:
    assert "unknown" in str(error)
"""


@pytest.mark.parametrize("code", [FACTORY, LAZY])
def test_in_a_fresh_process(code: str, tmp_path: Path):
    done = python("-c", code, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")

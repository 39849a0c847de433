"""The model of problems: what it adds to the rules, and that its file is read with care."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from summarymine.api import load
from summarymine.document import TextView
from summarymine.errors import ModelError
from summarymine.pipes.layers import Problem
from summarymine.pipes.problem_categories import categorise
from summarymine.pipes.problem_judge import Judge
from summarymine.pipes.problem_model import ProblemModel, load_model, model_bytes, read_model, shipped_model
from summarymine.pipes.problems import find_problems
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences

TOLD = "鹤鸣园区工作总结\n一、存在的问题\n{}\n二、工作打算\n抓好落实。\n"
DONE = "鹤鸣园区工作总结\n一、工作成效\n{}\n"


def problems(text: str, judge: Judge | None = None) -> list[Problem]:
    view = TextView.identity(text)
    sections = find_sections(view)
    return find_problems(view, sections, find_sentences(view, sections), judge=judge or Judge(shipped_model()))


@pytest.fixture
def small() -> ProblemModel:
    """Two features: 旱 speaks for a problem of 土地, 好 against one."""
    categories = np.zeros((2, 14), dtype=np.float32)
    categories[0, 0] = 3.0
    return ProblemModel(
        vocabulary={"g:旱": 0, "g:好": 1},
        state=np.array([5.0, -5.0], dtype=np.float32),
        categories=categories,
        category_bias=np.zeros(14, dtype=np.float32),
        calibration=(1.0, 0.0),
    )


def test_the_model_adds_what_has_no_cue():
    text = TOLD.format("招来的工人三个月走了一半。")
    assert problems(text, None) != []
    view = TextView.identity(text)
    sections = find_sections(view)
    assert find_problems(view, sections, find_sentences(view, sections)) == []
    [found] = problems(text)
    assert (found.span.of(text), found.rule, found.category) == (
        "招来的工人三个月走了一半",
        "problem.model",
        "人才队伍",
    )
    assert 0.6 <= found.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        DONE.format("停水问题已经解决。污水厂二期建成投用，管网全部接通。"),
        DONE.format("全年没有发生安全事故，没有一笔逾期贷款。"),
        DONE.format("全年完成税收3亿元，增长8%。引进企业12家。"),
        TOLD.format("停电的事，年底前已经全部解决。"),
    ],
)
def test_the_model_adds_nothing_where_nothing_is_wrong(text: str):
    assert problems(text) == []


def test_it_adds_what_it_is_sure_of_among_problems_only(small: ProblemModel):
    text = TOLD.format("三个村的机井都旱了。")
    assert [p.rule for p in problems(text, Judge(small, sure=0.0))] == ["problem.model"]
    assert problems(text, Judge(small, sure=1.1)) == []
    assert problems(DONE.format("三个村的机井都旱了。"), Judge(small, sure=0.0)) == []


def test_words_and_model_are_weighed_for_the_category():
    even = {"土地": 0.5, "资金": 0.5}
    assert categorise("征地资金", (), even) in even
    assert categorise("用地紧张", (), {"资金": 0.6, "土地": 0.4}) == "土地"
    assert categorise("用地紧张", (), {"资金": 0.9, "土地": 0.1}) == "资金"
    assert categorise("快慢不一", ("安全生产",), {"其他": 0.5, "安全生产": 0.4}) == "安全生产"


def test_a_model_is_written_and_read_back_to_the_byte(small: ProblemModel, tmp_path: Path):
    one, other = tmp_path / "one.npz", tmp_path / "other.npz"
    one.write_bytes(model_bytes(small))
    other.write_bytes(model_bytes(load_model(one)))
    assert one.read_bytes() == other.read_bytes()
    back = load_model(one)
    assert back.vocabulary == small.vocabulary and back.calibration == small.calibration
    known = back.known({"g:旱", "g:新"})
    assert back.probability(known) == pytest.approx(0.99331, abs=1e-4)
    assert max(back.category_odds(known).items(), key=lambda item: item[1])[1] == pytest.approx(0.6071, abs=1e-3)


def archive(**changes: object) -> bytes:
    arrays = shipped_model().arrays() | changes
    out = io.BytesIO()
    np.savez(out, **{name: array for name, array in arrays.items() if array is not None})  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an archive",
        archive(state=None),
        archive(state=np.zeros(3, dtype=np.float32)),
        archive(categories=np.zeros((5, 14), dtype=np.float16)),
        archive(calibration=np.array([{"a": 1}, print], dtype=object)),
    ],
    ids=["empty", "text", "no weights", "too few", "too few rows", "objects, which could run code"],
)
def test_what_is_no_model_is_refused(data: bytes):
    with pytest.raises(ModelError, match="here: "):
        read_model(data, "here")


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(ModelError, match=r"none\.npz"):
        load_model(tmp_path / "none.npz")


def test_a_configuration_chooses_the_model(small: ProblemModel, tmp_path: Path):
    from summarymine.api import config_path

    (tmp_path / "own.npz").write_bytes(model_bytes(small))
    shipped = config_path("default").read_text("utf-8")
    text = TOLD.format("招来的工人三个月走了一半。")
    found = {}
    for name, model in (("shipped", "shipped"), ("rules", "rules"), ("own", str(tmp_path / "own.npz"))):
        config = tmp_path / f"{name}.cfg"
        config.write_text(shipped.replace('model = "shipped"', f'model = "{model}"'), "utf-8")
        found[name] = [r.text for r in load(str(config))(text)._.records if r.record == "problem"]
    assert found == {"shipped": ["招来的工人三个月走了一半"], "rules": [], "own": []}


def test_mining_needs_no_learning_library():
    code = "import sys, summarymine.api; summarymine.api.mine_text('鹤鸣园区总结\\n用地紧张。'); print('sklearn' in sys.modules, 'scipy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]

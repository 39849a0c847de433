"""Training: the shipped weights come from the corpus, folds keep reports apart, and learning is seen to help."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
import regex

from summarymine.document import Source
from summarymine.errors import ModelError
from summarymine.learn.card import model_card
from summarymine.learn.corpus import Statement, read_headings, read_statements
from summarymine.learn.distant import distant_statements
from summarymine.learn.problems import Rates, cross_validate, folds, lesson, train
from summarymine.pipes.problem_features import features
from summarymine.pipes.problem_model import shipped_model
from summarymine.records import CATEGORIES

CORPUS = Path(__file__).parents[2] / "corpora" / "labelled" / "problems.jsonl"
SHIPPED = Path(str(files("summarymine.models")))


@pytest.fixture(scope="module")
def statements() -> list[Statement]:
    return read_statements(CORPUS)


def few(statements: list[Statement]) -> list[Statement]:
    """Every third report: enough to learn a little, and quick."""
    docs = sorted({statement.doc for statement in statements})[::3]
    return [statement for statement in statements if statement.doc in docs]


def test_the_shipped_weights_are_those_that_the_corpus_gives(statements: list[Statement]):
    extra = lesson(statements, read_headings(CORPUS.with_name("section_roles.jsonl")))
    trained = train([*statements, *(s for s, _ in extra)], [1.0] * len(statements) + [weight for _, weight in extra])
    shipped = shipped_model()
    assert list(trained.vocabulary) == list(shipped.vocabulary)
    for name, array in trained.arrays().items():
        # Other processors round the last digits otherwise.
        np.testing.assert_allclose(array, shipped.arrays()[name], rtol=1e-2, atol=1e-3, err_msg=name)


def test_folds_keep_a_report_together_and_hold_every_statement_out_once(statements: list[Statement]):
    held_out: list[int] = []
    for learn, held in folds(statements):
        assert {statements[i].doc for i in learn}.isdisjoint(statements[i].doc for i in held)
        held_out += held
    assert sorted(held_out) == list(range(len(statements)))


def test_rules_and_model_find_more_than_the_rules_and_name_it_better(statements: list[Statement]):
    rates = cross_validate(few(statements))
    assert rates["both"].f1 > rates["rules"].f1 + 0.03
    assert rates["both"].category > rates["rules"].category + 0.05
    assert rates["both"].precision > 0.8


def test_learning_twice_gives_the_same(statements: list[Statement]):
    some = few(statements)
    one, other = train(some, calibrate=False), train(some, calibrate=False)
    assert one.vocabulary == other.vocabulary
    assert one.state.tobytes() == other.state.tobytes() and one.categories.tobytes() == other.categories.tobytes()


def test_a_weight_of_nothing_is_as_if_a_statement_were_not_there(statements: list[Statement]):
    some = few(statements)
    odd = [Statement("odd", "problem", "汉水汤汤汤汤", True, "土地")] * 40
    known = {"g:汤汤", "g:汤汤汤"}
    ignored = train([*some, *odd], [1.0] * len(some) + [0.0] * len(odd), calibrate=False)
    counted = train([*some, *odd], calibrate=False)
    assert abs(sum(ignored.state[ignored.known(known)])) < 1e-6
    assert sum(counted.state[counted.known(known)]) > 0.05


def test_too_little_to_learn_from_is_said(statements: list[Statement]):
    with pytest.raises(ModelError, match="99 statements, none of —"):
        train([next(s for s in statements if s.category == name) for name in CATEGORIES] * 7 + statements[:1])
    with pytest.raises(ModelError, match=r"none of 土地$"):
        train([statement for statement in statements if statement.category != "土地"])


def test_the_shipped_card_is_that_of_the_shipped_weights(statements: list[Statement]):
    card = (SHIPPED / "problems.md").read_text("utf-8")
    weights = (SHIPPED / "problems.npz").read_bytes()
    assert sha256(weights).hexdigest() in card and f"{len(statements):,} labelled statements" in card
    day = date.fromisoformat(regex.findall(r"trained: (.*)", card)[0])
    rates = {
        key: Rates(float(p), float(r), float(c))
        for key, (p, r, c) in zip(
            ("rules", "model", "both"), regex.findall(r"^\| \w.*? \| ([.\d]+) \| ([.\d]+) \| [.\d]+ \| ([.\d]+) \|$", card, regex.MULTILINE), strict=True
        )
    }  # fmt: skip
    again = model_card(statements, [], rates, weights, day)
    f1 = regex.compile(r"(\| [.\d]+ \| [.\d]+ \|) [.\d]+ \|")  # F1 of rounded rates may differ in its last digit
    assert f1.sub(r"\1", again) == f1.sub(r"\1", card)


def test_statements_of_an_archive_are_labelled_by_where_they_stand():
    text = (
        "鹤鸣园区2019年工作总结\n一、工作成效\n全年完成税收3亿元。污水厂二期建成投用。但是管网还没有接通。\n标准厂房竣工8万平方米。\n"
        "二、存在的问题\n一是用地指标紧缺。二是技术工人难招。\n三、下一步打算\n解决用地不足。\n"
    )
    found = list(distant_statements(Source.of_text(text, "a.txt")))
    assert [(s.text, s.role, s.category) for s in found] == [
        ("用地指标紧缺", "problem", "土地"),
        ("技术工人难招", "problem", "人才队伍"),
        ("全年完成税收3亿元", "achievement", ""),
        ("污水厂二期建成投用", "achievement", ""),
    ]
    assert {s.doc for s in found} == {"a.txt#0"}


def test_features_of_a_statement_do_not_depend_on_its_numbers_or_last_mark():
    assert features("缺口300亩。", "problem") == features("缺口1,280.5亩", "problem")
    assert features("缺口300亩", "problem") - features("缺口300亩", "plan") == {"zone:problem"}

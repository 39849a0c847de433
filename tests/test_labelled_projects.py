"""The articles with every project labelled: their labels are in the text, and how many of the projects are found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarymine.api import load, mine
from summarymine.evaluate.files import read_articles
from summarymine.evaluate.labels import Finding
from summarymine.evaluate.scores import Evaluation
from summarymine.records import STAGES, to_dict
from tests.floors import assert_floors

FOLDER = Path(__file__).parents[1] / "corpora" / "labelled" / "projects"
SETS = {"tuned": "labelled_projects", "unseen": "labelled_projects_unseen"}


def test_every_mention_of_a_label_is_in_its_text():
    files = sorted(FOLDER.glob("*/*.json"))
    assert len(files) == 18
    for path in files:
        text = (path.parent / "texts" / f"{path.stem}.txt").read_text("utf-8")
        projects = json.loads(path.read_text("utf-8"))["projects"]
        assert len({project["name"] for project in projects}) == len(projects) >= 14
        for project in projects:
            assert project["stage"] in (*STAGES, ""), project
            assert [form for form in project["mentions"] if form not in text] == [], path


@pytest.fixture(scope="module")
def nlp():
    return load()


@pytest.mark.parametrize("name", SETS)
def test_the_scores(name: str, nlp):
    found = (Finding.of(to_dict(record)) for record in mine(FOLDER / name / "texts", nlp=nlp))
    scores = Evaluation(read_articles(FOLDER / name), filter(None, found)).scores()["project"]
    assert_floors({"project": scores["F1"], "project stage": scores["stage"]}, SETS[name])

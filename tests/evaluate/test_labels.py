"""What is read of records that say little, and that the documented form of labels is read."""

from __future__ import annotations

import json
from pathlib import Path

import regex

from summarymine.document import Span
from summarymine.evaluate.labels import Article, Date, Finding, Heading, Labels, Project

PAGE = Path(__file__).parents[2] / "docs" / "evaluate.md"


def test_the_documented_form():
    line, lists = map(json.loads, regex.findall(r"```json\n(.*?)```", PAGE.read_text("utf-8"), regex.DOTALL))
    assert Article.of(line) == Article("w1", "望春园区2020年总结.txt", Span(0, 420))
    placed = [label for kind, labels in lists.items() if kind != "projects" for label in labels]
    assert all(label["end"] - label["start"] == len(label["text"]) for label in placed)
    labels = Labels.of(lists)
    assert labels.ignored == [Span(130, 134)]
    assert [len(getattr(labels, kind)) for kind in ("figures", "dates", "projects", "problems", "headings")] == [1] * 5


def test_what_is_not_said_is_empty():
    bare = {"source": None, "start": 0, "end": 1}
    assert Finding.of(bare | {"record": "date"}) == Finding("", Date(Span(0, 1), "", "", optional=False))
    assert Finding.of(bare | {"record": "section", "level": 0}) == Finding("", Heading(Span(0, 1), "", 1, ""))
    assert Finding.of(bare | {"record": "document"}) is Finding.of(bare) is None


def test_a_project_begins_where_its_mentions_do():
    mentions = [{"start": 5, "end": 9, "text": "二期"}, {"start": 50, "end": 52, "text": "二期厂房"}]
    said = {"record": "project", "source": "甲/乙.txt", "name": "厂房二期", "start": 700, "end": 704}
    placed, bare = Finding.of(said | {"mentions": mentions}), Finding.of(said)
    assert placed == Finding("乙.txt", Project("厂房二期", ("二期", "二期厂房"), (5, 50), "", optional=False))
    assert bare == Finding("乙.txt", Project("厂房二期", (), (700,), "", optional=False))
    assert placed is not None and placed.begins_in(Span(0, 6)) and placed.begins_in(Span(50, 51))
    assert not placed.begins_in(Span(6, 50)) and not placed.begins_in(Span(700, 705))

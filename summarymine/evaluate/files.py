"""Labelled articles and records, read from disk."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from summarymine.errors import StoreError
from summarymine.evaluate.labels import Article, Finding, Labels
from summarymine.store.names import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INDEX = "index.jsonl"
"""The list of the articles in a folder of labels."""


def read_articles(folder: Path, only: str = "") -> list[Article]:
    """The labelled articles of a folder, or the one with the id *only*.

    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     line = b'{"id": "a", "file": "a.txt", "start": 0, "end": 9}'
    ...     lists = b'{"indicators": [], "optional": [], "dates": [], "projects": [], "problems": [], "sections": []}'
    ...     wrote = (Path(folder) / "index.jsonl").write_bytes(line), (Path(folder) / "a.json").write_bytes(lists)
    ...     [(article.id, article.span) for article in read_articles(Path(folder))]
    [('a', Span(start=0, end=9))]

    Raises StoreError where there is no index, a line is broken, an article has no labels, or none has that id.
    """
    index = folder / INDEX
    if not index.is_file():
        raise StoreError(f"这里没有标注,缺少 {INDEX} / there are no labels here, {INDEX} is missing: {folder}")
    articles = []
    for number, data in _lines(index):
        with _told_as(f"{INDEX} 第{number}行不对 / line {number} of {INDEX} is wrong"):
            article = Article.of(data)
        if only in ("", article.id):
            articles.append(replace(article, labels=_labels(folder / f"{article.id}.json")))
    if not articles:
        raise StoreError(f"没有标注过的文章 / no labelled article: {only or folder}")
    return articles


def _labels(path: Path) -> Labels:
    if not path.is_file():
        raise StoreError(f"文章没有标注,缺少 {path.name} / an article without labels, {path.name} is missing")
    with _told_as(f"{path.name} 不是标注 / {path.name} holds no labels"):
        return Labels.of(_object(_bytes(path)))


def read_findings(path: Path) -> Iterator[Finding]:
    """The records that are scored, of a file of JSON lines or of an output folder, read as they are asked for.

    Raises StoreError where there is no such file, and, with the number of the line, for what is no record.
    """
    path = path / RECORDS if path.is_dir() else path
    if not path.is_file():
        raise StoreError(f"没有记录文件 / there are no records: {path}")
    for number, data in _lines(path):
        with _told_as(f"{path.name} 第{number}行不是记录 / line {number} of {path.name} is no record"):
            finding = Finding.of(data)
        if finding is not None:
            yield finding


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file and the numbers of their lines; blank lines are passed over."""
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if line.strip():
            with _told_as(f"{path.name} 第{number}行不是 JSON 对象 / line {number} of {path.name} is no JSON object"):
                data = _object(line)
            yield number, data


def _object(line: bytes) -> dict[str, Any]:
    data = json.loads(line)
    if not isinstance(data, dict):
        raise TypeError(f"{type(data).__name__}")
    return data


def _bytes(path: Path) -> bytes:
    with _told_as(f"{path.name} 读不了 / {path.name} cannot be read"):
        return path.read_bytes()


@contextmanager
def _told_as(what: str) -> Iterator[None]:
    """Errors about a file and what it holds become one line that says where."""
    try:
        yield
    except KeyError as error:
        raise StoreError(f"{what}: 缺少 / missing {error}") from error
    except (OSError, TypeError, ValueError, ArithmeticError, RecursionError) as error:
        raise StoreError(f"{what}: {error}") from error

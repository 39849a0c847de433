"""How much the scores fall when the same texts come dirty: every noise of `tests.noise`, one after another.

    python -m tests.benchmarks.noise GOLD                      # the gold set
    python -m tests.benchmarks.noise GOLD --archive FOLDER     # texts without labels

GOLD is a folder of labelled texts (`index.jsonl`, `<id>.json`, `texts/`), its scorer `../score.py`. The texts of a copy
are made dirty and every offset of the labels is moved along; what the labels say stays. An archive has no labels, so
what is found in its clean texts is taken for right and the rest of the work is the same: its falls show what a noise
changes, not whether that was right before. Prints a Markdown table, the falls against the clean texts in brackets.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import regex

from summarymine.api import load, mine, mine_text
from summarymine.readers.files import discover, read_file
from summarymine.records import to_dict
from summarymine.store.jsonl import write_records
from tests.command import python
from tests.noise import NOISES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spacy.language import Language

    Noise = Callable[[str], str]
    Scores = dict[str, float]

SPANS = ("indicators", "optional", "dates", "problems", "sections")
"""The labels that have a place in the text; projects are compared by their names alone."""

_HAN = regex.compile(r"\p{Han}")
_SWAPPED = {(".", "。"), ("\n", "\r")}


def clean(text: str) -> str:
    """The text as it is: what every noise is measured against."""
    return text


def places(text: str, dirty: str) -> list[int]:
    """Where every character of *text* stands in *dirty*, and past the last one the length of *dirty*.

    >>> places("税收3.5亿", "税（shuì）收 ３。 ５億")
    [0, 7, 9, 10, 12, 13, 14]

    A noise puts characters in, never a Han character, or changes one for one. Raises ValueError where it did more.
    """
    found, put_in, at = [], [], 0
    for character in text:
        while at < len(dirty) and not _same(character, dirty[at]):
            put_in.append(dirty[at])
            at += 1
        found.append(at)
        at += 1
    put_in.extend(dirty[at:])
    if at > len(dirty) or _HAN.search("".join(put_in)):
        raise ValueError(f"the noise took something out or put words in: {text[:40]!r} became {dirty[:40]!r}")
    return [*found, len(dirty)]


def _same(character: str, other: str) -> bool:
    """Whether *other* is *character*, maybe in another form. Any Han character may be the traditional form of another."""
    return (
        character == other
        or (character, other) in _SWAPPED
        or normalize("NFKC", character) == normalize("NFKC", other)
        or (_HAN.match(character) is not None and _HAN.match(other) is not None)
    )


def dirty_copy(labelled: Path, noise: Noise, folder: Path) -> None:
    """A copy of a labelled folder, its texts made dirty, in bytes so that their line ends survive."""
    (folder / "texts").mkdir(parents=True)
    dirt: dict[str, tuple[str, list[int]]] = {}
    for path in sorted((labelled / "texts").iterdir()):
        text = path.read_bytes().decode()
        dirty = noise(text)
        dirt[path.name] = dirty, places(text, dirty)
        (folder / "texts" / path.name).write_bytes(dirty.encode())
    index = [json.loads(line) for line in (labelled / "index.jsonl").read_text("utf-8").splitlines()]
    for document in index:
        dirty, where = dirt[document["file"]]
        labels = json.loads((labelled / f"{document['id']}.json").read_text("utf-8"))
        for label in (label for kind in SPANS for label in labels[kind]):
            # Behind its last character, not before the one that follows: what was put in between is no part of it.
            label["start"], label["end"] = where[label["start"]], where[label["end"] - 1] + 1
            label["text"] = dirty[label["start"] : label["end"]]
        (folder / f"{document['id']}.json").write_text(json.dumps(labels, ensure_ascii=False), "utf-8")
        document |= {"start": where[document["start"]], "end": where[document["end"]]}
        document["body"] = [where[offset] for offset in document["body"]]
    _write_index(folder, index)


def own_labels(archive: Path, nlp: Language, folder: Path) -> None:
    """A labelled folder made of the texts of an archive and of what is found in them."""
    (folder / "texts").mkdir(parents=True)
    index: list[dict[str, Any]] = []
    sources = (source for file in discover([archive]) if not file.skipped for source in read_file(file))
    for number, source in enumerate(sources):
        name = f"{number:05}.txt"  # the scorer knows files by their last name alone, which two folders may share
        (folder / "texts" / name).write_bytes(source.text.encode())
        articles: dict[int, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for record in mine_text(source.text, nlp=nlp):
            articles[record.article][record.record].append(to_dict(record))
        for article, found in articles.items():
            [place] = [[record["start"], record["end"]] for record in found["document"]]
            id_ = f"{number:05}-{article}"
            index.append({"id": id_, "file": name, "start": place[0], "end": place[1], "body": place})
            labels = {
                "indicators": found["indicator"],
                "optional": [],
                "dates": found["date"],
                "projects": [r | {"mentions": [m["text"] for m in r["mentions"]]} for r in found["project"]],
                "problems": found["problem"],
                "sections": [section for section in found["section"] if section["level"] <= 3],
            }
            (folder / f"{id_}.json").write_text(json.dumps(labels, ensure_ascii=False), "utf-8")
    _write_index(folder, index)


def _write_index(folder: Path, index: Sequence[Mapping[str, Any]]) -> None:
    (folder / "index.jsonl").write_text("".join(json.dumps(document) + "\n" for document in index), "utf-8")


def scores(labelled: Path, scorer: Path, nlp: Language, noise: Noise = clean) -> Scores:
    """The rates of a labelled folder under a noise, each from 0 to 1: F1, or the right share of the figures found."""
    with tempfile.TemporaryDirectory() as private:
        folder = Path(private) / "dirty"
        dirty_copy(labelled, noise, folder)
        write_records(folder / "records.jsonl", mine(folder / "texts", nlp=nlp))
        scored = python(scorer, folder, folder / "records.jsonl", "--json")
    if scored.returncode:
        raise RuntimeError(scored.stderr)
    table = json.loads(scored.stdout)
    return {
        "indicator found": table["indicator found"]["F1"],
        "indicator row": table["indicator row"]["F1"],
        "subject": table["indicator fields"]["subject"],
        "period": table["indicator fields"]["period"],
        "date value": table["date value"]["F1"],
        **{kind: table[kind]["F1"] for kind in ("project", "problem", "section")},
    }


def falls(before: Scores, after: Scores) -> Scores:
    """By how many points (hundredths) every rate fell; below zero where it rose.

    >>> falls({"project": 0.9361}, {"project": 0.92})
    {'project': 1.61}
    """
    return {rate: round(100 * (before[rate] - after[rate]), 2) for rate in before}


def rows(labelled: Path, scorer: Path, nlp: Language) -> Iterator[str]:
    """The lines of the Markdown table: the clean texts, then every noise."""
    before = scores(labelled, scorer, nlp)
    yield " | ".join(["| noise", *before]) + " |"
    yield "|---|" + "---:|" * len(before)
    yield " | ".join(["| clean", *(f"{rate:.3f}" for rate in before.values())]) + " |"
    for noise in NOISES:
        after = scores(labelled, scorer, nlp, noise)
        fell = falls(before, after)
        cells = (f"{after[rate]:.3f} ({0.0 - round(fell[rate], 1):+.1f})" for rate in after)
        yield " | ".join([f"| {noise.__name__}", *cells]) + " |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.noise", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("gold", type=Path, help="the folder of the labelled texts, its scorer beside it")
    parser.add_argument("--archive", type=Path, help="measure these texts instead, by what is found in them clean")
    given = parser.parse_args()
    nlp = load()
    with tempfile.TemporaryDirectory() as private:
        labelled = given.gold.resolve()
        if given.archive:
            labelled = Path(private) / "labelled"
            own_labels(given.archive, nlp, labelled)
        for row in rows(labelled, given.gold.resolve().parent / "score.py", nlp):
            sys.stdout.write(row + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()

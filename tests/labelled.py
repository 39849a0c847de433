"""The labelled articles of `corpora/labelled`, as a folder of labels that records are scored against.

    python -m tests.labelled        # prints how right the records of the articles are, as Markdown

The format of the marks is described in `corpora/labelled/README.md`, that of the folder in `docs/evaluate.md`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.marked import Mark, read_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.language import Language

FIGURES = Path(__file__).parents[1] / "corpora" / "labelled" / "figures"
GROUPS = {"labelled": "abcdef", "labelled_unseen": "g"}
"""The groups of articles that are measured together, by the first letters of their files."""

DATE, OPTIONAL = "@", "?"
DEFAULTS = {
    "measure": "level", "status": "actual", "basis": "", "bound": "exact", "period": "", "subject": "", "alt": "",
}  # fmt: skip
"""What a mark does not say."""


def articles(group: str) -> list[Path]:
    """The files of a group."""
    return [path for path in sorted(FIGURES.glob("*.txt")) if path.name[0] in GROUPS[group]]


def number(value: str) -> float | list[float] | None:
    """The value of a mark. Raises ValueError for what is none.

    >>> number("350000000"), number("-2.5"), number("80..100"), number("null")
    (350000000, -2.5, [80, 100], None)
    """
    if value == "null":
        return None
    ends = [float(end) if "." in end else int(end) for end in value.replace("..", " ").split()]
    return ends if len(ends) > 1 else ends[0]


def labels(marks: Iterable[Mark]) -> dict[str, Any]:
    """The labels of an article. What is optional is no error, found as a figure or as a date."""
    lists: dict[str, Any] = {
        kind: [] for kind in ("indicators", "optional", "dates", "projects", "problems", "sections")
    }
    for mark in marks:
        place = {"start": mark.start, "end": mark.end, "text": mark.text}
        if mark.label == DATE:
            lists["dates"].append(place | {"value": mark.fields["date"]})
        elif mark.label == OPTIONAL:
            lists["optional"].append(place)
            lists["dates"].append(place | {"value": "", "optional": True})
        else:
            fields: Mapping[str, Any] = DEFAULTS | mark.fields
            said = {"value": number(fields["value"]), "alt": [name for name in fields["alt"].split(",") if name]}
            lists["indicators"].append(place | {"name": mark.label} | fields | said)
    return lists


def write_labels(paths: Iterable[Path], folder: Path) -> None:
    """Make a folder of labels from marked articles: ``index.jsonl``, a file of labels each, ``texts/``."""
    (folder / "texts").mkdir(parents=True)
    with (folder / "index.jsonl").open("w", encoding="utf-8") as index:
        for path in paths:
            text, marks = read_marks(path.read_bytes().decode())
            (folder / "texts" / path.name).write_bytes(text.encode())
            (folder / f"{path.stem}.json").write_text(json.dumps(labels(marks), ensure_ascii=False), "utf-8")
            place = {"id": path.stem, "file": path.name, "start": 0, "end": len(text), "body": [0, len(text)]}
            index.write(json.dumps(place) + "\n")


def measured(group: str, nlp: Language) -> dict[str, float]:
    """The rates of a group: F1, or for a field of the figures found the right share."""
    from summarymine.api import mine
    from summarymine.evaluate.files import read_articles
    from summarymine.evaluate.labels import Finding
    from summarymine.evaluate.scores import Evaluation
    from summarymine.records import to_dict

    with tempfile.TemporaryDirectory() as private:
        folder = Path(private) / "labels"
        write_labels(articles(group), folder)
        found = (Finding.of(to_dict(record)) for record in mine(folder / "texts", nlp=nlp))
        scores = Evaluation(read_articles(folder), filter(None, found)).scores()
    return {
        "indicator found": scores["indicator found"]["F1"],
        "indicator row": scores["indicator row"]["F1"],
        **{f"indicator {field}": share for field, share in scores["indicator fields"].items()},
        "date found": scores["date found"]["F1"],
        "date value": scores["date value"]["F1"],
    }


def main() -> None:
    """Measure both groups and print them side by side."""
    from summarymine.api import load

    nlp = load()
    groups = {group: measured(group, nlp) for group in GROUPS}
    heads = [f"{letters[0]}–{letters[-1]}" if len(letters) > 1 else letters for letters in GROUPS.values()]
    sys.stdout.write(f"|  | {' | '.join(heads)} |\n|---|{'---:|' * len(heads)}\n")
    for rate in groups["labelled"]:
        sys.stdout.write(f"| {rate} | {' | '.join(f'{rates[rate]:.3f}' for rates in groups.values())} |\n")


if __name__ == "__main__":
    main()

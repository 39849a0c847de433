"""How long a new article takes against an archive that was indexed, step by step.

    python -m tests.benchmarks.reuse_new --articles 20000 --seed 2 --new 100

The archive is planted (`tests.benchmarks.reuse_archive`) and written as an output folder with a document record an article,
without figures and sections. Mining is left out: its time does not depend on the archive.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from summarymine.document import Source
from summarymine.records import DocumentRecord
from summarymine.reuse.archive_index import FOLDER, fitting, update
from summarymine.reuse.found import found_in
from summarymine.reuse.newcomers import against
from summarymine.store.database import DatabaseWriter
from summarymine.store.names import DATABASE, RUN
from tests.benchmarks.reuse_archive import plant

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PARKS = [f"{one}{other}工业园区" for one in "望沧鹤云磐江河湖海山" for other in "榆湖汀峤口北南东西中"]


def mined(number: int, text: str) -> tuple[Source, list[DocumentRecord]]:
    """An article as mining would give it: one of a hundred parks, one of twenty years."""
    year, park = str(2000 + number % 20), PARKS[number % len(PARKS)]
    record = DocumentRecord(
        id=f"{number:016x}", source=f"{number:06}.txt", article=1, start=0, end=len(text), text=text, section=(),
        rule="planted", score=1.0, title="", org="", park=park, park_origin="title", type="总结", period=year, year=year,
        year_origin="title", signed="", conflicts="", sha256="",
    )  # fmt: skip
    return Source.of_text(text, record.source), [record]


def write(out: Path, articles: Sequence[tuple[Source, list[DocumentRecord]]]) -> None:
    """An output folder with nothing but the database and a word on the run."""
    with DatabaseWriter(out / DATABASE) as base:
        for source, records in articles:
            base.add_source(source)
            for record in records:
                base.add(record)
    (out / RUN).write_text("{}", "utf-8")


def timed(what: str, step: Callable[[], object]) -> None:
    """Run a step and print the seconds."""
    start = time.perf_counter()
    step()
    print(f"{what}: {time.perf_counter() - start:.3f} s", flush=True)


def main() -> None:
    """Print the seconds of every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--new", type=int, default=100, help="how many of the articles are left out and compared")
    told = parser.parse_args()
    articles = [mined(number, text) for number, text in enumerate(plant(told.articles, told.seed).articles)]
    known, new = articles[: -told.new], articles[-told.new :]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write(out, known)
        timed("index made", lambda: update(out).carry_out(lambda *_: None))
        size = sum(path.stat().st_size for path in (out / FOLDER).iterdir())
        print(
            f"on disk: {size / 2**20:.0f} MiB, of which the list of texts {(out / FOLDER / 'index.json').stat().st_size / 2**20:.1f}"
        )
        timed("results unchanged, index opened", lambda: fitting(out))
        seconds, passages = [], 0
        for one in new:
            start = time.perf_counter()
            index = fitting(out)
            assert index is not None
            reuse, _ = against(out, index, [one])
            passages += len(found_in(reuse))
            seconds.append(time.perf_counter() - start)
        print(
            f"opened and compared, a new article: {mean(seconds):.3f} s, the slowest {max(seconds):.3f} s; {passages} passages"
        )
        write(out, [*known, *new])
        timed(f"{len(new)} articles added", lambda: update(out).carry_out(lambda *_: None))


if __name__ == "__main__":
    main()

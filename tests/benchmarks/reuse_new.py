"""How long a new article takes against an archive that was indexed, step by step, and what it finds.

    python -m tests.benchmarks.reuse_new --articles 20000 --seed 2 --new 100
    python -m tests.benchmarks.reuse_new --out out/demo

The archive is planted (`tests.benchmarks.reuse_archive`) and written as an output folder with a document record an article,
without figures and sections. Mining is left out: its time does not depend on the archive. With ``--out`` each file of an
output folder is compared with an index of the others, and the passages with those of comparing everything.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

from summarymine.document import Source
from summarymine.records import KINDS, DocumentRecord
from summarymine.reuse.archive import load_reuse
from summarymine.reuse.archive_index import FOLDER, ArchiveIndex, Entry, fitting, update
from summarymine.reuse.found import found_in
from summarymine.reuse.index import Index
from summarymine.reuse.newcomers import HERE, against
from summarymine.reuse.passages import ReuseText
from summarymine.reuse.seeds import syncmer_for
from summarymine.store.database import DatabaseWriter, find_records, load_sources
from summarymine.store.names import DATABASE, RUN
from tests.benchmarks.reuse_archive import plant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from summarymine.reuse.found import Located

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


def each_file(out: Path) -> None:
    """Compare each file with an index of the others, and print how much of what comparing everything finds is found."""
    whole = load_reuse(out)
    wanted = found_in(whole)
    count: Counter[str] = Counter()
    for path, source in load_sources(out).items():
        others = [one for one in whole.summaries if one.document.source != path]
        index = Index(syncmer_for(sum(len(one.text) for one in whole.summaries)))
        index.add([ReuseText(one.text, one.ignored, one.date) for one in others])
        entries = tuple(Entry.of_summary(one) for one in others)
        records = [one for kind in KINDS for one in find_records(out, kind, source=[path])]
        reuse, _ = against(out, ArchiveIndex(index, entries), [(source, records)])
        full = [[one.a, one.b] for one in wanted if path in (one.a.source, one.b.source)]
        new = [
            [side._replace(source=side.source.removeprefix(HERE)) for side in (one.a, one.b)] for one in found_in(reuse)
        ]
        count["passages"] += len(full)
        count["of them the same"] += len({frozenset(pair) for pair in full} & {frozenset(pair) for pair in new})
        count["others"] += len({frozenset(pair) for pair in new} - {frozenset(pair) for pair in full})
        inside, found = _characters(path, full), _characters(path, new)
        count["characters"] += len(inside)
        count["of them missed"] += len(inside - found)
        count["more"] += len(found - inside)
    print(", ".join(f"{what} {number}" for what, number in count.items()))


def _characters(path: str, pairs: Iterable[Iterable[Located]]) -> set[int]:
    """The places of a file that lie in a passage."""
    return {at for pair in pairs for side in pair if side.source == path for at in range(side.start, side.end)}


def main() -> None:
    """Print the seconds of every step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--new", type=int, default=100, help="how many of the articles are left out and compared")
    parser.add_argument("--out", type=Path, help="an output folder: each of its files against the others")
    told = parser.parse_args()
    if told.out:
        each_file(told.out)
        return
    articles = [mined(number, text) for number, text in enumerate(plant(told.articles, told.seed).articles)]
    known, new = articles[: -told.new], articles[-told.new :]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        write(out, known)
        timed("index made", lambda: update(out).carry_out())
        size = sum(path.stat().st_size for path in (out / FOLDER).iterdir())
        print(
            f"on disk: {size / 2**20:.0f} MiB, of which the list of texts {(out / FOLDER / 'index.json').stat().st_size / 2**20:.1f}"
        )
        timed("results unchanged, index opened", lambda: fitting(out))
        gc.freeze()  # the archive in the memory of this program is in nobody else's
        seconds, passages = [], 0
        for one in new:
            start = time.perf_counter()
            index = fitting(out)
            assert index is not None
            reuse, _ = against(out, index, [one])
            passages += len(found_in(reuse))
            seconds.append(time.perf_counter() - start)
        gc.unfreeze()
        told_of = f"mean {mean(seconds):.3f}, first {seconds[0]:.3f}, slowest {max(seconds):.3f} s"
        print(f"index opened, new article compared: {told_of}; {passages} passages", flush=True)
        write(out, [*known, *new])
        timed(f"{len(new)} articles added", lambda: update(out).carry_out())


if __name__ == "__main__":
    main()

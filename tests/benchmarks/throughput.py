"""How fast everything is, as a ratio to ``jieba.cut`` on the same texts in the same run.

    make bench                        # corpora/demo
    make bench BENCH_TEXTS=FOLDER     # texts of your own

Seconds differ from machine to machine; their ratio to a tokenizer that everybody knows differs little. Every number
is the best of several rounds, in one process, in seconds of the processor; jieba and the whole pipelines take turns. Prints a Markdown table; needs jieba.
"""

from __future__ import annotations

import logging
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from summarymine.api import load
from summarymine.document import Source
from summarymine.engines.local import mine_article, mine_source
from summarymine.readers.files import discover, read_file
from summarymine.split import split
from summarymine.store.database import DatabaseWriter
from summarymine.store.jsonl import record_line
from summarymine.store.output import OutputFolder
from summarymine.store.tables import TableWriter
from summarymine.store.workbook import WorkbookWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from spacy.language import Language

    from summarymine.document import Article
    from summarymine.records import Record

DEMO = Path(__file__).parents[2] / "corpora" / "demo"
ROUNDS = 3
TURNS = 5
LEAST = 100_000  # characters; fewer are repeated, or the clock would be measured


def best(work: Callable[[], object]) -> float:
    """The shortest of several runs, in seconds."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def in_turn(works: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """The shortest of several runs of each, taken in turn: a machine that slows down slows all of them down."""
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(TURNS):
        for name, work in works.items():
            started = time.process_time()
            work()
            times[name].append(time.process_time() - started)
    return {name: min(taken) for name, taken in times.items()}


def jieba_cut(texts: Sequence[str], private: Path) -> Callable[[], object]:
    """``jieba.cut`` on *texts*; its dictionary cache goes to a folder of ours, not to the common one."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(private)
    tokenizer.initialize()
    return lambda: [list(tokenizer.cut(text)) for text in texts]


def pipes(articles: Sequence[Article], nlp: Language) -> dict[str, float]:
    """Seconds of every pipe on its own; making the Doc of character tokens is the first."""
    rounds: dict[str, list[float]] = defaultdict(lambda: [0.0] * ROUNDS)
    for number in range(ROUNDS):
        for article in articles:
            started = time.process_time()
            doc = nlp.make_doc(article.text)
            doc._.sm_article = article
            rounds["make_doc"][number] += time.process_time() - started
            for name, pipe in nlp.pipeline:
                started = time.process_time()
                doc = pipe(doc)
                rounds[name][number] += time.process_time() - started
    return {name: min(times) for name, times in rounds.items()}


def writers(mined: Sequence[tuple[Source, list[Record]]], private: Path) -> Iterator[tuple[str, float]]:
    """Every writer by itself, then all of them as a run uses them."""
    records = [record for _, found in mined for record in found]

    def jsonl() -> None:
        with (private / "records.jsonl").open("wb") as file:
            file.writelines(map(record_line, records))

    def csv() -> None:
        with TableWriter(private) as tables:
            for record in records:
                tables.add(record)

    def xlsx() -> None:
        with WorkbookWriter(private / "summarymine.xlsx") as book:
            for record in records:
                book.add(record)
            book.cover(len(mined), [])

    def duckdb() -> None:
        with DatabaseWriter(private / "summarymine.duckdb") as base:
            for source, found in mined:
                base.add_source(source)
                for record in found:
                    base.add(record)

    def everything() -> None:
        with OutputFolder(private / "out", overwrite=True) as folder:
            for source, found in mined:
                folder.add(source, found)
            folder.finish({})

    for write in (jsonl, csv, xlsx, duckdb):
        yield f"write {write.__name__}", best(write)
    yield "write everything, as a run does", best(everything)


def measure(folder: Path, private: Path) -> Iterator[tuple[str, float, int]]:
    """What was done, how many seconds it took, and on how many characters."""
    files = [file for file in discover([folder]) if not file.skipped]
    sources = [source for file in files for source in read_file(file)]
    times = -(-LEAST // sum(len(source.text) for source in sources))
    sources = [Source(f"{n}/{s.path}", s.text, s.encoding, s.sha256) for n in range(times) for s in sources]
    articles = [article for source in sources for article in split(source)]
    length = sum(len(source.text) for source in sources)

    configs = {config: load(config) for config in ("default", "fast")}
    for nlp in configs.values():
        mine_article(articles[0], nlp)  # lexicons are compiled at first use
    yardsticks = in_turn(
        {
            "jieba.cut": jieba_cut([source.text for source in sources], private),
            **{
                f"**{config}: split and all pipes**": lambda nlp=nlp: [mine_source(s, nlp) for s in sources]
                for config, nlp in configs.items()
            },
        }
    )
    for name, seconds in yardsticks.items():
        yield name, seconds, length
    yield "read", times * best(lambda: [list(read_file(file)) for file in files]), length
    yield "split", best(lambda: [split(source) for source in sources]), length
    for config, nlp in configs.items():
        for name, seconds in pipes(articles, nlp).items():
            yield f"{config}: {name}", seconds, length
    mined = [(source, mine_source(source, configs["default"])) for source in sources]
    for name, seconds in writers(mined, private):
        yield name, seconds, length


def main() -> None:
    """Measure and print."""
    folder = Path(os.environ.get("BENCH_TEXTS") or DEMO)
    with tempfile.TemporaryDirectory() as private:
        rows = list(measure(folder, Path(private)))
    (_, yardstick, length), *_ = rows
    sys.stdout.write(f"{length:,} characters; a ratio of 2 means twice as fast as jieba.cut.\n\n")
    sys.stdout.write("| step | seconds | characters/s | × jieba.cut |\n|---|---:|---:|---:|\n")
    for name, seconds, characters in rows:
        speed, ratio = f"{characters / seconds:,.0f}", f"{yardstick / seconds:.2f}"
        sys.stdout.write(f"| {name} | {seconds:.3f} | {speed} | {ratio} |\n")


if __name__ == "__main__":
    main()

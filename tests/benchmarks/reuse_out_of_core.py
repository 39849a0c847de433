"""Reuse out of core, in an archive of a million articles with planted reuse: time, memory, disk, and what was found.

    python -m tests.benchmarks.reuse_archive FOLDER --articles 1000000 --seed 1     # some 12 minutes, 5 GB
    python -m tests.benchmarks.reuse_out_of_core FOLDER --articles 100000 1000000   # the first so many of them

Memory is the greatest sum over all processes, asked twice a second: what they hold alone, and with their share of the files they
have mapped (proportional set size). Prints Markdown tables.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import islice, takewhile
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import regex

from summarymine.reuse.out_of_core import find_reuse_on_disk
from summarymine.reuse.passages import ReuseText
from summarymine.reuse.seeds import syncmer_for
from tests.benchmarks.reuse_archive import Planted, read_articles, read_truth
from tests.benchmarks.reuse_measures import Found, Measure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.benchmarks.reuse_measures import Passages, Share

_SIZES = regex.compile(r"^(Pss|Pss_Anon):\s+(\d{1,15}) kB", regex.MULTILINE)
_EVERY = 0.5  # seconds


class Peak:
    """The most memory in MiB that this process and its children held at a time."""

    def __init__(self) -> None:
        self.alone = self.mapped = 0

    def look(self) -> None:
        """Look now."""
        alone = mapped = 0
        for process in ["self", *Path("/proc/self/task").glob("*/children")]:
            numbers = [process] if isinstance(process, str) else process.read_text("ascii").split()
            for number in numbers:
                try:
                    sizes = dict(_SIZES.findall(Path(f"/proc/{number}/smaps_rollup").read_text("ascii")))
                except OSError:  # it has ended
                    continue
                alone += int(sizes.get("Pss_Anon", 0))
                mapped += int(sizes.get("Pss", 0))
        self.alone, self.mapped = max(self.alone, alone // 1024), max(self.mapped, mapped // 1024)


@contextmanager
def watched() -> Iterator[Peak]:
    """Look at the memory until the end."""
    peak, over = Peak(), Event()

    def look() -> None:
        while not over.wait(_EVERY):
            peak.look()

    thread = Thread(target=look, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


class StoredTexts:
    """The articles of an archive, read one by one from the files of a run."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "texts").open("rb")
        self._ends = np.load(folder / "ends.npy", mmap_mode="r")

    def __getitem__(self, number: int) -> str:
        self._file.seek(self._ends[number])
        return self._file.read(self._ends[number + 1] - self._ends[number]).decode()


class Run(NamedTuple):
    """How it went with so many articles."""

    articles: int
    steps: dict[str, float]
    """Seconds."""
    peak: Peak
    disk: int
    """Bytes."""
    found: Passages
    pairs: tuple[Share, Share]

    @property
    def seconds(self) -> float:
        """All of it."""
        return sum(self.steps.values())


def measure(archive: Path, articles: int, jobs: int) -> Run:
    """Find reuse in the first articles of an archive."""
    with tempfile.TemporaryDirectory(dir=archive) as private:
        syncmer = syncmer_for(sum(map(len, islice(read_articles(archive), articles))))
        folder, steps, last = Path(private), dict[str, float](), time.perf_counter()

        def tell(step: str, done: int, of: int) -> None:
            nonlocal last
            now = time.perf_counter()
            steps[step] = steps.get(step, 0) + now - last
            last = now
            sys.stderr.write(f"\r{step} {done}/{of or '?'}   ")

        texts = (ReuseText(text) for text in islice(read_articles(archive), articles))
        with watched() as peak:
            # Plain tuples of numbers cost the collector of garbage nothing.
            found = [
                (one.a.text, one.a.span.start, one.a.span.end, one.b.text, one.b.span.start, one.b.span.end, one.kind)
                for one in find_reuse_on_disk(texts, folder, syncmer=syncmer, jobs=jobs, tell=tell)
                if one.tier == "reuse"
            ]
        disk = sum(path.stat().st_size for path in folder.iterdir())
        truth = list(takewhile(lambda one: one.b < articles, read_truth(archive)))
        stored: Sequence[str] = StoredTexts(folder)  # type: ignore[assignment]
        right = Measure(Planted(stored, truth))  # type: ignore[arg-type]
        pairs = right.pairs({(one[0], one[3]) for one in found})
        return Run(articles, steps, peak, disk, right.passages([Found(*one) for one in found]), pairs)


def report(runs: list[Run]) -> Iterator[str]:
    """The lines of the tables."""
    steps = list(runs[0].steps)
    yield f"| articles | seconds | {' | '.join(steps)} | articles/s | MiB alone | with mapped files | MiB on disk |"
    yield "|" + "--:|" * (len(steps) + 6)
    for run in runs:
        cells = [f"{run.articles:,}", f"{run.seconds:.0f}", *(f"{run.steps[step]:.0f}" for step in steps)]
        cells += [f"{run.articles / run.seconds:,.0f}", f"{run.peak.alone:,}", f"{run.peak.mapped:,}"]
        yield f"| {' | '.join(cells)} | {run.disk >> 20:,} |"
    for run in runs:
        precision, recall = run.pairs
        yield f"\n{run.articles:,} articles: pairs P {precision.value:.3f}, R {recall.value:.3f}; "
        yield f"characters P {run.found.precision.value:.3f}, R {run.found.recall.value:.3f}; "
        yield f"kind right {run.found.kinds.value:.3f}; ends off by {run.found.end(0.9)} (90th percentile)\n"
        yield "| passages found | of | recall | of 80 characters and more | recall |"
        yield "|---|--:|--:|--:|--:|"
        for group, (every, long) in run.found.by_group.items():
            yield f"| {group} | {every.whole:,} | {every.value:.3f} | {long.whole:,} | {long.value:.3f} |"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reuse out of core.")
    parser.add_argument("archive", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    runs = [measure(asked.archive, articles, asked.jobs) for articles in asked.articles]
    sys.stderr.write("\n")
    for line in report(runs):
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()

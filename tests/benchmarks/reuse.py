"""Reuse found by us and by others, on one archive with planted reuse.

    python -m tests.benchmarks.reuse                                  # 2,000 articles, seed 99
    python -m tests.benchmarks.reuse --articles 20000 --tools summarymine rensa

Every tool runs in a process of its own on one core; its seconds are the processor's, after a first run on a small archive (imports,
compiling), and its memory is the peak of the process above what it had with the archive loaded. What counts as right stands in
`tests.benchmarks.reuse_measures`. Thresholds were chosen on seeds below 10; do not choose any on what this reports.
Prints Markdown tables; needs datasketch and rensa.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.benchmarks.reuse_archive import plant
from tests.benchmarks.reuse_measures import Found, Measure
from tests.benchmarks.reuse_tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.benchmarks.reuse_measures import Pair, Passages, Share

_WARM_ARTICLES, _WARM_SEED = 120, 0
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "NUMBA_NUM_THREADS"), "1")


class Run(NamedTuple):
    """What a tool found, how long it took and how much memory."""

    passages: list[Found] | None
    pairs: set[Pair]
    seconds: float
    mib: int


def _memory(what: str) -> int:
    """``VmRSS`` or ``VmHWM`` of this process in MiB."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) // 1024


def measure_here(tool: str, articles: int, seed: int, out: Path) -> None:
    """Run a tool in this process and write down what it found."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = plant(articles, seed).articles
    TOOLS[tool](plant(_WARM_ARTICLES, _WARM_SEED).articles)
    before, started = _memory("VmRSS"), time.process_time()
    found = TOOLS[tool](texts)
    seconds = time.process_time() - started
    result = {"found": list(found), "passages": isinstance(found, list), "seconds": seconds}
    out.write_text(json.dumps(result | {"mib": max(0, _memory("VmHWM") - before)}), "utf-8")


def run(tool: str, articles: int, seed: int) -> Run:
    """Run a tool in a process of its own."""
    with tempfile.TemporaryDirectory() as private:
        out = Path(private) / "found.json"
        command = [sys.executable, "-m", "tests.benchmarks.reuse", "--articles", str(articles), "--seed", str(seed)]
        subprocess.run([*command, "--tools", tool, "--out", str(out)], check=True, env=os.environ | _ONE_THREAD)
        result = json.loads(out.read_text("utf-8"))
    passages = [Found(*one) for one in result["found"]] if result["passages"] else None
    pairs = {(one[0], one[1]) for one in result["found"]} if passages is None else {(one.a, one.b) for one in passages}
    return Run(passages, pairs, result["seconds"], result["mib"])


def _shown(share: Share) -> str:
    return f"{share.value:.3f}" if share.whole else "–"


def _tools_table(runs: dict[str, Run], measure: Measure, articles: int) -> Iterator[str]:
    yield "| tool | pairs | pair P | pair R | characters P | characters R | articles/s | MiB |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    for tool, ran in runs.items():
        precision, recall = measure.pairs(ran.pairs)
        cells = [tool, f"{len(ran.pairs):,}", _shown(precision), _shown(recall)]
        if ran.passages is None:
            cells += ["–", "–"]
        else:
            passages = measure.passages(ran.passages)
            cells += [_shown(passages.precision), _shown(passages.recall)]
        yield f"| {' | '.join(cells)} | {articles / ran.seconds:,.0f} | {ran.mib:,} |"


def _passages_table(passages: Passages) -> Iterator[str]:
    yield "| passages found | of | recall | of 80 characters and more | recall |"
    yield "|---|--:|--:|--:|--:|"
    for group, (every, long) in passages.by_group.items():
        yield f"| {group} | {every.whole:,} | {_shown(every)} | {long.whole:,} | {_shown(long)} |"
    yield ""
    yield f"Ends off by {passages.end(0.5)} characters (median), {passages.end(0.9)} (90th percentile)."
    wrong = sorted(((number, pair) for pair, number in passages.confused.items() if pair[0] != pair[1]), reverse=True)
    told = "; ".join(f"{planted} called {kind}: {number}" for number, (planted, kind) in wrong) or "none wrong"
    yield f"Kind right: {_shown(passages.kinds)} of {passages.kinds.whole:,} ({told})."


def report(tools: list[str], articles: int, seed: int) -> Iterator[str]:
    """The lines of the tables."""
    planted = plant(articles, seed)
    measure = Measure(planted)
    yield f"{articles:,} articles, seed {seed}: {sum(map(len, planted.articles)):,} characters, {len(planted.passages):,} planted passages.\n"
    runs = {tool: run(tool, articles, seed) for tool in tools}
    yield from _tools_table(runs, measure, articles)
    for tool, ran in runs.items():
        if ran.passages is not None:
            yield f"\n{tool}:\n"
            yield from _passages_table(measure.passages(ran.passages))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Reuse found by us and by others.")
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=99)
    parser.add_argument("--tools", nargs="+", default=[""], help="beginnings of their names")
    parser.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.out:
        measure_here(asked.tools[0], asked.articles, asked.seed, asked.out)
        return
    tools = [tool for tool in TOOLS if tool.startswith(tuple(asked.tools))]
    for line in report(tools, asked.articles, asked.seed):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

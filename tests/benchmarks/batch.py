"""Memory and speed of a run by the size of the archive.

    python tests/benchmarks/batch.py 1000 20000

For each number: so many small texts are written, mined with ``--jobs 2``, and mined again with nothing to do. Memory is
the resident set, read from ``/proc`` every tenth of a second: the most that the command itself and a worker took.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

_LINE = "{name}工业园区完成税收{tax}.5亿元，同比增长{growth}%，引进企业{firms}家；净地不足，部分项目推进缓慢。\n"
_STEP = 0.1
_MIB = 1024


def write_texts(folder: Path, number: int) -> None:
    """So many texts of about 600 characters, a hundred a folder, no two alike."""
    for at in range(number):
        park = folder / f"{2000 + at % 20}年" / f"园区{at // 100}"
        park.mkdir(parents=True, exist_ok=True)
        lines = (
            _LINE.format(name=f"第{at}号", tax=at % 90 + line, growth=line + 2, firms=at % 7 + line)
            for line in range(12)
        )
        (park / f"{at}.txt").write_text(f"第{at}号工业园区{2000 + at % 20}年工作总结\n" + "".join(lines), "utf-8")


def resident(pid: int) -> int:
    """The resident set of a process in KiB, 0 where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    try:
        return [
            int(one) for task in Path(f"/proc/{pid}/task").iterdir() for one in (task / "children").read_text().split()
        ]
    except OSError:
        return []


def run(folder: Path, out: Path) -> tuple[float, int, int]:
    """Seconds, and the most memory of the command and of a worker in MiB."""
    started, own, worker = time.monotonic(), 0, 0
    command = [sys.executable, "-m", "summarymine", "run", str(folder), "-o", str(out), "-q", "--jobs", "2"]
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            own = max(own, resident(process.pid))
            worker = max([worker, *(resident(child) for child in children(process.pid))])
            time.sleep(_STEP)
    return time.monotonic() - started, own // _MIB, worker // _MIB


def main() -> None:
    """Print a table."""
    print("| texts | seconds | texts/s | again, nothing to do, s | command, MiB | worker, MiB |")
    print("|---:|---:|---:|---:|---:|---:|")
    for number in map(int, sys.argv[1:] or ("1000",)):
        with tempfile.TemporaryDirectory() as private:
            folder, out = Path(private) / "texts", Path(private) / "out"
            write_texts(folder, number)
            seconds, own, worker = run(folder, out)
            again, own_again, _ = run(folder, out)
            print(
                f"| {number:,} | {seconds:.0f} | {number / seconds:.0f} | {again:.0f} | {max(own, own_again)} | {worker} |",
                flush=True,
            )


if __name__ == "__main__":
    main()

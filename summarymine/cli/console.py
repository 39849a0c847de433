"""What every verb says while it works and when it fails: standard error, exit statuses, progress."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from summarymine.errors import SummaryMineError

err = Console(stderr=True, highlight=False, soft_wrap=True)
OK, FAILED, WRONG_USE = 0, 1, 2


@contextmanager
def clear_errors() -> Iterator[None]:
    """Errors on purpose become one line and exit status 2."""
    try:
        yield
    except SummaryMineError as error:
        err.print(f"错误 / error: {error}", markup=False, style="red")
        raise typer.Exit(WRONG_USE) from None
    except KeyboardInterrupt:
        err.print(
            "已中断,已有结果未改动;再运行同样的命令就接着做 / interrupted, results are as they were; the same command goes on",
            style="yellow",
        )
        raise typer.Exit(130) from None


def fail(source: str, reason: str) -> None:
    """Tell that a file could not be read or mined."""
    err.print(f"失败 / failed: {source}: {reason}", markup=False, style="red")


class _Rate(ProgressColumn):
    """Files in a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f} 个/秒" if task.speed else "")


@contextmanager
def progress(total: int, *, quiet: bool, verbose: bool, doing: str = "挖掘 / mining") -> Iterator[Any]:
    """A bar on a terminal, plain lines when piped or asked for, nothing when quiet."""
    if quiet:
        yield lambda _source, _what: None
    elif verbose or not err.is_terminal:
        done = 0

        def line(source: str, what: str) -> None:
            nonlocal done
            done += 1
            if what:
                err.print(f"[{done}/{total}] {source}: {what}", markup=False)

        yield line
    else:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn())
        with Progress(*columns, console=err, transient=True) as bar:
            task = bar.add_task(doing, total=total)
            yield lambda _source, _what: bar.advance(task)


_STEPS = {
    "clean": "整理 / cleaning",
    "read": "读入 / reading",
    "mark": "标记 / marking",
    "stretches": "标记 / marking",
    "link": "连接 / linking",
    "compare": "比对 / comparing",
}


@contextmanager
def steps() -> Iterator[Any]:
    """A bar on a terminal for work in several steps; nothing when piped."""
    if not err.is_terminal:
        yield lambda *_: None
        return
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err, transient=True
    ) as bar:
        task = bar.add_task("", total=None)
        yield lambda step, done, of: bar.update(task, description=_STEPS[step], completed=done, total=of or None)

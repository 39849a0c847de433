"""`summarymine show`: records in their context."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from rich.console import Console

from summarymine.cli.console import clear_errors, err
from summarymine.cli.options import Out
from summarymine.errors import SummaryMineError
from summarymine.records import KINDS


def show(
    out: Out,
    record: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="记录编号或其开头 / an id or its beginning.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="只看这个文件 / records of this file only.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"只看一类 / one kind: {', '.join(KINDS)}.")] = None,
    context: Annotated[int, typer.Option(min=0, max=2000, help="上下文字数 / characters of context.")] = 60,
    limit: Annotated[int, typer.Option(min=1, help="最多几条 / how many at most.")] = 50,
) -> None:
    """在原文中查看记录,证据高亮 / show records in their context."""
    from summarymine.show import find, render
    from summarymine.store.database import load_records, load_sources

    console = Console(highlight=False)
    with clear_errors():
        if kind is not None and kind not in KINDS:
            raise SummaryMineError(f"没有 {kind} 这类记录 / no such kind: {kind} (there are {', '.join(KINDS)})")
        sources: dict[str, Any] = {}
        shown = more = 0
        for item in find(load_records(out, [kind] if kind else None), record, source):
            if shown == limit:
                more += 1
                continue
            if item.source not in sources:
                sources = load_sources(out, [item.source])
            console.print(render(item, sources[item.source], context), soft_wrap=True)
            console.print()
            shown += 1
        if not shown:
            raise SummaryMineError("没有符合的记录 / no record matches")
        if more:
            err.print(f"另有 {more} 条,用 --limit 多看 / {more} more, see --limit")

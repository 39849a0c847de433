"""`summarymine reuse`: what was copied."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from summarymine.cli.console import clear_errors, steps
from summarymine.cli.inputs import mined, park_names
from summarymine.cli.newcomers import compared_with
from summarymine.cli.options import FormatOrTable, Overwrite, Parks, To
from summarymine.cli.output import check_free, put, table_format, write
from summarymine.errors import SummaryMineError


def reuse(
    inputs: Annotated[
        list[Path],
        typer.Argument(metavar="OUT", help="run 写出的文件夹,或直接给文件 / a folder that run wrote, or files."),
    ],
    new: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE...", help="只看这些新文件从 OUT 抄了什么 / only what these files share with OUT."),
    ] = None,
    form: FormatOrTable = None,
    articles: Annotated[
        bool, typer.Option("--articles", help="每篇有多少是复用 / what of each article stood before.")
    ] = False,
    groups: Annotated[
        bool, typer.Option("--groups", help="一份多抄的模板和副本 / templates with their copies.")
    ] = False,
    figures: Annotated[
        bool, typer.Option("--figures", help="复用中的数据,照抄的可疑 / figures inside reused passages.")
    ] = False,
    lexicon: Annotated[bool, typer.Option("--lexicon", help="套话表 / phrases that recur in many articles.")] = False,
    least_articles: Annotated[int, typer.Option(min=2, help="套话至少见于几篇 / a phrase is in so many articles.")] = 3,
    least_parks: Annotated[int, typer.Option(min=1, help="至少见于几个园区 / of so many parks.")] = 2,
    strip: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="写出去掉套话的文本和记录 / write texts and records without such phrases."),
    ] = None,
    tier: Annotated[str | None, typer.Option(help="reuse 或 shared sentence,缺省都要 / one tier only.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="table 最多几段 / passages of a table at most.")] = 50,
    parks: Parks = None,
    to: To = None,
    overwrite: Overwrite = False,
) -> None:
    """哪些段落是抄来的,从哪里抄,只改了哪些数 / which passages were copied, from where, and what changed in them."""
    from summarymine.reuse.archive import load_reuse
    from summarymine.reuse.views import shown, without_boilerplate
    from summarymine.store.database import load_records

    views = [
        name
        for name, asked in (("articles", articles), ("groups", groups), ("figures", figures), ("lexicon", lexicon))
        if asked
    ]
    with clear_errors(), ExitStack() as open_folders:
        if len(views) > 1:
            raise SummaryMineError(f"一次只看一样 / one of them at a time: {', '.join(views)}")
        if new and (groups or lexicon or strip):
            raise SummaryMineError(
                "--groups、--lexicon、--strip 要看全部,不能和 --new 同用 / not with --new, they are of all"
            )
        form = table_format(form, to, overwrite=overwrite, people=True)
        for path in (strip / "texts.jsonl", strip / "records.jsonl") if strip else ():
            check_free(path, overwrite=overwrite)
        if new:
            found = compared_with(inputs[0], [*new, *inputs[1:]], park_names(parks))
        else:
            out = open_folders.enter_context(mined(inputs))
            with steps() as tell:
                found = load_reuse(out, park_names(parks), tell)
        if strip:
            for name, data in without_boilerplate(found, load_records(out), least_articles, least_parks):
                write(data, strip / name)
                typer.echo(str(strip / name))
            return
        put(shown(found, *views, form=form, tier=tier, limit=limit, least=(least_articles, least_parks)), form, to)

"""`summarymine names`: names that the taxonomy lacks."""

from __future__ import annotations

from typing import Annotated

import typer

from summarymine.cli.console import clear_errors
from summarymine.cli.inputs import park_names
from summarymine.cli.options import Format, Out, Overwrite, Parks, To
from summarymine.cli.output import put, table_format


def names(
    out: Out,
    least: Annotated[
        int, typer.Option(min=1, help="一组至少有这么多条数字 / groups with so many figures at least.")
    ] = 2,
    parks: Parks = None,
    form: Format = None,
    to: To = None,
    overwrite: Overwrite = False,
) -> None:
    """把标准指标里没有的名称归组,供人判断 / group the names that the taxonomy lacks, for a person to decide."""
    from summarymine.corpus.archive import load_archive
    from summarymine.corpus.names import proposals

    with clear_errors():
        form = table_format(form, to, overwrite=overwrite)
        archive = load_archive(out, park_names(parks))
        put([proposals(archive.facts, least)], form, to)

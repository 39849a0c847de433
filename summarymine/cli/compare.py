"""`summarymine compare`: indicators across years and parks."""

from __future__ import annotations

from typing import Annotated

import typer

from summarymine.cli.console import clear_errors
from summarymine.cli.inputs import park_names
from summarymine.cli.options import Format, Out, Overwrite, Parks, To
from summarymine.cli.output import put, table_format
from summarymine.records import MEASURES, STATUSES


def compare(
    out: Out,
    indicator: Annotated[
        list[str] | None, typer.Option(help="指标:标识、名称或其一部分 / id, name or part of it.")
    ] = None,
    park: Annotated[list[str] | None, typer.Option(help="园区名称或其一部分 / a park, or part of its name.")] = None,
    year: Annotated[list[str] | None, typer.Option(help="2019 或 2015-2023 / years.")] = None,
    measure: Annotated[list[str] | None, typer.Option(help=f"口径: {', '.join(MEASURES)}.")] = None,
    status: Annotated[list[str] | None, typer.Option(help=f"状态: {', '.join(STATUSES)}.")] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="并列对照,不是一行一数 / side by side, not a figure a row.")
    ] = False,
    by: Annotated[str, typer.Option(help="并列时以什么为列: year, park, indicator / columns of --wide.")] = "year",
    derived: Annotated[bool, typer.Option("--derived", help="加上算得的增速和完成率 / add computed rates.")] = False,
    parks: Parks = None,
    form: Format = None,
    to: To = None,
    overwrite: Overwrite = False,
) -> None:
    """跨年份、跨园区比较指标 / compare indicators across years and parks."""
    from summarymine.corpus.archive import load_archive
    from summarymine.corpus.query import Query
    from summarymine.corpus.tables import comparison

    with clear_errors():
        form = table_format(form, to, overwrite=overwrite)
        query = Query(indicator or (), park or (), year or (), measure or (), status or ())
        archive = load_archive(out, park_names(parks))
        tables = comparison(archive, query, by=by if wide else "", derived=derived)
        put(tables, form, to)

"""`summarymine report`: one offline file, with its workbook if asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarymine.cli.console import clear_errors, err, steps
from summarymine.cli.inputs import park_names
from summarymine.cli.options import Out, Overwrite, Parks
from summarymine.cli.output import check_free, put, write
from summarymine.errors import SummaryMineError


def report(
    out: Out,
    to: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="report.html 或 report.xlsx / the file.")],
    form: Annotated[
        str | None,
        typer.Option(
            "--format", help="html,或 xlsx:另在旁边写一份同名 .html,表中数字链接到它 / or xlsx, with its page."
        ),
    ] = None,
    parks: Parks = None,
    overwrite: Overwrite = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示进度 / no progress.")] = False,
) -> None:
    """写成一份离线报告:图表、排名、问题、项目、疑点,都带原文 / an offline report with charts and evidence."""
    from summarymine.corpus.archive import load_archive
    from summarymine.corpus.audit import audit
    from summarymine.report.material import Material
    from summarymine.report.page import page
    from summarymine.report.report import make_report
    from summarymine.report.reused import reused
    from summarymine.report.workbook import workbook
    from summarymine.reuse.archive import compared
    from summarymine.reuse.found import found_in
    from summarymine.store.database import find_records
    from summarymine.store.output import read_run

    def tell(what: str) -> None:
        if not quiet:
            err.print(what, markup=False)

    with clear_errors():
        form = form or to.suffix.removeprefix(".").lower()
        if form not in ("html", "xlsx"):
            raise SummaryMineError(f"报告是 .html 或 .xlsx / a report is .html or .xlsx: {to}")
        web = to.with_suffix(".html") if form == "xlsx" else to
        if form == "xlsx" and (to == web or "#" in web.name):
            raise SummaryMineError(f"工作簿要叫 .xlsx,名字里不能有 # / a workbook ends in .xlsx, without a #: {to}")
        files = [web] if form == "html" else [to, web]
        for path in files:
            check_free(path, overwrite=overwrite)
        tell("读结果 / reading the results …")
        archive = load_archive(out, park_names(parks), whole=True)
        tell(f"审核 {len(archive.documents)} 篇、{len(archive.facts)} 个数据 / auditing …")
        material = Material(archive, audit(archive), read_run(out).get("inputs", ()))
        tell("比对复用 / comparing passages …")
        with steps() as progress:
            reuse = compared(archive, find_records(out, "section"), progress)
        section = reused(material, reuse, found_in(reuse))
        made = make_report(material, [section] if section else [])
        tell("写报告 / writing the report …")
        title = f"{out.resolve().name} 工作总结报告"
        write(page(made, title), web)
        if form == "xlsx":
            put(workbook(made, web.name), form, to)
        for path in files:
            typer.echo(str(path))

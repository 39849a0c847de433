"""`summarymine audit`: figures that cannot be right, problems that come back."""

from __future__ import annotations

from typing import Annotated

import typer

from summarymine.cli.console import clear_errors
from summarymine.cli.inputs import park_names
from summarymine.cli.options import FormatOrTable, Out, Overwrite, Parks, To
from summarymine.cli.output import TABLE, put, table_format


def audit(
    out: Out,
    form: FormatOrTable = None,
    kind: Annotated[
        list[str] | None, typer.Option(metavar="K", help="只看这类,见 docs/audit.md / of this kind.")
    ] = None,
    severity: Annotated[list[str] | None, typer.Option(metavar="S", help="high, medium, low.")] = None,
    parks: Parks = None,
    to: To = None,
    overwrite: Overwrite = False,
) -> None:
    """查出不可能都对的数、反复出现的问题、停滞的项目 / find figures that cannot be right, problems that come back."""
    from summarymine.corpus.archive import load_archive
    from summarymine.corpus.audit import audit as audited
    from summarymine.corpus.audit.tables import chosen, findings_table, grid

    with clear_errors():
        form = table_format(form, to, overwrite=overwrite, people=True)
        chosen([], kind or (), severity or ())
        archive = load_archive(out, park_names(parks), whole=True)
        findings = chosen(audited(archive), kind or (), severity or ())
        put(grid(findings, archive) if form == TABLE else [findings_table(findings, archive)], form, to)

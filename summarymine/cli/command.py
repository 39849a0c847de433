"""The ``summarymine`` command: its verbs, in the order in which its help lists them."""

from __future__ import annotations

import io
import sys
from typing import Annotated

import typer

from summarymine import __version__
from summarymine.cli.audit import audit
from summarymine.cli.compare import compare
from summarymine.cli.evaluate import evaluate
from summarymine.cli.names import names
from summarymine.cli.report import report
from summarymine.cli.reuse import reuse
from summarymine.cli.run import run
from summarymine.cli.schema import print_schema
from summarymine.cli.show import show
from summarymine.cli.train import train

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="把工作总结变成数据表 / turn archives of Chinese work summaries into tables.",
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"summarymine {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[  # handled by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 / print the version.")
    ] = False,
) -> None:
    pass


for verb in (run, show, compare, names, audit, reuse, report, evaluate, train):
    app.command()(verb)
app.command("schema")(print_schema)


def main() -> None:
    """The entry point of the ``summarymine`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a console of a narrow encoding shows what it can
    app()

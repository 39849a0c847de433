"""`summarymine evaluate`: records against labels."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from summarymine.cli.console import clear_errors
from summarymine.errors import SummaryMineError


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="标注文件夹 / a folder of labelled articles.")],
    records: Annotated[
        Path,
        typer.Argument(
            metavar="RECORDS", help="run 写出的文件夹或 .jsonl 文件 / a folder that run wrote, or its file."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON / print JSON.")] = False,
    errors: Annotated[
        str | None, typer.Option(metavar="KIND", help="列出一类错误,或 all / list errors of one kind, or all.")
    ] = None,
    doc: Annotated[str, typer.Option(metavar="ID", help="只看这篇 / this article only.")] = "",
) -> None:
    """对照标注给记录打分 / score records against labels."""
    from summarymine.evaluate.files import read_articles, read_findings
    from summarymine.evaluate.report import error_lines, render
    from summarymine.evaluate.scores import ERRORS, Evaluation

    with clear_errors():
        if errors not in (None, "all", *ERRORS):
            kinds = ", ".join(("all", *ERRORS))
            raise SummaryMineError(f"没有 {errors} 这类错误 / no such kind of errors: {errors} (there are {kinds})")
        evaluation = Evaluation(read_articles(gold, doc), read_findings(records))
        scores, found = evaluation.scores(), evaluation.errors()
        if as_json:
            sys.stdout.write(json.dumps(scores, ensure_ascii=False, indent=1) + "\n")
        else:
            Console(highlight=False).print(render(scores))
        if errors is not None:
            listed = {kind: lines for kind, lines in found.items() if errors in ("all", kind)}
            sys.stdout.writelines(f"{line}\n" for line in error_lines(listed))

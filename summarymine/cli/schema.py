"""`summarymine schema`: the contract of the records."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from summarymine.cli.console import clear_errors
from summarymine.errors import SummaryMineError
from summarymine.records import KINDS, schema


def print_schema(
    kind: Annotated[str | None, typer.Argument(help="记录种类,缺省为全部 / a record kind; all if left out.")] = None,
) -> None:
    """打印记录的 JSON Schema / print the JSON schemas of the records."""
    with clear_errors():
        if kind is not None and kind not in KINDS:
            raise SummaryMineError(f"没有 {kind} 这类记录 / no such kind: {kind} (there are {', '.join(KINDS)})")
        shown = schema(kind) if kind else {name: schema(name) for name in KINDS}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")

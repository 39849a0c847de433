"""Options that several verbs have, each declared once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarymine.store.names import FORMATS

Out = Annotated[Path, typer.Argument(metavar="OUT", help="run 写出的文件夹 / a folder that run wrote.")]
Parks = Annotated[
    Path | None, typer.Option("--parks", metavar="FILE", help="CSV：名称,园区，哪些名称是一个园区 / names of one park.")
]
To = Annotated[
    Path | None,
    typer.Option("--out", "-o", metavar="FILE", help="写到文件,缺省为标准输出 / a file, else standard output."),
]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="替换已有文件 / replace the file.")]
Format = Annotated[str | None, typer.Option("--format", help=f"{', '.join(FORMATS)}.")]
FormatOrTable = Annotated[
    str | None, typer.Option("--format", help=f"table, {', '.join(FORMATS)}.", show_default="table")
]

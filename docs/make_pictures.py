"""Makes the pictures in ``docs/images`` from the results of the demo.

    summarymine run corpora/demo -o out/demo
    python docs/make_pictures.py out/demo

Needs openpyxl and four programs beside it: LibreOffice (soffice), poppler (pdftoppm), Chromium and ImageMagick
(mogrify), with fonts for Chinese (Debian: fonts-noto-cjk, fonts-crosextra-carlito).
"""

from __future__ import annotations

import math
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.properties import PageSetupProperties
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from summarymine.show import find, render
from summarymine.store.database import load_records, load_sources

if TYPE_CHECKING:
    from collections.abc import Sequence

IMAGES = Path(__file__).with_name("images")
FILTER = {"文件": "沧湖经济开发区/", "标准指标": "税收"}
"""What the filters of the sheet are set to: cells that begin with this."""
SHOWN = {
    "园区": 16,
    "报告期": 8,
    "指标名称": 10,
    "数值": 13,
    "单位": 6,
    "口径": 8,
    "状态": 6,
    "比较基础": 10,
    "时期": 6,
    "证据句": 60,
}
"""The columns that are not hidden, with their widths: as somebody does who wants the sheet on one page."""
ROWS = 20
SHOW = "2021年工作情况报告.txt"
KINDS = (("indicator", 4, 2), ("project", 2, 1), ("problem", 0, 1))
"""What the terminal shows: of a kind, from which record on, how many."""
PIECES = """
section, footer, details, #panels .part ~ .part, #projects .part:first-of-type { display: none }
#panels, #projects, #findings { display: block }
#panels tr:nth-child(n+9), #projects tr:nth-child(n+10), #findings .scroll, #findings .card ~ .card { display: none }
"""
"""What of the report the picture leaves out."""

PAGE = """<!doctype html><meta charset="utf-8"><style>{stylesheet}
body {{ background: {background}; color: {foreground}; margin: 14px; width: max-content; }}
pre {{ font: 15px/1.45 "Noto Sans Mono CJK SC", monospace; margin: 0; }}</style><pre>{code}</pre>"""
THEME = TerminalTheme(
    (255, 255, 255), (36, 41, 47),
    [
        (36, 41, 47), (207, 34, 46), (17, 99, 41), (255, 221, 87),
        (9, 105, 218), (130, 80, 223), (27, 124, 131), (110, 119, 129),
    ],
)  # fmt: skip


def workbook(out: Path, folder: Path) -> Path:
    """The sheet of figures, filtered and printed."""
    book = openpyxl.load_workbook(out / "summarymine.xlsx")
    for name in book.sheetnames:
        if name != "指标":
            del book[name]
    sheet = book["指标"]
    heads: dict[str, Any] = {cell.value: cell.column_letter for cell in sheet[1]}
    wanted = [at for at in range(2, sheet.max_row + 1) if _passes(sheet, heads, at)][:ROWS]
    for head, letter in heads.items():
        sheet.column_dimensions[letter] = ColumnDimension(
            sheet, letter, width=SHOWN.get(head, 8), hidden=head not in SHOWN
        )
    for at in range(2, sheet.max_row + 1):
        sheet.row_dimensions[at].hidden = at not in wanted
        # What a spreadsheet does when it opens the file: a row is as high as its longest text needs.
        lines = [_lines(sheet[f"{heads[head]}{at}"].value, SHOWN[head]) for head in ("园区", "证据句")]
        sheet.row_dimensions[at].height = 17 * max(lines)
    sheet.page_setup.paperSize, sheet.page_setup.orientation = 8, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.gridLines = sheet.print_options.headings = True
    book.save(folder / "sheet.xlsx")
    _do("soffice", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "sheet.xlsx"))
    _do(
        "pdftoppm", "-r", "150", "-l", "1", "-png", "-singlefile", str(folder / "sheet.pdf"), str(folder / "indicators")
    )
    return folder / "indicators.png"


def _passes(sheet: Any, heads: dict[str, Any], at: int) -> bool:
    return all(str(sheet[f"{heads[head]}{at}"].value or "").startswith(begin) for head, begin in FILTER.items())


def _lines(text: str | None, width: int) -> int:
    return sum(math.ceil(cell_len(line) / width) for line in (text or "-").split("\n"))


def terminal(out: Path, folder: Path) -> Path:
    """What ``summarymine show`` prints."""
    console = Console(record=True, width=100, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ summarymine show out/demo --source {SHOW}\n", style="green"))
    for kind, first, count in KINDS:
        for record in list(find(load_records(out, [kind]), source=SHOW))[first : first + count]:
            source = load_sources(out, [record.source])[record.source]
            console.print(render(record, source), "", sep="\n", soft_wrap=False)
    page = folder / "show.html"
    page.write_text(console.export_html(theme=THEME, code_format=PAGE), "utf-8")
    look = ("--hide-scrollbars", "--force-device-scale-factor=1.5", "--window-size=1000,1600")
    _do("chromium", "--headless", "--no-sandbox", *look, f"--screenshot={folder / 'show.png'}", page.as_uri())
    return folder / "show.png"


def report(out: Path, folder: Path) -> Path:
    """Pieces of the page that ``summarymine report`` writes: a panel, histories of projects, a finding."""
    page = folder / "demo.html"
    _do(sys.executable, "-m", "summarymine", "report", str(out), "-o", str(page), "-q")
    page.write_text(page.read_text("utf-8").replace("</style>", f"{PIECES}</style>"), "utf-8")
    look = ("--hide-scrollbars", "--window-size=1180,1700")
    _do("chromium", "--headless", "--no-sandbox", *look, f"--screenshot={folder / 'report.png'}", page.as_uri())
    return folder / "report.png"


def _do(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def main(arguments: Sequence[str]) -> None:
    """Make the pictures, cut off their margins and reduce their colours."""
    with tempfile.TemporaryDirectory() as name:
        for make in (workbook, terminal, report):
            picture = make(Path(arguments[0]), Path(name))
            _do(
                "mogrify",
                "-trim",
                "+repage",
                "-bordercolor",
                "white",
                "-border",
                "6",
                "+dither",
                "-colors",
                "64",
                str(picture),
            )
            shutil.copy(picture, IMAGES / picture.name)


if __name__ == "__main__":
    main(sys.argv[1:])

"""Workbooks read by the package and by other libraries: processor seconds, memory, and what becomes of hostile sheets.

    python tests/benchmarks/readers_sheet.py

python-calamine and openpyxl are compared with if they are installed. Every reading is a process of its own, which
may take 4 GB and 120 seconds.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from summarymine.errors import ReadError
from summarymine.readers.sheet import SheetReader

MEMORY = 4 << 30
SECONDS = 120
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def ordinary() -> bytes:
    """20 sheets of 40 indicators with formats, as an archive has them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        for number in range(20):
            sheet = book.add_worksheet(f"{number + 1}月")
            sheet.write_row(0, 0, ["指标", "单位", "全年目标", "完成", "同比增长"])
            for row in range(1, 41):
                sheet.write_row(row, 0, [f"指标{row}", "亿元", row * 1.5, row * 1.3])
                sheet.write(row, 4, 0.083, percent)
    return file.getvalue()


def wide(rows: int, columns: int) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [row * 1.5 + column for column in range(columns)])
    return file.getvalue()


def with_part(name: str, part: str) -> bytes:
    """A small workbook, one of whose parts is another."""
    before = zipfile.ZipFile(io.BytesIO(wide(1, 1)))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for member in before.namelist():
            out.writestr(member, part if member == name else before.read(member))
    return file.getvalue()


def far() -> bytes:
    """A cell in A1 and one in the last row and column."""
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    return with_part(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    )


def lies() -> bytes:
    """One cell in a sheet that says it has all."""
    cells = '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    return with_part("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}">{cells}</worksheet>')


def strings() -> bytes:
    """A million texts that cells share, each in its cell."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for row in range(100_000):
            sheet.write_row(row, 0, [f"指标{row * 10 + column}" for column in range(10)])
    return file.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "20 sheets, 4,100 cells": ordinary,
    "1,000,000 cells": lambda: wide(50_000, 20),
    "10,000,000 cells": lambda: wide(500_000, 20),
    "1,000,000 texts": strings,
    "a cell in XFD1048576": far,
    "a dimension that lies": lies,
}


def own(data: bytes) -> int:
    [source] = SheetReader().read(data, "a.xlsx")
    return len(source.text.split())


def calamine(data: bytes) -> int:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    sheets = map(book.get_sheet_by_index, range(len(book.sheet_names)))
    return sum(cell != "" for sheet in sheets for row in sheet.iter_rows() for cell in row)


def openpyxl(data: bytes) -> int:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(cell is not None for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


READERS: dict[str, Callable[[bytes], int]] = {"own": own, "python-calamine": calamine, "openpyxl": openpyxl}


def measure(reader: str, path: str) -> None:
    """Prints cells, seconds and megabytes of one reading, in this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    data = Path(path).read_bytes()
    before = peak()
    started = time.process_time()
    try:
        found = f"{READERS[reader](data):,} cells"
    except ReadError as error:
        found = f"refused ({str(error).rpartition(' / ')[2]})"
    except ImportError:
        found = "not installed"
    except Exception as error:
        found = f"{type(error).__name__}"
    seconds = time.process_time() - started
    print(f"{found}, {seconds:.2f} s, {(peak() - before) / 1024:.0f} MB")


def peak() -> int:
    """The most memory that this process has held, in kilobytes (Linux)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0])


def main() -> None:
    """Every file by every reader."""
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            path = Path(folder) / "a.xlsx"
            path.write_bytes(make())
            print(f"{name}: {path.stat().st_size / 1e6:.1f} MB")
            for reader in READERS:
                command = [sys.executable, __file__, reader, str(path)]
                try:
                    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
                except subprocess.TimeoutExpired:
                    print(f"  {reader}: not done in {SECONDS} s")
                    continue
                print(f"  {reader}: {done.stdout.strip() or f'the process died, exit code {done.returncode}'}")


if __name__ == "__main__":
    if len(sys.argv) == 3:
        measure(*sys.argv[1:])
    else:
        main()

"""How fast Word files are read, and how much memory that takes beyond the file.

    python tests/benchmarks/readers_office.py [PARAGRAPHS …]

Each measurement is a process of its own; seconds are those of its processor. python-docx is measured beside it where it is installed; it gives the
paragraphs' text alone, without numbers and tables.
"""

from __future__ import annotations

import io
import multiprocessing
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from summarymine.readers.docx import DocxReader
from summarymine.readers.odt import OdtReader
from tests.readers.office import docx, odt, paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

PARAGRAPHS = (1_000, 10_000, 40_000)
_SPACING = '<w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>'


def word_file(paragraphs: int) -> bytes:
    """A report of so many paragraphs of four runs each."""
    return docx("".join(
        paragraph(*(f"园区完成税收{number * 7 % 9_991}亿元，同比增长8.{run}%，" for run in range(4)), properties=_SPACING)
        for number in range(paragraphs)
    ))  # fmt: skip


def open_file(paragraphs: int) -> bytes:
    """The same as an OpenDocument text."""
    return odt("".join(
        "<text:p>" + "".join(
            f"<text:span>园区完成税收{number * 7 % 9_991}亿元，同比增长8.{run}%，</text:span>" for run in range(4)
        ) + "</text:p>"
        for number in range(paragraphs)
    ))  # fmt: skip


def own_docx(data: bytes) -> int:
    """Characters read."""
    return sum(len(source.text) for source in DocxReader().read(data, "a.docx"))


def own_odt(data: bytes) -> int:
    """Characters read."""
    return sum(len(source.text) for source in OdtReader().read(data, "a.odt"))


def python_docx(data: bytes) -> int:
    """Characters read."""
    import docx as library

    return sum(len(one.text) + 1 for one in library.Document(io.BytesIO(data)).paragraphs)


def highest() -> int:
    """The most memory that this process ever had, in kilobytes; Linux alone says so."""
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def measure(name: str, read: Callable[[bytes], int], data: bytes) -> None:
    """Prints characters a second and megabytes beyond those before."""
    before, started = highest(), time.process_time()
    characters = read(data)
    seconds = time.process_time() - started
    megabytes = (highest() - before) / 1024
    print(
        f"{name:12} {characters:>10,} characters {seconds:6.2f} s {characters / seconds / 1e6:5.2f} million/s {megabytes:6.1f} MB"
    )


def main() -> None:
    """Measures every way on files of every size."""
    for paragraphs in map(int, sys.argv[1:] or PARAGRAPHS):
        ways: list[tuple[str, Callable[[bytes], int], bytes]] = [
            ("docx", own_docx, word_file(paragraphs)),
            ("odt", own_odt, open_file(paragraphs)),
        ]
        if find_spec("docx"):
            ways.append(("python-docx", python_docx, word_file(paragraphs)))
        for way in ways:
            process = multiprocessing.get_context("spawn").Process(target=measure, args=way)
            process.start()
            process.join()


if __name__ == "__main__":
    main()

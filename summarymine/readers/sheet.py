"""Workbooks and text tables: every sheet that is not hidden, a row a line, its cells parted by tabs.

Reading guide: `sheet_xlsx`, `sheet_xls` and `sheet_ods` give the sheets of their formats, with cells as
`sheet_values` shows them; `sheet_rows` makes lines of a sheet. `docs/readers.md` has the measured comparison with
other libraries.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from summarymine.document import Place, Source
from summarymine.errors import ReadError
from summarymine.readers.encoding import decode
from summarymine.readers.limits import MAX_TEXT
from summarymine.readers.sheet_ods import ods_sheets
from summarymine.readers.sheet_rows import Budget, Sheet, lines_of_sheet, too_long
from summarymine.readers.sheet_values import plain_text, reshown
from summarymine.readers.sheet_xls import xls_sheets
from summarymine.readers.sheet_xlsx import xlsx_sheets
from summarymine.readers.signatures import looks_like
from summarymine.readers.zipped import Zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OLE2 = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_PROTECTED = "encrypted Office"
_SEPARATORS = "\t,;"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class SheetReader:
    r"""Reads `.xlsx`, `.xlsm`, `.xls`, `.et` and `.ods`, told apart by what they hold.

    >>> import xlsxwriter
    >>> file = io.BytesIO()
    >>> with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
    ...     sheet = book.add_worksheet("指标")
    ...     _ = sheet.write_row(0, 0, ["指标", "单位", "完成"]), sheet.write_row(1, 0, ["税收", "亿元", 3.5])
    >>> [source] = SheetReader().read(file.getvalue(), "2019年/指标.xlsx")
    >>> source.text, source.places
    ('指标\t单位\t完成\n税收\t亿元\t3.5', (Place(start=0, name='工作表 指标'),))
    """

    name: str = "sheet"
    suffixes: frozenset[str] = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods"})
    formats: frozenset[str] = frozenset({"Excel (xlsx)", "Excel 97", "OpenDocument spreadsheet"})

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:  # noqa: ARG002
        """One source; *encoding* is of no use here.

        Raises ReadError for what is no workbook, is damaged, protected by a password, too large or without text.
        """
        text, places = _written(_sheets(data))
        if not text:
            raise ReadError("工作簿里没有内容，或全部隐藏 / the workbook is empty, or all of it is hidden")
        yield Source(path, text, "utf-8", sha256(data).hexdigest(), places)


@dataclass(frozen=True, slots=True)
class CsvReader:
    r"""Reads `.csv` and `.tsv`.

    >>> [source] = CsvReader().read('指标,"完成，亿元"\r\n税收,"1,203.5"\r\n'.encode("gbk"), "指标.csv")
    >>> source.text, source.encoding
    ('指标\t完成，亿元\n税收\t1203.5', 'gb18030')
    """

    name: str = "csv"
    suffixes: frozenset[str] = frozenset({".csv", ".tsv"})
    formats: frozenset[str] = frozenset()

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source]:
        """One source. Raises ReadError as `summarymine.readers.encoding.decode` does, and for too many cells."""
        written, codec = decode(data, encoding)
        head = written[:_HEAD]
        separator = "\t" if path.lower().endswith(".tsv") else max(_SEPARATORS, key=head.count)
        sheet = Sheet("", Budget())
        try:
            for row, cells in enumerate(csv.reader(io.StringIO(written, newline=""), delimiter=separator)):
                for column, cell in enumerate(cells):
                    sheet.put(row, column, reshown(plain_text(cell)))
        except csv.Error as error:
            raise ReadError(
                f"表格格式有误，可能缺少引号 / not a proper table, a quote may be missing: {error}"
            ) from None
        text, _ = _written([sheet])
        if not text:
            raise ReadError("表格里没有内容 / the table is empty")
        yield Source(path, text, codec, sha256(data).hexdigest())


def _sheets(data: bytes) -> Iterator[Sheet]:
    if data.startswith(_OLE2):
        if looks_like(data) == _PROTECTED:
            raise ReadError("有密码保护，请先去掉密码 / protected by a password; remove it first")
        return xls_sheets(data)
    if not data.startswith(_ZIP):
        if not data:
            raise ReadError("空文件 / the file is empty")
        kind = looks_like(data)
        zh, en = (f"看起来是 {kind} 文件", f"looks like a {kind} file") if kind else ("文件损坏", "damaged")
        raise ReadError(f"{zh}，不是表格 / {en}, not a workbook")
    zipped = Zipped.open(data)
    return ods_sheets(zipped) if "content.xml" in zipped.names() else xlsx_sheets(zipped)


def _written(sheets: Iterable[Sheet]) -> tuple[str, tuple[Place, ...]]:
    """The text of all sheets, each under its name where there are several, and where each begins."""
    blocks: list[tuple[str, str]] = []
    left = MAX_TEXT
    for sheet in sheets:
        block = "\n".join(lines_of_sheet(sheet))
        left -= len(block) + len(sheet.name) + 2
        if left < 0:
            raise too_long()
        if block:
            blocks.append((sheet.name, block))
    places: list[Place] = []
    parts: list[str] = []
    start = 0
    for name, block in blocks:
        part = f"{name}\n{block}" if len(blocks) > 1 and name else block
        places.append(Place(start, f"工作表 {name}".strip()))
        parts.append(part)
        start += len(part) + 1
    return "\n".join(parts), tuple(places)

"""One and the same article as the bytes of a file in each format, written in code.

An article is a list of blocks: a title, then headings, paragraphs and tables. The files are as small as their formats
allow, and the same article always gives the same bytes.

>>> article = ["望榆园区总结", "一、产业", "税收3亿元。", [["指标", "亿元"], ["产值", "35"]]]
>>> text(article).decode()
'望榆园区总结\\n一、产业\\n税收3亿元。\\n指标\\t亿元\\n产值\\t35'
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape
from struct import pack
from typing import NamedTuple, TypeAlias

import regex
import xlsxwriter

Table: TypeAlias = list[list[str]]
Block: TypeAlias = str | Table
Article: TypeAlias = Sequence[Block]

_LEVELS = (regex.compile(r"[一二三四五六七八九十]{1,3}、"), regex.compile(r"（[一二三四五六七八九十]{1,3}）"))
_LONGEST_HEADING = 30


def level(block: str) -> int:
    """1 for a heading 一、, 2 for （一）, 0 for a paragraph.

    >>> level("一、产业"), level("（一）工业"), level("一、产业发展较快。全年税收3亿元，比上年增长8%，完成年度任务的102%。")
    (1, 2, 0)
    """
    headed = (number for number, start in enumerate(_LEVELS, 1) if start.match(block) and len(block) < _LONGEST_HEADING)
    return next(headed, 0)


def has_table(article: Article) -> bool:
    """Whether a table is in it."""
    return any(not isinstance(block, str) for block in article)


def lines(article: Article) -> list[str]:
    """What every reader is to give: a paragraph or a row a line, cells parted by tabs."""
    return [line for block in article for line in ([block] if isinstance(block, str) else map("\t".join, block))]


def text(article: Article, encoding: str = "utf-8") -> bytes:
    """Plain text."""
    return "\n".join(lines(article)).encode(encoding)


def markdown(article: Article) -> bytes:
    """Markdown with marked headings and tables."""
    blocks = [_markdown(place, block) for place, block in enumerate(article)]
    return ("\n\n".join(blocks) + "\n").encode()


def _markdown(place: int, block: Block) -> str:
    if isinstance(block, str):
        depth = 1 if not place else level(block) + 1 if level(block) else 0
        return f"{'#' * depth} {block}".strip()
    head, *rows = block
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def html(article: Article, charset: str = "utf-8") -> bytes:
    """A web page."""
    body = "\n".join(_html(place, block) for place, block in enumerate(article))
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="{charset}"><title></title></head><body>\n{body}\n</body></html>\n'
    )
    return page.encode(charset)


def _html(place: int, block: Block) -> str:
    if isinstance(block, str):
        tag = "h1" if not place else f"h{level(block) + 1}" if level(block) else "p"
        return f"<{tag}>{escape(block)}</{tag}>"
    rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


# Containers


class _Gbk(zipfile.ZipInfo):
    """A member as Chinese Windows writes it: its name in GBK, which it does not say."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 (that of zipfile)
        return self.filename.encode("gbk"), 0


def zipped(members: Mapping[str, bytes], *, gbk: bool = False) -> bytes:
    """A ZIP archive; a document's first member is stored, as OpenDocument has it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        for name, data in members.items():
            packed = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            out.writestr((_Gbk if gbk else zipfile.ZipInfo)(name), data, packed)
    return file.getvalue()


def locked(data: bytes) -> bytes:
    """A ZIP archive that says of all its members that they have a password."""
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = data.split(mark)
        data = mark.join(
            [parts[0], *(part[: place - 4] + bytes([part[place - 4] | 1]) + part[place - 3 :] for part in parts[1:])]
        )
    return data


_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_CUTOFF = 4096


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE2 compound file ([MS-CFB], version 3) of streams, each filled up with NULs to where it needs no mini stream."""
    padded = {
        name: data.ljust(_CUTOFF, b"\0")
        for name, data in sorted(streams.items(), key=lambda one: (len(one[0]), one[0]))
    }
    entries = len(padded) + 1
    folder = -(-entries // 4)
    sizes = [folder, *(-(-len(data) // _SECTOR) for data in padded.values())]
    fats = -(-sum(sizes) // 127)  # sectors of the table of sectors, itself included
    fat = [_FAT] * fats
    starts = []
    for size in sizes:
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + size), _END]
    fat += [_FREE] * (fats * 128 - len(fat))
    places = [*range(fats), *[_FREE] * (109 - fats)]
    head = pack(
        "<8s16x5H6x9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        fats,
        starts[0],
        0,
        _CUTOFF,
        _END,
        0,
        _END,
        0,
    )
    listed = [_entry("Root Entry", 5, child=1), *(
        _entry(name, 2, right=number + 2 if number + 2 < entries else _FREE, start=starts[number + 1], size=len(data))
        for number, (name, data) in enumerate(padded.items())
    )]  # fmt: skip
    body = b"".join(data.ljust(size * _SECTOR, b"\0") for data, size in zip(padded.values(), sizes[1:], strict=True))
    return (
        head
        + pack("<109I", *places)
        + pack(f"<{len(fat)}I", *fat)
        + b"".join(listed).ljust(folder * _SECTOR, b"\0")
        + body
    )


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = _END, size: int = 0) -> bytes:
    coded = name.encode("utf-16-le")
    return pack("<64sHBB3I36xIQ", coded, len(coded) + 2, kind, 1, _FREE, right, child, start, size)


# Word and OpenDocument

_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def docx(article: Article) -> bytes:
    """A Word document."""
    body = "".join(_docx(block) for block in article)
    return zipped({
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>'
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ).encode(),
        "word/document.xml": f"<w:document {_WORD}><w:body>{body}<w:sectPr/></w:body></w:document>".encode(),
    })  # fmt: skip


def _docx(block: Block) -> str:
    if isinstance(block, str):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(block)}</w:t></w:r></w:p>'
    rows = ("".join(f"<w:tc>{_docx(cell)}</w:tc>" for cell in row) for row in block)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = "application/vnd.oasis.opendocument.text"


def odt(article: Article) -> bytes:
    """An OpenDocument text."""
    spaces = " ".join(f'xmlns:{name}="{_OPEN}:{name}:1.0"' for name in ("office", "text", "table"))
    body = "".join(_odt(block) for block in article)
    content = f'<office:document-content {spaces} office:version="1.2"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    manifest = (
        f'<m:manifest xmlns:m="{_OPEN}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{_ODT}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
    )
    return zipped(
        {"mimetype": _ODT.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def _odt(block: Block) -> str:
    if isinstance(block, str):
        depth = level(block)
        return (
            f'<text:h text:outline-level="{depth}">{escape(block)}</text:h>'
            if depth
            else f"<text:p>{escape(block)}</text:p>"
        )
    rows = (
        "".join(f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row)
        for row in block
    )
    columns = f'<table:table-column table:number-columns-repeated="{len(block[0])}"/>'
    return f"<table:table>{columns}{''.join(f'<table:table-row>{row}</table:table-row>' for row in rows)}</table:table>"


def rtf(article: Article, *, escapes: bool = False) -> bytes:
    r"""Rich text of Chinese Windows: characters as GBK bytes, or all of them as ``\u`` escapes."""
    body = "\n".join(_rtf(block, escapes) for block in article)
    return rf"{{\rtf1\ansi\ansicpg936\deff0\uc1{{\fonttbl{{\f0\fnil\fcharset134 SimSun;}}}}\pard\f0 {body}}}".encode(
        "ascii"
    )


def _rtf(block: Block, escapes: bool) -> str:
    if isinstance(block, str):
        return rf"{_rtf_text(block, escapes)}\par"
    rows = []
    for row in block:
        ends = "".join(rf"\cellx{1500 * (column + 1)}" for column in range(len(row)))
        cells = "".join(rf"\intbl {_rtf_text(cell, escapes)}\cell" for cell in row)
        rows.append(rf"\trowd{ends}\pard{cells}\row")
    return "\n".join([*rows, r"\pard "])


def _rtf_text(written: str, escapes: bool) -> str:
    return "".join(_rtf_char(char, escapes) for char in written)


def _rtf_char(char: str, escapes: bool) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if char.isascii():
        return char
    if escapes or not (coded := char.encode("gbk", "ignore")):
        return "".join(rf"\u{unit - 65536 if unit > 32767 else unit}?" for unit in _units(char))
    return "".join(rf"\'{byte:02x}" for byte in coded)


def _units(char: str) -> Iterable[int]:
    coded = char.encode("utf-16-le")
    return (int.from_bytes(coded[at : at + 2], "little") for at in range(0, len(coded), 2))


# Word 97

_FIRST = 1024  # where the text begins, behind the file information block
_RUNS = 29
_IN_TABLE, _ROW_END, _COLUMNS = b"\x16\x24\x01", b"\x17\x24\x01", b"\x08\xd6"


def doc(article: Article) -> bytes:
    """A Word 97 document ([MS-DOC]): a file information block, the text as one piece, and which paragraphs are table rows."""
    paragraphs = [one for block in article for one in _marks(block)]
    written = "".join(paragraph for paragraph, _ in paragraphs).encode("utf-16-le")
    stream = bytearray(written.rjust(_FIRST + len(written), b"\0"))
    ends = [_FIRST]
    for paragraph, _ in paragraphs:
        ends.append(ends[-1] + len(paragraph.encode("utf-16-le")))
    bounds, pages = [_FIRST], []
    for start in range(0, len(paragraphs), _RUNS):
        stop = min(start + _RUNS, len(paragraphs))
        stream += bytes(-len(stream) % _SECTOR)
        pages.append(len(stream) // _SECTOR)
        bounds.append(ends[stop])
        stream += _paragraph_page(ends[start : stop + 1], [properties for _, properties in paragraphs[start:stop]])
    piece = pack("<2I", 0, len(written) // 2) + pack("<HIH", 0, _FIRST, 0)
    pieces = b"\x02" + pack("<I", len(piece)) + piece
    places = pack(f"<{len(bounds)}I", *bounds) + pack(f"<{len(pages)}I", *pages)
    stream[:_FIRST] = _information(
        len(stream), len(written) // 2, {13: (0, len(places)), 33: (len(places), len(pieces))}
    )
    return compound({"WordDocument": bytes(stream), "1Table": places + pieces})


def _marks(block: Block) -> list[tuple[str, bytes]]:
    """Paragraphs with their mark at the end, and their properties."""
    if isinstance(block, str):
        return [(f"{block}\r", b"")]
    edges = range(0, 2000 * len(block[0]) + 1, 2000)
    row_end = _IN_TABLE + _ROW_END + _COLUMNS + pack(f"<HB{len(edges)}h", 2 + 2 * len(edges), len(edges) - 1, *edges)
    return [one for row in block for one in [*((f"{cell}\x07", _IN_TABLE) for cell in row), ("\x07", row_end)]]


def _paragraph_page(ends: Sequence[int], properties: Sequence[bytes]) -> bytes:
    """The properties of up to 29 paragraphs, those that are the same once, from the end of the page."""
    kept: dict[bytes, int] = {}
    page = bytearray(_SECTOR)
    place = _SECTOR - 2
    for one in dict.fromkeys(properties):
        packed = (
            b"\0" + bytes([len(one + b"\0\0\0") // 2]) + (b"\0\0" + one).ljust(len(one + b"\0\0\0") // 2 * 2, b"\0")
        )
        place = (place - len(packed)) // 2 * 2
        page[place : place + len(packed)] = packed
        kept[one] = place // 2
    head = pack(f"<{len(ends)}I", *ends) + b"".join(bytes([kept[one]]) + bytes(12) for one in properties)
    page[: len(head)] = head
    page[-1] = len(properties)
    return bytes(page)


def _information(size: int, characters: int, tables: Mapping[int, tuple[int, int]]) -> bytes:
    pairs = [number for index in range(93) for number in tables.get(index, (0, 0))]
    base = pack("<7HIBB2H2I", 0xA5EC, 0xC1, 0, 0x0804, 0, 0x1200, 0xBF, 0, 0, 0, 0, 0, _FIRST, size)
    longs = pack("<H22I", 22, size, 0, 0, characters, *[0] * 18)
    return (base + pack("<H14H", 14, *[0] * 13, 0x0804) + longs + pack("<H186IH", 93, *pairs, 0)).ljust(_FIRST, b"\0")


# Workbooks


def xlsx(article: Article) -> bytes:
    """A workbook of one sheet: a paragraph in the first column, a table as it is."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": True}) as book:
        book.set_properties({"created": datetime(2020, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("总结")
        rows = [row for block in article for row in ([[block]] if isinstance(block, str) else block)]
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return file.getvalue()


# PDF

_WIDTH, _HEIGHT, _MARGIN, _LEADING, _SIZE = 595, 842, 72, 20, 12
_INDENT = 2.0
_LINES = (_HEIGHT - 2 * _MARGIN) // _LEADING


class _Line(NamedTuple):
    """A line of text: how far it is indented and its characters are apart, in their size."""

    text: str
    left: float
    gap: float = 0.0


def pdf(article: Article) -> bytes:
    """A document of A4 pages with their numbers, in a Chinese font that every viewer has and none embeds."""
    width = (_WIDTH - 2 * _MARGIN) / _SIZE
    drawn = [line for block in article for line in _pdf_lines(block, width)]
    pages = [drawn[start : start + _LINES] for start in range(0, len(drawn), _LINES)]
    return pdf_of(_page(number, page) for number, page in enumerate(pages, 1))


def pdf_of(pages: Iterable[str], trailer: str = "") -> bytes:
    """A PDF of pages that are drawn so."""
    drawn = list(pages)
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(drawn)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(drawn)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
        "/DW 1000/W[1 95 500]/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for number, page in enumerate(drawn):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH} {_HEIGHT}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(page)}>>stream\n{page}\nendstream")
    out = "%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return f"{out}xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{len(out)}\n%%EOF\n".encode(
        "ascii"
    )


def _pdf_lines(block: Block, width: float) -> list[_Line | list[str]]:
    """The lines of a block, all but the last of a paragraph justified, or the rows of a table."""
    if not isinstance(block, str):
        return list(block)
    found: list[_Line | list[str]] = []
    left = _INDENT
    line = ""
    for char in block:
        if left + _wide(line + char) > width and char not in "，。；、：%）”":
            found.append(_Line(line, left, (width - left - _wide(line)) / (len(line) - 1)))
            line, left = "", 0.0
        line += char
    return [*found, _Line(line, left)]


def _wide(line: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in line)


def _page(number: int, drawn: Sequence[_Line | list[str]]) -> str:
    marks = [_shown(_WIDTH / 2, _MARGIN / 2, f"- {number} -")]
    for place, line in enumerate(drawn):
        y = _HEIGHT - _MARGIN - (place + 1) * _LEADING
        if isinstance(line, _Line):
            marks.append(_shown(_MARGIN + line.left * _SIZE, y, line.text, line.gap * _SIZE))
            continue
        step = (_WIDTH - 2 * _MARGIN) // len(line)
        for column, cell in enumerate(line):
            marks.append(f"{_MARGIN + column * step} {y - 5} {step} {_LEADING} re S")
            marks.append(_shown(_MARGIN + column * step + 3, y, cell))
    return "\n".join(marks)


def _shown(x: float, y: float, written: str, gap: float = 0.0) -> str:
    return f"BT /F {_SIZE} Tf {gap:.3f} Tc {x:g} {y:g} Td <{written.encode('utf-16-be').hex()}> Tj ET"


SCAN = pdf_of(["q 400 0 0 600 90 120 cm 0.9 g 0 0 1 1 re f Q"] * 2)
"""Pages on which something is drawn and nothing written, as of a scan."""

LOCKED_PDF = pdf_of(
    [_page(1, [["总结"]])],
    f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'5a' * 32}>/U<{'a5' * 32}>>>/ID[<{'00' * 16}><{'00' * 16}>]",
)
"""A document that wants a password."""

LOCKED_DOCX = compound({"EncryptionInfo": b"\x04\0\x04\0", "EncryptedPackage": bytes(range(256)) * 20})
"""What Word makes of a document with a password: a compound file with an encrypted package in it."""

Maker: TypeAlias = Callable[[Article], bytes]

MAKERS: Mapping[str, tuple[str, Maker]] = {
    "text": (".txt", text),
    "text in GB18030": (".txt", partial(text, encoding="gb18030")),
    "text in UTF-16": (".txt", partial(text, encoding="utf-16")),
    "Markdown": (".md", markdown),
    "html": (".html", html),
    "html in GBK": (".htm", partial(html, charset="gbk")),
    "docx": (".docx", docx),
    "odt": (".odt", odt),
    "rtf": (".rtf", rtf),
    "rtf with escapes": (".rtf", partial(rtf, escapes=True)),
    "doc": (".doc", doc),
    "pdf": (".pdf", pdf),
    "xlsx": (".xlsx", xlsx),
}
"""The makers by the name of what they make, each with its suffix."""

SHEETS = ("xlsx",)
"""The makers that only an article of tables is written with."""

"""How the `.pdf` files here were made: LibreOffice exports documents written by `document`.

    python tests/readers/files/make_pdf.py            # needs soffice and Noto Serif CJK SC

`tests/benchmarks/pdf.py` makes more of them from texts of your own.
"""

from __future__ import annotations

import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent

_SPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"))
) + (
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
)


@dataclass(frozen=True)
class Style:
    """How a document looks. Lengths are in points."""

    font: str = "Noto Serif CJK SC"
    size: float = 12
    indent: float = 2
    """First-line indent in characters."""
    after: float = 0
    """Space after a paragraph."""
    align: str = "justify"
    width: float = 595
    height: float = 842
    margin: float = 72
    leading: int = 150
    header: str = ""
    footer: str = "第<N>页 共<T>页"
    columns: int = 1
    ruled: bool = True
    hang: bool = False
    """Whether punctuation may stand beyond the margin; LibreOffice 7.4 loses some of it in the PDF."""


def document(paragraphs: list[str], style: Style = Style()) -> dict[str, str]:
    r"""The parts of an OpenDocument text: the first paragraph is the title, one with tabs is the row of a table.

    A paragraph ``\f`` is a page break; ``^…^`` in one is a footnote.
    """
    body: list[str] = []
    rows: list[list[str]] = []
    for index, paragraph in enumerate([*paragraphs, ""]):
        if "\t" in paragraph:
            rows.append(paragraph.split("\t"))
            continue
        if rows:
            body.append(_table(rows))
            rows = []
        name = "title" if index == 0 else "body"
        if paragraph == "\f":
            body.append('<text:p text:style-name="break"/>')
        elif paragraph:
            body.append(f'<text:p text:style-name="{name}">{_marked(paragraph)}</text:p>')
    font = f'fo:font-size="{style.size}pt" style:font-size-asian="{style.size}pt"'
    faces = f'style:font-name="F" style:font-name-asian="F" {font} fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"'
    border = "0.5pt solid #000000" if style.ruled else "none"
    columns = f'<style:columns fo:column-count="{style.columns}" fo:column-gap="24pt"/>' if style.columns > 1 else ""
    bands = "".join(
        f'<style:{tag}><text:p text:style-name="band">{_fields(text)}</text:p></style:{tag}>'
        for tag, text in (("header", style.header), ("footer", style.footer))
        if text
    )
    band = '<style:{0}-style><style:header-footer-properties fo:min-height="28pt"/></style:{0}-style>'
    styles = f"""<office:document-styles {_SPACES} office:version="1.2"><office:font-face-decls><style:font-face style:name="F" svg:font-family="'{style.font}'"/></office:font-face-decls>
<office:styles>
<style:style style:name="body" style:family="paragraph"><style:paragraph-properties fo:text-indent="{style.indent * style.size}pt"
 fo:margin-bottom="{style.after}pt" fo:text-align="{style.align}" fo:line-height="{style.leading}%" style:punctuation-wrap="{"hanging" if style.hang else "simple"}" fo:orphans="0" fo:widows="0"/><style:text-properties {faces}/></style:style>
<style:style style:name="title" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-bottom="12pt"/>
<style:text-properties {faces.replace(font, f'fo:font-size="{style.size * 1.5}pt" style:font-size-asian="{style.size * 1.5}pt"')} fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="band" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties {faces.replace(font, 'fo:font-size="9pt" style:font-size-asian="9pt"')}/></style:style>
<style:style style:name="cell" style:family="paragraph"><style:text-properties {faces.replace(font, f'fo:font-size="{style.size - 1.5}pt" style:font-size-asian="{style.size - 1.5}pt"')}/></style:style>
<style:style style:name="Footnote" style:family="paragraph"><style:text-properties {faces.replace(font, 'fo:font-size="9pt" style:font-size-asian="9pt"')}/></style:style>
<style:style style:name="mark" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
<text:notes-configuration text:note-class="footnote" text:citation-body-style-name="mark" style:num-format="1"/>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="{style.width}pt" fo:page-height="{style.height}pt"
 fo:margin-left="{style.margin}pt" fo:margin-right="{style.margin}pt" fo:margin-top="50pt" fo:margin-bottom="50pt">{columns}
<style:footnote-sep style:width="0.5pt" style:rel-width="25%" style:adjustment="left" style:color="#000000" style:line-style="solid"/></style:page-layout-properties>{band.format("header") + band.format("footer")}</style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page">{bands}</style:master-page></office:master-styles>
</office:document-styles>"""
    content = f"""<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>
<style:style style:name="break" style:family="paragraph" style:parent-style-name="body"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="grid" style:family="table-cell"><style:table-cell-properties fo:border="{border}" fo:padding="3pt"/></style:style>
</office:automatic-styles><office:body><office:text>{"".join(body)}</office:text></office:body></office:document-content>"""
    manifest = (
        '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.text"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
        '<m:file-entry m:full-path="styles.xml" m:media-type="text/xml"/></m:manifest>'
    )
    mime = "application/vnd.oasis.opendocument.text"
    return {"mimetype": mime, "content.xml": content, "styles.xml": styles, "META-INF/manifest.xml": manifest}


def _marked(paragraph: str) -> str:
    text, *notes = escape(paragraph).split("^")
    for place, piece in enumerate(notes):
        note = f'<text:note text:note-class="footnote"><text:note-citation>{place // 2 + 1}</text:note-citation><text:note-body><text:p text:style-name="Footnote">{piece}</text:p></text:note-body></text:note>'
        text += piece if place % 2 else note
    return text


def _fields(text: str) -> str:
    filled = escape(text).replace("&lt;N&gt;", "<text:page-number/>")
    return filled.replace("&lt;T&gt;", "<text:page-count/>")


def _table(rows: list[list[str]]) -> str:
    """Rows of cells; ``<`` goes on with the cell to the left, ``^`` with the one above."""
    width = max(map(len, rows))
    lines = []
    for number, row in enumerate(rows):
        cells = []
        for column, text in enumerate([*row, *[""] * (width - len(row))]):
            if text in ("<", "^"):
                cells.append("<table:covered-table-cell/>")
                continue
            across = next((n for n, c in enumerate(row[column + 1 :], 1) if c != "<"), len(row) - column)
            down = next((n for n, r in enumerate(rows[number + 1 :], 1) if r[column] != "^"), len(rows) - number)
            inner = "".join(f'<text:p text:style-name="cell">{escape(part)}</text:p>' for part in text.split("|"))
            cells.append(
                f'<table:table-cell table:style-name="grid" table:number-columns-spanned="{across}" table:number-rows-spanned="{down}">{inner}</table:table-cell>'
            )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f'<table:table><table:table-column table:number-columns-repeated="{width}"/>{"".join(lines)}</table:table>'


def export(documents: dict[str, dict[str, str]], folder: Path) -> None:
    """Writes a PDF for each document, called by its name, into *folder*."""
    with tempfile.TemporaryDirectory() as work:
        for name, parts in documents.items():
            with zipfile.ZipFile(Path(work) / f"{name}.odt", "w") as out:
                for part, text in parts.items():
                    out.writestr(part, text)
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{work}/profile",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
            ]
            + [str(Path(work) / f"{name}.odt") for name in documents],
            check=True,
            capture_output=True,
        )


REPORT = """\
青芦湾产业园区2021年工作总结
2021年，青芦湾产业园区坚持以项目建设为中心，完成工业总产值128.6亿元，同比增长9.5%；完成固定资产投资34.2亿元，增长12%；实现税收6.81亿元，增长7.3%。园区现有企业186家，其中规模以上工业企业52家。
一、主要工作
（一）项目建设
全年新开工项目23个，总投资57亿元。其中，青芦湾冷链项目完成投资3.5亿元，主体工程已经封顶；新材料项目一期投产，年产值可以达到8亿元。按照“三个一批”的要求，园区实行领导包联、专班推进、限时办结的工作制度，每周调度、每月通报，帮助企业解决用地、用工、融资等问题41件，项目开工率达到92%。
1.招商引资。新签约项目31个，合同资金64亿元，到位资金22.7亿元。
2.基础设施。建成道路4.6公里、雨污管网7.2公里，ABC标准厂房二期建成12万平方米。
（二）主要指标
指标\t单位\t2021年\t增长
工业总产值\t亿元\t128.6\t9.5%
固定资产投资\t亿元\t34.2\t12%
税收\t亿元\t6.81\t7.3%
二、存在问题
一是用地紧张，可以使用的建设用地不到300亩；二是用工不足，技术工人缺口三百余人；三是资金紧张，基础设施建设资金缺口1.2亿元。
三、下一步工作
2022年，园区将以项目建设为中心，完成工业总产值140亿元，实现税收7.3亿元，建成标准厂房8万平方米，新开工项目20个以上。同时，园区将坚持每周调度、每月通报的工作制度，帮助企业解决用地、用工、融资等问题。
青芦湾产业园区管委会
2022年1月10日
""".splitlines()


def main() -> None:
    """Makes the files."""
    small = Style(
        font="Noto Sans CJK SC",
        width=420,
        height=420,
        margin=54,
        header="青芦湾产业园区工作总结",
        footer="第<N>页 共<T>页",
    )
    plain = Style(
        font="Noto Sans CJK SC",
        indent=0,
        after=6,
        width=420,
        height=420,
        margin=54,
        footer="- <N> -",
        ruled=False,
        align="start",
    )
    export(
        {
            "report": document(REPORT, small),
            "plain": document(REPORT[:1] + REPORT[4:5] + REPORT[6:12] + REPORT[13:14], plain),
        },
        HERE,
    )


if __name__ == "__main__":
    main()

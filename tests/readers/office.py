"""Word files and OpenDocument texts built in code, as small as their readers need them."""

import io
import zipfile
from collections.abc import Mapping

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_KIND}package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_KIND}officedocument.wordprocessingml.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_KIND}officedocument.wordprocessingml.numbering+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_KIND}officedocument.wordprocessingml.styles+xml"/></Types>'
)
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def related(**targets: str) -> str:
    items = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'


def word_part(root: str, inside: str, namespace: str = WORD) -> str:
    others = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{namespace}" {others}>{inside}</w:{root}>'


def docx(body: str, *, numbering: str = "", styles: str = "", namespace: str = WORD) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": related(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": related(numbering="numbering.xml", styles="styles.xml"),
            "word/document.xml": word_part("document", f"<w:body>{body}<w:sectPr/></w:body>", namespace),
            "word/numbering.xml": word_part("numbering", numbering, namespace),
            "word/styles.xml": word_part("styles", styles, namespace),
            "word/header1.xml": word_part("hdr", "<w:p><w:r><w:t>页眉</w:t></w:r></w:p>", namespace),
            "word/footnotes.xml": word_part("footnotes", "<w:p><w:r><w:t>脚注</w:t></w:r></w:p>", namespace),
        }
    )


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    """Parts that are no markup are runs of text."""
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    inside = "".join(part if part.startswith("<") else paragraph(part) for part in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or paragraph()}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def odt(body: str, *, automatic: str = "", styles: str = "", extra: Mapping[str, str] | None = None) -> bytes:
    spaces = " ".join(
        f'xmlns:{prefix}="{_OPEN}:{name}:1.0"'
        for prefix, name in {
            "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
            "svg": "svg-compatible",
        }.items()
    )  # fmt: skip
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    header = "<style:master-page><style:header><text:p>页眉</text:p></style:header></style:master-page>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "styles.xml": f"<office:document-styles {spaces}><office:styles>{styles}</office:styles>"
            f"<office:master-styles>{header}</office:master-styles></office:document-styles>",
            "content.xml": f"<office:document-content {spaces}>"
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
        | dict(extra or {})
    )

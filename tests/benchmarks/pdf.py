"""Measured comparisons behind `summarymine/readers/pdf.py`: PDFs made of known texts, read by several libraries.

    python tests/benchmarks/pdf.py [FOLDER]      # needs soffice, Noto Serif CJK SC, pdfminer.six, pypdf

FOLDER holds texts, a paragraph a line, the cells of tables parted by tabs or ``|``; `corpora/demo` without it.
Printed for each style and library: paragraphs that come back exactly, letters kept in order, characters a second
of processor time.
"""

from __future__ import annotations

import io
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import regex

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "readers" / "files")]

from make_pdf import Style, document, export  # noqa: E402

from summarymine.clean import clean  # noqa: E402
from summarymine.readers.encoding import decode  # noqa: E402
from summarymine.readers.pdf import PdfReader  # noqa: E402

STYLES = {
    "indented": Style(header="园区工作总结汇编", footer="第<N>页 共<T>页"),
    "official": Style(size=16, leading=180, margin=80, footer="- <N> -"),
    "hanging": Style(size=15, hang=True),
    "spaced, ragged": Style(indent=0, after=8, align="start", font="Noto Sans CJK SC", footer="<N>/<T>"),
    "plain, no indent": Style(indent=0, footer="<N>"),
    "wide page": Style(width=842, height=595, header="园区工作总结汇编"),
    "unruled": Style(ruled=False),
    "two columns": Style(size=10.5, columns=2),
}


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text as they go into a document: broken lines joined, without marks of Markdown and blanks
    between Chinese and figures; runs of blanks part the cells of a table."""
    found = []
    for raw in clean(text).text.replace("^", "").split("\n"):
        line = regex.sub(r"^[#>\s]{1,9}", "", raw).strip()
        if set(line) <= set("|-: "):
            continue
        if line.startswith("|"):
            line = "\t".join(cell.strip() for cell in line.strip("|").split("|"))
        line = regex.sub(r" {2,80}", "\t" if regex.search(r"\S {2,80}\S+ {2,80}\S", line) else " ", line)
        found.append(tight(line))
    return found


def tight(line: str) -> str:
    """The line without blanks that touch a Chinese character: whether one is printed there depends on the program."""
    return regex.sub(r"(?<=[\p{Han}，。；：、])\ +|\ +(?=[\p{Han}，。；：、])", "", line)


def own(data: bytes) -> str:
    return next(PdfReader().read(data, "总结.pdf")).text


def pdfminer(data: bytes) -> str:
    from pdfminer.high_level import extract_text

    return extract_text(io.BytesIO(data))


def pypdf(data: bytes) -> str:
    from pypdf import PdfReader as Other

    return "\n".join(page.extract_text() for page in Other(io.BytesIO(data)).pages)


def pdfium(data: bytes) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as opened:
        return "\n".join(page.get_textpage().get_text_range() for page in opened).replace("\r\n", "\n")


LIBRARIES: dict[str, Callable[[bytes], str]] = {"own": own, "pdfium": pdfium, "pdfminer": pdfminer, "pypdf": pypdf}


def main(folder: Path) -> None:
    texts = [
        paragraphs(decode(path.read_bytes())[0]) for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")
    ]
    texts = [text for text in texts if text]
    print(f"{len(texts)} texts, {sum(map(len, texts))} paragraphs, {sum(len(p) for t in texts for p in t)} characters")
    for name, style in STYLES.items():
        with tempfile.TemporaryDirectory() as work:
            export({str(i): document(text, style) for i, text in enumerate(texts)}, Path(work))
            files = [(Path(work) / f"{i}.pdf").read_bytes() for i in range(len(texts))]
        for library, read in [*LIBRARIES.items()][: 1 if "-v" in sys.argv else None]:
            start = time.process_time()
            found = [read(data) for data in files]
            seconds = time.process_time() - start
            exact = letters = 0
            for text, got in zip(texts, found, strict=True):
                lines = [tight(line.strip(" ")) for line in got.split("\n") if line.strip()]
                exact += (Counter(text) & Counter(lines)).total()
                kept = (Counter("".join(text)) & Counter(got)).total()
                letters += kept
                if library == "own" and "-v" in sys.argv:
                    for line in Counter(lines) - Counter(text):
                        print("   +", repr(line))
                    for line in Counter(text) - Counter(lines):
                        print("   -", repr(line))
            total = sum(map(len, texts))
            size = sum(len(p) for t in texts for p in t)
            print(
                f"{name:18} {library:9} exact {exact}/{total} {exact / total:6.1%}  letters {letters / size:6.2%}  {size / seconds:10,.0f}/s"
            )


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(named[0]) if named else ROOT / "corpora" / "demo")

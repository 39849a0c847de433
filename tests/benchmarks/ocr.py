"""How well scans are read: texts printed by LibreOffice, made into pictures, and read by tesseract.

    python tests/benchmarks/ocr.py [FOLDER]      # needs soffice, Noto Serif CJK SC, tesseract with chi_sim

FOLDER holds texts as for `pdf.py`; `corpora/demo` without it. What is compared with is what `PdfReader` makes of the text
layer of the same pages. Printed for each resolution: characters that are right (1 - edits / characters, blanks and the
width of punctuation apart), figures and paragraphs that come back exactly, seconds a page.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from unicodedata import normalize

import regex

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "benchmarks"), str(ROOT / "tests" / "readers" / "files")]

from make_pdf import Style, document, export  # noqa: E402
from pdf import paragraphs  # noqa: E402

from summarymine.readers.encoding import decode  # noqa: E402
from summarymine.readers.ocr import find_tesseract  # noqa: E402
from summarymine.readers.pdf import PdfReader  # noqa: E402
from tests.readers.scans import scanned  # noqa: E402

STYLE = Style(size=16, leading=180, margin=80, footer="- <N> -")
STEP = 8  # every eighth text


def plain(text: str) -> str:
    """Without blanks, and with punctuation of one width."""
    return regex.sub(r"\s", "", normalize("NFKC", text))


def edits(a: str, b: str) -> int:
    """The Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def shared(a: list[str], b: list[str]) -> int:
    return (Counter(a) & Counter(b)).total()


def figures(text: str) -> list[str]:
    return regex.findall(r"\d[\d.]{0,20}", text)


def main(folder: Path, verbose: bool) -> None:
    tesseract = find_tesseract()
    if tesseract is None:
        raise SystemExit("no tesseract with chi_sim")
    files = [path for path in sorted(folder.rglob("*")) if path.suffix in (".txt", ".md")]
    texts = [text for path in files if (text := paragraphs(decode(path.read_bytes())[0]))][::STEP]
    with tempfile.TemporaryDirectory() as work:
        export({str(number): document(text, STYLE) for number, text in enumerate(texts)}, Path(work))
        printed = [(Path(work) / f"{number}.pdf").read_bytes() for number in range(len(texts))]
    wanted = [next(PdfReader().read(data, "总结.pdf")) for data in printed]
    pages = sum(len(source.places) for source in wanted)
    print(f"{tesseract.state}; {len(texts)} texts, {pages} pages, {sum(len(plain(s.text)) for s in wanted)} characters")
    reader = PdfReader(ocr=tesseract)
    for name, dpi, specks in (
        ("300 dpi", 300, 0),
        ("200 dpi", 200, 0),
        ("150 dpi", 150, 0),
        ("200 dpi, dust", 200, 400),
    ):
        scans = [scanned(data, dpi=dpi, specks=specks) for data in printed]
        start = time.perf_counter()
        read = [next(reader.read(data, "总结.pdf")) for data in scans]
        seconds = time.perf_counter() - start
        wrong = size = same = numbers = exact = whole = 0
        for source, other in zip(wanted, read, strict=True):
            a, b = plain(source.text), plain(other.text)
            wrong, size = wrong + edits(a, b), size + len(a)
            same, numbers = same + shared(figures(a), figures(b)), numbers + len(figures(a))
            lines, got = ([plain(line) for line in one.text.split("\n")] for one in (source, other))
            exact, whole = exact + shared(lines, got), whole + len(lines)
            if verbose:
                print(other.text)
        print(
            f"{name:14} characters {1 - wrong / size:.1%}  figures {same}/{numbers} {same / numbers:.1%}  "
            f"paragraphs {exact}/{whole} {exact / whole:.1%}  {seconds / pages:.1f} s a page"
        )


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    main(Path(named[0]) if named else ROOT / "corpora" / "demo", "-v" in sys.argv)

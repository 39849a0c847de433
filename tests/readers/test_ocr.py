"""Scans: with programs that pretend to be tesseract, and with tesseract itself where it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import pytest
import regex

from summarymine.document import Place, Source, Unread
from summarymine.engines.batch import Settings
from summarymine.engines.leaf import Tally, entry_of
from summarymine.engines.pool import mine_all, worker_command
from summarymine.errors import ReadError
from summarymine.readers import ocr, readers_with
from summarymine.readers.archive import ArchiveReader
from summarymine.readers.files import Found
from summarymine.readers.limits import MEMORY
from summarymine.readers.ocr import Tesseract, Unrecognised, Word, WordLine, find_tesseract, glyphs, words
from summarymine.readers.pdf import PdfReader
from summarymine.readers.printed import page_lines
from tests.command import summarymine
from tests.engines.test_pool import Leaves
from tests.readers.archives import zipped
from tests.readers.scans import picture_pdf, scanned
from tests.readers.test_archive import utf8
from tests.readers.test_pdf import FILES, PROSE, pdf, printed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are shell scripts")

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
REPORT = (FILES / "report.pdf").read_bytes()
SCAN = scanned(REPORT, dpi=100)
A4 = (595, 842)
GREY = picture_pdf(100, 140, bytes([128, 90] * 7000))
BLANK = picture_pdf(100, 140, b"\xff" * 13_990 + b"\0" * 10)
NOTE = "{0} 页由文字识别 (OCR) 读出，数字请核对 / {0} pages read by OCR, figures to be checked"
SCANNED = "扫描件，没有文字层；{} / a scan without a text layer; {}"
DIED = "tesseract 出错或超时", "tesseract failed or took too long"
STRANGE = "tesseract 的输出无法理解", "tesseract gave no table of words"
NOTHING = "文字识别 (OCR) 没有认出可信的文字", "OCR found no credible text"


def line(top: int, *row: tuple[int, int, str], conf: float = 90, height: int = 50) -> str:
    """A line in the table of words; a word is its left and right edge and its text."""
    left, right = row[0][0], max(end for _, end, _ in row)
    found = f"4\t1\t1\t1\t1\t0\t{left}\t{top}\t{right - left}\t{height}\t-1\t\n"
    return found + "".join(
        f"5\t1\t1\t1\t1\t1\t{start}\t{top}\t{end - start}\t{height}\t{conf}\t{text}\n" for start, end, text in row
    )


def spread(top: int, text: str, left: int = 300, conf: float = 90) -> str:
    """A line whose characters are 50 pixels wide and a word each."""
    return line(top, *((left + 50 * at, left + 50 * at + 50, char) for at, char in enumerate(text)), conf=conf)


PAGE = HEAD + spread(300, "望春园区全年完成工业总产值八十六亿元") + spread(380, "新签约项目二十三个。")
TEXT = "望春园区全年完成工业总产值八十六亿元\n新签约项目二十三个。"

Fake = Callable[..., Tesseract]


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Makes a program of that name, alone with the tools of the system on PATH, that does so with a picture."""

    def make(
        does: str = "", *, gives: str = PAGE, version: str = "tesseract 5.9.9", languages: str = "chi_sim"
    ) -> Tesseract:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (tmp_path / "page.tsv").write_text(gives, "utf-8")
        program = folder / "tesseract"
        program.write_text(
            f"#!/bin/sh\ncase $1 in\n--version) echo '{version}'; echo ' leptonica-1.82.0';;\n"
            f"--list-langs) echo 'List of available languages in \"{tmp_path}/\" (2):'; echo osd; echo {languages};;\n"
            f"*) {does or f'cat >{tmp_path}/picture; cat {tmp_path}/page.tsv'};;\nesac\n"
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
        return Tesseract(str(program))

    return make


def read(data: bytes, tesseract: Tesseract | None) -> list[Source | Unread]:
    return list(PdfReader(ocr=tesseract).read(data, "总结.pdf"))


def message(data: bytes, tesseract: Tesseract | None) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, tesseract)
    return str(caught.value)


def test_where_there_is_no_tesseract_none_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_tesseract() is None


def test_tesseract_is_known_by_version_and_data(fake: Fake, tmp_path: Path) -> None:
    made = fake()
    assert find_tesseract() == Tesseract(made.program, "tesseract 5.9.9 chi_sim 0")
    (tmp_path / "chi_sim.traineddata").write_bytes(b"x" * 77)
    assert find_tesseract() == Tesseract(made.program, "tesseract 5.9.9 chi_sim 77")
    fake(version="tesseract 6.0.0")
    assert find_tesseract() == Tesseract(made.program, "tesseract 6.0.0 chi_sim 77")


def test_tesseract_without_chinese_is_none(fake: Fake) -> None:
    fake(languages="eng")
    assert find_tesseract() is None


def test_a_tesseract_that_cannot_say_what_it_is_is_none(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Path(fake().program)
    made.write_text("#!/bin/sh\nexec sleep 60\n")
    monkeypatch.setattr(ocr, "_ASKED", 0.2)
    assert find_tesseract() is None
    made.write_text("no program")
    assert find_tesseract() is None


def test_a_tesseract_in_the_current_folder_is_not_run(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(fake().program).parent)
    monkeypatch.setenv("PATH", ".")
    assert find_tesseract() is None


def test_done_work_is_known_by_what_read_the_scans() -> None:
    hashes = {
        Settings(ocr=one).hash()
        for one in (None, Tesseract("a", "tesseract 5 chi_sim 1"), Tesseract("a", "tesseract 6 chi_sim 1"))
    }
    assert len(hashes) == 3
    assert Settings(ocr=Tesseract("a", "5")).hash() == Settings(ocr=Tesseract("b", "5")).hash()


def test_a_scan_is_read(fake: Fake, tmp_path: Path) -> None:
    found = read(GREY, fake())
    assert [(one.text, one.places, one.note) for one in found] == [(TEXT, (Place(0, "第1页"),), NOTE.format(1))]
    head, pixels = (tmp_path / "picture").read_bytes().split(b"\n", 1)
    assert (head, len(pixels)) == (b"P5 1653 2339 255", 1653 * 2339)


def test_a_large_page_is_drawn_with_fewer_pixels(fake: Fake, tmp_path: Path) -> None:
    made = fake()
    read(pdf("0 0 9000 9000 re f\n", size=(9000, 9000)), made)
    assert (tmp_path / "picture").read_bytes().startswith(b"P5 3163 3163 255\n")


def test_only_pages_without_text_are_pictured(fake: Fake) -> None:
    picture = "576 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI\n"
    found = read(pdf(printed(PROSE), picture, printed(PROSE), picture), fake())
    assert [(one.text, one.note) for one in found] == [("\n".join((PROSE, TEXT, PROSE, TEXT)), NOTE.format(2))]


def test_a_text_layer_of_garbage_is_not_used(fake: Fake) -> None:
    found = read(pdf(printed("".join(map(chr, range(0xE000, 0xE100))))), fake())
    assert [(one.text, one.note) for one in found] == [(TEXT, NOTE.format(1))]


def test_a_page_that_kills_tesseract_is_named(fake: Fake, tmp_path: Path) -> None:
    made = fake(f"cat >/dev/null; test -e {tmp_path}/seen && exit 3; touch {tmp_path}/seen; cat {tmp_path}/page.tsv")
    blank = pdf(*["0 0 1 1 re f\n"] * 4, size=A4)
    assert read(blank, made) == [
        Source("总结.pdf", TEXT, "utf-8", sha256(blank).hexdigest(), (Place(0, "第1页"),), NOTE.format(1)),
        Unread(
            "总结.pdf",
            "有 3 页是图像，没有文字层，未读：第 2、3、4 页；tesseract 出错或超时 / "
            "3 pages are pictures without a text layer and not read; tesseract failed or took too long",
        ),
    ]


def test_a_tesseract_that_fails_on_all_pages_gives_the_reason(fake: Fake) -> None:
    assert message(SCAN, fake("exit 1")) == SCANNED.format(*DIED)
    assert message(SCAN, Tesseract("/no/such/tesseract")) == SCANNED.format(*DIED)


def test_a_tesseract_that_hangs_is_killed(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "SECONDS", 0.3)
    started = time.monotonic()
    assert message(GREY, fake("exec sleep 60")) == SCANNED.format(*DIED)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("gives", ["", "望春园区", HEAD + "5\t1\n", HEAD + line(1, (1, 9, "园")).replace("90", "?")])
def test_what_is_no_table_of_words_is_not_believed(fake: Fake, gives: str) -> None:
    with pytest.raises(Unrecognised) as caught:
        words(gives)
    assert caught.value.args == STRANGE
    assert message(GREY, fake(gives=gives)) == SCANNED.format(*STRANGE)


def test_an_endless_table_is_cut_off(fake: Fake) -> None:
    started = time.monotonic()
    assert message(GREY, fake("exec yes")) == SCANNED.format(*STRANGE)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    "gives",
    [HEAD, HEAD + spread(300, "望春园区全年完成工业总产值", conf=30), HEAD + spread(300, "牨誧" * 12)],
    ids=["no words", "not sure", "not Chinese"],
)
def test_a_picture_without_credible_text_is_not_read(fake: Fake, gives: str) -> None:
    assert message(GREY, fake(gives=gives)) == SCANNED.format(*NOTHING)


def test_a_blank_page_has_nothing_to_be_read(fake: Fake, tmp_path: Path) -> None:
    made = fake(
        f"cat >/dev/null; test -e {tmp_path}/seen && printf '{HEAD.encode('unicode_escape').decode()}' || cat {tmp_path}/page.tsv; touch {tmp_path}/seen"
    )
    found = read(pdf("0 0 1 1 re f\n", "0 0 1 1 re f\n"), made)
    assert [(one.text, one.note) for one in found] == [(TEXT, NOTE.format(1))]
    assert message(BLANK, made) == SCANNED.format(*NOTHING)


def test_headers_and_page_numbers_are_left_out(fake: Fake) -> None:
    rows = (
        spread(100, "望春园区年报", left=700),
        spread(400, "望春园区全年完成工业总产值八十六亿元，签约项目二十三个，合", left=100),
        spread(480, "同引资四十七亿元。", left=100),
        spread(2250, "第3页", left=800),
    )
    text = "望春园区全年完成工业总产值八十六亿元，签约项目二十三个，合同引资四十七亿元。"
    blank = "0 0 1 1 re f\n"
    found = read(pdf(blank, blank, size=A4), fake(gives=HEAD + "".join(rows)))
    assert [one.text for one in found] == [f"{text}\n{text}"]


def lines(*rows: str) -> list[str]:
    return [one.text for one in page_lines(list(glyphs(words(HEAD + "".join(rows)), 1.0)), [], 3000.0)]


def test_spaces_stay_between_letters_and_figures_only() -> None:
    row = [
        (0, 40, "望"),
        (60, 100, "春"),
        (100, 150, "园区"),
        (200, 300, "2019"),
        (310, 350, "年"),
        (350, 425, "ISO"),
        (440, 565, "14001"),
    ]
    assert lines(line(100, *row)) == ["望春园区2019年ISO 14001"]


def test_figures_apart_are_cells_of_a_table() -> None:
    rows = [
        line(100, (0, 100, "指标"), (500, 600, "2019"), (700, 800, "2018")),
        line(200, (0, 150, "总产值"), (500, 590, "86.5"), (700, 790, "77.0")),
        line(300, (0, 12, "|"), (0, 100, "税收"), (500, 600, "9830"), (700, 800, "9052"), (900, 910, "|")),
    ]
    prose = [spread(400 + 80 * at, "全年完成工业总产值八十六亿元") for at in range(4)]
    assert lines(*rows, *prose)[:3] == ["指标\t2019\t2018", "总产值\t86.5\t77.0", "税收\t9830\t9052"]


def test_boxes_that_are_too_long_are_cut() -> None:
    row = WordLine(0, 400, 0, 50, [Word("税收", 0, 380, 90), Word("3", 300, 325, 90), Word("亿元", 325, 400, 90)])
    assert [glyph.char for glyph in glyphs([row], 1.0)] == list("税收3亿元")
    assert max(glyph.right for glyph in glyphs([row], 1.0)) == 400


def test_lines_of_one_size_have_one_size() -> None:
    found = words(
        HEAD
        + spread(0, "全年完成工业总产值八十六亿元")
        + line(100, (0, 196, "新签约项"))
        + line(200, (0, 600, "工作总结望春"), height=90)
    )
    assert {(glyph.base, glyph.size) for glyph in glyphs(found, 2.0)} == {(25.0, 25.0), (75.0, 25.0), (145.0, 45.0)}
    assert list(glyphs([], 1.0)) == []


def test_members_of_archives_are_read(fake: Fake) -> None:
    archive = next(one for one in readers_with(fake()) if isinstance(one, ArchiveReader))
    found = list(archive.read(zipped([utf8("内.zip", zipped([utf8("总结.pdf", GREY)]))]), "包.zip"))
    assert [(one.path, one.text, one.note) for one in found] == [("包.zip/内.zip/总结.pdf", TEXT, NOTE.format(1))]


def test_the_ledger_says_what_was_read_so() -> None:
    tally = (
        Tally(1, 1, 5, note=NOTE.format(2)) + Tally(1, 1, 5) + Tally(failures=1, stage="read", reason="空文件 / empty")
    )
    entry = entry_of("包.zip", tally, "", "")
    assert (entry.status, entry.reason, entry.note) == ("partial", "空文件 / empty", NOTE.format(2))


def mined(path: Path, tesseract: Tesseract, seconds: float = 60) -> Tally:
    """What a worker, held to its time and memory, makes of a file."""
    command = worker_command("", None, MEMORY, tesseract)
    [(_, tally)] = mine_all([Found(path, path.name)], Leaves().writing, command=command, seconds=seconds)
    return tally


def gone(process: int) -> bool:
    """Whether a process is dead within some seconds."""
    for _ in range(80):
        try:
            state = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def started(mark: Path) -> int:
    """The process whose number is in a file, as soon as it is there."""
    for _ in range(300):
        if mark.exists() and (number := mark.read_text()).endswith("\n"):
            return int(number)
        time.sleep(0.1)
    raise AssertionError("tesseract was not started")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_worker_that_is_too_slow_is_killed_with_tesseract(fake: Fake, tmp_path: Path) -> None:
    (tmp_path / "总结.pdf").write_bytes(SCAN)
    tally = mined(tmp_path / "总结.pdf", fake(f"echo $$ >{tmp_path}/mark; exec sleep 600"), 3)
    assert (tally.failures, tally.stage) == (1, "timeout")
    assert gone(started(tmp_path / "mark"))


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_worker_whose_parent_is_killed_ends_with_tesseract(fake: Fake, tmp_path: Path) -> None:
    (tmp_path / "总结.pdf").write_bytes(SCAN)
    fake(f"echo $$ >{tmp_path}/mark; exec sleep 600")
    command = [sys.executable, "-m", "summarymine", "run", str(tmp_path / "总结.pdf"), "-o", str(tmp_path / "out")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        tesseract = started(tmp_path / "mark")
        run.kill()
    assert gone(tesseract)


@pytest.mark.parametrize("option", [(), ("--no-ocr",)])
def test_the_command_reads_scans_unless_told_not_to(fake: Fake, tmp_path: Path, option: tuple[str, ...]) -> None:
    fake()
    (tmp_path / "总结.pdf").write_bytes(GREY)
    done = summarymine("run", tmp_path / "总结.pdf", "-o", tmp_path / "out", *option)
    [entry] = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))["inputs"]
    wanted = (1, "refused", "") if option else (0, "ok", NOTE.format(1))
    assert (done.returncode, entry["status"], entry["note"]) == wanted
    assert (NOTE.format(1) in done.stderr) is not bool(option)


REAL = find_tesseract()


@pytest.mark.skipif(REAL is None, reason="needs tesseract with chi_sim")
def test_tesseract_reads_a_scan_in_a_worker(tmp_path: Path) -> None:
    assert REAL is not None
    (tmp_path / "总结.pdf").write_bytes(scanned(REPORT))
    assert mined(tmp_path / "总结.pdf", REAL) == Tally(1, 0, 0, note=NOTE.format(4))
    [source] = read(scanned(REPORT), REAL)
    text = regex.sub(r"\s", "", normalize("NFKC", source.text))
    wanted = regex.sub(r"\s", "", normalize("NFKC", read(REPORT, None)[0].text))
    assert SequenceMatcher(None, text, wanted, autojunk=False).ratio() > 0.97
    assert {"128.6", "9.5%", "34.2", "6.81"} <= set(regex.findall(r"\d[\d.%]*", text))
    assert [place.name for place in source.places] == ["第1页", "第2页", "第3页", "第4页"]

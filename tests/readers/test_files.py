import hashlib
import os
import sys
from pathlib import Path

import pytest

from summarymine.document import Source
from summarymine.errors import ReadError
from summarymine.readers.files import Found, discover, printable, read_file

UNKNOWN = (
    "不支持的格式 {0}（可读：.htm .html .markdown .md .pdf .text .txt） / "
    "unsupported format {0} (readable: .htm .html .markdown .md .pdf .text .txt)"
)
LINK = "符号链接，不跟随 / a symbolic link, not followed"
SPECIAL = "不是普通文件 / not a regular file"


def write(path: Path, text: str = "税收3亿元。") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def names(*inputs: Path) -> list[str]:
    return [found.relative for found in discover(inputs)]


def message(*inputs: Path) -> str:
    with pytest.raises(ReadError) as caught:
        list(discover(inputs))
    return str(caught.value)


def test_a_folder_gives_its_files_in_one_order(tmp_path: Path) -> None:
    wanted = [
        "10.txt",
        "2.txt",
        "B/a.txt",
        "B.txt",
        "a/b/c.md",
        "a/b.html",
        "a.txt",
        "二〇一九/总结.txt",
        "望榆/2020.txt",
    ]
    for name in reversed(wanted):
        write(tmp_path / name)
    assert list(discover([tmp_path])) == [Found(tmp_path / name, name) for name in wanted]


def test_hidden_and_temporary_files_are_left_out(tmp_path: Path) -> None:
    for name in ("总结.txt", ".hidden.txt", ".git/a.txt", "~$总结.txt", ".~lock.总结.txt#"):
        write(tmp_path / name)
    assert names(tmp_path) == ["总结.txt"]


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    outside = write(tmp_path / "outside" / "别处.txt")
    top = tmp_path / "top"
    write(top / "总结.txt")
    write(top / "台账.xlsx")
    write(top / "无后缀")
    (top / "link.txt").symlink_to(outside)
    (top / "again").symlink_to(top)
    (top / "inside.txt").symlink_to(top / "总结.txt")
    os.mkfifo(top / "管道.txt")
    assert [(found.relative, found.skipped) for found in discover([top])] == [
        ("again", LINK),
        ("inside.txt", LINK),
        ("link.txt", LINK),
        ("台账.xlsx", UNKNOWN.format(".xlsx")),
        ("总结.txt", ""),
        (
            "无后缀",
            "文件名没有后缀（可读：.htm .html .markdown .md .pdf .text .txt） / "
            "the file name has no suffix (readable: .htm .html .markdown .md .pdf .text .txt)",
        ),
        ("管道.txt", SPECIAL),
    ]


def test_a_folder_that_cannot_be_opened_is_skipped_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "closed" / "b.txt")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert list(discover([tmp_path])) == [
        Found(tmp_path / "a.txt", "a.txt"),
        Found(tmp_path / "closed", "closed", "没有读取权限 / permission denied"),
    ]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    path = write(tmp_path / "深" / "处" / "总结.txt")
    assert list(discover([path])) == [Found(path, "总结.txt")]


def test_an_input_may_be_a_link(tmp_path: Path) -> None:
    path = write(tmp_path / "2019年.txt")
    (tmp_path / "最新.txt").symlink_to(path)
    (tmp_path / "文件夹").symlink_to(tmp_path)
    assert list(discover([tmp_path / "最新.txt"])) == [Found(path, "最新.txt")]
    assert next(iter(discover([tmp_path / "文件夹"]))) == Found(path, "2019年.txt")


def test_a_relative_input_gives_absolute_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert list(discover([Path()])) == [Found(tmp_path / "a.txt", "a.txt")]


def test_inputs_stay_in_the_order_given(tmp_path: Path) -> None:
    paths = [write(tmp_path / name) for name in ("c.txt", "a.txt", "b.txt")]
    assert names(*paths) == ["c.txt", "a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("files", "inputs", "expected"),
    [
        # no clash, no front
        (["甲/1.txt", "乙/2.txt"], ["甲", "乙"], ["1.txt", "2.txt"]),
        # two folders that clash in one name get their own names in front of all
        (["甲/1.txt", "甲/2.txt", "乙/1.txt"], ["甲", "乙"], ["甲/1.txt", "甲/2.txt", "乙/1.txt"]),
        # a third that does not clash keeps its names
        (["甲/1.txt", "乙/1.txt", "丙/3.txt"], ["甲", "丙", "乙"], ["甲/1.txt", "3.txt", "乙/1.txt"]),
        # folders of one name: as far up as tells them apart
        (["甲/年/1.txt", "乙/年/1.txt"], ["甲/年", "乙/年"], ["甲/年/1.txt", "乙/年/1.txt"]),
        # files given directly
        (["甲/1.txt", "乙/1.txt"], ["甲/1.txt", "乙/1.txt"], ["甲/1.txt", "乙/1.txt"]),
        # a front that makes a new clash
        (["甲/1.txt", "乙/1.txt", "丙/甲/1.txt"], ["甲", "乙", "丙"], ["{top}/甲/1.txt", "乙/1.txt", "丙/甲/1.txt"]),
        # the same file twice comes once
        (["甲/1.txt", "甲/2.txt"], ["甲/2.txt", "甲", "甲"], ["2.txt", "1.txt"]),
    ],
)
def test_names_of_two_inputs_never_clash(
    tmp_path: Path, files: list[str], inputs: list[str], expected: list[str]
) -> None:
    for name in files:
        write(tmp_path / name)
    found = list(discover([tmp_path / name for name in inputs]))
    assert [one.relative for one in found] == [name.format(top=tmp_path.name) for name in expected]
    assert all(one.path.as_posix().endswith("/" + one.relative) for one in found)


def test_inputs_that_give_nothing_are_errors(tmp_path: Path) -> None:
    write(tmp_path / "表" / "台账.xlsx")
    (tmp_path / "空").mkdir()
    (tmp_path / "圈").symlink_to(tmp_path / "圈")
    write(tmp_path / "a.txt")
    known = ".htm .html .markdown .md .pdf .text .txt"
    nothing = f"文件夹里没有可读的文件（{known}） / no file to read in the folder ({known})"
    assert message(tmp_path / "没有") == f"{tmp_path / '没有'}：文件不存在 / no such file"
    assert message(tmp_path / "空") == f"{tmp_path / '空'}：{nothing}"
    assert message(tmp_path / "a.txt", tmp_path / "表") == f"{tmp_path / '表'}：{nothing}"
    assert message(tmp_path / "表" / "台账.xlsx") == UNKNOWN.format(".xlsx")
    assert message(tmp_path / "圈").startswith(f"{tmp_path / '圈'}：读取失败：")
    assert message(tmp_path / "a\0b").endswith("：读取失败：embedded null byte / cannot be read: embedded null byte")


def test_nothing_comes_before_every_input_is_known_to_be_good(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    with pytest.raises(ReadError):
        next(discover([tmp_path / "a.txt", tmp_path / "没有"]))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep file names in Unicode")
def test_names_of_an_old_archive_are_decoded(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/" + "总结".encode("gb18030") + b".txt"
    Path(os.fsdecode(raw)).write_text("税收。", "utf-8")
    [found] = discover([tmp_path])
    assert found.relative == "总结.txt"
    assert [source.text for source in read_file(found)] == ["税收。"]


@pytest.mark.parametrize(("name", "expected"), [("总结.txt", "总结.txt"), ("a\udcff.txt", "a\\xff.txt")])
def test_a_name_can_be_printed(name: str, expected: str) -> None:
    assert printable(name) == expected


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("税收\r\n".encode("gb18030"))
    digest = hashlib.sha256("税收\r\n".encode("gb18030")).hexdigest()
    found = Found(path, "年/a.txt")
    assert list(read_file(found)) == [Source("年/a.txt", "税收\r\n", "gb18030", digest)]
    assert list(read_file(found, encoding="gbk")) == [Source("年/a.txt", "税收\r\n", "gbk", digest)]


@pytest.mark.parametrize(
    ("size", "limit", "refused"), [(9, 9, False), (10, 9, True)], ids=["as large as allowed", "one byte more"]
)
def test_the_size_is_limited(tmp_path: Path, size: int, limit: int, refused: bool) -> None:
    path = write(tmp_path / "a.txt", "x" * size)
    if refused:
        with pytest.raises(ReadError) as caught:
            list(read_file(Found(path, "a.txt"), max_bytes=limit))
        assert str(caught.value) == "文件超过 9 字节，请拆分后再读 / the file has more than 9 bytes; split it"
    else:
        assert [source.text for source in read_file(Found(path, "a.txt"), max_bytes=limit)] == ["x" * size]


def test_every_failure_to_open_is_a_read_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(path: Path, skipped: str = "") -> str:
        with pytest.raises(ReadError) as caught:
            list(read_file(Found(path, "a.txt", skipped)))
        return str(caught.value)

    os.mkfifo(tmp_path / "fifo.txt")
    path = write(tmp_path / "a.txt")
    assert reason(tmp_path / "没有.txt") == "文件不存在 / no such file"
    assert reason(tmp_path) == SPECIAL
    assert reason(tmp_path / "fifo.txt") == SPECIAL
    assert reason(path, LINK) == LINK
    for error, expected in [
        (PermissionError(13, "Permission denied"), "没有读取权限 / permission denied"),
        (FileNotFoundError(2, "No such file"), "文件不存在 / no such file"),
        (OSError(5, "Input/output error"), "读取失败：Input/output error / cannot be read: Input/output error"),
    ]:

        def fail(*args: object, error: OSError = error) -> None:
            raise error

        monkeypatch.setattr(Path, "open", fail)
        assert reason(path) == expected

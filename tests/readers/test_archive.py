import gzip
import random
import stat
import tarfile
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from summarymine.document import Source, Unread
from summarymine.errors import ReadError
from summarymine.readers import rar, reader_for, reader_of
from summarymine.readers.archive import ArchiveReader
from tests.readers.archives import (
    ENCRYPTED,
    STORED,
    UTF8,
    Entry,
    seven_zipped,
    tarred,
    unicode_path,
    zipped,
)
from tests.readers.archives import rar as rarred

EMPTY = "空文件 / the file is empty"
LINK = "链接，不跟随 / a link, not followed"
PASSWORD = "有密码保护，请先去掉密码 / protected by a password; remove it first"
CUT = "压缩包不完整，缺少这个文件的一部分 / the archive is truncated, part of this member is missing"
TEXT = "望榆园区完成税收3亿元，增长8%。"


def read(data: bytes, path: str = "包.zip", encoding: str | None = None) -> list[Source | Unread]:
    return list(ArchiveReader().read(data, path, encoding=encoding))


def short(data: bytes, path: str = "包.zip") -> list[tuple[str, str]]:
    return [(one.path, one.text if isinstance(one, Source) else one.reason) for one in read(data, path)]


def paths(data: bytes, path: str = "包.zip") -> list[str]:
    return [one.path.removeprefix(path + "/") for one in read(data, path)]


def error(data: bytes, path: str = "包.zip") -> str:
    with pytest.raises(ReadError) as caught:
        read(data, path)
    return str(caught.value)


def unsupported(name: str) -> str:
    with pytest.raises(ReadError) as caught:
        reader_for(name)
    return str(caught.value)


def utf8(name: str, data: bytes | str = TEXT, **more: int) -> Entry:
    return Entry(name.encode(), data.encode() if isinstance(data, str) else data, UTF8, **more)


# Fifty and more archives as people send them: every name and text comes out as it went in.

SIMPLIFIED = [
    "总结.txt",
    "2019年/望榆园区工作总结.txt",
    "一季度/二月/松岭镇工作小结.txt",
    "（定稿）望榆区2020年工作总结.txt",
    "附件1：招商引资情况.md",
    "园区/鑫淼公司 汇报.txt",
]
TRADITIONAL = ["總結.txt", "望榆園區/工作總結.txt", "附件/經濟發展局 報告.md", "松嶺鎮/招商引資情況.txt"]

PACKERS: dict[str, Callable[[str, bytes], bytes]] = {
    "zip, GBK": lambda name, data: zipped([Entry(name.encode("gbk"), data)]),
    "zip, UTF-8 with its flag": lambda name, data: zipped([Entry(name.encode(), data, UTF8)]),
    "zip, UTF-8 without": lambda name, data: zipped([Entry(name.encode(), data, method=STORED)]),
    "zip, with a field in UTF-8": lambda name, data: zipped(
        [Entry(b"??.txt", data, extra=unicode_path(b"??.txt", name))]
    ),
    "zip, the mark of volumes in front": lambda name, data: zipped(
        [Entry(name.encode("gbk"), data)], front=b"PK\x07\x08", comment="说明".encode("gbk")
    ),
    "tar, GBK": lambda name, data: tarred([(name, data)], "gbk"),
    "tar, UTF-8": lambda name, data: tarred([(name, data)]),
    "tar of 2001": lambda name, data: tarred([(name, data)], form=tarfile.PAX_FORMAT),
    "tar.gz": lambda name, data: gzip.compress(tarred([(name, data)])),
    "7z": lambda name, data: seven_zipped([(name, data)]),
}
TRADITIONAL_PACKERS: dict[str, Callable[[str, bytes], bytes]] = {
    "zip, Big5": lambda name, data: zipped([Entry(name.encode("big5"), data)]),
    "tar, Big5": lambda name, data: tarred([(name, data)], "big5"),
    "7z": lambda name, data: seven_zipped([(name, data)]),
}
BENIGN = [
    *((name, kind, pack) for name in SIMPLIFIED for kind, pack in PACKERS.items()),
    *((name, kind, pack) for name in TRADITIONAL for kind, pack in TRADITIONAL_PACKERS.items()),
]


@pytest.mark.parametrize(
    ("name", "pack"), [(name, pack) for name, _, pack in BENIGN], ids=[f"{kind} {name}" for name, kind, _ in BENIGN]
)
def test_names_and_texts_come_out_as_they_went_in(name: str, pack: Callable[[str, bytes], bytes]) -> None:
    data = TEXT.encode("gb18030")
    [source] = reader_of(pack(name, data), "包.zip").read(pack(name, data), "年/包.zip")
    assert source == Source(f"年/包.zip/{name}", TEXT, "gb18030", sha256(data).hexdigest())


def test_two_encodings_of_names_in_one_archive() -> None:
    names = ["总结.txt", "小结.txt", "简报.txt"]
    data = zipped(
        [Entry(names[0].encode("gbk"), b"x"), Entry(names[1].encode(), b"x", UTF8), Entry(names[2].encode(), b"x")]
    )
    assert paths(data) == sorted(names)


def test_a_forced_encoding_is_that_of_texts_not_of_names() -> None:
    data = zipped([Entry("总结.txt".encode("gbk"), "總結".encode("big5"))])
    assert read(data, encoding="big5") == [
        Source("包.zip/总结.txt", "總結", "big5", sha256("總結".encode("big5")).hexdigest())
    ]


def test_members_are_sorted_by_the_parts_of_their_names() -> None:
    names = ["2019年/总结.txt", "2019年 补.txt", "10.txt", "2.txt", "B/a.txt", "B.txt", "a/b.txt", "a/b/c.txt"]
    wanted = ["10.txt", "2.txt", "2019年/总结.txt", "2019年 补.txt", "B/a.txt", "B.txt", "a/b/c.txt", "a/b.txt"]
    assert paths(zipped([utf8(name) for name in names])) == wanted
    assert paths(seven_zipped([(name, TEXT.encode()) for name in names])) == wanted
    assert paths(tarred([(name, TEXT.encode()) for name in names])) == wanted


def test_what_is_hidden_or_temporary_is_left_out() -> None:
    names = [".DS_Store", "__MACOSX/._总结.txt", "~$总结.docx", "年/Thumbs.db", "desktop.ini", ".git/a.txt", "总结.txt"]
    assert paths(zipped([utf8(name) for name in names])) == ["总结.txt"]


def test_folders_are_no_members() -> None:
    assert paths(zipped([utf8("年/", b""), utf8("年\\月\\", b""), utf8("年/总结.txt")])) == ["年/总结.txt"]


def test_what_cannot_be_read_says_why_and_the_rest_goes_on() -> None:
    data = zipped(
        [
            utf8("1图.png", b"\x89PNG\r\n\x1a\n"),
            utf8("2空.txt", b""),
            utf8("3密.txt")._replace(flags=UTF8 | ENCRYPTED),
            utf8("4坏.txt")._replace(crc=1),
            utf8("5链.txt", "/etc/passwd", mode=stat.S_IFLNK | 0o777),
            utf8("6管.txt", b"", mode=stat.S_IFIFO | 0o644),
            utf8("7法.txt", method=93),
            utf8("8假.txt", b"MZ\x90\0\3\0"),
            utf8("9总结.txt"),
        ]
    )
    exe = "看起来是 EXE 文件，不是文本 / looks like a EXE file, not text"
    assert short(data) == [
        ("包.zip/1图.png", unsupported("1图.png")),
        ("包.zip/2空.txt", EMPTY),
        ("包.zip/3密.txt", PASSWORD),
        ("包.zip/4坏.txt", "压缩包损坏或不完整：CRC / damaged or truncated: CRC"),
        ("包.zip/5链.txt", LINK),
        ("包.zip/6管.txt", "不是普通文件 / not a regular file"),
        ("包.zip/7法.txt", "不支持的压缩方法 93，请重新打包 / unsupported compression method 93; pack it again"),
        ("包.zip/8假.txt", exe),
        ("包.zip/9总结.txt", TEXT),
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_of_zip(method: int, tmp_path: Path) -> None:
    text = "".join(f"第{number}个项目完成投资{number}万元。\n" for number in range(9_000))
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as out:
        out.writestr("总结.txt", text)
    [source] = read((tmp_path / "a.zip").read_bytes())
    assert isinstance(source, Source)
    assert source.text == text


def test_a_stream_with_sizes_behind_its_members(tmp_path: Path) -> None:
    class Pipe:
        def __init__(self) -> None:
            self.data = bytearray()

        def write(self, data: bytes) -> int:
            self.data += data
            return len(data)

        def flush(self) -> None: ...

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w") as out, out.open("总结.txt", "w", force_zip64=True) as member:  # type: ignore[call-overload]
        member.write(TEXT.encode())
    assert short(bytes(pipe.data)) == [("包.zip/总结.txt", TEXT)]


FILES = Path(__file__).parent / "files"
SEVEN = [
    ("包.7z/年度/望榆/总结.txt", "望榆园区税收3亿元。"),
    ("包.7z/年度/网页.html", "松岭园区完成投资5亿元，增长8%。"),
    ("包.7z/照片.png", None),
    ("包.7z/空.txt", EMPTY),
]


@pytest.mark.parametrize("kind", ["lzma2", "lzma", "bzip2", "deflate", "copy", "bcj", "delta", "apart", "plain_header"])
def test_methods_of_7z(kind: str) -> None:
    wanted = [(path, unsupported(path) if text is None else text) for path, text in SEVEN]
    assert short((FILES / f"{kind}.7z").read_bytes(), "包.7z") == wanted


def test_7z_with_a_method_that_python_does_not_have() -> None:
    reason = "不支持的压缩方法 PPMd，请用 zip 重新打包 / unsupported compression method PPMd; pack it again as zip"
    assert short((FILES / "ppmd.7z").read_bytes(), "包.7z") == [
        ("包.7z/年度/望榆/总结.txt", reason),
        ("包.7z/年度/网页.html", reason),
        ("包.7z/照片.png", unsupported("照片.png")),
        ("包.7z/空.txt", EMPTY),
    ]


def test_7z_with_a_password() -> None:
    assert [reason for _, reason in short((FILES / "password.7z").read_bytes(), "包.7z")] == [PASSWORD] * 3 + [EMPTY]
    assert error((FILES / "password_names.7z").read_bytes(), "包.7z") == PASSWORD


def test_links_in_7z_and_tar(tmp_path: Path) -> None:
    unix = 0x8000 | (stat.S_IFLNK | 0o777) << 16
    data = seven_zipped([("a.txt", b"/etc/passwd"), ("b.txt", TEXT.encode())], attributes=[unix, 0x20])
    assert short(data, "包.7z") == [("包.7z/a.txt", LINK), ("包.7z/b.txt", TEXT)]
    with tarfile.open(tmp_path / "a.tar", "w") as out:
        for name, kind in [("软.txt", tarfile.SYMTYPE), ("硬.txt", tarfile.LNKTYPE), ("设备.txt", tarfile.CHRTYPE)]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "../../etc/passwd"
            out.addfile(info)
    assert short((tmp_path / "a.tar").read_bytes(), "包.tar") == [
        ("包.tar/硬.txt", LINK),
        ("包.tar/设备.txt", "不是普通文件 / not a regular file"),
        ("包.tar/软.txt", LINK),
    ]


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_of_tar(form: int) -> None:
    name = "/".join(["望榆园区"] * 20) + "/总结.txt"
    assert short(tarred([(name, TEXT.encode()), ("尾.txt", b"end")], form=form), "包.tar") == [
        ("包.tar/尾.txt", "end"),
        (f"包.tar/{name}", TEXT),
    ]


def test_one_file_in_gzip() -> None:
    data = gzip.compress(TEXT.encode())
    assert short(data, "年/总结.txt.gz") == [("年/总结.txt.gz/总结.txt", TEXT)]
    assert short(data * 2, "总结.txt.gz") == [("总结.txt.gz/总结.txt", TEXT * 2)]
    assert short(data, "总结.gz") == [("总结.gz/总结", unsupported("总结"))]
    assert error(data[:-9], "总结.txt.gz").startswith("压缩包损坏或不完整：")


def test_archives_in_archives() -> None:
    data = TEXT.encode()
    inner = zipped([utf8("内.txt")])
    outer = zipped(
        [
            utf8("1.zip", inner, method=STORED),
            utf8("2.7z", seven_zipped([("内.txt", data)])),
            utf8("3.tar.gz", gzip.compress(tarred([("内.txt", data)]))),
            utf8("4.zip", zipped([utf8("中.zip", inner)])),
            utf8("5.zip", zipped([utf8("中.zip", zipped([utf8("里.zip", inner)]))])),
            utf8("6.txt", inner),
            utf8("7.zip", b"PK\3\4 is not all"),
            utf8("8.zip", zipped([])),
        ]
    )
    deep = "压缩包套压缩包超过 3 层，请先解开 / archives nested more than 3 deep; unpack the outer ones"
    assert short(outer) == [
        ("包.zip/1.zip/内.txt", TEXT),
        ("包.zip/2.7z/内.txt", TEXT),
        ("包.zip/3.tar.gz/内.txt", TEXT),
        ("包.zip/4.zip/中.zip/内.txt", TEXT),
        ("包.zip/5.zip/中.zip/里.zip", deep),
        ("包.zip/6.txt/内.txt", TEXT),
        (
            "包.zip/7.zip",
            "压缩包损坏或不完整，请重新下载或打包 / a damaged or truncated archive; fetch or pack it again",
        ),
        ("包.zip/8.zip", "压缩包里没有文件 / there is no file in the archive"),
    ]


def test_no_two_members_are_called_the_same() -> None:
    data = zipped(
        [
            utf8("总结.txt", "第一。"),
            utf8("总结.txt", "第二。"),
            utf8("./总结.txt", "第三。"),
            utf8("总结 (2).txt", "第四。"),
            utf8("A.txt", "大。"),
            utf8("a.txt", "小。"),
            utf8("内.zip", zipped([utf8("一.txt", "里。")])),
            utf8("内.zip/一.txt", "外。"),
        ]
    )
    assert short(data) == [
        ("包.zip/A.txt", "大。"),
        ("包.zip/a.txt", "小。"),
        ("包.zip/内.zip/一 (2).txt", "里。"),
        ("包.zip/内.zip/一.txt", "外。"),
        ("包.zip/总结 (2).txt", "第四。"),
        ("包.zip/总结.txt", "第一。"),
        ("包.zip/总结 (3).txt", "第二。"),
        ("包.zip/总结 (4).txt", "第三。"),
    ]


def test_a_document_that_is_not_packed_does_not_hide_its_archive() -> None:
    document = zipped([utf8("[Content_Types].xml"), utf8("word/document.xml", "<w/>")])
    data = zipped([utf8("总结.txt"), utf8("附件.bin", document, method=STORED)])
    assert reader_of(data, "包.zip") == ArchiveReader()
    assert short(data) == [("包.zip/总结.txt", TEXT), ("包.zip/附件.bin", unsupported("附件.bin"))]


def test_what_is_no_archive() -> None:
    assert (
        error(b"%PDF-1.7")
        == "不是可读的压缩包（像是 PDF），请用 zip 重新打包 / no readable archive (looks like PDF); pack it again as zip"
    )
    assert (
        error(b"abc")
        == "不是可读的压缩包（内容认不出），请用 zip 重新打包 / no readable archive (unknown content); pack it again as zip"
    )
    assert error(zipped([])) == "压缩包里没有文件 / there is no file in the archive"


needs_bsdtar = pytest.mark.skipif(rar.find_tool() is None, reason="needs bsdtar")


@needs_bsdtar
def test_rar() -> None:
    data = rarred([("年度/总结.txt", TEXT.encode()), ("照片.png", b"\x89PNG"), ("../外.txt", TEXT.encode("gbk"))])
    assert short(data, "包.rar") == [
        ("包.rar/外.txt", TEXT),
        ("包.rar/年度/总结.txt", TEXT),
        ("包.rar/照片.png", unsupported("照片.png")),
    ]


@needs_bsdtar
def test_a_rar_that_ends_early_gives_what_is_before() -> None:
    data = rarred([("甲.txt", TEXT.encode()), ("乙.txt", TEXT.encode() * 1_000)])
    assert short(data[:-9_000], "包.rar") == [
        ("包.rar/乙.txt", CUT),
        ("包.rar/甲.txt", TEXT),
        ("包.rar", rar.PARTLY),
    ]
    assert error(data[:8] + b"\0" * 99, "包.rar") == rar.PARTLY


def test_rar_without_its_tool(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rar, "find_tool", lambda: None)
    assert error(rarred([("总结.txt", b"x")]), "包.rar") == (
        "读取 RAR 需要 bsdtar（Linux 请安装 libarchive；Windows 10 以上和 macOS 自带），或用 zip 重新打包 / "
        "RAR needs bsdtar (install libarchive on Linux; Windows 10 and macOS have it), or pack it again as zip"
    )


def test_a_tool_in_the_current_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bsdtar").write_text("#!/bin/sh\n")
    (tmp_path / "bsdtar").chmod(0o755)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", ".")
    assert rar.find_tool("linux") is None
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    assert rar.find_tool("win32") is None


SOUND = {
    "zip": zipped([utf8("甲.txt"), utf8("乙/丙.txt", TEXT * 50), utf8("丁.zip", zipped([utf8("戊.txt")]))]),
    "7z": seven_zipped([("甲.txt", TEXT.encode()), ("乙/丙.txt", TEXT.encode() * 50)]),
    "packed header": (FILES / "lzma2.7z").read_bytes(),
    "tar": tarred([("甲.txt", TEXT.encode()), ("望榆园区" * 30 + ".txt", TEXT.encode() * 50)], form=tarfile.PAX_FORMAT),
    "tar.gz": gzip.compress(tarred([("甲.txt", TEXT.encode()), ("乙.txt", TEXT.encode() * 50)])),
}


def outcome(data: bytes, kind: str) -> str:
    try:
        return "read" if all(isinstance(one, Source) for one in read(data, f"包.{kind}")) else "in part"
    except ReadError as caught:
        assert "\n" not in str(caught)
        assert " / " in str(caught)
        return "refused"


@pytest.mark.parametrize("kind", SOUND)
def test_damage_is_a_read_error_or_an_unread_member(kind: str) -> None:
    sound = SOUND[kind]
    places = random.Random(7)
    for _ in range(400):
        damaged = bytearray(sound)
        for _ in range(places.randint(1, 4)):
            damaged[places.randrange(len(damaged))] ^= 1 << places.randrange(8)
        outcome(bytes(damaged), kind)
    for length in sorted({places.randrange(len(sound)) for _ in range(150)}):
        assert outcome(sound[:length], kind) in ("refused", "in part") or kind.startswith("tar")


def test_a_tar_that_ends_early_gives_what_is_before() -> None:
    data = tarred([("甲.txt", TEXT.encode()), ("乙.txt", TEXT.encode() * 100)])
    end = data.index(b"\xe4\xb9\x99.txt") + 700
    assert short(data[:end], "包.tar") == [("包.tar/乙.txt", CUT), ("包.tar/甲.txt", TEXT)]
    packed = gzip.compress(tarred([("甲.txt", TEXT.encode()), ("乙.txt", random.Random(1).randbytes(99_999))]))
    [cut, before, whole] = short(packed[:50_000], "包.tgz")
    assert (cut, before) == (("包.tgz/乙.txt", CUT), ("包.tgz/甲.txt", TEXT))
    assert whole[1].startswith("压缩包损坏或不完整：")


def test_a_zip_with_a_damaged_directory_gives_what_is_before() -> None:
    data = zipped([utf8("甲.txt"), utf8("乙.txt")])
    place = data.rindex(b"PK\1\2")
    assert short(data[:place] + b"XX" + data[place + 2 :]) == [
        ("包.zip/甲.txt", TEXT),
        ("包.zip", "压缩包的目录损坏，后面的文件读不到 / the directory is damaged, files after it are lost"),
    ]


def test_one_of_several_volumes() -> None:
    data = bytearray(zipped([utf8("甲.txt")]))
    data[data.rindex(b"PK\5\6") + 4] = 1
    assert error(bytes(data)) == "分卷压缩包，请先合并再读 / one of several volumes of an archive; join them first"

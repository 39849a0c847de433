"""Archives that are made to do harm: refused, or their bad members reported, in little time and memory."""

import bz2
import gzip
import struct
import tarfile
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from summarymine.document import Unread
from summarymine.errors import ReadError
from summarymine.readers.archive import ArchiveReader
from summarymine.readers.unpack import lzma1, lzma2
from summarymine.readers.zipped import Zipped
from tests.readers.archives import (
    STORED,
    UTF8,
    Entry,
    lzma2_folder,
    seven_zip_of,
    seven_zipped,
    tar_header,
    tarred,
    zipped,
)

TEXT = "税收3亿元。"
SECONDS = 2.0
MIB = 1 << 20
MEMORY = 200 * MIB


def deflated_zeros(size: int) -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    block = packer.compress(bytes(MIB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return block * (size // MIB) + packer.flush()


def bomb(name: bytes = b"a.txt", size: int = 2048 * MIB) -> Entry:
    return Entry(name, packed=deflated_zeros(size), crc=0)


def nested(width: int, depth: int) -> bytes:
    """As 42.zip: each archive has *width* archives, *depth* deep, and a bomb in the last."""
    data = zipped([Entry(b"0.txt", packed=deflated_zeros(256 * MIB), crc=0)])
    for _ in range(depth):
        data = zipped([Entry(b"lib %d.zip" % number, data) for number in range(width)])
    return data


def overlapping(count: int) -> bytes:
    """As the better zip bomb: one kernel of zeros, and many members whose bytes it is part of."""
    kernel = deflated_zeros(20 * MIB)
    first = zipped([Entry(b"0.txt", packed=kernel, crc=0)])
    local = first[: first.index(b"PK\1\2")]
    entries = [Entry(b"%d.txt" % number, packed=kernel, crc=0, offset=0) for number in range(1, count)]
    return local + zipped([Entry(b"0.txt", packed=kernel, crc=0, offset=0), *entries])


def quine() -> bytes:
    """No true quine, but what one does: archives in archives as deep as anybody looks."""
    data = zipped([Entry(b"r.txt", TEXT.encode())])
    for _ in range(60):
        data = zipped([Entry(b"r.zip", data, method=STORED)])
    return data


def many_entries(count: int) -> bytes:
    """A directory of *count* records of 47 bytes each."""
    one = zipped([Entry(b"a")])
    directory = one[one.index(b"PK\1\2") : one.index(b"PK\5\6")]
    local = one[: one.index(b"PK\1\2")]
    end = struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, len(directory) * count, len(local), 0)
    return local + directory * count + b"PK\5\6" + end


def bz2_bomb() -> bytes:
    return bz2.compress(bytes(45 * MIB)) * 200


def solid_bomb() -> bytes:
    data = bytes(80 * MIB)
    return seven_zipped([("a.txt", data), ("b.txt", TEXT.encode())], lzma2_folder(data + TEXT.encode()))


def sparse_tar() -> bytes:
    header = bytearray(tar_header(b"a.txt", b"00000001000\0", b"S"))
    header[386:398], header[398:410] = b"77777777777\0", b"00000001000\0"
    header[483:495] = b"77777777777\0"
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    return bytes(header) + bytes(2_048)


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a member of 2 GiB": ("包.zip", lambda: zipped([bomb(), Entry(b"z.txt", TEXT.encode())])),
    "bombs in archives in archives, as 42.zip": ("包.zip", lambda: nested(16, 2)),
    "the same too deep": ("包.zip", lambda: nested(16, 4)),
    "members that overlap": ("包.zip", lambda: overlapping(250)),
    "an archive in itself": ("包.zip", quine),
    "a million entries": ("包.zip", lambda: many_entries(1_000_000)),
    "five hundred bombs": ("包.zip", lambda: zipped([bomb(b"%d.txt" % number, 4 * MIB) for number in range(500)])),
    "bzip2, a million to one": ("包.zip", lambda: zipped([Entry(b"a.txt", method=12, packed=bz2_bomb(), crc=0)])),
    "gzip": ("a.txt.gz", lambda: gzip.compress(bytes(200 * MIB))),
    "tar in gzip": ("a.tgz", lambda: gzip.compress(tar_header(b"a.txt", b"77777777777\0") + bytes(200 * MIB))),
    "solid 7z": ("包.7z", solid_bomb),
    "7z that wants 4 GiB of memory": (
        "包.7z",
        lambda: seven_zipped([("a.txt", b"x")], lzma2_folder(b"x", 40)._replace(size=3 << 30), sizes=[3 << 30]),
    ),
    "7z that says it is larger than it is": ("包.7z", lambda: seven_zipped([("a.txt", b"x" * 99)], lzma2_folder(b"x"))),
    "7z with a header of headers": (
        "包.7z",
        lambda: seven_zip_of(b"", b"\x17\x06\0\1\x09\xff" + b"\xff" * 8 + b"\0\0"),
    ),
    "7z with 2^60 files": (
        "包.7z",
        lambda: seven_zip_of(b"", b"\x01\x05\xff" + (1 << 60).to_bytes(8, "little") + b"\0"),
    ),
    "tar with a negative size": ("包.tar", lambda: tar_header(b"a.txt", b"\xff" * 12) * 1_000),
    "tar with a size of 2^80": ("包.tar", lambda: tar_header(b"a.txt", b"\x80" + b"\1" * 11) * 1_000),
    "tar with a million headers": ("包.tar", lambda: tar_header(b"a.txt", b"0\0", b"x") * 100_000),
    "tar with holes": ("包.tar", sparse_tar),
    "rar that is none": ("包.rar", lambda: b"Rar!\x1a\x07\x01\0" + bytes(range(256)) * 4_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_made_to_do_harm_does_none(kind: str) -> None:
    path, make = HOSTILE[kind]
    data = make()
    tracemalloc.start()
    begun = time.process_time()
    try:
        found = list(ArchiveReader().read(data, path))
    except ReadError as error:
        assert "\n" not in str(error)
        found = []
    taken = time.process_time() - begun
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken < SECONDS
    assert peak < MEMORY
    assert all(isinstance(one, Unread) or one.text == TEXT for one in found)


def reasons(data: bytes, path: str = "包.zip") -> list[str]:
    return [one.reason if isinstance(one, Unread) else one.text for one in ArchiveReader().read(data, path)]


def refusal(data: bytes, path: str = "包.zip") -> str:
    with pytest.raises(ReadError) as caught:
        list(ArchiveReader().read(data, path))
    return str(caught.value)


def test_what_bombs_are_told() -> None:
    packed = deflated_zeros(256 * MIB)
    most = f"{100 * len(packed):,}"
    entry = Entry(b"a.txt", packed=packed, crc=0)
    assert reasons(zipped([entry, Entry(b"z.txt", TEXT.encode())])) == [
        f"解压后超过 {most} 字节，像是压缩炸弹 / unpacks to more than {most} bytes, like a zip bomb",
        TEXT,
    ]
    large = "文件超过 67,108,864 字节，请拆分后再读 / the file has more than 67,108,864 bytes; split it"
    assert reasons(zipped([Entry(b"a.txt", bytes(65 * MIB))])) == [large]
    assert refusal(overlapping(2)) == "压缩包里的文件互相重叠，是压缩炸弹 / members share bytes, a zip bomb"
    assert refusal(many_entries(10_001)) == "压缩包里超过 10,000 个文件 / more than 10,000 members"
    with pytest.raises(ReadError, match="more than 10,000 members"):
        Zipped.open(many_entries(1_000_000))


def test_limits_count_over_all_archives_in_an_archive() -> None:
    inner = zipped([Entry(b"%d.txt" % number, TEXT.encode()) for number in range(4_000)])
    found = reasons(zipped([Entry(b"%d.zip" % number, inner) for number in range(4)]))
    assert found == [TEXT] * 8_000 + ["压缩包里超过 10,000 个文件 / more than 10,000 members"] * 2
    mib = zipped([Entry(b"%02d.txt" % number, b"x" * MIB) for number in range(40)])
    found = reasons(zipped([Entry(b"%d.zip" % number, mib) for number in range(3)]))
    whole = "整个压缩包解压后超过 67,108,864 字节，请分成几个 / all in all it unpacks to more than 67,108,864 bytes; split it"
    assert found == ["x" * MIB] * 63 + [whole] * 18  # of the third archive not even its members


def test_documents_have_members_that_are_stored_or_deflated() -> None:
    data = zipped([Entry(b"word/document.xml", method=12, packed=bz2_bomb(), crc=0)])
    with pytest.raises(ReadError, match="unsupported compression method 12"):
        Zipped.open(data).read("word/document.xml")


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    names = ["../外.txt", "/根.txt", "C:\\窗.txt", "..\\..\\窗.txt", "\\\\主机\\共享.txt"]
    data = [
        zipped([Entry(name.encode(), TEXT.encode(), UTF8) for name in names]),
        tarred([(name, TEXT.encode()) for name in names]),
        seven_zipped([(name, TEXT.encode()) for name in names]),
    ]
    for one in data:
        found = [source.path for source in ArchiveReader().read(one, "包")]
        assert found == ["包/主机/共享.txt", "包/外.txt", "包/根.txt", "包/窗.txt", "包/窗 (2).txt"]
    assert list(tmp_path.iterdir()) == []


def test_names_of_64_kilobytes_and_of_a_thousand_folders() -> None:
    long = "长" * 20_000 + ".txt"
    deep = "夹/" * 1_000 + "总结.txt"
    for data in (
        zipped([Entry(long.encode(), TEXT.encode(), UTF8), Entry(deep.encode(), TEXT.encode(), UTF8)]),
        tarred([(long, TEXT.encode()), (deep, TEXT.encode())], form=tarfile.PAX_FORMAT),
        seven_zipped([(long, TEXT.encode()), (deep, TEXT.encode())]),
    ):
        found = [source.path for source in ArchiveReader().read(data, "包")]
        assert len(found) == 2
        assert all(path.endswith(".txt") and len(path) < 300 for path in found)


def test_a_dictionary_is_no_larger_than_what_is_unpacked() -> None:
    assert lzma2(bytes([40]), 9_000)["dict_size"] == 9_000
    assert lzma1(b"\x5d" + b"\xff" * 4, 9_000)["dict_size"] == 9_000
    for make in (lambda: lzma2(bytes([40]), 3 << 30), lambda: lzma1(b"\x5d" + b"\xff" * 4, 3 << 30)):
        with pytest.raises(ReadError, match="takes too much memory to unpack"):
            make()

"""RAR archives, by way of a tool: no library under a free licence unpacks them.

The tool is bsdtar (libarchive), which Windows 10 and macOS have as their ``tar``. It gets the archive on its
standard input and gives a TAR archive on its standard output, so nothing is written to disk and no name of a
member is ever on a command line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers import tool
from summarymine.readers.limits import SECONDS
from summarymine.readers.tars import MAX_TAR, TarFile
from summarymine.readers.unpack import STEP

if TYPE_CHECKING:
    from summarymine.readers.members import Tree

_ARGUMENTS = ("-c", "-b", "1", "-f", "-", "--format=pax", "@-")
_LOCALES = {"darwin": "en_US.UTF-8"}
"""Names come out as UTF-8 only in a locale that has it."""

_INSTALL = (
    "读取 RAR 需要 bsdtar（Linux 请安装 libarchive；Windows 10 以上和 macOS 自带），或用 zip 重新打包 / "
    "RAR needs bsdtar (install libarchive on Linux; Windows 10 and macOS have it), or pack it again as zip"
)
PARTLY = (
    "RAR 读不全：可能有密码、分卷、损坏，或是旧格式的固实压缩；请用 zip 重新打包 / "
    "RAR read in part: perhaps a password, volumes, damage, or solid in the old format; pack it again as zip"
)


def open_rar(data: bytes, tree: Tree) -> TarFile:
    """What bsdtar makes of a RAR archive.

    Raises ReadError where there is no such tool, where it can read nothing, and beyond the limits.
    """
    program = find_tool()
    if program is None:
        raise ReadError(_INSTALL)
    unpacked, damage = _as_tar(program, data, tree)
    if damage and not unpacked.strip(b"\0"):
        raise ReadError(damage)
    return TarFile.open(unpacked, damage)


def find_tool(platform: str = sys.platform) -> str | None:
    """The full path of bsdtar, None where there is none. Never one that lies in the current folder."""
    if platform == "win32":
        own = Path(os.environ.get("SYSTEMROOT", "C:\\Windows")) / "System32" / "tar.exe"
        return str(own) if own.is_file() else None
    return tool.find("bsdtar")


def _as_tar(program: str, data: bytes, tree: Tree) -> tuple[bytes, str]:
    """A TAR archive, and why it may be only the start of one."""
    environment = {"LC_ALL": _LOCALES.get(sys.platform, "C.UTF-8")}
    try:
        with tool.running([program, *_ARGUMENTS], data, SECONDS, environment) as running:
            unpacked, damage = _taken(running.output, tree)
            if not damage and running.process.wait():
                damage = PARTLY
    except OSError as error:
        raise ReadError(f"{_INSTALL} ({error.strerror})") from None
    return unpacked, damage


def _taken(pipe: IO[bytes], tree: Tree) -> tuple[bytes, str]:
    unpacked = bytearray()
    while piece := pipe.read(STEP):
        tree.spend(len(piece))
        unpacked += piece
        if len(unpacked) > MAX_TAR:
            zh, en = f"解压后超过 {MAX_TAR:,} 字节", f"unpacks to more than {MAX_TAR:,} bytes"
            return bytes(unpacked), f"{zh}，请拆分后再读 / {en}; split it"
    return bytes(unpacked), ""

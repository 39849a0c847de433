"""The edge: finding files in folders and reading their bytes.

Only this module of the package touches the disk. What is found says where it lies (`Found.path`) and what
it is called in every record (`Found.relative`), and what cannot be read says why.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from summarymine.errors import ManifestError, ReadError
from summarymine.readers import READERS, reader_for, reader_of, suffixes
from summarymine.readers.limits import MAX_BYTES
from summarymine.readers.manifest import Manifest, manifest_text, read_manifest, read_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from summarymine.document import Source, Unread
    from summarymine.readers import Reader

_TEMPORARY = (".", "~$")  # hidden files (.~lock. of LibreOffice among them), lock files of Word


@dataclass(frozen=True, slots=True)
class Found:
    """A file: where it lies, what records call it, and why it is not read (empty if it is)."""

    path: Path
    relative: str
    skipped: str = ""


def discover(inputs: Sequence[Path]) -> Iterator[Found]:
    """The files of *inputs*, folders searched to their depth, in an order that no locale changes.

    A file is called by its path in the input folder, one given directly by its name; where two inputs would
    give the same name, both get as much of their own path in front as tells them apart. Hidden and temporary
    files are left out; links in folders, special files and unknown formats come with a reason in ``skipped``.
    A file that two inputs hold comes once.

    >>> import tempfile
    >>> from pathlib import Path
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("2019年.txt", "2020年.mdb", "~$2019年.docx"):
    ...     _ = (folder / name).write_text("总结", "utf-8")
    >>> [(found.relative, found.skipped[:8]) for found in discover([folder])]
    [('2019年.txt', ''), ('2020年.mdb', '不支持的格式 .')]

    Raises ReadError for an input that is missing, is a file of an unknown format, or is a folder without a
    single text.
    """
    tops: list[Path] = []
    listed: list[list[Found]] = []
    seen: set[Path] = set()
    for path in inputs:
        top, files = _list(path)
        tops.append(top)
        listed.append([found for found in files if found.path not in seen])
        seen.update(found.path for found in files)
    for front, files in zip(_fronts(tops, listed), listed, strict=True):
        yield from (Found(found.path, front + found.relative, found.skipped) for found in files)


def survey(inputs: Sequence[Path]) -> tuple[list[Found], list[tuple[Path, ReadError]]]:
    """The files of all *inputs* as `discover` finds them, and the inputs that give none, each with the reason.

    Raises ReadError where no input gives a file.
    """
    refused: list[tuple[Path, ReadError]] = []
    for path in inputs:
        try:
            _list(path)
        except ReadError as error:
            refused.append((path, error))
    if len(refused) == len(inputs):
        raise refused[0][1]
    without = {path for path, _ in refused}
    return list(discover([path for path in inputs if path not in without])), refused


def read_file(
    found: Found, *, encoding: str | None = None, max_bytes: int = MAX_BYTES, readers: Sequence[Reader] = READERS
) -> Iterator[Source | Unread]:
    """The source texts of a file. *encoding* is forced; None finds it out.

    Raises ReadError, and nothing else, while it is iterated: for a file that was skipped, cannot be opened, is
    larger than *max_bytes*, or that its reader refuses.

    >>> from pathlib import Path
    >>> next(read_file(Found(Path("/没有/总结.txt"), "总结.txt")))
    Traceback (most recent call last):
    summarymine.errors.ReadError: 文件不存在 / no such file
    """
    if found.skipped:
        raise ReadError(found.skipped)
    try:
        if not found.path.is_file():  # a pipe or a device would never end
            os.stat(found.path)  # noqa: PTH116 (raises where it is missing or closed to us)
            raise ReadError("不是普通文件 / not a regular file")
        with found.path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise unreadable(error) from None
    if len(data) > max_bytes:
        zh, en = f"文件超过 {max_bytes:,} 字节", f"the file has more than {max_bytes:,} bytes"
        raise ReadError(f"{zh}，请拆分后再读 / {en}; split it")
    yield from reader_of(data, found.relative, readers).read(data, found.relative, encoding=encoding)


def load_names(path: Path) -> dict[str, str]:
    """What names of parks mean, from a CSV with the columns name and park (名称, 园区).

    >>> from pathlib import Path
    >>> load_names(Path("/没有/园区.csv"))
    Traceback (most recent call last):
    summarymine.errors.ManifestError: /没有/园区.csv：文件不存在 / no such file

    Raises ManifestError where it cannot be opened, and as `manifest.read_names` does.
    """
    return read_names(_listed(path))


def load_manifest(path: Path) -> Manifest:
    """The manifest in a file.

    >>> from pathlib import Path
    >>> load_manifest(Path("/没有/清单.csv"))
    Traceback (most recent call last):
    summarymine.errors.ManifestError: /没有/清单.csv：文件不存在 / no such file

    Raises ManifestError where it cannot be opened, and as `manifest.read_manifest` does.
    """
    return read_manifest(_listed(path))


def _listed(path: Path) -> str:
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise ManifestError(f"{printable(str(path))}：{unreadable(error)}") from None
    return manifest_text(data)


def _list(path: Path) -> tuple[Path, list[Found]]:
    """The folder that the names of an input's files are relative to, and the files."""
    try:
        real = path.resolve(strict=True)
        if stat.S_ISDIR(real.stat().st_mode):
            files = sorted(_walk(real), key=lambda found: found.relative.split("/"))
            if all(found.skipped for found in files):
                known = " ".join(suffixes())
                zh, en = f"文件夹里没有可读的文件（{known}）", f"no file to read in the folder ({known})"
                raise ReadError(f"{printable(str(path))}：{zh} / {en}")
            return real, files
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a NUL in the name
        raise ReadError(f"{printable(str(path))}：{unreadable(error)}") from None
    reader_for(path.name)
    return real.parent, [Found(real, printable(path.name))]


def _walk(top: Path) -> Iterator[Found]:
    folders = [(top, "")]
    while folders:
        folder, front = folders.pop()
        try:
            with os.scandir(folder) as entries:
                names = [entry for entry in entries if not entry.name.startswith(_TEMPORARY)]
        except OSError as error:
            if folder == top:
                raise
            yield Found(folder, front.removesuffix("/"), str(unreadable(error)))
            continue
        for entry in names:
            path, relative = folder / entry.name, front + printable(entry.name)
            if entry.is_symlink():
                yield Found(path, relative, "符号链接，不跟随 / a symbolic link, not followed")
            elif entry.is_dir():
                folders.append((path, relative + "/"))
            elif not entry.is_file():
                yield Found(path, relative, "不是普通文件 / not a regular file")
            else:
                yield Found(path, relative, _unknown_format(relative))


def _unknown_format(name: str) -> str:
    try:
        reader_for(name)
    except ReadError as error:
        return str(error)
    return ""


def _fronts(tops: Sequence[Path], listed: Sequence[Sequence[Found]]) -> list[str]:
    """What stands before the names of each input's files: as few of its folders as keep all names apart."""
    depths = [0] * len(tops)
    while True:
        fronts = [_last_folders(top, depth) for top, depth in zip(tops, depths, strict=True)]
        names = [[front + found.relative for found in files] for front, files in zip(fronts, listed, strict=True)]
        uses = Counter(chain.from_iterable(names))
        clashing = [
            place
            for place, top in enumerate(tops)
            if depths[place] < len(top.parts) - 1 and any(uses[name] > 1 for name in names[place])
        ]
        if not clashing:
            return fronts
        for place in clashing:
            depths[place] += 1


def _last_folders(top: Path, depth: int) -> str:
    folders = top.parts[1:][-depth:] if depth else ()
    return "".join(f"{printable(folder)}/" for folder in folders)


def printable(name: str) -> str:
    r"""A file name that can be written as UTF-8: one that an old archive left in GB18030 is decoded.

    >>> printable("总结.txt".encode("gb18030").decode("utf-8", "surrogateescape"))
    '总结.txt'
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        raw = name.encode("utf-8", "surrogateescape")
        try:
            return raw.decode("gb18030")
        except UnicodeDecodeError:
            return raw.decode("utf-8", "backslashreplace")
    return name


def unreadable(error: Exception) -> ReadError:
    """Why a file cannot be opened, in words a person can act on."""
    match error:
        case FileNotFoundError():
            return ReadError("文件不存在 / no such file")
        case PermissionError():
            return ReadError("没有读取权限 / permission denied")
        case _:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            return ReadError(f"读取失败：{reason} / cannot be read: {reason}")

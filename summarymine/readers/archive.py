"""Archives: the texts of their members, archives in archives included.

The way of an archive: `open_container` (bytes → names and places), labels in an order that no tool and no locale
changes, `Container.contents` (the bytes of a member), the reader for what a member holds. Nothing is written to
disk. `members.Tree` counts what the archives in each other unpack to, all together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarymine import readers
from summarymine.document import Unread
from summarymine.errors import ReadError
from summarymine.readers.limits import MAX_DEPTH
from summarymine.readers.member_names import label, left_out
from summarymine.readers.members import Tree
from summarymine.readers.rar import open_rar
from summarymine.readers.sevenzip import SevenZipFile
from summarymine.readers.signatures import looks_like
from summarymine.readers.tars import TarFile, open_gzip
from summarymine.readers.zips import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from summarymine.document import Source
    from summarymine.readers.base import Reader
    from summarymine.readers.members import Container

_TOO_DEEP = (
    f"压缩包套压缩包超过 {MAX_DEPTH} 层，请先解开 / archives nested more than {MAX_DEPTH} deep; unpack the outer ones"
)
_EMPTY = "压缩包里没有文件 / there is no file in the archive"


@dataclass(frozen=True, slots=True)
class ArchiveReader:
    """Reads `.zip`, `.7z`, `.tar`, `.tar.gz`, one file in `.gz`, and `.rar` where bsdtar is installed.

    >>> import io, zipfile
    >>> buffer = io.BytesIO()
    >>> with zipfile.ZipFile(buffer, "w") as out:
    ...     out.writestr("2020年/总结.txt", "税收3亿元。")
    ...     out.writestr("2019年/照片.png", b"...")
    >>> for one in ArchiveReader().read(buffer.getvalue(), "园区.zip"):
    ...     print(type(one).__name__, one.path)
    Unread 园区.zip/2019年/照片.png
    Source 园区.zip/2020年/总结.txt
    """

    name: str = "archive"
    suffixes: frozenset[str] = frozenset({".zip", ".7z", ".rar", ".tar", ".tgz", ".gz"})
    formats: frozenset[str] = frozenset({"ZIP", "7z", "RAR", "tar", "gzip"})
    members: tuple[Reader, ...] = ()
    """The readers for what is in an archive; () for `readers.READERS`."""

    def read(self, data: bytes, path: str, *, encoding: str | None = None) -> Iterator[Source | Unread]:
        """The texts of the members, sorted by the parts of their names; hidden and temporary ones are left out.

        *encoding* is that of texts, never of names. Raises ReadError for an archive that is empty, damaged so that
        its members are not known, beyond the limits, or of an unknown kind.
        """
        yield from _Reading(encoding, Tree.of(data), self.members or readers.READERS).archive(data, path, 1)


def open_container(data: bytes, path: str, tree: Tree) -> Container:
    """The archive in *data*. Raises ReadError where it is none, or damaged so that its members are not known."""
    match kind := looks_like(data):
        case "7z":
            return SevenZipFile.open(data, tree)
        case "RAR":
            return open_rar(data, tree)
        case "gzip":
            return open_gzip(data, path, tree)
        case "tar":
            return TarFile.open(data)
        case _ if data.startswith(b"PK"):
            return ZipFile.open(data, tree)
    seems = f"像是 {kind}" if kind else "内容认不出"
    looks = f"looks like {kind}" if kind else "unknown content"
    raise ReadError(
        f"不是可读的压缩包（{seems}），请用 zip 重新打包 / no readable archive ({looks}); pack it again as zip"
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    """One call of `ArchiveReader.read`."""

    encoding: str | None
    tree: Tree
    readers: tuple[Reader, ...]

    def archive(self, data: bytes, path: str, depth: int) -> Iterator[Source | Unread]:
        container = open_container(data, path, self.tree)
        self.tree.enter(container.entries)
        labels = [label(member.name) for member in container.members]
        shown = [place for place in range(len(labels)) if not left_out(labels[place])]
        shown.sort(key=labels.__getitem__)
        if not shown:
            raise ReadError(container.damage or _EMPTY)
        paths = {place: self.tree.path("/".join((path, *labels[place]))) for place in shown}
        refused = {place: self._refused(container.members[place].refused, paths[place], depth) for place in shown}
        texts = (
            (place, self._member(content, paths[place], depth))
            for place, content in container.contents([place for place in shown if not refused[place]])
        )
        known = {place: [Unread(paths[place], reason)] for place, reason in refused.items() if reason}
        yield from _in_order(shown, known, texts)
        if container.damage:
            yield Unread(path, container.damage)

    def _refused(self, reason: str, path: str, depth: int) -> str:
        """Why a member is not even unpacked."""
        try:
            reader = readers.reader_for(path, self.readers)
        except ReadError as error:
            return reason or str(error)
        return reason or (_TOO_DEEP if isinstance(reader, ArchiveReader) and depth == MAX_DEPTH else "")

    def _member(self, content: bytes | ReadError, path: str, depth: int) -> Iterator[Source | Unread]:
        try:
            if isinstance(content, ReadError):
                raise content
            reader = readers.reader_of(content, path, self.readers)
            if not isinstance(reader, ArchiveReader):
                yield from reader.read(content, path, encoding=self.encoding)
            elif depth < MAX_DEPTH:
                yield from self.archive(content, path, depth + 1)
            else:
                raise ReadError(_TOO_DEEP)
        except ReadError as error:
            yield Unread(path, str(error))


def _in_order(
    order: Iterable[int],
    known: dict[int, list[Unread]],
    texts: Iterator[tuple[int, Iterator[Source | Unread]]],
) -> Iterator[Source | Unread]:
    """What members give, in *order*: a member that is unpacked too early is read at once and its texts wait."""
    waiting: dict[int, Iterable[Source | Unread]] = dict(known)
    for place in order:
        while place not in waiting:
            unpacked, found = next(texts)
            waiting[unpacked] = found if unpacked == place else list(found)
        yield from waiting.pop(place)

"""The parts of a Word file, found as the file itself relates them to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from summarymine.errors import ReadError
from summarymine.readers.xmlevents import passing

if TYPE_CHECKING:
    from summarymine.readers.zipped import Zipped

_USUAL = "word/document.xml"


@dataclass(slots=True)
class Package:
    """A container by the names of its members, in which case and the kind of slash make no difference."""

    container: Zipped
    members: dict[str, str] = field(default_factory=dict)
    main: str = ""

    @classmethod
    def open(cls, container: Zipped) -> Package:
        """The package in a container. Raises ReadError where it has no main part, and as `Zipped` and `passing` do."""
        package = cls(container, {_key(member): member for member in sorted(container.names())})
        named = (_key(part) for part in (package._related("", "officeDocument"), _USUAL))
        package.main = next((part for part in named if part in package.members), "")
        if not package.main:
            raise ReadError("不是 Word 文档，或文件不完整 / not a Word document, or incomplete: it has no main part")
        return package

    def text(self) -> bytes:
        """The main part. Raises ReadError as `Zipped.read` does."""
        return self.container.read(self.members[self.main])

    def part(self, kind: str) -> bytes | None:
        """The part that the main part calls its *kind*, None without one. Raises ReadError as `Zipped` and `passing`."""
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        member = self.members.get(_key(self._related(self.main, kind)), self.members.get(usual))
        return None if member is None else self.container.read(member)

    def _related(self, part: str, kind: str) -> str:
        """The part that *part* relates to as its *kind*; "" where it does not say."""
        folder, base = posixpath.split(part)
        relations = self.members.get(posixpath.join(folder, "_rels", f"{base}.rels"))
        if relations is None:
            return ""
        for event, element in passing(self.container.read(relations)):
            if event == "start" and element.get("Type", "").endswith(f"/{kind}"):
                target = element.get("Target", "").replace("\\", "/")
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""


def _key(member: str) -> str:
    return member.replace("\\", "/").lower()

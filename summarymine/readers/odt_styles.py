"""The styles and lists of an OpenDocument text: what is hidden, what is raised, how items are numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from summarymine.readers.lists import LEVELS, Level, limited
from summarymine.readers.numerals import (
    ARABIC,
    BRACKETED_CHINESE,
    BRANCHES,
    CHINESE,
    CIRCLED,
    CIRCLED_CHINESE,
    FORMAL,
    FORMAL_TRADITIONAL,
    FULL_WIDTH,
    LETTER,
    LONGEST,
    ROMAN,
    SMALL_LETTER,
    SMALL_ROMAN,
    STEMS,
    TWO_DIGITS,
)  # fmt: skip
from summarymine.readers.symbols import bullet

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SPACES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "style",  # the same, before it was agreed
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_SYSTEMS = {
    "1": ARABIC, "0": TWO_DIGITS, "a": SMALL_LETTER, "A": LETTER, "i": SMALL_ROMAN, "I": ROMAN, "一": CHINESE,
    "壹": FORMAL, "壱": FORMAL, "甲": STEMS, "子": BRANCHES, "①": CIRCLED, "１": FULL_WIDTH, "㈠": BRACKETED_CHINESE,
    "㊀": CIRCLED_CHINESE, "": "",
}  # fmt: skip
"""Systems of numerals by the first character of their description (``一, 二, 三, ...``)."""
_PLACE = regex.compile(r"%([1-9])%")
_RAISED = regex.compile(r"super|[1-9]\d?% [1-9]\d?%$")
_LONGEST_CHAIN = 50
OUTLINE = "\0outline"
"""The name under which `Styles.levels` has the numbers of headings."""


@lru_cache(maxsize=1024)
def prefixed(tag: str) -> str:
    """A name with the usual prefix of its namespace, "" for one of a namespace that is not read.

    >>> prefixed("{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"), prefixed("p")
    ('text:p', '')
    """
    space, _, local = tag[1:].rpartition("}")
    prefix = _SPACES.get(space)
    return f"{prefix}:{local}" if prefix else ""


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element by their prefixed names."""
    return {prefixed(key): value for key, value in element.items()}


@dataclass(slots=True)
class Style:
    """What is read of a style."""

    parent: str = ""
    list_style: str = ""
    hidden: bool | None = None
    raised: bool = False


@dataclass(slots=True)
class Styles:
    """Styles by family and name, and levels of lists by the name of the list style."""

    known: dict[tuple[str, str], Style] = field(default_factory=dict)
    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    _style: Style = field(default_factory=Style)  # the ones that are being defined
    _levels: dict[int, Level] = field(default_factory=dict)
    _bullet: tuple[int, str] = (0, "")

    def take(self, tag: str, parent: str, element: Element) -> None:
        """The start of an element outside the text."""
        given = attributes(element)
        if tag == "style:style":
            self._style = Style(given.get("style:parent-style-name", ""), given.get("style:list-style-name", ""))
            self.known[given.get("style:family", ""), given.get("style:name", "")] = self._style
        elif tag in ("style:text-properties", "style:section-properties") and parent == "style:style":
            if "text:display" in given:
                self._style.hidden = given["text:display"] == "none"
            self._style.raised = _RAISED.match(given.get("style:text-position", "")) is not None
        elif tag in ("text:list-style", "text:outline-style"):
            name = OUTLINE if tag == "text:outline-style" else given.get("style:name", "")
            self._levels = self.levels[name] = {}
        elif tag.startswith(("text:list-level-style-", "text:outline-level-style")):
            at = limited(given.get("text:level"), 1) - 1
            if 0 <= at < LEVELS:
                self._define(at, tag, given)
        elif tag == "style:text-properties" and parent == "text:list-level-style-bullet":
            at, char = self._bullet
            self._levels[at] = Level("", bullet(char, given.get("style:font-name", "")))

    def chain(self, family: str, name: str) -> Iterator[Style]:
        """A style and those that it inherits from."""
        for _ in range(_LONGEST_CHAIN):
            if (style := self.known.get((family, name))) is None:
                return
            yield style
            name = style.parent

    def hides(self, family: str, name: str) -> bool:
        """Whether text of a style is hidden."""
        return next((style.hidden for style in self.chain(family, name) if style.hidden is not None), False)

    def raises(self, name: str) -> bool:
        """Whether text of a character style stands above the line."""
        return next((style.raised for style in self.chain("text", name)), False)

    def list_of(self, paragraph: str) -> str:
        """The list style of a paragraph style, "" where it has none."""
        return next((style.list_style for style in self.chain("paragraph", paragraph) if style.list_style), "")

    def _define(self, at: int, tag: str, given: dict[str, str]) -> None:
        if tag.endswith(("-bullet", "-image")):
            self._bullet = at, given.get("text:bullet-char", "")
            self._levels[at] = Level("", bullet(self._bullet[1], ""))
            return
        system = _system(given.get("style:num-format", ""))
        written = given.get("style:num-list-format")
        if written is None:
            first = at + 1 - min(max(limited(given.get("text:display-levels"), 1), 1), at + 1)
            above = (i for i in range(first, at) if self._levels.get(i, Level()).system)
            numbers = ".".join(f"%{i + 1}%" for i in (*above, at))
            written = f"{given.get('style:num-prefix', '')}{numbers}{given.get('style:num-suffix', '')}"
        text = _PLACE.sub(r"%\1", written[:LONGEST]) if system else ""
        self._levels[at] = Level(system, text, limited(given.get("text:start-value"), 1))


def _system(described: str) -> str:
    if described.startswith("壹") and "貳" in described:
        return FORMAL_TRADITIONAL
    return _SYSTEMS.get(described[:1], ARABIC)

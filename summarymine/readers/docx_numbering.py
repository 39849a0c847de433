"""What the styles and numbering parts of a Word file say about a paragraph: its number, whether it is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from summarymine.readers.docx_names import attribute, name, switched_on
from summarymine.readers.lists import LEVELS, Counter, Level, limited
from summarymine.readers.numerals import (
    ARABIC,
    BRACKETED,
    BRACKETED_CHINESE,
    BRANCHES,
    CHINESE,
    CIRCLED,
    DIGITS,
    DOTTED,
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
from summarymine.readers.xmlevents import passing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_SYSTEMS = {
    "chineseCounting": CHINESE, "chineseCountingThousand": CHINESE, "japaneseCounting": CHINESE,
    "taiwaneseCounting": CHINESE, "taiwaneseCountingThousand": CHINESE, "koreanDigital2": DIGITS,
    "ideographDigital": DIGITS, "japaneseDigitalTenThousand": DIGITS, "taiwaneseDigital": DIGITS,
    "chineseLegalSimplified": FORMAL, "ideographLegalTraditional": FORMAL_TRADITIONAL, "japaneseLegal": FORMAL,
    "ideographTraditional": STEMS, "ideographZodiac": BRANCHES,
    "ideographEnclosedCircle": BRACKETED_CHINESE,
    "decimalEnclosedCircle": CIRCLED, "decimalEnclosedCircleChinese": CIRCLED,
    "decimalEnclosedParen": BRACKETED, "decimalEnclosedFullstop": DOTTED,
    "decimalFullWidth": FULL_WIDTH, "decimalFullWidth2": FULL_WIDTH, "decimalZero": TWO_DIGITS,
    "upperRoman": ROMAN, "lowerRoman": SMALL_ROMAN, "upperLetter": LETTER, "lowerLetter": SMALL_LETTER,
    "none": "",
}  # fmt: skip
"""Word's names for systems of numerals; any other is shown in Arabic digits."""
_LONGEST_CHAIN = 50
NO_LIST = "0"


@dataclass(slots=True)
class Style:
    """A style: what it is based on, the list and level it puts a paragraph in, whether it hides the text."""

    based_on: str = ""
    list_id: str | None = None
    level: int | None = None
    hidden: bool | None = None


@dataclass(slots=True)
class Styles:
    """The styles of a document by their identifier; ``default`` is that of a paragraph without one."""

    known: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def _chain(self, style_id: str) -> Iterator[tuple[str, Style]]:
        for _ in range(_LONGEST_CHAIN):
            if (style := self.known.get(style_id)) is None:
                return
            yield style_id, style
            style_id = style.based_on

    def list_id(self, style_id: str) -> str:
        """The list that a style puts its paragraphs in, "" for none."""
        return next((style.list_id for _, style in self._chain(style_id) if style.list_id is not None), "")

    def level(self, style_id: str, linked: dict[str, int]) -> int:
        """The level of that list; *linked* are the styles that the list itself says belong to a level."""
        levels = (linked.get(name, style.level) for name, style in self._chain(style_id))
        return next((level for level in levels if level is not None), 0)

    def hides(self, style_id: str) -> bool:
        """Whether text of this style is hidden."""
        return next((style.hidden for _, style in self._chain(style_id) if style.hidden is not None), False)


def read_styles(data: bytes) -> Styles:
    """The styles in the styles part. Raises ReadError as `summarymine.readers.xmlevents.events` does."""
    styles = Styles()
    path: list[str] = []
    style = Style()
    for event, element in passing(data):
        if event == "end":
            path.pop()
            continue
        tag, parent = name(element), path[-1] if path else ""
        path.append(tag)
        if tag == "style":
            style = Style()
            style_id = attribute(element, "styleId") or ""
            styles.known.setdefault(style_id, style)
            if attribute(element, "type") == "paragraph" and (attribute(element, "default") or "0") in ("1", "true"):
                styles.default = style_id
        elif tag == "basedOn" and parent == "style":
            style.based_on = attribute(element) or ""
        elif parent == "numPr" and path[-3:-2] == ["pPr"]:
            if tag == "numId":
                style.list_id = attribute(element)
            elif tag == "ilvl":
                style.level = limited(attribute(element), 0)
        elif tag == "vanish" and path[-3:-1] == ["style", "rPr"]:
            style.hidden = switched_on(element)
    return styles


@dataclass(slots=True)
class _Abstract:
    """A list's definition. ``styles`` are those whose paragraphs belong to a level by their style alone."""

    levels: dict[int, Level] = field(default_factory=dict)
    styles: dict[str, int] = field(default_factory=dict)
    linked_style: str = ""


@dataclass(slots=True)
class _List:
    """A list of the document: its definition, what it changes in it, and whether it was used yet."""

    abstract: str = ""
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)
    begun: bool = False


@dataclass(slots=True)
class Numbering:
    """Every list of a document, and how far each has counted. Lists of one definition count together."""

    styles: Styles
    abstracts: dict[str, _Abstract] = field(default_factory=dict)
    lists: dict[str, _List] = field(default_factory=dict)
    counters: dict[str, Counter] = field(default_factory=dict)
    shown: dict[str, dict[int, Level]] = field(default_factory=dict)

    def label(self, style_id: str, list_id: str | None, level: int | None) -> str:
        """The number of the next paragraph; *list_id* and *level* are its own, where it says any."""
        if list_id is None:
            list_id = self.styles.list_id(style_id)
        listed, used = self.lists.get(list_id), self._definition(list_id)
        if list_id == NO_LIST or listed is None or used is None:
            return ""
        at = min(self.styles.level(style_id, used.styles) if level is None else level, LEVELS - 1)
        counter = self.counters.setdefault(listed.abstract, Counter())
        if list_id not in self.shown:
            changed = {i: replace(used.levels.get(i, Level()), start=start) for i, start in listed.starts.items()}
            self.shown[list_id] = used.levels | changed | listed.levels
        if not listed.begun:
            listed.begun = True
            for index in listed.starts:
                counter.counts[index] = None
        return counter.label(self.shown[list_id], at)

    def _definition(self, list_id: str) -> _Abstract | None:
        """The definition of a list, through the list style that it may refer to."""
        for _ in range(_LONGEST_CHAIN):
            listed = self.lists.get(list_id)
            found = self.abstracts.get(listed.abstract) if listed is not None else None
            if found is None or found.levels or not found.linked_style:
                return found
            list_id = self.styles.list_id(found.linked_style)
        return None


def read_numbering(data: bytes, styles: Styles) -> Numbering:
    """The lists in the numbering part. Raises ReadError as `summarymine.readers.xmlevents.events` does."""
    numbering = Numbering(styles)
    path: list[str] = []
    abstract, listed, level, index = _Abstract(), _List(), _RawLevel(), 0
    for event, element in passing(data):
        if event == "end":
            tag = path.pop()
            if tag == "lvl":
                into = listed.levels if "num" in path else abstract.levels
                if index < LEVELS:
                    into[index] = level.made()
                    if level.style:
                        abstract.styles.setdefault(level.style, index)
            continue
        tag = name(element)
        path.append(tag)
        if tag == "abstractNum":
            abstract = numbering.abstracts.setdefault(attribute(element, "abstractNumId") or "", _Abstract())
        elif tag == "numStyleLink":
            abstract.linked_style = attribute(element) or ""
        elif tag == "num":
            abstract, listed = _Abstract(), _List()
            numbering.lists[attribute(element, "numId") or ""] = listed
        elif tag == "abstractNumId":
            listed.abstract = attribute(element) or ""
        elif tag == "lvlOverride":
            index = limited(attribute(element, "ilvl"), 0)
        elif tag == "startOverride" and index < LEVELS:
            listed.starts[index] = limited(attribute(element), 1)
        elif tag == "lvl":
            level, index = _RawLevel(), limited(attribute(element, "ilvl"), 0)
        elif "lvl" in path:
            level.take(tag, element)
    return numbering


@dataclass(slots=True)
class _RawLevel:
    """A level as the file says it."""

    system: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""
    font: str = ""

    def take(self, tag: str, element: Element) -> None:
        value = attribute(element)
        if tag == "numFmt":
            self.system = value or self.system
        elif tag == "lvlText":
            self.text = (value or "")[:LONGEST]
        elif tag == "start":
            self.start = limited(value, 1)
        elif tag == "lvlRestart":
            self.restart = limited(value, 0)
        elif tag == "isLgl":
            self.legal = switched_on(element)
        elif tag == "pStyle":
            self.style = value or ""
        elif tag == "rFonts":
            self.font = attribute(element, "ascii") or attribute(element, "hAnsi") or ""

    def made(self) -> Level:
        if self.system == "bullet":
            return Level("", bullet(self.text, self.font))
        system = _SYSTEMS.get(self.system, ARABIC)
        return Level(system, self.text, self.start, self.restart, self.legal)

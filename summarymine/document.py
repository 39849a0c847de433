"""Texts and places in them: `Source`, `Article`, `TextView`, `Span`.

A source text is decoded once and never edited. Cleaning makes a `TextView`: a string that is pleasant to
match on, and that knows for each of its characters where it stands in the source. Whatever is found on a
view leaves as a `Span` of the source, so that ``source.text[span.start:span.end]`` is the evidence.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a text.

    >>> Span(2, 6).of("税收9830万元")
    '9830'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of *text* that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def within(self, other: Span) -> bool:
        """Whether every character of this span lies in *other*."""
        return other.start <= self.start and self.end <= other.end


class Place(NamedTuple):
    """Where a source text goes on in its file: from ``start`` on it is ``name`` (第3页, 工作表 指标)."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file. ``path`` is relative to the input, with ``/`` between folders.

    ``places`` say which page or sheet each part of the text comes from, in their order; () where the format has none.
    ``note`` is what a user is to know of how it was read (by OCR), or "".

    >>> source = Source("2019年/总结.pdf", "完成投资3亿元", places=(Place(0, "第1页"), Place(4, "第2页")))
    >>> source.name, source.place(3), source.place(4)
    ('总结.pdf', '第1页', '第2页')
    """

    path: str
    text: str
    encoding: str = "utf-8"
    sha256: str = ""
    places: tuple[Place, ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folders."""
        return self.path.rsplit("/", 1)[-1]

    def place(self, offset: int) -> str:
        """The page or sheet that the character at *offset* stands on, or ""."""
        after = bisect_right(self.places, offset, key=lambda place: place.start)
        return self.places[after - 1].name if after else ""

    @classmethod
    def of_text(cls, text: str, path: str = "") -> Source:
        """A source that was never a file, hashed over its UTF-8 bytes."""
        return cls(path, text, "utf-8", sha256(text.encode("utf-8", "surrogatepass")).hexdigest())


def source_of(data: Mapping[str, Any]) -> Source:
    """A source from what `dataclasses.asdict` gave and JSON kept.

    >>> from dataclasses import asdict
    >>> source = Source("a.pdf", "税收", places=(Place(0, "第1页"),))
    >>> source_of(asdict(source)) == source
    True
    """
    return Source(**{**data, "places": tuple(Place(*place) for place in data.get("places", ()))})


class Unread(NamedTuple):
    """A part of a file that cannot be read (a member of an archive): what it is called, and the reason in one line."""

    path: str
    reason: str


class Told(NamedTuple):
    """What the user says of a file, whatever its text says: its park, its year (four digits); "" leaves it open."""

    park: str = ""
    year: str = ""


UNTOLD = Told()


@dataclass(frozen=True, slots=True)
class Article:
    """One summary of a source. ``index`` counts from 1; ``span`` is its place in the source text.

    ``title`` is the span of the title line in the source, or None where there is none.
    ``heading`` is the span of the collection heading (``第一篇:``, ``…篇二``) that opened the article, if any.

    >>> source = Source.of_text("总结篇一\\n税收3亿元。")
    >>> Article(source, 1, Span(0, 11)).text[:4]
    '总结篇一'
    """

    source: Source
    index: int
    span: Span
    title: Span | None = None
    heading: Span | None = None

    @property
    def text(self) -> str:
        """The article's characters as they stand in the source."""
        return self.span.of(self.source.text)


@dataclass(frozen=True, slots=True)
class TextView:
    """A cleaned text and, for each of its characters, the place it came from.

    ``starts[i]`` and ``ends[i]`` are the source offsets of view character *i*; both never fall from one
    character to the next. Characters left out of the view (a zero-width space, a page mark, a joined line
    end) lie between the ``ends`` of one character and the ``starts`` of the next.

    >>> view = TextView.build("2。87 亿", [(0, 1, "2"), (1, 2, "."), (2, 4, "87"), (5, 6, "亿")])
    >>> view.text, view.span(0, 4)
    ('2.87亿', Span(start=0, end=4))
    >>> view.at(5)
    4
    """

    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.text)

    @classmethod
    def build(cls, source_text: str, pieces: Iterable[tuple[int, int, str]]) -> TextView:
        """A view from pieces ``(start, end, characters)`` of the source, in order.

        A piece whose characters are as many as its source characters maps one to one; of any other, every
        character stands for the whole piece. Raises ValueError where pieces overlap or leave the source.
        """
        chars: list[str] = []
        places: list[tuple[int, int, int]] = []
        last = 0
        for start, end, text in pieces:
            if not last <= start <= end <= len(source_text):
                raise ValueError(f"piece {start}-{end} is out of order or outside the text")
            last = end
            chars.append(text)
            places.append((start, end, len(text)))
        start_of, end_of, size = np.array(places, dtype=np.int64).reshape(-1, 3).T
        single = np.repeat(size == end_of - start_of, size)
        within = np.arange(size.sum()) - np.repeat(size.cumsum() - size, size)
        starts = np.repeat(start_of, size)
        ends = np.where(single, starts + within + 1, np.repeat(end_of, size))
        return cls("".join(chars), _offsets(np.where(single, starts + within, starts)), _offsets(ends))

    @classmethod
    def identity(cls, text: str) -> TextView:
        """The view that changes nothing."""
        return cls(text, range(len(text)), range(1, len(text) + 1))

    def over(self, base: TextView) -> TextView:
        """This view, made on the text of *base*, as a view of the source of *base*.

        >>> base = TextView.build("a b c", [(0, 1, "a"), (2, 3, "b"), (4, 5, "c")])
        >>> TextView.build("abc", [(1, 3, "bc")]).over(base).span(0, 2)
        Span(start=2, end=5)
        """
        starts, ends = np.asarray(self.starts, dtype=np.int64), np.asarray(self.ends, dtype=np.int64)
        # A character that stands for nothing at the very beginning ends where the source begins.
        base_ends = np.concatenate(([0], np.asarray(base.ends, dtype=np.int64)))
        return TextView(self.text, _offsets(np.asarray(base.starts, dtype=np.int64)[starts]), _offsets(base_ends[ends]))

    def span(self, start: int, end: int) -> Span:
        """The source span of view characters *start* to *end* (an empty stretch gives an empty span)."""
        if start >= end:
            place = self.starts[start] if start < len(self.text) else (self.ends[-1] if self.text else 0)
            return Span(place, place)
        return Span(self.starts[start], self.ends[end - 1])

    def at(self, offset: int) -> int:
        """The first view character that ends after source *offset* (the view's length past the end)."""
        return bisect_left(self.ends, offset + 1)


def _offsets(numbers: npt.NDArray[np.int64]) -> Sequence[int]:
    """Plain integers: what numpy is quick to compute it is slow to give one by one."""
    return array("q", numbers.tobytes())

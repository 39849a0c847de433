"""What a report is made of: sections of tables, charts and findings. A table is the same on the page and in the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Value: TypeAlias = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a table; ``record`` is the id of the record that says it, ``tone`` how it looks (`TONES`)."""

    value: Value
    record: str = ""
    tone: str = ""
    more: tuple[str, ...] = ()
    """Other records that say the same, or something else for the same place."""


TONES = ("", "blank", "conflict", "derived", "good", "bad", "quote", "heat", "stage")
"""``stage`` and ``heat`` carry what follows after a dash: ``stage-done``, ``heat-3``."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``total`` is how many rows there would be without a limit."""

    name: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    total: int = 0
    sheet: bool = True
    """Whether the workbook has it too."""
    folded: bool = False
    """Whether the page shows it only when asked for."""

    @property
    def left_out(self) -> int:
        """Rows that the limit left out."""
        return max(self.total - len(self.rows), 0)

    def records(self) -> Iterator[str]:
        """The ids of all records that its cells rest on."""
        for row in self.rows:
            for cell in row:
                yield from (cell.record, *cell.more) if cell.record else cell.more


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture: ``figure`` is what plotly draws, ``height`` in pixels, ``half`` takes half the width of the page."""

    name: str
    title: str
    figure: Mapping[str, Any]
    height: int = 360
    half: bool = False

    @property
    def cut(self) -> bool:
        """Whether an axis ends before the largest value."""
        axes = (self.figure["layout"][name] for name in ("xaxis", "yaxis"))
        return any(axis["type"] == "linear" and "range" in axis for axis in axes)


@dataclass(frozen=True, slots=True)
class Tile:
    """A number that stands alone."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """A finding of the audit; ``records`` are those quoted, ``more`` how many are not."""

    kind: str
    severity: str
    park: str
    period: str
    message: str
    arithmetic: str
    records: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text shown beside another: ``kind`` is how its passage was changed, "" outside of passages.

    ``slot`` is set where a figure or a mask differs; ``number`` is that of a passage that begins here, else 0.
    """

    text: str
    kind: str = ""
    slot: bool = False
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles side by side."""

    title: str
    heads: tuple[str, str]
    sides: tuple[tuple[Piece, ...], tuple[Piece, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section under a heading of its own."""

    title: str = ""
    note: str = ""
    tiles: tuple[Tile, ...] = ()
    charts: tuple[Chart, ...] = ()
    grids: tuple[Grid, ...] = ()
    cards: tuple[Card, ...] = ()
    pairs: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the report; ``name`` is its anchor."""

    name: str
    title: str
    note: str = ""
    parts: tuple[Part, ...] = field(default=())

    def charts(self) -> Iterator[Chart]:
        """Every chart of it."""
        return (chart for part in self.parts for chart in part.charts)

    def grids(self) -> Iterator[Grid]:
        """Every table of it."""
        return (grid for part in self.parts for grid in part.grids)

    def cards(self) -> Iterator[Card]:
        """Every finding of it."""
        return (card for part in self.parts for card in part.cards)

    def records(self) -> Iterator[str]:
        """The ids of the records that it rests on, in the order of the page."""
        for part in self.parts:
            for grid in part.grids:
                yield from grid.records()
            for card in part.cards:
                yield from card.records

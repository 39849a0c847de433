"""What the pipes hand to each other: plain objects in the coordinates of one article's view.

Every pipe reads layers that earlier ones made and adds its own, as ``doc._.sm_<layer>``. Layers are working
material and stay inside the process; the last pipe turns them into records and lets them go.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from summarymine.document import Article, Span, TextView
from summarymine.records import Number
from summarymine.values.periods import Period

LAYERS = (
    "article", "told", "view", "sections", "sentences", "words", "profile", "dates", "quantities",
    "indicators", "projects", "problems", "records",
)  # fmt: skip


def register() -> None:
    """Declare the layers as extensions of spaCy's Doc, once."""
    for layer in LAYERS:
        if not Doc.has_extension(f"sm_{layer}"):
            Doc.set_extension(f"sm_{layer}", default=None)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a text under a heading. All spans are of the view.

    ``span`` runs from the heading to the end of the last subsection; ``path`` is the headings from the outermost
    to this one; ``parent`` is the index of the section that holds this one, or -1.
    """

    heading: Span
    text: str
    level: int
    role: str
    span: Span
    path: tuple[str, ...]
    parent: int
    rule: str

    @property
    def body(self) -> Span:
        """From the end of the heading to the end of the section."""
        return Span(self.heading.end, self.span.end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the view and the index of the innermost section it stands in (-1 before the first)."""

    span: Span
    section: int


@dataclass(frozen=True, slots=True)
class Profile:
    """Who reports, in which kind of text, about which time. ``now`` is the year the text calls 今年.

    ``year`` is that of the period, "" where it is unknown; origins are those of `summarymine.records.ORIGINS`.
    """

    title: str = ""
    org: str = ""
    park: str = ""
    type: str = "其他"
    period: Period | None = None
    signed: Period | None = None
    now: str = "XXXX"
    park_origin: str = ""
    year: str = ""
    year_origin: str = ""
    conflicts: str = ""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A calendar expression of the view with its value; ``role`` is what it may govern (see `pipes.dates`)."""

    span: Span
    value: Period
    rule: str
    governs: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit in the view: not yet named, not yet known to be a figure at all."""

    span: Span
    value: Number
    unit: str
    bound: str
    rule: str
    spoken: bool = False
    """Written in Chinese numerals, which are used for vague words and names too."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that is a figure: named and classified."""

    quantity: Quantity
    name: str
    subject: str
    value: Number
    unit: str
    measure: str
    status: str
    basis: str
    period: str
    sentence: Span
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Project:
    """A named undertaking with the spans of its mentions, the fullest first."""

    name: str
    mentions: tuple[Span, ...]
    stage: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Problem:
    """A statement that something is wrong."""

    span: Span
    category: str
    rule: str
    score: float


@dataclass(slots=True)
class Layers:
    """All layers of one document, for the last pipe and for tests."""

    article: Article
    view: TextView
    sections: list[Section] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    profile: Profile = field(default_factory=Profile)
    dates: list[DateMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

"""Where problems are told: under problem headings, and after a sentence that announces them.

还存在一些困难和问题。 opens a zone to the end of its paragraph, over the enumerated paragraphs that follow and over
headings that follow, one a problem; 对上述问题，我们将… closes it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from summarymine.document import Span
from summarymine.pipes.problem_announcements import TAIL, announces, closes, entitles
from summarymine.pipes.problem_clauses import Clause, cut
from summarymine.pipes.sections import heading_role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.pipes.layers import Section, Sentence

_FIRST = regex.compile(r"[#【\s]{0,8}[（第]?[一1①][是、.．）部，]|首先")


@dataclass(frozen=True, slots=True)
class Told:
    """The clauses of a sentence that may state problems. ``zone`` is ``problem``, ``plan`` or ``other``; ``fresh``
    tells that the sentence begins a paragraph."""

    clauses: tuple[Clause, ...]
    zone: str
    fresh: bool
    path: tuple[str, ...]


def tell(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Told]:
    """The sentences with the zones they stand in; what announces problems or stands before it is left out.

    >>> from summarymine.document import TextView
    >>> from summarymine.pipes.sentences import find_sentences
    >>> text = "路已建成。但也存在一些问题：一是用地少。二是人手少。"
    >>> [(t.zone, t.clauses[0].text) for t in tell(text, [], find_sentences(TextView.identity(text), []))]
    [('other', '路已建成'), ('problem', '用地少'), ('problem', '人手少')]
    """
    breaks = sorted({at for section in sections for at in (section.heading.start, section.heading.end)})
    walk = _Walk(sections)
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        clauses = cut(text, sentence.span, breaks[bisect_left(breaks, start) : bisect_left(breaks, end)])
        if not clauses:
            continue
        fresh = start == 0 or "\n" in text[max(0, start - 3) : start]
        walk.enter(sentence.section, clauses, fresh=fresh, first=_FIRST.match(text, start) is not None)
        if told := walk.read(clauses):
            path = sections[sentence.section].path if sentence.section >= 0 else ()
            yield Told(told, walk.zone, fresh, path)


class _Walk:
    """The zone at a place of the text, sentence by sentence.

    ``opened`` tells that an announcement opened the zone, not a heading; ``bare`` that nothing was told in it yet;
    ``listing`` that its last sentence was an item; ``host`` is the level of headings, one a problem, or 0.
    """

    def __init__(self, sections: Sequence[Section]) -> None:
        self.sections = sections
        self.bases = {-1: "other"} | {i: _base(section) for i, section in enumerate(sections)}
        self.zone = "other"
        self.section = -1
        self.host = 0
        self.opened = self.bare = self.listing = False

    def enter(self, section: int, clauses: Sequence[Clause], *, fresh: bool, first: bool) -> None:
        """Set the zone in which a sentence of *section* begins; *first* tells that it begins with a first number."""
        base = self.bases[section]
        if section != self.section:
            self._enter_section(section)
        elif self.opened and fresh and not self.bare and not clauses[0].opens:
            self.zone, self.opened = base, False
        elif base == "problem" and self.zone == "plan" and clauses[0].opens and not first:
            self.zone = "problem"
        if self.zone == "problem" and closes(clauses[0]):
            self.zone = "plan"

    def _enter_section(self, section: int) -> None:
        here = self.sections[section]
        above = self.sections[self.section].level if self.section >= 0 else 0
        if self.host:
            listed = here.level >= self.host
        else:
            listed = self.bare or (self.opened and self.listing and here.level > above)
        listed = listed and self.zone == "problem" and _may_name_problem(here)
        self.host = (self.host or here.level) if listed else 0
        base = "plan" if self._closed(here) else self.bases[section]
        self.zone, self.opened, self.section = "problem" if listed else base, listed, section

    def _closed(self, here: Section) -> bool:
        """Whether a heading among what is to be done about problems goes on with it."""
        if self.zone != "plan" or self.bases[self.section] != "problem":
            return False
        same = here.path[0] == self.sections[self.section].path[0]
        return same and all(not clause.strong for clause in cut(here.text, Span(0, len(here.text))))

    def read(self, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
        """What a sentence tells besides announcing problems; an announcement opens a zone."""
        place = -1
        if self.zone == "problem" or self.bases[self.section] != "plan":
            place = _announcement(clauses, self.zone)
        if place >= 0:
            self.opened, self.bare = self.opened or self.zone != "problem", True
            self.zone = "problem"
        told = tuple(clauses[place + 1 :])
        if told:
            self.bare, self.listing = False, told[0].opens
        return told


def _base(section: Section) -> str:
    """The zone that the headings over a sentence make."""
    if section.role == "problem":
        return "problem" if entitles(section.path) else "other"
    return section.role if section.role == "plan" else "other"


def _may_name_problem(section: Section) -> bool:
    """Whether a heading among problems may be one of them, whatever role it got by its place."""
    own = heading_role(section.text)
    clauses = cut(section.text, Span(0, len(section.text)))
    return own in ("problem", "") or (own != "plan" and any(clause.strong for clause in clauses))


def _announcement(clauses: Sequence[Clause], zone: str) -> int:
    """The index of the last clause that announces problems, after which nothing tells that they are met; or -1."""
    place, told = -1, False
    for i, clause in enumerate(clauses):
        told = told and not clause.opens
        goes_on = clause.text != "" and TAIL.fullmatch(clause.text) is not None
        if goes_on and clause.mark == "：" and i > 0 and clauses[i - 1].level > 0:
            # 离上级要求还有差距，主要表现在：一是…
            place = i
            continue
        # 与先进园区相比，还有差距。 is a problem; 还有差距： announces some.
        measured = i > 0 and "差距" in clause.text and "相比" in clauses[i - 1].text and clause.mark != "："
        announced = announces(clause, zone if clause.opens or place < 0 else "other") and not measured
        announced = announced or (goes_on and (zone == "problem" or place >= 0))
        if announced and not told and not any(later.doing for later in clauses[i + 1 : i + 3]):
            place = i
        told = told or (clause.strong and place != i)
    return place

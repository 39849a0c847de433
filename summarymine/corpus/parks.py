"""Which parks are one: the names that the documents of an archive give them, each with the park's one name.

Offices and official short forms are told by rule (望榆工业园区管委会, 沧湖经开区); a short name (望榆园区) is the one park of
the archive whose name goes on from it, if there is just one. What the user says (`--parks`) goes before all rules. A
hidden name (xx工业园区) may be any park's, so every article with one is a park of its own, and so is one without a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Protocol

import regex

from summarymine.corpus.facts import Place
from summarymine.pipes.parks import BARE_PARK, is_hidden, plain_park

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KIND = regex.compile(
    r"(?:综合保税|保税|物流|经济|技术|高新|产业|工业|化工|科技|生态|循环|开放|合作|示范|现代|新型|临空|临港|集中){0,6}"
    r"(?:开发区|园区|集中区|高新区|经开区|新区|工业区|保税区|合作区|示范区|园)$"
)
_LOOSE = {
    "园区": ("园区", "开发区", "集中区", "高新区", "经开区", "新区", "保税区", "园"),
    "开发区": ("开发区", "经开区"),
}
"""What a short word may stand for; 开发区 never for a 高新区 of the same town."""


class _Named(Protocol):
    """What of a document record tells of its park."""

    @property
    def source(self) -> str: ...
    @property
    def article(self) -> int: ...
    @property
    def park(self) -> str: ...
    @property
    def org(self) -> str: ...


def identify(documents: Iterable[_Named], told: Mapping[str, str] | None = None) -> dict[Place, str]:
    """The one name of the park of each article; *told* are names with the park that the user says they mean.

    >>> identify([])
    {}
    """
    told = told or {}
    listed = list(documents)
    written = Counter(one.park or one.org for one in listed)
    names = {name: times for name, times in written.items() if _tells(name) or name in told}
    known = {name: told.get(name, "") for name in names}
    groups = _groups([name for name in names if not known[name]])
    for group in groups:
        best = max(group, key=lambda name: (names[name], len(name), name))
        known |= dict.fromkeys(group, told.get(best, best))
    return {Place(one.source, one.article): _label(one, known) for one in listed}


def _tells(name: str) -> bool:
    """Whether a name tells one park from others."""
    plain = plain_park(name).removesuffix("办公室")
    return bool(name) and not is_hidden(name) and not BARE_PARK.fullmatch(plain)


def _label(document: _Named, known: Mapping[str, str]) -> str:
    name = document.park or document.org
    return known.get(name) or f"{name or '园区未写明'}（{document.source}第{document.article}篇）"


def _groups(names: Iterable[str]) -> list[list[str]]:
    """The names that mean the same, each in one group."""
    by_plain: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        by_plain[plain_park(name)].append(name)
    leader = {plain: plain for plain in by_plain}
    # Longest first: a short name joins what the longer ones have become.
    for short in sorted(by_plain, key=lambda plain: (-len(plain), plain)):
        fuller = {leader[other] for other in by_plain if other != short and _goes_on(short, other)}
        if len(fuller) == 1:
            leader[short] = fuller.pop()
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for plain, chief in leader.items():
        groups[chief] += by_plain[plain]
    return list(groups.values())


def _goes_on(short: str, other: str) -> bool:
    """Whether *other* may be the full name of *short*: with the county before it, or a fuller word for what it is."""
    if other.endswith(short):
        return True
    (stem, kind), (whole, full) = _parted(short), _parted(other)
    ends = _LOOSE.get(kind, ())
    return len(stem) >= 2 and whole.endswith(stem) and full != kind and full.endswith(ends)


@cache
def _parted(name: str) -> tuple[str, str]:
    """A name without the word for what kind of park it is, and that word; both "" where it has none."""
    kind = _KIND.search(name)
    return (name[: kind.start()], kind.group()) if kind else ("", "")

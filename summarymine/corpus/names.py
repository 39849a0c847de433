"""Names of indicators that the taxonomy lacks, put together where they may be one, for a person to decide.

Two names may be one where they are measured alike (money, area, …), end in the same noun and share most of their pairs
of characters. The more frequent name leads a group; a name joins the group whose leader it is most like.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from summarymine.corpus.facts import plain_name
from summarymine.pipes.figure_words import tagged
from summarymine.store.exports import Head, Table
from summarymine.values.taxonomy import taxonomy
from summarymine.values.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from summarymine.corpus.facts import Fact

HEADS = (
    Head("cluster", "组", "integer", 6),
    Head("name", "指标名称", width=28),
    Head("count", "次数", "integer", 8),
    Head("parks", "园区", "texts", 36),
    Head("dimension", "量纲", width=12),
    Head("nearest_in_taxonomy", "最近的标准指标", width=22),
    Head("likeness", "相似度", "number", 10),
)
ALIKE = 0.6
"""The likeness from which two names may be one."""
NEAR = 0.4
"""The likeness from which an indicator of the taxonomy is named beside a name."""
LONGEST = 28
_PLACES = Decimal("0.01")


class Name(NamedTuple):
    """A name that the taxonomy lacks: how many figures have it, in which parks, and what their units measure."""

    text: str
    figures: int
    parks: tuple[str, ...]
    dimension: str


def proposals(facts: Iterable[Fact], least: int = 2) -> Table:
    """The groups of names that have *least* figures together, the most frequent first."""
    nearest = _Nearest()
    groups = enumerate(grouped(unknown_names(facts), least), 1)
    return Table("名称", HEADS, [(number, *name, *nearest.of(name)) for number, group in groups for name in group])


def unknown_names(facts: Iterable[Fact]) -> list[Name]:
    """The names of figures without an id in the taxonomy, the most frequent first.

    What is measured is told by the amounts; a name that has but rates and shares has no dimension.
    """
    counts: Counter[str] = Counter()
    parks: defaultdict[str, set[str]] = defaultdict(set)
    dimensions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        text = plain_name(fact.record.name)
        if fact.record.indicator or not 1 < len(text) <= LONGEST:
            continue
        counts[text] += 1
        if fact.park:
            parks[text].add(fact.park)
        unit = find_unit(fact.record.unit)
        if fact.record.measure == "level" and unit is not None:
            dimensions[text][unit.dimension] += 1
    found = [
        Name(text, count, tuple(sorted(parks[text])), _most(dimensions.get(text, Counter())))
        for text, count in counts.items()
    ]
    return sorted(found, key=lambda name: (-name.figures, name.text))


def grouped(names: Sequence[Name], least: int = 1) -> list[list[Name]]:
    """The names in groups, each with its leader first; groups of fewer than *least* figures are left out.

    >>> names = [Name("招商到位资金", 5, (), "money"), Name("招商引资到位资金", 3, (), "money"), Name("到位资金户数", 1, (), "count")]
    >>> [[name.text for name in group] for group in grouped(names)]
    [['招商到位资金', '招商引资到位资金'], ['到位资金户数']]
    """
    groups: dict[str, list[Name]] = {}
    leaders: defaultdict[tuple[str, str], _Index] = defaultdict(_Index)
    for name in names:
        index = leaders[name.dimension, head_noun(name.text)]
        leader, likeness = index.most_like(name.text)
        if likeness >= ALIKE:
            groups[f"{name.dimension} {leader}"].append(name)
        else:
            index.add(name.text)
            groups[f"{name.dimension} {name.text}"] = [name]
    kept = [group for group in groups.values() if sum(name.figures for name in group) >= least]
    return sorted(kept, key=lambda group: (-sum(name.figures for name in group), group[0].text))


def head_noun(text: str) -> str:
    """The last word of a name, of two characters at least.

    >>> head_noun("招商引资到位资金"), head_noun("污水处理率")
    ('资金', '理率')
    """
    last = tagged(text)[-1][0] if text else ""
    return last if len(last) > 1 else text[-2:]


def alike(one: str, other: str) -> float:
    """Dice's coefficient of the pairs of characters of two names, their edges included; 0 to 1.

    >>> alike("工业用电量", "工业用电量"), alike("用电量", "工业")
    (1.0, 0.0)
    """
    return _dice(len(_pairs(one) & _pairs(other)), _pairs(one), _pairs(other))


def _pairs(text: str) -> frozenset[str]:
    edged = f"^{text}$"
    return frozenset(edged[at : at + 2] for at in range(len(edged) - 1))


def _dice(shared: int, one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * shared / (len(one) + len(other))


def _most(counted: Mapping[str, int]) -> str:
    return min(counted, key=lambda one: (-counted[one], one), default="")


class _Index:
    """Texts by the pairs of their characters, so that only those that share one are compared."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._having: defaultdict[str, list[str]] = defaultdict(list)
        self._pairs: dict[str, frozenset[str]] = {}
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self._pairs[text] = pairs = _pairs(text)
        for pair in sorted(pairs):
            self._having[pair].append(text)

    def most_like(self, text: str, allowed: Callable[[str], bool] | None = None) -> tuple[str, float]:
        """The text most like a given one, of those that are *allowed*, and its likeness; of equals the first of the order."""
        pairs = _pairs(text)
        shared = Counter(one for pair in pairs for one in self._having.get(pair, ()))
        likeness = {
            one: _dice(many, pairs, self._pairs[one]) for one, many in shared.items() if allowed is None or allowed(one)
        }
        best = min(likeness, key=lambda one: (-likeness[one], one), default="")
        return best, likeness.get(best, 0.0)


class _Nearest:
    """Finds the indicator of the taxonomy that has the name most like a given one."""

    def __init__(self) -> None:
        self._known = taxonomy().by_name
        self._index = _Index(self._known)

    def of(self, name: Name) -> tuple[str, Decimal | None]:
        """The standard name of the nearest indicator of its dimension and how like it is; nothing where none is near."""
        measured = {"", name.dimension}
        best, likeness = self._index.most_like(
            name.text, lambda one: not name.dimension or self._known[one].dimension in measured
        )
        if likeness < NEAR:
            return "", None
        return self._known[best].name, Decimal(likeness).quantize(_PLACES)

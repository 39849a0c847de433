"""The boilerplate lexicon: phrases that recur in many articles of several parks, in their longest form.

Of the masked views every `GRAM` characters are numbered, alike ones alike. One that stands in enough articles is followed by
the next as long as half of the occurrences of both agree on that: what is linked so is a chain, and a chain is a phrase. One
whose whole form is too rare is cut at its weakest link. All of it is sorting: the time is that of some sorts of the text.

A chain ends inside a word where a part of it is more frequent than the whole, and inside a clause where clauses differ. So
a phrase is completed as far as nine of ten occurrences agree, and what little of a clause is left at an end is cut off:
clauses are told by the marks that stand around them in most occurrences.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from summarymine.document import Span
from summarymine.reuse.view import PLACEHOLDER, masked_views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.reuse.view import Flags, MaskedViews, Places

GRAM = 8
"""The shortest phrase, in characters of the view: a power of two."""
_LOOSE = frozenset(map(ord, "的了和与及"))
"""With these no phrase begins or ends where no clause does."""
_FORMS = 50
"""Occurrences that are asked how the phrase is written."""
_COMPLETED = 80
"""Characters at most by which an end of a chain is completed."""
_AGREE = 0.9
_LITTLE, _PIECE = 3, 12
"""The part of a phrase, one of so many, that may be cut off at an end, and its characters at most."""
_MARKS = list(map(ord, "，。；：！？）,;:!?)*\r\n"))
"""What parts clauses: line ends too, for headings have no other mark; those inside sentences stand in few occurrences."""
_WIDTH = np.int64(1) << np.int64(31)


class Text(NamedTuple):
    """A text with its furniture, and whose it is."""

    text: str
    ignored: tuple[Span, ...]
    park: str


class Phrase(NamedTuple):
    """A phrase as most write it, with ``#`` for each figure; ``view`` is what all of its occurrences have in common.

    ``explained`` is the number of characters of the archive that it accounts for; ``places`` are its occurrences, each the
    number of a text and a span of it.
    """

    text: str
    view: str
    articles: int
    parks: int
    explained: int
    places: tuple[tuple[int, Span], ...]


def lexicon(texts: Sequence[Text], *, articles: int = 3, parks: int = 2) -> list[Phrase]:
    """The phrases of *articles* texts of *parks* parks or more, those that explain most first.

    >>> said = "各位领导，" + "严格落实安全生产主体责任和属地管理责任"
    >>> texts = [Text(start + said[5:] + end, (), park) for start, end, park in (
    ...     ("继续", "。", "望春"), ("将", "，成效好", "沧湖"), ("我们", "；", "望春"))]
    >>> [(one.text, one.articles, one.parks) for one in lexicon(texts)]
    [('严格落实安全生产主体责任和属地管理责任', 3, 2)]
    """
    views = masked_views([one.text for one in texts], [one.ignored for one in texts])
    numbers = {park: at for at, park in enumerate(dict.fromkeys(one.park for one in texts))}
    owner = np.array([numbers[one.park] for one in texts], dtype=np.int64)
    if len(views.codes) < GRAM or not texts:
        return []
    finder = _Finder(views, owner, articles, parks)
    found: dict[str, Phrase] = {}
    for anchors, length in finder.chains():
        phrase = finder.phrase(*finder.cut(*finder.completed(anchors, length)))
        found.setdefault(phrase.view, phrase)
    return sorted(found.values(), key=lambda one: (-one.explained, one.view))


class _Finder:
    def __init__(self, views: MaskedViews, owner: Places, articles: int, parks: int) -> None:
        self.views, self.owner, self.least, self.parks = views, owner, articles, parks
        size = len(views.codes) - GRAM + 1
        text = np.repeat(np.arange(len(views)), np.diff(views.bounds))
        self.text = text
        inside = text[:size] == text[GRAM - 1 :]
        self.grams = np.where(inside, _numbered(views.codes.astype(np.int64)), -1)
        self._order = np.argsort(self.grams, kind="stable")
        self._sorted = self.grams[self._order]
        self._marked = _marked(views)

    def chains(self) -> Iterator[tuple[Places, int]]:
        """Where the grams of a chain all follow each other, and its length in characters."""
        waiting = [*self._linked()]
        while waiting:
            chain, weight = waiting.pop()
            anchors = self._occurrences(chain)
            if self._enough(anchors):
                yield anchors, len(chain) + GRAM - 1
            elif len(chain) > 1:
                cut = int(weight.argmin()) + 1
                waiting += [(chain[:cut], weight[: cut - 1]), (chain[cut:], weight[cut:])]

    def completed(self, anchors: Places, length: int) -> tuple[Places, int]:
        """A phrase with what stands before and behind it in nearly all of its occurrences."""
        anchors, behind = self._agreed(anchors, length, 1)
        anchors, before = self._agreed(anchors, -1, -1)
        return self._again(anchors[0] - before, before + length + behind)

    def _agreed(self, anchors: Places, first: int, step: int) -> tuple[Places, int]:
        """The occurrences that agree on what follows in a direction, and on how many characters."""
        for more in range(_COMPLETED):
            at = anchors + first + step * more
            inside = (at >= 0) & (at < len(self.text))
            inside[inside] &= self.text[at[inside]] == self.text[anchors[inside]]
            forms, often = np.unique(self.views.codes[at[inside]], return_counts=True)
            if not len(forms) or often.max() < _AGREE * len(anchors):
                return anchors, more
            kept = anchors[inside][self.views.codes[at[inside]] == forms[often.argmax()]]
            if not self._enough(kept):
                return anchors, more
            anchors = kept
        return anchors, _COMPLETED

    def cut(self, anchors: Places, length: int) -> tuple[Places, int]:
        """A phrase without the pieces of clauses at its ends, where they are a small part of it."""
        most = min(length // _LITTLE, _PIECE)
        codes = self.views.codes[anchors[0] : anchors[0] + length]
        begin = next((at for at in range(most + 1) if self._is_clause(anchors + at)), int(codes[0] in _LOOSE))
        ends_at = (at for at in range(length, length - most - 1, -1) if self._is_clause(anchors + at))
        end = next(ends_at, length - int(codes[-1] in _LOOSE))
        ends = (begin, end), (0, end), (begin, length)
        start, stop = next(((at, to) for at, to in ends if to - at >= GRAM), (0, length))
        return self._again(anchors[0] + start, stop - start)

    def _is_clause(self, places: Places) -> bool:
        """Whether in half of the places or more a mark stands before the character there."""
        return 2 * int(self._marked[places].sum()) >= len(places)

    def _again(self, at: int, length: int) -> tuple[Places, int]:
        """All occurrences of so many characters that stand at a place."""
        return self._occurrences(self.grams[at : at + length - GRAM + 1]), length

    def phrase(self, anchors: Places, length: int) -> Phrase:
        """A phrase with how it is written, and where."""
        at = anchors[0]
        texts = np.unique(self.text[anchors])
        places = [(int(self.text[anchor]), self.views.span(anchor, anchor + length)) for anchor in anchors.tolist()]
        forms = Counter(self._written(anchor, length) for anchor in anchors[:_FORMS].tolist())
        return Phrase(
            forms.most_common(1)[0][0], self.views.text(at, at + length), len(texts), len(np.unique(self.owner[texts])),
            len(anchors) * length, tuple(places),
        )  # fmt: skip

    def _written(self, anchor: int, length: int) -> str:
        """The phrase at a place as it is written there, figures and white space aside."""
        text, codes = int(self.text[anchor]), self.views.codes[anchor : anchor + length]
        whole = self.views.span(anchor, anchor + length)
        pieces, at = [], whole.start
        for place in np.flatnonzero(codes == PLACEHOLDER).tolist():
            figure = self.views.span(anchor + place, anchor + place + 1)
            pieces += [self.views.written(text, Span(at, figure.start)), "#"]
            at = figure.end
        pieces.append(self.views.written(text, Span(at, whole.end)))
        return "".join("".join(pieces).split())

    def _linked(self) -> Iterator[tuple[Places, Places]]:
        """Chains of frequent grams, each link with how often it occurs."""
        count = self._sorted[-1] + 1
        many = self._articles(self.grams, count) >= self.least
        here, there = self.grams[:-1], self.grams[1:]
        both = (here >= 0) & (there >= 0)
        both &= many[here] & many[there]
        pairs, often = np.unique(here[both] * _WIDTH + there[both], return_counts=True)
        first, second = pairs // _WIDTH, pairs % _WIDTH
        total = np.bincount(self.grams[self.grams >= 0], minlength=count)
        agree = 2 * often >= np.maximum(total[first], total[second])
        after = _best(first[agree], second[agree], often[agree], count)
        before = _best(second[agree], first[agree], often[agree], count)
        known = np.flatnonzero(after >= 0)
        mutual = known[before[after[known]] == known]
        following = np.full(count, -1)
        following[mutual] = after[mutual]
        has_before = np.zeros(count, dtype=np.bool_)
        has_before[following[mutual]] = True
        for start in np.flatnonzero(many & ~has_before).tolist():
            chain = [start]
            while (after_this := int(following[chain[-1]])) >= 0:
                chain.append(after_this)
            grams = np.array(chain, dtype=np.int64)
            links = np.searchsorted(pairs, grams[:-1] * _WIDTH + grams[1:])
            yield grams, often[links]

    def _articles(self, grams: Places, count: int) -> Places:
        """In how many texts each gram stands."""
        inside = grams >= 0
        pairs = np.unique(grams[inside] * _WIDTH + self.text[: len(grams)][inside])
        return np.bincount(pairs // _WIDTH, minlength=count)

    def _occurrences(self, chain: Places) -> Places:
        """Where the grams of a chain follow each other without a gap; those that overlap an earlier one are left out."""
        first, last = np.searchsorted(self._sorted, [chain[0], chain[0] + 1])
        at = np.sort(self._order[first:last])
        at = at[at + len(chain) <= len(self.grams)]
        at = at[self.grams[at + len(chain) - 1] == chain[-1]]
        for step in range(GRAM, len(chain) - 1, GRAM):
            at = at[self.grams[at + step] == chain[step]]
        kept, end = [], -1
        for place in at.tolist():
            if place >= end:
                kept.append(place)
                end = place + len(chain) + GRAM - 1
        return np.array(kept, dtype=np.int64)

    def _enough(self, anchors: Places) -> bool:
        texts = np.unique(self.text[anchors])
        return len(texts) >= self.least and len(np.unique(self.owner[texts])) >= self.parks


def _marked(views: MaskedViews) -> Flags:
    """For each character, and the end, whether a mark or the end of a text stands before it."""
    first = np.repeat(views.texts[:-1], np.diff(views.bounds))
    told = np.cumsum(np.concatenate(([False], np.isin(views.source, _MARKS))))
    marked = np.ones(len(views.codes) + 1, dtype=np.bool_)
    begins, ends = first[1:] + views.starts[1:], first[:-1] + views.ends[:-1]
    marked[1:-1] = (told[begins] > told[ends]) | (first[1:] != first[:-1])
    return marked


def _numbered(codes: Places) -> Places:
    """For each place a number for its `GRAM` characters, alike for alike ones."""
    width, found = 1, codes
    while width < GRAM:
        _, found = np.unique(found[:-width] * _WIDTH + found[width:], return_inverse=True)
        width *= 2
    return found.astype(np.int64)


def _best(grams: Places, others: Places, often: Places, count: int) -> Places:
    """For each gram the other one that it goes with most often, -1 where there is none."""
    best = np.full(count, -1)
    order = np.argsort(often, kind="stable")
    best[grams[order]] = others[order]
    return best

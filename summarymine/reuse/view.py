"""The masked view: what is left of a text when nothing counts that copying changes.

Characters are folded (width, case, traditional to simplified), punctuation and white space are left out, and a number
is one placeholder ``#``, be it written (``34,250.5``), half hidden (``20xx``) or hidden (``XX``, ``**``). The magnitude
behind it (万, 亿) stays. The number of an item at the head of a line (``3、``) is furniture and left out.

Many texts go through as one array: texts that are joined by `SEPARATOR` cost hardly more than their characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

import numpy as np
import numpy.typing as npt

from summarymine.clean import fold
from summarymine.document import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Codes: TypeAlias = npt.NDArray[np.uint32]
Places: TypeAlias = npt.NDArray[np.int64]
Offsets: TypeAlias = npt.NDArray[np.int32]
Kinds: TypeAlias = npt.NDArray[np.uint8]
Flags: TypeAlias = npt.NDArray[np.bool_]

SEPARATOR = "\0"
"""Stands between texts; never equal to anything, so that nothing is found across it."""
PLACEHOLDER = ord("#")

_DROP, _LETTER, _DIGIT, _SIGN, _CROSS, _POINT, _COMMA, _BLANK, _LINE, _BETWEEN = range(10)
_BLOCK = 200
_HIGHEST = 0x30000  # no letter stands above it
_POWERS = np.array([pow(0x9E3779B97F4A7C15, n + 1, 1 << 64) for n in range(64)], dtype=np.uint64)
_ENUMERATED = 2  # digits of an item's number at most
_ITEM_MARKS = list(map(ord, "、.．)）"))


@dataclass(frozen=True, slots=True)
class MaskedViews:
    """The masked views of texts, one behind the other.

    ``source`` holds the texts' characters with a separator behind each. View character *i* is ``codes[i]`` and stands
    at ``starts[i]`` to ``ends[i]`` of its text; both rise from one character to the next. ``figures[i]`` is 0 for a
    letter; for a placeholder it is a hash of the number, blanks and commas aside, odd where the number is hidden. Text *t* begins at
    ``texts[t]`` in ``source`` and at ``bounds[t]`` in the view; both arrays have the end behind their last text.
    """

    source: Codes
    codes: Codes
    figures: Codes
    starts: Offsets
    ends: Offsets
    texts: Places
    bounds: Places

    def __len__(self) -> int:
        return len(self.bounds) - 1

    def text(self, start: int, end: int) -> str:
        """View characters *start* to *end*.

        >>> masked_views(["全年完成產值XX亿元，增长8.5％。"]).text(0, 11)
        '全年完成产值#亿元增长'
        """
        return _string(self.codes[start:end])

    def span(self, start: int, end: int) -> Span:
        """The place in their text of view characters *start* to *end*, which are not none."""
        return Span(int(self.starts[start]), int(self.ends[end - 1]))

    def one(self, text: int) -> MaskedViews:
        """The view of one text alone."""
        begin, end = int(self.bounds[text]), int(self.bounds[text + 1])
        first, last = int(self.texts[text]), int(self.texts[text + 1])
        return MaskedViews(
            self.source[first:last],
            self.codes[begin:end],
            self.figures[begin:end],
            self.starts[begin:end],
            self.ends[begin:end],
            np.array([0, last - first]),
            np.array([0, end - begin]),
        )

    def written(self, text: int, span: Span) -> str:
        """The characters of *text* in *span*, as they stand in it."""
        base = int(self.texts[text])
        return _string(self.source[base + span.start : base + span.end])


def masked_views(texts: Sequence[str], ignored: Sequence[Iterable[Span]] = ()) -> MaskedViews:
    """The masked views of *texts*; what lies in the spans of *ignored*, one collection a text, is left out.

    >>> views = masked_views(["投资3．5亿元", "入驻企业**家"], [[], [Span(0, 2)]])
    >>> views.text(0, views.bounds[1]), views.text(views.bounds[1], views.bounds[2])
    ('投资#亿元', '企业#家')
    >>> views.span(2, 3)
    Span(start=2, end=5)
    """
    spans = [*ignored, *[()] * (len(texts) - len(ignored))]
    blocks = range(0, max(len(texts), 1), _BLOCK)
    return joined([_block(texts[first : first + _BLOCK], spans[first : first + _BLOCK]) for first in blocks])


def _block(texts: Sequence[str], ignored: Sequence[Iterable[Span]]) -> MaskedViews:
    """The views of a few texts, whose arrays stay in the processor's cache."""
    joint = "".join(text.replace(SEPARATOR, " ") + SEPARATOR for text in texts) + SEPARATOR * 6
    source = np.frombuffer(joint.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    begins = np.cumsum([0, *(len(text) + 1 for text in texts)], dtype=np.int64)
    form_of, kind_of = _tables()
    known = np.minimum(source, _HIGHEST)
    forms, kinds = form_of[known], kind_of[known]
    for begin, spans in zip(begins[:-1], ignored, strict=True):
        for span in spans:
            kinds[begin + span.start : begin + span.end] = _DROP
    numbers = _numbers(source, forms, kinds)
    first, last = _runs(numbers)
    kept = (kinds == _LETTER) & ~numbers
    kept[first] = True
    starts = np.flatnonzero(kept)
    codes, ends, figures = forms[starts], starts + 1, np.zeros(len(starts), dtype=np.uint32)
    at = np.searchsorted(starts, first)
    codes[at], ends[at] = PLACEHOLDER, last
    figures[at] = _figures(source, kinds, first, last)
    bounds = np.searchsorted(starts, begins)
    base = np.repeat(begins[:-1], np.diff(bounds))
    starts_in_text, ends_in_text = (starts - base).astype(np.int32), (ends - base).astype(np.int32)
    return MaskedViews(source, codes, figures, starts_in_text, ends_in_text, begins, bounds)


def joined(parts: Sequence[MaskedViews]) -> MaskedViews:
    """Views one behind the other, as if made together.

    >>> views = joined([masked_views(["投资3亿元"]), masked_views(["税收XX元"])])
    >>> views.written(1, views.span(int(views.bounds[1]) + 2, int(views.bounds[1]) + 3))
    'XX'
    """
    sources = np.cumsum([0, *(part.texts[-1] for part in parts)])
    views = np.cumsum([0, *(len(part.codes) for part in parts)])
    texts = [part.texts[:-1] + first for part, first in zip(parts, sources, strict=False)]
    bounds = [part.bounds[:-1] + first for part, first in zip(parts, views, strict=False)]
    return MaskedViews(
        np.concatenate([part.source[: part.texts[-1]] for part in parts]),
        np.concatenate([part.codes for part in parts]),
        np.concatenate([part.figures for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([*texts, sources[-1:]]),
        np.concatenate([*bounds, views[-1:]]),
    )


def _numbers(source: Codes, forms: Codes, kinds: Kinds) -> Flags:
    """Which characters belong to a number; ``kinds`` is put right where an x is a letter or a digit furniture."""
    latin = (kinds == _LETTER) & (forms >= ord("a")) & (forms <= ord("z"))
    first, last = _runs(kinds == _CROSS)
    for begin, end in zip(first, last, strict=True):
        if (begin and latin[begin - 1]) or latin[end]:
            kinds[begin:end] = _LETTER
    digit = kinds == _DIGIT
    _drop_item_numbers(source, kinds, digit)
    number = digit | (kinds == _SIGN) | (kinds == _CROSS)
    inner = np.zeros_like(number)
    blank = (kinds == _BLANK) | (kinds == _LINE)
    point = kinds == _POINT
    inner[1:-1] = (number[:-2] & point[1:-1] & number[2:]) | (digit[:-2] & blank[1:-1] & digit[2:])
    # A line may end inside a number: 286\n.1, 286.\n1.
    two = digit[:-3] & digit[3:] & ((blank[1:-2] & point[2:-1]) | (point[1:-2] & blank[2:-1]))
    inner[1:-2] |= two
    inner[2:-1] |= two
    thousands = digit[:-5] & (kinds[1:-4] == _COMMA) & digit[2:-3] & digit[3:-2] & digit[4:-1] & ~digit[5:]
    inner[1:-4] |= thousands
    return np.asarray(number | inner)


def _drop_item_numbers(source: Codes, kinds: Kinds, digit: Flags) -> None:
    """Leave out numbers of items: 3、 and 12. at the head of a line."""
    first, last = _runs(digit)
    short = (last - first <= _ENUMERATED) & ((first == 0) | np.isin(kinds[first - 1], (_LINE, _BETWEEN)))
    behind, after = source[last], kinds[np.minimum(last + 1, len(kinds) - 1)]
    closed = np.isin(behind, _ITEM_MARKS) & (after != _DIGIT)
    for begin, end in zip(first[short & closed], last[short & closed], strict=True):
        kinds[begin:end] = _DROP
        digit[begin:end] = False


def _figures(source: Codes, kinds: Kinds, first: Places, last: Places) -> Codes:
    """For each number a hash of its digits, points and masks, never 0, odd where it is hidden."""
    if not len(first):
        return np.zeros(0, dtype=np.uint32)
    size = last - first
    number = np.repeat(np.arange(len(first)), size)
    place = np.arange(size.sum()) + np.repeat(first - (np.cumsum(size) - size), size)
    counts = np.isin(kinds[place], (_DIGIT, _POINT, _SIGN, _CROSS))
    number, place = number[counts], place[counts]
    begin = np.searchsorted(number, np.arange(len(first)))
    rank = np.arange(len(place)) - begin[number]
    forms, _ = _tables()
    form = np.where(kinds[place] == _DIGIT, forms[source[place]], source[place]).astype(np.uint64)
    mixed = (form + np.uint64(1)) * _POWERS[np.minimum(rank, len(_POWERS) - 1)]
    hashes = (np.add.reduceat(mixed, begin) >> np.uint64(32)).astype(np.uint32)
    hidden = np.bitwise_or.reduceat((kinds[place] == _SIGN) | (kinds[place] == _CROSS), begin)
    return np.where(hidden, hashes | np.uint32(3), (hashes | np.uint32(2)) & ~np.uint32(1))


def _runs(flags: Flags) -> tuple[Places, Places]:
    """First characters of the runs of set flags, and those behind their last ones."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return edges[::2], edges[1::2]


@cache
def _tables() -> tuple[Codes, Kinds]:
    """For every code point what it is folded to, and its kind."""
    forms = np.zeros(_HIGHEST + 1, dtype=np.uint32)
    kinds = np.zeros(_HIGHEST + 1, dtype=np.uint8)
    letters = [chr(code) for code in range(_HIGHEST) if category(chr(code))[0] in "LN" or chr(code) in "%％‰℃"]
    # Line ends keep the converter from taking neighbours for a word.
    folded = fold("\n".join(letters)).split("\n")
    for char, form in zip(letters, folded, strict=True):
        lower = form.lower()
        forms[ord(char)] = ord(lower if len(lower) == 1 else form)
        kinds[ord(char)] = _LETTER if category(char) != "No" else _DROP
        if "0" <= form <= "9":
            kinds[ord(char)] = _DIGIT
    for signs, kind in (
        ("×*＊_＿□✕╳某", _SIGN), ("xXｘＸ", _CROSS), ("．.", _POINT), (",，、", _COMMA),
        (" \t\v\f\u00a0\u2002\u2003\u2009\u3000", _BLANK), ("\r\n\u0085\u2028\u2029", _LINE), (SEPARATOR, _BETWEEN),
    ):  # fmt: skip
        kinds[list(map(ord, signs))] = kind
    forms.flags.writeable = kinds.flags.writeable = False
    return forms, kinds


def _string(codes: Codes) -> str:
    return codes.astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")

"""An index of texts that a new one is compared with, without looking at the others again.

The views of all texts stand one behind the other, their seeds in sorted runs. Texts that are added make a run of their
own; runs are merged when the last is half as long as the one before it, so that there are few. An index is saved as a
folder of plain numpy files, which are mapped into memory when it is loaded: opening costs nothing, and a comparison reads
what it needs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from summarymine.document import Span
from summarymine.errors import StoreError
from summarymine.reuse import join
from summarymine.reuse.extend import extend
from summarymine.reuse.passages import passages
from summarymine.reuse.seeds import MEDIUM, Syncmer, places, postings
from summarymine.reuse.view import MaskedViews, joined, masked_views

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.reuse.passages import Passage, ReuseText
    from summarymine.reuse.seeds import Keys
    from summarymine.reuse.view import Flags, Places

_FORMAT = 2
_NAMES = ("source", "codes", "figures", "starts", "ends", "texts", "bounds")


@dataclass(frozen=True, slots=True)
class _Part:
    """Texts that were added together: their views, their seeds with places in the part, the number of the first.

    ``name`` begins with that number and tells parts of other content apart.
    """

    views: MaskedViews
    keys: Keys
    first: int
    name: str


class Index:
    """Texts to compare others with; each is known by its number, in the order in which they were added.

    >>> from summarymine.reuse.passages import ReuseText
    >>> old = "园区全年完成投资3.2亿元，新建标准厂房四万平方米，引进装备制造企业九家，解决就业一千二百人。"
    >>> index = Index()
    >>> index.add([ReuseText("无关的一篇总结。"), ReuseText(old, date="2020")])
    >>> passage, = index.compare(ReuseText("总之，" + old.replace("3.2", "XX"), date="2021"))
    >>> passage.kind, passage.a.text, passage.b.text, passage.dated
    ('masked', 1, 2, True)
    """

    def __init__(self, syncmer: Syncmer = MEDIUM) -> None:
        self.syncmer = syncmer
        self.dates: list[str] = []
        self.about: dict[str, Any] = {}
        """What its owner keeps with it, as JSON: saved and loaded in one piece with the index."""
        self._parts: list[_Part] = []

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.dates)

    def add(self, articles: Sequence[ReuseText]) -> None:
        """Take in more texts; nothing is compared."""
        if not articles:
            return
        views = masked_views([article.text for article in articles], [article.ignored for article in articles])
        part = self._part(views, len(self))
        self.dates += [article.date for article in articles]
        while self._parts and len(self._parts[-1].views) <= 2 * len(part.views):
            before = self._parts.pop()
            part = self._part(joined([before.views, part.views]), before.first)
        self._parts.append(part)

    def compare(self, article: ReuseText) -> Iterator[Passage]:
        """The passages that a new text shares with those of the index; its own number is that of the next to be added."""
        views = masked_views([article.text], [article.ignored])
        keys = postings(views.codes, views.bounds, self.syncmer)
        own, text, place = self._hits(keys)
        pairs, stock = _pairs(keys, own, text, len(views.codes), self.syncmer)
        own, text, place = own[pairs], text[pairs], place[pairs]
        found, number = np.unique(text, return_inverse=True)
        small = joined([*(self._view(one) for one in found.tolist()), views])
        new = np.full(len(own), len(found))
        candidates = join.candidates(
            small.bounds, small.bounds[number] + place, small.bounds[new] + places(keys)[own], self.syncmer.k
        )
        marks = np.concatenate((np.zeros(len(small.codes) - len(stock), dtype=np.bool_), stock))
        numbers = [*found.tolist(), len(self)]
        dates = [*(self.dates[one] for one in found.tolist()), article.date]
        for passage in passages(small, extend(small.codes, small.bounds, candidates), marks, dates):
            a, b = (side._replace(text=numbers[side.text]) for side in (passage.a, passage.b))
            yield passage._replace(a=a, b=b)

    def text(self, number: int) -> str:
        """The text that was added as this *number*."""
        view = self._view(number)
        return view.written(0, Span(0, int(view.texts[1]) - 1))

    def save(self, folder: Path) -> None:
        """Write the index to a folder of its own; what stands there already is not written again."""
        folder.mkdir(parents=True, exist_ok=True)
        for part in self._parts:
            for name, array in [("keys", part.keys), *((name, getattr(part.views, name)) for name in _NAMES)]:
                path = folder / f"{part.name}.{name}.npy"
                if not path.exists():
                    with (folder / "array.part").open("wb") as file:  # what has its name is whole
                        np.save(file, array, allow_pickle=False)
                    (folder / "array.part").replace(path)
        names = [part.name for part in self._parts]
        said = {
            "format": _FORMAT,
            "syncmer": self.syncmer,
            "parts": names,
            "dates": self.dates,
            "about": self.about,
        }
        temporary = folder / "index.json.new"
        temporary.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
        temporary.replace(folder / "index.json")
        for path in folder.glob("*.npy"):
            if path.name.split(".")[0] not in names:
                path.unlink()

    @classmethod
    def load(cls, folder: Path) -> Index:
        """The index that was saved to *folder*, its arrays mapped into memory. Raises StoreError where it is none."""
        try:
            said = json.loads((folder / "index.json").read_text("utf-8"))
            if said["format"] != _FORMAT:
                raise StoreError(f"索引版本不符 / another version of index: {folder}")
            index = cls(Syncmer(*said["syncmer"]))
            index.dates = list(map(str, said["dates"]))
            index.about = dict(said.get("about", {}))
            for name in said["parts"]:
                keys, *arrays = (
                    np.load(folder / f"{name}.{array}.npy", mmap_mode="r", allow_pickle=False)
                    for array in ("keys", *_NAMES)
                )
                index._parts.append(_Part(MaskedViews(*arrays), keys, int(name.split("-")[0]), name))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StoreError(f"索引无法读取 / the index cannot be read: {folder}: {error}") from error
        return index

    def _part(self, views: MaskedViews, first: int) -> _Part:
        keys = postings(views.codes, views.bounds, self.syncmer)
        name = f"{first}-{first + len(views)}-{crc32(views.source.data):08x}-{crc32(keys.data):08x}"
        return _Part(views, keys, first, name)

    def _view(self, number: int) -> MaskedViews:
        part = next(part for part in self._parts if number < part.first + len(part.views))
        return part.views.one(number - part.first)

    def _hits(self, keys: Keys) -> tuple[Places, Places, Places]:
        """Where the seeds of a new text stand: the position in *keys*, the text and the place in its view, in this order."""
        least = keys >> np.uint64(32) << np.uint64(32)
        found = []
        for part in self._parts:
            first = np.searchsorted(part.keys, least)
            last = np.searchsorted(part.keys, least | np.uint64(0xFFFFFFFF), side="right")
            hit, own = join.members(first, last - first)
            at = places(part.keys[hit])
            text = np.searchsorted(part.views.bounds, at, side="right") - 1
            found.append((own, text + part.first, at - part.views.bounds[text]))
        if not found:
            return tuple(np.zeros((3, 0), dtype=np.int64))  # type: ignore[return-value]
        own, text, place = (np.concatenate(column) for column in zip(*found, strict=True))
        order = np.lexsort((place, text, own))
        return own[order], text[order], place[order]


def _pairs(keys: Keys, own: Places, text: Places, length: int, syncmer: Syncmer) -> tuple[Places, Flags]:
    """Which hits are to be compared, and which characters of the new text are stock phrases; as in `join.join`."""
    first, size = join.groups(own)
    count = join.texts(text, first, size) + 1
    at, marks = places(keys), np.zeros(length, dtype=np.uint8)
    marks[at] = join.SEED
    marks[at[own[first[count > join.FAMILIAR]]]] = join.COMMON
    join.mark_stretches(marks, np.array([0, length]), syncmer)
    level, frequent = marks[at[own[first]]], count > join.STOCK
    stock = join.cover(at[own[first[frequent & (level == join.LONG)]]], syncmer.k, length)
    usable = ~frequent | (level == join.WHOLE)
    size = np.where(size < join.ALL_PAIRS, size, 1)
    hits, _ = join.members(first[usable], size[usable])
    return hits, stock

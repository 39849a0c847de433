"""Archives with planted reuse: what was copied, from where, and how it was changed is known to the character.

    python -m tests.benchmarks.reuse_archive FOLDER --articles 1000000 --seed 1

`plant` makes an archive in memory; `stream` (and the command) writes the same archive to shards in constant memory.
Each article has prose of its own (`tests.benchmarks.reuse_prose`), stock phrases that stand everywhere, and about one
passage copied from an earlier article:

- A passage is a run of clauses, of 36 characters and more without figures, punctuation and stock phrases, up to 800.
  It comes from the source's own prose, never from what that source had copied itself, and no two passages of a source
  overlap. So copies are of one family if and only if they name the same place of the same source.
- A template is a passage of `TEMPLATE_LENGTH` and more that returns, in up to 400 articles. Shorter ones do not: a
  short text in many articles is a stock phrase.
- The copy is ``verbatim``, ``masked`` (years, and often figures and names hidden), ``refilled`` (other figures) or
  ``edited`` at 5, 15 or 30 % of its characters, in bursts of one to three or singly.
- Some passages are moved: parts of the source in reverse order. Some articles are mostly passages of three sources.
- One article in three is noisy: half-width punctuation, wrapped lines, stray spaces, in all of its text.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate, chain
from pathlib import Path
from random import Random
from typing import NamedTuple

import regex

from tests.benchmarks.reuse_changes import edited, masked, noised, refilled
from tests.benchmarks.reuse_prose import Prose, informative

SHARD = 10_000  # articles a file
SHORTEST, LONGEST, TEMPLATE_LENGTH, MOST_COPIES = 36, 800, 100, 400
POOL = 20_000  # passages kept to be copied; bounds the memory

_KINDS = ("verbatim", "masked", "refilled", "edited")
_KIND_SHARES = (0.22, 0.18, 0.18, 0.42)
_RATES = (0.05, 0.15, 0.30)
_BURSTS = 0.7
_LAYOUTS = ("none", "one", "two", "moved", "mixed")
_LAYOUT_SHARES = (0.34, 0.40, 0.12, 0.06, 0.08)
_RETURNING, _TEMPLATES = 0.25, 0.02
_NOISY = 0.35
_STOCK_RATE = 0.12
_CUT = regex.compile(r"[，；。\n]")
_FIGURE = regex.compile(r"\d[\d.]{0,8}")


class Truth(NamedTuple):
    """A planted passage: characters *a_start* to *a_end* of article *a* stand changed in the later article *b*."""

    a: int
    a_start: int
    a_end: int
    b: int
    b_start: int
    b_end: int
    kind: str
    edit_rate: float = 0.0
    burst: bool = False
    moved: bool = False


class Planted(NamedTuple):
    """An archive and what was planted in it; the number of an article is its place in *articles*."""

    articles: list[str]
    passages: list[Truth]


class _Passage(NamedTuple):
    """A text that can be copied, before noise, and where it stands in its article, after noise."""

    text: str
    article: int
    places: tuple[int, ...]
    """For each character of *text* its offset in the article, and the offset of its end."""


class _Copy(NamedTuple):
    """A passage as it is to stand in another article; *start* and *end* are what of the source it repeats."""

    text: str
    source: _Passage
    start: int
    end: int
    kind: str
    rate: float
    burst: bool
    moved: bool


class Planter:
    """Makes the articles of an archive one after another."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.random = Random(f"reuse {seed}")
        self.prose = Prose(self.random)
        self._pool: list[_Passage] = []
        self._templates: list[tuple[_Passage, int]] = []
        self._made = 0

    def article(self) -> tuple[str, list[Truth]]:
        """The next article and the passages planted in it."""
        layout = self.random.choices(_LAYOUTS, _LAYOUT_SHARES)[0]
        parts = self._arranged(self._copies(layout), short=layout == "mixed")
        text = "".join([part if isinstance(part, str) else part.text for part in parts])
        pieces = noised(text, self.random) if self.random.random() < _NOISY else list(text)
        places = list(accumulate(map(len, pieces), initial=0))
        truths, at = [], 0
        for number, part in enumerate(parts):
            length = len(part) if isinstance(part, str) else len(part.text)
            if not isinstance(part, str):
                truths.append(self._truth(part, places, at))
            elif number:  # the title is not copied
                self._offer(part, at, places)
            at += length
        self._made += 1
        return "".join(pieces), truths

    def _truth(self, copy: _Copy, places: list[int], at: int) -> Truth:
        source, end = copy.source, at + len(copy.text)
        return Truth(
            source.article,
            source.places[copy.start],
            source.places[copy.end - 1] + 1,
            self._made,
            places[at],
            places[end - 1] + 1,
            copy.kind,
            copy.rate,
            copy.burst,
            copy.moved,
        )

    def _arranged(self, copies: list[_Copy], *, short: bool) -> list[str | _Copy]:
        """Title, sections with prose, and the copies between or within paragraphs, with prose before and after each."""
        random, prose = self.random, self.prose
        sections = 2 if short else random.randint(2, 4)
        blocks = [
            f"{number}、{heading}\n"
            + "".join(prose.paragraph(random.randint(1, 4), _STOCK_RATE) + "\n" for _ in range(2))
            for number, heading in zip("一二三四五", prose.headings(sections), strict=False)
        ]
        parts: list[str | _Copy] = [prose.title() + "\n"]
        after = sorted(random.randrange(len(blocks)) for _ in copies)
        own = prose.paragraph(2, _STOCK_RATE)
        for number, block in enumerate(blocks):
            own += block
            for at, copy in zip(after, copies, strict=True):
                if at == number:
                    inside = random.random() < 0.5
                    parts += [own + (prose.sentence() if inside else ""), copy]
                    own = ("" if inside else "\n") + prose.sentence() + "\n"
        return [*parts, own]

    def _offer(self, own: str, at: int, places: list[int]) -> None:
        """Puts passages of the article's *own* prose, which stands *at*, into the pool."""
        random = self.random
        cuts = [match.end() for match in _CUT.finditer(own)]
        start = 0
        while start < len(cuts) - 2:
            length = SHORTEST * (LONGEST / SHORTEST) ** random.random()
            end = min(bisect_left(cuts, cuts[start] + length), len(cuts) - 1)
            piece = own[cuts[start] : cuts[end]]
            text = piece.strip()
            if informative(text) >= SHORTEST and len(text) <= LONGEST:
                first = at + cuts[start] + len(piece) - len(piece.lstrip())
                self._keep(_Passage(text, self._made, tuple(places[first : first + len(text) + 1])))
            start = end + random.randint(1, 12)

    def _keep(self, passage: _Passage) -> None:
        if len(self._pool) < POOL:
            self._pool.append(passage)
        else:
            self._pool[self.random.randrange(POOL)] = passage

    def _source(self, longest: bool = False) -> _Passage:
        """A passage of an earlier article: a template that returns, or one not used before."""
        random = self.random
        if not longest and self._templates and random.random() < _RETURNING:
            at = random.randrange(len(self._templates))
            passage, left = self._templates[at]
            self._templates[at] = (passage, left - 1)
            if left == 1:
                del self._templates[at]
            return passage
        drawn = random.sample(range(len(self._pool)), min(len(self._pool), 24 if longest else 1))
        at = max(drawn, key=lambda one: len(self._pool[one].text))
        self._pool[at], self._pool[-1] = self._pool[-1], self._pool[at]
        passage = self._pool.pop()
        if not longest and len(passage.text) >= TEMPLATE_LENGTH and random.random() < _TEMPLATES:
            most = max(2, min(MOST_COPIES, self.number // 10))
            self._templates.append((passage, max(1, round(most ** random.random()))))
        return passage

    def _copies(self, layout: str) -> list[_Copy]:
        number = {"none": 0, "one": 1, "two": 2, "moved": 1, "mixed": 3}[layout]
        if len(self._pool) < 50:  # the first articles have nothing to copy
            return []
        if layout == "moved":
            return self._moved(self._source(longest=True))
        sources: dict[tuple[int, int], _Passage] = {}
        while len(sources) < number:
            source = self._source()
            if source.article not in {article for article, _ in sources}:
                sources[source.article, source.places[0]] = source
        return [self._copy(source, 0, len(source.text)) for source in sources.values()]

    def _moved(self, source: _Passage) -> list[_Copy]:
        """Two or three parts of the source, cut at ends of sentences, the last first."""
        text, parts, start = source.text, list[_Copy](), 0
        least = max(SHORTEST, informative(text) // 3)
        for end in (match.end() for match in regex.finditer("。|$", text)):
            if end == len(text) or informative(text[start:end]) >= least <= informative(text[end:]):
                begin = end - len(text[start:end].lstrip())
                parts.append(self._copy(source, begin, end, moved=True))
                start = end
                if end == len(text):
                    break
        return parts[::-1]

    def _copy(self, source: _Passage, start: int, end: int, *, moved: bool = False) -> _Copy:
        """The text changed in one way; one without figures cannot be masked or refilled."""
        random = self.random
        text, rate, burst = source.text[start:end], 0.0, False
        kind = "verbatim" if moved else random.choices(_KINDS, _KIND_SHARES)[0]
        if kind in ("masked", "refilled") and not _FIGURE.search(text):
            kind = "edited"
        if kind == "masked":
            text = masked(text, random)
        elif kind == "refilled":
            text = refilled(text, random)
        elif kind == "edited":
            rate, burst = random.choice(_RATES), random.random() < _BURSTS
            text = edited(text, rate, 3 if burst else 1, random)
        return _Copy(text, source, start, end, kind, rate, burst, moved)


def plant(number: int, seed: int) -> Planted:
    """An archive of so many articles in memory.

    >>> plant(30, 1) == plant(30, 1)
    True
    """
    planter = Planter(number, seed)
    made = [planter.article() for _ in range(number)]
    return Planted([text for text, _ in made], list(chain.from_iterable(truths for _, truths in made)))


def stream(folder: Path, number: int, seed: int) -> None:
    """Write the archive to ``articles-00000.jsonl``, … and ``truth-00000.jsonl``, …, `SHARD` articles each.

    A line of the first is ``{"number": 0, "text": "…"}``, of the second the fields of a `Truth`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    planter = Planter(number, seed)
    for first in range(0, number, SHARD):
        name = f"{first // SHARD:05}.jsonl"
        with (
            (folder / f"articles-{name}").open("w", encoding="utf-8") as articles,
            (folder / f"truth-{name}").open("w", encoding="utf-8") as truth,
        ):
            for at in range(first, min(first + SHARD, number)):
                text, planted = planter.article()
                articles.write(json.dumps({"number": at, "text": text}, ensure_ascii=False) + "\n")
                truth.writelines(json.dumps(one._asdict()) + "\n" for one in planted)


def _lines(folder: Path, pattern: str) -> Iterator[dict[str, object]]:
    for path in sorted(folder.glob(pattern)):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def read_articles(folder: Path) -> Iterator[str]:
    """The articles that `stream` wrote, in their order."""
    return (str(line["text"]) for line in _lines(folder, "articles-*.jsonl"))


def read_truth(folder: Path) -> Iterator[Truth]:
    """The passages that `stream` planted, by the number of the copy."""
    return (Truth(**line) for line in _lines(folder, "truth-*.jsonl"))  # type: ignore[arg-type]


def main() -> None:
    """Write an archive."""
    parser = argparse.ArgumentParser(description="An archive with planted reuse, in shards.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    stream(asked.folder, asked.articles, asked.seed)


if __name__ == "__main__":
    main()

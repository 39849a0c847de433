"""Reuse in archives that are greater than memory: the steps of `find_reuse` with files between them.

1. A **part** is some thousand texts. Of each its sorted seeds go to a file, its view to the end of one for all.
2. A **range** of k-gram hashes is taken from all parts: its k-grams in many texts are marked.
3. A **block** is a stretch of the view: where marked k-grams follow one another, stretches are marked.
4. By range again: which places are to be compared.
5. By block: from the links that begin in it to passages. The views of their texts are made again, in full.

Every step is a number of independent tasks, done by processes that share nothing but the files; what one needs of a
file is mapped, or read. The order of passages, and what they are, does not depend on the number of processes.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache, partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from summarymine.document import Span
from summarymine.errors import SummaryMineError
from summarymine.reuse import join
from summarymine.reuse.extend import WORTH_COMPILING, Stretches, compiled, extend
from summarymine.reuse.passages import ReuseText, long_enough, passages, with_enough
from summarymine.reuse.seeds import MOST_PLACES, blocks, places, postings
from summarymine.reuse.view import masked_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from summarymine.reuse.passages import Passage
    from summarymine.reuse.seeds import Keys, Syncmer
    from summarymine.reuse.view import Codes, Flags, Places

    Array: TypeAlias = npt.NDArray[Any]

Tell: TypeAlias = "Callable[[str, int, int], object]"
"""Hears the name of a step, how much of it is done, and of how much."""

PART = 5_000
"""Texts of a part."""
RANGE, BLOCK = 4_000_000, 2_000_000
"""Postings of a range, and characters of a block, about."""

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
Texts: TypeAlias = "tuple[int, int]"
"""Numbers of the first text of a block and of the one behind its last."""


class Work(NamedTuple):
    """The files of one run: parts of so many texts, how many parts, and ranges of hashes."""

    folder: Path
    syncmer: Syncmer
    part: int
    parts: int = 0
    ranges: int = 1

    def save(self, name: str, array: Array) -> None:
        """Save an array."""
        np.save(self.folder / f"{name}.npy", array, allow_pickle=False)

    def array(self, name: str) -> Array:
        """A saved array, mapped; the file stays as it is whatever is done to the array."""
        # Not mapped for reading only, which is another type to the compiler.
        return np.asarray(np.load(self.folder / f"{name}.npy", mmap_mode="c", allow_pickle=False))

    def codes(self) -> Codes:
        """The view of all texts, mapped."""
        codes: Codes = _mapped(self.folder / "codes", "uint32", "c")
        return codes

    def marks(self) -> join.Marks:
        """What is known of each place of the view, mapped: every process sees what another writes."""
        marks: join.Marks = _mapped(self.folder / "marks", "uint8", "r+")
        return marks

    def texts(self, numbers: Places) -> list[ReuseText]:
        """The texts of these numbers, which rise."""
        ends, ignored, dates = (self.array(name) for name in ("ends", "ignored", "dates"))
        first, last = (np.searchsorted(ignored[:, 0], numbers, side=side) for side in ("left", "right"))
        found = []
        with (self.folder / "texts").open("rb") as file:
            for number, begin, end in zip(numbers.tolist(), first.tolist(), last.tolist(), strict=True):
                file.seek(int(ends[number]))
                text = file.read(int(ends[number + 1] - ends[number])).decode("utf-8", "surrogatepass")
                spans = tuple(Span(*row) for row in ignored[begin:end, 1:].tolist())
                found.append(ReuseText(text, spans, str(dates[number])))
        return found


def find_reuse_on_disk(
    articles: Iterable[ReuseText],
    folder: Path,
    *,
    jobs: int = 1,
    syncmer: Syncmer,
    tell: Tell | None = None,
) -> Iterator[Passage]:
    """The passages that articles share, as `find_reuse` gives them, by way of files in an empty *folder*.

    The files take some ten bytes a character, texts among them. *tell* hears the name of a step, how many of its tasks
    are done, and of how many (0 where that is unknown). More jobs than one are processes that begin by importing the
    program that asks for them, so a script does its work under ``if __name__ == "__main__"``. Raises SummaryMineError
    where there are too many characters.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from summarymine.reuse.seeds import FINE
    >>> old = "园区全年完成投资3.2亿元，新建标准厂房四万平方米，引进装备制造企业九家，解决就业一千二百人。"
    >>> with TemporaryDirectory() as folder:
    ...     passage, = find_reuse_on_disk([ReuseText(old), ReuseText("总之，" + old)], Path(folder), syncmer=FINE)
    >>> passage.kind, passage.b.span.start
    ('verbatim', 3)
    """
    pool = ProcessPoolExecutor(jobs, get_context("spawn")) if jobs > 1 else None
    try:
        steps = _Steps(pool, jobs, tell)
        work = _taken_in(articles, Work(folder, syncmer, PART), steps)
        every = blocks(work.array("bounds"), BLOCK)
        if not every:
            return
        steps.all("mark", partial(_mark, work), range(work.ranges))
        steps.all("stretches", partial(_mark_stretches, work), every)
        steps.all("link", partial(_link, work), range(work.ranges))
        for found in steps.each("compare", partial(_compare, work), every, len(every)):
            yield from found
    finally:
        _mapped.cache_clear()
        if pool:
            pool.shutdown(cancel_futures=True)


@lru_cache(maxsize=2)
def _mapped(path: Path, kind: str, mode: Literal["c", "r+"]) -> Array:
    """A file of numbers, mapped once a process: every new mapping would have to find all of its pages again."""
    return np.asarray(np.memmap(path, kind, mode))


class _Steps(NamedTuple):
    """Who does the tasks of a step, and who hears of it."""

    pool: ProcessPoolExecutor | None
    jobs: int
    tell: Tell | None

    def each(
        self, step: str, task: Callable[[_Piece], _Result], pieces: Iterable[_Piece], of: int
    ) -> Iterator[_Result]:
        """The results of a task for all pieces, in their order."""
        results = _ahead(self.pool, task, pieces, 2 * self.jobs) if self.pool else map(task, pieces)
        for done, result in enumerate(results, 1):
            yield result
            if self.tell:
                self.tell(step, done, of)

    def all(self, step: str, task: Callable[[_Piece], None], pieces: Sequence[_Piece]) -> None:
        """Do a task for all pieces."""
        deque(self.each(step, task, pieces, len(pieces)), 0)


def _ahead(
    pool: ProcessPoolExecutor, task: Callable[[_Piece], _Result], pieces: Iterable[_Piece], most: int
) -> Iterator[_Result]:
    """As `map`, in a pool; no more results than *most* wait to be taken."""
    waiting: deque[Future[_Result]] = deque()
    for piece in pieces:
        waiting.append(pool.submit(task, piece))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _taken_in(articles: Iterable[ReuseText], work: Work, steps: _Steps) -> Work:
    """Write down the texts, their view, and the seeds of each part."""
    bounds, parts, size = [np.zeros(1, dtype=np.int64)], 0, 0
    with (work.folder / "codes").open("wb") as codes:
        pieces = enumerate(_written(articles, work))
        for parts, (ends, seeds) in enumerate(steps.each("read", partial(_part, work), pieces, 0), 1):
            part = work.folder / f"codes-{parts - 1}.npy"
            np.load(part, mmap_mode="r", allow_pickle=False).tofile(codes)
            part.unlink()
            bounds.append(ends + bounds[-1][-1])
            size += seeds
    all_bounds = np.concatenate(bounds)
    if all_bounds[-1] > MOST_PLACES:
        raise SummaryMineError(
            f"文本过多,请分批比较 / too many characters, compare them in several archives: {all_bounds[-1]:,}"
        )
    work.save("bounds", all_bounds)
    with (work.folder / "marks").open("wb") as marks:
        marks.truncate(int(all_bounds[-1]))
    return work._replace(parts=parts, ranges=max(1, size // RANGE))


def _written(articles: Iterable[ReuseText], work: Work) -> Iterator[list[ReuseText]]:
    """The articles in parts, written down as they pass."""
    ends, ignored, dates, part = [0], list[tuple[int, int, int]](), list[str](), list[ReuseText]()
    with (work.folder / "texts").open("wb") as file:
        for number, article in enumerate(articles):
            ends.append(ends[-1] + file.write(article.text.encode("utf-8", "surrogatepass")))
            ignored += [(number, span.start, span.end) for span in article.ignored]
            dates.append(article.date)
            part.append(article)
            if len(part) == work.part:
                yield part
                part = []
    work.save("ends", np.array(ends))
    work.save("ignored", np.array(ignored, dtype=np.int64).reshape(-1, 3))
    work.save("dates", np.array(dates, dtype=np.str_))
    if part:
        yield part


def _part(work: Work, piece: tuple[int, list[ReuseText]]) -> tuple[Places, int]:
    """Save the view and the seeds of a part; where its texts end in the view, and how many seeds there are."""
    number, texts = piece
    views = masked_views([one.text for one in texts], [one.ignored for one in texts])
    keys = postings(views.codes, views.bounds, work.syncmer)
    work.save(f"codes-{number}", views.codes)
    work.save(f"keys-{number}", keys)
    return views.bounds[1:], len(keys)


def _range(work: Work, number: int) -> Keys:
    """The sorted postings of a range of hashes."""
    # A range begins with the first posting of a hash.
    edges = [(at << 32) // work.ranges << 32 for at in (number, number + 1) if at < work.ranges]
    bounds = work.array("bounds")
    found = []
    for part in range(work.parts):
        keys = work.array(f"keys-{part}")
        begin, end = [*np.searchsorted(keys, np.array(edges, dtype=np.uint64)).tolist(), len(keys)][:2]
        found.append(keys[begin:end] + np.uint64(bounds[part * work.part]))
    joint: Keys = np.concatenate(found)
    joint.sort()
    return joint


def _mark(work: Work, number: int) -> None:
    """Mark the seeds of a range and save those of k-grams with several."""
    keys, marks = _range(work, number), work.marks()
    marks[places(keys)] = join.SEED
    at, size = join.several(keys)
    text = join.text_of(at, work.array("bounds"))
    join.mark_common(marks, join.shared(at, size, text))
    for name, array in (("at", at), ("size", size), ("text", text)):
        work.save(f"{name}-{number}", array)


def _mark_stretches(work: Work, block: Texts) -> None:
    """Mark the stretches of a block."""
    bounds = work.array("bounds")[block[0] : block[1] + 1]
    join.mark_stretches(work.marks()[bounds[0] : bounds[-1]], bounds - bounds[0], work.syncmer)


def _link(work: Work, number: int) -> None:
    """Save the links between seeds of a range: the earlier place in the upper half, the later in the lower, sorted."""
    at, size, text = (work.array(f"{name}-{number}") for name in ("at", "size", "text"))
    a, b = join.links(work.marks(), join.shared(at, size, text))
    work.save(f"links-{number}", np.sort(join.packed(a, b)))


def _compare(work: Work, block: Texts) -> list[Passage]:
    """The passages of texts of a block with later ones."""
    bounds = work.array("bounds")
    edges = join.packed(bounds[list(block)], np.zeros(2, dtype=np.int64))
    every = [work.array(f"links-{number}") for number in range(work.ranges)]
    if sum(map(len, every)) >= WORTH_COMPILING:
        compiled()
    links_here = np.concatenate([links[slice(*np.searchsorted(links, edges).tolist())] for links in every])
    a, b = join.unpacked(links_here)
    found = extend(work.codes(), bounds, join.candidates(bounds, a, b, work.syncmer.k))
    numbers, found, stock = _enough(work, found)
    texts = work.texts(numbers)
    views = masked_views([one.text for one in texts], [one.ignored for one in texts])
    return [
        passage._replace(
            a=passage.a._replace(text=int(numbers[passage.a.text])),
            b=passage.b._replace(text=int(numbers[passage.b.text])),
        )
        for passage in passages(views, found, stock, [one.date for one in texts])
    ]


def _enough(work: Work, found: Stretches) -> tuple[Places, Stretches, Flags]:
    """The numbers of texts with stretches that hold enough of their own; these, as if no other texts were; their stock."""
    bounds, marks = work.array("bounds"), work.marks()
    numbers, found = _among_themselves(bounds, long_enough(found))
    size = bounds[numbers + 1] - bounds[numbers]
    own = [marks[bounds[number] : bounds[number + 1]] for number in numbers.tolist()]
    stock = join.stock(np.concatenate([*own, np.zeros(0, dtype=np.uint8)]), work.syncmer.k)
    found = with_enough(found, stock)
    left, found = _among_themselves(np.concatenate(([0], np.cumsum(size))), found)
    of_left = np.zeros(len(numbers), dtype=np.bool_)
    of_left[left] = True
    return numbers[left], found, stock[np.repeat(of_left, size)]


def _among_themselves(bounds: Places, found: Stretches) -> tuple[Places, Stretches]:
    """The texts that stretches lie in, and the stretches with places and numbers as if these were all texts."""
    numbers, text = np.unique(np.concatenate((found.text_a, found.text_b)), return_inverse=True)
    text_a, text_b = text.reshape(2, -1)
    begins = np.cumsum(bounds[numbers + 1] - bounds[numbers])
    shift = np.concatenate(([0], begins[:-1])) - bounds[numbers] if len(numbers) else begins
    places = (
        found.a_start + shift[text_a], found.a_end + shift[text_a], found.b_start + shift[text_b], found.b_end + shift[text_b]
    )  # fmt: skip
    return numbers, Stretches(*places, text_a, text_b, found.score)

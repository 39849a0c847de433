"""Why a cell of a panel is empty: a blank is never a zero, and never unexplained."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from summarymine.values.periods import parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from summarymine.corpus.facts import Place
    from summarymine.records import DocumentRecord

HIDDEN, UNSAID, UNREAD, NO_DOCUMENT = "原文隐去", "文中未写", "文件未能读取", "没有文件"
REASONS = (HIDDEN, UNSAID, UNREAD, NO_DOCUMENT)


class Blanks:
    """Tells why there is no figure of a park for a period.

    *parks* gives the park of each of *documents*; *unread* are the paths of files that could not be read: one counts for
    a park where the path names it, or the folder is one that the park's documents lie in, and the path names the year.

    >>> Blanks([], {}).reason("望榆园区", "2019")
    '没有文件'
    """

    def __init__(
        self, documents: Iterable[DocumentRecord], parks: Mapping[Place, str], unread: Iterable[str] = ()
    ) -> None:
        self._periods: defaultdict[str, list[str]] = defaultdict(list)
        self._signs: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            park = parks[(document.source, document.article)]  # type: ignore[index]  # a Place is that tuple
            self._periods[park].append(document.period)
            folder = document.source.rpartition("/")[0]
            self._signs[park] |= {sign for sign in (folder, document.park) if sign}
        self._unread = list(unread)

    def reason(self, park: str, period: str) -> str:
        """Why a cell of this park and period without any figure is empty."""
        if any(_covers(told, period) for told in self._periods[park]):
            return UNSAID
        signs = (park, *self._signs[park])
        if any(period[:4] in path and any(sign in path for sign in signs) for path in self._unread):
            return UNREAD
        return NO_DOCUMENT


def _covers(told: str, period: str) -> bool:
    one, other = parse_period(told), parse_period(period)
    return one is not None and other is not None and one.start[:4] <= other.start[:4] <= one.end[:4]

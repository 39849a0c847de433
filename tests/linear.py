"""Whether a time grows in proportion to the length of a text.

A text is measured short and several times as long, some doublings apart; a doubling may cost `MOST` times as much on
the average. Processor time is taken, not the clock, so that a loaded machine changes little, and what looks dear is
measured again, the best of several runs counting. Times of a few milliseconds say nothing and are not compared.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHORT, DOUBLINGS = 10_000, 3
LONG = SHORT * 2**DOUBLINGS
MOST = 2.5
"""How many times as long a text of twice the length may take."""
TOO_SHORT = 0.04
"""Seconds below which a time says nothing about growth."""
LONG_ENOUGH = 1.0
"""Seconds that nothing which happens on a machine makes twice as many."""
TRIES = 6


def text_of(brick: str, size: int) -> str:
    """At most *size* characters of one thing over and over."""
    return brick * (size // len(brick))


def nested(size: int) -> str:
    """Brackets in brackets."""
    return "（" * (size // 2) + "）" * (size // 2)


def too_dear(
    make: Callable[[int], str],
    measure: Callable[[str], dict[str, float]],
    *,
    doublings: int = DOUBLINGS,
    too_short: float = TOO_SHORT,
    tries: int = TRIES,
) -> list[str]:
    """What takes a time that grows too fast with the text that *make* makes, however often it is measured.

    *measure* gives the seconds of everything that is looked at on a text; *make* makes one of about so many characters.

    >>> too_dear("园".__mul__, lambda text: {"line": len(text) / LONG, "square": (len(text) / LONG) ** 2})
    ['square: 0.016 s for 10000 characters, 1.000 s for 80000']
    """
    size = SHORT * 2**doublings
    measure(make(100))
    short, long = measure(make(SHORT)), measure(make(size))
    for more in reversed(range(tries)):
        dear = [n for n in long if long[n] > too_short and long[n] > short[n] * MOST**doublings]
        sure = all(long[n] > LONG_ENOUGH and long[n] > 2 * short[n] * MOST**doublings for n in dear)
        if sure or not more:
            break
        again, once_more = measure(make(SHORT)), measure(make(size))
        short = {n: min(short[n], again[n]) for n in dear}
        long = {n: min(long[n], once_more[n]) for n in dear}
    return [f"{n}: {short[n]:.3f} s for {SHORT} characters, {long[n]:.3f} s for {size}" for n in dear]


@pytest.fixture(autouse=True)
def no_collector() -> Iterator[None]:
    """The garbage collector runs the more often the more there is, which is not what is measured here."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()

"""When what is written differently is the same: names, units and values.

Texts are compared without blanks, punctuation, full width and case.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.evaluate.labels import Value

_PUNCTUATION = dict.fromkeys(map(ord, "“”\"'‘’《》()（）、,，。．:：;；`·-—–~"))
_UNITS = {
    "平米": "平方米", "平": "平方米", "m2": "平方米", "m": "米", "千米": "公里", "km": "公里", "kg": "公斤",
    "余家": "家", "户次": "户", "人民币": "元", "元人民币": "元", "百分点": "个百分点", "成": "%",
}  # fmt: skip

ALIKE = 0.8
"""Dice's coefficient from which two names are the same."""


def plain(text: str) -> str:
    """The text without what does not matter when texts are compared.

    >>> plain("Ｒ＆Ｄ 经费（亿元）")
    'r&d经费亿元'
    """
    return "".join(normalize("NFKC", text).lower().translate(_PUNCTUATION).split())


def dice(one: str, other: str) -> float:
    """Dice's coefficient of two texts by their characters: twice what they share, as a part of both; 0 to 1.

    >>> dice("固定资产投资", "工业投资")
    0.4
    """
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def same_name(name: str, right: Iterable[str]) -> bool:
    """Whether a name is one of the *right* ones, the first of which is the label's own, or nearly so.

    >>> same_name("规上工业总产值", ["规模以上工业总产值"]), same_name("投资", ["固定资产投资"])
    (True, False)
    """
    got, (own, *others) = plain(name), map(plain, right)
    if not got:
        return not own
    return any(got == want or dice(got, want) >= ALIKE or _part_of(got, want) for want in (own, *others))


def _part_of(one: str, other: str) -> bool:
    """Whether the shorter name, of three characters at least, is the half of the longer one or more of it."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 3 and shorter in longer and 2 * len(shorter) >= len(longer)


def same_unit(one: str, other: str) -> bool:
    """Whether two units are the same, be they written differently.

    >>> same_unit("㎡", "平方米"), same_unit("亩", "平方米")
    (True, False)
    """
    one, other = plain(one), plain(other)
    return _UNITS.get(one, one) == _UNITS.get(other, other)


def same_value(one: Value, other: Value) -> bool:
    """Whether two values agree to a millionth, both ends of a range; a hidden value agrees with a hidden one only.

    >>> same_value(3.2e8, 320000000), same_value([80, 100], 80), same_value(None, 0)
    (True, False, False)
    """
    if one is None or other is None:
        return one is other
    ones, others = (value if isinstance(value, list) else [value] for value in (one, other))
    return len(ones) == len(others) and all(
        abs(a - b) <= 1e-6 * max(abs(a), abs(b), 1) for a, b in zip(ones, others, strict=True)
    )

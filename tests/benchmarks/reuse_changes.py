"""How a copied text is changed: years, figures and names hidden; other figures; characters edited; noise.

The changes are those that offices make when they write a summary over an old one, and that a benchmark can undo on paper: what
`masked` and `refilled` do not name stays as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from tests.benchmarks.reuse_prose import LETTERS, PLACES

if TYPE_CHECKING:
    from random import Random

_YEAR = regex.compile(r"\d年")
_NUMBER = regex.compile(r"\d[\d.]{0,8}")
_NAME = regex.compile("|".join(PLACES))
_NARROW = str.maketrans("，；：（）", ",;:()")
_YEAR_MASKS = ("XX", "××", "xx", "20XX", "****", "某")
_FIGURE_MASKS = ("XX", "××", "xx", "**", "*", "X")
_NAME_MASKS = ("XX", "××", "某", "某某")
_FIGURES_HIDDEN, _NAMES_HIDDEN, _NAMES_FROM = 0.6, 0.3, 120


def masked(text: str, random: Random) -> str:
    """Years hidden and often figures, one in three of the longer texts without names of places; the units stay.

    >>> from random import Random
    >>> masked("2019年税收3.5亿元", Random(3))
    '××年税收*亿元'
    """
    year, figure, name = (random.choice(masks) for masks in (_YEAR_MASKS, _FIGURE_MASKS, _NAME_MASKS))
    all_hidden = not _YEAR.search(text) or random.random() < _FIGURES_HIDDEN

    def mask(match: regex.Match[str]) -> str:
        if text[match.end() : match.end() + 1] == "年":
            return year
        return figure if all_hidden else str(match.group())

    hidden = str(_NUMBER.sub(mask, text))
    if len(text) >= _NAMES_FROM and random.random() < _NAMES_HIDDEN:
        hidden = str(_NAME.sub(name, hidden))
    return hidden


def refilled(text: str, random: Random) -> str:
    """Another figure in the place of each, written alike; a year becomes one of the next three.

    >>> from random import Random
    >>> refilled("2019年税收3.5亿元", Random(3))
    '2020年税收9.3亿元'
    """

    def other(match: regex.Match[str]) -> str:
        old = str(match.group())
        if text[match.end() : match.end() + 1] == "年":
            return str(int(old) + random.randint(1, 3))
        new = old
        while new == old:
            digits = [random.choice("123456789") if digit.isdigit() else digit for digit in old]
            new = "".join(digits)
        return new

    return str(_NUMBER.sub(other, text))


def edited(text: str, rate: float, longest: int, random: Random) -> str:
    """*rate* of the characters replaced, left out or preceded by others, in runs of one to *longest*.

    Punctuation, figures, the first and the last letter or figure stay. Half of the runs are replaced, a quarter left out.

    >>> from random import Random
    >>> edited("新建标准厂房和污水管网", 0.3, 1, Random(5)) != "新建标准厂房和污水管网"
    True
    """
    out = list(text)
    inner = [at for at, letter in enumerate(text) if letter.isalnum()][1:-1]
    free = {at for at in inner if text[at].isalpha()}
    left = max(1, round(rate * len(text)))
    for start in random.sample(sorted(free), len(free)):
        run = range(start, start + min(left, random.randint(1, longest)))
        if not left:
            break
        if not free.issuperset(run):
            continue
        action = random.random()
        if action < 0.75:
            for at in run:
                out[at] = "" if action < 0.25 else random.choice(LETTERS.replace(text[at], ""))
        else:
            out[start] = "".join(random.choices(LETTERS, k=len(run))) + text[start]
        free.difference_update(run)
        left -= len(run)
    return "".join(out)


def noised(text: str, random: Random) -> list[str]:
    """What becomes of each character: at least one of half-width punctuation, wrapped lines, stray spaces.

    >>> from random import Random
    >>> "".join(noised("开工，完工", Random(1))).translate({32: "", 10: "", 12288: "", 44: "，"})
    '开工，完工'
    """
    kinds = random.sample(("narrow", "wrapped", "spaced"), random.choice((1, 1, 2, 3)))
    out = list(text.translate(_NARROW) if "narrow" in kinds else text)
    if "spaced" in kinds:
        for _ in range(len(out) // 150 + 1):
            out[random.randrange(len(out))] += random.choice((" ", "　"))
    if "wrapped" in kinds:
        width, column = random.randint(24, 44), 0
        for at, character in enumerate(text):
            column = 0 if character == "\n" else column + 1
            if column == width and text[at + 1 : at + 2] not in ("", "\n"):
                out[at] += "\n"
                column = 0
    return out

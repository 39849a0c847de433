"""One project, many names: which forms stand for the same undertaking, and where they stand.

Reading guide. `same_project` says whether a shorter form may stand for a longer one; `groups` puts the forms of an
article together, the fullest first; `occurrences` finds every place of every form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from summarymine.document import Span
from summarymine.pipes.project_phrases import lexicon

_NOISE = regex.compile(r"[\s“”（）《》·/\-—~]|有限责任|股份有限|有限|公司|集团|(?:建设|开发|筹建)?(?:工程)?项目|(?:建设)?工程$|建设$|筹建工作$|(?<=项目)工程")
_NUMERAL = regex.compile(r"[一二三四五六七八九十\d东西南北中A-Za-z]+")


@cache
def _phase() -> regex.Pattern[str]:
    return regex.compile("|".join(sorted(lexicon("phases"), key=len, reverse=True)))


@dataclass(frozen=True, slots=True)
class Form:
    """A name as written, what is left of it without the words every name has, and its phase."""

    name: str
    start: int
    head: str

    @property
    def phase(self) -> str:
        """一期, A区 …, or ""."""
        found = _phase().search(self.name)
        return found.group() if found else ""

    @property
    def key(self) -> str:
        """The name without noise and phase."""
        return _phase().sub("", _NOISE.sub("", self.name.lower())) or self.name


def _within(short: str, full: str) -> str | None:
    """What *full* has besides the characters of *short* in their order, or None."""
    rest: list[str] = []
    at = 0
    for char in full:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            rest.append(char)
    return "".join(rest) if at == len(short) else None


def _dice(a: str, b: str) -> float:
    common = sum(min(a.count(c), b.count(c)) for c in set(a))
    return 2 * common / (len(a) + len(b))


def same_project(short: str, full: str) -> bool:
    """Whether the key *short* may stand for the key *full*.

    >>> same_project("康达", "康达中药饮片"), same_project("中药饮片", "康达中药饮片"), same_project("工业路", "工业二路")
    (True, True, False)
    """
    if short == full:
        return True
    if full.endswith(short) and len(short) >= 3:
        return not _NUMERAL.fullmatch(full[: -len(short)])
    if short[:2] == full[:2] and len(short) >= 2:
        rest = _within(short, full)
        if rest:
            return not _NUMERAL.fullmatch(rest)
    if short[:2] == full[:2] and short[-1] == full[-1] and len(short) >= 6 and _NUMERAL.findall(short) == _NUMERAL.findall(full):
        return _dice(short, full) >= 0.85
    return False


@dataclass(slots=True)
class Group:
    """The forms of one project, the fullest first."""

    full: Form
    forms: list[Form] = field(default_factory=list)


def groups(forms: Sequence[Form]) -> list[Group]:
    """The forms put together by project."""
    made: list[Group] = []
    by_prefix: dict[str, list[Group]] = defaultdict(list)
    by_suffix: dict[str, list[Group]] = defaultdict(list)
    for form in sorted(forms, key=lambda f: (-len(f.key), -len(f.name), f.start)):
        near = {id(g): g for g in (*by_prefix[form.key[:2]], *by_suffix[form.key[-3:]])}
        hits = [g for g in near.values() if _belongs(form, g)]
        if len(hits) > 1:
            exact = [g for g in hits if g.full.key == form.key]
            hits = exact or hits
            keys = {g.full.key for g in hits}
            hits = sorted(hits, key=lambda g: (g.full.phase != "一期", g.full.start))[:1] if len(keys) == 1 else []
        if hits:
            hits[0].forms.append(form)
            continue
        group = Group(form, [form])
        made.append(group)
        by_prefix[form.key[:2]].append(group)
        by_suffix[form.key[-3:]].append(group)
    return made


def _belongs(form: Form, group: Group) -> bool:
    full = group.full
    if not same_project(form.key, full.key):
        return False
    a, b = form.phase, full.phase
    if a == b:
        return True
    if a and b:
        return False
    late, plain = (form, full) if a else (full, form)
    return late.phase in ("一期", "首期", "一阶段") or late.start < plain.start


def occurrences(text: str, made: Iterable[Group]) -> Mapping[int, list[Span]]:
    """The places of each group's forms (by the group's index), the longer form first where two overlap."""
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, group in enumerate(made):
        for name in {form.name for form in group.forms}:
            index[name[:2]].append((name, number))
    for entries in index.values():
        entries.sort(key=lambda e: -len(e[0]))
    found: dict[int, list[Span]] = defaultdict(list)
    at = 0
    while at < len(text) - 1:
        for name, number in index.get(text[at : at + 2], ()):
            if text.startswith(name, at):
                found[number].append(Span(at, at + len(name)))
                at += len(name) - 1
                break
        at += 1
    return found

"""One project, many names: which forms stand for the same undertaking, and where they stand.

Reading guide. A form is compared by its key, the name without the words that every name has. `same_project` says
whether a shorter key may stand for a longer one; `groups` puts the forms of an article together, the fullest first,
and keeps phases apart; `occurrences` finds every place of every form.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import regex

from summarymine.document import Span
from summarymine.pipes.project_words import alternation, segmenter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_NOISE = regex.compile(
    r"（[^（）]{0,16}）|[\s“”（）《》·/\-—~]|有限责任|股份有限|有限|公司|集团"
    r"|(?:建设|开发|筹建)?(?:工程)?项目|(?:建设)?工程$|建设$|筹建工作$|(?<=项目)工程"
)
_NUMERAL = regex.compile(r"[一二三四五六七八九十\d东西南北中A-Za-z]{1,20}")
_CAPACITY = regex.compile(
    r"^(?:年产|日产|月产|日处理|年处理|年加工)?[\d.]{1,8}[万亿]?"
    r"(?:千伏安|千伏|伏安|吨级|吨|兆瓦时?|千瓦时?|立方米|台套|[台套件只头辆米]|kva?|[mgk]wh?)的?"
)
_STATION = regex.compile(r"变电[站所]")
_DIGIT = regex.compile(r"\d")
_FIRST = ("一期", "首期", "一阶段")
_INSERTED = 3
"""How many characters a short form may leave out in the middle where nothing else makes it sure."""
_NEAR = 64
"""How many projects that share a pair of characters a form is compared with: bounds the time on hostile input."""


class Form(NamedTuple):
    """A name as written and where first, what is left of it without the words every name has, and its phase (二期)."""

    name: str
    start: int
    key: str
    phase: str


@dataclass(slots=True)
class Group:
    """The forms of one project, the fullest first."""

    full: Form
    forms: list[Form] = field(default_factory=list)


@cache
def _phase() -> regex.Pattern[str]:
    return regex.compile(alternation("phases"))


def form_of(name: str, start: int) -> Form:
    """The form of a name that first stands at *start*.

    >>> form_of("康祥中药饮片项目二期", 0)
    Form(name='康祥中药饮片项目二期', start=0, key='康祥中药饮片', phase='二期')
    """
    found = _phase().search(name)
    key = _STATION.sub("变", _NOISE.sub("", _phase().sub("", name.lower())))
    return Form(name, start, key or name, found.group() if found else "")


@cache
def _built() -> regex.Pattern[str]:
    return regex.compile(f"(?:{alternation('facilities', 'short_facilities')})$")


@cache
def _done() -> regex.Pattern[str]:
    return regex.compile(f"(?:{alternation('works', 'phases')}|[一二三四五六七八九十]期){{1,4}}")


@cache
def _trade() -> regex.Pattern[str]:
    return regex.compile(f"(?:{alternation('enterprises', 'industries')}){{1,2}}$")


@lru_cache(maxsize=4096)
def _common(key: str) -> bool:
    """Whether a key begins with a word of everyday, which two projects may share."""
    first: str = next(iter(segmenter().cut(key)))
    return len(first) > 1 and bool(segmenter().has_word(first))


def _left_out(short: str, full: str) -> str | None:
    """What *full* has besides the characters of *short* in their order, or None."""
    rest: list[str] = []
    at = 0
    for char in full:
        if at < len(short) and char == short[at]:
            at += 1
        else:
            rest.append(char)
    return "".join(rest) if at == len(short) else None


def _shortens(short: str, full: str) -> bool:
    """Whether *short* leaves something out of *full* that a short form may leave out."""
    rest = _left_out(short, full)
    if not rest or _NUMERAL.fullmatch(rest):
        return rest == ""
    if full.startswith(short):
        # 产业基地 is not what is built in it: 产业基地安置点.
        return not _built().search(short) or _done().fullmatch(rest) is not None
    few = len(rest) <= _INSERTED
    starts, ends = full[:2] == short[:2], full[-2:] == short[-2:]
    if starts and (not _common(short) or (few and full[-1] == short[-1])):
        return True
    if full.endswith(short) or (short in full and len(short) > 2):
        return (full.endswith(short) and len(short) > 2) or not _common(short)
    return ends and len(short) > 3 and (not starts or few)


def _misspells(one: str, other: str) -> bool:
    """Whether two long keys that begin and end alike, numerals included, differ in a few characters only."""
    if len(one) < 6 or one[:2] != other[:2] or one[-1] != other[-1] or _NUMERAL.findall(one) != _NUMERAL.findall(other):
        return False
    common = sum(min(one.count(char), other.count(char)) for char in set(one))
    return 2 * common / (len(one) + len(other)) >= 0.85


@lru_cache(maxsize=4096)
def _core(key: str) -> str:
    """What is left of an enterprise's name without its trade (大河科技 → 大河), or ""."""
    core = "" if _built().search(key) else _trade().sub("", key)
    return core if core != key and 2 <= len(core) <= 5 else ""


def same_project(short: str, full: str) -> bool:
    """Whether the key *short* may stand for the key *full*.

    >>> same_project("康祥", "康祥中药饮片"), same_project("中药饮片", "康祥中药饮片")
    (True, True)
    >>> same_project("工业路", "工业二路"), same_project("船舶产业基地", "船舶产业基地安置点")
    (False, False)
    """
    if short == full:
        return True
    if not _DIGIT.search(short) and (bare := _CAPACITY.sub("", full)) != full and len(bare) > 2:
        short, full = sorted((short, bare), key=len)
    if _shortens(short, full) or _misspells(short, full):
        return True
    # An enterprise stands for its project, also with its trade or its place: 大河科技, 临江大河.
    core = _core(short)
    return core != "" and (full.startswith((core, core[2:]) if len(core) == 4 else core) or full[2:].startswith(core))


def groups(forms: Iterable[Form], loose: Iterable[Form] = ()) -> list[Group]:
    """The forms put together by project; a *loose* form joins a project or is left out.

    >>> made = groups([form_of("康祥中药饮片项目", 0), form_of("标准厂房二期", 20), form_of("康祥项目", 40)])
    >>> [[form.name for form in group.forms] for group in made]
    [['康祥中药饮片项目', '康祥项目'], ['标准厂房二期']]
    """
    made: list[Group] = []
    index: dict[str, deque[Group]] = defaultdict(lambda: deque(maxlen=_NEAR))
    for form in sorted(forms, key=lambda form: (-len(form.key), -len(form.name), form.start)):
        if not _put(form, index):
            group = Group(form, [form])
            made.append(group)
            for pair in {form.key[i : i + 2] for i in range(max(len(form.key) - 1, 1))}:
                index[pair].append(group)
    for form in loose:
        _put(form, index)
    return made


def _put(form: Form, index: Mapping[str, Sequence[Group]]) -> bool:
    """Put the form into the one project it may stand for."""
    pairs = (form.key[:2], form.key[-2:])
    near = {id(group): group for pair in pairs if pair in index for group in index[pair]}
    hits = [group for group in near.values() if _belongs(form, group.full)]
    if len(hits) > 1:
        hits = [group for group in hits if group.full.key == form.key] or hits
        if len({group.full.key for group in hits}) > 1:
            return False
        hits.sort(key=lambda group: (group.full.phase != "一期", group.full.start))
    if hits:
        hits[0].forms.append(form)
    return bool(hits)


def _belongs(form: Form, full: Form) -> bool:
    if not same_project(form.key, full.key):
        return False
    if form.phase == full.phase:
        return True
    if form.phase and full.phase:
        return False
    # A phase that comes after its project was named is a project of its own; the first one never is.
    phase, plain = (form, full) if form.phase else (full, form)
    return phase.phase in _FIRST or phase.start < plain.start


# 标准厂房累计建成8.6万平方米 tells of all of them, not of the 标准厂房二期项目.
_ALL_SO_FAR = ("累计建成", "累计达", "累计面积", "总面积")


def occurrences(text: str, made: Iterable[Group]) -> Mapping[int, list[Span]]:
    """The places of each group's forms (by the group's index), the longer form first where two overlap."""
    index: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for number, group in enumerate(made):
        for name in {form.name for form in group.forms}:
            index[name[:2]].append((name, number))
    for entries in index.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    found: dict[int, list[Span]] = defaultdict(list)
    free = 0
    for at in [at for at in range(len(text) - 1) if text[at : at + 2] in index]:
        for name, number in index[text[at : at + 2]] if at >= free else ():
            if text.startswith(name, at) and not text.startswith(_ALL_SO_FAR, at + len(name)):
                found[number].append(Span(at, at + len(name)))
                free = at + len(name)
                break
    return found

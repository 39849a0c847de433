"""Every compiled pattern of the package, wherever it is kept, and texts that are made to trouble it.

Patterns stand in module globals, inside constants and classes, in the caches of functions that compile one, and as
literals in calls. Functions without arguments are called, caches that depend on arguments filled by mining the demo.
"""

from __future__ import annotations

import ast
import gc
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import regex

import summarymine
from summarymine.api import mine_text
from summarymine.clean import legible
from summarymine.readers.files import discover, read_file
from tests.truth import DEMO

if TYPE_CHECKING:
    from types import ModuleType

    Pattern = regex.Pattern[Any]
    """Of characters, or of bytes."""

CALLS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")
_CONTEXT, _LONGEST = 4, 200
_HAN = regex.compile(r"\p{Han}{1,40}")


@cache
def sample() -> str:
    """The texts of the demo, decoded and folded."""
    sources = (source for file in discover([DEMO]) if not file.skipped for source in read_file(file))
    return "\n".join(legible(source.text).text for source in sources)


@cache
def patterns() -> Mapping[str, Pattern]:
    """The patterns by where they are kept, each once."""
    modules = [
        import_module(info.name)
        for info in walk_packages(summarymine.__path__, "summarymine.")
        if not info.name.endswith("__main__")
    ]
    for module in modules:
        for function in vars(module).values():
            if hasattr(function, "cache_info"):
                signature = inspect.signature(function)
                if not signature.parameters and "Pattern" in str(signature.return_annotation):
                    function()
    mine_text(sample())
    found: dict[tuple[Any, int], tuple[str, Pattern]] = {}
    for module in modules:
        for name, pattern in (*_kept(module), *_literals(module)):
            found.setdefault((pattern.pattern, pattern.flags), (name, pattern))
    return dict(found.values())


def _kept(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    for name, value in vars(module).items():
        place = f"{module.__name__}.{name}"
        if hasattr(value, "cache_info"):
            if value.__module__ != module.__name__:
                continue
            for key, result in _cached(value):
                yield from _inside(f"{place}({key})" if key else place, result)
        elif isinstance(value, type) and value.__module__ == module.__name__:
            yield from _inside(place, dict(vars(value)))
        else:
            yield from _inside(place, value)


def _cached(function: Any) -> Iterator[tuple[str, Any]]:
    """What a function of `functools.cache` was called with, in short, and gave back: its cache is a dict of its own."""
    for cached in gc.get_referents(function):
        if isinstance(cached, dict) and cached is not function.__dict__:
            for key, result in cached.items():
                called_with = key if isinstance(key, str) else ", ".join(map(str, key))
                yield " ".join(called_with.split())[:60], result


def _inside(place: str, value: Any) -> Iterator[tuple[str, Pattern]]:
    if isinstance(value, regex.Pattern):
        yield place, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _inside(f"{place} {key}", key)
            yield from _inside(f"{place}[{key}]", item)
    elif isinstance(value, tuple | list | set | frozenset):
        for index, item in enumerate(value):
            yield from _inside(f"{place}[{index}]", item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(f"{place}.{field.name}", getattr(value, field.name, None))


def _literals(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """Patterns that are compiled where they are used: ``regex.search("计划", title)``."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="regex"), attr=called), args=[ast.Constant(value=str(text)), *_]
            ) if called in CALLS:
                yield f"{module.__name__}:{node.lineno}", regex.compile(text)


def words(pattern: Pattern) -> str:
    """The Han characters that stand in a pattern, the first 60: what it looks for, or a part of it.

    >>> words(regex.compile(r"增(?:长|加)[^，]{0,4}\\d"))
    '增长加'
    """
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode()
    return "".join(_HAN.findall(text))[:60]


def beginnings(pattern: Pattern) -> Iterator[str]:
    """What the pattern begins to match and does not: its first match in the demo cut short, and its own words.

    >>> list(beginnings(regex.compile("望榆(?:园区|工业园)不存在")))
    ['望榆园区工业园不']
    """
    match = pattern.search(sample()) if isinstance(pattern.pattern, str) else None
    if match and match.group():
        around = sample()[max(0, match.start() - _CONTEXT) : match.end()][:_LONGEST]
        yield from sorted({around[:-1], match.group()[: (len(match.group()) + 1) // 2][:_LONGEST]} - {""})
    if own := words(pattern)[:8]:
        yield own

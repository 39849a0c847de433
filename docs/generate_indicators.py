"""Writes the tables of ``docs/indicators.md`` from ``lexicons/indicators.toml``.

    python docs/generate_indicators.py

What stands between ``<!-- table: NAME -->`` and ``<!-- end -->`` is replaced, everything else is left as it is.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import regex

from summarymine.values.taxonomy import taxonomy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = Path(__file__).with_name("indicators.md")
TABLE = regex.compile(r"(<!-- table: (\w{1,20}) -->\n).*?(<!-- end -->)", regex.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(text: str) -> str:
    """An id or a key as it stands in the lexicon."""
    return f"`{text}`" if text else ""


def tables() -> dict[str, str]:
    """The tables by name."""
    known = taxonomy()
    rows = (
        (k.name, code(k.id), "、".join(k.alias), k.dimension, code(k.parent), k.distinct, code(k.source))
        for k in known.by_id.values()
    )
    head = ("name", "id", "synonyms", "dimension", "part or form of", "told apart by", "source")
    return {
        "indicators": table(head, rows),
        "sources": table(("source", "document"), ((code(key), about) for key, about in known.sources.items())),
    }


def rendered(page: str) -> str:
    """The page with its tables made anew."""
    made = tables()
    return TABLE.sub(lambda match: match[1] + made[match[2]] + match[3], page)


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text("utf-8")), "utf-8")

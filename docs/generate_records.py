"""Writes the tables of ``docs/records.md`` from `summarymine.records` and from the records of one small text.

    python docs/generate_records.py

What stands between ``<!-- table: NAME -->`` and ``<!-- end -->`` is replaced, everything else is left as it is.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import regex

from summarymine.api import mine_text
from summarymine.lexicons.labels import load_labels
from summarymine.records import CATEGORIES, KINDS, TYPES, Mention, Record, columns, to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE = Path(__file__).with_name("records.md")
EXAMPLE = regex.compile(r"<!-- example -->\n```text\n(.*?)```", regex.DOTALL)
TABLE = regex.compile(r"(<!-- table: (\w{1,20}) -->\n).*?(<!-- end -->)", regex.DOTALL)
SHOWN = ("text", "name", "subject", "value", "unit", "measure", "status", "basis", "bound", "period")
SHARED = tuple(column.name for column in columns(Record))
LONG = 34  # characters of an example that are shown


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(value: Any) -> str:
    """A value as it stands in JSON, cut where it is long, safe in a table."""
    if value == "":
        return "—"
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = shown.replace("\n", " ")
    return f"`{shown[:LONG]}…`" if len(shown) > LONG else f"`{shown}`"


def example_of(name: str, records: Sequence[dict[str, Any]]) -> str:
    """A value of the field: that of the first record that has one."""
    if name == "mentions":
        return '`[{"start": …, "end": …, "text": …}]`'
    values = [record[name] for record in records]
    return code(next((value for value in values if value not in ("", None, [])), values[0]))


def fields(kind: type[Record] | type[Mention], records: Sequence[dict[str, Any]], own: bool) -> str:
    """The table of a kind's fields: all of them, or only its own."""
    types = {"texts": "list of texts", "mentions": "list", "value": "number, [low, high] or null"}
    rows = (
        (f"`{c.name}`", c.zh, types.get(c.type, c.type), c.about.replace("|", "\\|"), example_of(c.name, records))
        for c in columns(kind)
        if not (own and c.name in SHARED)
    )
    return table(("field", "heading", "type", "meaning", "example"), rows)


def codes() -> str:
    """Every code with the word that people read and what it means."""
    rows = (
        (", ".join(f"`{column}`" for column in columns_alike), f"`{name}`", label.label, label.about)
        for columns_alike, entries in load_labels().tables()
        for name, label in entries.items()
    )
    return table(("field", "code", "shown as", "meaning"), rows)


def tables(page: str) -> dict[str, str]:
    """The tables by name, made from the example text of *page*."""
    found = EXAMPLE.search(page)
    if not found:
        raise ValueError("records.md has no example text")
    mined = [to_dict(record) for record in mine_text(found.group(1), path="望榆园区/2023年.txt")]
    of_kind = {name: [record for record in mined if record["record"] == name] for name in KINDS}
    made = {name: fields(kind, of_kind[name], own=True) for name, kind in KINDS.items()}
    made["common"] = fields(Record, of_kind["indicator"], own=False)
    made["mention"] = table(
        ("field", "heading", "meaning", "example"),
        ((f"`{c.name}`", c.zh, c.about, code(of_kind["project"][0]["mentions"][0][c.name])) for c in columns(Mention)),
    )
    made["figures"] = table(SHOWN, ([code(record[name]) for name in SHOWN] for record in of_kind["indicator"]))
    made["codes"] = codes()
    made["closed"] = table(
        ("field", "values"), ([("`type`", " · ".join(TYPES)), ("`category`", " · ".join(CATEGORIES))])
    )
    return made


def rendered(page: str) -> str:
    """The page with its tables made anew."""
    made = tables(page)
    return TABLE.sub(lambda match: match[1] + made[match[2]] + match[3], page)


if __name__ == "__main__":
    PAGE.write_text(rendered(PAGE.read_text("utf-8")), "utf-8")

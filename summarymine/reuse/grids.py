"""Reuse for people: tables of the terminal, what tells most first."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from rich import box
from rich.table import Table as Grid
from rich.text import Text

from summarymine.document import Span
from summarymine.reuse.found import RELATIONS
from summarymine.reuse.shares import KINDS
from summarymine.reuse.tables import KIND_ZH, MATTER_ZH, RELATION_ZH, told_slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarymine.reuse.found import Found, Located
    from summarymine.reuse.shares import Share
    from summarymine.store.exports import Table

STYLES = {"verbatim": "bold red", "masked": "magenta", "refilled": "yellow", "edited": "cyan"}
SHOWN, SLOTS = 240, 12
HIDDEN = frozenset({"record_id", "reused_from", "view", "start", "end"})


def passages_grid(found: Sequence[Found], limit: int) -> Grid:
    """The passages of most substance, each side with its slots marked; slogans are last."""
    kinds = Counter(one.kind for one in found)
    told = "，".join(f"{KIND_ZH[kind]} {kinds[kind]}" for kind in KINDS)
    slogans = sum(one.matter == "slogan" for one in found)
    left = f"，这里列前 {limit} 段，--limit 多看" if len(found) > limit else ""
    caption = f"{len(found)} 段：{told}；其中口号 {slogans}{left} / {len(found)} passages"
    made = Grid(box=box.HORIZONTALS, show_lines=True, expand=True, caption=caption)
    made.add_column("改动", width=4)
    made.add_column("来自", width=10, overflow="fold")
    made.add_column("实质字数", width=8, justify="right")
    made.add_column("先、后", ratio=1, overflow="fold")
    for one in found[:limit]:
        words = Text()
        for side, spans in (
            (one.a, [change.a for change in one.changes]),
            (one.b, [change.b for change in one.changes]),
        ):
            words.append(f"{side.source} #{side.article} {side.start}-{side.end}\n", style="dim")
            words.append_text(_marked(side, spans))
            words.append("\n")
        if one.changes:
            more = f" …… 另有 {len(one.changes) - SLOTS} 处" if len(one.changes) > SLOTS else ""
            words.append("；".join(told_slots(one)[:SLOTS]) + more, style="yellow")
        words.rstrip()
        note = "\n照抄旧计划" if one.note else ""
        kind = Text(KIND_ZH[one.kind], style=STYLES[one.kind])
        made.add_row(kind, RELATION_ZH[one.relation] + note, f"{one.substance}\n{MATTER_ZH[one.matter]}", words)
    return made


def _marked(side: Located, slots: Sequence[Span]) -> Text:
    """A side on one line, as much of it as there is room for, its slots bold."""
    text = Text(side.text[:SHOWN])
    for span in slots:
        text.stylize("bold", span.start - side.start, span.end - side.start)
    shown = Text(" ").join(line for line in (one for one in text.split("\n")) if line.plain.strip())
    return shown if len(side.text) <= SHOWN else shown + Text("…")


def articles_grid(shares: Sequence[Share]) -> Grid:
    """The articles with what of them stood before, most of it first."""
    made = Grid(box=box.HORIZONTALS, expand=True, caption=f"{len(shares)} 篇 / {len(shares)} articles")
    made.add_column("文件", ratio=2, overflow="fold")
    for head in ("复用", *(RELATION_ZH[name] for name in RELATIONS), *(KIND_ZH[name] for name in KINDS), "计划中"):
        made.add_column(head, justify="right", width=5, overflow="fold")
    made.add_column("主要来自", ratio=2, overflow="fold")
    for one in sorted(shares, key=lambda share: -share.total):
        document = one.summary.document
        main = f"{one.main.source} #{one.main.article} {one.main_share:.0%}" if one.main else ""
        made.add_row(
            f"{document.source} #{document.article}",
            *(_percent(part) for part in (one.total, *(one.relations[name] for name in RELATIONS))),
            *(_percent(one.kinds[name]) for name in KINDS),
            _percent(one.roles.get("plan", 0.0)) + (f"\n{one.plans_copied}段" if one.plans_copied else ""),
            main,
        )
    return made


def _percent(share: float) -> str:
    return f"{share:.0%}" if share else ""


def table_grid(table: Table, limit: int) -> Grid:
    """Any table, its first rows, without what only a program asks for."""
    kept = [at for at, head in enumerate(table.heads) if head.name not in HIDDEN]
    left = f"，这里列前 {limit} 行，--limit 多看" if len(table.rows) > limit else ""
    made = Grid(box=box.HORIZONTALS, expand=True, caption=f"{len(table.rows)} 行{left} / {len(table.rows)} rows")
    for head in (table.heads[at] for at in kept):
        made.add_column(head.zh, justify="right" if head.type in ("number", "integer") else "left", overflow="fold")
    for row in table.rows[:limit]:
        made.add_row(*(Text(_short(row[at])) for at in kept))
    return made


def _short(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return "是" if cell else ""
    text = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    words = " ".join((text.rstrip("0").rstrip(".") if isinstance(cell, Decimal) and "." in text else text).split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN]}…"

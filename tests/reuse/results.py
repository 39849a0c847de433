"""Output folders with the results of invented summaries, and new files compared with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarymine.document import Source
from summarymine.reuse.archive_index import ArchiveIndex, fitting, update
from summarymine.reuse.found import found_in
from summarymine.reuse.newcomers import HERE, Twin, against
from summarymine.store.database import DatabaseWriter
from summarymine.store.names import DATABASE, RUN
from tests.reuse.making import article

if TYPE_CHECKING:
    from pathlib import Path

    from summarymine.records import Record
    from summarymine.reuse.archive import Reuse
    from tests.report.making import Article

OWN_PLAN = "依托滨江岸线规划建设游艇小镇，引入婚庆摄影和水上运动俱乐部，春节前完成码头亮化，五一开门迎客。"
OLD = [
    article("望春工业园区", "2020", "64", "3.2"),
    article("望春工业园区", "2021", "86", "3.5", plan=OWN_PLAN),
    article("鹤浦化工园区", "2021", "51", "1.4"),
    article("xx工业集中区", "XXXX", "77", "1.4"),
]
NEW = article("望春工业园区", "2022", "93", "3.5")


def write(out: Path, articles: list[Article]) -> Path:
    """An output folder with the results of mining the articles."""
    out.mkdir(exist_ok=True)
    with DatabaseWriter(out / DATABASE) as base:
        for one in articles:
            source, records = mined(one)
            base.add_source(source)
            for record in records:
                base.add(record)
    (out / RUN).write_text(json.dumps({"inputs": [one.text for one in articles]}), "utf-8")
    return out


def mined(one: Article) -> tuple[Source, list[Record]]:
    return Source.of_text(one.text, one.path), [one.document(), *one.records]


def current(out: Path) -> ArchiveIndex:
    return fitting(out) or update(out).carry_out()


def compared(out: Path, *new: Article, told: dict[str, str] | None = None) -> tuple[Reuse, list[Twin]]:
    return against(out, current(out), [mined(one) for one in new], told)


def rows(reuse: Reuse, path: str = "") -> list[tuple[Any, ...]]:
    """Everything that tables say of passages, of those of a file only; new files are called as in the archive."""
    told = []
    for one in found_in(reuse):
        a, b = (side._replace(source=side.source.removeprefix(HERE)) for side in (one.a, one.b))
        if not path or path in (a.source, b.source):
            told.append((one.kind, a, b, one.tier, one.relation, one.matter, one.substance, one.changes, one.note))
    return sorted(told, key=repr)

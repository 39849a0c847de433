"""The first section: what the archive holds, and what of it could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from summarymine.corpus.facts import Place
from summarymine.report.material import UNDATED, without_article, year_of
from summarymine.report.model import Cell, Grid, Part, Section, Tile

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from summarymine.report.material import Material

PARKS, YEARS, UNREADABLE = 60, 12, 60
_STATUS = {"refused": "不能读", "failed": "出错", "partial": "部分读出"}


def overview(material: Material) -> Section:
    """Files, articles, parks, years and figures; articles by park and year; inputs that could not be read."""
    documents = material.archive.documents
    years = sorted({year for one in documents if (year := year_of(one.period)) != UNDATED})
    undated = sum(year_of(one.period) == UNDATED for one in documents)
    tiles = [
        Tile("文件", f"{len({one.source for one in documents}):,}"),
        Tile("总结", f"{len(documents):,} 篇"),
        Tile("园区（单位）", f"{len(material.parks):,}"),
        Tile("年份", f"{years[0]}—{years[-1]}" if years else UNDATED),
        Tile("数据", f"{len(material.archive.facts):,} 条"),
        Tile("项目", f"{len(material.archive.projects):,} 条"),
        Tile("问题", f"{len(material.archive.problems):,} 条"),
    ]
    if material.findings is not None:
        tiles.append(Tile("审核发现", f"{len(material.findings):,} 条"))
    notes = (
        ["隐去名称的园区不合并，一篇算一个，加编号区分。"]
        if any("#" in name for name in material.parks.values())
        else []
    )
    if undated:
        notes.append(f"{undated} 篇的年份原文隐去或没有写，不进入按年份的图表。")
    parts = [Part(tiles=tuple(tiles)), Part("园区与年份", "".join(notes), grids=(_parks(material, years),))]
    unread, note = _unreadable(material)
    if unread or note:
        parts.append(Part("没有读出的文件", note, grids=unread))
    return Section("overview", "概览", parts=tuple(parts))


def _parks(material: Material, years: Sequence[str]) -> Grid:
    articles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    files: defaultdict[str, set[str]] = defaultdict(set)
    for one in material.archive.documents:
        park = material.archive.parks[Place(one.source, one.article)]
        articles[park][year_of(one.period)] += 1
        files[park].add(one.source)
    figures = Counter(fact.park for fact in material.archive.facts)
    columns = [*years] if len(years) <= YEARS else []
    if columns and any(counts[UNDATED] for counts in articles.values()):
        columns.append(UNDATED)
    rows = []
    for park, short in list(material.parks.items())[:PARKS]:
        by_year = articles[park]
        known = sorted(year for year in by_year if year != UNDATED)
        covered = [_count(by_year[year], year) for year in columns] or [Cell(_span(known))]
        name = short if "#" in short else without_article(park)
        rows.append((Cell(name), *covered, Cell(by_year.total()), Cell(figures[park]), Cell(_files(files[park]))))
    return Grid("园区与年份", ("园区", *(columns or ["年份"]), "篇数", "数据", "文件"), rows, total=len(material.parks))


def _count(count: int, year: str) -> Cell:
    if count:
        return Cell(count, tone=f"heat-{min(count, 4)}")
    return Cell("" if year == UNDATED else "没有文件", tone="blank")


def _span(years: Sequence[str]) -> str:
    if len(years) <= 2:
        return "、".join(years) or UNDATED
    return f"{years[0]}—{years[-1]}，{len(years)} 年"


def _files(paths: Iterable[str]) -> str:
    """The file, or of several the folder they have in common."""
    listed = sorted(paths)
    if len(listed) == 1:
        return listed[0]
    folders = {path.rpartition("/")[0] for path in listed}
    return (
        f"{folders.pop()}/（{len(listed)} 个文件）"
        if len(folders) == 1 and "" not in folders
        else f"{len(listed)} 个文件"
    )


def _unreadable(material: Material) -> tuple[tuple[Grid, ...], str]:
    rows, skipped = [], 0
    for entry in material.inputs:
        if entry.get("skipped"):
            skipped += 1
        elif entry.get("status") in _STATUS:
            reason = str(entry.get("reason", "")).split(" / ")[0]
            rows.append((Cell(entry["source"]), Cell(_STATUS[entry["status"]]), Cell(reason[:160])))
    note = "这些文件里的数据不在本报告中。" if rows else ""
    if skipped:
        note += f"另有 {skipped} 个文件不是文本、网页、文档、表格或压缩包，没有读。"
    return (
        (Grid("没有读出的文件", ("文件", "结果", "原因"), rows[:UNREADABLE], total=len(rows)),) if rows else ()
    ), note

"""Problems by category and year, and those that come back."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from summarymine.records import CATEGORIES
from summarymine.report.charts import heat
from summarymine.report.material import UNDATED
from summarymine.report.model import Cell, Chart, Grid, Part, Section

if TYPE_CHECKING:
    from summarymine.records import ProblemRecord
    from summarymine.report.material import Material

GROUPS, QUOTED = 60, 90


def troubles(material: Material) -> Section | None:
    """A heat map of categories and years, and what each park says in several years; None where there are no problems."""
    if not material.problems:
        return None
    years = sorted({material.year_of(one) for one in material.problems})  # UNDATED sorts behind digits
    counts = Counter((one.category, material.year_of(one)) for one in material.problems)
    categories = [one for one in CATEGORIES if any((one, year) in counts for year in years)]
    parts = []
    chart = Chart("problems", "各类问题各年的条数", heat(years, categories, counts), 60 + 30 * len(categories))
    rows = [
        (
            Cell(category),
            *(Cell(counts[category, year] or "") for year in years),
            Cell(sum(counts[category, year] for year in years)),
        )
        for category in categories
    ]
    parts.append(Part(charts=(chart,), grids=(Grid("问题类别", ("类别", *years, "合计"), rows),)))
    again = _again(material)
    if again.rows:
        parts.append(Part("反复出现的问题", "同一园区在两年以上的总结里都说到的类别，每年取一条原话。", grids=(again,)))
    return Section("problems", "问题", "", tuple(parts))


def _again(material: Material) -> Grid:
    said: defaultdict[tuple[str, str], defaultdict[str, list[ProblemRecord]]] = defaultdict(lambda: defaultdict(list))
    for one in material.problems:
        if (year := material.year_of(one)) != UNDATED and one.category != "其他":
            said[material.park_of(one), one.category][year].append(one)
    order = {short: at for at, short in enumerate(material.parks.values())}
    groups = sorted(
        (group for group in said if len(said[group]) >= 2),
        key=lambda group: (order[group[0]], -len(said[group]), CATEGORIES.index(group[1])),
    )
    chosen = sorted(groups, key=lambda group: -len(said[group]))[:GROUPS]
    rows: list[tuple[Cell, ...]] = []
    for park, category in sorted(chosen, key=groups.index):
        years = said[park, category]
        for at, year in enumerate(sorted(years)):
            first = min(years[year], key=lambda one: (one.source, one.article, one.start))
            text = " ".join(first.text.split())
            text = text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
            more = f"另  {len(years[year]) - 1} 条" if len(years[year]) > 1 else ""
            head = (Cell(park), Cell(f"{category}（{len(years)} 年）")) if not at else (Cell(""), Cell(""))
            rows.append((*head, Cell(f"{year}年"), Cell(text, first.id, "quote"), Cell(more)))
    left = sum(len(said[group]) for group in groups) - len(rows)
    return Grid("反复出现的问题", ("园区", "类别", "年份", "原话", "同年"), rows, total=len(rows) + left)

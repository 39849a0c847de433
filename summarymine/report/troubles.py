"""Problems by category and year, and those that come back."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from summarymine.records import CATEGORIES
from summarymine.report.charts import heat
from summarymine.report.crosstab import crosstab
from summarymine.report.model import Cell, Chart, Grid, Part, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from summarymine.records import ProblemRecord
    from summarymine.report.material import Material

ROWS, QUOTED = 150, 90


def troubles(material: Material) -> Section | None:
    """A heat map of categories and years, and what each park says in several years; None where there are no problems."""
    if not material.archive.problems:
        return None
    years = sorted({material.year_of(one) for one in material.archive.problems})  # 年份不明 sorts behind digits
    counts = Counter((one.category, material.year_of(one)) for one in material.archive.problems)
    categories = [one for one in CATEGORIES if any((one, year) in counts for year in years)]
    parts = []
    chart = Chart("problems", "各类问题各年的条数", heat(years, categories, counts), 60 + 30 * len(categories))
    grid = crosstab("问题类别", ("类别", "年份"), categories, years, counts)
    parts.append(Part(charts=(chart,), grids=(grid,)))
    again = _again(material)
    if again.rows:
        parts.append(Part(again.name, "同一园区在几年的总结里说的是同一件事，每年取一条原话。", grids=(again,)))
    return Section("problems", "问题", parts=tuple(parts))


def _again(material: Material) -> Grid:
    """What the audit found to come back: a row for each year of each problem, those of most years first."""
    rows: list[tuple[Cell, ...]] = []
    left = 0
    for said in sorted(
        _recurring(material), key=lambda said: (-len(said), material.park_of(next(iter(said.values()))[0]))
    ):
        if len(rows) >= ROWS:
            left += len(said)
            continue
        for at, (year, records) in enumerate(sorted(said.items())):
            first = records[0]
            text = " ".join(first.text.split())
            head = (Cell(material.park_of(first)), Cell(first.category), Cell(f"{len(said)} 年"))
            rows.append(
                (
                    *(head if not at else (Cell(""),) * len(head)),
                    Cell(year),
                    Cell(text if len(text) <= QUOTED else f"{text[:QUOTED]}…", first.id, "quote"),
                    Cell(f"另 {len(records) - 1} 条" if len(records) > 1 else ""),
                )
            )
    return Grid("反复出现的问题", ("园区", "类别", "年数", "年份", "原话", "同年"), rows, total=len(rows) + left)


def _recurring(material: Material) -> Iterator[dict[str, list[ProblemRecord]]]:
    """The statements of each problem that comes back, by year."""
    problems = {one.id: one for one in material.archive.problems}
    for finding in material.findings or ():
        if finding.kind == "problem_recurring":
            said: defaultdict[str, list[ProblemRecord]] = defaultdict(list)
            for name in finding.records:
                if name in problems:
                    said[material.year_of(problems[name])].append(problems[name])
            if said:
                yield said

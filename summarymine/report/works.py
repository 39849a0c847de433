"""Projects over the years: one row a project, its stage in each year's summary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from summarymine.corpus.audit.histories import histories_of
from summarymine.lexicons.labels import load_labels
from summarymine.records import STAGES
from summarymine.report.charts import STAGE_COLOURS, stacked
from summarymine.report.crosstab import crosstab
from summarymine.report.material import UNDATED
from summarymine.report.model import Cell, Chart, Grid, Part, Section

if TYPE_CHECKING:
    from summarymine.records import ProjectRecord
    from summarymine.report.material import Material

ROWS, YEARS = 100, 12


def works(material: Material) -> Section | None:
    """How many projects are at which stage each year, and the projects met in several; None where there are none."""
    dated = [one for one in material.archive.projects if material.year_of(one) != UNDATED]
    if not dated:
        return None
    years = sorted({material.year_of(one) for one in dated})
    counts = Counter((one.stage, material.year_of(one)) for one in dated)
    labels = load_labels()
    parts = []
    if len(years) > 1:
        stages = [stage for stage in STAGES if stage and any(counts[stage, year] for year in years)]
        words = {stage: labels.of("stage", stage) for stage in stages}
        layers = [(words[stage], STAGE_COLOURS[stage], [counts[stage, year] for year in years]) for stage in stages]
        said = {(words[stage], year): count for (stage, year), count in counts.items() if stage}
        grid = crosstab("项目阶段", ("阶段", "年份"), list(words.values()), years, said)
        chart = Chart("stages", "各年总结里各阶段的项目数", stacked(years, layers), 340)
        parts.append(Part("各阶段的项目数", "没有说到阶段的项目不计。", charts=(chart,), grids=(grid,)))
    history = _history(material, years[-YEARS:])
    if history.rows:
        note = "在两年以上总结里出现的项目，每格是当年总结说到的阶段；“提及”是没有说阶段。"
        note += f"只列最近 {YEARS} 个有总结的年份。" if len(years) > YEARS else ""
        parts.append(Part("项目进展", note, grids=(history,)))
    return Section("projects", "项目", "", tuple(parts)) if parts else None


def _history(material: Material, years: list[str]) -> Grid:
    """A row for each project that texts of several of the years name."""
    lines = []
    for history in histories_of(material.archive):
        by_year: dict[str, ProjectRecord] = {}
        for step in history.steps:  # the earliest first, so that the year's last text decides
            if step.record.stage or step.document.year not in by_year:
                by_year[step.document.year] = step.record
        if len(by_year.keys() & set(years)) >= 2:
            lines.append((history.park, " ".join(history.name.split()), by_year))
    chosen = sorted(lines, key=lambda line: (-len(line[2]), material.order[line[0]], min(line[2]), line[1]))[:ROWS]
    chosen.sort(key=lambda line: (material.order[line[0]], min(line[2]), line[1]))
    rows = [
        (Cell(material.parks[park]), Cell(name), *(_stage(by_year.get(year)) for year in years))
        for park, name, by_year in chosen
    ]
    return Grid("项目进展", ("园区", "项目", *years), rows, total=len(lines))


def _stage(one: ProjectRecord | None) -> Cell:
    if one is None:
        return Cell("", tone="blank")
    return Cell(load_labels().of("stage", one.stage) or "提及", one.id, f"stage-{one.stage or 'named'}")

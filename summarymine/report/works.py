"""Projects over the years: one row a project, its stage in each year's summary."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import regex

from summarymine.lexicons.labels import load_labels
from summarymine.records import STAGES
from summarymine.report.charts import STAGE_COLOURS, stacked
from summarymine.report.material import UNDATED
from summarymine.report.model import Cell, Chart, Grid, Part, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from summarymine.records import ProjectRecord
    from summarymine.report.material import Material

ROWS, YEARS = 100, 12
_DECORATION = regex.compile(r"[\s“”\"'《》（）()、，,]|(?:项目|工程|建设){1,3}$")
_SHORTEST, _TAIL = 3, 5


def works(material: Material) -> Section | None:
    """How many projects are at which stage each year, and the projects met in several; None where there are none."""
    dated = [one for one in material.projects if material.year_of(one) != UNDATED]
    if not dated:
        return None
    years = sorted({material.year_of(one) for one in dated})
    counts = Counter((one.stage, material.year_of(one)) for one in dated)
    labels = load_labels()
    parts = []
    if len(years) > 1:
        layers = [
            (labels.of("stage", stage), STAGE_COLOURS[stage], [counts[stage, year] for year in years])
            for stage in STAGES
            if stage and any(counts[stage, year] for year in years)
        ]
        rows = [(Cell(name), *(Cell(count) for count in found), Cell(sum(found))) for name, _, found in layers]
        grid = Grid("项目阶段", ("阶段", *years, "合计"), rows)
        chart = Chart("stages", "各年总结里各阶段的项目数", stacked(years, layers), 340)
        parts.append(Part("各阶段的项目数", "没有说到阶段的项目不计。", charts=(chart,), grids=(grid,)))
    history = _history(material, dated, years[-YEARS:])
    if history.rows:
        note = "在两年以上总结里出现的项目，每格是当年总结说到的最远阶段；“提及”是没有说阶段。"
        parts.append(Part("项目进展", note, grids=(history,)))
    return Section("projects", "项目", "", tuple(parts)) if parts else None


def _history(material: Material, dated: list[ProjectRecord], years: list[str]) -> Grid:
    lines = []
    for group in same_projects(dated, material):
        by_year: dict[str, ProjectRecord] = {}
        for one in group:
            year = material.year_of(one)
            by_year[year] = max(by_year.get(year, one), one, key=lambda record: STAGES.index(record.stage))
        if len(by_year.keys() & set(years)) >= 2:
            lines.append((material.park_of(group[0]), _name(group), by_year))
    order = {short: at for at, short in enumerate(material.parks.values())}
    chosen = sorted(lines, key=lambda line: (-len(line[2]), order[line[0]], min(line[2]), line[1]))[:ROWS]
    chosen.sort(key=lambda line: (order[line[0]], min(line[2]), line[1]))
    rows = [
        (
            Cell(park),
            Cell(name),
            *(_stage(by_year.get(year)) for year in years),
        )
        for park, name, by_year in chosen
    ]
    return Grid("项目进展", ("园区", "项目", *years), rows, total=len(lines))


def _stage(one: ProjectRecord | None) -> Cell:
    if one is None:
        return Cell("", tone="blank")
    return Cell(load_labels().of("stage", one.stage) or "提及", one.id, f"stage-{one.stage or 'named'}")


def same_projects(projects: Iterable[ProjectRecord], material: Material) -> list[list[ProjectRecord]]:
    """The projects of each park that share a name, or one name ends as another does."""
    groups: list[list[ProjectRecord]] = []
    by_park: defaultdict[str, list[ProjectRecord]] = defaultdict(list)
    for one in projects:
        by_park[material.park_of(one)].append(one)
    for listed in by_park.values():
        leader: dict[str, int] = {}
        held: dict[int, list[ProjectRecord]] = {}
        for at, one in enumerate(listed):
            names = {
                name
                for name in (plain_project(one.name), *(plain_project(m.text) for m in one.mentions))
                if len(name) >= _SHORTEST
            }
            tails = {name[cut:] for name in names for cut in range(1, len(name) - _TAIL + 1)} | names
            found = next((leader[name] for name in sorted(tails, key=lambda n: (-len(n), n)) if name in leader), at)
            for name in names:
                leader.setdefault(name, found)
            held.setdefault(found, []).append(one)
        groups += held.values()
    return groups


def plain_project(name: str) -> str:
    """A project's name without signs and the words that every project has.

    >>> plain_project("“望春”标准厂房建设项目")
    '望春标准厂房'
    """
    before = ""
    while name != before:
        before, name = name, _DECORATION.sub("", name)
    return name


def _name(group: list[ProjectRecord]) -> str:
    names = Counter(" ".join(one.name.split()) for one in group)
    return max(names, key=lambda name: (names[name], -len(name), name))

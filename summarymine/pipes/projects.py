"""Projects: named undertakings, each once in an article, with its forms and the furthest stage said of it.

Reading guide. `project_phrases` cuts sentences into pieces, `project_names` says which may be names and
`project_evidence` which of them are projects'; `project_forms` puts the forms of one project together and finds every
place of them; `project_contexts` says what stretch of text speaks of which, `project_stages` how far a project is.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import regex

from summarymine.pipes.layers import Project
from summarymine.pipes.project_contexts import contexts
from summarymine.pipes.project_evidence import names_of, worth_reading
from summarymine.pipes.project_forms import form_of, groups, occurrences
from summarymine.pipes.project_items import item_names
from summarymine.pipes.project_names import own
from summarymine.pipes.project_phrases import runs_of
from summarymine.pipes.project_stages import Said, furthest, stages_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarymine.document import TextView
    from summarymine.pipes.layers import Section, Sentence
    from summarymine.pipes.project_names import Name

_TITLE = regex.compile(r"\s{0,20}(?:#{1,6} )?([^\n。；]{4,80})\n")
_GENERIC_HEAD = regex.compile(r"(?:建设)?(?:项目|工程)$")
_REPORT = regex.compile(r"总结|报告|汇报|计划|打算|安排|思路|要点")


def find_projects(view: TextView, sections: Sequence[Section], sentences: Sequence[Sentence]) -> list[Project]:
    """The projects of a view in the order of their first mention; ``mentions[0]`` is the fullest name's first place.

    >>> from summarymine.document import TextView
    >>> from summarymine.pipes.sentences import find_sentences
    >>> view = TextView.identity("总投资3亿元的康祥中药饮片项目4月开工，康祥项目主体已封顶；纬三路建成通车。")
    >>> found = find_projects(view, [], find_sentences(view, []))
    >>> [(project.name, project.stage) for project in found]
    [('康祥中药饮片项目', 'building'), ('纬三路', 'done')]
    >>> [span.of(view.text) for span in found[0].mentions]
    ['康祥中药饮片项目', '康祥项目']
    """
    text = view.text
    title = _reporter(text)
    named: dict[str, list[Name]] = defaultdict(list)
    others: dict[str, Name] = {}
    starts: list[int] = []
    names = list(_names(text, sentences))
    for found in (*names, *item_names(text, names)):
        name = text[found.start : found.end]
        starts.append(found.start)
        if not found.rule:
            others.setdefault(name, found)
        elif name not in title:
            named[name].append(found)
    for name, places_of in named.items():
        # 大河科技项目 is called 大河科技, too.
        if (short := _GENERIC_HEAD.sub("", name)) != name and own(short):
            others.setdefault(short, places_of[0])
    made = groups(
        [form_of(name, places_of[0].start) for name, places_of in named.items()],
        [form_of(name, place.start) for name, place in others.items() if name not in named],
    )
    places = occurrences(text, made)
    said: dict[int, list[Said]] = defaultdict(list)
    unplanned: set[int] = set()
    for context in contexts(text, places, sorted(starts), sections, sentences):
        stages = stages_said(context.text, plan=context.plan)
        for number in context.numbers:
            said[number] += stages
        if not context.plan:
            unplanned |= context.numbers
    projects = []
    for number, spans in places.items():
        full = made[number].full.name
        best = max(
            (name for form in made[number].forms for name in named.get(form.name, ())), key=lambda name: name.score
        )
        first = next((span for span in spans if span.of(text) == full), spans[0])
        mentions = (first, *(span for span in spans if span != first))
        stage = furthest(said[number], plan=number not in unplanned)
        projects.append(Project(full, mentions, stage, best.rule, best.score))
    return sorted(projects, key=lambda project: min(project.mentions))


def _names(text: str, sentences: Sequence[Sentence]) -> Iterator[Name]:
    for sentence in sentences:
        start, end = sentence.span.start, sentence.span.end
        if worth_reading(text, start, end):
            for run in runs_of(text, start, end):
                yield from names_of(text, run)


def _reporter(text: str) -> str:
    """The title line, if the text begins with one: what is named in it reports, it is no project."""
    line = _TITLE.match(text)
    return line[1] if line and _REPORT.search(line[1]) else ""

"""Projects: named undertakings, each once in an article, with its forms and the furthest stage said of it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import regex

from summarymine.document import Span, TextView
from summarymine.pipes.layers import Project, Section, Sentence
from summarymine.pipes.project_forms import Form, groups, occurrences
from summarymine.pipes.project_names import Candidate, candidates
from summarymine.pipes.project_phrases import joined, runs_of
from summarymine.pipes.project_stages import Said, clauses_said, furthest

_ROW = regex.compile(r"(?:（[^（）]{0,60}）|[\d.*]{1,8}[\p{Han}㎡]{1,3}|[、和与及，“”]|以及){1,8}")
_CLAUSE = regex.compile(r"[，。；！？\n：]")
_STOP = regex.compile(r"[。；！？\n]")


def find_projects(view: TextView, sections: Sequence[Section], sentences: Sequence[Sentence]) -> list[Project]:
    """The projects of a view in the order of their first mention."""
    text = view.text
    names: dict[str, list[Candidate]] = defaultdict(list)
    for sentence in sentences:
        for run in runs_of(text, sentence.span.start, sentence.span.end):
            for found in candidates(text, run, joined(text, run.pieces)):
                names[text[found.start : found.end]].append(found)
    made = groups([Form(name, cs[0].start, cs[0].head) for name, cs in names.items()])
    places = occurrences(text, made)
    said = _said(text, places, sections, sentences)
    projects = []
    for number, group in enumerate(made):
        spans = places.get(number, [])
        if not spans:
            continue
        first = next((s for s in spans if s.of(text) == group.full.name), spans[0])
        mentions = (first, *(s for s in spans if s != first))
        best = max((c for form in group.forms for c in names[form.name]), key=lambda c: c.score)
        projects.append(Project(group.full.name, mentions, furthest(said[number]), best.rule, best.score))
    return sorted(projects, key=lambda p: min(m.start for m in p.mentions))


def _said(text: str, places: dict[int, list[Span]], sections: Sequence[Section], sentences: Sequence[Sentence]) -> dict[int, list[Said]]:
    starts = [s.span.start for s in sentences]
    mentions = sorted((span, number) for number, spans in places.items() for span in spans)
    said: dict[int, list[Said]] = defaultdict(list)
    i = 0
    while i < len(mentions):
        j = i
        while j + 1 < len(mentions) and _ROW.fullmatch(text, mentions[j][0].end, mentions[j + 1][0].start):
            j += 1
        first, last = mentions[i][0], mentions[j][0]
        k = max(bisect_right(starts, first.start) - 1, 0)
        sentence = sentences[k]
        plan = sentence.section >= 0 and sections[sentence.section].role == "plan"
        begin = sentence.span.start
        if i:
            begin = max(begin, mentions[i - 1][0].end)
        before = _CLAUSE.split(text[begin : first.start])[-1][-30:]
        stop = min(mentions[j + 1][0].start if j + 1 < len(mentions) else len(text), last.end + 200)
        after = text[last.end : stop]
        if cut := _STOP.search(after):
            whole = text[sentence.span.start : first.start]
            item = regex.fullmatch(r"(?:[①-⑳]|（?\d{1,2}[）.、]|[一二三四五六七八九十]{1,3}、)?", whole)
            if item and after[: cut.end()] == "。":
                cut = _STOP.search(after, cut.end())
                after = after[: cut.end()] if cut else after
            else:
                after = after[: cut.start()]
        words = clauses_said(before, plan=plan) + clauses_said(after, plan=plan)
        for _, number in mentions[i : j + 1]:
            said[number].extend(words)
        i = j + 1
    return said

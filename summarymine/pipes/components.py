"""The pipes as spaCy components: each reads layers of a Doc and adds its own (see `layers`).

A Doc holds the raw text of one article and is never changed. ``nlp.analyze_pipes()`` checks that every pipe finds
what it needs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, SpanGroup

from summarymine.clean import clean
from summarymine.document import UNTOLD, Article, Source, Span, TextView
from summarymine.pipes.dates import find_dates
from summarymine.pipes.emit import Emitter
from summarymine.pipes.indicators import find_indicators
from summarymine.pipes.layers import LAYERS, register
from summarymine.pipes.problem_judge import Judge
from summarymine.pipes.problem_model import load_model, shipped_model
from summarymine.pipes.problems import Candidate, Verdict, find_problems, judge
from summarymine.pipes.profile import find_profile
from summarymine.pipes.projects import find_projects
from summarymine.pipes.quantities import find_quantities
from summarymine.pipes.sections import find_sections
from summarymine.pipes.sentences import find_sentences
from summarymine.pipes.words import find_words
from summarymine.records import Record, from_dict, to_dict
from summarymine.split import whole

Pipe = Callable[[Doc], Doc]


def title_in_view(article: Article, view: TextView) -> Span | None:
    """The span of an article's title in its view; None where the article has none inside its borders."""
    if article.title is None or not article.title.within(article.span):
        return None
    start = article.title.start - article.span.start
    return Span(view.at(start), view.at(article.title.end - 1 - article.span.start) + 1)


def _clean(doc: Doc) -> Doc:
    if doc._.sm_article is None:
        doc._.sm_article = whole(Source.of_text(doc.text))
    if doc._.sm_told is None:
        doc._.sm_told = UNTOLD
    # spaCy makes doc.text anew from its tokens each time, which costs as much as the cleaning.
    doc._.sm_view = clean(doc._.sm_article.text)
    return doc


def _sections(doc: Doc) -> Doc:
    doc._.sm_sections = find_sections(doc._.sm_view, title_in_view(doc._.sm_article, doc._.sm_view))
    return doc


def _sentences(doc: Doc) -> Doc:
    doc._.sm_sentences = find_sentences(doc._.sm_view, doc._.sm_sections)
    return doc


def _words(doc: Doc) -> Doc:
    doc._.sm_words = find_words(doc._.sm_view)
    return doc


def _dates(doc: Doc) -> Doc:
    title = title_in_view(doc._.sm_article, doc._.sm_view)
    doc._.sm_profile = find_profile(doc._.sm_article, doc._.sm_view, doc._.sm_sections, title, doc._.sm_told)
    doc._.sm_dates = find_dates(doc._.sm_view, doc._.sm_sections, doc._.sm_sentences, doc._.sm_profile)
    return doc


def _quantities(doc: Doc) -> Doc:
    doc._.sm_quantities = find_quantities(doc._.sm_view, doc._.sm_dates)
    return doc


def _indicators(doc: Doc) -> Doc:
    doc._.sm_indicators = find_indicators(
        doc._.sm_view,
        doc._.sm_sections,
        doc._.sm_sentences,
        doc._.sm_quantities,
        doc._.sm_dates,
        doc._.sm_profile,
        doc._.sm_projects or (),
    )
    return doc


def _projects(doc: Doc) -> Doc:
    doc._.sm_projects = find_projects(doc._.sm_view, doc._.sm_sections, doc._.sm_sentences)
    return doc


class Problems:
    """The pipe of problems: the rules, and the shipped model, a model of one's own (a path), or none (``rules``)."""

    def __init__(self, *, model: str = "shipped") -> None:
        self._judge: Callable[[Candidate], Verdict] = judge
        if model == "shipped":
            self._judge = Judge(shipped_model())
        elif model != "rules":
            self._judge = Judge(load_model(Path(model)))

    def __call__(self, doc: Doc) -> Doc:
        """Add the problems of a Doc."""
        found = find_problems(doc._.sm_view, doc._.sm_sections, doc._.sm_sentences, judge=self._judge)
        doc._.sm_problems = found
        return doc


def _problems(doc: Doc) -> Doc:
    return Problems()(doc)


PIPES: tuple[tuple[str, Pipe, tuple[str, ...], tuple[str, ...]], ...] = (
    ("clean", _clean, (), ("article", "told", "view")),
    ("sections", _sections, ("view",), ("sections",)),
    ("sentences", _sentences, ("view", "sections"), ("sentences",)),
    ("words", _words, ("view",), ("words",)),
    ("dates", _dates, ("told", "view", "sections", "sentences"), ("profile", "dates")),
    ("quantities", _quantities, ("view", "dates"), ("quantities",)),
    ("projects", _projects, ("view", "sections", "sentences"), ("projects",)),
    ("indicators", _indicators, ("sentences", "quantities", "dates", "profile"), ("indicators",)),
    ("problems", _problems, ("view", "sections", "sentences"), ("problems",)),
)
"""Every pipe: its name, its function, the layers it reads and the layers it adds, in their order."""


def records_of(doc: Doc) -> list[Record]:
    """The records that the pipes found in a Doc, in the order of the text; the document's own comes first.

    Layers that no pipe made (because it was left out) give no records.
    """
    emitter = Emitter(doc._.sm_article, doc._.sm_view, doc._.sm_sections or ())
    found: list[Record] = [
        *emitter.sections(),
        *map(emitter.indicator, doc._.sm_indicators or ()),
        *map(emitter.date, doc._.sm_dates or ()),
        *map(emitter.project, doc._.sm_projects or ()),
        *map(emitter.problem, doc._.sm_problems or ()),
    ]
    found.sort(key=lambda record: (record.start, record.end, record.record))
    return [emitter.document(doc._.sm_profile), *found] if doc._.sm_profile else found


class Records:
    """The last pipe: layers become records and spans, and are let go unless *keep_layers* is set.

    Records are kept as plain dicts in ``doc.user_data``, so that a Doc can be written and sent to other processes;
    ``doc._.records`` reads them back.
    """

    def __init__(self, *, keep_layers: bool) -> None:
        self._keep = keep_layers

    def __call__(self, doc: Doc) -> Doc:
        """Emit a Doc's records; its layers are dropped unless they were asked for."""
        found = records_of(doc)
        offset = doc._.sm_article.span.start
        doc.user_data["summarymine"] = [to_dict(record) for record in found]
        for kind in ("section", "indicator", "date", "project", "problem"):
            spans = [
                doc.char_span(r.start - offset, r.end - offset, label=kind, span_id=r.id, alignment_mode="expand")
                for r in found
                if r.record == kind
            ]
            doc.spans[kind] = SpanGroup(doc, name=kind, spans=[span for span in spans if span is not None])
        _mark_sentences(doc)
        if not self._keep:
            user_data: dict[Any, Any] = doc.user_data
            for layer in LAYERS:
                # The default has no entry in user_data, which must stay free of objects.
                user_data.pop(("._.", f"sm_{layer}", None, None), None)
        return doc


def _mark_sentences(doc: Doc) -> None:
    """Give spaCy the sentence starts, all at once: setting them token by token searches the whole Doc each time."""
    view, sentences = doc._.sm_view, doc._.sm_sentences or ()
    places = doc.to_array("IDX")
    starts = places.searchsorted([view.starts[s.span.start] for s in sentences])
    marks: Any = np.zeros(len(places), dtype="uint64")
    marks[starts[starts < len(places)]] = 1
    if len(places):
        doc.from_array(["SENT_START"], marks)


def read_records(doc: Doc) -> list[Record]:
    """The records of a Doc that went through the pipeline."""
    return [from_dict(data) for data in doc.user_data.get("summarymine", ())]


def _declare() -> None:
    register()
    if not Doc.has_extension("records"):
        Doc.set_extension("records", getter=read_records)


def _factory(function: Pipe) -> Callable[[Language, str], Pipe]:
    def make(nlp: Language, name: str) -> Pipe:  # noqa: ARG001  # spaCy calls factories with both
        _declare()
        return function

    return make


def _make_problems(nlp: Language, name: str, model: str) -> Problems:  # noqa: ARG001
    _declare()
    return Problems(model=model)


for _name, _function, _requires, _assigns in PIPES:
    Language.factory(
        f"summarymine_{_name}",
        requires=[f"doc._.sm_{layer}" for layer in _requires],
        assigns=[f"doc._.sm_{layer}" for layer in _assigns],
        default_config={"model": "shipped"} if _function is _problems else {},
        func=_make_problems if _function is _problems else _factory(_function),
    )


@Language.factory(
    "summarymine_records",
    requires=["doc._.sm_article", "doc._.sm_view"],
    assigns=["doc._.records", "doc.spans"],
    default_config={"keep_layers": False},
)
def make_records(nlp: Language, name: str, keep_layers: bool) -> Records:  # noqa: ARG001
    """The factory of the last pipe."""
    _declare()
    return Records(keep_layers=keep_layers)

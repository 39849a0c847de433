"""What `summarymine reuse` shows: one of the views on an archive's reuse, as tables for files or a grid for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from summarymine.records import to_dict
from summarymine.reuse.figures import reused_figures
from summarymine.reuse.found import found_in
from summarymine.reuse.grids import articles_grid, passages_grid, table_grid
from summarymine.reuse.groups import groups
from summarymine.reuse.lexicon import Text, lexicon
from summarymine.reuse.shares import shares
from summarymine.reuse.strip import boilerplate, kept_records, stripped_texts
from summarymine.reuse.tables import (
    articles_table,
    figures_table,
    groups_table,
    nested_passages,
    of_tier,
    passages_table,
    phrases_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.table import Table as Grid

    from summarymine.records import Record
    from summarymine.reuse.archive import Reuse
    from summarymine.reuse.found import Found
    from summarymine.reuse.lexicon import Phrase
    from summarymine.reuse.shares import Share
    from summarymine.store.exports import Table

NESTED = ("json", "jsonl")
"""Formats that hold objects."""


def shown(
    reuse: Reuse, view: str = "passages", *, form: str, tier: str | None, limit: int, least: tuple[int, int]
) -> list[Table] | Grid:
    """A view (``passages``, ``articles``, ``groups``, ``figures``, ``lexicon``): a grid for the form ``table``, else tables.

    The passages in a workbook have the articles beside them. Raises SummaryMineError for an unknown tier.
    """
    if view == "lexicon":
        table = phrases_table(phrases(reuse, *least))
        return table_grid(table, limit) if form == "table" else [table]
    found = of_tier(found_in(reuse), tier)
    if view == "articles":
        of_articles = _shares(reuse, found)
        return articles_grid(of_articles) if form == "table" else [articles_table(of_articles)]
    if view in ("groups", "figures"):
        table = (
            groups_table(groups(found))
            if view == "groups"
            else figures_table(one for one in reused_figures(reuse.archive.facts, found) if reuse.asks(one.fact.place))
        )
        return table_grid(table, limit) if form == "table" else [table]
    if form == "table":
        return passages_grid(found, limit)
    if form in NESTED:
        return [nested_passages(found)]
    return [passages_table(found), articles_table(_shares(reuse, found))]


def _shares(reuse: Reuse, found: Iterable[Found]) -> list[Share]:
    """What of each article that is asked about stood before."""
    return [one for one in shares(reuse, found) if reuse.asks(one.summary.place)]


def without_boilerplate(
    reuse: Reuse, records: Iterable[Record], articles: int, parks: int
) -> Iterator[tuple[str, bytes]]:
    """``texts.jsonl``, an article a line, and ``records.jsonl``, both without the phrases of the lexicon."""
    spans = boilerplate(reuse.summaries, phrases(reuse, articles, parks))
    texts = (
        {"source": one.document.source, "article": one.document.article, "text": text}
        for one, text in stripped_texts(reuse.summaries, spans)
    )
    yield "texts.jsonl", _lines(texts)
    yield "records.jsonl", _lines(to_dict(record) for record in kept_records(records, spans))


def _lines(rows: Iterable[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def phrases(reuse: Reuse, articles: int, parks: int) -> list[Phrase]:
    """The boilerplate lexicon of an archive."""
    texts = [Text(one.text, one.ignored, one.park) for one in reuse.summaries]
    return lexicon(texts, articles=articles, parks=parks)

"""The whole pipeline as one component, for whoever has a spaCy pipeline already."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from summarymine.pipes.components import PIPES, Records, _declare


class SummaryMine:
    """All pipes in their order.

    >>> import spacy
    >>> nlp = spacy.blank("zh")
    >>> _ = nlp.add_pipe("summarymine")
    >>> doc = nlp("望榆园区2019年工作总结\\n全年完成税收3亿元，增长8%。")
    >>> [(r.name, str(r.value), r.measure) for r in doc._.records if r.record == "indicator"]
    [('税收', '300000000', 'level'), ('税收', '8', 'growth')]
    """

    def __init__(self, *, keep_layers: bool) -> None:
        self._records = Records(keep_layers=keep_layers)

    def __call__(self, doc: Doc) -> Doc:
        """Send a Doc through all pipes."""
        for _, function, _, _ in PIPES:
            doc = function(doc)
        return self._records(doc)


@Language.factory("summarymine", assigns=["doc._.records", "doc.spans"], default_config={"keep_layers": False})
def make_summarymine(nlp: Language, name: str, keep_layers: bool) -> SummaryMine:  # noqa: ARG001
    """The factory of the whole pipeline; an entry point, so that spaCy finds it without an import."""
    _declare()
    return SummaryMine(keep_layers=keep_layers)

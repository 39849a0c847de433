"""The pipeline of a configuration."""

from __future__ import annotations

import spacy
from spacy.language import Language

import summarymine.pipes.whole  # noqa: F401  # registers the factories
from summarymine.pipes.settings import config_path


def load(config: str = "default") -> Language:
    """The pipeline of a configuration: ``default``, ``fast``, or the path of a spaCy ``.cfg`` file.

    A Doc is one article; ``doc._.records`` are its records, ``doc.spans["indicator"]`` and so on their places.

    >>> doc = load()("望榆园区2019年工作总结\\n全年完成税收3亿元，增长8%。")
    >>> [(span.text, span.id_ != "") for span in doc.spans["indicator"]]
    [('3亿元', True), ('8%', True)]

    Raises SummaryMineError for an unknown configuration.
    """
    return spacy.util.load_model_from_config(spacy.util.load_config(config_path(config)), auto_fill=True)

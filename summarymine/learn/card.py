"""The card of a model: what it is for, what it was trained on, what it reaches, and the hash of its weights.

After M. Mitchell et al., "Model Cards for Model Reporting", FAT* 2019.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from summarymine.learn.corpus import Statement
from summarymine.learn.problems import FOLDS, Rates
from summarymine.pipes.problem_judge import SURE

_NAMES = {"rules": "rules alone", "model": "model alone, from 0.5 on", "both": "both, as shipped"}


def model_card(
    labelled: Sequence[Statement],
    distant: Sequence[Statement],
    rates: Mapping[str, Rates],
    weights: bytes,
    day: date,
) -> str:
    """The card as Markdown; *weights* are the bytes of the model's file."""
    lines = [
        "# Model of problem statements",
        "",
        "Tells how likely a statement of a work summary says that something is wrong, lacking, late or hard, and of",
        "which category it is. Logistic regression over characters, words, the zone and the cues of the rules",
        "(`summarymine/pipes/problem_features.py`), with probabilities by Platt's line; no language model. For Chinese",
        "work summaries of offices and parks, as a second opinion beside the rules; not for other genres.",
        "",
        f"- trained: {day.isoformat()}",
        f"- data: {len(labelled):,} labelled statements of {len({s.doc for s in labelled})} reports, "
        f"{sum(s.problem for s in labelled):,} of them problems"
        + (f"; {len(distant):,} statements labelled by their headings" if distant else ""),
        f"- it adds to what the rules find what stands among problems and is likelier than {SURE}",
        f"- SHA-256 of the weights: `{sha256(weights).hexdigest()}`",
        "",
        f"Over {FOLDS} folds that keep a report together, on statements that the model had not seen:",
        "",
        "| | precision | recall | F1 | category right of those found |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {_NAMES[name]} | {rate.precision:.3f} | {rate.recall:.3f} | {rate.f1:.3f} | {rate.category:.3f} |"
            for name, rate in rates.items()
        ),
        "",
        "The labelled statements are harder than reports are: hardly a heading, a formula or a plain 存在不足 among",
        "them, and far more of them are problems than in a report. That is why it is asked to be surer than is best on",
        "these folds, and why the figures tell less of reports than of hard statements.",
    ]
    return "\n".join(lines) + "\n"

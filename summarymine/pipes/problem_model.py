"""A trained model of problem statements: how likely a statement is one, and of which category.

Logistic regression over the features of `problem_features`: adding up weights, so that nothing is needed at run time
but the weights, which stand in a NumPy archive without pickled objects (``models/problems.npz``). How it was trained
and what it reaches says its card, ``models/problems.md``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarymine.errors import ModelError
from summarymine.records import CATEGORIES

Floats = NDArray[np.float32]
_ARRAYS = ("vocabulary", "state", "categories", "category_bias", "calibration")


@dataclass(frozen=True, slots=True)
class ProblemModel:
    """The weights. ``state`` and the rows of ``categories`` are those of the features in ``vocabulary``;
    ``calibration`` is slope and intercept of the line that turns a sum of weights into log odds.
    """

    vocabulary: dict[str, int]
    state: Floats
    categories: Floats
    category_bias: Floats
    calibration: tuple[float, float]

    def known(self, features: Iterable[str]) -> list[int]:
        """The indices of the features that have weights."""
        return sorted(index for feature in features if (index := self.vocabulary.get(feature)) is not None)

    def probability(self, known: Sequence[int]) -> float:
        """How likely a statement with these features is a problem, 0 to 1."""
        slope, intercept = self.calibration
        odds = slope * float(self.state[known].sum()) + intercept
        return float(1.0 / (1.0 + np.exp(-odds)))

    def category_odds(self, known: Sequence[int]) -> dict[str, float]:
        """The probability of each category, for a statement that is a problem."""
        sums = self.categories[known].sum(axis=0, dtype=np.float32) + self.category_bias
        odds = np.exp(sums - sums.max())
        return dict(zip(CATEGORIES, (odds / odds.sum()).tolist(), strict=True))

    def arrays(self) -> dict[str, Any]:
        """The arrays that `model_bytes` packs."""
        names = "\n".join(self.vocabulary).encode()
        return {
            "vocabulary": np.frombuffer(names, dtype=np.uint8),
            "state": self.state.astype(np.float32),
            "categories": self.categories.astype(np.float16),
            "category_bias": self.category_bias.astype(np.float32),
            "calibration": np.array(self.calibration, dtype=np.float64),
        }


def read_model(data: bytes, where: str = "the model") -> ProblemModel:
    """The model from the bytes of an archive. Raises ModelError where it is none; nothing in it can run code."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in _ARRAYS}
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise ModelError(f"{where}: no model of problem statements ({error})") from error
    names = arrays["vocabulary"].tobytes().decode().split("\n")
    shape = arrays["categories"].shape
    if len(names) != len(arrays["state"]) or shape != (len(names), len(CATEGORIES)):
        raise ModelError(f"{where}: {len(names)} features, but weights of {shape}")
    return ProblemModel(
        vocabulary={name: index for index, name in enumerate(names)},
        state=arrays["state"].astype(np.float32),
        categories=arrays["categories"].astype(np.float32),
        category_bias=arrays["category_bias"].astype(np.float32),
        calibration=(float(arrays["calibration"][0]), float(arrays["calibration"][1])),
    )


def model_bytes(model: ProblemModel) -> bytes:
    """The archive that `read_model` reads; the same model gives the same bytes."""
    out = io.BytesIO()
    np.savez_compressed(out, allow_pickle=False, **model.arrays())
    return out.getvalue()


def load_model(path: Path) -> ProblemModel:
    """The model in a file that ``summarymine train`` wrote. Raises ModelError where there is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"读不出模型 / cannot read the model: {path} ({error.strerror})") from error
    return read_model(data, str(path))


@cache
def shipped_model() -> ProblemModel:
    """The model that comes with the package.

    >>> from summarymine.pipes.problem_features import features
    >>> model = shipped_model()
    >>> model.probability(model.known(features("招来的工人三个月走了一半", "problem"))) > 0.5
    True
    """
    return read_model((files("summarymine.models") / "problems.npz").read_bytes(), "models/problems.npz")

"""The floors under measured rates, from ``floors.toml``: they may rise, never fall."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def assert_floors(measured: Mapping[str, float], table: str) -> None:
    """Every rate of a table of the floors is measured, and none lies below its floor."""
    floors = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))[table]
    assert measured.keys() == floors.keys()
    below = {name: (rate, floors[name]) for name, rate in measured.items() if rate < floors[name]}
    assert not below, f"measured, floor: {below}"

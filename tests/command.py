"""The `summarymine` command as a user runs it: a process of its own, its output piped."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def summarymine(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run ``summarymine`` with *args*; *env* comes on top of this process's environment."""
    return python("-m", "summarymine", *args, cwd=cwd, env=env)


def python(
    *args: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, executable: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    """Run Python with *args*; what it prints is read as UTF-8."""
    return subprocess.run(
        [executable, *map(str, args)],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )

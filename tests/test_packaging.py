"""What `pyproject.toml` and `locks/` say of the package is true."""

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import regex
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = PROJECT["project"]["dependencies"]
GROUPS = PROJECT["dependency-groups"]
PINNED = regex.compile(r"^(?P<name>[\w.-]+)==(?P<version>[\w.]+)(?P<marker> ; .+)? \\$")
HASH = regex.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
COMMENT = regex.compile(r"^    # via [\w\s,.:()/-]+$")


def imported() -> set[str]:
    """The packages that the modules of summarymine import, but for those of Python and its own."""
    names: set[str] = set()
    for path in (ROOT / "summarymine").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").partition(".")[0])
    return names - sys.stdlib_module_names - {"summarymine"}


def test_what_is_imported_is_declared_and_the_other_way_round():
    distributions = packages_distributions()
    used = {canonicalize_name(distributions[name][0]) for name in imported()}
    assert used == {canonicalize_name(Requirement(line).name) for line in RUNTIME}


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("runtime", [*RUNTIME, *GROUPS["build"]]), ("dev", [*RUNTIME, *GROUPS["dev"]]), ("bench", GROUPS["bench"])],
)
def test_a_lock_pins_by_version_and_hash_and_names_no_address(lock: str, wanted: list[str]):
    lines = (ROOT / "locks" / f"{lock}.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not (PINNED.match(line) or HASH.match(line) or COMMENT.match(line))] == []
    pinned = {match["name"]: match["version"] for line in lines if (match := PINNED.match(line))}
    for line in wanted:
        if isinstance(line, str):  # else it names another group
            requirement = Requirement(line)
            assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, line


def test_what_builds_the_package_is_in_the_locks():
    assert PROJECT["build-system"]["requires"] == GROUPS["build"]

"""Which configuration there is, and what tells one state of the package and its configuration from another."""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import regex

from summarymine.errors import SummaryMineError

_CODE = (".py", ".toml", ".cfg", ".npz")
_MODEL = regex.compile(r'(?m)^model\s{0,8}=\s{0,8}"([^"\n]{1,500}\.npz)"')


def config_path(name: str) -> Path:
    """Where the configuration *name* stands: in the installed package, else in the checkout beside it.

    Raises SummaryMineError for a name that is neither a shipped configuration nor a file.
    """
    given = Path(name)
    if given.suffix == ".cfg" and given.is_file():
        return given
    package = Path(str(files("summarymine")))
    for folder in (package / "configs", package.parent / "configs"):
        if (folder / f"{name}.cfg").is_file():
            return folder / f"{name}.cfg"
    raise SummaryMineError(f"没有名为 {name} 的配置 / there is no configuration {name}; shipped are default and fast")


def fingerprint(config: str) -> str:
    """A hash of the package and of a configuration with the model it names: results of another one are not these.

    >>> fingerprint("default") == fingerprint("default") != fingerprint("fast")
    True

    Raises SummaryMineError for an unknown configuration.
    """
    path = config_path(config)
    package = Path(str(files("summarymine")))
    parts = [file for file in package.rglob("*") if file.suffix in _CODE and "__pycache__" not in file.parts]
    whole = sha256()
    for file in (*sorted(parts), path):
        whole.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    for model in map(Path, _MODEL.findall(path.read_text("utf-8", "replace"))):
        if model.is_file():
            whole.update(sha256(model.read_bytes()).digest())
    return whole.hexdigest()

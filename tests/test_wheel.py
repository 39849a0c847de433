"""A wheel built from the tree works by itself: nothing depends on the checkout."""

import json
import os
import shutil
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from summarymine.store.names import RECORDS, RUN
from tests.command import python
from tests.truth import DEMO, truth

CHECKOUT = Path(__file__).parents[1]

WHERE = """
import pathlib, spacy, summarymine.api
spacy.blank("zh").add_pipe("summarymine")
for name in ("default", "fast"):
    print(summarymine.api.config_path(name))
print(pathlib.Path(summarymine.__file__))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = python("-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=CHECKOUT)
    assert built.returncode == 0, built.stderr
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def interpreter(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel and sees the packages it needs, but not the checkout."""
    home = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(home, symlinks=os.name != "nt")
    interpreter = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = python("-m", "pip", "--python", interpreter, "install", "--quiet", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    [packages] = home.glob("lib/python*/site-packages") if os.name != "nt" else home.glob("Lib/site-packages")
    # A folder named in a .pth file is searched, but the .pth files in it (one names the checkout) are not obeyed.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return interpreter


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path):
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "summarymine").rglob("*")
        if path.suffix in (".py", ".toml", ".npz", ".md") or path.name == "py.typed" or path.parent.name == "assets"
    }
    configs = {f"summarymine/configs/{path.name}" for path in (CHECKOUT / "configs").glob("*.cfg")}
    assert {name for name in names if ".dist-info/" not in name} == package | configs
    assert {name.rsplit("/", 1)[-1] for name in names if ".dist-info/" in name} == {
        "METADATA", "RECORD", "WHEEL", "entry_points.txt", "LICENSE",
    }  # fmt: skip


def test_the_installed_wheel_mines_the_demo(interpreter: Path, tmp_path: Path):
    elsewhere = tmp_path / "archive"
    shutil.copytree(DEMO, elsewhere, ignore=shutil.ignore_patterns("truth"))
    command = interpreter.with_name("summarymine")
    done = python(command, "run", elsewhere, "-o", "out", "-q", cwd=tmp_path, executable=str(interpreter))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "out" / RUN).read_text("utf-8"))["articles"] == len(truth("document"))
    with (tmp_path / "out" / RECORDS).open(encoding="utf-8") as lines:
        assert {json.loads(line)["source"] for line in lines} == {line["file"] for line in truth("document")}


def test_everything_comes_from_the_wheel(interpreter: Path, tmp_path: Path):
    done = python("-c", WHERE, cwd=tmp_path, executable=str(interpreter))
    assert (done.returncode, done.stderr) == (0, "")
    [packages] = {Path(line).parents[1 + line.endswith(".cfg")] for line in done.stdout.splitlines()}
    assert packages.is_relative_to(interpreter.parents[1])

"""The sdist and the wheel made of it: what is in them, and that the wheel works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path

import pytest

import kg

REPOSITORY = Path(__file__).parents[1]
IGNORED = {"__pycache__", ".ipynb_checkpoints"}


def run(
    *command: object, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to success; the words of a failure are worth seeing."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """Built from the files that are there."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=REPOSITORY)
    (path,) = folder.glob("techkg-*.tar.gz")
    return path


@pytest.fixture(scope="module")
def wheel(tmp_path_factory, sdist):
    """Built from the sdist alone, with nothing fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sdist)
    (path,) = folder.glob("techkg-*.whl")
    return path


@pytest.fixture(scope="module")
def away(tmp_path_factory, wheel):
    """An environment with the wheel installed, which sees this one's packages through a .pth file."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip())
    installed = [place for place in sys.path if Path(place).name == "site-packages"]
    (site / "test_environment.pth").write_text("\n".join(installed) + "\n", "utf-8")
    target = ["--python", python, "install", "--no-deps", "--no-index", "--ignore-installed", "--quiet"]
    run(sys.executable, "-m", "pip", *target, wheel)
    return folder


def run_away(away, folder, program, *arguments):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return run(away / "bin" / program, *arguments, cwd=folder, env=environment)


def files_under(*folders):
    files = (p for part in folders for p in (REPOSITORY / part).rglob("*") if p.is_file())
    return {p.relative_to(REPOSITORY).as_posix() for p in files if not IGNORED & {*p.parts}}


def test_the_sdist_holds_the_repository(sdist):
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    folders = files_under("kg", "ontologies", "examples", "notebooks", "tests", "benchmarks", "docs", ".ci")
    files = {p.name for p in REPOSITORY.iterdir() if p.is_file()} - {".git"}
    assert inside == folders | files | {"PKG-INFO"}


def test_the_wheel_holds_the_package_and_its_data_alone(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    inside = {name for name in names if name.startswith("kg/")}
    rest = {name.partition("/")[2] for name in names if not name.startswith("kg/")}
    paths = files_under("kg", "ontologies", "examples")
    assert inside == {path if path.startswith("kg/") else f"kg/{path}" for path in paths}
    assert {"kg/py.typed", "kg/ontologies/shapes.ttl", "kg/serve/static/yasgui/LICENSES.txt"} <= inside
    licences = {"licenses/LICENSE", "licenses/LICENSE-DATA", "licenses/kg/serve/static/yasgui/LICENSES.txt"}
    assert rest == {"METADATA", "RECORD", "WHEEL", "entry_points.txt"} | licences
    assert [name for name in names if "test" in name.lower() or "__pycache__" in name] == []


def test_the_metadata_say_what_it_is(wheel):
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/METADATA")]
        told = message_from_bytes(archive.read(name))
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert (told["Name"], told["Version"]) == (project["name"], project["version"])
    assert set(told.get_all("Provides-Extra") or ()) == set(project["optional-dependencies"])
    assert told["Description-Content-Type"] == "text/markdown"
    assert told["License-Expression"] == project["license"]
    assert told["Version"] == kg.__version__


def test_the_installed_package_is_not_the_checkout(away, tmp_path):
    code = "import kg, kg.ontology as o; print(kg.__file__, o.examples_dir(), o.shipped_dir())"
    done = run_away(away, tmp_path, "python", "-c", code)
    places = [Path(place) for place in done.stdout.split()]
    assert [place.is_relative_to(away) for place in places] == [True, True, True]


def test_entry_points(away, tmp_path):
    code = (
        "from importlib.metadata import entry_points as e; import spacy;"
        "print(sorted(x.name for x in e(group='spacy_factories') if x.value.startswith('kg.')));"
        "print(spacy.blank('fr').add_pipe('kg_lines').__module__)"
    )
    told = run_away(away, tmp_path, "python", "-c", code).stdout
    assert told.splitlines() == ["['kg_claims', 'kg_joins', 'kg_lines']", "kg.extract.parsing.sentences"]
    for command in (["kg"], ["python", "-m", "kg"]):
        assert run_away(away, tmp_path, *command, "--version").stdout.startswith("kg ")


def test_the_demo_runs_anywhere(away, tmp_path):
    told = run_away(away, tmp_path, "kg", "demo").stderr
    assert "open it in a browser" in told
    assert " not read" not in told
    assert sorted(p.name for p in (tmp_path / "kg-out").iterdir()) == [
        ".cache",
        ".views.json",
        "articles",
        "graph.html",
        "graph.ttl",
        "report.json",
        "store",
    ]
    answer = run_away(
        away, tmp_path, "kg", "query", "--name", "left", "--param", "org=OpenAI", "--param", "year=2023"
    ).stdout
    assert "Sam Altman" in answer
    assert "the graph conforms" in run_away(away, tmp_path, "kg", "validate").stderr

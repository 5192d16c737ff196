"""The wheel: what is in it, and that it works away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]


def run(
    *command: object, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run to success; the words of a failure are worth seeing."""
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Built from the files that are there, with nothing fetched."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, REPOSITORY)
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


def test_the_wheel_holds_the_package_and_its_data_alone(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
    inside = {name for name in names if name.startswith("kg/")}
    rest = {name.partition("/")[2] for name in names if not name.startswith("kg/")}
    files = (p for part in ("kg", "ontologies", "examples") for p in (REPOSITORY / part).rglob("*") if p.is_file())
    paths = [p.relative_to(REPOSITORY).as_posix() for p in files if "__pycache__" not in p.parts]
    assert inside == {path if path.startswith("kg/") else f"kg/{path}" for path in paths}
    assert rest == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "licenses/LICENSE-DATA"}
    assert [name for name in names if "test" in name.lower() or "__pycache__" in name] == []


def test_the_installed_package_is_not_the_checkout(away, tmp_path):
    code = "import kg, kg.ontology as o; print(kg.__file__, o.examples_dir(), o.shipped_dir())"
    done = run_away(away, tmp_path, "python", "-c", code)
    places = [Path(place) for place in done.stdout.split()]
    assert [place.is_relative_to(away) for place in places] == [True, True, True]


def test_the_demo_runs_anywhere(away, tmp_path):
    told = run_away(away, tmp_path, "kg", "demo").stderr
    assert "open it in a browser" in told
    assert " not read" not in told
    assert sorted(p.name for p in (tmp_path / "kg-out").iterdir()) == [
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

"""``python -m tests.pins > constraints.txt``: the versions here of all that the package and its extras need.

Run it in an environment that passed the tests. Only names and versions are written: no index, no path.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

__all__ = ["CONSTRAINTS", "pinned", "required"]

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
_OF_THE_INTERPRETER = {"pip", "setuptools"}  # each Python brings, and needs, its own
_HEAD = """\
# What the tests last passed with: pip install -c constraints.txt .
# Written by: python -m tests.pins > constraints.txt
"""


def required() -> list[Requirement]:
    """What pyproject.toml asks for: the package's own requirements, then those of every extra."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(line) for lines in (project["dependencies"], *extras) for line in lines]


def pinned() -> dict[str, str]:
    """Name -> version of what is installed of ``required`` and of all that it needs in turn.

    Raises:
        PackageNotFoundError: one of ``required`` is not installed.
    """
    versions: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    open_ends = [(r.name, r) for r in required()]
    direct = {canonicalize_name(name) for name, _ in open_ends}
    while open_ends:
        name, requirement = open_ends.pop()
        key = (canonicalize_name(name), ",".join(sorted(requirement.extras)))
        if key in seen:
            continue
        seen.add(key)
        try:
            versions[key[0]] = distribution(name).version
        except PackageNotFoundError:  # a marker names another system, or an extra is left out
            if key[0] in direct:
                raise
            continue
        open_ends += [(r.name, r) for r in _needs(requirement)]
    return {name: versions[name] for name in sorted(versions.keys() - _OF_THE_INTERPRETER)}


def _needs(requirement: Requirement) -> Iterator[Requirement]:
    for line in distribution(requirement.name).requires or ():
        needed = Requirement(line)
        extras = ["", *requirement.extras]
        if needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
            yield needed


if __name__ == "__main__":
    sys.stdout.write(_HEAD + "".join(f"{name}=={version}\n" for name, version in pinned().items()))

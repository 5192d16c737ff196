"""The constraints name everything that the package asks for, in versions that it allows, and nothing of a machine."""

from __future__ import annotations

import re

import pytest
from packaging.utils import canonicalize_name

from .pins import CONSTRAINTS, pinned, required

LINES = [line for line in CONSTRAINTS.read_text("utf-8").splitlines() if not line.startswith("#")]
PINS = dict(line.split("==") for line in LINES)


def test_lines_are_names_and_versions_alone():
    assert [line for line in LINES if not re.fullmatch(r"[a-z0-9-]+==[0-9][A-Za-z0-9.!+]*", line)] == []
    assert list(PINS) == sorted(set(PINS))
    assert len(PINS) == len(LINES)


@pytest.mark.parametrize("requirement", required(), ids=str)
def test_every_requirement_has_a_version_within_its_bounds(requirement):
    assert requirement.specifier.contains(PINS[canonicalize_name(requirement.name)])


def test_what_is_installed_needs_nothing_that_is_not_named():
    """Whatever the versions are here: a package that a constraint lacks would come in any version."""
    assert [name for name in pinned() if name not in PINS] == []

"""Tools that tests need and that no Python package brings."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

__all__ = ["missing", "node_module"]

ROOT = Path(__file__).parents[1]


def missing(tool: str) -> NoReturn:
    """Skip, or fail where the environment promises every tool."""
    if os.environ.get("KG_REQUIRE_TOOLS") == "1":
        pytest.fail(f"{tool} is missing, and KG_REQUIRE_TOOLS=1 asks for every tool")
    pytest.skip(f"{tool} is missing; tests/run installs it")


def node_module(name: str) -> Path:
    """The folder of a Node package that ``tests/run`` installs."""
    folder = Path(os.environ.get("KG_NODE_MODULES", ROOT / ".tools" / "node_modules")) / name
    if not folder.is_dir():
        missing(f"the Node package {name}")
    return folder

"""What CONTRIBUTING.md shows: its rule works as it stands there, and the files that it names exist."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import yaml

from kg.extract import Extractor

from .extract.overlays import wrong_examples

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def test_its_rule_reads_its_examples(tmp_path):
    (shown,) = re.findall(r"```yaml\n(.*?)```", TEXT, flags=re.DOTALL)
    file = tmp_path / "rules" / "en" / "acquired.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(dedent(shown), "utf-8")
    (rule,) = yaml.safe_load(dedent(shown))
    assert f"-k {rule['id']}" in TEXT
    assert wrong_examples(Extractor(ontology=[tmp_path]), tmp_path, "en", only=rule["id"]) == []


def test_the_files_that_it_names_exist():
    named = set(re.findall(r"(?<![\w/.])(?:kg|ontologies|tests|examples|notebooks|benchmarks|\.ci)/[\w./-]+", TEXT))
    assert len(named) > 20
    assert [name for name in sorted(named) if not (ROOT / name.rstrip("/.")).exists()] == []

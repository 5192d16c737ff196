"""The data that the derivation rests on."""

from __future__ import annotations

import pytest

from kg.derive.settings import load_settings
from kg.errors import OntologyError
from kg.ontology import load_ontology

ONTOLOGY = load_ontology()


def test_every_relation_and_role_exists():
    found = load_settings(ONTOLOGY)
    named = {*found.once, *found.turns, *found.turns.values(), found.tenure, *found.opens, *found.closes, found.follows}
    assert {*named, *found.ends, *found.ends.values()} <= set(ONTOLOGY.relations)
    assert found.additive_roles <= set(ONTOLOGY.data("roles"))
    assert "chief_executive" in found.functional_roles


def test_overlay_changes_a_window(tmp_path):
    (tmp_path / "derive.yaml").write_text("event_window: 3\n", "utf-8")
    assert load_settings(load_ontology([tmp_path])).event_window == 3


@pytest.mark.parametrize("text", ["event_window: soon\n", "tenure: {state: }\nonce: 3\n"])
def test_wrong_value_is_one_line(tmp_path, text):
    (tmp_path / "derive.yaml").write_text(text, "utf-8")
    with pytest.raises(OntologyError, match=r"derive\.yaml"):
        load_settings(load_ontology([tmp_path]))

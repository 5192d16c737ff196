"""Entities by any of their names."""

from __future__ import annotations

import pytest

from kg.errors import UnknownEntityError
from kg.model import Entity
from kg.ontology import load_ontology
from kg.query.entities import EntityIndex
from kg.resolve import folding

ENTITIES = [
    Entity("Sam_Altman", "Sam Altman", "Person", (("Samuel Altman", None), ("Altman", None))),
    Entity("Anne_Altman", "Anne Altman", "Person", (("Altman", None),)),
    Entity("Societe_Generale", "Société Générale", "Organization", (("SocGen", "fr"),)),
    Entity("Mercury_1a2b", "Mercury", "Organization"),
    Entity("Mercury_3c4d", "Mercury", "Product"),
    Entity("Socgen", "Socgen", "Product"),
    Entity("Daniel_De_Freitas", "Daniel De Freitas", "Person"),
    Entity("Ann_Block", "Ann Block", "Person"),
    Entity("Ben_Moor", "Ben Moor", "Person"),
    Entity("Cal_Moor", "Cal Moor", "Person"),
    Entity("Block", "Block", "Organization"),
    Entity("Great_Bank", "Great Bank", "Organization"),
]


@pytest.fixture
def index():
    replaced = {"Sama": "Sam_Altman"}
    return EntityIndex({e.id: e for e in ENTITIES}, replaced, folding(load_ontology()).fold)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Sam Altman", "Sam_Altman"),
        ("Sam_Altman", "Sam_Altman"),
        ("sam altman", "Sam_Altman"),
        ("samuel altman", "Sam_Altman"),
        ("Sama", "Sam_Altman"),
        ("societe generale", "Societe_Generale"),
        ("Mercury_3c4d", "Mercury_3c4d"),
        ("socgen", "Socgen"),  # a label before an alias
        ("freitas", "Daniel_De_Freitas"),
        ("De Freitas", "Daniel_De_Freitas"),
        ("Block", "Block"),  # a label before a surname
    ],
)
def test_found(index, name, found):
    assert index.find(name).id == found


@pytest.mark.parametrize(
    ("name", "ids"),
    [("Altman", "Anne_Altman .Person., Sam_Altman"), ("mercury", "1a2b .*3c4d"), ("Moor", "Ben_.*Cal_")],
)
def test_several(index, name, ids):
    with pytest.raises(UnknownEntityError, match=f"names several entities; give one of the ids .*{ids}"):
        index.find(name)


def test_none_but_near(index):
    with pytest.raises(UnknownEntityError, match="no entity named 'Sam Altmann'; near names: Sam Altman"):
        index.find("Sam Altmann")


@pytest.mark.parametrize("name", ["", "\x00", "zzzzqqqq", "💥" * 1000])
def test_nothing_like_it(index, name):
    with pytest.raises(UnknownEntityError, match="no entity named"):
        index.find(name)


def test_a_name_met_in_passing_hides_nobody():
    passing = Entity("Altman", "Altman", "Organization")
    entities = {e.id: e for e in (ENTITIES[0], passing)}
    fold = folding(load_ontology()).fold
    assert EntityIndex(entities, {}, fold, {"Sam_Altman"}).find("Altman") is ENTITIES[0]
    assert EntityIndex(entities, {}, fold, {"Altman"}).find("Altman") is passing
    assert EntityIndex(entities, {}, fold).find("Altman") is passing

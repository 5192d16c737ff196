"""Departments and titles left in English are no names; who holds them works for the company that follows."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article

CASES = [
    (
        "La direction de la Recherche et des Achats est confiée à Hugo Lemaire. Criteo s'en félicite.",
        {"Recherche", "Achats"},
        None,
    ),
    (
        "À la tête de la division Plateforme de Criteo, Hugo Lemaire se dit confiant.",
        {"Plateforme"},
        ("Hugo Lemaire", "Criteo"),
    ),
    (
        "Hugo Lemaire, Chief Technology Officer de Criteo, se dit confiant.",
        {"Chief Technology Officer", "Chief"},
        ("Hugo Lemaire", "Criteo"),
    ),
    (
        "Hugo Lemaire, Country Manager France de Criteo, se dit confiant.",
        {"Country", "Country Manager"},
        ("Hugo Lemaire", "Criteo"),
    ),
    (
        "Hugo Lemaire, directeur général Europe du Sud de Criteo, se dit confiant.",
        {"Europe du Sud"},
        ("Hugo Lemaire", "Criteo"),
    ),
]


@pytest.mark.parametrize(("text", "no_names", "works"), CASES)
def test_departments_and_titles_name_nobody(
    extractor: Extractor, text: str, no_names: set[str], works: tuple[str, str] | None
) -> None:
    (found,) = extractor.extract([Article(key="a", text=text, lang="fr")])
    assert not no_names & {e.name for e in found.entities}
    if works is not None:
        assert works in {(c.subject.name, c.object.name) for c in found.claims if c.relation == "worksFor"}

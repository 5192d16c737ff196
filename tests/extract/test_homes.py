"""« Le fondeur taïwanais », « la jeune pousse suédoise »: the one that is at home there; peoples before names."""

from __future__ import annotations

import unicodedata

import pytest

from kg.extract import Extractor
from kg.extract.names.lexicon import load_word_lists
from kg.model import Article
from kg.ontology import load_ontology


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def _claims(extractor: Extractor, text: str) -> set[tuple[str, str, str]]:
    (found,) = extractor.extract([Article(key="a", text=text, lang="fr")])
    return {(c.subject.name, c.relation, c.object.name) for c in found.claims}


def _types(extractor: Extractor, text: str) -> dict[str, str]:
    (found,) = extractor.extract([Article(key="a", text=text, lang="fr")])
    return {e.name: e.type for e in found.entities}


def test_a_people_tells_which_listed_company_is_meant(extractor: Extractor) -> None:
    text = "Samsung a rencontré Nokia et Renault lundi. Le groupe finlandais a racheté Zelibor."
    assert _claims(extractor, text) == {("Nokia", "acquired", "Zelibor")}


def test_of_two_at_home_there_none_is_guessed(extractor: Extractor) -> None:
    text = "Samsung a rencontré Renault et Thales lundi. Le groupe français a racheté Zelibor."
    assert _claims(extractor, text) == set()


def test_the_article_tells_where_an_unknown_one_is_at_home(extractor: Extractor) -> None:
    text = "Renault a rencontré Zelibor, une jeune pousse suédoise, lundi. La société suédoise a racheté Nokia."
    assert ("Zelibor", "acquired", "Nokia") in _claims(extractor, text)


def test_a_people_with_a_small_letter_before_a_name_makes_it_a_company(extractor: Extractor) -> None:
    assert _types(extractor, "Lundi, le suédois Zelibor a présenté ses résultats.")["Zelibor"] == "Organization"


def test_families_are_people(extractor: Extractor) -> None:
    found = _types(extractor, "Les familles Zelibor et Kantarel annoncent un don.")
    assert found == {"Zelibor": "Person", "Kantarel": "Person"}


def test_departments_of_state_are_no_organisations(extractor: Extractor) -> None:
    assert _types(extractor, "Le ministre de l'Intérieur a rencontré le directeur général de la Santé.") == {}


def test_a_verb_of_the_first_person_plural_is_no_name(extractor: Extractor) -> None:
    assert _types(extractor, "Rappelons que Nokia recrute.") == {"Nokia": "Organization"}


def test_every_home_is_of_a_listed_organisation() -> None:
    ontology = load_ontology()
    listed = {raw["name"] for raw in ontology.data("names", "organizations")}
    assert set(load_word_lists(ontology).homes) <= listed


def test_organisations_are_listed_by_name() -> None:
    names = [raw["name"] for raw in load_ontology().data("names", "organizations")]
    assert names == sorted(names, key=lambda name: _plain(name).casefold())


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))

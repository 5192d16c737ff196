"""Names across articles: which are one thing, which stay apart, and why."""

from __future__ import annotations

import pytest

from kg.corrections import Corrections, MergeNames, SetEntity, SplitName
from kg.errors import CorrectionsError
from kg.model import Argument, Article, Claim, Extraction, LocalEntity, Span
from kg.ontology import load_ontology
from kg.resolve import replaced, resolve

ONTOLOGY = load_ontology()


def said(key, *entities, claims=(), lang="en"):
    """An article that names ``entities``: a name (a person), or (name, type[, listed label])."""
    locals_ = []
    for e in entities:
        name, kind, *kb = e if isinstance(e, tuple) else (e, "Person")
        locals_.append(LocalEntity(name, kind, (Span(0, 1),), *kb))
    article = Article(key, "text", lang)
    return Extraction(article, tuple(locals_), tuple(claim(article, *c) for c in claims))


def claim(article, subject, relation, obj):
    one, other = (Argument(n, t, n, Span(0, 1)) for n, t in (subject, obj))
    return Claim(article.id, article.lang, relation, one, other, "asserted", "quote", Span(0, 5), "test", 1.0)


def ids(extractions, corrections=None, ontology=ONTOLOGY):
    """(article key, name) -> entity id."""
    resolution = resolve(extractions, ontology, corrections)
    keys = {e.article.id: e.article.key for e in extractions}
    return {(keys[a], n): i for (a, n, _), i in resolution.names.items()}


def entity(extractions, entity_id, corrections=None):
    return resolve(extractions, ONTOLOGY, corrections).entities[entity_id]


ORG = "Organization"
OPENAI = ("OpenAI", ORG, "OpenAI")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("René Cotton", "Rene Cotton", "spelling"),
        ("Jean-Luc Reynaud", "Jean Luc REYNAUD", "spelling"),
        ("Samuel H. Altman", "Samuel Altman", "middle name"),
        ("Sam Altman", "Samuel Altman", "nickname"),
        ("Greg Brockman", "Gregory Brockman", "nickname"),
        ("S. Altman", "Samuel Altman", "initials"),
        ("J.-P. Reynaud", "Jean-Pierre Reynaud", "initials"),
        ("Altman", "Sam Altman", "surname"),
        ("von der Leyen", "Ursula von der Leyen", "surname"),
        ("Satya Nadela", "Satya Nadella", "one letter apart"),
        ("Дмитрий Медведев", "Dmitrii Medvedev", "spelling"),
    ],
)
def test_one_person_under_two_names(one, other, why):
    extractions = [said("a", one, OPENAI), said("b", other, OPENAI), said("c", other)]
    resolution = resolve(extractions, ONTOLOGY)
    (person,) = (e for e in resolution.entities.values() if e.type == "Person")
    assert {m.name: m.why for m in person.merges} == {other: "same name", one: why}
    assert (person.label, person.aliases) == (other, ((one, None),))


@pytest.mark.parametrize(
    "names",
    [
        ("Jean Martin", "Jean-Pierre Martin"),
        ("Sam Altman", "Jack Altman"),
        ("Samuel H. Altman", "Samuel J. Altman", "Samuel Altman"),
        ("Sam Altman", "Samuel Altman", "Samantha Altman"),
        ("S. Altman", "Samuel Altman", "Steve Altman"),
        ("Altman", "Sam Altman", "Jack Altman"),
        ("Jean Roux", "Jean Roix"),
        ("Mathieu Duchemin", "Mathieu Duchemain", "Mathieu Duchemon"),
        ("Horowitz", "Ben Thompson"),
    ],
)
def test_people_stay_apart(names):
    extractions = [said(str(i), name, OPENAI) for i, name in enumerate(names)]
    people = [e for e in resolve(extractions, ONTOLOGY).entities.values() if e.type == "Person"]
    assert len(people) == len(names)


def test_common_surname_needs_an_organisation_in_common():
    near = [said("a", "Jean Martin", OPENAI), said("b", "Martin", OPENAI)]
    far = [said("a", "Jean Martin", OPENAI), said("b", "Martin", ("Criteo", ORG))]
    assert ids(near)["b", "Martin"] == "Jean_Martin"
    assert ids(far)["b", "Martin"] == "Martin"


def test_sources_are_no_company():
    press = ("AFP", ORG, "Agence France-Presse")
    assert ids([said("a", "Jean Martin", press), said("b", "Martin", press)])["b", "Martin"] == "Martin"


def test_one_letter_apart_needs_an_organisation_in_common():
    extractions = [said("a", "Satya Nadella", OPENAI), said("b", "Satya Nadela", ("Criteo", ORG))]
    assert len(set(ids(extractions).values())) == 4


def test_titles_are_no_names():
    extractions = [said("a", "M. Altman", lang="fr"), said("b", "Sam Altman"), said("c", "Mr. Altman")]
    assert set(ids(extractions).values()) == {"Sam_Altman"}


def test_initial_m_is_a_title_in_french_only():
    extractions = [said("a", "M. Brunner", lang="fr"), said("b", "Max Brunner"), said("c", "Lou Brunner")]
    assert ids(extractions)["a", "M. Brunner"] == "Brunner"
    assert ids([said("a", "M. Brunner"), *extractions[1:]])["a", "M. Brunner"] == "Max_Brunner"


def test_listed_organisation_takes_label_aliases_and_wikidata_of_the_list():
    extractions = [
        said("a", ("Facebook", ORG)),
        said("b", ("Meta", ORG, "Meta")),
        said("c", ("Meta Platforms Inc.", ORG)),
    ]
    meta = entity(extractions, "Meta")
    assert set(ids(extractions).values()) == {"Meta"}
    assert ("Facebook", None) in meta.aliases
    assert {m.name: m.why for m in meta.merges}["Facebook"] == "list of names"


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Brightleaf, Inc.", "Brightleaf", "legal form"),
        ("Brightleaf S.A.S.", "Brightleaf", "legal form"),
        ("Bright Leaf", "Brightleaf", "spelling"),
        ("BRIGHTLEAF", "Brightleaf", "spelling"),
    ],
)
def test_one_organisation_under_two_names(one, other, why):
    extractions = [said("a", (one, ORG)), said("b", (other, ORG)), said("c", (other, ORG))]
    assert {m.name: m.why for m in entity(extractions, "Brightleaf").merges}[one] == why


@pytest.mark.parametrize(
    ("one", "other"), [("Canal+", "Canal"), ("Brightleaf France", "Brightleaf"), ("GPT-4.5", "GPT-45")]
)
def test_organisations_stay_apart(one, other):
    assert len(set(ids([said("a", (one, ORG)), said("b", (other, ORG))]).values())) == 2


def test_subsidiary_is_not_its_parent():
    extractions = [
        said("a", ("Google DeepMind", ORG)),
        said("b", ("Google", ORG)),
        said("c", ("LinkedIn", ORG), ("Microsoft", ORG)),
    ]
    assert len(set(ids(extractions).values())) == 4


def test_most_mentions_decide_a_type():
    extractions = [said("a", ("Zorblax", ORG)), said("b", ("Zorblax", ORG)), said("c", ("Zorblax", "Product"))]
    assert {m.why for m in entity(extractions, "Zorblax").merges} == {"same name", "type by votes"}
    assert entity(extractions, "Zorblax").type == ORG


def test_list_beats_mentions():
    extractions = [said("a", OPENAI), said("b", ("OpenAI", "Product")), said("c", ("OpenAI", "Product"))]
    assert set(ids(extractions).values()) == {"OpenAI"}
    assert entity(extractions, "OpenAI").type == ORG


def test_tied_types_stay_apart():
    tied = [said("a", ("Zorblax", ORG)), said("b", ("Zorblax", "Product"))]
    assert len(set(ids(tied).values())) == 2


def test_claim_that_needs_a_type_keeps_it():
    joined = [(("Ann Lee", "Person"), "joined", ("Zorblax", ORG))]
    extractions = [
        said("a", ("Zorblax", "Product")),
        said("b", ("Zorblax", "Product")),
        said("c", "Ann Lee", ("Zorblax", ORG), claims=joined),
    ]
    resolution = resolve(extractions, ONTOLOGY)
    types = sorted(e.type for e in resolution.entities.values())
    assert types == ["Organization", "Person", "Product"]


def test_person_and_company_of_one_name():
    joined = [(("Zorblax", "Person"), "joined", ("OpenAI", ORG))]
    extractions = [
        said("a", "Zorblax", OPENAI, claims=joined),
        said("b", ("Zorblax", ORG)),
        said("c", ("Zorblax", ORG)),
    ]
    found = resolve(extractions, ONTOLOGY).entities
    rivals = sorted(i for i in found if i.startswith("Zorblax"))
    assert len(rivals) == 2
    assert all(len(i) == len("Zorblax_") + 4 for i in rivals)


def test_listed_thing_keeps_a_shared_identifier():
    joined = [(("Orange", "Person"), "joined", ("OpenAI", ORG))]
    extractions = [said("a", "Orange", OPENAI, claims=joined), said("b", ("Orange", ORG, "Orange"))]
    by_id = resolve(extractions, ONTOLOGY).entities
    assert by_id["Orange"].type == ORG
    assert sum(i.startswith("Orange_") for i in by_id) == 1


@pytest.mark.parametrize("name", ["百度", "!!!", "😀", " ", "x" * 5_000, 'a"><script>', "../../etc", "a b"])
def test_identifiers_are_safe_whatever_the_name(name):
    (found,) = resolve([said("a", (name, ORG))], ONTOLOGY).entities
    assert found.isascii()
    assert found.replace("_", "").isalnum()
    assert 0 < len(found) <= 80


def test_label_is_the_most_frequent_full_form():
    names = ["Altman", "Altman", "Altman", "Sam Altman", "Sam Altman", "Samuel Altman"]
    extractions = [said(str(i), n) for i, n in enumerate(names)]
    assert entity(extractions, "Sam_Altman").label == "Sam Altman"


def test_ends_of_claims_that_no_list_of_entities_has():
    extraction = said("a", claims=[(("Ann Lee", "Person"), "joined", ("Zorblax", ORG))])
    assert ids([extraction]) == {("a", "Ann Lee"): "Ann_Lee", ("a", "Zorblax"): "Zorblax"}


def test_order_of_reading_does_not_matter():
    pool = [
        "Sam Altman",
        "Samuel Altman",
        "S. Altman",
        "Altman",
        "Jack Altman",
        "Satya Nadella",
        "Satya Nadela",
        "Nadella",
    ]
    extractions = [said(str(i), n, OPENAI if i % 2 else ("Criteo", ORG)) for i, n in enumerate(pool)]
    expected = resolve(extractions, ONTOLOGY)
    for shift in range(1, len(pool)):
        extractions = [*extractions[::-1][shift:], *extractions[::-1][:shift]]
        again = resolve(extractions, ONTOLOGY)
        assert list(again.entities.items()) == list(expected.entities.items())
        assert again.names == expected.names


def test_merge_by_hand():
    extractions = [said("a", "Sam Altman"), said("b", "Sama"), said("c", "Jack Altman"), said("d", "Altman")]
    corrections = Corrections(merge=(MergeNames(("Samuel Altman", "Sam Altman", "Sama"), "Samuel Altman"),))
    sam = entity(extractions, "Samuel_Altman", corrections)
    assert {(m.name, m.why) for m in sam.merges} == {("Sam Altman", "correction"), ("Sama", "correction")}
    before, after = resolve(extractions, ONTOLOGY), resolve(extractions, ONTOLOGY, corrections)
    assert replaced(before, after) == {"Sam_Altman": "Samuel_Altman", "Sama": "Samuel_Altman"}


def test_merged_bare_surname_stays_where_it_was_put():
    extractions = [said("a", "Sam Altman"), said("b", "Jack Altman"), said("c", "Altman")]
    corrections = Corrections(merge=(MergeNames(("Jack Altman", "Altman"), "Jack Altman"),))
    assert ids(extractions, corrections)["c", "Altman"] == "Jack_Altman"


def test_split_by_hand():
    extractions = [said("a", "Jean Brunner"), said("b", "Brunner"), said("c", "Brunner"), said("d", "Brunner")]
    corrections = Corrections(split=(SplitName("b", "Brunner", "Lucas Brunner"), SplitName("c", "Brunner")))
    found = ids(extractions, corrections)
    assert found["b", "Brunner"] == "Lucas_Brunner"
    assert len({found[k, "Brunner"] for k in "bcd"}) == 3
    assert entity(extractions, "Lucas_Brunner", corrections).merges[0].why == "correction"


def test_set_by_hand():
    extractions = [said("a", ("Zorblax", ORG)), said("b", ("Zorblax Inc", ORG))]
    corrections = Corrections(set=(SetEntity("Zorblax Inc", "Zorblax AI", None, "Q1"),))
    found = entity(extractions, "Zorblax_AI", corrections)
    assert (found.label, found.wikidata) == ("Zorblax AI", "Q1")
    assert ("Zorblax", None) in found.aliases
    assert "correction" in {m.why for m in found.merges}


def test_type_by_hand():
    extractions = [said("a", ("Zorblax", ORG)), said("b", ("Zorblax", "Product"))]
    corrections = Corrections(set=(SetEntity("Zorblax", type="Product"),))
    assert entity(extractions, "Zorblax", corrections).type == "Product"


def test_correction_that_fits_two_things():
    extractions = [said("a", ("Altman", ORG)), said("b", "Sam Altman"), said("c", "Altman")]
    corrections = Corrections(set=(SetEntity("Altman", wikidata="Q1"),))
    assert entity(extractions, "Altman", corrections).type == ORG
    two = [said("a", "Jean Brunner"), said("b", "Brunner"), said("c", "Lucas Brunner")]
    split = Corrections(split=(SplitName("b", "Brunner"),), set=(SetEntity("Brunner", wikidata="Q1"),))
    assert resolve(two, ONTOLOGY, split).entities["Brunner"].wikidata == "Q1"
    tied = [said("a", ("Zorblax", ORG)), said("b", ("Zorblax", "Product"))]
    with pytest.raises(CorrectionsError, match="names several things"):
        resolve(tied, ONTOLOGY, Corrections(set=(SetEntity("Zorblax", wikidata="Q1"),)))

"""Coined names: what a model takes for towns and people, and rules know for companies."""

from __future__ import annotations

import pytest

from ..readers import read_text


def _claims(text: str, lang: str = "fr") -> set[tuple[str, str, str]]:
    return {(c.subject.name, c.relation, c.object.name) for c in read_text(lang, text).claims}


def _told(claim: tuple[str, str, str], text: str, lang: str = "fr") -> bool:
    """Either way round: some relations are symmetric."""
    return not {claim, claim[::-1]}.isdisjoint(_claims(text, lang))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Brenvik competes with Trovana and Mirado.", ("Brenvik", "competesWith", "Mirado")),
        ("Brenvik won a contract from Trovana to build its network.", ("Brenvik", "supplies", "Trovana")),
        ("Mirado's customers include Brenvik and Trovana.", ("Mirado", "supplies", "Trovana")),
        ("Jane Doe, general manager of Lumark, said sales had doubled.", ("Jane Doe", "worksFor", "Lumark")),
        ("Peter Moss is the founding director of Lumark.", ("Peter Moss", "worksFor", "Lumark")),
    ],
)
def test_in_english_too(text, claim):
    assert _told(claim, text, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Nokia built a plant near Lumark. Lumark has chosen Nokia to run its network.",
        "The mayor of Lumark was there. Brenvik competes with Lumark.",
        "Arvind Lumark likes it. Nokia competes with Lumark.",
    ],
)
def test_in_english_what_is_a_place_or_a_person_is_no_company(text):
    assert not [c for c in _claims(text, "en") if "Lumark" in (c[0], c[2])]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Tarvex a signé un partenariat avec Lumineo.", ("Tarvex", "partnersWith", "Lumineo")),
        ("Lumineo va être racheté par Tarvex.", ("Tarvex", "acquired", "Lumineo")),
        ("Tarvex injecte 20 millions d'euros dans Lumineo.", ("Tarvex", "investedIn", "Lumineo")),
        ("Lumineo a été cédé à Tarvex.", ("Tarvex", "acquired", "Lumineo")),
        ("Les start-up Lumineo et Tarvex sont rivales.", ("Lumineo", "competesWith", "Tarvex")),
        (
            "Lumineo lève 12 millions d'euros auprès d'Elandia, de Bregui et de 50 Partners.",
            ("Bregui", "investedIn", "Lumineo"),
        ),
        (
            "Lumineo lève 12 millions d'euros auprès de Serena, 50 Partners et Elandia.",
            ("50 Partners", "investedIn", "Lumineo"),
        ),
        ("L'Américain Tarvex veut acquérir le Français GL Logic.", ("Tarvex", "acquired", "GL Logic")),
        ("L'arrivée de Will Cordan à la tête de WhatsApp est saluée.", ("Will Cordan", "worksFor", "WhatsApp")),
        ("Lumineo, groupe sud-africain, grandit. Le sud-africain a racheté Tarvex.", ("Lumineo", "acquired", "Tarvex")),
        (
            "L'éditeur Lumineo et son rival Tarvex fusionnent. Le premier a été fondé par Anne Petit.",
            ("Anne Petit", "founded", "Lumineo"),
        ),
    ],
)
def test_a_rule_tells_both_ends(text, claim):
    assert _told(claim, text)


@pytest.mark.parametrize(
    "text",
    [
        "Tarvex s'est installé à Lumineo.",
        "Le maire de Lumineo a signé un partenariat avec Tarvex.",
        "Le concours a lieu à Lumineo. Lumineo a signé un partenariat avec Tarvex.",
    ],
)
def test_what_is_spoken_of_as_a_place_is_no_company(text):
    assert not [c for c in _claims(text) if "Lumineo" in (c[0], c[2])]


def test_who_takes_a_post_and_comes_from_elsewhere_joins():
    claims = _claims("Claire Fontanel, ex-directrice de Criteo, prend la tête de Deezer.")
    assert ("Claire Fontanel", "joined", "Deezer") in claims
    assert ("Claire Fontanel", "worksFor", "Deezer") in claims


def test_who_takes_a_post_where_he_is_does_not_join():
    claims = _claims(
        "Claire Fontanel, cofondatrice de Deezer et ancienne directrice de Criteo, prend la tête de Deezer."
    )
    assert ("Claire Fontanel", "joined", "Deezer") not in claims
    assert ("Claire Fontanel", "worksFor", "Deezer") in claims


def test_who_is_no_longer_the_head_has_left_and_is_not_said_to_work_there():
    (claim,) = read_text("fr", "Hugo Lemaire n'est plus le patron de Criteo.").claims
    assert (claim.relation, claim.status) == ("left", "asserted")


def test_a_number_belongs_to_the_product():
    assert _claims("Criteo dévoile un smartphone pliable, le Zéphyr 3.") == {("Criteo", "launched", "Zéphyr 3")}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Tarvex va racheter Lumineo. La jeune pousse nantaise fournit Orange et ses clients sont Apple et Google.",
            "supplies",
        ),
        ("Serena détient 35 % de Lumineo et Partech 12 %.", "Partech"),
        ("Lumineo grandit. Apple veut racheter la société de Darmstadt.", "Darmstadt"),
        ("Paul Roy a dirigé le déploiement des Superlumineurs.", "Superlumineurs"),
    ],
)
def test_what_is_said_of_another_is_not_said(text, wrong):
    assert not [c for c in _claims(text) if c[2] == wrong or (c[1] == wrong and c[0] == "Tarvex")]

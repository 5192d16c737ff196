"""Names listed together, names set beside a noun at a distance, and whose a thing is."""

from __future__ import annotations

import pytest

from kg.model import Article

CASES = [
    # a list whose names are described, dated, or led by the same preposition each
    (
        "Renault et le fabricant de batteries Verkor ont noué un partenariat.",
        {("partnersWith", "Renault", "Verkor")},
    ),
    (
        "Broadcom a racheté Symantec en 2019 et VMware en 2023.",
        {("acquired", "Broadcom", "Symantec"), ("acquired", "Broadcom", "VMware")},
    ),
    (
        "Eurazeo (10 %) et Bpifrance (5 %) figurent au capital de Payfit.",
        {("investedIn", "Eurazeo", "Payfit"), ("investedIn", "Bpifrance", "Payfit")},
    ),
    (
        "Payfit a levé des fonds auprès d'Eurazeo, de Xavier Niel et de Bpifrance.",
        {
            ("investedIn", "Eurazeo", "Payfit"),
            ("investedIn", "Xavier Niel", "Payfit"),
            ("investedIn", "Bpifrance", "Payfit"),
        },
    ),
    (
        "Payfit a levé 40 millions d'euros auprès d'Eurazeo et d'autres fonds, dont Accel et Partech.",
        {
            ("investedIn", "Eurazeo", "Payfit"),
            ("investedIn", "Accel", "Payfit"),
            ("investedIn", "Partech", "Payfit"),
        },
    ),
    # « avec A et B » says nothing of A with B
    (
        "Orange s'est allié avec Google et Capgemini.",
        {("partnersWith", "Google", "Orange"), ("partnersWith", "Capgemini", "Orange")},
    ),
    # the name after the complement, after a copula, after a kind
    ("L'éternel rival de Spotify, Deezer, recrute.", {("competesWith", "Deezer", "Spotify")}),
    ("Selon un rival de Spotify, Deezer licencie.", set()),
    ("Le premier actionnaire de Payfit reste Eurazeo.", {("investedIn", "Eurazeo", "Payfit")}),
    ("Vivendi va fermer sa filiale de jeux vidéo Gameloft.", {("subsidiaryOf", "Gameloft", "Vivendi")}),
    # whose a thing is
    ("Les puces d'Apple sont gravées par TSMC.", {("supplies", "TSMC", "Apple")}),
    ("Deezer, dont les serveurs sont hébergés par OVHcloud, recrute.", {("supplies", "OVHcloud", "Deezer")}),
    ("OpenAI recrute. ChatGPT est sorti en novembre 2022.", {("launched", "OpenAI", "ChatGPT")}),
    ("Samsung recrute. ChatGPT est sorti en novembre 2022.", set()),
    # a verb with a subject of its own takes no other
    ("Le Figaro révèle que l'avocat Jean Dupont avait commandé des costumes à Zara.", set()),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_claims(extractor, text, wanted):
    (extraction,) = extractor.extract([Article(key=text, text=text, lang="fr")])
    found = set()
    for claim in extraction.claims:
        ends = (claim.subject.name, claim.object.name)
        found.add((claim.relation, *(sorted(ends) if claim.relation in ("partnersWith", "competesWith") else ends)))
    assert found == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vivendi recrute. Vivendi Labs a ouvert un centre à Lyon.", [("Vivendi Labs", "Vivendi")]),
        ("Vivendi recrute, Havas Labs aussi.", []),
    ],
)
def test_part_named_after_its_whole(extractor, text, wanted):
    (extraction,) = extractor.extract([Article(key=text, text=text, lang="fr")])
    assert [(c.subject.name, c.object.name) for c in extraction.claims if c.relation == "subsidiaryOf"] == wanted

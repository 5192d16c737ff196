"""Names listed together, names set beside a noun at a distance, and whose a thing is."""

from __future__ import annotations

import pytest

from kg.model import Article

from ..readers import read_text

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


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Apart from Nokia, Vantor Systems' industrial partners and customers include Airbus and Bosch.",
            {("Vantor Systems", "supplies", "Airbus"), ("Vantor Systems", "supplies", "Bosch")},
        ),
        ("Vodafone wants to keep Orange from acquiring Nokia.", {("Orange", "acquired", "Nokia")}),
        (
            "Nokia grows. The work will be done by Nokia Federal Systems, the company's wholly owned subsidiary.",
            {("Nokia Federal Systems", "subsidiaryOf", "Nokia")},
        ),
        # what only tells what the next name is stands in no list
        (
            "Lumio raised $5 million from Accel, Sequoia Capital and SoftBank-backed Zelibor Capital.",
            {("Zelibor Capital", "investedIn", "Lumio"), ("Accel", "investedIn", "Lumio")},
        ),
        (
            "Nokia owns Star Ledger developer Zelibor and Moon Ledger maker Kantarel.",
            {("Zelibor", "subsidiaryOf", "Nokia"), ("Kantarel", "subsidiaryOf", "Nokia")},
        ),
        (
            "Ann Harrow sits on the board of SoftBank-backed Zelibor. Lumio was founded by her.",
            {("Ann Harrow", "worksFor", "Zelibor")},
        ),
        ("Anthropic is using 500,000 of Amazon's Trainium2 chips.", {("Amazon", "supplies", "Anthropic")}),
    ],
)
def test_owners_shared_and_who_is_kept_from_it(text: str, claims: set[tuple[str, str, str]]) -> None:
    found = read_text("en", text)
    assert claims <= {(c.subject.name, c.relation, c.object.name) for c in found.claims}


def test_who_only_backs_an_investor_is_none() -> None:
    found = read_text("en", "Lumio raised $5 million from Accel, Sequoia Capital and SoftBank-backed Zelibor Capital.")
    assert ("SoftBank", "Lumio") not in {(c.subject.name, c.object.name) for c in found.claims}


def test_only_its_own_company_ousts_a_chief() -> None:
    text = "Oracle grows. Oracle hires. Zelibor ousted CEO Ann Harrow in May. Oracle did not comment."
    assert {c.object.name for c in read_text("en", text).claims} == {"Zelibor"}


def test_a_clause_with_a_subject_of_its_own_is_no_complement() -> None:
    text = "Imagine a joint venture between IBM and Nokia, with Airbus owning the rest."
    named = {c.object.name for c in read_text("en", text).claims} | {
        c.subject.name for c in read_text("en", text).claims
    }
    assert "Airbus" not in named


def test_short_forms_of_ordinary_words_are_no_names() -> None:
    text = "Vantor is a mobile virtual network operator (MVNO). IBM supplies chips to the MVNO market."
    assert "MVNO" not in {e.name for e in read_text("en", text).entities}

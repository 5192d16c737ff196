"""Who does what in French sentences that list people, leave words out, or speak of what is over."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article

_CASES = [
    (
        "Criteo a été fondée par Anne Petit, une ancienne de Meta, Paul Roy et Luc Morel.",
        "founded",
        {("Anne Petit", "Criteo"), ("Paul Roy", "Criteo"), ("Luc Morel", "Criteo")},
    ),
    (
        "Selon Claire Fontanel, directrice de Criteo, Hugo Lemaire et Marc Ollier ont quitté Deezer.",
        "left",
        {("Hugo Lemaire", "Deezer"), ("Marc Ollier", "Deezer")},
    ),
    (
        "Anne Petit arrive de Criteo ; Paul Roy, de Deezer ; Luc Morel, de Ledger.",
        "left",
        {("Anne Petit", "Criteo"), ("Paul Roy", "Deezer"), ("Luc Morel", "Ledger")},
    ),
    (
        "Anne Petit a rallié Criteo, tout comme Paul Roy.",
        "joined",
        {("Anne Petit", "Criteo"), ("Paul Roy", "Criteo")},
    ),
    ("Anne Petit n'est plus la directrice de Criteo.", "left", {("Anne Petit", "Criteo")}),
    (
        "Anne Petit est la directrice de Criteo. Deezer et Ledger se taisent. Anne Petit a démissionné.",
        "left",
        {("Anne Petit", "Criteo")},
    ),
    ("Criteo a choisi Anne Petit pour succéder à Paul Roy.", "succeeded", {("Anne Petit", "Paul Roy")}),
    ("Paul Roy est parti. Il est remplacé par Anne Petit.", "succeeded", {("Anne Petit", "Paul Roy")}),
    (
        "Paul Roy est parti. Il est remplacé par la directrice des ventes du groupe, Anne Petit.",
        "succeeded",
        {("Anne Petit", "Paul Roy")},
    ),
    ("Anne Petit a quitté son poste de directrice financière de Criteo.", "worksFor", {("Anne Petit", "Criteo")}),
    ("Anne Petit est depuis août directrice de la recherche chez Criteo.", "worksFor", {("Anne Petit", "Criteo")}),
    ("Anne Petit était auparavant directrice commerciale Europe du Sud chez Criteo.", "left", set()),
    (
        "Anne Petit, recrutée l'an dernier par Criteo après un passage chez Deezer, prend la parole.",
        "joined",
        {("Anne Petit", "Criteo")},
    ),
    (
        "Paul Roy quitte Criteo pour Deezer\n\nEncore un ingénieur qui s'éloigne de Criteo. Anne Petit, la directrice "
        "technique, prend un congé.",
        "worksFor",
        {("Anne Petit", "Criteo")},
    ),
    (
        "Deezer grandit. Deezer recrute. Deezer s'étend.\n\nChez Criteo, la révolte gagne. Anne Petit, la directrice "
        "technique, a signé la lettre.",
        "worksFor",
        {("Anne Petit", "Criteo")},
    ),
    ("Paul Roy, petit-fils du fondateur de Criteo, Marc Ollier, se tait.", "worksFor", set()),
    ("Anne Petit remplace Paul Roy, parti chez Deezer.", "joined", {("Paul Roy", "Deezer")}),
    (
        "Le départ de la directrice des ventes de Criteo, Anne Petit, a surpris.",
        "left",
        {("Anne Petit", "Criteo")},
    ),
    (
        "L'ex-Criteo Paul Roy et l'ex-PDG de Deezer Anne Petit ont parlé.",
        "left",
        {("Paul Roy", "Criteo"), ("Anne Petit", "Deezer")},
    ),
    # « la » is what its own sentence speaks of, not what the article is about
    (
        "OpenAI grandit. OpenAI a choisi Paul Roy. Il a bâti Molotov avec Marc Ollier avant de la vendre à Deezer.",
        "acquired",
        {("Deezer", "Molotov")},
    ),
    # « son » after a list of others is the one that the sentence before is about
    (
        "OpenAI grandit. OpenAI se fournit chez Scaleway, Oracle et Google. Paul Roy, son patron, l'assure.",
        "worksFor",
        {("Paul Roy", "OpenAI")},
    ),
    # what is quoted is not the speaker's own company
    (
        "Intel confie ses puces à TSMC. « Nous dépendons de TSMC », admet Marc Ollier, l'un de ses vice-présidents.",
        "worksFor",
        {("Marc Ollier", "Intel")},
    ),
    (
        "Marc Ollier dirige Ledger. Passée par Tesla, où elle codait, puis par Deezer, Petra Lind rejoint Ledger.",
        "worksFor",
        {("Marc Ollier", "Ledger"), ("Petra Lind", "Tesla")},
    ),
]


@pytest.mark.parametrize(("text", "relation", "expected"), _CASES)
def test_people(extractor: Extractor, text: str, relation: str, expected: set[tuple[str, str]]) -> None:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="fr")])
    found = {(c.subject.name, c.object.name) for c in extraction.claims if c.relation == relation}
    assert found == expected
    assert all(c.status in ("asserted", "announced") for c in extraction.claims if c.relation == relation)

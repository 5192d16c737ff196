"""Dates in a text, and which of them dates a claim."""

from __future__ import annotations

import pytest

from kg.extract.temporal.datecues import load_date_cues
from kg.extract.temporal.dates import find_dates
from kg.model import Article, PartialDate
from kg.ontology import load_ontology

# Published on Friday 22 March 2024.
WORDED = {
    "fr": [
        ("Elle part en janvier 2022.", ["2022-01"]),
        ("Il est là depuis mars 2014, dit-on.", ["2014-03"]),
        ("Le rachat de 2016 pour produire des puces ; en 2016 pour voir.", ["2016"]),
        ("Il est arrivé lundi.", ["2024-03-18"]),
        ("Elle arrivera lundi.", ["2024-03-25"]),
        ("Hier, avant-hier, aujourd'hui.", ["2024-03-21", "2024-03-20", "2024-03-22"]),
        ("Le 3 février, il part. Deux jours plus tard, il revient.", ["2024-02-03", "2024-02-05"]),
        ("Le 3 février, il part. Quelques heures plus tard, elle le suit.", ["2024-02-03", "2024-02-03"]),
        ("Douze jours après l'avoir renvoyé, elle le rappelle.", [None]),  # what it is, only the sentence can tell
        ("Cinq jours après son renvoi, survenu le 17 février, il revient.", ["2024-02-22", "2024-02-17"]),
        ("Il s'en ira à la fin de l'année.", ["2024"]),
        ("Elle a cédé son poste au début du mois.", ["2024-03"]),
        ("Fondée en 1875 à Lyon.", ["1875"]),
        ("Un rendez-vous le 31 février, un autre le 31/02/2023.", [None]),
        ("Sam est venu avec Mai ; 300 personnes en 2000 magasins.", []),
        ("En mai dernier, puis l'an dernier.", ["2023-05", "2023"]),
        ("Le 14/02/2023 au matin.", ["2023-02-14"]),
        ("Lundi, elle est partie. Il l'a suivie le même jour.", ["2024-03-18", "2024-03-18"]),
        ("Lundi, elle est partie. Il s'en va le même jour qu'elle.", ["2024-03-18"]),
        ("Moins d'un an après son arrivée, il part.", []),
        ("Elle quitte la banque au 1er mai ; lui part en février.", ["2024-05-01", "2024-02"]),
        ("Nommé directeur à compter d'avril prochain, il est libre depuis le 1er octobre.", ["2024-04", "2023-10-01"]),
        ("Il l'a quittée au printemps et reviendra à l'automne.", ["2023", "2024"]),
    ],
    "en": [
        ("She left in January 2022.", ["2022-01"]),
        ("He has been there since March 2014.", ["2014-03"]),
        ("It was bought in early October 2004.", ["2004-10"]),
        ("He arrived on Monday.", ["2024-03-18"]),
        ("She will start on Monday.", ["2024-03-25"]),
        ("Yesterday and today.", ["2024-03-21", "2024-03-22"]),
        ("On 3 February he left. Two days later he came back.", ["2024-02-03", "2024-02-05"]),
        ("On February 3 he left. Hours later she followed.", ["2024-02-03", "2024-02-03"]),
        ("Two days before he was fired, he smiled.", [None]),
        ("Five days after the vote of 17 February, he came back.", ["2024-02-22", "2024-02-17"]),
        ("She may leave; Sam will not march on.", []),
        ("It was founded in 1875 by a teacher.", ["1875"]),
        ("They met last November.", ["2023-11"]),
        ("It sold 300 units in 2000 stores.", []),
        ("On 03/04/2023 it opened.", [None]),  # the third of April or the fourth of March: not guessed
        ("It opened on 14/02/2023.", ["2023-02-14"]),
        ("On Monday she left. He quit on the same day as Ann.", ["2024-03-18"]),
        ("Nearly two years after he left, he came back.", []),
        ("She is leaving on May 3; he leaves in February.", ["2024-05-03", "2024-02"]),
        ("She arrived as early as December, after their 2019 merger.", ["2023-12", "2019"]),
        ("It sold them last summer and will open in the fall.", ["2023", "2024"]),
    ],
}


@pytest.mark.parametrize(
    ("lang", "text", "values"), [(lang, *case) for lang, cases in WORDED.items() for case in cases]
)
def test_dates_are_read_with_their_precision(lang, text, values):
    found = find_dates(text, PartialDate("2024-03-22"), load_date_cues(load_ontology(), lang))
    assert [m.value and m.value.value for m in found] == values


@pytest.mark.parametrize(
    ("lang", "text"), [("fr", "Il est parti lundi, puis revenu hier."), ("en", "He left on Monday.")]
)
def test_without_a_publication_date_relative_dates_stay_unresolved(lang, text):
    found = find_dates(text, None, load_date_cues(load_ontology(), lang))
    assert found
    assert all(m.value is None for m in found)


# (language, text, relation, date of its claims)
DATED = [
    ("fr", "Claire Fontanel a quitté Criteo lundi.", "left", "2024-03-18"),
    ("fr", "Claire Fontanel, la fondatrice de Criteo, a présenté lundi un rapport.", "founded", None),
    ("fr", "Hugo Lemaire, ancien de Criteo, est arrivé mardi à Lyon.", "left", None),
    ("fr", "Hugo Lemaire, qui avait fondé Criteo en 2005, a pris la parole lundi.", "founded", "2005"),
    ("fr", "Claire Fontanel a annoncé lundi que Hugo Lemaire rejoindrait Criteo.", "joined", None),
    ("fr", "Hugo Lemaire a dirigé Criteo jusqu'en 2019.", "worksFor", None),
    ("fr", "Cinq jours après son renvoi, survenu le 8 mars, Hugo Lemaire rejoint Criteo.", "joined", "2024-03-13"),
    ("fr", "Google a racheté en 2014 la société Zetalab.", "acquired", "2014"),
    ("fr", "Un an après avoir quitté Criteo, Hugo Lemaire a ouvert mardi un cabinet.", "left", "2023"),
    ("fr", "Criteo rappelle mardi Hugo Lemaire, neuf jours après l'avoir renvoyé.", "left", "2024-03-10"),
    ("fr", "Neuf jours après avoir quitté Criteo, Hugo Lemaire dormait.", "left", None),
    ("fr", "Hugo Lemaire a prospéré jusqu'en 2014, date à laquelle il a quitté Criteo.", "left", "2014"),
    (
        "fr",
        "Hugo Lemaire a quitté Criteo, où il gérait les ventes, en juin 2015 pour rejoindre Zetalab.",
        "left",
        "2015-06",
    ),
    ("fr", "Hugo Lemaire est depuis août directeur technique chez Criteo.", "worksFor", "2023-08"),
    ("fr", "Hugo Lemaire a été directeur technique de Criteo de 2011 à 2014.", "worksFor", "2011"),
    ("fr", "Hugo Lemaire rejoindra Criteo à compter du 2 mai.", "joined", "2024-05-02"),
    ("en", "Jane Doyle left Google on Monday.", "left", "2024-03-18"),
    ("en", "Jane Doyle, the founder of Criteo, presented a report on Monday.", "founded", None),
    ("en", "Jane Doyle, who founded Criteo in 2005, spoke on Monday.", "founded", "2005"),
    ("en", "Google announced on Monday that Jane Doyle will join Criteo.", "joined", None),
    ("en", "Jane Doyle was appointed chief executive of Criteo in September 2011.", "joined", "2011-09"),
    ("en", "In a memo on Monday, the lawyers gave no reason for Jane Doyle's removal from Criteo.", "left", None),
    ("en", "Google bought Criteo in 2014 and opened a lab in 2016.", "acquired", "2014"),
    ("en", "Jane Doyle went back to Criteo on Sunday, nine days after she left Google.", "left", "2024-03-08"),
    ("en", "Jane Doyle is moving to Google, three years after leaving Criteo.", "left", "2021"),
    ("en", "Jane Doyle was happy, three years after leaving Criteo.", "left", None),
    ("en", "Criteo grew until 2014, when Google bought it.", "acquired", "2014"),
    ("en", "Jane Doyle sold shares in 2014, the year that Google bought Criteo.", "acquired", "2014"),
    ("en", "In May 2021 Jane Doyle left Google and was hired by Criteo.", "joined", "2021-05"),
    ("en", "In May 2021 Jane Doyle left Google and Criteo hired Tom Oak.", "joined", None),
    ("en", "Jane Doyle left Google to join Criteo in May 2021.", "left", "2021-05"),
    ("en", "Jane Doyle left Google in May 2021 to join Criteo.", "joined", "2021-05"),
    ("en", "Jane Doyle praised Google in May 2021 to join Criteo.", "joined", None),
    ("en", "Jane Doyle quit Google, a Criteo rival, in February.", "left", "2024-02"),
    ("en", "Jane Doyle has been chief executive of Criteo since May 2021.", "worksFor", "2021-05"),
    ("en", "Jane Doyle became chief executive of Criteo in May 2021.", "worksFor", "2021-05"),
    ("en", "Jane Doyle, chief executive of Criteo, retired in May 2021.", "worksFor", None),
    ("en", "Jane Doyle will step down as chief executive of Criteo in June.", "worksFor", None),
    ("en", "Jane Doyle served as chief executive of Criteo from 2011 to 2014.", "worksFor", "2011"),
    ("en", "Starting in May, Jane Doyle will work for Criteo.", "worksFor", "2024-05"),
    ("en", "Jane Doyle's departure from Criteo last month surprised Tom Oak.", "left", "2024-02"),
]


@pytest.mark.parametrize(("lang", "text", "relation", "date"), DATED)
def test_a_claim_takes_the_date_that_hangs_on_its_own_word(extractor, lang, text, relation, date):
    article = Article(key=text, text=text, lang=lang, published=PartialDate("2024-03-22"))
    [extraction] = extractor.extract([article])
    dates = [c.date and c.date.value for c in extraction.claims if c.relation == relation]
    assert dates, extraction.claims
    assert set(dates) == {date}

"""Who does what in English sentences, and whose words they are."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.model import Article, Claim

_CASES = [
    ("Ann Harrow, chief executive of Nokia, leaves for Oracle.", "left", {("Ann Harrow", "Nokia")}),
    (
        "Ann Harrow has helped run Purchasing, Communications, Finance, Legal and other jobs at Nokia.",
        "worksFor",
        {("Ann Harrow", "Nokia")},
    ),
    ("Ann Harrow was sales chief at Nasdaq-listed chip supplier Infineon. Nokia hired her.", "supplies", set()),
    ("Ann Harrow is leaving her job as the head of Nokia's Business Division.", "left", {("Ann Harrow", "Nokia")}),
    ("Oracle supports breaking Lumio away from Nokia, the company said.", "left", set()),
    ("Ann Harrow met Paul Quill, a senior Nokia engineer.", "worksFor", {("Paul Quill", "Nokia")}),
    ("Cisco is late. Earlier this year, Ann Harrow had quit as Marketing Head.", "left", {("Ann Harrow", "Cisco")}),
    (
        "Cisco opened Lumio (a joint venture of Nokia and Oracle) in May.",
        "subsidiaryOf",
        {("Lumio", "Nokia"), ("Lumio", "Oracle")},
    ),
    (
        "Cisco bought Lumio in May. Current Lumio enterprise customers include the likes of Nokia and Oracle.",
        "supplies",
        {("Lumio", "Nokia"), ("Lumio", "Oracle")},
    ),
    ("Oracle has closed a $4 million Series B led by Footwork.", "investedIn", {("Footwork", "Oracle")}),
    (
        "Nokia has seen several executives leave the company, including Ann Harrow and Paul Quill.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia")},
    ),
    (
        "Cisco is a chipmaker. Cisco grew. Nokia co-founder Ann Harrow resigned as the phone maker's chairman.",
        "left",
        {("Ann Harrow", "Nokia")},
    ),
    ("Ann Harrow left her post as head of sales at Nokia to run Lumio.", "joined", {("Ann Harrow", "Lumio")}),
    ("Companies that compete with Uber include Lyft and Bolt.", "competesWith", {("Uber", "Lyft"), ("Uber", "Bolt")}),
    ("Nokia has hired the law firm Quill & Harrow.", "joined", set()),
    ("Cisco appointed former Nokia chief Ann Harrow as CEO.", "joined", {("Ann Harrow", "Cisco")}),
    ("Cisco appointed Nokia executive Ann Harrow as CEO.", "joined", {("Ann Harrow", "Cisco")}),
    (  # who is followed leaves what the other takes over
        "Ann Harrow left her post as head of sales at Nokia to run Lumio, succeeding Paul Roy, who quit in May.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Roy", "Lumio")},
    ),
    (
        "Nokia is late. Two of the company's oldest board members, Ann Harrow and Paul Quill, have resigned.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia")},
    ),
    (  # the sentence names another company than the article is about
        "Lumio has hired Ida Moss. Lumio makes lamps. After the sale of Vantor to Cisco, where she worked before "
        "Ann Harrow was named CEO, Moss rested.",
        "joined",
        {("Ida Moss", "Lumio")},
    ),
    (
        "Lumio raised a round led by Harrow Ventures' Ann Lee and Index Ventures' Paul Roy.",
        "investedIn",
        {("Harrow Ventures", "Lumio"), ("Index Ventures", "Lumio")},
    ),
    (
        '"It works," said Ann Harrow, Vodafone\'s director of Global Networks.',
        "worksFor",
        {("Ann Harrow", "Vodafone")},
    ),
    (  # a coined name that a model takes for a town
        "The last of the three is Brimbian, which announced Ann Harrow as the company's new chief executive.",
        "worksFor",
        {("Ann Harrow", "Brimbian")},
    ),
    (  # what readers hardly know is no listed giant
        "Microsoft had invested in Lumio. Microsoft wants more. So far the privately-held firm has received "
        "$155m from investors including Intel.",
        "investedIn",
        {("Microsoft", "Lumio"), ("Intel", "Lumio")},
    ),
    (
        "Three executives have left Nokia, including Ann Harrow and finance chief Paul Quill.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia")},
    ),
    (
        "Ann Harrow left Nokia in May, as did Paul Quill and Ida Moss.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia"), ("Ida Moss", "Nokia")},
    ),
    (
        "Those leaving Nokia are Ann Harrow, a vice president; Paul Quill, a director who runs sales; and Ida Moss.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia"), ("Ida Moss", "Nokia")},
    ),
    (  # the participle is said of the last one alone
        "They are Ann Harrow, a designer, Paul Quill, a lawyer, and Ida Moss, an engineer hired from Nokia.",
        "left",
        {("Ida Moss", "Nokia")},
    ),
    ("Also leaving Nokia is Ann Harrow, its finance chief.", "left", {("Ann Harrow", "Nokia")}),
    (
        "Oracle grew in May. Ann Harrow, a longtime Nokia executive who left the company in June, has joined Cisco.",
        "left",
        {("Ann Harrow", "Nokia")},
    ),
    (  # where somebody comes from is not what the passage is about
        "Nokia lost three engineers in May. Ann Harrow, formerly of Oracle, left her post as head of sales in June.",
        "left",
        {("Ann Harrow", "Nokia"), ("Ann Harrow", "Oracle")},
    ),
    ("Nokia makes phones. Founder Ann Harrow said so.", "founded", {("Ann Harrow", "Nokia")}),
    ("Nokia makes phones. Ann Harrow, a co-founder and a lawyer, said so.", "founded", set()),
    ("Nokia makes phones. Ann Harrow helped create the company's first chip.", "founded", set()),
    (
        "Prior to her stint at Nokia, the Danish-born Ann Harrow also served as head of sales at Oracle.",
        "worksFor",
        {("Ann Harrow", "Nokia"), ("Ann Harrow", "Oracle")},
    ),
    ("Bank grew. Eun \u201cEK\u201d Kimball founded Nokia.", "founded", {("Eun \u201cEK\u201d Kimball", "Nokia")}),
    (  # the sentence names another company than the passage: either may be meant
        "Lumio, a startup, opened in May. Lumio is growing. Paul Quill, then on the board of Nokia, voted to "
        "dismiss Ann Harrow.",
        "left",
        set(),
    ),
    (
        "Lumio, a startup, opened in May. Lumio is growing. Paul Quill voted to dismiss Ann Harrow.",
        "left",
        {("Ann Harrow", "Lumio")},
    ),
    (
        "Nokia grew in May. He works with Ann Harrow and with Paul Quill, who joined as finance chief that month.",
        "joined",
        {("Paul Quill", "Nokia")},
    ),
    (
        "Oracle has hired three executives: Ann Harrow from Nokia, Paul Quill from Cisco and Ida Moss from Lumio.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Cisco"), ("Ida Moss", "Lumio")},
    ),
    (
        "Oracle has hired Ann Harrow from Nokia, Paul Quill from Cisco and Ida Moss from Lumio.",
        "joined",
        {("Ann Harrow", "Oracle"), ("Paul Quill", "Oracle"), ("Ida Moss", "Oracle")},
    ),
    (
        "Ann Harrow joins Oracle from Enphase, where she served as finance chief.",
        "worksFor",
        {("Ann Harrow", "Enphase")},
    ),
    ('Robert "Bob" Harrow, chairman of Nokia, said so.', "worksFor", {('Robert "Bob" Harrow', "Nokia")}),
    ("Ann Harrow, C.E.O. of Nokia, said so.", "worksFor", {("Ann Harrow", "Nokia")}),
    (
        "Ann Harrow and Paul Quill, respectively chief executive and finance chief of Nokia, said so.",
        "worksFor",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia")},
    ),
    (
        "Among those leaving Nokia are Ann Harrow and Paul Quill.",
        "left",
        {("Ann Harrow", "Nokia"), ("Paul Quill", "Nokia")},
    ),
    (
        "Christian Harrow, likewise a founder, left in May, and Paul Quill, who had been there, went back to Nokia.",
        "joined",
        {("Paul Quill", "Nokia")},
    ),
    (
        "Ann Harrow used to move to Nokia often. Paul Quill, the chief executive there, and Oracle said so.",
        "worksFor",
        {("Paul Quill", "Nokia")},
    ),
    (
        "Nokia sells phones. It grew in May. Ida Moss, a former Palantir engineer, was silent. Paul Quill resigned.",
        "left",
        {("Ida Moss", "Palantir"), ("Paul Quill", "Nokia")},
    ),
    ("Nokia grew in May. Ann Harrow said she wanted to return to research.", "joined", set()),
    ("Former Nokia and Oracle executive Ann Harrow has joined Cisco.", "joined", {("Ann Harrow", "Cisco")}),
]
_SPEAKERS = [  # of the claims about this person
    ("Paul Quill joined Nokia after Oracle had bought 49 per cent of his company.", "Paul Quill", ()),
    ("Paul Quill, who leads Nokia, promised all employees a share of the proceeds.", "Paul Quill", ()),
    ("Ann Harrow, who had quit Nokia on Friday, posted a first list of recruits.", "Ann Harrow", ()),
    ("Oracle chief Ann Harrow said that Paul Quill had left Nokia.", "Paul Quill", ("Ann Harrow",)),
    ("A spokesman for Oracle said that Paul Quill had left Nokia.", "Paul Quill", ("A spokesman for Oracle",)),
    ("Paul Quill has left Nokia, said Ann Harrow.", "Paul Quill", ("Ann Harrow",)),
]


def claims_of(extractor: Extractor, text: str) -> tuple[Claim, ...]:
    (extraction,) = extractor.extract([Article(key="a", text=text, lang="en")])
    return extraction.claims


@pytest.mark.parametrize(("text", "relation", "expected"), _CASES)
def test_people(extractor: Extractor, text: str, relation: str, expected: set[tuple[str, str]]) -> None:
    claims = claims_of(extractor, text)
    assert {(c.subject.name, c.object.name) for c in claims if c.relation == relation} == expected


@pytest.mark.parametrize(("text", "person", "speakers"), _SPEAKERS)
def test_a_speaker_is_who_heads_the_phrase(
    extractor: Extractor, text: str, person: str, speakers: tuple[str, ...]
) -> None:
    assert {c.said_by for c in claims_of(extractor, text) if c.subject.name == person} == {speakers}

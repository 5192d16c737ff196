"""Facts are a function of the set of claims: the order of reading never shows."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.derive import tenures_as_of
from kg.derive.days import in_order

from .story import ONTOLOGY, Story

DATES = st.sampled_from([None, "2023", "2024-01-01", "2023-11", "2023-11-17", "2023-11-20", "2023-11-22", "2021-03-04"])
TOLD = st.sampled_from([None, "2023-11-17", "2023-11-20", "2023-11-22", "2024-06-01", "2021-03"])
STATUS = st.sampled_from(["asserted", "asserted", "announced", "rumoured", "denied"])
ROLES = st.sampled_from([None, "chief_executive", "board_member", "head"])
PEOPLE = st.sampled_from(["Ann Lee", "A. Lee", "Lee", "Anne Lee", "Bob Ray"])
COMPANIES = st.sampled_from(["OpenAI", "Microsoft", "Brightleaf", "Brightleaf SA"])


@st.composite
def claims(draw):
    relation = draw(
        st.sampled_from(["joined", "left", "worksFor", "succeeded", "acquired", "subsidiaryOf", "partnersWith"])
    )
    spec = ONTOLOGY.relations[relation]
    ends = [draw(PEOPLE if types[0] == "Person" else COMPANIES) for types in (spec.domain, spec.range)]
    more = {"date": draw(DATES), "tense": draw(st.sampled_from(["present", "past"])), "role": draw(ROLES)}
    return (ends[0], relation, ends[1], draw(STATUS)), more


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TOLD, st.lists(claims(), max_size=3)), max_size=6), st.data())
def test_order_of_articles(tellings, data):
    s = Story()
    for i, (told, said) in enumerate(tellings):
        article = s.article(str(i), told)
        for args, more in said:
            article.says(*args, **more)
    expected = s.knowledge()
    shuffled = s.knowledge(data.draw(st.permutations(s.articles)))
    assert shuffled.facts == expected.facts
    assert shuffled.resolution.entities == expected.resolution.entities
    assert len({f.id for f in expected.facts}) == len(expected.facts)
    assert all(f.claims for f in expected.facts)
    assert not any(f.until and (f.ended or not in_order(f.since, f.until)) for f in expected.facts)
    ids = {f.id for f in expected.facts}
    assert all(set(f.derived_from) <= ids and (f.reversed_by is None or f.reversed_by in ids) for f in expected.facts)
    assert tenures_as_of(shuffled, "2023-11-21", "2023-11-22") == tenures_as_of(expected, "2023-11-21", "2023-11-22")

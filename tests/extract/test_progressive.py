"""English progressives: what takes a while from the word to the deed is announced by them, a departure is told."""

import pytest

from kg.model import Article

CASES = [
    ("Jane Doyle is joining Google.", "joined", "announced"),
    ("Jane Doyle is soon going to Google.", "joined", "announced"),
    ("Apple is buying Zetalab for 2 billion dollars.", "acquired", "announced"),
    ("Jane Doyle has joined Google.", "joined", "asserted"),
    ("Jane Doyle joined Google.", "joined", "asserted"),
    ("Jane Doyle is leaving Google.", "left", "asserted"),
    ("Jane Doyle is not joining Google.", "joined", "denied"),
    ("Jane Doyle was joining Google at the time.", "joined", "asserted"),
]


@pytest.mark.parametrize(("text", "relation", "status"), CASES)
def test_progressives(extractor, text, relation, status):
    [extraction] = extractor.extract([Article(key=text, text=text, lang="en")])
    assert [c.status for c in extraction.claims if c.relation == relation] == [status]

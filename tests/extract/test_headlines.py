"""Headlines in Title Case are read like sentences; everything else stays as it is written."""

from __future__ import annotations

import pytest

from kg.extract.parsing.headlines import lower_capitals, lower_headline
from kg.model import Article

from ..readers import shipped_extractor

WORDS = frozenset({"to", "buy", "names", "for", "new", "boss"})


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Acme to Buy Zeta Labs for Cash\n\nAcme will Buy.", "Acme to buy Zeta Labs for Cash\n\nAcme will Buy."),
        ("Best Buy Names New Boss\n", "Best Buy names new boss\n"),
        ("Buy Side Group Names New Boss", "Buy Side Group names new boss"),
        ("Acme says that Names New is its label\n", "Acme says that Names New is its label\n"),
        ("Acme To Buy Zeta Labs.", "Acme To Buy Zeta Labs."),
    ],
)
def test_lower_headline(text: str, read: str) -> None:
    assert lower_headline(text, WORDS, ("Best Buy",)) == read


def test_a_headline_in_capitals_is_written_like_the_text() -> None:
    body = "\n\nIBM said so. Acme, a maker of robots, buys Zeta."
    assert lower_capitals(f"ACME BUYS ZETA AND PLEASES IBM{body}") == f"Acme buys Zeta and pleases IBM{body}"
    assert lower_capitals(f"IBM AND ACME{body}") == f"IBM AND ACME{body}"


def test_the_quote_keeps_the_headline_as_written() -> None:
    article = Article(key="a", title="Salesforce Acquires Slack in $27.7 Billion Deal", text="It is done.", lang="en")
    (extraction,) = shipped_extractor().extract([article])
    claims = [(c.subject.name, c.relation, c.object.name, c.quote) for c in extraction.claims]
    assert claims == [("Salesforce", "acquired", "Slack", article.title)]


def test_words_that_the_text_writes_small_are_lowered() -> None:
    body = "Zeta fears the global competition. Acme sells vans at Harbor Street."
    title = "Acme Beats Global Competition With Van On Harbor Street"
    lowered = lower_headline(f"{title}\n\n{body}", frozenset({"beats", "with", "on"}), ())
    assert lowered.partition("\n")[0] == "Acme beats global competition with Van on Harbor Street"


def test_a_second_word_of_a_name_that_the_text_has_stays() -> None:
    title = "Zeta Names New Chief of Acme Cloud and Trims Cloud Costs"
    lowered = lower_headline(f"{title}\n\nShe will run Acme Cloud.", WORDS | {"cloud", "trims", "costs", "chief"}, ())
    assert lowered.partition("\n")[0] == "Zeta names new chief of Acme Cloud and trims cloud costs"


def test_what_only_a_headline_in_title_case_names_is_no_name() -> None:
    body = (
        "Ann Harrow resigned from Nokia on Friday. " + "The board of the company met again and said nothing new. " * 5
    )
    article = Article(key="a", title="Ann Harrow Leaves Nokia Scandal for Brighter Tomorrows", text=body, lang="en")
    (extraction,) = shipped_extractor().extract([article])
    assert {e.name for e in extraction.entities} == {"Ann Harrow", "Nokia"}

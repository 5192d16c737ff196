"""Where shares are listed is left out of what is parsed; spans and quotes are those of the article."""

from __future__ import annotations

import pytest

from kg.extract import Extractor
from kg.extract.parsing.language import load_language
from kg.extract.parsing.layout import lay_out
from kg.model import Article
from kg.ontology import load_ontology


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("Acme Inc. (NASDAQ: ACME) grew.", "Acme Inc. grew."),
        ("Acme (NYSE: ACM, ACM.B; LSE:ACM) and Zeta (Nasdaq : ZETA)", "Acme and Zeta"),
        ("Acme <ACME.O> and Zeta ZETA.PA grew (ACME.O, ZETA.PA).", "Acme and Zeta grew."),
        ("PARIS/LYON, 3 mai (Reuters) - Acme grew.\nZeta (AFP) grew.", "Acme grew.\nZeta (AFP) grew."),
        ("Acme in the U.S, J.P Morgan, the B.S (U.S) and ASP.NET (A.B)", ""),
        ("Zeta (the maker of NYSE: a game) and (ACME)", ""),
    ],
)
def test_listings_are_not_parsed(lang: str, text: str, parsed: str) -> None:
    layout = lay_out(Article(key="a", text=text, lang=lang), load_language(load_ontology(), lang))
    assert layout.text == (parsed or text)
    for word in ("Acme", "Zeta"):
        if word in layout.text:
            start = layout.text.index(word)
            assert layout.quote(layout.span(start, start + len(word))) == word


def test_quotes_keep_what_was_left_out() -> None:
    title, text = "Acme (NYSE: ACM) buys Zeta", "Acme (NYSE: ACM) has bought Nova Systems (NASDAQ: NOVA), it said."
    (found,) = Extractor().extract([Article(key="a", title=title, text=text, lang="en")])
    quotes = {(c.span.field, c.object.name): c.quote for c in found.claims if c.relation == "acquired"}
    assert quotes["text", "Nova Systems"] == text
    assert quotes["title", "Zeta"] == title
    assert all(c.object.mention in ("Nova Systems", "Zeta") for c in found.claims)


def test_what_papers_link_to_in_brackets_is_no_name() -> None:
    text = "Acme (Research), which bought Zeta in May, and Nokia (NOK1.XE) grew."
    layout = lay_out(Article(key="a", text=text, lang="en"), load_language(load_ontology(), "en"))
    assert layout.text == "Acme, which bought Zeta in May, and Nokia grew."

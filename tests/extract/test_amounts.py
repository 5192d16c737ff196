import pytest

from kg.extract.amounts import amount_in, load_amount_cues, stake_in
from kg.model import Amount
from kg.ontology import load_ontology


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_examples_in_the_cue_files(lang):
    ontology = load_ontology()
    cues = load_amount_cues(ontology, lang)
    for example in ontology.data("cues", lang, "amounts")["examples"]:
        wanted = Amount(float(example["amount"]), example["currency"]) if "amount" in example else None
        assert amount_in(example["text"], cues) == wanted, example
        assert stake_in(example["text"], cues) == example.get("stake"), example


@pytest.mark.parametrize(
    ("lang", "text", "value", "currency"),
    [
        ("en", "for $1,250,000 in cash", 1_250_000, "USD"),
        ("en", "US$3.2bn deal", 3.2e9, "USD"),
        ("en", "a £500 million round", 5e8, "GBP"),
        ("fr", "pour 385 millions d’euros", 3.85e8, "EUR"),
        ("fr", "valorisé 12 000 000 €", 1.2e7, "EUR"),
        ("fr", "$ 20 milliards", 2e10, "USD"),
    ],
)
def test_ways_to_write_money(lang, text, value, currency):
    assert amount_in(text, load_amount_cues(load_ontology(), lang)) == Amount(value, currency)


def test_a_wall_of_digits_is_read_in_linear_time():
    assert amount_in("1 " * 50_000 + "$", load_amount_cues(load_ontology(), "fr")) == Amount(1.0, "USD")

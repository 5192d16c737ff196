"""Which names are found in a text, where they begin and end, and what they are taken for."""

from __future__ import annotations

import pytest

from ..readers import read_text


def _types(lang: str, text: str) -> dict[str, str]:
    return {e.name: e.type for e in read_text(lang, text).entities}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Zendox, a Bristol startup, sells sensors.", "Zendox"),
        ("en", "Paul Roy, founder and CEO of Zendox, resigned.", "Zendox"),
        ("en", "The chipmaker Zendox has raised money.", "Zendox"),
        ("en", "Zendox Ltd. has raised money.", "Zendox Ltd."),
        ("en", "It sells to carmakers such as Zendox and Lumio.", "Zendox"),
        ("en", "Zendox, which makes sensors, is growing.", "Zendox"),
        ("en", "Zendox said on Monday that it would close.", "Zendox"),
        ("en", "Zendox's shares fell while Google rose.", "Zendox"),
        ("en", "Prices fell after FitBuddy closed.", "FitBuddy"),
        ("en", "Rival Zendox hired Ann Harrow.", "Zendox"),
        ("en", "A deputy of the Barrow Duma sings with the Harrow Symphony Orchestra.", "Harrow Symphony Orchestra"),
        ("en", "Harrow Line is a subsidiary of Harrow Line Holdings Ltd.", "Harrow Line"),
        ("en", "Ann Harrow worked for the Harrow Bank of Canada.", "Harrow Bank of Canada"),
        ("en", "Harbour Grill Holdings opened. Harbour hired Ann Harrow.", "Harbour Grill Holdings"),
        ("fr", "Zendox, une start-up lyonnaise, vend des capteurs.", "Zendox"),
        ("fr", "La start-up lyonnaise Zendox vend des capteurs.", "Zendox"),
        ("fr", "Anne Petit travaille chez Zendox.", "Zendox"),
        ("fr", "Paul Roy, le PDG de Zendox, démissionne.", "Zendox"),
        ("fr", "Il équipe des constructeurs comme Zendox et Lumio.", "Zendox"),
        ("fr", "L'université de Toronto a recruté Anne Petit.", "université de Toronto"),
    ],
)
def test_organizations(lang: str, text: str, name: str) -> None:
    assert _types(lang, text).get(name) == "Organization"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Anna Harrow has joined Google.", "Anna Harrow"),
        ("en", "The news came from Mr Quillby on Monday.", "Quillby"),
        ("en", "It was announced on X. Emmett Harrow, the chief executive, is leaving.", "Emmett Harrow"),
        ("en", "Ann Harrowby is out. Harrowby comes to Google from Apple.", "Ann Harrowby"),
        ("en", "It was sold by Warnock, 62, who owned the bank.", "Warnock"),
        ("en", 'Samuel D. "Sam" Waxler is the founder of Google.', 'Samuel D. "Sam" Waxler'),
        ("fr", "Anne Petit rejoint Google.", "Anne Petit"),
        ("fr", "La Japonaise Aiko Tanaka dirige la filiale.", "Aiko Tanaka"),
    ],
)
def test_people(lang: str, text: str, name: str) -> None:
    assert _types(lang, text).get(name) == "Person"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The Zarkov worm spread on Monday.", "Zarkov"),
        ("en", "Apple sells the iPhone 15 in France.", "iPhone 15"),
        ("en", "Sony sold the PlayStation 4 before the PlayStation 5.", "PlayStation 4"),
        ("fr", "Microsoft lance la Xbox Series X en novembre.", "Xbox Series X"),
        ("fr", "Le chatbot Lumia répond à tout.", "Lumia"),
        ("fr", "La Renault Frisbi coûte cher.", "Renault Frisbi"),
        ("fr", "Le film algérien « Lumio » sort lundi.", "Lumio"),
        ("fr", "Renault vend une Renault 92 bleue.", "Renault 92"),
        ("fr", "Essai de la BMW X3 bleue.", "BMW X3"),
        ("fr", "La marque vend les modèles Frisbi, Alboro et Zendo.", "Alboro"),
    ],
)
def test_products(lang: str, text: str, name: str) -> None:
    assert _types(lang, text).get(name) == "Product"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La Fnac Darty a ouvert.", "Fnac Darty"),
        ("La RATP Dev recrute.", "RATP Dev"),
        ("La Renault 40 % moins chère plaît.", "Renault"),
    ],
)
def test_an_article_alone_makes_no_product(text: str, name: str) -> None:
    assert _types("fr", text).get(name) == "Organization"


def test_a_lost_paragraph_break_ends_a_sentence() -> None:
    assert "chèreLe" not in " ".join(_types("fr", "La berline est trop chèreLe patron de Renault, Paul Roy, sourit."))
    assert "Renault" in _types("fr", "La berline est vendue par Renault.La marque sourit.")


def test_versions_of_a_product_are_apart() -> None:
    types = _types("fr", "Microsoft vend la Xbox Series X et la Xbox Series S en mai.")
    assert {"Xbox Series X", "Xbox Series S"} <= set(types)


def test_a_product_and_its_maker_are_apart() -> None:
    types = _types("en", "Apple has unveiled the iPhone 15.")
    assert types["Apple"] == "Organization"
    assert types["iPhone 15"] == "Product"


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "He also runs SpaceX.", "SpaceX"),  # the full stop is no part of it
        ("en", "Adobe's Ann Harrow-Lee wrote the report.", "Ann Harrow-Lee"),
        ("en", "RethinkDB's founder left.", "RethinkDB"),
        ("en", "Before that, Jony Ive was at Apple.", "Jony Ive"),
        ("fr", "L'éditeur F-Secure a prévenu Google.", "F-Secure"),
        ("fr", "Anne Petit travaille chez Zendox's depuis mai.", "Zendox's"),
    ],
)
def test_boundaries(lang: str, text: str, name: str) -> None:
    found = read_text(lang, text).entities
    (entity,) = [e for e in found if e.name == name]
    span = entity.mentions[0]
    assert text[span.start : span.end] == name


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "On Monday the Chief Executive spoke in Oslo."),
        ("en", "The group makes FPGA (Field Programmable Gate Array) boards and two SoCs in Oslo."),
        ("en", "The group makes RWP (Rapid Wave Path) boards."),
        ("en", "A U.S.-based foundry makes them."),
        ("en", "The group makes extreme ultraviolet (EUV) machines and gallium arsenide (GAA) wafers."),
        ("en", "The group joined a INR29 billion round."),
        ("en", "However, Analysts in France and Germany doubt it."),
        ("en", "The Guatemalan President and the Soviet President met an engineer from Barrow, Okla., yesterday."),
        ("fr", "Lundi, le directeur général a parlé à Oslo."),
        ("fr", "Selon des analystes, la France et l'Allemagne hésitent."),
    ],
)
def test_places_days_and_titles_are_no_names(lang: str, text: str) -> None:
    assert _types(lang, text) == {}


def test_a_place_beside_a_company_stays_a_place() -> None:
    assert "Paris" not in _types("en", "Zendox, a Paris startup, hired Ann Harrow.")


def test_names_of_ordinary_words_need_a_capital_inside_a_sentence() -> None:
    assert "Orange" not in _types("fr", "Une orange et une pomme.")
    assert _types("fr", "Le groupe Orange rachète Zendox.").get("Orange") == "Organization"


@pytest.mark.parametrize(
    "text",
    [
        "The search tool, called Zendox, went on sale at Google.",
        'Google runs a service called "Zendox" in Oslo.',
        "The malware, known as Zendox, was found by Google.",
    ],
)
def test_a_thing_that_is_called_so_is_a_product(text: str) -> None:
    assert _types("en", text).get("Zendox") == "Product"


def test_datelines_in_capitals_are_places() -> None:
    assert "SAN FRANCISCO" not in _types("en", "SAN FRANCISCO, June 5 -- Zendox Networks hired Ann Harrow.")


def test_an_ampersand_may_stand_between_spaces() -> None:
    assert _types("en", "Rates rose at AT & T on Monday.").get("AT & T") == "Organization"


def test_what_a_number_counts_is_no_version() -> None:
    assert "Frisbi 100" not in _types("fr", "Renault lance la citadine Frisbi 100 % électrique.")


@pytest.mark.parametrize(
    "said",
    ["Johnson graduated in May.", "Johnson resigned in May.", "Johnson moved to Oslo. He is well."],
)
def test_a_surname_of_whom_personal_things_are_said_is_a_person(said: str) -> None:
    long = "The report was read by many in the town and the results of the year were good for most of the shops there. "
    assert _types("en", said + " " + 3 * long + "Google has an office there.").get("Johnson") == "Person"


def test_an_adjective_before_a_position_is_no_name() -> None:
    assert set(_types("en", "New CEO Ann Harrow has cut jobs at Google.")) == {"Ann Harrow", "Google"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Broadcom Chief Executive Hock Tan, who lives in Boston, likes to buy rivals.", {"Hock Tan"}),
        ("Nokia Chief Executive Olli-Pekka Kallasvuo said no.", {"Olli-Pekka Kallasvuo"}),
        ("Key executive DJ Quillam, who is 40, has left to join Rivian.", {"DJ Quillam"}),
        ("Ann Harrow is chief executive at Italian media company VOD Media Group.", {"VOD Media Group"}),
        ("Lumio raised $3 million from Accel, Section 9, Zelibor Ventures and others.", {"Section 9"}),
        ("It was bought by Kantarel Financial Holdings of Toronto.", {"Kantarel Financial Holdings"}),
        ("Ann Harrow, head of Radeon Technologies Group, has left.", {"Radeon Technologies Group"}),
        ("The latest example, Oslo-based Seven Marbling, raised $3 million.", {"Seven Marbling"}),
        ("Ann Harrow left Merck & Co. in May.", {"Merck & Co."}),
        ("Nokia grows, Fintech Street Weekly's Ann Harrow said.", {"Fintech Street Weekly"}),
        ("Zelibor hires. Zelibor makes ECG sets. The Zelibor ECG is sold. Zelibor grows. Zelibor won.", {"Zelibor"}),
        ("Nokia hired a former Quillam medical dean in May.", {"Quillam"}),
        ("Volvo Car Group intends to grow.", {"Volvo Car Group"}),
        (
            "Sony has praised Sony Ericsson Mobile Communications AB.",
            {"Sony", "Sony Ericsson Mobile Communications AB"},
        ),
    ],
)
def test_names_are_whole(text: str, names: set[str]) -> None:
    assert names <= set(_types("en", text))


def test_short_plurals_are_no_names() -> None:
    assert set(_types("en", "Sharp makes displays for TVs and PCs.")) == {"Sharp"}


def test_one_letter_is_a_name_where_the_article_calls_a_company_so() -> None:
    named = read_text("fr", "La start-up parisienne H perd Anne Petit. Chez H, personne ne commente.")
    unnamed = read_text("fr", "Nova a bouclé une série A. Le plan A et la série A ont plu à Anne Petit.")
    assert "H" in {e.name for e in named.entities}
    assert "A" not in {e.name for e in unnamed.entities}

import pytest

from kg.read.language import detect, primary_tag

FRENCH = "Microsoft recrute Sam Altman. Le groupe a annoncé lundi qu'il dirigerait une nouvelle équipe. " * 3
ENGLISH = "Microsoft hires Sam Altman. The company said on Monday that he would lead a new research team there. " * 3
GERMAN = "Microsoft stellt Sam Altman ein. Der Konzern teilte am Montag mit, dass er ein neues Team leiten werde. " * 3


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (FRENCH, "fr"),
        (ENGLISH, "en"),
        ("Microsoft recrute Sam Altman.", "fr"),
        ("Microsoft hires Sam Altman.", "en"),
        ("OpenAI nomme Mira Murati", "fr"),
        ("Google rachète Fitbit", "fr"),
        ("Google acquires Fitbit", "en"),
        ("Nvidia investit dans Mistral", "fr"),
        ("Nvidia invests in Mistral", "en"),
    ],
)
def test_texts_and_headlines(read_one, text, lang):
    assert read_one("a.txt", text).lang == lang


@pytest.mark.parametrize("text", ["OpenAI", "2023", "!"])
def test_the_best_guess_of_nothing_is_a_supported_language(read_one, text):
    assert read_one("a.txt", text).lang in ("en", "fr")


@pytest.mark.parametrize(("tag", "lang"), [("fr", "fr"), ("FR-CA", "fr"), ("fr_FR.UTF-8", "fr"), (" en ", "en")])
def test_tags(read_one, tag, lang):
    assert primary_tag(tag) == lang
    assert read_one("a.txt", GERMAN, lang=tag).lang == lang


def test_given_beats_metadata_beats_detection(read_one):
    markdown = f"---\nlang: en\n---\n{FRENCH}"
    assert read_one("a.md", markdown).lang == "en"
    assert read_one("a.md", markdown, lang="fr").lang == "fr"
    assert read_one("a.md", FRENCH).lang == "fr"


def test_a_page_whose_template_says_another_language(read_one):
    assert read_one("a.html", f"<html lang=en><body><p>{FRENCH}</p></body></html>").lang == "fr"
    assert read_one("a.html", "<html lang=fr><body><p>OpenAI</p></body></html>").lang == "fr"


def test_an_unsupported_language_is_an_error(read_error):
    words = "language 'de' is not supported (en, fr); give --lang"
    assert words in read_error("a.txt", GERMAN).what
    assert words in read_error("a.md", f"---\nlang: de-AT\n---\n{ENGLISH}").what
    assert words in read_error("a.html", f"<html lang=de><body><p>{GERMAN}</p></body></html>").what


def test_an_unsupported_option_is_one_error_not_one_an_article(read_error):
    assert str(read_error("a.txt", ENGLISH, lang="de")) == "--lang: language 'de' is not supported (en, fr)"


def test_a_language_added_by_an_overlay(read_one):
    assert read_one("a.txt", GERMAN, languages=("de", "en", "fr")).lang == "de"
    assert detect("x", ("xx",)) == "xx"

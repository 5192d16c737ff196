import socket

import pytest

from kg.model import PartialDate

BODY = "<article><h1>Titre</h1><p>Microsoft recrute Sam <b>Altman</b>, <a href='/x'>été</a> 2023.</p></article>"


def page(head: str = "", body: str = BODY, lang: str = "fr-FR") -> str:
    return (
        f"<!DOCTYPE html><html lang='{lang}'><head><title>Titre</title>{head}</head><body><nav><a href='/'>Accueil</a>"
        f"</nav>{body}<footer>© 2020 Le Journal</footer></body></html>"
    )


def test_main_text_and_metadata(read_one):
    head = "<link rel=canonical href='https://News.Example/a?utm_source=x#y'>"
    head += "<meta property=og:site_name content='Le Journal'>"
    article = read_one("a.html", page(head))
    assert article.text == "Titre\nMicrosoft recrute Sam Altman, été 2023."
    assert (article.title, article.lang, article.publisher) == ("Titre", "fr", "Le Journal")
    assert article.key == article.url == "https://news.example/a"
    assert article.published is None  # neither the year in the words nor the footer's is the page's date


def test_a_long_page_loses_its_menus_and_comments(read_one):
    sentence = "La source n° {} dit que le groupe recrute Sam Altman {} à Paris."
    words = "".join(f"<p>{sentence.format(n, '<i>mardi</i>')}</p>" for n in range(12))
    body = f"<article>{words}</article><div id=comments class=comments><p>Premier !</p></div>"
    text = read_one("a.html", page(body=body)).text
    assert all(sentence.format(n, "mardi") in text for n in range(12))
    assert "Accueil" not in text
    assert "Premier" not in text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2023-11-20T00:10:00+01:00'>", "2023-11-20"),
        ("<meta name='DC.date.issued' content='2023-11'>", "2023-11"),
        ("<meta itemprop=datePublished content='2023-11-20'>", "2023-11-20"),
        (
            "<meta name=date content='2022-01-01'><meta property='article:published_time' content='2023-11-20'>",
            "2023-11-20",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-11-20"}</script>',
            "2023-11-20",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["Report"], "datePublished": "2023"}]}</script>',
            "2023",
        ),
        ('<script type="application/ld+json">{"@type": "Person", "datePublished": "2023"}</script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ("<meta property='article:modified_time' content='2023-11-20'>", None),
        ("<meta name=date content='hier'>", None),
        ("", None),
    ],
)
def test_only_a_declared_date_of_publication_counts(read_one, head, published):
    date = read_one("a.html", page(head)).published
    assert date == (PartialDate(published) if published else None)


def test_a_marked_time_counts_and_a_plain_one_does_not(read_one):
    marked = BODY + "<time itemprop=datePublished datetime='2023-11-20'>lundi</time>"
    assert read_one("a.html", page(body=marked)).published == PartialDate("2023-11-20")
    plain = BODY + "<time datetime='2023-11-20'>lundi</time><p>Publié le 3 mars 2021</p>"
    assert read_one("b.html", page(body=plain)).published is None


@pytest.mark.parametrize("href", ["javascript:alert(1)", "/relative", "", "file:///etc/passwd"])
def test_an_address_that_is_none_leaves_the_path(read_one, href):
    article = read_one("a.html", page(f"<link rel=canonical href='{href}'>"))
    assert (article.key, article.url) == ("a.html", None)


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>", "cp1252"),
        ("<meta charset=utf-8>", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("<meta charset=unicode_escape>", "utf-8"),  # a codec of Python's, not a character set
        ("<meta charset=iso-8859-15>", "iso-8859-15"),
    ],
)
def test_the_declared_encoding_is_used(read_one, declaration, encoding):
    content = page(declaration, body="<p>L'été à œuvrer.</p>").encode(encoding)
    assert "été à œuvrer" in read_one("a.html", content).text


def test_xhtml_with_an_encoding_declaration(read_one):
    article = read_one("a.html", '<?xml version="1.0" encoding="utf-8"?>' + page())
    assert "Microsoft recrute Sam Altman, été 2023." in article.text


def test_a_fragment_is_read_too(read_one):
    assert read_one("a.html", "<p>Microsoft hires <b>Sam</b> Altman.</p>").text == "Microsoft hires Sam Altman."


def test_scripts_are_not_text(read_one):
    body = "<p>Microsoft hires Sam.</p><script>alert('x')</script><style>p {}</style>"
    assert "alert" not in read_one("a.html", page(body=body)).text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text"),
        (b"<html></html>", "no text"),
        (b"<html><body><script>x()</script></body></html>", "no text"),
        (b"\x89PNG\r\n\0\0", "not a page (byte 0"),
    ],
)
def test_pages_without_words(read_error, content, words):
    assert words in read_error("a.html", content).what


@pytest.mark.parametrize("tag", ["div", "span", "table><tr><td", "ul><li", "b", "blockquote"])
def test_deep_nesting_ends_well(read, tag):
    assert len(read("a.html", "<html><body><p>Microsoft hires Sam.</p>" + f"<{tag}>" * 30_000 + "x")) == 1


def test_a_page_of_too_many_elements(read_error):
    error = read_error("a.html", page(body="<p>Microsoft recrute.</p>" * 90), max_elements=80)
    assert error.what.endswith("elements, over the limit of 80")


def test_nothing_is_fetched(read_one, monkeypatch):
    def refuse(*_):
        raise AssertionError("a page led to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    head = "<link rel=canonical href='https://news.example/a'><link rel=stylesheet href='https://x.example/a.css'>"
    body = BODY + "<img src='https://x.example/a.png'><iframe src='https://x.example/'></iframe>"
    assert read_one("a.html", '<!DOCTYPE html SYSTEM "https://x.example/a.dtd">' + page(head, body)).text

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import PartialDate

MARKDOWN = """---
title: "Une arrivée : la suite"
lang: fr-FR
published: 2023-11-20
url: https://News.Example/a?utm_source=x#y
publisher: Le Journal
source: Communiqué
source_url: https://press.example/1
author: [Quelqu'un]
---

Microsoft recrute Sam Altman.
"""


def test_plain_text_is_kept_to_the_code_point(read_one):
    text = "  Microsoft hires\u00a0Sam Altman.\r\n\r\nCafe\u0301 – “yes” 🎉\n"
    article = read_one("a.txt", text)
    assert article.text == text
    assert (article.key, article.lang, article.title, article.published, article.url) == ("a.txt", "en", "", None, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_text_comes_back_as_it_was(read, text):
    (found,) = read("any.txt", text, lang="fr")
    if text.removeprefix("\ufeff").strip():
        assert found.text == text.removeprefix("\ufeff")
    else:
        assert "no text" in str(found)


def test_front_matter_becomes_metadata_and_leaves_the_text(read_one):
    article = read_one("a.md", MARKDOWN)
    assert article.text == "\nMicrosoft recrute Sam Altman.\n"
    assert article.title == "Une arrivée : la suite"
    assert (article.lang, article.published) == ("fr", PartialDate("2023-11-20"))
    assert article.url == article.key == "https://news.example/a"
    assert (article.publisher, article.source, article.source_url) == (
        "Le Journal",
        "Communiqué",
        "https://press.example/1",
    )


def test_front_matter_with_windows_line_ends_and_a_byte_order_mark(read_one):
    article = read_one(
        "a.md", "\ufeff---\r\nid: 007\r\ndate: 2023-11\r\nsite: S\r\n---\r\nMicrosoft hires Sam Altman.\r\n"
    )
    assert (article.key, article.published, article.publisher) == ("007", PartialDate("2023-11"), "S")
    assert article.text == "Microsoft hires Sam Altman.\r\n"


@pytest.mark.parametrize("published", ["2023", '"2023"', "2023-11", "2023-11-20", "2023-11-20T10:00:00Z"])
def test_dates_in_front_matter_quoted_or_not(read_one, published):
    article = read_one("a.md", f"---\npublished: {published}\n---\nMicrosoft hires Sam Altman.")
    assert article.published.value == published.strip('"')[:10]


@pytest.mark.parametrize("value", ["", " ~", " null"])
def test_empty_keys_are_as_if_absent(read_one, value):
    article = read_one("a.md", f"---\ntitle:{value}\npublished:{value}\nurl:{value}\n---\nMicrosoft hires Sam Altman.")
    assert (article.title, article.published, article.url, article.key) == ("", None, None, "a.md")


def test_markdown_without_front_matter(read_one):
    text = "# Title\n\nMicrosoft hires Sam Altman.\n\n---\n\nMore.\n"
    assert read_one("a.md", text).text == text


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("---\ntitle: x\nMicrosoft hires Sam.", 1, "no closing '---'"),
        ("---\ntitle: [a\nlang: fr\n---\nText", 3, "not YAML"),
        ("---\ntitle: x\npublished: 2023-02-30\n---\nText", 3, "published '2023-02-30' is not a date that exists"),
        ("---\nlang: fr\nurl: javascript:alert(1)\n---\nText", 3, "url 'javascript:alert(1)' is not an http"),
        ("---\ntitle: [a, b]\n---\nText", 2, "title must be a string, not a list"),
        ("---\njust words\n---\nText", 2, "not made of 'key: value' lines"),
        ("---\na: " + "[" * 20_000 + "\n---\nText", 2, "nesting"),
    ],
)
def test_bad_front_matter_names_its_line(read_error, content, line, words):
    error = read_error("a.md", content)
    assert error.where.endswith(f"a.md:{line}")
    assert words in error.what


def test_aliases_that_would_unfold_to_gigabytes_do_no_harm(read_one):
    rows = [
        f"{name}: &{name} [{', '.join([f'*{below}'] * 9)}]" for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    article = read_one("a.md", "---\na: &a [x, x]\n" + "\n".join(rows) + "\n---\nMicrosoft hires Sam Altman.")
    assert article.text == "Microsoft hires Sam Altman."


def test_a_python_object_in_front_matter_is_only_words(read_error):
    error = read_error("a.md", "---\ntitle: !!python/object/apply:os.system [exit]\n---\nText")
    assert "title must be a string" in error.what


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("été".encode("latin-1"), "not UTF-8 (byte 0xe9 at offset 0); convert it"),
        (b"\xef\xbb\xbfab\xff", "byte 0xff at offset 5"),
        ("text".encode("utf-16"), "not text (byte 0"),
        (b"a\0b", "not text (byte 0 at offset 1)"),
        (b"", "no text"),
        (b" \n\t", "no text"),
        (b"\xef\xbb\xbf", "no text"),
    ],
)
def test_what_is_not_text_is_refused(read_error, content, words):
    assert words in read_error("a.txt", content).what


def test_limits_are_named(read_error):
    assert "larger than 100 bytes" in read_error("a.txt", "x" * 101, max_bytes=100).what
    assert "11 characters, over the limit of 10" in read_error("a.txt", "é" * 11, max_chars=10).what

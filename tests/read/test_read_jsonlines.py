import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model import Article, PartialDate


def lines(*rows: dict[str, Any]) -> str:
    return "\n".join(json.dumps(r) for r in rows) + "\n"


def test_every_key_of_the_format(read_one):
    row = {
        "id": "a1",
        "text": "Microsoft recrute Sam Altman.\n",
        "title": "Titre",
        "lang": "fr",
        "published": "2023-11-20",
        "url": "https://news.example/a#b",
        "publisher": "P",
        "source": "S",
        "source_url": "https://press.example/1",
        "other": {"ignored": True},
    }
    assert read_one("a.jsonl", lines(row)) == Article(
        key="a1",
        text="Microsoft recrute Sam Altman.\n",
        lang="fr",
        published=PartialDate("2023-11-20"),
        title="Titre",
        url="https://news.example/a",
        publisher="P",
        source="S",
        source_url="https://press.example/1",
    )


def test_identity_is_the_id_then_the_address_then_the_place(read, split):
    rows: list[dict[str, Any]] = [
        {"id": "a", "url": "https://x.example/1"},
        {"url": "https://x.example/2"},
        {},
        {"id": 7},
    ]
    articles, errors = split(read("a.jsonl", lines(*({"text": "Microsoft hires Sam."} | r for r in rows))))
    assert [a.key for a in articles] == ["a", "https://x.example/2", "a.jsonl:3", "7"]
    assert not errors


def test_a_broken_line_is_named_and_the_others_are_kept(read, split):
    content = b'{"id": "a", "text": "Microsoft hires Sam."}\n{"id": "b", \n\n{"id": "c", "text": "\xff"}\n'
    content += b'{"id": "d", "text": "OpenAI hires Sam."}'
    articles, errors = split(read("a.jsonl", content))
    assert [a.key for a in articles] == ["a", "d"]
    assert "a.jsonl:2: not JSON: Expecting property name" in errors[0]
    assert "a.jsonl:4: not UTF-8 (byte 0xff" in errors[1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ('{"id": "a"}', "text is missing"),
        ('{"text": null}', "text is missing"),
        ('{"text": 1}', "text must be a string"),
        ('{"text": ""}', "no text"),
        ('{"text": "", "title": "Title"}', "no text"),
        ('{"text": "x", "id": true}', "id must be a string, not true or false"),
        ('{"text": "x", "id": ["a"]}', "id must be a string, not a list"),
        ('{"text": "x", "title": 1.5}', "title must be a string, not a number"),
        ('{"text": "x", "lang": "de"}', "language 'de' is not supported (en, fr)"),
        ('{"text": "x", "published": "yesterday"}', "published 'yesterday' is not a date; write YYYY"),
        ('{"text": "x", "published": 2023}', "published must be a string"),
        ('{"text": "x", "url": "a/b"}', "url 'a/b' is not an http or https address"),
        ('{"text": NaN}', "NaN is not JSON"),
        ('{"text": -Infinity}', "-Infinity is not JSON"),
        ('{"text": "a\\ud800"}', "text has half a surrogate pair (\\ud800) at character 1"),
        ('{"text": "x", "title": "\\udfff"}', "title has half a surrogate pair"),
        ('{"text": "x", "id": "\\ud83d"}', "id has half a surrogate pair"),
        ('{"text": "a\\u0000b"}', "text has a NUL character at 1"),
        ('"words"', "an article is an object"),
        ('{"text": ' + "[" * 100_000, "nested too deeply"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "not JSON: Exceeds the limit"),
    ],
)
def test_wrong_values_are_named(read_error, row, words):
    error = read_error("a.jsonl", row)
    assert words in error.what
    assert error.where.endswith("a.jsonl:1")


def test_a_whole_surrogate_pair_is_one_character(read_one):
    assert read_one("a.jsonl", '{"text": "\\ud83c\\udf89 Microsoft hires Sam."}').text[0] == "🎉"


def test_a_line_over_the_limit_is_passed_over(read, split):
    content = lines({"id": "a", "text": "x" * 500}, {"id": "b", "text": "Microsoft hires Sam."})
    articles, errors = split(read("a.jsonl", content, max_bytes=100))
    assert [a.key for a in articles] == ["b"]
    assert errors[0].endswith("a.jsonl:1: line longer than 100 bytes")


def test_one_huge_line_ends_in_the_limit_of_an_article(read, split):
    content = lines({"id": "a", "text": "word " * 2_000_000}, {"id": "b", "text": "Microsoft hires Sam."})
    articles, errors = split(read("a.jsonl", content))
    assert [a.key for a in articles] == ["b"]
    assert "10,000,000 characters, over the limit of 1,000,000" in errors[0]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a.unknown"])
@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("count", [1, 2])
def test_a_document_or_lines_under_any_ending(read, split, name, indent, count):
    rows = [{"id": str(n), "text": "Microsoft hires Sam."} for n in range(count)]
    whole = json.dumps(rows if count > 1 else rows[0], indent=indent)
    for content in (whole, lines(*rows)):
        articles, errors = split(read(name, content))
        assert [a.key for a in articles] == [r["id"] for r in rows]
        assert not errors


def test_an_item_of_a_list_is_named(read, split):
    articles, errors = split(read("a.json", json.dumps([{"text": "Microsoft hires Sam."}, {"id": "b"}])))
    assert [a.key for a in articles] == ["a.json:1"]
    assert errors[0].endswith("a.json, item 2: text is missing")
    assert "no articles in the list" in str(read("b.json", "[]")[0])


def test_source_as_other_tools_write_it_is_ignored(read_one):
    assert read_one("a.json", '{"text": "Microsoft hires Sam.", "source": {"repo": "x"}}').source is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100, deadline=None)
@given(st.sampled_from(["a.jsonl", "a.json", "a.md", "a.html", "a.xml", "a"]), st.binary(max_size=200))
def test_no_bytes_raise(read, name, content):
    for prefix in (b"", b'{"text": "', b"<html><p>", b"---\n", b"<rss><channel><item><title>"):
        assert read(name, prefix + content)

import json

import pytest

from kg.errors import InputError
from kg.evaluate import read_gold
from kg.model import Article, PartialDate


def test_the_article_to_extract_from(make_gold):
    (document,) = make_gold(
        lang="fr", published="2023-11", title="Titre", text="Microsoft recrute.", url="https://x.example/"
    )
    assert document.article == Article("d", "Microsoft recrute.", "fr", PartialDate("2023-11"), "Titre")
    (document,) = make_gold(title="Titre", text="Titre\n\nMicrosoft recrute.")
    assert document.article.title == ""


def test_accepted_names(make_gold):
    triple = {"s": "A", "p": "acquired", "o": "Unlisted Inc", "status": "asserted"}
    (document,) = make_gold(triple, entities=[{"name": "A", "type": "Organization", "aliases": ["le Groupe A", "®"]}])
    assert document.triples[0].subject == {"a", "groupe a"}
    assert document.triples[0].object == {"unlisted"}
    assert document.triples[0].names == ("A", "Unlisted Inc")


def test_other_json_files_are_passed_over(make_gold, tmp_path):
    documents = make_gold()
    (tmp_path / "gold" / "package.json").write_text('{"name": "x"}')
    (tmp_path / "gold" / "list.json").write_text("[]")
    assert read_gold(tmp_path / "gold") == documents
    assert read_gold(tmp_path / "gold" / "d.json") == documents


def test_the_same_id_twice_names_both(make_gold, tmp_path):
    make_gold()
    (tmp_path / "gold" / "sub").mkdir()
    (tmp_path / "gold" / "sub" / "e.json").write_bytes((tmp_path / "gold" / "d.json").read_bytes())
    with pytest.raises(InputError, match=r"e\.json: id 'd' is also that of .*d\.json"):
        read_gold(tmp_path / "gold")


def test_no_gold(tmp_path):
    with pytest.raises(InputError, match="no annotated articles"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_gold(tmp_path / "missing")


GOOD = {"id": "d", "lang": "en", "text": "t", "entities": [], "triples": []}
TRIPLE = {"s": "A", "p": "acquired", "o": "B", "status": "asserted"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": 3}, "id must be a string"),
        ({"text": None}, "text must be a string"),
        ({"published": "soon"}, "'soon' is not a date"),
        ({"published": 2023}, "not an annotated article"),
        ({"entities": [{"name": "A"}]}, "key 'aliases' is missing"),
        ({"entities": "A"}, "not an annotated article"),
        ({"entities": [{"name": "A", "aliases": [1]}]}, "not an annotated article"),
        ({"triples": None}, "not an annotated article"),
        ({"triples": [{"s": "A", "p": "acquired"}]}, "is missing"),
        ({"triples": [TRIPLE | {"p": "likes"}]}, "unknown relation 'likes'"),
        ({"triples": [TRIPLE | {"status": "true"}]}, "unknown status 'true'"),
        ({"triples": [TRIPLE | {"s": ["A"]}]}, "not an annotated article"),
        ({"triples": [TRIPLE | {"date": "2023-13"}]}, "not a date that exists"),
    ],
)
def test_bad_gold_is_named(tmp_path, change, words):
    (tmp_path / "d.json").write_text(json.dumps(GOOD | change))
    with pytest.raises(InputError) as error:
        read_gold(tmp_path)
    assert error.value.where == str(tmp_path / "d.json")
    assert words in error.value.what


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"triples": ' + b"[" * 100_000])
def test_gold_that_is_not_json(tmp_path, content):
    (tmp_path / "d.json").write_bytes(content)
    with pytest.raises(InputError, match="not JSON"):
        read_gold(tmp_path)


def test_missing_keys_are_named(tmp_path):
    for key in ("id", "lang", "text"):
        (tmp_path / "d.json").write_text(json.dumps({k: v for k, v in GOOD.items() if k != key}))
        with pytest.raises(InputError, match=f"key '{key}' is missing"):
            read_gold(tmp_path)

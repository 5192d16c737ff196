"""Every packaged dispatch is well formed, and its annotation speaks of exactly its text."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

EXAMPLES = Path(__file__).parents[2] / "examples"
GOLD = EXAMPLES / "gold"
DISPATCHES = sorted((EXAMPLES / "articles").glob("*.md"))

REQUIRED = {"title", "lang", "published", "publisher"}
GOLD_KEYS = {"id", "lang", "published", "url", "title", "text", "entities", "triples"}
TRIPLE_KEYS = {"s", "p", "o", "role", "date", "status", "evidence"}
EXTRA_KEYS = {"manner", "optional", "s_alt", "o_alt"}
STATUSES = {"asserted", "announced", "rumoured", "speculated", "denied"}
PERSON, ORG, PRODUCT = {"Person"}, {"Organization"}, {"Product"}
RELATIONS = {
    **dict.fromkeys(("joined", "left", "worksFor", "founded"), (PERSON, ORG)),
    **dict.fromkeys(("dependsOn", "supplies", "acquired", "partnersWith", "competesWith", "subsidiaryOf"), (ORG, ORG)),
    "succeeded": (PERSON, PERSON),
    "investedIn": (PERSON | ORG, ORG),
    "launched": (ORG, PRODUCT),
}
SYMMETRIC = {"partnersWith", "competesWith"}

each = pytest.mark.parametrize("path", DISPATCHES, ids=lambda p: p.stem)


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the body."""
    _, head, body = re.split(r"^---\n", path.read_text("utf-8"), maxsplit=2, flags=re.M)
    return yaml.safe_load(head), body.strip()


def gold(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((GOLD / f"{path.stem}.json").read_text("utf-8"))
    return data


def types(path: Path) -> dict[str, str]:
    return {entity["name"]: entity["type"] for entity in gold(path)["entities"]}


def test_both_languages_have_dispatches_and_each_has_its_annotation() -> None:
    counts = Counter(path.name.split(".")[-2] for path in DISPATCHES)
    assert set(counts) == {"en", "fr"}
    assert min(counts.values()) >= 17
    assert sorted(path.stem for path in GOLD.glob("*.json")) == sorted(path.stem for path in DISPATCHES)


@each
def test_the_front_matter_is_complete(path: Path) -> None:
    head, _ = parts(path)
    assert REQUIRED <= set(head) <= REQUIRED | {"source", "source_url"}
    assert head["lang"] == path.name.split(".")[-2]
    assert isinstance(head["published"], date)
    assert path.name.startswith(f"{head['published']}-")
    assert all(isinstance(value, str) and value.strip() for key, value in head.items() if key != "published")
    # A dispatch that gathers what several newspapers said names no single source; an address never stands alone.
    if "source_url" in head:
        assert "source" in head
        url = urlsplit(head["source_url"])
        assert url.scheme == "https"
        assert "." in url.netloc


@each
def test_the_body_is_a_short_dispatch_in_plain_paragraphs(path: Path) -> None:
    _, body = parts(path)
    assert 80 <= len(body.split()) <= 300
    assert "\n\n" in body
    assert not re.search(r"^[#>*-]|\]\(|<\w|\n\n\n", body, flags=re.M)


@each
def test_the_annotation_repeats_the_dispatch(path: Path) -> None:
    head, body = parts(path)
    data = gold(path)
    assert set(data) == GOLD_KEYS
    assert (data["id"], data["lang"], data["title"]) == (path.name, head["lang"], head["title"])
    assert (data["published"], data["url"]) == (str(head["published"]), None)
    assert data["text"] == body


@each
def test_entities_are_named_once_and_their_aliases_stand_in_the_article(path: Path) -> None:
    data = gold(path)
    names = Counter(entity["name"] for entity in data["entities"])
    assert set(names.values()) == {1}
    for entity in data["entities"]:
        assert set(entity) == {"name", "type", "aliases"}
        assert {entity["type"]} <= PERSON | ORG | PRODUCT
        assert entity["aliases"]
        assert [alias for alias in entity["aliases"] if alias not in f"{data['title']}\n{data['text']}"] == []


@each
def test_triples_join_entities_of_the_right_type_with_evidence_from_the_text(path: Path) -> None:
    data, kinds = gold(path), types(path)
    assert data["triples"]
    for triple in data["triples"]:
        domain, range_ = RELATIONS[triple["p"]]
        assert TRIPLE_KEYS <= set(triple) <= TRIPLE_KEYS | EXTRA_KEYS
        assert triple["s"] != triple["o"]
        assert kinds[triple["s"]] in domain, triple
        assert kinds[triple["o"]] in range_, triple
        assert set(triple.get("s_alt", [])) | set(triple.get("o_alt", [])) <= set(kinds), triple
        assert triple["evidence"].strip(), triple
        assert triple["evidence"] in data["text"], triple


@each
def test_triples_carry_a_known_status_a_real_date_and_a_manner_only_for_departures(path: Path) -> None:
    for triple in gold(path)["triples"]:
        assert triple["status"] in STATUSES, triple
        assert triple.get("optional", True) is True
        assert triple["role"] is None or triple["role"].strip(), triple
        assert ("manner" in triple) == (triple["p"] == "left"), triple
        assert triple.get("manner") in {"resigned", "dismissed", None}, triple
        if triple["date"] is not None:
            assert re.fullmatch(r"\d{4}(-\d\d){0,2}", triple["date"]), triple
            date.fromisoformat((triple["date"] + "-01-01")[:10])


@each
def test_no_triple_is_annotated_twice(path: Path) -> None:
    def key(triple: dict[str, Any]) -> tuple[str, ...]:
        ends = [triple["s"], triple["o"]]
        return (triple["p"], *(sorted(ends) if triple["p"] in SYMMETRIC else ends))

    repeated = [k for k, n in Counter(map(key, gold(path)["triples"])).items() if n > 1]
    assert repeated == []

"""The status of a claim: sentences with their status, the examples inside the cue files, and what bad files say."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import spacy

from kg.errors import OntologyError
from kg.extract.modality.status import StatusReading, load_status_cues, read_status
from kg.extract.parsing.language import load_language
from kg.extract.parsing.parsed import Doc
from kg.extract.parsing.parsereader import Reader
from kg.ontology import load_ontology

DATA = Path(__file__).parent.parent / "data"
LANGS = ("en", "fr")


@lru_cache(maxsize=2)
def parser(lang: str) -> spacy.language.Language:
    return spacy.load(load_language(load_ontology(), lang).model)


def parsed(lang: str, text: str) -> Doc:
    doc = parser(lang)(text)
    return Reader(doc.vocab)(doc)


def rows(name: str, lang: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / f"{name}.{lang}.jsonl").read_text("utf-8").splitlines()]


@lru_cache(maxsize=16)
def readings(name: str, lang: str) -> list[tuple[dict[str, Any], StatusReading, list[str]]]:
    sentences = rows(name, lang)
    nlp = parser(lang)
    docs = map(Reader(nlp.vocab), nlp.pipe(r["text"] for r in sentences))
    return [(r, *read(doc, r["trigger"], lang)) for r, doc in zip(sentences, docs, strict=True)]


def read(doc: Doc, trigger: str, lang: str) -> tuple[StatusReading, list[str]]:
    at = doc.text.index(trigger)
    span = doc.char_span(at, at + len(trigger))
    assert span is not None
    reading = read_status(doc, span.start, span.end, load_status_cues(load_ontology(), lang))
    return reading, [doc.text_of(a, b) for a, b in reading.said_by]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["status", "status2", "status3", "status4", "status5"])
def test_nothing_unsure_comes_out_as_asserted(name: str, lang: str) -> None:
    wrong = [r["text"] for r, reading, _ in readings(name, lang) if reading.status == "asserted" != r["status"]]
    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["status", "status2", "status3", "status4", "status5"])
def test_statuses_are_right(name: str, lang: str) -> None:
    missed = [(r, x.status) for r, x, _ in readings(name, lang) if x.status != r["status"]]
    wrong = [f"{r['status']}, not {status}: {r['text']}" for r, status in missed]
    assert len(wrong) <= max(1, len(rows(name, lang)) // 20), wrong


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["status", "status2", "status3", "status4", "status5"])
def test_speakers_are_right(name: str, lang: str) -> None:
    told = [(r, said) for r, _, said in readings(name, lang) if said or r.get("said_by")]
    wrong = [f"{said}, not {r.get('said_by')}: {r['text']}" for r, said in told if said != r.get("said_by", [])]
    assert len(wrong) <= len(told) // 6, wrong


@pytest.mark.parametrize("lang", LANGS)
def test_examples_in_the_cue_file(lang: str) -> None:
    examples = load_status_cues(load_ontology(), lang).examples
    found = {e["text"]: read(parsed(lang, e["text"]), e["trigger"], lang)[0].status for e in examples}
    assert found == {e["text"]: e["status"] for e in examples}
    assert len(found) >= 5


def test_speakers_come_outermost_first() -> None:
    _, said = read(parsed("en", "Two sources told Reuters that Velar had bought Onyx."), "bought", "en")
    assert said == ["Reuters", "Two sources"]


def test_a_newspaper_speaking_of_itself_is_no_rumour() -> None:
    reading, said = read(parsed("en", "The New York Times said it had hired Ada Bell from Slate."), "hired", "en")
    assert (reading.status, said) == ("asserted", ["The New York Times"])


def test_any_token_of_a_tangled_text_has_a_status() -> None:
    text = (
        "If, « unless » said that : \" not (who would, « said X » ), said he had ? neither nor . to to de que qu' si "
        * 20
    )
    for lang in LANGS:
        doc = parsed(lang, text)
        cues = load_status_cues(load_ontology(), lang)
        for i in range(len(doc)):
            reading = read_status(doc, i, i + 1, cues)
            assert reading.status in ("asserted", "announced", "rumoured", "speculated", "denied")
            assert all(0 <= a < b <= len(doc) for a, b in reading.said_by)


def test_an_overlay_adds_cues(tmp_path: Path) -> None:
    overlay(tmp_path, "adverbs: {rumoured: [gossipwise]}\n")
    doc = parsed("en", "Velar gossipwise bought Onyx.")
    assert read_status(doc, 2, 3, load_status_cues(load_ontology([tmp_path]), "en")).status == "rumoured"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("governors:\n  - {status: certain, words: [x]}\n", "'certain' is not a status"),
        ("governors:\n  - {status: denied, wrods: [x]}\n", "unknown keys ['wrods']"),
        ("adverbs: {maybe: [x]}\n", "'maybe' is not a status"),
    ],
)
def test_a_wrong_cue_file_says_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    overlay(tmp_path, text)
    with pytest.raises(OntologyError, match="cues") as error:
        load_status_cues(load_ontology([tmp_path]), "en")
    assert words in str(error.value)


def test_a_language_without_cues_is_named() -> None:
    with pytest.raises(OntologyError, match=r"cues/xx/status\.yaml"):
        load_status_cues(load_ontology(), "xx")


def overlay(folder: Path, text: str) -> None:
    path = folder / "cues" / "en" / "status.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")

"""What went wrong, triple by triple, and the likely cause: where the extractor's work is worth most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from kg.evaluate.gold import GoldDocument, GoldTriple
from kg.evaluate.matching import Predicted, Rules
from kg.evaluate.names import normalise
from kg.evaluate.outcomes import Outcome
from kg.evaluate.predictions import Prediction

__all__ = ["Finding", "findings"]

Kind = Literal["missed", "wrong", "status", "date"]
Cause = Literal["entity not found", "coreference", "no rule", "wrong rule", "status", "date", "no claim"]
_ABBREVIATED = r"(?<!\b[A-Z])(?<!\b(?:Co|Mr|Ms|Dr|MM|St))(?<!\b(?:Inc|Ltd|Mrs|Mme))(?<!\bCorp)"  # "Acme Inc. said"
_SENTENCE_END = re.compile(rf"(?:{_ABBREVIATED}\.|[!?…])[\"'»”’)]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """One error. ``kind`` says what it is, ``cause`` what probably led to it, ``detail`` in which way."""

    document: str
    kind: Kind
    relation: str
    subject: str
    object: str
    cause: Cause
    detail: str
    sentence: str


def findings(document: GoldDocument, prediction: Prediction, result: Outcome, rules: Rules) -> Iterator[Finding]:
    """The errors of one document, from its strict outcome: missed, wrong, then right but for status or date."""
    for triple in result.missed:
        cause, detail = _missed(document, triple, prediction, rules)
        yield Finding(document.id, "missed", triple.relation, *triple.names, cause, detail, _sentence(document, triple))
    for p in result.wrong:
        cause, detail = _wrong(document, p)
        yield _of_prediction(document, p, "wrong", cause, detail)
    for triple, p in result.found:
        if triple.status != p.status:
            yield _of_prediction(document, p, "status", "status", f"{p.status}, gold: {triple.status}")
        if triple.date != _date(p) and triple.places is None:  # who annotates spans does not date
            yield _of_prediction(document, p, "date", "date", f"{_date(p) or 'none'}, gold: {triple.date or 'none'}")


def _of_prediction(document: GoldDocument, p: Predicted, kind: Kind, cause: Cause, detail: str) -> Finding:
    evidence = p.raw.get("evidence")
    sentence = " ".join(evidence.split()) if isinstance(evidence, str) else ""
    return Finding(document.id, kind, p.relation, p.raw["s"], p.raw["o"], cause, detail, sentence)


def _date(p: Predicted) -> str | None:
    date = p.raw.get("date")
    return date if isinstance(date, str) and date else None


def _missed(document: GoldDocument, triple: GoldTriple, prediction: Prediction, rules: Rules) -> tuple[Cause, str]:
    said = [p for p in prediction.triples if _same_ends(triple, p) and not rules.hit(triple, p)]
    if said:
        return "wrong rule", "said: " + _worded(said[0])
    if prediction.entities is None:
        return "no claim", "the predictions do not tell their entities"
    ends = tuple(zip(triple.names, (triple.subject, triple.object), strict=True))
    found = {name: _spans(document, prediction.entities, accepted) for name, accepted in ends}
    if triple.places is not None:
        found = {n: _mentioned(prediction.entities, p) for n, p in zip(triple.names, triple.places, strict=True)}
    lacking = [name for name, spans in found.items() if spans is None]
    if lacking:
        return "entity not found", " and ".join(lacking)
    start, end = _bounds(document.article.text, triple.evidence)
    unseen = [name for name, spans in found.items() if not any(s < end and start < e for s, e in spans or ())]
    if unseen and triple.evidence in document.article.text:
        return "coreference", " and ".join(unseen) + " not seen in this sentence"
    return "no rule", "both ends are seen"


def _worded(p: Predicted) -> str:
    return f"{p.raw['s']} {p.relation} {p.raw['o']}"


def _same_ends(triple: GoldTriple, p: Predicted) -> bool:
    straight = p.subject in triple.subject and p.object in triple.object
    return straight or (p.subject in triple.object and p.object in triple.subject)


def _spans(
    document: GoldDocument, entities: Sequence[Mapping[str, Any]], accepted: frozenset[str]
) -> list[tuple[int, int]] | None:
    """Where the predicted entity of one of these names is mentioned in the text; None if there is no such entity."""
    text = document.article.text
    result: list[tuple[int, int]] | None = None
    for entity in entities:
        mentions = entity.get("mentions")
        spans = [(m[0], m[1]) for m in mentions if _is_span(m)] if isinstance(mentions, list) else []
        names = {normalise(entity["name"]), *(normalise(text[start:end]) for start, end in spans)}
        if names & accepted:
            result = [*(result or ()), *spans]
    return result


def _mentioned(
    entities: Sequence[Mapping[str, Any]], places: Sequence[tuple[int, int]]
) -> list[tuple[int, int]] | None:
    """The predicted mentions that overlap one of these spans; None if there are none."""
    mentions = [m for e in entities if isinstance(e.get("mentions"), list) for m in e["mentions"] if _is_span(m)]
    return [(a, b) for a, b in mentions if any(a < end and start < b for start, end in places)] or None


def _is_span(value: object) -> bool:
    return isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(x, int) for x in value)


def _wrong(document: GoldDocument, p: Predicted) -> tuple[Cause, str]:
    other = next((g for g in document.triples if _same_ends(g, p)), None)
    if other:
        return "wrong rule", f"gold: {other.names[0]} {other.relation} {other.names[1]}"
    known = frozenset().union(*document.entities.values())
    strange = [p.raw[k] for k, name in (("s", p.subject), ("o", p.object)) if name not in known]
    if strange:
        return "entity not found", " and ".join(strange) + " not an entity of the gold"
    half = [
        g for g in document.triples if g.relation == p.relation and (p.subject in g.subject or p.object in g.object)
    ]
    if half:
        return "coreference", f"gold: {half[0].names[0]} {half[0].relation} {half[0].names[1]}"
    return "wrong rule", "nothing between them in the gold"


def _sentence(document: GoldDocument, triple: GoldTriple) -> str:
    start, end = _bounds(document.article.text, triple.evidence)
    return " ".join((document.article.text[start:end] or triple.evidence).split())


def _bounds(text: str, evidence: str) -> tuple[int, int]:
    """The sentence or sentences that the evidence lies in, or an empty range."""
    start = text.find(evidence) if evidence else -1
    if start < 0:
        return 0, 0
    end = start + len(evidence)
    before = [m.end() for m in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, max(start, end - 1))
    return (before[-1] if before else 0), (after.end() if after else len(text))

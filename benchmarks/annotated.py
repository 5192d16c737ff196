"""Data sets with annotated spans or sentences, and how claims are counted against them.

Counts are ``(right, wrong, missed)`` per document, so that intervals can be drawn over documents.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.evaluate.gold import GoldDocument, read_gold
from kg.evaluate.intervals import f1_interval
from kg.evaluate.report import Score
from kg.model import Article, Claim, Extraction

__all__ = ["Counts", "Tally", "documents", "gold_part", "read_rows", "sentence_counts", "span_counts"]

Row = Mapping[str, Any]
Counts = tuple[int, int, int]
Bounds = tuple[int, int]

_FACTS = ("asserted", "announced")
_EMPLOYMENT = ("worksFor", "joined", "left")
_PROPERTIES = {"worksFor": "EMPLOYEE_OR_MEMBER_OF", "founded": "FOUNDED_BY", "subsidiaryOf": "SUBSIDIARY_OF"}
_FIRST_PERSON = frozenset(["i", "me", "my", "mine", "we", "us", "our", "ours", "you", "your", "myself", "ourselves"])
_RELATIVES = frozenset(["who", "whom", "which", "that", "where", "whose"])
_OTHERS = frozenset(["he", "she", "him", "her", "his", "hers", "it", "its", "they", "them", "their", "theirs"])
_PRONOUNS = _RELATIVES | _OTHERS | frozenset(["this", "these", "those"])


class Tally:
    """Counts by group, document after document."""

    def __init__(self) -> None:
        self._documents: dict[str, list[Counts]] = defaultdict(list)

    def add(self, group: str, counts: Counts) -> None:
        """One document's counts; zero counts matter to the interval, so they are kept."""
        self._documents[group].append(counts)

    def scores(self) -> dict[str, Score]:
        """The score of each group with its 95 % interval over documents."""
        return {k: _score(v) for k, v in self._documents.items()}


def _score(counts: Sequence[Counts]) -> Score:
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return Score(right, wrong, missed, f1_interval(counts))


def read_rows(path: Path, keep: Callable[[Row], bool] = lambda _: True) -> list[Row]:
    """The kept rows of a JSON lines file; a row that is not kept goes no further."""
    return [row for line in path.read_text("utf-8").splitlines() if line.strip() and keep(row := json.loads(line))]


def gold_part(folder: Path, part: str) -> list[GoldDocument]:
    """The annotated articles of a folder: of ``dev`` and ``held``, every third in the order of their paths is held."""
    return [d for i, d in enumerate(read_gold(folder)) if part == "all" or (i % 3 == 2) == (part == "held")]


def documents(rows: Iterable[Row]) -> Iterator[Article]:
    """Rows as articles."""
    return (Article(key=r["id"], text=r["text"], lang=r["lang"]) for r in rows)


# -- spans ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Gold:
    relation: str
    subject: Bounds
    object: Bounds
    words: tuple[str, str]
    found: bool = False

    def meets(self, relation: str, subject: Bounds, obj: Bounds) -> bool:
        return self.relation == relation and _overlap(self.subject, subject) and _overlap(self.object, obj)


def span_counts(row: Row, extraction: Extraction, *, kindly: bool) -> dict[str, Counts]:
    """Counts per relation of one document whose triples have spans (``s_span``, ``o_span``).

    A claim is right if it overlaps an annotated triple of its relation at both ends; ``leads`` counts as ``worksFor``.
    Where the document says in which spans it is annotated exhaustively, claims elsewhere are not counted.

    ``kindly``: who joins or leaves works there; facts about "I" and "we", which no article of ours states, are not
    required; a fact told of one thing through several words is required once.
    """
    gold = _gold(row)
    required = _required(gold) if kindly else gold
    wrong: dict[str, int] = defaultdict(int)
    for relation, subject, obj, claim in _claimed(extraction, kindly=kindly):
        hits = [g for g in gold if g.meets(relation, subject, obj)]
        for g in hits:
            g.found = True
        wrong[relation] += not hits and _annotated(row, relation, subject, obj, claim)
    result = {}
    for relation in {"worksFor"} if "exhaustive" not in row else _PROPERTIES:
        wanted = [g for g in required if g.relation == relation]
        right = sum(g.found for g in wanted)
        result[relation] = (right, wrong[relation], len(wanted) - right)
    return result


def _gold(row: Row) -> list[_Gold]:
    unique: dict[tuple[str, Bounds, Bounds], _Gold] = {}
    for t in row["triples"]:
        relation = "worksFor" if t["p"] == "leads" else t["p"]
        if relation in _PROPERTIES:
            s, o = (t["s_span"][0], t["s_span"][1]), (t["o_span"][0], t["o_span"][1])
            unique.setdefault((relation, s, o), _Gold(relation, s, o, (t["s"].lower(), t["o"].lower())))
    return list(unique.values())


def _required(gold: Sequence[_Gold]) -> list[_Gold]:
    spoken = [g for g in gold if not _FIRST_PERSON.intersection(g.words)]
    return [g for g in spoken if not _repeats(g, spoken)]


def _repeats(g: _Gold, gold: Sequence[_Gold]) -> bool:
    """Whether a pronoun says what another triple of the same relation says with a name."""
    twins = [h for h in gold if h is not g and h.relation == g.relation]
    by_subject = g.words[0] in _PRONOUNS and any(h.object == g.object and h.words[0] not in _PRONOUNS for h in twins)
    by_object = g.words[1] in _PRONOUNS and any(h.subject == g.subject and h.words[1] not in _PRONOUNS for h in twins)
    return by_subject or by_object


def _claimed(extraction: Extraction, *, kindly: bool) -> Iterator[tuple[str, Bounds, Bounds, Claim]]:
    """The claims on our relations, each pair of ends once."""
    seen = set()
    for c in extraction.claims:
        relation = "worksFor" if kindly and c.relation in _EMPLOYMENT else c.relation
        ends = (c.subject.span.start, c.subject.span.end), (c.object.span.start, c.object.span.end)
        if relation in _PROPERTIES and c.status in _FACTS and (relation, *ends) not in seen:
            seen.add((relation, *ends))
            yield relation, *ends, c


def _annotated(row: Row, relation: str, subject: Bounds, obj: Bounds, claim: Claim) -> bool:
    if "exhaustive" not in row:
        return relation == "worksFor"
    start, end = min(subject[0], obj[0]), max(subject[1], obj[1])
    leads = relation == "worksFor" and claim.role is not None and claim.role.norm == "chief_executive"
    wanted = {_PROPERTIES[relation]} | ({"CEO"} if leads else set())
    return any(w["start"] <= start and end <= w["end"] and wanted & set(w["properties"]) for w in row["exhaustive"])


def _overlap(a: Bounds, b: Bounds) -> bool:
    return a[0] < b[1] and b[0] < a[1]


# -- sentences --------------------------------------------------------------------------------------------------------

_EMPLOYS = {("Employment", "Start"), ("Employment", "End")}
_MERGES = {("Merger/Acquisition", None)}


def sentence_counts(
    rows: Iterable[Row], extract: Callable[[Iterable[Article]], Iterator[Extraction]]
) -> Iterator[dict[str, Counts]]:
    """Counts per kind of event, article by article, of sentences annotated with event types.

    Sentences are put together again by their document. Only those that name a person count for who comes and goes,
    only those that name two organisations for acquisitions; a claim of any status but a denial finds the event.
    """
    articles: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        articles[row["document"]].append(row)
    parts = list(articles.values())
    joined = (Article(key=p[0]["document"], text="\n".join(r["text"] for r in p), lang=p[0]["lang"]) for p in parts)
    for part, extraction in zip(parts, extract(joined), strict=True):
        yield _of_sentences(part, extraction)


def _of_sentences(rows: Sequence[Row], extraction: Extraction) -> dict[str, Counts]:
    counts = {"Employment": [0, 0, 0], "Merger/Acquisition": [0, 0, 0]}
    start = 0
    for row in rows:
        end = start + len(row["text"])
        events = {(e["type"], e["subtype"]) for e in row["events"]}
        said = {c.relation for c in extraction.claims if start <= c.span.start < end and c.status != "denied"}
        if len(_named(extraction, "Person", start, end)) > 0:
            _count(counts["Employment"], bool(events & _EMPLOYS), bool(said & {"joined", "left", "succeeded"}))
        if len(_named(extraction, "Organization", start, end)) > 1:
            _count(counts["Merger/Acquisition"], bool(events & _MERGES), "acquired" in said)
        start = end + 1
    return {kind: (c[0], c[1], c[2]) for kind, c in counts.items()}


def _named(extraction: Extraction, kind: str, start: int, end: int) -> set[str]:
    """Who is named in ``[start, end)``: by a name, not by a pronoun or a description."""
    text = extraction.article.text
    mentions = ((e.name, m) for e in extraction.entities if e.type == kind for m in e.mentions)
    return {n for n, m in mentions if start <= m.start < end and text[m.start : m.end].split()[-1][:1].isupper()}


def _count(counts: list[int], wanted: bool, found: bool) -> None:
    if wanted or found:
        counts[0 if wanted and found else 1 if found else 2] += 1

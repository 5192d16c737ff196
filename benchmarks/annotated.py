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
_Claimed = tuple[str, Bounds, Bounds, Claim]

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
    uris: tuple[str | None, str | None] = (None, None)
    found: bool = False

    def meets(self, relation: str, subject: Bounds, obj: Bounds) -> bool:
        return self.relation == relation and _overlap(self.subject, subject) and _overlap(self.object, obj)


def span_counts(
    row: Row, extraction: Extraction, *, kindly: bool = False, each_mention: bool = False
) -> dict[str, Counts]:
    """Counts per relation of one document whose triples have spans (``s_span``, ``o_span``).

    A claim is right if it overlaps an annotated triple of its relation at both ends; ``leads`` counts as ``worksFor``.
    Where the document says in which spans it is annotated exhaustively, claims elsewhere are not counted.

    ``kindly``: who joins or leaves works there; facts about "I" and "we", which no article of ours states, are not
    required; a fact told of one thing through several words (a name again, its acronym, a pronoun) is required once.

    ``each_mention``: every triple is required, and a claim is made of each mention of its one end with each mention of
    the other in the annotated span around it: right or wrong for each pair, as the data are annotated.
    """
    gold = _gold(row)
    required = _facts(gold) if kindly else [[g] for g in gold]
    wrong: dict[str, int] = defaultdict(int)
    claimed = _claimed(extraction, kindly=kindly)
    for relation, subject, obj, claim in _spread(row, extraction, claimed) if each_mention else claimed:
        hits = [g for g in gold if g.meets(relation, subject, obj)]
        for g in hits:
            g.found = True
        wrong[relation] += not hits and _annotated(row, relation, subject, obj, claim)
    result = {}
    for relation in {"worksFor"} if "exhaustive" not in row else _PROPERTIES:
        wanted = [fact for fact in required if fact[0].relation == relation]
        right = sum(any(g.found for g in fact) for fact in wanted)
        result[relation] = (right, wrong[relation], len(wanted) - right)
    return result


def _gold(row: Row) -> list[_Gold]:
    unique: dict[tuple[str, Bounds, Bounds], _Gold] = {}
    for t in row["triples"]:
        relation = "worksFor" if t["p"] == "leads" else t["p"]
        if relation in _PROPERTIES:
            s, o = (t["s_span"][0], t["s_span"][1]), (t["o_span"][0], t["o_span"][1])
            words, uris = (t["s"].lower(), t["o"].lower()), (t.get("s_uri"), t.get("o_uri"))
            unique.setdefault((relation, s, o), _Gold(relation, s, o, words, uris))
    return list(unique.values())


def _facts(gold: Sequence[_Gold]) -> list[list[_Gold]]:
    """The triples that are required, those together that say one fact."""
    facts: list[list[_Gold]] = []
    spoken = (g for g in gold if not _FIRST_PERSON.intersection(g.words))
    for g in sorted(spoken, key=lambda g: sum(w in _PRONOUNS for w in g.words)):  # names first
        told = next((fact for fact in facts if any(_one_fact(g, other) for other in fact)), None)
        if told is None:
            facts.append([g])
        else:
            told.append(g)
    return facts


def _one_fact(g: _Gold, other: _Gold) -> bool:
    return g.relation == other.relation and all(_one_thing(g, other, end) for end in (0, 1))


def _one_thing(g: _Gold, other: _Gold, end: int) -> bool:
    """Whether one end of two triples is the same word, has the same identifier, or is a pronoun at least once."""
    words, uris = (g.words[end], other.words[end]), (g.uris[end], other.uris[end])
    if words[0] == words[1] or (uris[0] and uris[0] == uris[1]):
        return True
    return not _PRONOUNS.isdisjoint(words) and None in uris


def _claimed(extraction: Extraction, *, kindly: bool) -> Iterator[_Claimed]:
    """The claims on our relations, each pair of ends once."""
    seen = set()
    for c in extraction.claims:
        relation = "worksFor" if kindly and c.relation in _EMPLOYMENT else c.relation
        ends = (c.subject.span.start, c.subject.span.end), (c.object.span.start, c.object.span.end)
        if relation in _PROPERTIES and c.status in _FACTS and (relation, *ends) not in seen:
            seen.add((relation, *ends))
            yield relation, *ends, c


def _spread(row: Row, extraction: Extraction, claimed: Iterable[_Claimed]) -> Iterator[_Claimed]:
    """What is claimed of each pair of mentions that stand in one annotated span with the claim's own ends."""
    known: dict[tuple[str, str], set[Bounds]] = defaultdict(set)
    for e in extraction.entities:
        known[e.name, e.type].update((m.start, m.end) for m in e.mentions)
    seen = set()
    for relation, subject, obj, claim in claimed:
        around = [w for w in row.get("exhaustive", ()) if _inside(w, subject, obj)]
        subjects = {subject, *known[claim.subject.name, claim.subject.type]}
        objects = {obj, *known[claim.object.name, claim.object.type]}
        pairs = {(s, o) for s in subjects for o in objects if any(_inside(w, s, o) for w in around)}
        for s, o in sorted({(subject, obj), *pairs}):
            if (relation, s, o) not in seen:
                seen.add((relation, s, o))
                yield relation, s, o, claim


def _inside(window: Row, subject: Bounds, obj: Bounds) -> bool:
    return bool(window["start"] <= min(subject[0], obj[0]) and max(subject[1], obj[1]) <= window["end"])


def _annotated(row: Row, relation: str, subject: Bounds, obj: Bounds, claim: Claim) -> bool:
    if "exhaustive" not in row:
        return relation == "worksFor"
    leads = relation == "worksFor" and claim.role is not None and claim.role.norm == "chief_executive"
    wanted = {_PROPERTIES[relation]} | ({"CEO"} if leads else set())
    return any(_inside(w, subject, obj) and wanted & set(w["properties"]) for w in row["exhaustive"])


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

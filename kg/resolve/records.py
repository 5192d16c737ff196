"""What the articles call things: one record for each name and type in each article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.corrections import Corrections
from kg.model import Claim, EntityType, Extraction
from kg.ontology import Relation

__all__ = ["Key", "Record", "collect"]

Key = tuple[str, str, EntityType]  # article id, name there, type there


@dataclass(slots=True)
class Record:
    """One name of one article. ``uses`` holds, for each end of a claim that it stands at, the types allowed there."""

    article: str
    name: str
    type: EntityType
    lang: str
    weight: int = 1
    kb: str | None = None
    wikidata: str | None = None
    uses: set[tuple[EntityType, ...]] = field(default_factory=set)
    key: Key = field(init=False)

    def __post_init__(self) -> None:
        self.key = (self.article, self.name, self.type)

    def may_be(self, kind: EntityType) -> bool:
        """Whether every claim about it would still make sense if it were of that type."""
        return all(kind in allowed for allowed in self.uses)


def collect(
    extractions: Iterable[Extraction], relations: Mapping[str, Relation], corrections: Corrections
) -> list[Record]:
    """Records of all articles, sorted.

    An end of a claim that its article does not list counts as well; a rejected claim says nothing about types.
    """
    records: dict[Key, Record] = {}
    for extraction in extractions:
        article = extraction.article.id
        for e in extraction.entities:
            record = Record(article, e.name, e.type, extraction.article.lang, max(1, len(e.mentions)), e.kb, e.wikidata)
            records.setdefault(record.key, record)
        applied = corrections.apply_claims(extraction.claims)
        for claim in applied.claims:
            _uses(records, claim, relations.get(claim.relation))
        for claim in applied.rejected:
            _uses(records, claim, None)
    return [records[key] for key in sorted(records)]


def _uses(records: dict[Key, Record], claim: Claim, relation: Relation | None) -> None:
    allowed = (relation.domain, relation.range) if relation else ((), ())
    for end, types in zip((claim.subject, claim.object), allowed, strict=True):
        key: Key = (claim.article, end.name, end.type)
        record = records.get(key)
        if record is None:
            record = records[key] = Record(*key, claim.lang)
        if types:
            record.uses.add(types)

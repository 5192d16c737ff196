"""The road's data: article -> claims -> facts, as frozen dataclasses.

Spans are half-open ``[start, end)`` ranges of Unicode code points over the named field of the article (``text`` or
``title``), exactly as the article was read. Dates are ISO strings at their precision: ``YYYY``, ``YYYY-MM`` or
``YYYY-MM-DD``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.sketch import text_sketch

__all__ = [
    "Amount",
    "Argument",
    "Article",
    "Claim",
    "Entity",
    "EntityType",
    "Extraction",
    "Fact",
    "FactKind",
    "FactStatus",
    "Field",
    "Knowledge",
    "LocalEntity",
    "Merge",
    "PartialDate",
    "Resolution",
    "Role",
    "Span",
    "Status",
    "Tense",
    "digest",
]

EntityType = Literal["Person", "Organization", "Product"]
Status = Literal["asserted", "announced", "rumoured", "speculated", "denied"]
FactStatus = Literal["asserted", "announced", "contested", "unconfirmed", "refuted", "reversed"]
FactKind = Literal["event", "state"]
Field = Literal["text", "title"]
Tense = Literal["present", "past"]
Precision = Literal["day", "month", "year"]


def digest(*parts: str) -> str:
    """16 hex digits of SHA-256 over the parts, told apart by a separator no text holds."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the day, the month or the year. ``value`` is ISO at that precision."""

    value: str

    @property
    def precision(self) -> Precision:
        lengths: dict[int, Precision] = {4: "year", 7: "month", 10: "day"}
        return lengths[len(self.value)]

    @property
    def first_day(self) -> str:
        """First day it may mean, as ``YYYY-MM-DD``."""
        return (self.value + "-01-01")[:10]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in one field of an article."""

    start: int
    end: int
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Article:
    """One source text, as read.

    ``key`` is its identity: the given id, else the canonical URL, else the path relative to the given input. ``source``
    names a public source that the article itself rests on, ``source_url`` its address (http or https).
    ``stored_hash`` and ``stored_sketch`` are those of an article read back from a graph, which keeps no text.
    """

    key: str
    text: str
    lang: str
    published: PartialDate | None = None
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    source: str | None = None
    source_url: str | None = None
    stored_hash: str | None = None
    stored_sketch: str | None = None

    @property
    def id(self) -> str:
        """Hash of the identity; names the article's IRI and its graph."""
        return digest(self.key)

    @property
    def content_hash(self) -> str:
        """Hash of all that the claims depend on; tells a change."""
        if self.stored_hash:
            return self.stored_hash
        published = self.published.value if self.published else ""
        return digest(self.lang, published, self.title, self.text)

    @property
    def sketch(self) -> str:
        """By which copies of the article are recognised (`kg.sketch`)."""
        return text_sketch(self.text) if self.stored_sketch is None else self.stored_sketch


@dataclass(frozen=True, slots=True)
class Role:
    """A position: ``label`` as worded in the text (in ``lang``), ``norm`` a normalised key (``ceo``)."""

    label: str
    lang: str
    norm: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Money: ``value`` in whole units of ``currency`` (ISO 4217)."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True)
class Argument:
    """One end of a claim: ``name`` is the entity's fullest name in the article, ``mention`` the wording at ``span``."""

    name: str
    type: EntityType
    mention: str
    span: Span


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """An entity as one article speaks of it, before names are resolved across articles.

    ``kb`` is the label of its entry in ``ontologies/names``; ``unnamed`` one that the article has only pronouns for.
    """

    name: str
    type: EntityType
    mentions: tuple[Span, ...] = ()
    kb: str | None = None
    wikidata: str | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one span of one article says. Immutable; the source of truth.

    ``article`` is the article's id. ``quote`` is the exact text at ``span``. ``said_by`` names who says it, outermost
    first. ``tense`` is set for states; of an event it is ``past`` where an article looks back on it ("had left", "a
    former chief"), else None. ``stake`` is a share in percent (0-100). ``confidence`` is in [0, 1].
    """

    article: str
    lang: str
    relation: str
    subject: Argument
    object: Argument
    status: Status
    quote: str
    span: Span
    rule: str
    confidence: float
    said_by: tuple[str, ...] = ()
    role: Role | None = None
    manner: str | None = None
    tense: Tense | None = None
    date: PartialDate | None = None
    amount: Amount | None = None
    stake: float | None = None
    _id: str | None = field(default=None, init=False, compare=False, repr=False)

    @property
    def id(self) -> str:
        """Content hash: article, place, relation, both ends and the position held (one span may give two)."""
        known = self._id or self._hashed()  # it is asked for again and again; a changed copy starts without one
        object.__setattr__(self, "_id", known)
        return known

    def _hashed(self) -> str:
        place = (self.span.field, str(self.span.start), str(self.span.end))
        ends = (self.subject.name, str(self.subject.span.start), self.object.name, str(self.object.span.start))
        role = (self.role.label,) if self.role else ()
        return digest(self.article, *place, self.relation, *ends, *role)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything extracted from one article. ``notes`` are words for the user (e.g. unresolved dates)."""

    article: Article
    entities: tuple[LocalEntity, ...]
    claims: tuple[Claim, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Merge:
    """Why a name counts as an entity: ``why`` is a rule's name (``same name``, ``list of names``, ``correction``)."""

    name: str
    why: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or product across all articles. ``id`` is its slug (the IRI's local name).

    ``aliases`` are (name, language or None), sorted; ``wikidata`` a Q-id.
    """

    id: str
    label: str
    type: EntityType
    aliases: tuple[tuple[str, str | None], ...] = ()
    wikidata: str | None = None
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities across articles, and which one each article's name stands for.

    ``names`` maps (article id, name in that article, type) to an entity id.
    """

    entities: dict[str, Entity]
    names: dict[tuple[str, str, EntityType], str]

    def of(self, article: str, end: Argument) -> Entity:
        """The entity that a claim's subject or object stands for."""
        return self.entities[self.names[(article, end.name, end.type)]]


@dataclass(frozen=True, slots=True)
class Fact:
    """What happened or held, derived from claims: one node however many articles say so.

    ``subject`` and ``object`` are entity ids. An *event* has ``date``; a *state* holds over [``since``, ``until``),
    ``ended`` when it is over with an unknown end. ``claims`` are claim ids; ``derived_from`` and ``reversed_by`` are
    fact ids.
    """

    id: str
    cls: str
    kind: FactKind
    relation: str
    subject: str
    object: str
    status: FactStatus
    claims: tuple[str, ...]
    date: PartialDate | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    ended: bool = False
    role: Role | None = None
    manner: str | None = None
    amount: Amount | None = None
    stake: float | None = None
    derived_from: tuple[str, ...] = ()
    reversed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that is known at the end of the road; every view is a function of it.

    ``articles`` and ``claims`` are keyed by their ids; an article read back from a graph has an empty ``text``. A claim
    is about every fact that lists it. ``local_entities`` and ``notes`` are those of each article's extraction, keyed by
    its id. ``rejected`` are claim ids that the corrections reject (no fact lists them); ``replaced`` maps an entity id
    that the corrections merged away to the one that stands for it.
    """

    articles: Mapping[str, Article] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    resolution: Resolution = field(default_factory=lambda: Resolution({}, {}))
    facts: tuple[Fact, ...] = ()
    local_entities: Mapping[str, tuple[LocalEntity, ...]] = field(default_factory=dict)
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    replaced: Mapping[str, str] = field(default_factory=dict)

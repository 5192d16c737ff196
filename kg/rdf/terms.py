"""Namespaces and IRIs: what each node of the graph is called.

The vocabulary (``kg:``) and the standard ones have fixed IRIs, so that shipped queries and shapes hold everywhere; the
data's IRIs start with a base of the user's choice. No node is blank, and every IRI is a hash of what the node says
or an entity's slug.

======================  =====================================  ==============================================
path under the base     node                                   local name
======================  =====================================  ==============================================
``id/``                 entity                                 its slug
``event/``, ``state/``  fact                                   ``Fact.id``
``claim/``              claim                                  ``Claim.id``
``article/``            article                                ``Article.id``
``local/``              entity as one article speaks of it     hash of article, type and name
``attribution/``        one speaker of a claim                 hash of claim and rank
``naming/``             why a name counts as an entity         hash of entity, name and reason
``graph/article/``      named graph of an article              ``Article.id``
``graph/entities``      named graph of the entities
``graph/derived``       named graph of all that is derived
``graph/dataset``       named graph of what the graph says of itself
``dataset``             the graph itself; ``dataset/…`` its parts
======================  =====================================  ==============================================
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD

from kg.errors import KgError
from kg.model import EntityType, Fact, FactKind, digest

__all__ = [
    "DCAT",
    "DCTERMS",
    "DEFAULT_BASE",
    "ENTITY_CLASSES",
    "KG",
    "OA",
    "OWL",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "VOCABULARY_VERSION",
    "VOID",
    "WD",
    "XSD",
    "Terms",
    "local_name",
    "vocabulary_term",
    "web_iri",
    "wikidata_iri",
]

VOCABULARY_VERSION = "0.1.0"
DEFAULT_BASE = "https://w3id.org/techkg/"
KG = Namespace("https://w3id.org/techkg/ontology#")
SCHEMA = Namespace("https://schema.org/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
WD = Namespace("http://www.wikidata.org/entity/")

ENTITY_CLASSES: dict[EntityType, URIRef] = {
    "Organization": SCHEMA.Organization,
    "Person": SCHEMA.Person,
    "Product": SCHEMA.Product,
}

_UNRESERVED = r"A-Za-z0-9\-._~\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
_PART = rf"(?:[{_UNRESERVED}!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{{2}})*"
_HOST = rf"(?:[{_UNRESERVED}!$&'()*+,;=]|%[0-9A-Fa-f]{{2}})+"
_WEB_IRI = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?]{_PART})?(?:#{_PART})?", re.IGNORECASE)
_UNSAFE = re.compile(rf"[^{_UNRESERVED}!$&'()*+,;=:@/?#%]|%(?![0-9A-Fa-f]{{2}})")
_QID = re.compile(r"Q[1-9][0-9]*")


def web_iri(url: str | None) -> URIRef | None:
    """The IRI of a web address, or None unless it is plain http or https (no login in it, no other scheme).

    Characters that no IRI may hold are percent-encoded; nothing else changes.
    """
    if not url:
        return None
    encoded = _UNSAFE.sub(lambda m: quote(m.group(), safe="", errors="replace"), url.strip())
    return URIRef(encoded) if _WEB_IRI.fullmatch(encoded) else None


def wikidata_iri(qid: str | None) -> URIRef | None:
    """The IRI of a Wikidata item, or None if ``qid`` is not of the form ``Q42``."""
    return WD[qid] if qid and _QID.fullmatch(qid) else None


def vocabulary_term(name: str) -> URIRef:
    """``kg:name``; an overlay may bring names that the shipped vocabulary lacks."""
    return KG[quote(name, safe="")]


@dataclass(frozen=True, slots=True)
class Terms:
    """Mints the IRIs of data under ``base``, and takes them apart again."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if web_iri(self.base) != URIRef(self.base) or not self.base.endswith(("/", "#")):
            raise KgError(f"base IRI {self.base!r}: not an http(s) address that ends with / or # (e.g. {DEFAULT_BASE})")

    def mint(self, path: str, name: str) -> URIRef:
        """The IRI of ``name`` under ``path``, percent-encoded."""
        return URIRef(self.address(path, name))

    def address(self, path: str, name: str) -> str:
        """The same as plain text, where very many are compared."""
        plain = name.isascii() and name.isalnum()  # as hashes are
        return f"{self.base}{path}/{name if plain else quote(name, safe='')}"

    def entity(self, entity_id: str) -> URIRef:
        return self.mint("id", entity_id)

    def fact(self, kind: FactKind, fact_id: str) -> URIRef:
        return self.mint(kind, fact_id)

    def fact_iri(self, fact: Fact) -> URIRef:
        return self.mint(fact.kind, fact.id)

    def claim(self, claim_id: str) -> URIRef:
        return self.mint("claim", claim_id)

    def article(self, article_id: str) -> URIRef:
        return self.mint("article", article_id)

    def local_entity(self, article_id: str, kind: EntityType, name: str) -> URIRef:
        return URIRef(self.local_address(article_id, kind, name))

    def local_address(self, article_id: str, kind: EntityType, name: str) -> str:
        return self.address("local", digest(article_id, kind, name))

    def attribution(self, claim_id: str, rank: int) -> URIRef:
        return self.mint("attribution", digest(claim_id, str(rank)))

    def naming(self, entity_id: str, name: str, why: str) -> URIRef:
        return self.mint("naming", digest(entity_id, name, why))

    def article_graph(self, article_id: str) -> URIRef:
        """Named graph that holds one article: its metadata, entities and claims."""
        return self.mint("graph/article", article_id)

    @property
    def entities_graph(self) -> URIRef:
        return URIRef(f"{self.base}graph/entities")

    @property
    def derived_graph(self) -> URIRef:
        return URIRef(f"{self.base}graph/derived")

    @property
    def dataset_graph(self) -> URIRef:
        return URIRef(f"{self.base}graph/dataset")

    @property
    def derivable_graphs(self) -> tuple[URIRef, ...]:
        """The named graphs that can be made from those of the articles at any time."""
        return self.entities_graph, self.derived_graph, self.dataset_graph

    @property
    def dataset(self) -> URIRef:
        """The graph itself."""
        return URIRef(f"{self.base}dataset")


def local_name(iri: str) -> str:
    """The id inside an IRI that `Terms` minted, whatever its base."""
    return unquote(re.split(r"[/#]", iri)[-1])

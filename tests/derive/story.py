"""Hand-written claims for tests of the derivation: articles that say things."""

from __future__ import annotations

from kg.corrections import Corrections
from kg.derive import derive_facts
from kg.model import Amount, Argument, Article, Claim, Extraction, Knowledge, PartialDate, Role, Span
from kg.ontology import load_ontology
from kg.resolve import resolve

__all__ = ["Story"]

ONTOLOGY = load_ontology()


class Story:
    """Articles in the order of writing, and the facts behind them."""

    def __init__(self):
        self.articles = []

    def article(self, key, published=None, lang="en"):
        told = Telling(Article(key, "", lang, PartialDate(published) if published else None))
        self.articles.append(told)
        return told

    def says(self, published, *args, **options):
        """One article that says one thing."""
        return self.article(f"{len(self.articles)}", published).says(*args, **options)

    def knowledge(self, order=None):
        extractions = [Extraction(a.article, (), tuple(a.claims)) for a in order or self.articles]
        resolution = resolve(extractions, ONTOLOGY, Corrections())
        articles = {e.article.id: e.article for e in extractions}
        claims = {c.id: c for e in extractions for c in e.claims}
        facts = derive_facts(claims.values(), resolution, articles, ONTOLOGY)
        return Knowledge(articles, claims, resolution, facts)

    def facts(self, relation=None, subject=None, obj=None, order=None):
        wanted = (("relation", relation), ("subject", subject), ("object", obj))
        facts = self.knowledge(order).facts
        return tuple(f for f in facts if all(v is None or getattr(f, k) == v for k, v in wanted))

    def fact(self, *args, **options):
        (found,) = self.facts(*args, **options)
        return found


class Telling:
    """One article; every claim stands at a place of its own."""

    def __init__(self, article):
        self.article, self.claims = article, []

    def says(self, subject, relation, obj, status="asserted", *, quote=None, role=None, label=None, **more):
        spec = ONTOLOGY.relations[relation]
        place = Span(len(self.claims) * 10, len(self.claims) * 10 + 5)
        one, other = (Argument(n, t[0], n, place) for n, t in ((subject, spec.domain), (obj, spec.range)))
        tense = more.pop("tense", "present")
        date, amount = more.pop("date", None), more.pop("amount", None)
        self.claims.append(
            Claim(
                self.article.id,
                self.article.lang,
                relation,
                one,
                other,
                status,
                quote or f"{subject} {relation} {obj}",
                place,
                "test",
                more.pop("confidence", 1.0),
                role=Role(label or role, self.article.lang, role) if role or label else None,
                tense=tense if spec.kind == "state" else None,
                date=PartialDate(date) if date else None,
                amount=Amount(*amount) if amount else None,
                **more,
            )
        )
        return self

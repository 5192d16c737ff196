"""The extractor as spaCy components: ``nlp.add_pipe("kg_claims")`` sets ``doc._.claims``.

``kg_lines`` goes before the parser and ``kg_joins`` after it (see :mod:`kg.extract.parsing.sentences`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokens import Doc

from kg.extract.analysis import make_analyser
from kg.extract.parsing.layout import Layout
from kg.extract.parsing.sentences import join_sentences, make_lines
from kg.model import Article, Extraction, digest
from kg.ontology import load_ontology

__all__ = ["LAYOUT", "ClaimExtractor", "join_sentences", "make_claims", "make_lines"]

LAYOUT = "kg_layout"  # key of doc.user_data: the Layout that the Doc is the parse of

for _name in ("claims", "kg_entities"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=())
if not Doc.has_extension("kg_extraction"):
    Doc.set_extension("kg_extraction", default=None)


class ClaimExtractor:
    """Sets ``doc._.claims``, ``doc._.kg_entities`` and ``doc._.kg_extraction``.

    Without a layout in ``doc.user_data`` the Doc's text is an article of its own, without title or date.
    """

    def __init__(self, nlp: Pipeline, ontology: list[str]) -> None:
        self.lang = nlp.lang or ""
        self.analyse = make_analyser(load_ontology([Path(o) for o in ontology]), self.lang, nlp.vocab, nlp.tokenizer)

    def __call__(self, doc: Doc) -> Doc:
        layout = doc.user_data.get(LAYOUT) or self._bare(doc)
        extraction: Extraction = self.analyse(doc, layout)
        doc._.kg_extraction = extraction
        doc._.claims, doc._.kg_entities = extraction.claims, extraction.entities
        return doc

    def _bare(self, doc: Doc) -> Layout:
        return Layout(Article(key=digest(doc.text), text=doc.text, lang=self.lang), doc.text, 0)


@Pipeline.factory("kg_claims", default_config={"ontology": []}, assigns=["doc._.claims"])
def make_claims(nlp: Pipeline, name: str, ontology: list[str]) -> Any:
    """Factory of the component; ``ontology`` lists overlay folders."""
    del name
    return ClaimExtractor(nlp, ontology)

"""The extractor as spaCy components: ``nlp.add_pipe("kg_claims")`` sets ``doc._.claims``.

``kg_lines`` says where a sentence may start; it goes before the parser.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language as Pipeline
from spacy.tokens import Doc, Token

from kg.extract.analysis import make_analyser
from kg.extract.layout import Layout
from kg.model import Article, Extraction, digest
from kg.ontology import load_ontology

__all__ = ["ClaimExtractor", "LAYOUT", "make_claims", "make_lines"]

_ENDS = frozenset(".!?…:;»”’\"')]-–—|•")

LAYOUT = "kg_layout"  # key of doc.user_data: the Layout that the Doc is the parse of

for _name in ("claims", "kg_entities"):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=())
if not Doc.has_extension("kg_extraction"):
    Doc.set_extension("kg_extraction", default=None)


@Pipeline.component("kg_lines")
def make_lines(doc: Doc) -> Doc:
    """A new line starts a new sentence; within a line a sentence starts only after what can end one.

    Left alone, the parser also cuts after names that it does not know, and no rule reads across the cut.
    """
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if token.is_space and "\n" in token.text:
            following.is_sent_start = True
        elif not _may_end(token):
            following.is_sent_start = False
    return doc


def _may_end(token: Token) -> bool:
    return token.text[-1] in _ENDS or token.is_space


class ClaimExtractor:
    """Sets ``doc._.claims``, ``doc._.kg_entities`` and ``doc._.kg_extraction``.

    Without a layout in ``doc.user_data`` the Doc's text is an article of its own, without title or date.
    """

    def __init__(self, nlp: Pipeline, ontology: list[str]) -> None:
        self.analyse = make_analyser(load_ontology([Path(o) for o in ontology]), nlp.lang, nlp.vocab, nlp.tokenizer)
        self.lang = nlp.lang

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

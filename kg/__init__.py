"""Tech-industry event knowledge graph: French and English news in; SPARQL, Turtle and an offline picture out.

::

    import kg
    graph = kg.build("articles/")       # articles to a graph; kg.open("kg-out") for one that exists
    graph.query("SELECT ...")           # an rdflib Result; graph.ask("left", org="OpenAI") for a named query
    graph.write_html("graph.html")      # the picture
    kg.load("fr")                       # a spaCy pipeline that sets doc._.claims

Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import (
    CorrectionsError,
    InputError,
    KgError,
    ModelError,
    OntologyError,
    QueryError,
    StoreError,
    UnknownEntityError,
)

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.corrections import Corrections, load_corrections
    from kg.extract import Extractor
    from kg.graph import KnowledgeGraph
    from kg.model import Article, Claim, Entity, Extraction, Fact, Knowledge
    from kg.ontology import Ontology, load_ontology
    from kg.road import BuildResult, Progress

__version__ = "0.1.0"

__all__ = [
    "Article",
    "BuildResult",
    "Claim",
    "Corrections",
    "CorrectionsError",
    "Entity",
    "Extraction",
    "Extractor",
    "Fact",
    "InputError",
    "KgError",
    "Knowledge",
    "KnowledgeGraph",
    "ModelError",
    "Ontology",
    "OntologyError",
    "Progress",
    "QueryError",
    "StoreError",
    "UnknownEntityError",
    "__version__",
    "build",
    "load",
    "load_corrections",
    "load_ontology",
    "open",
]

_HOMES = {
    "Article": "kg.model",
    "BuildResult": "kg.road",
    "Claim": "kg.model",
    "Corrections": "kg.corrections",
    "Entity": "kg.model",
    "Extraction": "kg.model",
    "Extractor": "kg.extract",
    "Fact": "kg.model",
    "Knowledge": "kg.model",
    "KnowledgeGraph": "kg.graph",
    "Ontology": "kg.ontology",
    "Progress": "kg.road",
    "load_corrections": "kg.corrections",
    "load_ontology": "kg.ontology",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})


def build(inputs: str | Path | Article | Iterable[str | Path | Article], **options: Any) -> KnowledgeGraph:
    """Read articles into a graph; ``options`` are those of `kg.road.build`, which also gives a report.

    What could not be read is in the graph's ``failures``.

    Raises:
        InputError: nothing at all could be read.
        KgError: the ontology, the corrections, a model or the output is wrong.
    """
    from kg.road import build as build_report

    result = build_report(inputs, **options)
    if result.failures and not result.read and not result.kept:
        raise result.failures[0]
    return result.graph


def open(where: str | Path, *, ontology: Sequence[str | Path] = ()) -> KnowledgeGraph:
    """The graph in a build folder, its ``store/``, a file of RDF or a SPARQL endpoint, for reading.

    Raises:
        StoreError: there is no graph there.
    """
    from kg.graph import open_graph

    return open_graph(where, ontology=ontology)


def load(lang: str, *, model: str | None = None, ontology: Sequence[str | Path] = ()) -> Language:
    """A spaCy pipeline that sets ``doc._.claims``.

    Raises:
        ModelError: the model is not installed, or is not of this language.
    """
    from kg.extract import load_pipeline

    return load_pipeline(lang, model=model, ontology=[Path(overlay) for overlay in ontology])

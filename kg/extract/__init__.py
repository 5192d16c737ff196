"""Articles -> claims, on spaCy, with rules as data (``ontologies/``).

``analysis`` has the order of the steps; each step is a package: ``parsing`` (tokens, sentences, the language as data),
``names`` (typed mentions), ``coref`` (who is meant), ``syntax`` (what fills a word's grammatical slots), ``roles``
(positions, their holders and organisations), ``rules`` (relation rules and the candidates that they find), ``modality``
(status, in whose words), ``temporal`` (dates). ``claims`` puts them together.
"""

from kg.extract.crew import Crew
from kg.extract.pipeline import Extractor, load_pipeline
from kg.extract.rows import row

__all__ = ["Crew", "Extractor", "load_pipeline", "row"]

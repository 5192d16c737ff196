"""Articles -> claims, on spaCy, with rules as data (``ontologies/``)."""

from kg.extract.pipeline import Extractor, load_pipeline
from kg.extract.rows import row

__all__ = ["Extractor", "load_pipeline", "row"]

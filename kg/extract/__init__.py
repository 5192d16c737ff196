"""Articles -> claims, on spaCy, with rules as data (``ontologies/``)."""

from kg.extract.crew import Crew
from kg.extract.pipeline import Extractor, load_pipeline
from kg.extract.rows import row

__all__ = ["Crew", "Extractor", "load_pipeline", "row"]

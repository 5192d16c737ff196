from __future__ import annotations

import pytest

from kg.road import build

from ..readers import gold_reader


@pytest.fixture(scope="session")
def gold():
    """The graph of the packaged examples, as a perfect extractor would have it."""
    reader = gold_reader()
    return build(reader.articles, extractor=reader).graph


@pytest.fixture(scope="session")
def affair():
    """The graph of what was written in November 2023, small enough for rdflib's own engine."""
    reader = gold_reader()
    written = [a for a in reader.articles if a.published and a.published.value.startswith("2023-11")]
    return build(written, extractor=reader).graph

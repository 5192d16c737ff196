"""Values that the shell completes after an option (``kg query --name <Tab>``)."""

from __future__ import annotations

__all__ = ["export_formats", "query_formats", "query_names"]


def query_names(incomplete: str) -> list[tuple[str, str]]:
    """The shipped named queries, each with its title."""
    from kg.ontology import load_ontology
    from kg.query.named import named_queries

    found = sorted(named_queries(load_ontology()).items())
    return [(name, query.title["en"]) for name, query in found if name.startswith(incomplete)]


def query_formats(incomplete: str) -> list[str]:
    """How ``kg query`` writes answers."""
    from kg.query.formats import RESULT_FORMATS

    return [name for name in RESULT_FORMATS if name.startswith(incomplete)]


def export_formats(incomplete: str) -> list[str]:
    """What ``kg export`` writes."""
    from kg.export import FOLDERS, FORMATS

    return [name for name in (*FORMATS, *FOLDERS) if name.startswith(incomplete)]

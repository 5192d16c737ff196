"""Tech-industry event knowledge graph."""

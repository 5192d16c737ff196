"""Relation rules, and the candidates for claims that they find."""

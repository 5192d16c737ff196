"""Writes the page of the vocabulary in both languages (``docs/vocabulary*.html``); run it after any change of it."""

from __future__ import annotations

from pathlib import Path

from kg.rdf.vocabularypage import vocabulary_page


def main() -> None:
    """Write both files."""
    for lang, name in (("en", "vocabulary.html"), ("fr", "vocabulary.fr.html")):
        Path(__file__).with_name(name).write_text(vocabulary_page(lang), "utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Errors a user can meet, one small tree.

::

    KgError                 anything that ends with one clear line, never a traceback
    ├── InputError          an article, feed or file cannot be read (says where and what to do)
    ├── OntologyError       a file under ``ontologies/`` or an overlay is wrong
    ├── ModelError          a spaCy model is missing or of another language
    ├── CorrectionsError    ``corrections.yaml`` is wrong
    ├── StoreError          a build folder or graph file cannot be opened or written
    ├── QueryError          SPARQL or a query's parameter is wrong or refused
    └── UnknownEntityError  no such entity, or more than one of that name
"""

__all__ = [
    "CorrectionsError",
    "InputError",
    "KgError",
    "ModelError",
    "OntologyError",
    "QueryError",
    "StoreError",
    "UnknownEntityError",
]


class KgError(Exception):
    """Base of every error that is the user's to mend; ``str()`` is one line."""


class InputError(KgError):
    """An input cannot be read.

    ``where`` names the place (``file``, ``file:line`` or ``url``); the message says what is
    wrong there and what to do.
    """

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        return InputError, (self.where, self.what)  # exceptions pickle by their message alone otherwise


class OntologyError(KgError):
    """A rule, cue or name file is wrong; the message starts with the file."""


class ModelError(KgError):
    """A spaCy model is missing, or not of the language asked for."""


class CorrectionsError(KgError):
    """``corrections.yaml`` is wrong; the message starts with the file and the entry."""


class StoreError(KgError):
    """A store or graph file cannot be opened, read or written."""


class QueryError(KgError):
    """A query is invalid, refused, or lacks a parameter."""


class UnknownEntityError(KgError):
    """No entity of that name, or several; the message lists near or rival names."""

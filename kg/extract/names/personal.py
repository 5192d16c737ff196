"""What stands right behind a name only where it is a person's: an age, "who"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["aged", "takes_who"]

_AGE = 2  # digits of an age


def aged(doc: Doc, end: int) -> bool:
    """ "Okafor, 54, is": an age between commas."""
    parts = [t.text for t in doc[end : end + 3]]
    age = parts[1] if len(parts) > 2 and parts[0] == parts[2] == "," else ""
    return len(age) == _AGE and age.isdigit() and age[0] >= "2"


def takes_who(doc: Doc, start: int, end: int, language: Language) -> bool:
    """ "Ann Lee who founded it", but not "a lawyer at Lee Roy who represents them"."""
    led = start > 0 and doc[start - 1].lower_ in language.role_words.get("employers", ())
    return not led and end - start > 1 and end < len(doc) and doc[end].lower_ in language.cues("personal_relatives")

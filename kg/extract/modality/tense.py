"""Whether a state is said to hold or to have held, and whether an event is looked back on (the pluperfect)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.rules.candidates import Candidate
from kg.extract.syntax.grammar import Scene, verb_group
from kg.model import Tense

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["looks_back", "tense_of", "verb_tense"]


def tense_of(c: Candidate, scene: Scene) -> Tense:
    """Tense of the claim's trigger; a position takes that of its copula."""
    if c.rule.kind == "role":
        return c.role.tense if c.role else "present"
    if c.rule.kind != "verb":
        return "present"
    return verb_tense(scene.doc[c.start], scene)


def verb_tense(verb: Token, scene: Scene) -> Tense:
    """The first auxiliary's tense, else the verb's own; a French compound past of a plain verb is past."""
    group = [scene.doc[i] for i in verb_group(verb, scene.language)]
    auxiliaries = [t for t in group[:-1] if t.lower_ in scene.language.be | scene.language.have]
    first = auxiliaries[0] if auxiliaries else verb
    tenses = set(first.morph.get("Tense", [])) | ({"Past"} if first.tag_ == "VBD" else set())
    if tenses & {"Past", "Imp"} and (auxiliaries or not _participle(verb)):
        return "past"
    compound = len(auxiliaries) == 1 and first.lower_ in scene.language.have
    return "past" if compound and scene.language.perfect_is_past else "present"


def looks_back(c: Candidate, scene: Scene) -> bool:
    """Whether the claim's verb stands in the pluperfect (« avait licencié », "had been fired"): no news by itself."""
    verb, language = scene.doc[c.start], scene.language
    group = [scene.doc[i] for i in verb_group(verb, language)]
    first = next((t for t in group[:-1] if t.lower_ in language.be | language.have), None)
    if first is None or not _participle(verb):
        return False
    imperfect = "Imp" in first.morph.get("Tense", []) and "Sub" not in first.morph.get("Mood", [])
    had = first.lower_ in language.have and (imperfect or first.tag_ == "VBD")
    return had or (imperfect and language.perfect_is_past and "Pass" not in verb.morph.get("Voice", []))


def _participle(verb: Token) -> bool:
    return "Part" in verb.morph.get("VerbForm", []) or verb.tag_ == "VBN"

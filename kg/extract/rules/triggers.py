"""Whether a word can be what a rule's trigger asks for: its part of speech, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.extract.rules.rulebook import Trigger
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Wording", "right_class"]


def right_class(token: Token, trigger: Trigger, scene: Scene) -> bool:  # noqa: PLR0911 (one return a case)
    """Part of speech by the tagger; where it is unsure of a form that can be nothing else, the form decides."""
    if trigger.rule.kind == "noun":
        return _nominal(token, trigger, scene)
    if trigger.rule.kind == "adjective":
        return token.pos_ in ("ADJ", "VERB", "NOUN", "ADP", "ADV") or token.is_sent_start is True
    if token.pos_ == "AUX" and token.dep_ == "aux" and not trigger.rest and token.head.i > token.i:
        return False  # "has signed": what is had is told by the verb
    if token.pos_ in ("VERB", "AUX"):
        return not (trigger.rule.kind == "verb" and scene.nominal_position(token) and trigger.form == "finite")
    if trigger.rest and trigger.rule.kind == "verb" and token.pos_ in ("ADP", "NOUN", "ADJ"):
        return not scene.nominal_position(token)  # a phrase (« entrer au capital ») is a verb whatever the tagger says
    gerund = trigger.form == "gerund" and token.i and token.nbor(-1).lower_ in ("en", ",")
    opening = trigger.form == "participle" and token.is_sent_start and scene.agent_ahead(token)
    caused = trigger.form == "finite" and token.i and token.nbor(-1).lower_ in scene.language.causatives
    if gerund or opening or caused:
        return True  # « s'est fait débaucher », « en congédiant », « Lancé en 2022 par Acme, ... »: nouns to taggers
    return (trigger.form == "participle" and token.pos_ in ("ADJ", "ADV")) or (
        token.pos_ in ("NOUN", "PROPN", "ADJ", "X") and scene.verbal_position(token)
    )


def _nominal(token: Token, trigger: Trigger, scene: Scene) -> bool:
    if token.pos_ == "ADP" or (trigger.rest and token.pos_ in ("DET", "PRON")):
        return True  # « leur partenariat », « sans les puces »
    if token.pos_ == "VERB" and token.i > 1 and token.nbor(-1).text == "," and token.i - 2 in scene.at:
        return token.i + 1 < len(token.doc) and token.nbor().lower_ in scene.language.of  # « Acme, marque de Zeta »
    predicate = token.i > 0 and token.nbor(-1).lower_ in scene.language.be
    verb = token.pos_ == "VERB" and (scene.nominal_position(token) or predicate)
    return verb or token.pos_ in ("NOUN", "PROPN", "ADJ", "X")


class Wording:
    """The words of a passage, asked for by many rules."""

    def __init__(self, lowers: Sequence[str]) -> None:
        self._text = " ".join(lowers).replace(" - ", "-")
        self._words = frozenset(_WORD.findall(self._text))

    def has_any(self, wanted: tuple[str, ...]) -> bool:
        """Whether one of ``wanted``, each one word or several, stands in it as a word of its own."""
        words, phrases = _parted(wanted)
        if not self._words.isdisjoint(words):
            return True
        return any(phrase in self._text and _alone(phrase).search(self._text) for phrase in phrases)


_WORD = re.compile(r"\w+")


@lru_cache(maxsize=4096)
def _parted(wanted: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The single words, which are looked up, and the rest, which is searched for."""
    words = frozenset(w for w in wanted if _WORD.fullmatch(w))
    return words, tuple(w for w in wanted if w not in words)


@lru_cache(maxsize=4096)
def _alone(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")

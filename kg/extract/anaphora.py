"""Words for something named before: pronouns, « l'entreprise », "the Oslo-based bank", « les deux hommes »."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.language import Language
from kg.extract.mentions import Mention
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsed import Doc, Span, Token

__all__ = ["LaterReader"]

_MODIFIERS = 4  # words between "the" and its noun
_ANOTHER = frozenset({"other", "same", "new", "only", "former", "first", "second", "latter", "whole", "entire", "two"})


class LaterReader:
    """Finds such words in a Doc. ``taken`` are the tokens of names."""

    def __init__(self, doc: Doc, language: Language, taken: set[int]) -> None:
        self.doc, self.language, self.taken = doc, language, taken
        self._text = doc.text  # spaCy builds it anew at each call
        self._two = _by_start(language.pronouns["two"])
        self._nominals = {kind: _by_start(language.nominals[key]) for key, kind in _KINDS}
        self._heads = {p.split(" ")[-1].split("'")[-1] for p in language.nominals["organization"]}

    def read(self, sentence: Span) -> list[Mention]:
        """Unresolved mentions of one sentence, in text order."""
        found: list[Mention] = []
        for token in sentence:
            if token.i in self.taken or (found and token.i < found[-1].end):
                continue
            m = self._two_of_them(token) or self._nominal(token) or self._modified(token) or self._pronoun(token)
            if m is not None:
                found.append(m)
        return found

    def _matches(self, token: Token, phrases: dict[str, list[str]]) -> int:
        """Number of tokens of the longest of ``phrases`` (lower case) that begins at ``token``, else 0."""
        near = phrases.get(token.lower_[:2])
        return max(self._length(token, phrase) for phrase in near) if near else 0

    def _length(self, token: Token, phrase: str) -> int:
        start, end = token.idx, token.idx + len(phrase)
        if self._text[start:end].lower() != phrase or (end < len(self._text) and self._text[end].isalnum()):
            return 0
        i = token.i
        while i < len(self.doc) and self.doc[i].idx < end:
            i += 1
        return i - token.i

    def _two_of_them(self, token: Token) -> Mention | None:
        n = self._matches(token, self._two)
        return Mention(token.i, token.i + n, "Person", "coreference", "pronoun", plural=(-1,)) if n else None

    def _nominal(self, token: Token) -> Mention | None:
        for kind, phrases in self._nominals.items():
            n = self._matches(token, phrases)
            if n:
                end = self._over_adjective(token.i + n)
                return None if self._named(end) else Mention(token.i, end, kind, "coreference", "nominal")
        return None

    def _over_adjective(self, i: int) -> int:
        """« le constructeur japonais »: an adjective that only describes, with nothing after it that names."""
        behind = not self.language.labels["possessor"] and i < len(self.doc)
        adjective = behind and self.doc[i].pos_ == "ADJ" and self.doc[i].is_lower and self.doc[i].is_alpha
        return i + 1 if adjective and not self._named(i + 1) else i

    def _named(self, i: int) -> bool:
        """« la firme de Redmond », "the company behind", « le groupe Renault » name themselves."""
        if i >= len(self.doc):
            return False
        after = self.doc[i]
        if i in self.taken or after.lower_ in self.language.of or after.text in ("behind", "'s"):
            return True
        return after.pos_ in ("PROPN", "ADJ", "NOUN")

    def _modified(self, token: Token) -> Mention | None:
        """ "the Frankfurt-based exchange", "the software group": words before the noun that only describe."""
        if token.lower_ != "the" or not self.language.labels["possessor"]:
            return None
        for i in range(token.i + 1, min(token.i + 2 + _MODIFIERS, token.sent.end)):
            word = self.doc[i]
            if word.lower_ in self._heads and i > token.i + 1:
                return None if self._named(i + 1) else Mention(token.i, i + 1, "Organization", "coreference", "nominal")
            describes = word.pos_ in ("ADJ", "NOUN", "PROPN", "VERB") or word.text == "-"
            if not describes or word.lower_ in _ANOTHER or (i in self.taken and self._is_owner(i)):
                return None
        return None

    def _is_owner(self, i: int) -> bool:
        """ "the Nova group" names itself; "the London-based group" does not."""
        return i + 1 >= len(self.doc) or self.doc[i + 1].text != "-"

    def _pronoun(self, token: Token) -> Mention | None:
        word = token.lower_.lstrip("-")
        if token.pos_ != "PRON" and word not in ("he", "she"):
            return None
        rest = self._text[token.idx : token.idx + 24].lower()
        if any(rest.startswith(p) and not rest[len(p) : len(p) + 1].isalnum() for p in self.language.impersonal):
            return None
        for key, kind in (("person", "Person"), ("organization", "Organization")):
            if word in self.language.pronouns[key]:
                return Mention(token.i, token.i + 1, _TYPES[kind], "coreference", "pronoun")
        return None


_TYPES: dict[str, EntityType] = {"Person": "Person", "Organization": "Organization"}
_KINDS: tuple[tuple[str, EntityType], ...] = (("organization", "Organization"), ("person", "Person"))


def _by_start(phrases: Iterable[str]) -> dict[str, list[str]]:
    """Phrases under their first two characters, so that few are compared at each token."""
    table: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        table[phrase[:2]].append(phrase)
    return dict(table)

"""Where a rule's trigger stands: its wording, its word class, and the words that must or must not be near."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.rules.rulebook import FormTriggers, Rule, Trigger
from kg.extract.rules.triggers import Wording, right_class
from kg.extract.syntax.clauses import follows, sentence_bounds
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Token

__all__ = ["Occurrences"]

_PASSAGE = 3  # sentences before this one that belong to its passage; parsers cut at a semicolon too
_BEHIND = 7  # tokens from a phrase's first word to the end of where its second may stand
_APART = frozenset({";", "while", "whereas", "tandis"})  # what stands beyond these is said of something else


class Occurrences:
    """The places of triggers in one article; what many rules ask of one word is answered once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.doc, self.language = scene, scene.doc, scene.language
        self._fits_class: dict[tuple[object, ...], bool] = {}
        self._nearby: dict[int, Wording] = {}
        self._passages: dict[int, Wording] = {}

    def at(self, token: Token, triggers: FormTriggers) -> list[tuple[Trigger, int]]:
        """Those of ``triggers`` that stand at a token, in order, each with the token after its wording."""
        held = self.scene.at.get(token.i)
        if held is not None and not held.plural:
            return []  # a name, or a word for one
        behind = self.doc.lowers[token.i + 1 : min(token.sent.end, token.i + _BEHIND)]
        found = triggers.before(behind)
        if held is not None:
            found = [t for t in found if "self" in t.rule.subject]
        return [(t, end) for t in found if (end := self._end_of(token, t))]

    def _end_of(self, token: Token, trigger: Trigger) -> int:
        """Token after the trigger's wording, or 0. A phrase may be cut by its object ("bring Altman back")."""
        end = self._rest(token, trigger.rest) if trigger.rest else token.i + 1
        if not end or not self._of_class(token, trigger):
            return 0
        if trigger.rule.kind == "noun" and self.in_compound(end):
            return 0
        if trigger.rule.bare and self._has_object(token, end):
            return 0
        return end if self.context_holds(token.i, trigger.rule) else 0

    def in_compound(self, end: int) -> bool:
        """ "[customer]-friendly airlines", "[FDA]-approved": what ends before ``end`` begins an adjective."""
        return end + 1 < len(self.doc) and self.doc[end].text == "-" and not self.doc[end - 1].whitespace_

    def _has_object(self, token: Token, end: int) -> bool:
        """Whether a verb has an object, by the parse or right after it: "left [the question] open"."""
        after = self.doc[end] if end < len(self.doc) else None
        dated = after is not None and after.ent_type_ in ("DATE", "TIME")  # "departed last month"
        named = after is not None and (end in self.scene.at or after.pos_ in ("DET", "NOUN", "PROPN", "ADJ"))
        beside = named and not dated
        return beside or self._goes_somewhere(end) or any(self._is_object(c, end) for c in token.children)

    def _is_object(self, child: Token, end: int) -> bool:
        """Nothing that a comma sets off: "is not leaving, rumours to the contrary notwithstanding"."""
        parted = any(t.text == "," for t in self.doc[end : child.i])
        return child.dep_ in self.language.labels["object"] and child.i >= end and not parted

    def _goes_somewhere(self, i: int) -> bool:
        """ "returned to research", "came back with an offer"; but "returned to lead the company", "joined with Ann"."""
        if i + 1 >= len(self.doc) or self.doc[i].lower_ not in self.language.directions:
            return False
        infinitive = "Inf" in self.doc[i + 1].morph.get("VerbForm", [])
        fellow = self.doc[i].lower_ in self.language.accompanying and i + 1 in self.scene.at
        return not infinitive and not fellow

    def _of_class(self, token: Token, trigger: Trigger) -> bool:
        key = (token.i, trigger.rule.kind, trigger.form, bool(trigger.rest))
        if key not in self._fits_class:
            self._fits_class[key] = right_class(token, trigger, self.scene)
        return self._fits_class[key]

    def _rest(self, token: Token, rest: tuple[str, ...]) -> int:
        i, limit = token.i + 1, min(token.sent.end, token.i + _BEHIND)
        while i < limit:
            if n := follows(self.doc, i, [rest]):
                return i + n if i == token.i + 1 or len(rest) == 1 or i <= token.i + 3 else 0
            skippable = self.doc[i].lower_ in self.language.skip or self.doc[i].pos_ in ("ADV", "PRON", "DET", "ADJ")
            dated = self.scene.passed_over(i) if self.doc[i].pos_ == "ADP" and not self.scene.compounds else 0
            if not (skippable or dated or i in self.scene.at):
                return 0
            i += dated or 1
        return 0

    def context_holds(self, i: int, rule: Rule) -> bool:
        """Whether the words around token ``i`` are those that the rule requires, and none that it excludes."""
        if not (rule.requires or rule.unless or rule.amid):
            return True
        nearby = self._nearby.get(i)
        if nearby is None:
            start, end = sentence_bounds(self.doc, i)
            start, end = max(start, i - 12), min(end, i + 14)
            start = max((k + 1 for k in range(start, i) if self.doc.lowers[k] in _APART), default=start)
            end = min((k for k in range(i + 1, end) if self.doc.lowers[k] in _APART), default=end)
            nearby = self._nearby[i] = Wording(self.doc.lowers[start:end])
        if rule.unless and nearby.has_any(rule.unless):
            return False
        if rule.requires and not nearby.has_any(rule.requires):
            return False
        return not rule.amid or self._passage(i).has_any(rule.amid)

    def _passage(self, i: int) -> Wording:
        """The sentence that holds token ``i`` and those before it that belong to its passage."""
        start = self.doc[i].sent.start
        if start not in self._passages:
            first = start
            for _ in range(_PASSAGE):
                first = self.doc[first - 1].sent.start if first else 0
            self._passages[start] = Wording(self.doc.lowers[first : self.doc[i].sent.end])
        return self._passages[start]

"""Grammatical slots of a trigger: who does it, to whom, after which preposition.

The parser is asked first; small models often misread names and participles, so where it gives no mention, the order of the
words is asked (nearest mention on the right side of the verb group, no clause between). A filler says which witness it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg.extract.language import Language
from kg.extract.mentions import Mention
from kg.extract.rules import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Filler", "Scene", "Voice", "verb_group", "voice_of"]

Voice = Literal["active", "passive"]
Witness = Literal["syntax", "order"]
_DEPTH = 5
_REACH = 14  # tokens that a slot may lie from its trigger when only the order of words tells


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a slot; ``witness`` says how it was found, ``proxy`` that it stands behind « le board de »."""

    mention: Mention
    witness: Witness
    proxy: bool = False


class Scene:
    """A parsed article with its mentions, as the rules see it."""

    def __init__(self, doc: Doc, mentions: Iterable[Mention], language: Language) -> None:
        self.doc, self.language = doc, language
        self.mentions = sorted(mentions, key=lambda m: (m.start, m.end))
        self.at: dict[int, Mention] = {i: m for m in self.mentions for i in range(m.start, m.end)}
        self._lists = self._coordinated()

    # -- mentions behind a token -------------------------------------------------------------------------------

    def behind(self, token: Token, witness: Witness = "syntax", *, assets: bool = False) -> list[Filler]:
        """The mentions that a noun phrase's head token stands for, with their co-ordinated fellows."""
        mention = self.at.get(token.i)
        if mention is not None:
            return [Filler(m, witness) for m in self.fellows(mention)]
        apposed = self._apposed(token)
        if apposed:
            return [Filler(m, witness) for a in apposed for m in self.fellows(a)]
        if token.lower_ in self.language.proxies or (assets and token.lower_ in self.language.assets):
            return [Filler(m, witness, proxy=True) for a in self._complement(token) for m in self.fellows(a)]
        return self._conjoined(token, witness, assets=assets)

    def _conjoined(self, token: Token, witness: Witness, *, assets: bool) -> list[Filler]:
        """« deux figures de l'IA, Altman et Brockman » or "researchers and Altman": names further on in the phrase."""
        found: list[Filler] = []
        for child in token.children:
            if child.dep_ in self.language.labels["coordination"] and child.i in self.at:
                found += [Filler(m, witness) for m in self.fellows(self.at[child.i])]
        return found

    def fellows(self, mention: Mention) -> list[Mention]:
        """The mention and those it is listed with (« Altman, Brockman et Sutskever »), of the same type."""
        group = self._lists.get(mention.start)
        return group if group else [mention]

    def _coordinated(self) -> dict[int, list[Mention]]:
        lists: dict[int, list[Mention]] = {}
        current: list[Mention] = []
        closed = False
        for mention in self.mentions:
            link = self._link(current[-1], mention) if current else ""
            if current and link and not (closed and link == ","):
                current.append(mention)
                closed = closed or link == "and"
            else:
                _close(current, closed, lists)
                current, closed = [mention], False
        _close(current, closed, lists)
        return lists

    def _link(self, left: Mention, right: Mention) -> str:
        """How two neighbouring mentions are joined: "and", "," or "" (not at all)."""
        if left.type != right.type or right.kind == "pronoun":
            return ""
        words = [t.lower_ for t in self.doc[left.end : right.start]]
        while words and words[-1] in self.language.articles | self.language.of:
            words.pop()
        if words == [","]:
            return ","
        joined = " ".join(words[1:] if words[:1] == [","] else words)
        return "and" if joined in self.language.conjunctions else ""

    def _apposed(self, token: Token) -> list[Mention]:
        """A name set beside a noun: « le patron de Microsoft, Satya Nadella », "chipmaker Nvidia"."""
        labels = self.language.labels
        for child in token.children:
            named = self.at.get(child.i)
            if named is None or named.kind == "pronoun" or any(c.dep_ in labels["case"] for c in child.children):
                continue
            if child.dep_ in labels["apposition"] and (child.i > token.i or child.dep_ in labels["possessor"]):
                if child.dep_ in labels["possessor"] and _has_possessive(child):
                    continue
                return [named]
        beside = self.at.get(token.i + 1)  # « le groupe Renault », whatever the parser says
        if beside is not None and beside.kind == "name" and token.pos_ in ("NOUN", "ADJ", "PROPN"):
            return [beside]
        return []

    def _complement(self, token: Token) -> list[Mention]:
        """Mentions that a noun belongs to: « le board d'OpenAI », "OpenAI's board", "the likes of Google", « son board »."""
        i = token.i + 1
        while i < len(self.doc) and (self.doc[i].pos_ == "ADJ" or self.doc[i].lower_ in self.language.proxies):
            i += 1
        if i < len(self.doc) and self.doc[i].lower_ in self.language.of:
            mention = self._after(i + 1, self.doc[i].sent.end)
            if mention is not None:
                return [mention]
        return self.possessors(token)

    def possessors(self, token: Token) -> list[Mention]:
        """Who stands before a noun as its owner ("OpenAI's new board", « leur PDG »)."""
        i = token.i - 1
        while i >= token.sent.start and (self.doc[i].pos_ in ("ADJ", "NOUN", "ADV", "NUM") and i not in self.at):
            i -= 1
        if i < token.sent.start:
            return []
        if self.doc[i].lower_ in ("'s", "'", "’s", "’") and i - 1 in self.at:
            return [self.at[i - 1]]
        if self.doc[i].lower_ in self.language.pronouns["possessive"]:
            return self.possessor_of(i)
        beside = self.at.get(i)
        return [beside] if beside is not None and i == token.i - 1 and beside.kind == "name" and self.compounds else []

    @property
    def compounds(self) -> bool:
        """Whether a name may stand before the noun it qualifies ("OpenAI board"): it may where the labels have possessors."""
        return bool(self.language.labels["possessor"])

    def possessor_of(self, i: int) -> list[Mention]:
        """The one organisation that « son », "its", "their" can mean: in the sentence so far, else in the one before."""
        sentence = self.doc[i].sent
        for start, end in ((sentence.start, i), (self._sentence_before(sentence.start), sentence.start)):
            owners = [
                m for m in self.mentions if start <= m.start < end and m.type == "Organization" and m.entity is not None
            ]
            entities = {m.entity for m in owners}
            if len(entities) == 1:
                return [owners[-1]]
            if entities:
                return []
        return []

    def _sentence_before(self, start: int) -> int:
        return self.doc[start - 1].sent.start if start else 0

    # -- slots ------------------------------------------------------------------------------------------------

    def fill(self, slot: str, token: Token, end: int, voice: Voice) -> list[Filler]:
        """Fillers of ``slot`` for the trigger ``token``, whose wording ends before token ``end``."""
        if slot.startswith("prep:"):
            return self._prepositional(token, end, slot[5:].split("|"))
        if slot == "of":
            return self._of(token, end)
        if slot == "actor":
            return self._actor(token, end)
        if slot == "head":
            return self._head(token)
        if slot == "agent" or (slot == "subject" and voice == "passive"):
            return self._agent(token, end)
        if slot == "subject" or (slot == "object" and voice == "passive"):
            return self._subject(token, voice)
        return self._object(token, end)

    def _subject(self, token: Token, voice: Voice) -> list[Filler]:
        for head in self._subject_heads(token, 0):
            fillers = self.behind(head)
            if fillers:
                return fillers
        return self._left_neighbour(token)

    def _subject_heads(self, token: Token, depth: int) -> Iterator[Token]:
        """Subject by the parse: its own, its antecedent's, or that of the verb it hangs on."""
        labels = self.language.labels
        own = [c for c in token.children if c.dep_ in labels["subject"]]
        for child in own:
            if child.lower_ in self.language.relatives:
                yield from self._antecedent(token)
            else:
                yield child
        if own or depth > _DEPTH or token.head is token:
            return
        if token.dep_ in labels["modifier_clause"] and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            yield token.head
        elif (
            token.dep_
            in labels["coordination"] | labels["complement_clause"] | {"ROOT", "parataxis"} | labels["attribute"]
        ):
            yield from self._subject_heads(token.head, depth + 1)
        elif token.dep_ in labels["relative"]:
            yield from self._antecedent(token)

    def _antecedent(self, verb: Token) -> Iterator[Token]:
        """What a relative clause's "who" stands for: the noun the clause hangs on."""
        for _ in range(_DEPTH):
            if verb.dep_ in self.language.labels["relative"]:
                yield verb.head
                return
            if verb.head is verb:
                return
            verb = verb.head

    def _object(self, token: Token, end: int) -> list[Filler]:
        labels = self.language.labels
        for child in token.children:
            if child.dep_ in labels["object"] and child.lower_ not in self.language.relatives:
                fillers = self.behind(child)
                if fillers:
                    return fillers
        return self._right_neighbour(token, end)

    def _agent(self, token: Token, end: int) -> list[Filler]:
        return self._prepositional(token, end, sorted(self.language.by))

    def _of(self, token: Token, end: int) -> list[Filler]:
        after = self._prepositional(token, end, sorted(self.language.of), reach=6)
        if after:
            return after
        return [Filler(m, "syntax") for p in self.possessors(token) for m in self.fellows(p)]

    def _actor(self, token: Token, end: int) -> list[Filler]:
        """Who does what a noun names: "by X", "X's purchase", or the subject of the verb that governs the noun."""
        by = self._agent(token, end)
        if by:
            return by
        owners = self.possessors(token)
        if owners:
            return [Filler(m, "syntax") for p in owners for m in self.fellows(p)]
        governor = token.head
        for _ in range(_DEPTH):
            if governor.pos_ in ("VERB", "AUX") or governor.head is governor:
                break
            governor = governor.head
        return self._subject(governor, "active") if governor.pos_ in ("VERB", "AUX") else []

    def _head(self, token: Token) -> list[Filler]:
        """Who or what a noun or an adjective is said of: the name set beside it, the subject of its copula, its head."""
        beside = self._name_after(token) or self._name_before(token)
        if beside is not None:
            return [Filler(m, "syntax") for m in self.fellows(beside)]
        for candidate in (*self._subject_heads(token, 0), token.head):
            fillers = self.behind(candidate) if candidate.i != token.i else []
            if fillers:
                return fillers
        return self._left_neighbour(token)

    def _name_after(self, token: Token) -> Mention | None:
        """ "its rival Lyft", « sa filiale, Gameloft »."""
        mention = self.at.get(token.i + 1)
        return mention if mention is not None and mention.kind == "name" else None

    def _name_before(self, token: Token) -> Mention | None:
        """ "Lyft, a fierce rival of Uber": the name before the comma that opens the noun's phrase."""
        i = token.i - 1
        while i > token.sent.start and i not in self.at and self.doc[i].pos_ in ("ADJ", "DET", "ADV", "NUM", "NOUN"):
            i -= 1
        opened = self.doc[i].text in (",", "(", "–", "—") and i >= token.sent.start
        mention = self.at.get(i - 1) if opened else None
        return mention if mention is not None and mention.end == i else None

    def _prepositional(
        self, token: Token, end: int, prepositions: Sequence[str], *, reach: int = _REACH
    ) -> list[Filler]:
        by_tree = self._prepositional_by_tree(token, prepositions)
        if by_tree:
            return by_tree
        sentence_end = token.sent.end
        i = end
        while i < min(sentence_end, end + reach):
            if self._breaks_clause(i, token):
                return []
            for preposition in prepositions:
                if n := self._phrase_at(i, preposition):
                    found = self._noun_phrase(i + n, sentence_end)
                    if found:
                        return found
            i += 1
        return []

    def _prepositional_by_tree(self, token: Token, prepositions: Sequence[str]) -> list[Filler]:
        labels = self.language.labels
        for child in token.children:
            if child.i < token.i and child.dep_ not in labels["oblique"]:
                continue
            if labels["case_child"] and child.dep_ in labels["oblique"] and self._begins(child.i, prepositions):
                heads = [g for g in child.subtree if g.dep_ in labels["case_child"]]
            elif labels["case"] and child.dep_ in labels["oblique"]:
                cases = [g for g in child.children if g.dep_ in labels["case"]]
                heads = [child] if any(self._begins(g.i, prepositions) for g in cases[:1]) else []
            else:
                continue
            for head in heads[:1]:
                fillers = self.behind(head, assets=True)
                if fillers:
                    return fillers
        return []

    def _begins(self, i: int, prepositions: Sequence[str]) -> bool:
        return any(self._phrase_at(i, p) for p in prepositions)

    def _phrase_at(self, i: int, phrase: str) -> int:
        """Number of tokens of ``phrase`` if the Doc has it at token ``i``; contractions match their preposition."""
        words = phrase.split()
        window = [t.lower_ for t in self.doc[i : i + len(words)]]
        return len(words) if window == words else 0

    # -- what a word is ----------------------------------------------------------------------------------------

    def nominal_position(self, token: Token) -> bool:
        """After an article, a possessive or a preposition that no infinitive follows: a noun, whatever the tagger says."""
        if not token.i:
            return False
        before = self.doc[token.i - 1].lower_
        determined = before in self.language.determiners or before in self.language.pronouns["possessive"] or before == "'s"
        return determined and self.doc[token.i - 1].pos_ != "PRON"

    def verbal_position(self, token: Token) -> bool:
        """Right after a name or an auxiliary and not before one it would qualify: a verb, as in headlines."""
        if not token.i or token.text[:1].isupper():
            return False
        before = self.doc[token.i - 1]
        return token.i - 1 in self.at or before.lower_ in self.language.be | self.language.have

    # -- order of words ----------------------------------------------------------------------------------------

    def _noun_phrase(self, start: int, end: int) -> list[Filler]:
        """The mention that a noun phrase beginning at ``start`` names, through articles, adjectives and proxies."""
        for i in range(start, min(end, start + 7)):
            if i in self.at:
                return [Filler(m, "order", proxy=i > start + 2) for m in self.fellows(self.at[i])]
            token = self.doc[i]
            known = (
                token.lower_ in self.language.proxies | self.language.assets | self.language.of | self.language.articles
            )
            if (
                not known
                and token.pos_ not in ("DET", "ADJ", "NUM")
                and token.lower_ not in self.language.pronouns["possessive"]
            ):
                return []
        return []

    def _after(self, start: int, end: int) -> Mention | None:
        found = self._noun_phrase(start, end)
        return found[0].mention if found else None

    def _right_neighbour(self, token: Token, end: int) -> list[Filler]:
        """The first mention after the verb, before a preposition or another clause."""
        for i in range(end, min(token.sent.end, end + 6)):
            if i in self.at:
                return [Filler(m, "order") for m in self.fellows(self.at[i])]
            word = self.doc[i]
            if (
                self._breaks_clause(i, token)
                or word.pos_ in ("ADP", "VERB", "PUNCT")
                and word.lower_ not in self.language.skip
            ):
                return []
        return []

    def _left_neighbour(self, token: Token) -> list[Filler]:
        """The nearest mention before the verb group that is not inside a prepositional phrase."""
        depth = 0
        for i in range(token.i - 1, max(token.sent.start, token.i - 2 * _REACH) - 1, -1):
            word = self.doc[i]
            depth += (word.text == ")") - (word.text == "(")
            mention = self.at.get(i)
            if mention is None:
                if (
                    word.pos_ == "VERB"
                    and word.i not in verb_group(token, self.language)
                    and not self._in_aside(i, token)
                ):
                    return []
                continue
            if depth == 0 and i == mention.start and not self._after_preposition(mention):
                return [Filler(m, "order") for m in self.fellows(mention)]
        return []

    def _in_aside(self, i: int, token: Token) -> bool:
        """Whether token ``i`` lies between two commas before ``token`` (« Altman, qui dirigeait ..., rejoint »)."""
        commas_after = sum(t.text in (",", "—", "–") for t in self.doc[i : token.i])
        commas_before = sum(t.text in (",", "—", "–") for t in self.doc[token.sent.start : i])
        return commas_after > 0 and commas_before > 0

    def _after_preposition(self, mention: Mention) -> bool:
        i = mention.start - 1
        while i > 0 and self.doc[i].lower_ in self.language.articles - self.language.of:
            i -= 1
        return i >= 0 and (self.doc[i].pos_ == "ADP" or self.doc[i].lower_ in self.language.of | self.language.by)

    def _breaks_clause(self, i: int, token: Token) -> bool:
        word = self.doc[i]
        if word.lower_ in self.language.breaks:
            return True
        return (
            word.pos_ == "VERB"
            and word.dep_ in ("ROOT", "conj", "ccomp", "advcl")
            and i not in self.at
            and word.i > token.i + 1
        )


def _close(group: list[Mention], closed: bool, lists: dict[int, list[Mention]]) -> None:
    if len(group) > 1 and closed:
        for mention in group:
            lists[mention.start] = list(group)


def _has_possessive(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return following is not None and following.lower_ in ("'s", "'")


def verb_group(token: Token, language: Language) -> range:
    """Tokens from the first auxiliary to the verb."""
    i = token.i
    known = language.be | language.have | language.skip
    while i > token.sent.start and token.doc[i - 1].lower_ in known:
        i -= 1
    return range(i, token.i + 1)


def voice_of(token: Token, trigger: Trigger, language: Language) -> Voice:
    """Voice of a verb trigger, by its form and the auxiliaries before it; the parser's labels only where forms are alike."""
    if trigger.form != "participle":
        return "active"
    auxiliaries = [token.doc[i].lower_ for i in verb_group(token, language)[:-1]]
    if any(a in language.be for a in auxiliaries):
        been = any(a in language.have for a in auxiliaries) and auxiliaries[-1] in language.have
        return "active" if been or trigger.lemma in language.be_is_active else "passive"
    if any(a in language.have for a in auxiliaries):
        return "active"
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if following in language.by:
        return "passive"
    if trigger.lemma in language.be_is_active:
        return "active"
    if trigger.also_finite:
        reduced = token.dep_ in language.labels["modifier_clause"] and token.tag_ in ("VBN", "VERB", "ADJ")
        return "passive" if reduced and "VerbForm=Part" in str(token.morph) else "active"
    return "passive"

"""What the words beside an unlisted name say of it: whoever hires is an organisation, and so is what people join.

Asked before antecedents are sought, for a small model takes an unknown company for a person or a town. What is said of
one mention holds for the name; the rules may still type it anew. The press introduces people by their full names: one
word that the model takes for a person, with no full name in the article and nothing personal beside it, is no person.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.lexicon import WordLists
from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["type_by_verbs"]

_BETWEEN = 4  # words between a name and its verb (auxiliaries, adverbs)
_PRONOUNS = frozenset({"he", "she", "his", "her", "him"})
_REACH = 7  # words from a name to the pronoun that stands for it
_SOMEBODY = frozenset({"femme", "homme", "garçon", "fille", "personne", "type", "woman", "man", "guy", "person"})
_NAMED = 10  # tokens from such a word to the name (« une jeune femme d'origine indienne appelée ... »)
_ROUND = 12  # tokens from "raised" to "round"
_ENOUGH = 60  # tokens of an article in which people have been introduced


def type_by_verbs(doc: Doc, mentions: Sequence[Mention], words: WordLists, language: Language) -> None:
    """Makes organisations of the unsure names that hire, launch, are joined or left."""
    unsure = [m for m in mentions if _unsure(doc, m, words)]
    surnames = {doc[m.end - 1].text for m in mentions if m.type == "Person" and m.end - m.start > 1}
    tells = (_acts, _joined, _staffed, _invests, _raises)
    found = {m.text(doc) for m in unsure if any(way(doc, m, words, language) for way in tells)}
    for m in mentions:
        if _is_somebody(doc, m, language):
            m.type, m.place, m.sure = "Person", False, True
    if language.labels["possessor"]:
        found |= {m.text(doc) for m in unsure if _thing(doc, m, words)}
        found |= _no_people(doc, mentions, unsure, words)
    else:
        _unknown_kinds(doc, mentions, unsure, words, language)
    for m in unsure:
        if m.text(doc) in found - surnames:
            m.type, m.place = "Organization", False
            m.sure = m.sure or not language.labels["possessor"]  # in French only companies do


def _unsure(doc: Doc, m: Mention, words: WordLists) -> bool:
    full = m.end - m.start > 1 and m.type == "Person"
    return m.source != "list" and not m.sure and not full and doc[m.start].text not in words.given_names


def _acts(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "Nova has just hired", « Alma va lancer »: only auxiliaries and adverbs stand between."""
    skipped = _aside(doc, m.end + 1) if m.end + 1 < len(doc) and doc[m.end].lower_ in language.have else 0
    skipped = skipped or _which(doc, m.end)
    for token in doc[m.end + skipped : min(m.end + skipped + _BETWEEN, len(doc))]:
        if token.is_sent_start:
            return False
        if token.lower_ in words.company_verbs and token.pos_ not in ("NOUN", "ADJ"):
            return token.tag_ != "VBN" or token.i > m.end  # "Nova named ...", not "the Nova named ..."
        passes = token.lower_ in language.skip | language.have or token.pos_ in ("AUX", "ADV")
        if not passes or token.lower_ in language.be:
            return False
    return False


def _which(doc: Doc, comma: int) -> int:
    """ "Nova, which announced": 2, the tokens before the verb; else 0."""
    return 2 * (comma + 2 < len(doc) and doc[comma].text == "," and doc[comma + 1].lower_ == "which")


def _aside(doc: Doc, comma: int) -> int:
    """Tokens of « Alma a, quant à elle, levé » up to the second comma; 0 where there is none."""
    if doc[comma].text != ",":
        return 0
    closing = (i for i in range(comma + 1, min(comma + _REACH, len(doc))) if doc[i].text == ",")
    return next((i + 2 - comma for i in closing), 0)


def _joined(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "She left Nova", « a rejoint Alma »: what people join, leave, run."""
    i = m.start - 1
    while i > 0 and doc[i].lower_ in language.articles:
        i -= 1
    return i >= 0 and doc[i].lower_ in words.joined_verbs and doc[i].pos_ not in ("NOUN", "ADJ")


def _invests(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "a Series A led by Nova": whoever leads a round, of one name, is a fund."""
    i, rounds = m.start - 1, language.cues("rounds")
    if i < 2 or doc[i].lower_ not in language.by or doc[i - 1].lower_ not in ("led", "co-led") or m.end - m.start > 1:
        return False
    return not rounds.isdisjoint(doc.lowers[max(0, i - _BETWEEN) : i])


def _raises(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "Nova has closed a $15 million Series A": who raises a round is a company."""
    raising, rounds = language.cues("raising"), language.cues("rounds")
    verb = next((t for t in doc[m.end : m.end + _BETWEEN] if t.lower_ in raising), None) if raising else None
    if verb is None or any(t.is_punct or t.is_sent_start for t in doc[m.end : verb.i]):
        return False
    return not rounds.isdisjoint(doc.lowers[verb.i + 1 : min(verb.i + _ROUND, doc[m.start].sent.end)])


def _is_somebody(doc: Doc, m: Mention, language: Language) -> bool:
    """Names of two words that are a person's, whatever the model says.

    "Seun Marlo, who", "Seun Marlo, 39,", « Seun Marlo, 39 ans, », « une femme appelée Seun Marlo ».
    """
    words = doc[m.start : m.end]
    shaped = m.source != "list" and not m.sure and len(words) == 2 and all(t.is_title and t.is_alpha for t in words)
    if not shaped:
        return False
    if (
        m.start > 1
        and doc[m.start - 1].lower_ in language.of
        and doc[m.start - 2].lower_ in language.cues("personal_events")
    ):
        return True  # "the resignation of Seun Marlo"
    if doc[m.start - 1].lower_ in language.naming:
        return any(t.lower_ in _SOMEBODY for t in doc[max(m.start - _NAMED, 0) : m.start])
    if m.end + 2 >= len(doc) or doc[m.end].text not in (",", "("):
        return False
    after = doc[m.end + 1]
    if after.lower_ in language.indefinite and _described_with_who(doc, m.end + 1):
        return True
    aged = after.is_digit and len(after.text) == 2 and doc[m.end + 2].text in (",", "ans")
    return aged or after.lower_ == "who"


def _described_with_who(doc: Doc, i: int) -> bool:
    """ "Seun Marlo, another old-timer who": nothing but nouns up to "who"."""
    for token in doc[i + 1 : i + _REACH + 1]:
        if token.lower_ == "who":
            return True
        if (token.is_punct and token.text not in ("-", "'")) or token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _staffed(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """ "from Nova, where she ran sales", "from Nova, where he was head of sales": a place of work is no town."""
    if m.type == "Person" or m.end + 2 >= len(doc) or doc[m.end].text != ",":
        return False
    if doc[m.end + 1].lower_ not in language.clitics.get("place_relative", ()):
        return False
    clause = doc[m.end + 2 : min(m.end + 2 + _REACH, doc[m.start].sent.end)]
    return any(t.lower_ in words.work_verbs or t.lower_ in words.role_words for t in clause)


def _thing(doc: Doc, m: Mention, words: WordLists) -> bool:
    """ "Nova, which ...", "Nova said it ...", "shares in Nova", "Nova's shares": no person and no town."""
    end = m.end
    if m.type == "Product" or end + 2 >= len(doc):
        return False
    acts = not m.place or _subject(doc[end - 1])
    if doc[end].text == "," and doc[end + 1].lower_ == "which":
        return acts
    if m.start > 1 and doc[m.start - 1].lower_ in ("in", "of") and doc[m.start - 2].lower_ in words.holdings:
        return True
    if doc[m.start].is_sent_start and doc[end].text != "'s" and doc[m.start].pos_ != "PROPN":
        return acts and _said_it(doc, end, words)  # "New customers"
    owned = doc[end + (doc[end].text == "'s")].lower_
    return owned in words.belongings or (acts and _said_it(doc, end, words))


def _subject(token: Token) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")


def _said_it(doc: Doc, end: int, words: WordLists) -> bool:
    """ "Nova said on Monday that it would", "Nova says its ..."."""
    if doc[end].lower_ not in words.saying:
        return False
    for token in doc[end + 1 : end + 1 + _REACH]:
        named = token.pos_ in ("NOUN", "PROPN", "VERB") and token.ent_type_ != "DATE"
        if named or token.is_punct or token.is_sent_start:
            return False
        if token.lower_ in ("it", "its"):
            return token.dep_ in ("nsubj", "nsubjpass", "poss")
    return False


def _no_people(doc: Doc, mentions: Sequence[Mention], unsure: Sequence[Mention], words: WordLists) -> set[str]:
    """Names of one word, taken for people, that nobody bears in full and that nothing personal is said of."""
    if len(doc) < _ENOUGH:
        return set()
    full = {t.text for m in mentions if m.type == "Person" and m.end - m.start > 1 for t in doc[m.start : m.end]}
    single = [m for m in unsure if m.type == "Person" and m.end - m.start == 1]
    people = {m.text(doc) for m in single if _personal(doc, m, words)}
    return {m.text(doc) for m in single} - full - people


def _unknown_kinds(
    doc: Doc, mentions: Sequence[Mention], unsure: Sequence[Mention], words: WordLists, language: Language
) -> None:
    """In French any company is « elle »: what a model alone takes for somebody, the rules may type as they need."""
    single = [m for m in unsure if m.type == "Person" and m.end - m.start == 1]
    if not single:
        return
    full = {t.text for m in mentions if m.type == "Person" and m.end - m.start > 1 for t in doc[m.start : m.end]}
    people = {m.text(doc) for m in single if _introduced(doc, m, words, language)}
    for m in single:
        if m.text(doc) not in full | people:
            m.type = None


def _introduced(doc: Doc, m: Mention, words: WordLists, language: Language) -> bool:
    """« le rappeur Gims », « explique Durand », « Durand, qui », « la démission de Durand »."""
    i = m.start - 1
    if i < 0:
        return False
    before = doc[i].lower_
    if before in words.role_words or before in language.people or before in language.cues("saying"):
        return True
    if before in language.of and i and doc[i - 1].lower_ in language.cues("personal_events"):
        return True
    return m.end + 1 < len(doc) and doc[m.end].text == "," and doc[m.end + 1].is_digit


def _personal(doc: Doc, m: Mention, words: WordLists) -> bool:
    """ "Lee, who", "Lee, 52,", "said Lee", "Lee thinks", "Lee ... his": what is said of people alone."""
    before = doc[m.start - 1] if m.start else None
    if before is not None and (before.lower_ in words.saying or before.lower_ in words.role_words):
        return True
    following = [t for t in doc[m.end : m.end + _REACH] if t.i < doc[m.start].sent.end]
    if len(following) > 1 and following[0].text == "," and (following[1].lower_ == "who" or following[1].like_num):
        return True
    if following and following[0].lower_ in words.saying:
        return not _said_it(doc, m.end, words)
    if any(t.lower_ in words.personal_verbs for t in following[:_BETWEEN]) or _then_he(doc, m):
        return True
    return any(t.lower_ in _PRONOUNS for t in following)


def _then_he(doc: Doc, m: Mention) -> bool:
    """ "Lee moved to Oslo. He ...": the subject is the one that the next sentence goes on about."""
    after = doc[m.start].sent.end
    while after < len(doc) and doc[after].is_space:
        after += 1
    return after < len(doc) and doc[after].lower_ in ("he", "she") and _subject(doc[m.end - 1])

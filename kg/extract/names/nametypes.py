"""What an unlisted name is, by its own words and by the words beside it: a person, an organisation or a product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extract.names.boundaries import camel
from kg.extract.names.lexicon import WordLists
from kg.extract.names.origins import based_before
from kg.extract.names.personal import aged, takes_who
from kg.extract.parsing.language import Language
from kg.model import EntityType

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["named_product", "numbered", "type_by_context", "type_by_shape"]

_APPOSITION = 9  # tokens from a name to the noun of its apposition ("Nova, the Acme-backed drug discovery company,")
_REACH = 6  # words between a noun and the name it types
_QUOTES = frozenset({'"', "“", "'", "«"})
_PARTY = 5  # letters of an acronym that no person bears
_HELD = 7  # tokens from « participation » to the name
_CENTURIES = ("19", "20")
_YEAR = 4  # digits of a year, which begins no name
_TITLE = 4  # words of a title between its noun and the name of the company


def type_by_shape(doc: Doc, start: int, end: int, words: WordLists) -> EntityType | None:
    """The type that a name's own words tell: a word such as "Capital", a legal form, a given name, an ampersand."""
    tokens = list(doc[start:end])
    if len(tokens) > 1 and any(
        t.lower_ in words.organization_words or t.lower_ in words.institutions for t in tokens[1:]
    ):
        return "Organization"
    if len(tokens) > 1 and _institutional(tokens, words):
        return "Organization"
    if "&" in tokens[0].text[1:] or any(t.text == "&" for t in tokens[1:-1]):
        return "Organization"
    if 1 < len(tokens) <= 5 and _personal(tokens, words):
        return "Person"
    return None


def numbered(doc: Doc, i: int, end: int, free: Sequence[bool], words: WordLists) -> bool:
    """ "360 Capital Partners", « 50 Partners »: a number, at ``i``, and what tells an organisation, among names."""
    if i < 0 or not doc[i].is_digit or not free[i] or doc[i + 1].is_sent_start:
        return False
    if i and doc[i - 1].text not in (",", "(") and doc[i - 1].pos_ not in ("CCONJ", "ADP"):
        return False
    if end - i > 2:
        year = len(doc[i].text) == _YEAR and doc[i].text[:2] in _CENTURIES  # "In 2010 Nova Bank appointed"
        return not year and type_by_shape(doc, i + 1, end, words) == "Organization"
    kind = doc[i + 1].text[:1].isupper() and doc[i + 1].lower_ in words.organization_words
    return kind and len(doc[i].text) < _YEAR


def _institutional(tokens: Sequence[Token], words: WordLists) -> bool:
    first, last = tokens[0], tokens[-1]
    heads = (
        first.lower_ in words.institutions
        or first.lower_ in words.lower_heads
        or first.lower_ in words.organization_words
    )
    return heads or last.lower_.rstrip(".") in words.legal_forms


def _personal(tokens: Sequence[Token], words: WordLists) -> bool:
    first = tokens[0].text
    if len(tokens) > 2 and tokens[1].text == "-":
        first = "".join(t.text for t in tokens[:3])
        if len(tokens) == 3 and first not in words.given_names:
            return False  # "Kimberly-Clark"
    if first not in words.given_names and tokens[0].text not in words.given_names:
        return False
    return all(
        t.text[:1].isupper() or t.lower_ in words.particles or t.text in ("-", "'")
        for t in tokens[1:]
        if not t.is_digit
    )


def type_by_context(doc: Doc, start: int, end: int, words: WordLists, language: Language) -> EntityType | None:
    """The type that a noun or title right beside a name tells (« la start-up Alma », "Nova, a startup", "Mr Smith")."""
    if start and doc[start - 1].text in language.person_titles:
        return "Person"
    if start and doc[start - 1].text in words.demonyms:
        if any(camel(t) or (t.text.isupper() and len(t.text) > 1) for t in doc[start:end]):
            return "Organization"  # « le Britannique FitBuddy », « le Français GL Systems »
        if end - start > 1:
            return "Person"
    if (start and doc[start - 1].lower_ in words.families) or aged(doc, end) or takes_who(doc, start, end, language):
        return "Person"
    apart = based_before(doc, start, language) or _by_people(doc, start, language)
    apart = apart or _former_of(doc, start, end, words, language)
    if apart and doc[start].text not in words.given_names:
        return "Organization"
    named = (
        _own_thing(doc, end, words, language)
        or _noun_before(doc, start, words, language)
        or _noun_after(doc, end, words, language)
        or _instance_of(doc, start, words, language)
    )
    return named or ("Organization" if _employs(doc, start, end, words, language) else None)


def _instance_of(doc: Doc, start: int, words: WordLists, language: Language) -> EntityType | None:
    """« des fournisseurs automobiles comme Alma », "rivals such as Nova": the noun before tells it of each."""
    i = next((start - len(p) for p in language.likening if _stands(doc, start, p)), 0)
    for k in range(i - 1, max(-1, i - 4), -1):
        kind = _kind_at(doc, k, words) or words.nouns.get(_one_of(doc[k].lower_))
        if kind is not None:
            return kind if kind != "Product" else None
        if doc[k].pos_ != "ADJ" and doc[k].text != ",":
            return None
    return None


def _stands(doc: Doc, end: int, phrase: Sequence[str]) -> bool:
    start = end - len(phrase)
    return start > 0 and [t.lower_ for t in doc[start:end]] == list(phrase)


def _one_of(plural: str) -> str:
    """The singular of a regular plural."""
    if plural.endswith("ies"):
        return plural[:-3] + "y"
    return plural[:-3] + "al" if plural.endswith("aux") else plural[:-1] if plural.endswith("s") else plural


def named_product(doc: Doc, end: int, words: WordLists, language: Language) -> bool:
    """ "the Santy worm", "Tiger operating system", "Lumio 4.0": what the name before token ``end`` is, if unsure."""
    if end >= len(doc) or doc[end].is_sent_start:
        return False
    version = doc[end].text[:1].isdigit() and "." in doc[end].text.strip(".") and doc[end].like_num
    if not language.labels["possessor"]:
        return version
    two = doc.text_of(end, end + 2)
    return version or two in words.product_heads or _one_of(doc[end].text) in words.product_heads


def _own_thing(doc: Doc, end: int, words: WordLists, language: Language) -> EntityType | None:
    """ "its proprietary Nova platform": what a possessive owns and a noun calls a thing."""
    i = end - 1
    if end >= len(doc) or not language.labels["possessor"]:
        return None
    while i > 0 and doc[i].text[:1].isupper():
        i -= 1
    i -= doc[i].pos_ == "ADJ"
    owned = doc[i].lower_ in language.pronouns["possessive"] and doc[end].lower_ in words.named_things
    return "Product" if owned else None


def _former_of(doc: Doc, start: int, end: int, words: WordLists, language: Language) -> bool:
    """ "a former Nova medical dean": a name between such a word and a position is of whom somebody was with."""
    led = start > 1 and doc[start - 1].lower_ in language.origins and doc[start - 2].lower_ in language.articles
    i = end
    while led and i < min(len(doc), end + _TITLE) and doc[i].is_lower and doc[i].pos_ in ("ADJ", "NOUN"):
        if doc[i].lower_ in words.role_words:
            return bool(language.labels["possessor"])
        i += 1
    return False


def _employs(doc: Doc, start: int, end: int, words: WordLists, language: Language) -> bool:
    """« chez Alma », « le PDG d'Alma », "founder and CEO of Nova": only an organisation has such people."""
    if start < 1 or (end - start == 1 and doc[start].text in words.given_names):
        return False
    if doc[start - 1].lower_ in words.employer_prepositions:
        return not _befallen(doc, end, language)
    if doc[start - 1].lower_ == "dans" and any(t.lower_ in words.holdings for t in doc[max(0, start - _HELD) : start]):
        return True  # « une participation de 20 % dans Alma »
    i = start - 1
    if doc[i].lower_ not in language.of:
        return False
    while i > 0 and i > start - _TITLE and doc[i - 1].pos_ == "ADJ" and _compound(doc, i - 1) not in words.owned_by:
        i -= 1  # « directeur général de »
    return i > 0 and _compound(doc, i - 1) in words.owned_by


def _befallen(doc: Doc, end: int, language: Language) -> bool:
    """ "in protest at Ann Lee's sacking", "anger at Roy's exit": what befalls a person."""
    after = doc.lowers[end + 1 : end + 2]
    return bool(after) and doc[end].tag_ == "POS" and after[0] in language.role_words.get("befalling", ())


def _noun_before(doc: Doc, start: int, words: WordLists, language: Language) -> EntityType | None:
    """« la start-up parisienne Alma », « l'éditeur français de logiciels Alma », "a firm called Nova"."""
    i = _before_naming(doc, start, words)
    called = i < start - 1
    if not called and i >= 0 and doc[i].text in _QUOTES:
        i -= 1  # « le film "Alma" »
    if not called and i > 0 and doc[i].text == "," and language.labels["possessor"]:
        return _announced(doc, i - 1, start, words, language)
    for _ in range(_REACH):
        if i < 0 or doc[i].is_space or doc[i].is_punct or not doc[i].is_lower:
            return None
        kind = "Product" if called and _compound(doc, i) in words.named_things else _kind_at(doc, i, words)
        if kind == "Person" and doc[start].text.isupper() and len(doc[start].text) <= _PARTY:
            return None  # « le député LR Jean Petit »
        if kind is not None:
            return kind if _singular(doc[i]) else None
        if language.labels["possessor"] or not _describes(doc, i, start, language):
            return None
        i -= 1
    return None


def _announced(doc: Doc, noun: int, start: int, words: WordLists, language: Language) -> EntityType | None:
    """ "its loan app, Alma", "another local firm, Nova,": what a noun before the comma announces."""
    kind = words.nouns.get(_compound(doc, noun)) if _singular(doc[noun]) else None
    if kind != "Organization" or doc[start].text in words.given_names:
        return kind if kind == "Product" else None
    i = noun - 1
    while i > 0 and doc[i].is_lower and doc[i].pos_ in ("NOUN", "ADJ"):
        i -= 1
    one = doc[i].lower_ in language.cues("announcing")
    end = start
    while end < len(doc) and doc[end].text[:1].isupper():
        end += 1
    return kind if one and end < len(doc) and doc[end].text in (",", ".", ";") else None


def _before_naming(doc: Doc, start: int, words: WordLists) -> int:
    """Where a noun can stand before the name: right there, or before "called", ", known as"."""
    i = start - 1 - (start > 1 and doc[start - 1].text in _QUOTES)
    if i > 0 and doc[i].lower_ == "as" and doc[i - 1].lower_ == "known":
        i -= 1
    elif i < 0 or doc[i].lower_ not in words.naming:
        return start - 1
    return i - 2 if i > 1 and doc[i - 1].text == "," else i - 1


def _compound(doc: Doc, i: int) -> str:
    """The word at ``i``, with the hyphened parts before it ("start-up" may be three tokens)."""
    if i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and not doc[i - 2].whitespace_:
        return f"{doc[i - 2].lower_}-{doc[i].lower_}"
    return doc[i].lower_


def _kind_at(doc: Doc, i: int, words: WordLists) -> EntityType | None:
    """What the noun that ends at token ``i`` tells, two words before one (« jeune pousse », "think tank")."""
    two = words.nouns.get(doc.text_of(i - 1, i + 1).lower()) if i else None
    return two or words.nouns.get(_compound(doc, i))


def _by_people(doc: Doc, start: int, language: Language) -> bool:
    """« le suédois Alma », « l'américain Nova »: a people with a small letter, and no noun, is said of companies."""
    if start < 2 or not doc[start - 1].is_lower or doc[start - 1].lower_ not in language.peoples:
        return False
    return doc[start - 2].lower_ in language.definite and "Plur" not in doc[start - 1].morph.get("Number", [])


def _describes(doc: Doc, i: int, start: int, language: Language) -> bool:
    """Adjectives after the noun, and « de logiciels » between it and the name."""
    token = doc[i]
    if token.pos_ == "ADJ" or token.dep_ == "amod":
        return True
    linked = i > 0 and (doc[i - 1].lower_ in language.of or doc[i - 1].lower_ == "en")
    bare = token.lower_ == "en" and doc[i + 1].pos_ == "NOUN"  # « le spécialiste de la paie en ligne Alma »
    article = token.lower_ in language.articles and doc[i - 1].lower_ in language.of
    return (token.pos_ == "NOUN" and linked) or (token.lower_ in language.of and i + 1 < start) or bare or article


def _singular(token: Token) -> bool:
    return "Plur" not in token.morph.get("Number", [])


def _noun_after(doc: Doc, end: int, words: WordLists, language: Language) -> EntityType | None:
    """ "Nova, a Paris-based startup": the first known noun of the apposition, a determiner before it."""
    if end + 1 >= len(doc) or doc[end].text not in (",", "(") or doc[end].is_sent_start:
        return None
    determined = doc[end + 1].lower_ in language.articles or doc[end + 1].lower_ in language.pronouns["possessive"]
    limit = min(end + _APPOSITION if determined else end + 2, len(doc))
    for i in range(end + 1, limit):
        token = doc[i]
        kind = _kind_at(doc, i, words)
        if kind is None and (_closes(token) or token.lower_ in language.of):
            return None
        after = doc[i + 1] if i + 1 < len(doc) else None
        if kind is None or not token.is_lower or (after is not None and after.text == "'s"):
            continue  # "Ann Lee, the startup's founder"
        compound = after is not None and after.pos_ in ("NOUN", "PROPN") and bool(language.labels["possessor"])
        if not compound:
            return kind  # "a software firm" is a firm
    return None


def _closes(token: Token) -> bool:
    """Punctuation and finite verbs end an apposition; participles do not."""
    if token.is_punct:
        return token.text != "-"
    return token.pos_ in ("VERB", "AUX") and not token.lower_.endswith(("ed", "é", "ée"))

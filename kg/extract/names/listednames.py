"""Listed names in a text: whether a form stands for the thing, and whether it is only part of a longer name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.extract.names.boundaries import ends_name, glued, name_like
from kg.extract.names.lexicon import Hit, WordLists

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["ListedNames", "acronym", "counts_next", "number_word", "opens_sentence", "product_code"]

_OPENERS = frozenset({":", "«", '"', "“", ".", "!", "?", "-", "–", "—", "•", "*"})  # a sentence may begin after these
_APPOSED = 6  # tokens of ", the hardware startup"
_SHORT = 4  # words of a heading, which says too little
_TITLED = 0.6  # of a headline's words are capitalised
_FUNCTIONS = frozenset({"VERB", "AUX", "DET", "PRON", "ADP"})


class ListedNames:
    """Judges the hits of the lists in a Doc. ``free``: tokens that no mention has taken, which changes meanwhile."""

    def __init__(self, doc: Doc, words: WordLists, free: list[bool]) -> None:
        self.doc, self.words, self.free = doc, words, free
        people = [e for e in doc.ents if e.label_ in ("PER", "PERSON") and len(e) > 1]
        self._surnames = {e[-1].text for e in people}

    def choose(self, hits: Iterable[Hit]) -> list[Hit]:
        """The hits that stand, the longest first."""
        ranked = sorted(hits, key=lambda h: (h.start - h.end, h.start, h.epithet, h.entry.type, h.entry.name))
        return [h for h in ranked if self.stands(h)]

    def stands(self, hit: Hit) -> bool:
        """Whether a listed form is the thing, and not part of another name or an ordinary word."""
        doc, first = self.doc, self.doc[hit.start]
        before = doc[hit.start - 1] if hit.start else None
        if hit.epithet:
            return before is None or before.tag_ not in ("POS", "JJS")  # "Europe's largest AI cloud provider"
        after = doc[hit.end] if hit.end < len(doc) else None
        if before is not None and first.ent_iob_ == "I" and hit.end - hit.start == 1:
            person = before.ent_type_ in ("PER", "PERSON") and not before.text.isupper() and not before.is_punct
            if person or (hit.entry.ambiguous and before.text[:1].isupper()):
                return False  # « Jean Orange », "Nova Capital"
        if self._ends_another(hit, before) or (before is not None and number_word(before)):
            return False
        kind = after is not None and after.is_title and after.lower_ in self.words.organization_words
        if not hit.entry.ambiguous:
            return not (kind and hit.entry.type == "Product" and self._a_part(hit.end))  # "Android Systems Group"
        company = hit.entry.type == "Product" and kind  # "Atlas Venture" is no robot
        if company or (first.text in self._surnames and first.ent_type_ in ("PER", "PERSON")):
            return False
        longer = after is not None and after.is_title and after.ent_type_ in ("PER", "PERSON") and after.ent_iob_ == "I"
        return not longer and (_named(first) or self._opens(first, after) or self._described(hit))

    def _a_part(self, i: int) -> bool:
        """Whether two words of organisations' names stand at token ``i``."""
        words = self.words.organization_words
        return i + 1 < len(self.doc) and self.doc[i + 1].is_title and self.doc[i + 1].lower_ in words

    def _described(self, hit: Hit) -> bool:
        """ "is buying io, the hardware startup that ...": what the comma leads to says of which kind it is."""
        i = hit.end
        if i + 2 >= len(self.doc) or self.doc[i].text != "," or self.doc[i + 1].pos_ != "DET":
            return False
        for t in self.doc[i + 2 : i + _APPOSED]:
            if self.words.nouns.get(t.lower_) == hit.entry.type:
                return True
            if t.pos_ not in ("ADJ", "NOUN", "PROPN"):
                return False
        return False

    def _ends_another(self, hit: Hit, before: Token | None) -> bool:
        """ "Euro Disney": a listed company that ends a longer name of the model's, which the article has twice."""
        first = self.doc[hit.start]
        if before is None or hit.end - hit.start > 1 or hit.entry.type != "Organization" or first.ent_iob_ != "I":
            return False
        alone = before.ent_iob_ == "B" and before.is_title and before.is_alpha and before.pos_ == "PROPN"
        common = before.text in self.words.not_names or before.lower_ in self.words.role_words
        named = before.text in self.words.given_names or before.text in self.words.demonyms
        if not alone or common or named or first.ent_type_ not in ("ORG", "FAC"):
            return False
        pair = f"{before.text} {first.text}"
        return self.doc.text.count(pair) > 1

    def _opens(self, first: Token, after: Token | None) -> bool:
        """ "Stripe relies on ...", "Stripe CTO Ann Lee", "Arm and Nvidia ...": no bare common noun stands so."""
        if not first.text[:1].isupper() or first.text.isupper() or after is None:
            return False
        joins = after.text in (",", "and", "et")
        listed = joins and after.i + 1 < len(self.doc) and after.nbor().text[:1].isupper()
        predicate = after.pos_ in ("VERB", "AUX") or after.text == "'s" or after.lower_ in self.words.role_words
        return listed or predicate

    def end_of(self, hit: Hit, starts: Mapping[int, Hit]) -> int:
        """Token after the name that a listed form begins, be it longer: « Mozilla Europe », "Galaxy Book S".

        ``starts``: the longest listed form that begins at each token.
        """
        end = hit.end
        while end < len(self.doc) and end not in starts and self._goes_on(hit, end):
            end += 1
        tied = glued(self.doc, hit.start, end, self.free)[1]
        if tied > end and name_like(self.doc[tied - 1]) and tied - 1 not in starts:
            while tied < len(self.doc) and tied not in starts and self._goes_on(hit, tied):
                tied += 1
            return tied
        if end == hit.end and self._and_company(end) and hit.entry.type == "Organization":
            return end + 2
        if end == hit.end or not self._whole(hit, end):
            return self._end_of_pair(hit, starts)
        return end + self._form_at(end)

    def _end_of_pair(self, hit: Hit, starts: Mapping[int, Hit]) -> int:
        """ "Nokia Siemens Networks": token after a name that two listed companies and what it is make; or the hit's."""
        second = starts.get(hit.end)
        if second is None or not hit.entry.type == second.entry.type == "Organization" or second.epithet:
            return hit.end
        end = second.end
        while end < len(self.doc) and end not in starts and self._goes_on(second, end):
            end += 1
        named = end > second.end and self.doc[end - 1].lower_ in self.words.organization_words
        return end + self._form_at(end) if named and not self._headlined(hit.start) else hit.end

    def _and_company(self, i: int) -> bool:
        """ "Merck & Co.", "Tiffany & Co"."""
        after = self.doc[i : i + 2]
        return (
            len(after) > 1
            and after[0].text == "&"
            and after[1].lower_.rstrip(".") == "co"
            and all(self.free[i : i + 2])
        )

    def _form_at(self, i: int) -> int:
        """1 where a legal form stands at ``i``, which belongs to the longer name ("Vantor Holdings Inc."), else 0."""
        formed = i < len(self.doc) and self.doc[i].lower_.rstrip(".") in self.words.legal_forms
        return int(formed and self.free[i] and not self.doc[i].is_sent_start)

    def model_end(self, hit: Hit, articles: frozenset[str], models: set[str]) -> int:
        """Token after a product that a listed company's name begins: « la Renault Clio », "BMW X3"; else ``hit.end``.

        ``models`` are the words that made such products after an article in the same text; it grows.
        """
        end = hit.end
        while end < len(self.doc) and self._names_model(hit, end):
            end += 1
        if end == hit.end or not articles:
            return hit.end
        first = self.doc[hit.end].text
        if hit.start > 0 and self.doc[hit.start - 1].lower_ in articles:
            models.add(first)
        coded = product_code(first.upper()) and not first.isdigit()
        return end if coded or first in models else hit.end

    def _names_model(self, hit: Hit, i: int) -> bool:
        token = self.doc[i]
        if token.is_sent_start or not self.free[i] or token.lower_.removeprefix("ex-") in self.words.role_words:
            return False
        if token.is_digit:
            return len(token.text) < 5 and not counts_next(self.doc, i + 1)
        if self._no_model(token) or (i == hit.end and self._is_part(hit, token)):
            return False
        return token.text[0].isalnum() and any(c.isupper() or c.isdigit() for c in token.text)

    def _no_model(self, token: Token) -> bool:
        words = self.words
        if any(token.text in names for names in (words.places, words.given_names, words.demonyms)):
            return True
        return token.text in words.not_names and not product_code(token.text)

    def _is_part(self, hit: Hit, token: Token) -> bool:
        """« la Renault Foundation », « la RATP Dev »: a part of the company, which an article may stand before too."""
        if token.lower_ in self.words.organization_words or token.lower_.rstrip(".") in self.words.legal_forms:
            return True
        return self.doc[hit.start].text.isupper() and not any(c.isdigit() for c in token.text)

    def _whole(self, hit: Hit, end: int) -> bool:
        """Whether the longer name ends as names do."""
        last, words = self.doc[end - 1], self.words
        kind = last.lower_ in words.organization_words or last.text in words.places or acronym(last, words)
        return hit.entry.type == "Product" or kind or self._same_entity(hit.start, end)

    def _goes_on(self, hit: Hit, i: int) -> bool:
        token, words = self.doc[i], self.words
        if token.is_sent_start or not self.free[i] or ends_name(self.doc, i, words):
            return False
        if _ends_with_a_form(self.doc[i - 1], words) and token.lower_.rstrip(".") not in words.legal_forms:
            return False  # "Intel Corp. Volume fell"
        if token.text.rstrip(".") in words.not_names and not self._before_kind(token):
            return False
        if hit.entry.type == "Product":
            return version(token) or (token.text[:1].isupper() and token.lower_ in words.editions)
        return self._company_goes_on(hit, token)

    def _company_goes_on(self, hit: Hit, token: Token) -> bool:
        words = self.words
        if not (token.text[:1].isupper() and token.is_alpha) or token.pos_ in _FUNCTIONS:
            return False
        if acronym(token, words) and self.doc[hit.end - 1].text.isupper():
            return True
        if token.text in words.given_names or token.lower_.rstrip(".") in words.legal_forms:
            return False
        kind = token.lower_ in words.organization_words or token.text in words.places or self._before_kind(token)
        return kind or (not self._headlined(hit.start) and self._same_entity(hit.start, token.i + 1))

    def _before_kind(self, token: Token) -> bool:
        """ "Volvo [Car] Group": a word of a longer name whose last word tells what it is."""
        after = token.nbor() if token.i + 1 < len(self.doc) else None
        if after is None or after.is_sent_start or not self.free[after.i] or not after.is_title:
            return False
        return after.lower_ in self.words.organization_words and not self._headlined(token.i)

    def _headlined(self, i: int) -> bool:
        """Whether a line without a stop, its words mostly capitalised, holds token ``i``: any looks a name."""
        words = [t for t in self.doc[i].sent if t.is_alpha]
        last = next((t for t in reversed(self.doc[i].sent) if not t.is_space), None)
        titled = sum(t.text[0].isupper() for t in words) > _TITLED * len(words)
        return titled and len(words) > _SHORT and last is not None and not last.is_punct

    def _same_entity(self, start: int, end: int) -> bool:
        """Whether the model takes the tokens for one name of an organisation."""
        first = self.doc[start]
        return first.ent_type_ in ("ORG", "MISC") and all(t.ent_iob_ == "I" for t in self.doc[start + 1 : end])


def _ends_with_a_form(token: Token, words: WordLists) -> bool:
    return token.text.endswith(".") and token.lower_.rstrip(".") in words.legal_forms


def number_word(token: Token) -> bool:
    """ "Seven" in "Seven Starling": a number with a capital begins a name."""
    return token.is_title and token.is_alpha and token.like_num and not token.is_sent_start


def acronym(token: Token, words: WordLists) -> bool:
    """ "CMA", "OCTO": capitals only, and no common abbreviation."""
    return token.text.isupper() and len(token.text) > 1 and token.is_alpha and token.text not in words.not_names


def opens_sentence(token: Token) -> bool:
    """Whether the place of ``token`` gives it a capital whatever it is."""
    before = token.doc[token.i - 1] if token.i else None
    return before is None or token.is_sent_start is True or before.is_space or before.text in _OPENERS


def _named(first: Token) -> bool:
    """A capital in the middle of a sentence makes a name of an ordinary word; at its beginning the model is asked."""
    if first.ent_type_ in ("ORG", "PRODUCT", "MISC") or first.pos_ == "PROPN":
        return True
    return first.text[:1].isupper() and not opens_sentence(first)


def counts_next(doc: Doc, i: int) -> bool:
    """« la Peugeot 40 % moins chère » against « une Peugeot 208 »: whether token ``i`` is what a number counts."""
    if i >= len(doc):
        return False
    token = doc[i]
    return token.text in ("%", "€", "$") or token.lower_.startswith(("million", "milliard", "euro", "dollar"))


def version(token: Token) -> bool:
    """ "15", "S", "8cx": what a product's name goes on with."""
    text = token.text
    number = text[:1].isdigit() and len(text) < 6
    return number or (len(text) == 1 and text.isupper()) or product_code(text)


def product_code(text: str) -> bool:
    """ "A350", "RTX4090": letters and digits in one word."""
    return text[:1].isupper() and any(c.isdigit() for c in text) and len(text) < 10 and text.isalnum()

"""spaCy's attribute ruler, which remembers what it has decided on words like this one.

The stock component tries some hundred patterns on every token and makes an object for each that fits. Nearly all of
them look at one token: at its wording, its tag and its label, of which a language has few combinations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from spacy.attrs import DEP, LOWER, POS, TAG
from spacy.language import Language as Pipeline
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.pipeline.attributeruler import set_token_attrs  # type: ignore[attr-defined] # no stub says so
from spacy.tokens import Doc
from spacy.vocab import Vocab

__all__ = ["remember_rulings"]

_OF_THE_PARSE = frozenset({"TAG", "POS", "DEP"})
_OF_THE_WORD = frozenset({"LOWER", "IS_SPACE"})  # what else such patterns may ask for, by which words are told apart
_KEPT = 200_000  # words, or combinations; then all are forgotten, so that memory stays flat


class _Pattern(NamedTuple):
    number: int  # patterns apply in this order
    tokens: list[dict[str, Any]]
    attributes: dict[Any, Any]
    place: int  # of the token that they are for; negative from the end


class _Ruler(AttributeRuler):
    """Sets what :class:`spacy.pipeline.AttributeRuler` sets, except lemmas, for which no rule asks."""

    def __init__(self, vocab: Vocab, name: str) -> None:
        super().__init__(vocab, name)
        self._wordings, self._single, self._longer = (Matcher(vocab) for _ in range(3))
        self._by_number: dict[int, _Pattern] = {}
        self._words: dict[int, frozenset[int]] = {}
        self._settled: dict[tuple[Any, ...], list[int]] = {}

    def learn(self, patterns: Sequence[_Pattern]) -> None:
        """Takes the patterns of a stock ruler."""
        for p in patterns:
            self._by_number[p.number] = p
            if len(p.tokens) > 1:
                self._longer.add(str(p.number), [p.tokens])
                continue
            self._single.add(str(p.number), [p.tokens])
            worded = {k: v for k, v in p.tokens[0].items() if k in _OF_THE_WORD}
            if worded:
                self._wordings.add(str(p.number), [[worded]])

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributes of all tokens."""
        further = self._of_longer(doc) if len(self._longer) else {}
        words, settled = self._words, self._settled
        rows = doc.to_array([LOWER, TAG, POS, DEP]).tolist()
        found = []
        for i, (lower, *parse) in enumerate(rows):
            word = words.get(lower)
            if word is None:
                word = self._learn_word(lower)
            key = (word, *parse)
            numbers = settled.get(key)
            if numbers is None:
                numbers = self._settle(key, doc, i)
            found.append(numbers)
        for i, numbers in enumerate(found):
            for number in sorted({*numbers, *further[i]}) if i in further else numbers:
                set_token_attrs(doc[i], self._by_number[number].attributes)
        return doc

    def _of_longer(self, doc: Doc) -> dict[int, list[int]]:
        """The patterns of several tokens that hold, by the token that each is of."""
        found = defaultdict(list)
        for key, start, end in self._longer(doc, allow_missing=True):
            number = int(self.vocab.strings[key])
            place = self._by_number[number].place
            found[(start if place >= 0 else end) + place].append(number)
        return found

    def _learn_word(self, lower: int) -> frozenset[int]:
        """The patterns whose wording a word has."""
        if len(self._words) > _KEPT:
            self._words.clear()
        doc = Doc(self.vocab, words=[self.vocab.strings[lower]])
        found = self._words[lower] = frozenset(key for key, _, _ in self._wordings(doc))
        return found

    def _settle(self, key: tuple[Any, ...], doc: Doc, i: int) -> list[int]:
        """The patterns that hold of a token, asked for once for each combination of wordings, tag and label."""
        if len(self._settled) > _KEPT:
            self._settled.clear()
        matches = self._single(doc[i : i + 1], allow_missing=True)
        found = self._settled[key] = sorted(int(self.vocab.strings[number]) for number, _, _ in matches)
        return found


@Pipeline.factory("kg_attributes")
def _make(nlp: Pipeline, name: str) -> _Ruler:
    return _Ruler(nlp.vocab, name)


def remember_rulings(nlp: Any) -> None:
    """Puts such a component in the stock one's place, where its patterns are of the kind that can be remembered."""
    if "attribute_ruler" not in nlp.pipe_names:
        return
    stock = nlp.get_pipe("attribute_ruler")
    patterns = [
        _Pattern(number, tokens, attributes, raw["index"])
        for number, (raw, attributes) in enumerate(zip(stock.patterns, stock.attrs, strict=True))
        for tokens in raw["patterns"]
        if set(raw["attrs"]) != {"LEMMA"}
    ]
    asked = {key for p in patterns if len(p.tokens) == 1 for key in p.tokens[0]}
    if asked <= _OF_THE_PARSE | _OF_THE_WORD:
        nlp.replace_pipe("attribute_ruler", "kg_attributes")
        nlp.get_pipe("attribute_ruler").learn(patterns)

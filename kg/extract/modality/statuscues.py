"""The words that tell how sure a claim is, as ``ontologies/cues/<lang>/status.yaml`` has and explains them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import OntologyError
from kg.extract.parsing.language import Language, load_language
from kg.ontology import Ontology, compiled

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["Cue", "Effect", "Phrases", "StatusCues", "load_status_cues", "norm"]

Effect = Literal["asserted", "announced", "rumoured", "speculated", "denied", "keep", "done", "conditional"]
Voice = Literal["any", "active", "passive"]
_EFFECTS = frozenset({"asserted", "announced", "rumoured", "speculated", "denied", "keep", "done", "conditional"})
_NEGATED: Mapping[str, Effect] = {
    "announced": "denied",
    "rumoured": "denied",
    "speculated": "speculated",
    "denied": "speculated",  # "has not ruled out", « n'exclut pas »: left open
    "done": "denied",
    "keep": "speculated",  # "did not confirm that"
}
_CUE_KEYS = frozenset(["status", "negated", "verbs", "words", "voice", "of", "speaker", "says", "announces"])


@dataclass(frozen=True, slots=True)
class Cue:
    """What a governing word does to the claim below it.

    ``status`` and ``negated`` are the effects of the word and of its negation; ``rest`` are the words that must follow
    it; ``of`` limits it to claims that are its subject, object or clause. ``speaker``: its subject is who says it;
    ``says``: a verb of saying, whose complement is the speaker's own view; ``announces``: a deal that is its object is
    an announced one.
    """

    status: Effect
    negated: Effect
    rest: tuple[str, ...]
    voice: Voice
    of: str
    speaker: bool
    says: bool
    announces: bool


@dataclass(frozen=True, slots=True)
class Progressive:
    """ "is joining": a verb tagged ``tag`` after one of ``auxiliaries``; of the relations it ``announces``, it does.

    ``entering``: progressives that announce a position ("is becoming chief").
    """

    auxiliaries: frozenset[str]
    tag: str
    announces: frozenset[str]
    entering: frozenset[str] = frozenset()


class Phrases:
    """Phrases of lower-case words, found in a Doc by their first word, the longest first."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        index: dict[str, list[tuple[list[str], Any]]] = defaultdict(list)
        for phrase, value in values.items():
            first, *rest = _split(phrase)
            index[first].append((rest, value))
        self._index = {k: sorted(v, key=lambda x: (-len(x[0]), x[0])) for k, v in index.items()}

    def at(self, doc: Doc, i: int) -> tuple[int, Any] | None:
        """(number of tokens, value) of the longest phrase that starts at token ``i``."""
        for rest, value in self._index.get(doc.plains[i], ()):
            if doc.plains[i + 1 : i + 1 + len(rest)] == rest:
                return len(rest) + 1, value
        return None

    def within(self, doc: Doc, start: int, end: int) -> Iterator[tuple[int, int, Any]]:
        """(start, end, value) of every phrase that begins in tokens ``[start, end)``."""
        for i in range(max(start, 0), min(end, len(doc))):
            found = self.at(doc, i)
            if found is not None:
                yield i, i + found[0], found[1]

    def __contains__(self, word: str) -> bool:
        return any(not rest for rest, _ in self._index.get(_plain(word), ()))


def norm(token: Token) -> str:
    """Lower case, with a straight apostrophe."""
    return token.plain


def _plain(word: str) -> str:
    return word.replace("’", "'")


def _split(phrase: str) -> list[str]:
    """The words of a phrase as the tokenizers cut them: after an apostrophe, around a hyphen."""
    spaced = phrase.lower().replace("’", "'").replace("'", "' ").replace("-", " - ")
    return spaced.replace("n' t", "n't").split()


@dataclass(frozen=True, slots=True, eq=False)
class StatusCues:
    """All cues of one language, indexed by word. Word sets are lower case."""

    lang: str
    language: Language
    governors: Mapping[str, tuple[Cue, ...]]
    light: frozenset[str]
    group: frozenset[str]
    negation: frozenset[str]
    weak_negation: frozenset[str]
    weak_verbs: frozenset[str]
    no_negation: Phrases
    not_until: frozenset[str]
    negative_subjects: frozenset[str]
    modals: Phrases
    progressive: Progressive
    future_endings: tuple[str, ...]
    conditional_endings: tuple[str, ...]
    no_mood: frozenset[str]
    conditional: Effect
    complementizers: frozenset[str]
    openers: Phrases
    infinitive_markers: frozenset[str]
    gerund_prepositions: Phrases
    adjuncts: Phrases
    adverbs: Phrases
    modifiers: Phrases
    deals: frozenset[str]
    contrast: frozenset[str]
    questions: frozenset[str]
    according: Phrases
    unnamed: frozenset[str]
    media: frozenset[str]
    press: Phrases
    pronouns: frozenset[str]
    of_others: frozenset[str]
    of_its_own: frozenset[str]
    cleft_subjects: frozenset[str]
    indefinite: frozenset[str]
    inherent: Phrases
    later: Phrases
    reasons: Phrases
    standing: frozenset[str]
    examples: tuple[Mapping[str, Any], ...]


@lru_cache(maxsize=8)
def load_status_cues(ontology: Ontology, lang: str) -> StatusCues:
    """The cues of a language.

    Raises:
        OntologyError: ``cues/<lang>/status.yaml`` is missing, lacks a key, or names an unknown status.
    """
    raw, file = ontology.data("cues", lang, "status"), f"cues/{lang}/status.yaml"
    press = [f for o in ontology.data("names", "organizations") or [] if o.get("kind") == "press" for f in _names(o)]
    return compiled(raw, file, lambda cues: _build(cues, load_language(ontology, lang), press), missing="no such file")


def _names(raw: Mapping[str, Any]) -> list[str]:
    return [raw["name"], *(raw.get("aliases") or [])]


def _build(raw: Mapping[str, Any], language: Language, press: Iterable[str]) -> StatusCues:
    said, verb = raw["speakers"], raw["verb_group"]
    return StatusCues(
        lang=language.lang,
        language=language,
        governors=_governors(raw, language),
        light=_inflected(raw["light_verbs"], raw, language),
        group=_words(verb["words"]) | language.be | language.have,
        negation=_words(verb["negation"]),
        weak_negation=_words(verb["weak_negation"]),
        weak_verbs=_words(verb["weak_negation_suffices_with"]),
        no_negation=Phrases(dict.fromkeys(verb["no_negation"], True)),
        not_until=_words(verb["not_until"]),
        negative_subjects=_words(verb["negative_subjects"]),
        modals=Phrases(_by_phrase(verb["modals"])),
        progressive=_progressive(verb.get("progressive")),
        future_endings=tuple(verb["future_endings"]),
        conditional_endings=tuple(verb["conditional_endings"]),
        no_mood=_words(verb["neither_future_nor_conditional"]),
        conditional=_effect(verb["conditional"]),
        complementizers=_words(raw["complementizers"]),
        openers=Phrases(_by_phrase(raw["openers"], extra=frozenset({"factual", "temporal", "relative", "complement"}))),
        infinitive_markers=_words(raw["infinitive_markers"]),
        gerund_prepositions=Phrases(_by_phrase(raw["prepositions"], extra=frozenset({"factual"}))),
        adjuncts=Phrases(_by_phrase(raw["adjuncts"], extra=frozenset({"factual"}))),
        adverbs=Phrases(_by_phrase(raw["adverbs"])),
        modifiers=Phrases(_by_phrase(raw["modifiers"])),
        deals=_words(raw["deals"]),
        contrast=_words(raw["contrast"]),
        questions=_words(raw["open_questions_not_with"]),
        according=Phrases(dict.fromkeys(said["according_to"], True)),
        unnamed=_words(said["unnamed"]),
        media=_words(said["media"]),
        press=Phrases(dict.fromkeys(sorted(press), True)),
        pronouns=_words(said["pronouns"]),
        of_others=_inflected(said["verbs_of_others"], raw, language),
        of_its_own=_inflected(said.get("verbs_of_its_own", []), raw, language),
        cleft_subjects=_words(raw["cleft_subjects"]),
        indefinite=_words(raw["indefinite_articles"]),
        inherent=Phrases(_by_phrase(raw["nouns_of_themselves"])),
        later=Phrases(dict.fromkeys(raw["future_times"], True)),
        reasons=Phrases(dict.fromkeys(raw.get("reasons", ()), True)),
        standing=frozenset(raw.get("standing", ())),
        examples=tuple(raw.get("examples", ())),
    )


def _progressive(raw: Mapping[str, Any] | None) -> Progressive:
    if raw is None:  # French has none
        return Progressive(frozenset(), "", frozenset())
    return Progressive(
        _words(raw["auxiliaries"]), raw["tag"], frozenset(raw["announces"]), _words(raw.get("entering", ()))
    )


def _words(items: Iterable[object]) -> frozenset[str]:
    return frozenset(str(x).lower() for x in items)


def _effect(name: str, extra: frozenset[str] = frozenset()) -> Any:
    if name not in _EFFECTS | extra:
        raise OntologyError(f"cues: {name!r} is not a status; there are {', '.join(sorted(_EFFECTS | extra))}")
    return name


def _by_phrase(groups: Mapping[str, Sequence[str]], extra: frozenset[str] = frozenset()) -> dict[str, Any]:
    return {str(p): _effect(name, extra) for name, phrases in groups.items() for p in phrases}


def _inflected(verbs: Iterable[str], raw: Mapping[str, Any], language: Language) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in _forms(verb, raw.get("irregular", {}), language))


def _forms(verb: str, irregular: Mapping[str, Sequence[str]], language: Language) -> tuple[str, ...]:
    if verb in irregular:
        return (verb, *irregular[verb])
    return tuple(dict.fromkeys((verb, *(f for forms in language.forms(verb).values() for f in forms))))


def _governors(raw: Mapping[str, Any], language: Language) -> dict[str, tuple[Cue, ...]]:
    index: dict[str, list[Cue]] = defaultdict(list)
    for row in raw["governors"]:
        unknown = set(row) - _CUE_KEYS
        if unknown:
            raise OntologyError(f"cues/{language.lang}/status.yaml: a governor has unknown keys {sorted(unknown)}")
        for form, rest in _surface(row, raw, language):
            index[form].append(_cue(row, rest))
    # the longer phrase first: "expects to" before "expects"; then as in the file
    return {k: tuple(sorted(v, key=lambda c: -len(c.rest))) for k, v in index.items()}


def _surface(
    row: Mapping[str, Any], raw: Mapping[str, Any], language: Language
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for phrase in row.get("words", ()):
        first, *rest = _split(str(phrase))
        yield first, tuple(rest)
    for phrase in row.get("verbs", ()):
        first, *rest = _split(str(phrase))
        for form in _forms(first, raw.get("irregular", {}), language):
            yield form, tuple(rest)


def _cue(row: Mapping[str, Any], rest: tuple[str, ...]) -> Cue:
    status = _effect(row["status"])
    return Cue(
        status=status,
        negated=_effect(row.get("negated", _NEGATED.get(status, status))),
        rest=rest,
        voice=row.get("voice", "any"),
        of=row.get("of", "any"),
        speaker=bool(row.get("speaker", False)),
        says=bool(row.get("says", False)),
        announces=bool(row.get("announces", False)),
    )

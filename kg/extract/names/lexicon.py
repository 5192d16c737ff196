"""Names that are known beforehand: the lists under ``ontologies/names`` as a matcher over a Doc."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from kg.extract.parsing.language import Language, load_language
from kg.model import EntityType
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.vocab import Vocab

    from kg.extract.parsing.parsed import Doc

__all__ = ["Entry", "Hit", "Lexicon", "WordLists", "load_word_lists", "make_lexicon"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One listed thing: its label, its type, and whether its name is an ordinary word too.

    ``unit`` is the name of a part of the listed organisation ("Amazon Web Services" of Amazon): an entity of its own in
    an article, though it counts as the organisation among articles; so is a version of a listed product. ``maker`` is
    the name of a product's organisation.
    """

    label: str
    type: EntityType
    ambiguous: bool = False
    wikidata: str | None = None
    kind: str = ""
    unit: str | None = None
    maker: str | None = None

    @property
    def name(self) -> str:
        """The unit's name, or the label."""
        return self.unit or self.label


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens ``[start, end)`` are a listed surface form; ``epithet`` for a description (« le géant de Redmond »)."""

    start: int
    end: int
    entry: Entry
    epithet: bool


@dataclass(frozen=True, slots=True)
class WordLists:
    """What says of an unlisted capitalised name where it ends and what it is.

    All in lower case but ``given_names`` (``masculine`` and ``feminine`` among them), ``not_names`` (``after_names``
    among them), ``places``, ``demonyms`` and the labels of ``called`` and ``homes``. The files say what each is for.
    """

    given_names: frozenset[str]
    particles: frozenset[str]
    organization_words: frozenset[str]
    legal_forms: frozenset[str]
    not_names: frozenset[str]
    after_names: frozenset[str]
    places: frozenset[str]
    institutions: frozenset[str]
    organs: tuple[str, ...]
    lower_heads: frozenset[str]
    nouns: Mapping[str, EntityType]
    headline_verbs: frozenset[str]
    role_words: frozenset[str]
    work_verbs: frozenset[str]
    departments: frozenset[str]
    role_adjectives: frozenset[str]
    editions: frozenset[str]
    naming: frozenset[str]
    named_things: frozenset[str]
    product_heads: frozenset[str]
    company_verbs: frozenset[str]
    joined_verbs: frozenset[str]
    holdings: frozenset[str]
    belongings: frozenset[str]
    saying: frozenset[str]
    personal_verbs: frozenset[str]
    demonyms: frozenset[str]
    events: frozenset[str]
    called: Mapping[str, frozenset[str]]
    homes: Mapping[str, frozenset[str]]
    masculine: frozenset[str]
    feminine: frozenset[str]
    owned_by: frozenset[str]
    families: frozenset[str]
    employer_prepositions: frozenset[str]


class Lexicon:
    """Listed names and epithets, matched over a Doc."""

    def __init__(self, names: PhraseMatcher, epithets: PhraseMatcher, entries: dict[int, Entry]) -> None:
        self._names, self._epithets, self._entries = names, epithets, entries

    def hits(self, doc: Doc) -> Iterator[Hit]:
        """Every listed form in ``doc``, overlapping ones included."""
        for matcher, epithet in ((self._names, False), (self._epithets, True)):
            for key, start, end in matcher(doc.source):
                yield Hit(start, end, self._entries[key], epithet)


def _forms(raw: Mapping[str, Any]) -> set[str]:
    return {form.replace("’", "'") for form in (raw["name"], *(raw.get("aliases") or []), *(raw.get("former") or []))}


def _written(forms: set[str]) -> set[str]:
    """The forms as texts have them: in capitals too, and with spaces round an ampersand ("AT & T")."""
    spaced = {re.sub(r"(?<=\w)&(?=\w)", " & ", f) for f in forms}
    return forms | spaced | {f.upper() for f in forms if len(f) > 4}


def _units(raw: Mapping[str, Any]) -> dict[str, set[str]]:
    """The units of an organisation: name -> forms ("AWS" and "Amazon Web Services" are one)."""
    listed = sorted(raw.get("units") or [], key=lambda u: (-len(u), u))
    units: dict[str, set[str]] = {}
    for form in listed:
        full = next((u for u in units if form in (_initials(u), u.removeprefix(raw["name"]).strip())), form)
        units.setdefault(full, set()).add(form)
    return units


def _parts(raw: Mapping[str, Any], entry: Entry) -> Iterator[tuple[Entry, set[str]]]:
    """The entry with its forms, those that are ordinary words too apart, and its units with theirs."""
    versions = _versions(raw) if entry.type == "Product" else set()
    forms = _forms(raw) - versions
    doubtful = (forms & set(raw.get("ambiguous_forms") or forms)) if entry.ambiguous else set()
    yield replace(entry, ambiguous=False), forms - doubtful
    yield entry, doubtful
    for version in sorted(versions):
        yield replace(entry, unit=version), {version}
    for unit, names in _units(raw).items():
        yield replace(entry, unit=unit, ambiguous=bool(names & set(raw.get("ambiguous_forms") or ()))), names


def _versions(raw: Mapping[str, Any]) -> set[str]:
    """Aliases that are versions of the product, each a thing of its own in an article: "PlayStation 4", "Xbox One"."""
    name = raw["name"]
    return {f for f in _forms(raw) if f.startswith(f"{name} ") or _digits(f) not in ("", _digits(name))}


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split())


def _bare(epithet: str, language: Language) -> str:
    """An epithet without its article, which the text may have contracted (« du géant de Redmond »)."""
    first, _, rest = (text := epithet.replace("’", "'")).partition(" ")
    if rest and first.lower() in language.articles:
        return rest
    return text[2:] if text[:2].lower() == "l'" else text


def make_lexicon(vocab: Vocab, tokenizer: Any, ontology: Ontology, lang: str) -> Lexicon:
    """The shipped names (and an overlay's) as matchers for one language's tokenizer."""
    from spacy.matcher import PhraseMatcher

    names, epithets = PhraseMatcher(vocab, attr="ORTH"), PhraseMatcher(vocab, attr="LOWER")
    entries: dict[int, Entry] = {}
    language = load_language(ontology, lang)
    companies = frozenset(f for _, raw in _listed(ontology, products=False) for f in _forms(raw))
    for kind, raw in _listed(ontology):
        entry = Entry(
            raw["name"],
            kind,
            bool(raw.get("ambiguous")),
            raw.get("wikidata"),
            raw.get("kind", ""),
            maker=raw.get("maker"),
        )
        for part, forms in _parts(raw, entry):
            key = f"{kind}:{entry.label}:{part.unit or ''}:{'?' if part.ambiguous else ''}"
            entries[vocab.strings.add(key)] = part
            names.add(key, [tokenizer(f) for f in sorted(_written(forms))])
        described = [
            _bare(e, language) for e in (raw.get("epithets") or {}).get(lang, []) if not _relates(e, companies)
        ]
        if described:
            entries[vocab.strings.add(key := f"{kind}:{entry.label}::")] = replace(entry, ambiguous=False)
            epithets.add(key, [tokenizer(f) for f in described])
    return Lexicon(names, epithets, entries)


def _relates(epithet: str, companies: frozenset[str]) -> bool:
    """« La filiale cloud d'Iliad » says something of two companies: the rules read it."""
    return any(run in companies for run in re.findall(r"[A-Z][\w&]*(?: [A-Z][\w&]*)*", epithet))


def _listed(ontology: Ontology, *, products: bool = True) -> Iterator[tuple[EntityType, dict[str, Any]]]:
    for key in ("organizations", "bodies"):
        for raw in ontology.data("names", key) or []:
            yield "Organization", raw
    for raw in (ontology.data("names", "products") or []) if products else []:
        yield "Product", raw


@lru_cache(maxsize=8)
def load_word_lists(ontology: Ontology) -> WordLists:
    """The word lists under ``ontologies/names``, of all languages together."""
    given = ontology.data("names", "given_names") or {}
    words = ontology.data("names", "org_words") or {}
    contexts = ontology.data("names", "contexts") or {}
    after = frozenset(_flat(contexts.get("after_names", [])))
    masculine, feminine = _genders(given.get("given_names", {}), ontology.data("names", "genders") or {})
    return WordLists(
        given_names=frozenset(_unaccented(_flat(given.get("given_names", [])))),
        particles=frozenset(w.lower() for w in _flat(given.get("particles", []))),
        organization_words=frozenset(w.lower() for w in _flat(words.get("organization", []))),
        legal_forms=frozenset(w.lower().rstrip(".") for w in _flat(ontology.data("names", "legal_forms") or [])),
        not_names=frozenset(_flat(words.get("not_a_name", []))) | after,
        after_names=after,
        places=frozenset(_flat(ontology.data("names", "places") or {})),
        masculine=masculine,
        feminine=feminine,
        homes=_by_label(ontology.data("names", "homes") or {}),
        **_contexts(contexts, frozenset(w.lower() for w in _flat(words.get("organization", [])))),
    )


def _unaccented(names: Iterable[str]) -> Iterator[str]:
    """Each name, and the form without accents that English texts have ("Stephane")."""
    for name in names:
        yield name
        plain = unicodedata.normalize("NFKD", name)
        yield "".join(c for c in plain if not unicodedata.combining(c))


def _contexts(raw: Mapping[str, Any], of_names: frozenset[str]) -> dict[str, Any]:
    def lower(key: str) -> Iterable[str]:
        return (w.lower() for w in _flat(raw.get(key, [])))

    return {
        "organs": tuple(sorted(lower("organs"))),
        "nouns": {word.lower(): kind for kind, nouns in (raw.get("nouns") or {}).items() for word in nouns},
        "headline_verbs": frozenset(lower("headline_verbs")) - of_names,  # "Partners" goes on a name
        "demonyms": frozenset(_flat(raw.get("demonyms", []))),
        "called": _by_label(raw.get("called") or {}),
        **{
            key: frozenset(lower(key))
            for key in (
                "institutions",
                "lower_heads",
                "role_words",
                "work_verbs",
                "departments",
                "role_adjectives",
                "editions",
                "naming",
                "named_things",
                "product_heads",
                "company_verbs",
                "joined_verbs",
                "holdings",
                "belongings",
                "saying",
                "personal_verbs",
                "events",
                "owned_by",
                "families",
                "employer_prepositions",
            )
        },
    }


def _by_label(called: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """Label -> classes (or countries), from class -> labels."""
    labels = {label for listed in called.values() for label in listed}
    return {label: frozenset(c for c, listed in called.items() if label in listed) for label in labels}


def _genders(names: Mapping[str, list[str]], raw: Mapping[str, list[str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Given names that tell a man, and those that tell a woman; the others tell nothing."""
    feminine, either = frozenset(raw.get("feminine", [])), frozenset(raw.get("either", []))
    of_men = {n for group in raw.get("masculine_groups", []) for n in names.get(group, [])}
    return frozenset(of_men - feminine - either), feminine - either


def _flat(data: Any) -> list[str]:
    """All strings of a list, or of a mapping of lists."""
    if isinstance(data, dict | list):
        return [x for value in (data.values() if isinstance(data, dict) else data) for x in _flat(value)]
    return [str(data)]

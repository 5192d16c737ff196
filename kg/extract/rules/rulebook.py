"""Relation rules, read from ``ontologies/rules/<language>/<relation>.yaml``: a list of rules a file.

A rule names a trigger (``verb``, ``noun``, ``adjective``, ``role`` or ``between``) and says which grammatical slot of
the trigger fills each end of the relation. One rule covers every voice and construction of its trigger: the grammar
(:mod:`kg.extract.syntax.grammar`) finds the slots. Keys of a rule:

``id``            name, unique in its relation and language
``verb/noun/adjective``  list of words; a phrase (``step down``, ``mettre la main sur``) inflects its first word, and
                  ``céder|laisser les rênes|commandes`` are four
``role``          list of role keys (``[any]``, ``[founder, cofounder]``; ``-founder`` leaves one out)
``former``        true for « ancien », "ex-" (of a role)
``between``       what stands between two neighbouring mentions: ``from``, ``, du|de cabinet``, ``_`` for any word,
                  ``word?`` may be missing; after a hyphen or "'s" only the nearest name counts, not its whole list
``unit``          words one of which ends the name of a part that begins with the whole's ("Acme **Labs**" of Acme)
``after``         what must follow the second mention of a ``between`` rule (same patterns): "A's B **unit**"
``passing``       true: a noun beside the name it describes is said in passing, whatever the sentence does
``given``         true: what the rule reads is taken for granted (« les fondateurs n'ont pas ... »): its sentence's
                  denials and guesses are of something else
``whole``         true: a name that only owns or qualifies what is spoken of ("bought **IBM**'s plant") fills no end;
                  ``subject`` or ``object``: it does not fill that one
``subject/object``  slot, or list of slots tried in order (see below)
``members``       slots of both ends of a symmetric relation
``manner``        ``resigned`` or ``dismissed``; ``tense``; ``status`` (a floor: ``announced``)
``requires``      words of which one must stand in the trigger's clause; ``unless``: words that forbid it
``amid``          words of which one must stand in the passage: the trigger's sentence or the three before
``needs``         slots that must hold somebody besides the two ends (« débauché par [Acme] chez Google »)
``listed``        true: the subject of a ``between`` rule must be in the lists of names ("Alphabet's **Waymo**")
``lacks``         slots that must hold no organisation ("sold **Nova** to Acme" supplies nobody)
``sure``          true: what the object is must be known without this rule
``entering``      true, of ``worksFor``: the post is taken up; who is said to come from elsewhere joins the organisation
``bare``          true: only where the verb has neither an object nor a complement right after it
``within``        true, of ``joined``: who works there already is promoted by it, and has not joined
``full``          true, of a ``between`` rule: only between names of the right types, and full names of people
``examples``      sentences with the claims they give; ``counter``: sentences that give none

Slots:

``subject``, ``object``  of the active voice
``headline``      the name on the other side of a headline's colon (« Rachat de Zeta : [Acme] signe »)
``main``          the subject of the main clause after a fronted phrase (« Face à Zeta, [Acme] peine »)
``actor``         who does what a noun names; ``governor``: the subject of the verb over a noun
``of``            complement or possessor; ``owner``: possessor alone (« sa filiale », « dont la filiale »)
``prep:P|Q``      after one of these prepositions; ``far:`` takes a "de", "of" behind another noun too; ``then:`` only
                  right after the trigger; ``beyond:`` after that first complement (« passe de A [à] B »)
``before``        the name before the comma that opens the trigger's phrase (« [Acme], une société du groupe Zeta »)
``next``          the name right after the trigger (« ex- [Google] »); ``bearer``: ``head``, or the name that follows
                  the trigger's complement (« un ancien de Google, [Anne Petit], »)
``attribute``     the name after a copula (« son successeur est [Anne Petit] »); ``part``: whose a verb's object is
                  (« pilote la recherche d'[Acme] »)
``above``         the object of the verb over a gerund or an infinitive ("named Ann Lee, replacing ..."); ``beside``:
                  that of the verb coordinated before ("ousted Ann Lee and installed ...")
``head``          the noun an adjective or apposition belongs to; ``named``: instances of a noun ("clients such as A");
                  ``self``: whom the noun itself means ("[recruits] ... They are A and B")
``behind:SLOT``   the organisation behind what fills a slot: a product's maker, the owner of « ses puces »
``maker``         the listed maker of the product at the other end; ``clitic``: the organisation that « la » before
                  the verb stands for; ``whom``: the person that it stands for;
                  ``two``: the two organisations spoken of last (« leur partenariat »)
``role``          the organisation of the position in question; ``given``: that, if the verb gives the position
                  ("named Ann Lee chief of Acme", not "hired Acme chief Ann Lee"); ``position``: the position's, or
                  the passage's for a position without one; ``passage``: the one organisation that the passage can
                  be about, the other end aside; ``raiser``: that, and no fund; ``employer``: whom the article
                  says elsewhere that the person works for; ``workplace``: that one, or the passage's; ``post``:
                  ``position`` with ``workplace`` in the passage's stead; ``predecessor``: where he works whose
                  position is taken over; ``there``: the organisation named last, of a verb beside that word ("led a
                  team **there**"); ``comrades``: where the one spoken of
                  before went; ``house``: of whose people the article has spoken most;
                  ``raised``: in what others of the passage invest; ``venture``: the joint venture spoken of
                  ``heralded``: people told by their number before they are named
``other``         whom a noun without owner relates to: the subject of a verb above it ("Uber sued **rival** Lyft");
                  ``beyond``: also where a name owns it
``clause``        the subject of the verb over a noun, though it has an owner
``compound``      the name right before a noun that it qualifies ("the **Whole Foods** acquisition")
                  ``its compound``: only after a possessive ("its **DeepMind** unit")
``wares``         whose goods the object is, never the object itself
``goods``         whose the object is ("uses **Nvidia**'s chips")
``holder``, ``organization``  of a role rule; ``left``, ``right`` of a ``between`` rule
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from itertools import product
from typing import Any, Literal

from kg.errors import OntologyError
from kg.extract.parsing.language import FormClass, Language, load_language
from kg.model import EntityType, Status, Tense
from kg.ontology import Ontology, Relation

__all__ = ["FormTriggers", "Rule", "RuleBook", "Trigger", "load_rules"]

TriggerKind = Literal["verb", "noun", "adjective", "role", "between", "unit"]
_KINDS: tuple[TriggerKind, ...] = ("verb", "noun", "adjective", "role", "between", "unit")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one relation in one language (see the module's docstring)."""

    id: str
    relation: str
    kind: TriggerKind
    words: tuple[str, ...]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    members: tuple[str, ...]
    domain: tuple[EntityType, ...]
    range: tuple[EntityType, ...]
    symmetric: bool
    former: bool | None = None
    manner: str | None = None
    tense: Tense | None = None
    status: Status | None = None
    requires: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    amid: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    sure: bool = False
    listed: bool = False
    after: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    full: bool = False
    passing: bool = False
    given: bool = False
    bare: bool = False
    within: bool = False
    entering: bool = False
    examples: tuple[Mapping[str, Any], ...] = field(default=(), compare=False)
    counter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A surface form that starts a rule: its class, what must follow it literally, and the verb it belongs to."""

    rule: Rule
    form: FormClass | None
    also_finite: bool
    rest: tuple[str, ...]
    lemma: str


class FormTriggers:
    """The triggers that one word form starts, in the order of their rules, by the word that they want behind it."""

    def __init__(self, triggers: Sequence[Trigger]) -> None:
        self._all = tuple(triggers)
        self._alone = tuple(k for k, t in enumerate(triggers) if not t.rest)
        self._wanting: dict[str, list[int]] = defaultdict(list)
        for k, trigger in enumerate(triggers):
            if trigger.rest:
                self._wanting[trigger.rest[0]].append(k)

    def before(self, words: Sequence[str]) -> list[Trigger]:
        """Those that want nothing behind them, or one of ``words``."""
        numbers = [*self._alone]
        for word in self._wanting.keys() & words if self._wanting else ():
            numbers += self._wanting[word]
        return [self._all[k] for k in sorted(numbers)]


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """Rules of one language, indexed by the lower-case first word of their triggers; ``roles`` are role rules."""

    by_form: Mapping[str, FormTriggers]
    roles: tuple[Rule, ...]
    rules: tuple[Rule, ...]


@lru_cache(maxsize=16)
def load_rules(ontology: Ontology, lang: str) -> RuleBook:
    """All rules of a language.

    Raises:
        OntologyError: a rule lacks a key or names an unknown one; the message names relation and rule.
    """
    language = load_language(ontology, lang)
    rules = tuple(r for relation in ontology.relations.values() for r in _rules(relation, lang))
    index: dict[str, list[Trigger]] = defaultdict(list)
    for rule in rules:
        for form, trigger in _triggers(rule, language):
            index[form].append(trigger)
    return RuleBook({k: FormTriggers(v) for k, v in index.items()}, tuple(r for r in rules if r.kind == "role"), rules)


_ELISION = re.compile(r"(?<=\b[cdjlmnst])'(?=\w)|(?<=\bqu)'(?=\w)", re.IGNORECASE)
_OWN = {"relation", "kind", "words", "domain", "range", "symmetric"}  # not written in the file
_KEYS = frozenset({*_KINDS, *(f.name for f in fields(Rule) if f.name not in _OWN)})


def _rules(relation: Relation, lang: str) -> Iterator[Rule]:
    for raw in relation.rules.get(lang, ()):
        where = f"rules/{lang}/{relation.name}.yaml, rule {raw.get('id', '?')!r}"
        unknown = set(raw) - _KEYS
        kinds = [k for k in _KINDS if k in raw]
        if (
            unknown
            or len(kinds) != 1
            or "id" not in raw
            or not ("members" in raw or ("subject" in raw and "object" in raw))
        ):
            raise OntologyError(
                f"{where}: needs id, one of {'/'.join(_KINDS)}, and subject and object or members"
                + (f"; unknown keys {sorted(unknown)}" if unknown else "")
            )
        yield _rule(relation, lang, raw, kinds[0])


def _rule(relation: Relation, lang: str, raw: Mapping[str, Any], kind: TriggerKind) -> Rule:
    return Rule(
        id=f"{relation.name}.{lang}.{raw['id']}",
        relation=relation.name,
        kind=kind,
        words=_strings(raw[kind]),
        subject=_strings(raw.get("subject", [])),
        object=_strings(raw.get("object", [])),
        members=_strings(raw.get("members", [])),
        domain=relation.domain,
        range=relation.range,
        symmetric=relation.symmetric,
        former=raw.get("former"),
        manner=raw.get("manner"),
        tense=raw.get("tense"),
        status=raw.get("status"),
        requires=_strings(raw.get("requires", [])),
        unless=_strings(raw.get("unless", [])),
        amid=_strings(raw.get("amid", [])),
        needs=_strings(raw.get("needs", [])),
        lacks=_strings(raw.get("lacks", [])),
        sure=bool(raw.get("sure", False)),
        listed=bool(raw.get("listed", False)),
        after=_strings(raw.get("after", [])),
        whole=("subject", "object") if raw.get("whole") is True else _strings(raw.get("whole") or []),
        full=bool(raw.get("full", False)),
        passing=bool(raw.get("passing", False)),
        given=bool(raw.get("given", False)),
        bare=bool(raw.get("bare", False)),
        within=bool(raw.get("within", False)),
        entering=bool(raw.get("entering", False)),
        examples=tuple(raw.get("examples", ())),
        counter=tuple(str(text) for text in raw.get("counter", ())),
    )


def _strings(value: object) -> tuple[str, ...]:
    """Words and slots, spaced as the tokenizer cuts them (« l'acquisition » is two words)."""
    items: Sequence[object] = value if isinstance(value, list) else [value]
    return tuple(_ELISION.sub("' ", str(x)) for x in items)


def _alternatives(phrase: str) -> Iterator[str]:
    """« céder|laisser les rênes|commandes »: each of the four."""
    yield from (" ".join(words) for words in product(*(word.split("|") for word in phrase.split())))


def _triggers(rule: Rule, language: Language) -> Iterator[tuple[str, Trigger]]:
    if rule.kind in ("role", "between", "unit"):
        return
    for phrase in (p for words in rule.words for p in _alternatives(words)):
        first, *rest = phrase.lower().split()
        if rule.kind != "verb":
            yield first, Trigger(rule, None, False, tuple(rest), first)
            continue
        classes = language.forms(first)
        finite = set(classes["finite"])
        for form_class in ("participle", "gerund", "finite"):
            for form in classes.get(form_class, ()):
                if form_class == "finite" and form in classes["participle"]:
                    continue
                yield form, Trigger(rule, form_class, form in finite, tuple(rest), first)

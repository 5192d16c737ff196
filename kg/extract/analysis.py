"""One parsed article -> its entities and claims: the order of the extractor's steps, in one place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.extract.amounts import load_amount_cues
from kg.extract.claims import Cues, drafts_of, likely
from kg.extract.confidence import Calibration, Draft, load_calibration
from kg.extract.coref.coreference import Group, link
from kg.extract.modality.status import load_status_cues
from kg.extract.names.lexicon import Lexicon, WordLists, load_word_lists, make_lexicon
from kg.extract.names.mentions import Mention, bare_name
from kg.extract.names.namefinder import find_mentions
from kg.extract.names.origins import mark_origins
from kg.extract.names.strangers import known_words
from kg.extract.parsing.language import Language, load_language
from kg.extract.parsing.layout import Layout
from kg.extract.parsing.parsed import Doc
from kg.extract.parsing.parsereader import Reader
from kg.extract.roles.rolebook import load_roles
from kg.extract.roles.rolefinder import find_roles
from kg.extract.rules.candidates import Candidate, find_candidates
from kg.extract.rules.companions import with_companions
from kg.extract.rules.gaps import filled
from kg.extract.rules.rulebook import RuleBook, load_rules
from kg.extract.syntax.grammar import Scene
from kg.extract.temporal.datecues import load_date_cues
from kg.extract.temporal.dates import DateMention, find_dates
from kg.extract.typing import settle_types, type_anew
from kg.model import Extraction, LocalEntity, Span
from kg.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc

__all__ = ["Analyser", "make_analyser"]


@dataclass(frozen=True, slots=True, eq=False)
class Analyser:
    """All compiled data of one language. Build with :func:`make_analyser`."""

    ontology: Ontology
    language: Language
    lexicon: Lexicon
    words: WordLists
    rules: RuleBook
    cues: Cues
    reader: Reader
    known: frozenset[str]  # words that the model has met

    def __call__(self, parse: SpacyDoc, layout: Layout) -> Extraction:
        """Entities and claims of ``parse``, the parse of ``layout.text``."""
        doc = self.reader(parse, layout.text)
        try:
            return self.extraction(doc, layout)
        finally:
            doc.release()

    def extraction(self, doc: Doc, layout: Layout) -> Extraction:
        """Entities and claims of ``doc``, the parse of ``layout.text``."""
        scene, groups, candidates = self.read(doc, layout)
        published = layout.article.published
        # without a claim a date matters only where it cannot be resolved, which the article's note says
        dates = find_dates(doc.text, published, self.cues.dates) if candidates or published is None else ()
        drafts = drafts_of(scene, layout, groups, candidates, dates, self.cues, self.ontology)
        claims = likely(drafts, self.cues.calibration)
        return Extraction(layout.article, _entities(doc, layout, groups), claims, _notes(layout, dates))

    def drafts(self, parse: SpacyDoc, layout: Layout, calibration: Calibration) -> list[Draft]:
        """All claims, however unlikely, with what they rest on: what ``calibration`` is fitted on."""
        doc = self.reader(parse, layout.text)
        scene, groups, candidates = self.read(doc, layout)
        dates = find_dates(doc.text, layout.article.published, self.cues.dates)
        cues = replace(self.cues, calibration=calibration)
        return drafts_of(scene, layout, groups, candidates, dates, cues, self.ontology)

    def read(self, doc: Doc, layout: Layout) -> tuple[Scene, list[Group], list[Candidate]]:
        """The mentions, the entities with their final types, and what the rules find between them."""
        origins = mark_origins(doc, self.language)
        names = find_mentions(
            doc, self.lexicon, self.words, self.language, origins, titled=layout.titled, known=self.known
        )
        kinds = [(m.type, m.sure) for m in names]
        reading = self._reading(doc, names)
        if type_anew(names, kinds):  # « Nova a été rachetée. La société ... »: who was unknown can be meant now
            reading = self._reading(doc, names)
        for group in reading[1]:
            group.name = _as_written(doc, layout, group)
        return reading

    def _reading(self, doc: Doc, names: list[Mention]) -> tuple[Scene, list[Group], list[Candidate]]:
        groups, mentions = link(doc, names, self.language, self.words)
        scene = Scene(doc, mentions, self.language)
        found = find_candidates(scene, self.rules, find_roles(scene, self.cues.roles))
        candidates = list(with_companions(scene, filled(scene, found)))
        settle_types(groups, candidates)
        return scene, groups, candidates


def make_analyser(ontology: Ontology, lang: str, vocab: Any, tokenizer: Any) -> Analyser:
    """The analyser of one language, for one pipeline's vocabulary and tokenizer."""
    cues = Cues(
        status=load_status_cues(ontology, lang),
        dates=load_date_cues(ontology, lang),
        amounts=load_amount_cues(ontology, lang),
        roles=load_roles(ontology, lang),
        calibration=load_calibration(ontology),
    )
    known = known_words(vocab)  # before the lists' names are made known to it
    return Analyser(
        ontology=ontology,
        language=load_language(ontology, lang),
        lexicon=make_lexicon(vocab, tokenizer, ontology, lang),
        words=load_word_lists(ontology),
        rules=load_rules(ontology, lang),
        cues=cues,
        reader=Reader(vocab),
        known=known,
    )


def _as_written(doc: Doc, layout: Layout, group: Group) -> str:
    """The entity's name with the article's own apostrophes and spaces; the parsed text has plain ones."""
    for m in group.mentions:
        if m.text(doc) == group.name:
            return bare_name(" ".join(layout.quote(_span(doc, layout, m.start, m.end - m.tail)).split()))
    return group.name


def _entities(doc: Doc, layout: Layout, groups: list[Group]) -> tuple[LocalEntity, ...]:
    """The article's entities of a known type, in the order of their first mention."""
    found = []
    for group in groups:
        if group.type is None or not group.mentions:
            continue
        spans = sorted(
            {_span(doc, layout, m.start, m.end - m.tail) for m in group.mentions}, key=lambda s: (s.field != "title", s)
        )
        kb, wikidata = (group.entry.label, group.entry.wikidata) if group.entry else (None, None)
        found.append(LocalEntity(group.name, group.type, tuple(spans), kb, wikidata, group.unnamed))
    return tuple(sorted(found, key=lambda e: (e.mentions[0].field != "title", e.mentions[0], e.name)))


def _span(doc: Doc, layout: Layout, start: int, end: int) -> Span:
    return layout.span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _notes(layout: Layout, dates: tuple[DateMention, ...]) -> tuple[str, ...]:
    words = sorted({d.text for d in dates if d.value is None and d.shift is None})
    if layout.article.published is not None or not words:
        return ()
    shown = ", ".join(f"“{w}”" for w in words[:3]) + (" …" if len(words) > 3 else "")
    return (f"no publication date, so {shown} stay unresolved; give --published or a date in the article",)

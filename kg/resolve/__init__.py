"""Names across articles: which of them are one person, organisation or product.

Rules, in this order; each name's entity says which one it came by (``Merge.why``)::

    correction        corrections.yaml says so; no rule moves it afterwards
    list of names     a listed name, alias, former name or unit (a subsidiary has its own entry and stays apart)
    same name         the label, letter for letter
    spelling          the same but for case, accents, hyphens, spaces
    legal form        the same but for Inc., SA ...
    middle name       Samuel H. Altman, Samuel Altman: where no second middle name is about
    nickname          Sam, Samuel: where the surname has no Samantha
    initials          S. Altman: the one Altman whose given name begins so
    one letter apart  Satya Nadela: ten letters or more, and an organisation in common
    surname           Altman in an article that never says more: the one Altman that the articles know
    type by votes     a name that most articles (or the list) take for another type

A rule that fits two people fits neither: such a name stays a person of its own. Everything is a function of the set of
extractions, the lists and the corrections, whatever the order of reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kg.corrections import Corrections
from kg.model import Extraction, Resolution
from kg.ontology import Ontology
from kg.resolve.assign import assign
from kg.resolve.byhand import set_by_hand
from kg.resolve.entities import drafts, identify
from kg.resolve.fold import Folding, folding
from kg.resolve.records import collect

__all__ = ["Folding", "folding", "replaced", "resolve"]


def resolve(
    extractions: Iterable[Extraction], ontology: Ontology, corrections: Corrections | None = None
) -> Resolution:
    """The entities behind all names of ``extractions``, whether a claim uses them or not.

    Raises:
        CorrectionsError: an entry of ``set`` fits several entities.
    """
    corrections = corrections or Corrections()
    assignment = assign(collect(extractions, ontology.relations, corrections), ontology, corrections)
    fold = folding(ontology)
    found = drafts(assignment)
    if corrections.set:
        found = set_by_hand(found, identify(found, fold), fold, corrections.set)
    entities = identify(found, fold)
    names = {r.key: entities[assignment.root(r)].id for r in assignment.records}
    return Resolution({e.id: e for e in sorted(entities.values(), key=lambda e: e.id)}, names)


def replaced(before: Resolution, after: Resolution) -> dict[str, str]:
    """Ids that corrections did away with, and the id that stands for each now.

    ``before`` is resolved without corrections, ``after`` with them, from the same extractions. An entity that was split
    in parts is replaced by the one that took most of its names.
    """
    heirs: dict[str, Counter[str]] = {}
    for key, old in before.names.items():
        if old not in after.entities:
            heirs.setdefault(old, Counter())[after.names[key]] += 1
    return {old: min(c, key=lambda new: (-c[new], new)) for old, c in sorted(heirs.items())}

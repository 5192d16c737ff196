"""Legal forms that a name leaves out: "Nova Systems, Inc., a subsidiary of ...", "Nova Systems LLC is ...".

The form belongs to the mention, so that what stands beside the name is found beside it; its name goes without.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.names.mentions import Mention
from kg.extract.parsing.language import Language

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc

__all__ = ["take_forms"]


def take_forms(doc: Doc, mentions: Iterable[Mention], language: Language) -> None:
    """Widens each name before such a form, which tells its type too."""
    forms = frozenset(language.lists.get("set_off", ()))
    at = {i for i, lower in enumerate(doc.lowers) if lower.rstrip(".") in forms and doc[i].text[:1].isupper()}
    for m in mentions if at else ():
        if m.kind == "name" and (m.type == "Organization" or not m.sure):
            end = _past_forms(doc, m.end, at)
            m.end, m.tail = end, end - m.end
            if m.tail and m.type in (None, "Person"):
                m.type, m.sure, m.place = "Organization", True, False


def _past_forms(doc: Doc, i: int, at: set[int]) -> int:
    """Token after the forms that begin at ``i``: ", Inc.", "Co., Ltd.", "LLC"."""
    while i in at or (i < len(doc) and doc[i].text == "," and i + 1 in at):
        i += 1
    return i

"""Role phrases in a text: a head word, widened over its modifiers, bound to its organisation and its holder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.roles.employers import Employers
from kg.extract.roles.rolebesides import RoleBesides
from kg.extract.roles.rolebook import RoleBook, RoleHit, RolePhrase
from kg.extract.syntax.clauses import follows
from kg.extract.syntax.grammar import Scene

if TYPE_CHECKING:
    pass

__all__ = ["find_roles"]

_AGE = 5  # tokens of "24-year-old"


def find_roles(scene: Scene, book: RoleBook) -> list[RolePhrase]:
    """The role phrases of a scene, in text order."""
    finder = _Finder(scene, book)
    phrases: list[RolePhrase] = []
    for group in finder.groups():
        phrase = finder.phrase(group)
        phrase = finder.acting(phrase)
        if phrases:
            phrase = finder.chained(phrases[-1], phrase)
            phrases[-1] = finder.shared(phrases[-1], phrase)
            phrase = finder.of_the_same(phrases[-1], phrase)
            phrase = finder.among_founders(phrases, phrase)
        phrases.append(phrase)
    employers = Employers(scene.doc, phrases, scene.language)
    return [employers.settled(p) for p in phrases]


class _Finder(RoleBesides):
    def __init__(self, scene: Scene, book: RoleBook) -> None:
        super().__init__(scene, book)
        self._phrases = book.phrases if scene.compounds else ()  # "newly appointed"

    # -- heads ---------------------------------------------------------------------------------------------------

    def groups(self) -> Iterator[list[RoleHit]]:
        """Heads that are said together of one holder (« fondateur et CEO », "president, CEO")."""
        group: list[RoleHit] = []
        for hit in self._hits():
            if group and self._together(group[-1], hit):
                group.append(hit)
                continue
            if group:
                yield group
            group = [hit]
        if group:
            yield group

    def _hits(self) -> Iterator[RoleHit]:
        i, forms = 0, self.book.forms
        while i < len(self.doc):
            word = self.doc.lowers[i]
            head = (word in forms or word.startswith("ex-")) and i not in self.at
            hit = self._hit(i) if head else None
            if hit is not None:
                yield hit
            i = hit.end if hit else i + 1

    def _hit(self, i: int) -> RoleHit | None:
        token = self.doc[i]
        word = token.lower_.removeprefix("ex-")
        forms = self.book.forms.get(word, ())
        if not forms:
            return None
        between = self.scene.compounds and i - 1 in self.at and i + 1 in self.at  # "Airbus head Paul Roy"
        verb = token.pos_ in ("VERB", "AUX") and not token.text[:1].isupper() and word == token.lower_
        predicate = i > 0 and self.doc[i - 1].lower_ in self.book.copulas  # « fut président »
        verb = verb and not between and not predicate and not self._apposed_participle(i)
        for form, key, plural in forms:
            rest = form[1:]
            if verb and not (rest and self.scene.compounds):
                continue  # « il dirigeant », "to chair": a verb; but "founding member"
            if any(k in self.at for k in range(i + 1, i + len(form))):
                continue  # "member of the [Board of Acme]", "member of the board of Acme"
            if follows(self.doc, i + 1, [rest]) == len(rest):
                return RoleHit(i, i + len(form), key, plural)
        return None

    def _apposed_participle(self, i: int) -> bool:
        """« Anne Petit, associée du cabinet Nova »: a position, though its word is a participle too."""
        before = self.at.get(i - 2) if i > 1 and self.doc[i - 1].text == "," else None
        after = self.doc[i + 1] if i + 1 < len(self.doc) else None
        named = before is not None and before.type == "Person" and not self.scene.compounds
        return named and after is not None and after.lower_ in (*self.language.of, "chez")

    def _together(self, left: RoleHit, right: RoleHit) -> bool:
        """Only joining words between; a complement in the first role ends it (« fondateur de A et PDG de B »)."""
        if right.start - left.end > 4 or self.doc[left.start].sent.start != self.doc[right.start].sent.start:
            return False
        if self.of_the_board(left) and any(
            t.lower_ in self.language.articles for t in self.doc[left.end : right.start]
        ):
            return False  # "a member of the board and the chief executive of Nokia"
        if self._apposed_to_another(left, right):
            return False
        between = [t.lower_ for t in self.doc[left.end : right.start]]
        if between == ["("]:  # « directeur des opérations (COO) »
            return self._initialled(right) > 0
        joins = self.language.conjunctions | {",", "/", "-", "et", "and", "also", "également", "aussi"}
        if any((w,) in self.book.former for w in between):
            return False  # "the founder and former chief executive": what is over of the second is not of the first
        return bool(between) and all(w in joins or w in self.language.articles or self._modifies(w) for w in between)

    def _apposed_to_another(self, left: RoleHit, right: RoleHit) -> bool:
        """ "Ann Lee, its finance chief, and sales chief Paul Roy": one position each."""
        after = self.scene.at.get(right.end) if self.doc[left.end].text == "," else None
        if after is None or after.type != "Person" or not self.scene.compounds:
            return False
        i = left.start
        while i > 0 and self.doc[i].text != "," and left.start - i < _AGE:
            i -= 1
        before = self.scene.at.get(i - 1)
        return self.doc[i].text == "," and before is not None and before.type == "Person"

    def _initialled(self, hit: RoleHit) -> int:
        """1 where a bracket closes right behind the position that it opened before, else 0."""
        return int(self.doc[hit.start - 1].text == "(" and self.doc.lowers[hit.end : hit.end + 1] == [")"])

    # -- extent --------------------------------------------------------------------------------------------------

    def phrase(self, group: list[RoleHit]) -> RolePhrase:
        """The phrase around a group of heads, with what it is bound to."""
        start, outer, former = self._left(group[0])
        end = self._right(group[-1])
        plural = any(h.plural for h in group) or self._distributed(outer)
        corporate = not any(h.key in self.book.local for h in group)
        organizations, begins, label_end = self.organizations_of(outer, end, corporate=corporate)
        elsewhere = self._of_undertaking(group)
        if any(f.witness == "context" for f in organizations) and (elsewhere or self._personal(group)):
            organizations = ()  # « son avocat » is a person's
        if n := self._ends_with(begins, self.book.former):  # "former Google engineer X"
            begins, former = self.before_articles(begins - n), True
        ends = max(label_end, max((f.mention.end for f in organizations if f.mention.start >= end), default=0))
        holders, how, tense = self._holders(begins, outer, ends, plural)
        if how == "meant" and (former or not self._one_of_a_kind(group)):
            holders = ()
        holders = holders or (self.recalled(begins, ends) if former and how != "led in" else ())
        guessed = False
        if elsewhere and len(group) == 1:
            holders = ()
        if not organizations:
            organizations = self.told_beside(begins, ends, holders, corporate)
        made = self.scene.at.get(outer - 1) if self.scene.compounds else None
        elsewhere = elsewhere or (made is not None and made.type == "Product")  # "Alma cofounder Ann Lee"
        if not (organizations or elsewhere) and holders and self.of_the_passage(group, begins, holders):
            organizations, guessed = self.passage(outer), True
        return RolePhrase(
            begins=begins,
            start=start,
            end=label_end,
            head=self._said_at(begins, group[0]) if how == "copula" else group[0].start,
            keys=tuple(dict.fromkeys((*(h.key for h in group), *self._founder(group, start, end)))),
            former=former,
            tense=tense,
            organizations=organizations,
            holders=holders,
            led_in=how == "led in",
            guessed=guessed,
            predicated=how == "copula",
        )

    def _founder(self, group: list[RoleHit], start: int, end: int) -> Iterator[str]:
        """ "founding partner", « PDG fondateur »: the holder is a founder too, but for a "founding engineer"."""
        words = self.doc.lowers[start:end]
        if not (self.scene.compounds or self.language.of.isdisjoint(self.doc.lowers[max(0, start - 1) : end])):
            return  # « le bras droit du président fondateur »
        if not self.book.founding.isdisjoint(words) and not any(h.key in self.book.hired for h in group):
            yield "founder"

    def _personal(self, group: list[RoleHit]) -> bool:
        """« son avocat », "her partner": a position held with a person."""
        before = self.scene.at.get(group[0].start - 1)
        owned = before is not None and before.kind == "pronoun" and before.type == "Person"
        return any(h.key in self.book.personal or (owned and h.key == "partner") for h in group)

    def _of_undertaking(self, group: list[RoleHit]) -> bool:
        """ "took over the project when one of its founders ...": what "its" means is no organisation."""
        hit, things = group[0], self.language.cues("undertakings")
        if hit.key not in ("founder", "cofounder") or not things:
            return False
        for t in reversed(self.doc[self.doc[hit.start].sent.start : hit.start]):
            if t.i in self.at and self.at[t.i].kind != "pronoun":
                return False
            if t.lower_ in things:
                return True
        return False

    def _one_of_a_kind(self, group: list[RoleHit]) -> bool:
        """« le cofondateur », « la patronne » is a position in a company; « le chercheur » is a profession."""
        return any(h.key in self.book.functional or h.key in ("founder", "cofounder") for h in group)

    def _distributed(self, begins: int) -> bool:
        return begins > 0 and self.doc[begins - 1].lower_ in self.book.distributives

    def _said_at(self, begins: int, hit: RoleHit) -> int:
        """Where the status of a position is read that a copula gives: "could become chief executive"."""
        copula = self._copula(begins)
        return copula.i if copula is not None and self.scene.compounds else hit.start

    def _left(self, hit: RoleHit) -> tuple[int, int, bool]:
        """First token of the wording and of all modifiers, and whether « ancien », "former" or "ex-" is among them."""
        i, first = hit.start, self.doc[hit.start].sent.start
        former = self.doc[i].lower_.startswith("ex-")
        while i > first and i - 1 not in self.at:
            n = self._ends_with(i, self.book.former)
            if n:
                former, i = True, i - n
            elif (m := self._ends_with(i, self._phrases)) or self._qualifies(i - 1):
                i -= m or 1
            else:
                break
        outer = i
        while i < hit.start and (self._ends_with(i + 1, self.book.former) == 1 or self.doc[i].text in ("-", ",")):
            i += 1  # the label is « PDG », not « ancien PDG »
        while i < hit.start and self.doc[i].pos_ == "NUM" and self.doc[i + 1].text == "-":
            i = min(hit.start, i + _AGE)
        return i, outer, former

    def _right(self, hit: RoleHit) -> int:
        end = hit.end
        while n := follows(self.doc, end, self.book.modifiers):
            end += n
        return end + self._initialled(hit)

"""Whose words a claim is in: the subject of a verb of saying above it, « selon X », "X said" after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.statuscues import StatusCues, norm
from kg.extract.verbgroup import Group, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Speaker", "attributions", "governing_speaker"]

_QUOTE = 90  # tokens that a quotation may run on either side of a trigger
_OPENING = frozenset({"«", "“", '"', "‘"})
_CLOSING = frozenset({"»", "”", '"', "’’"})
_STOPS = frozenset({",", ".", ";", ":", "!", "?", "«", "»", "“", "”", '"', "(", ")", "—", "–"})
_NAME = ("flat", "compound", "appos", "nmod")


@dataclass(frozen=True, slots=True)
class Speaker:
    """``span`` is None for a pronoun. ``hearsay``: media or unnamed sources; ``self_report``: it speaks of its own doings."""

    span: tuple[int, int] | None
    hearsay: bool
    self_report: bool = False


def governing_speaker(doc: Doc, verb: int, group: Group, trigger: int, cues: StatusCues) -> list[Speaker]:
    """Who says what verb ``verb`` governs, the innermost first; with "told Reuters" the medium too where the source is unnamed."""
    subject = _subject(doc, verb, group, cues)
    if subject is None:
        return []
    speaker = _speaker(doc, subject, cues, own=_own_doing(doc, verb, trigger, cues), before=group.start)
    if not speaker.hearsay:
        return [speaker]
    told = next((c for c in doc[verb].children if c.dep_ in ("dobj", "dative", "iobj", "obl:arg", "obj") and c.i > verb), None)
    if told is not None and told.i < trigger and _is_medium(doc, _phrase(doc, told, cues), cues):
        return [speaker, _speaker(doc, told, cues, own=False)]
    return [speaker]


def _own_doing(doc: Doc, verb: int, trigger: int, cues: StatusCues) -> bool:
    """"The Times said it had hired": the clause's subject is the speaker."""
    return any(norm(t) in cues.pronouns and t.dep_.startswith("nsubj") for t in doc[verb + 1 : trigger])


def _subject(doc: Doc, verb: int, group: Group, cues: StatusCues) -> Token | None:
    token = doc[verb]
    for _ in range(3):
        for child in token.children:
            if child.dep_.startswith("nsubj") and norm(child) not in cues.language.relatives:
                return child
        if token.dep_ not in ("conj", "xcomp") or token.head.i == token.i:
            break
        token = token.head
    return _left_noun(doc, group.start - 1, cues)


def _left_noun(doc: Doc, k: int, cues: StatusCues) -> Token | None:
    """The noun right before a verb group, where the parser saw no subject."""
    while k > 0 and doc[k].dep_ in ("npadvmod", "obl:mod"):  # "today announced", « lundi a annoncé »
        k -= 1
    if k < 0 or doc[k].is_punct or doc[k].pos_ not in ("NOUN", "PROPN", "VERB", "X", "ADJ"):
        return None
    while k > doc[k].sent.start and doc[k - 1].text[:1].isupper() and doc[k].text[:1].isupper() and doc[k - 1].is_alpha:
        k -= 1
    return doc[k]


def _speaker(doc: Doc, head: Token, cues: StatusCues, *, own: bool, before: int = -1) -> Speaker:
    """The speaker whose noun phrase has this head; it ends before token ``before`` if it starts before it."""
    start, end = _phrase(doc, head, cues)
    end = before if start < before < end else end
    words = {norm(t) for t in doc[start:end]}
    hearsay = bool(words & cues.unnamed) or _is_medium(doc, (start, end), cues)
    pronoun = norm(head) in cues.pronouns or start == end
    return Speaker(None if pronoun else (start, end), hearsay, own)


def _is_medium(doc: Doc, span: tuple[int, int], cues: StatusCues) -> bool:
    start, end = span
    if any(norm(t) in cues.media for t in doc[start:end]):
        return True
    return any(_spelled(doc, a, b) for a, b, _ in cues.press.within(doc, start, end))


def _spelled(doc: Doc, start: int, end: int) -> bool:
    """A newspaper's name is capitalised; « le monde » and "the information" are not."""
    return any(t.text[:1].isupper() for t in doc[start:end] if len(t) > 3 or end - start == 1)


def _phrase(doc: Doc, head: Token, cues: StatusCues) -> tuple[int, int]:
    """The noun phrase of ``head``: a name with its article, or a description up to the next sign or verb."""
    if head.pos_ == "PROPN" or (head.text[:1].isupper() and not head.is_sent_start):
        return _name(doc, head)
    start = min([head.i, *(c.i for c in head.children if c.i < head.i and c.dep_ not in ("cc", "punct", "relcl", "case", "mark"))])
    while start > 0 and doc[start - 1].pos_ in ("DET", "NUM", "ADJ") and not doc[start - 1].is_sent_end:
        start -= 1
    end = head.i + 1
    if head.pos_ in ("VERB", "AUX"):  # mistaken for one: what hangs on it cannot be trusted
        return start, end
    limit = min(len(doc), head.i + 9)
    while end < limit and _continues(doc[end], head, cues):
        end += 1
    return start, end


def _continues(token: Token, head: Token, cues: StatusCues) -> bool:
    if token.text in _STOPS or token.pos_ in ("SCONJ", "AUX", "CCONJ") or token.is_space:
        return False
    if norm(token) in cues.complementizers | cues.language.relatives:
        return False
    inside = head.is_ancestor(token) and not token.dep_.startswith(("relcl", "acl:relcl", "ccomp"))
    return inside and (token.pos_ != "VERB" or token.dep_ in ("acl", "amod"))


def _name(doc: Doc, head: Token) -> tuple[int, int]:
    start = end = head.i
    while end + 1 < len(doc) and _capital(doc[end + 1]) and not doc[end + 1].is_sent_start:
        end += 1
    while start > 0 and _capital(doc[start - 1]) and (not doc[start].is_sent_start or doc[start].text == "-"):
        start -= 1
    if start > 0 and doc[start - 1].pos_ == "DET" and not doc[start].is_sent_start:
        start -= 1
    return start, end + 1


def _capital(token: Token) -> bool:
    if token.text == "-" and 0 < token.i < len(token.doc) - 1:
        return token.nbor(-1).text[:1].isupper() and token.nbor().text[:1].isupper()
    return token.text[:1].isupper() and any(c.isalpha() for c in token.text)


# -- attributions beside the clause ------------------------------------------------------------------------------


def attributions(doc: Doc, trigger: int, cues: StatusCues) -> list[Speaker]:
    """« selon X », ", X said", « », a déclaré X » in the trigger's sentence or around its quotation."""
    quotation = _quotation(doc, trigger)
    sentence = doc[trigger].sent
    start, end = sentence.start, sentence.end
    found = [s for k in range(start, end) for s in _according_to(doc, k, cues)]
    begin = quotation[1] if quotation else trigger + 1
    after = _said_after(doc, begin, max(end, begin + 12 if quotation else end), cues)
    found += after
    if quotation and not after:
        found += _said_before(doc, quotation[0], cues)
    return found


def _according_to(doc: Doc, k: int, cues: StatusCues) -> Iterator[Speaker]:
    found = cues.according.at(doc, k)
    if found is None:
        return
    head = _head_after(doc, k + found[0])
    if head is not None and norm(head) not in cues.language.relatives:
        yield _speaker(doc, head, cues, own=False)


def _head_after(doc: Doc, k: int) -> Token | None:
    """The head of the noun phrase that begins at token ``k``; after an article the first word that is no adjective."""
    determined = False
    for j in range(k, min(k + 6, len(doc))):
        token = doc[j]
        if token.text in _STOPS:
            return None
        if token.pos_ in ("DET", "NUM") or token.dep_ == "poss":
            determined = True
        elif token.pos_ in ("PROPN", "NOUN", "X") or token.text[:1].isupper():
            return _noun_head(token, k)
        elif token.pos_ == "PRON":
            return token
        elif determined and token.pos_ != "ADJ":
            return token
    return None


def _noun_head(token: Token, start: int) -> Token:
    while token.head.i > token.i and token.dep_ in ("compound", "amod", "nmod", "poss", "nummod") and token.head.i < start + 8:
        token = token.head
    return token


def _quotation(doc: Doc, trigger: int) -> tuple[int, int] | None:
    """(opening, closing) quotation marks around the trigger."""
    left = next((k for k in range(trigger, max(trigger - _QUOTE, -1), -1) if doc[k].text in _OPENING | _CLOSING), -1)
    right = next((k for k in range(trigger, min(trigger + _QUOTE, len(doc))) if doc[k].text in _OPENING | _CLOSING), -1)
    if left < 0 or right < 0 or doc[left].text not in _OPENING or doc[right].text not in _CLOSING:
        return None
    straight = doc[left].text == '"' and sum(t.text == '"' for t in doc[:left]) % 2
    return None if straight else (left, right)


def _said_after(doc: Doc, start: int, end: int, cues: StatusCues) -> list[Speaker]:
    for k in range(start, min(end, len(doc) - 1)):
        if doc[k].text in _CLOSING | {",", "—", "–"}:
            speaker = _inverted(doc, k + 1, cues) or _straight(doc, k + 1, end, cues)
            if speaker is not None:
                return [speaker]
    return []


def _reports(doc: Doc, k: int, cues: StatusCues) -> int:
    """Number of tokens of the verb of saying at token ``k``, 0 if there is none."""
    if k >= len(doc):
        return 0
    if doc[k].tag_ == "VBG" or doc[k].morph.get("VerbForm") == ["Part"] and doc[k].morph.get("Tense") == ["Pres"]:
        return 0  # « confirmant ainsi son rang » is no "X confirmed"
    said = (c for c in cues.governors.get(norm(doc[k]), ()) if c.says and c.speaker)
    return next((1 + len(c.rest) for c in said if [norm(t) for t in doc[k + 1 : k + 1 + len(c.rest)]] == list(c.rest)), 0)


def _group_end(doc: Doc, k: int, cues: StatusCues) -> int:
    while k < len(doc) and (norm(doc[k]) in cues.group or doc[k].pos_ == "AUX" or doc[k].text in _CLOSING | {","}):
        k += 1
    return k


def _inverted(doc: Doc, k: int, cues: StatusCues) -> Speaker | None:
    """« , a indiqué X », ", said X"."""
    k = _group_end(doc, k, cues)
    if not _reports(doc, k, cues):
        return None
    if k + 1 < len(doc) and doc[k + 1].lower_ in cues.complementizers:
        return None
    head = _head_after(doc, k + 1)
    return _speaker(doc, head, cues, own=False) if head is not None else None


def _straight(doc: Doc, k: int, end: int, cues: StatusCues) -> Speaker | None:
    """", the company said", « , insiste X » being the inverted one."""
    quoted = doc[k - 1].text in _CLOSING
    while k < len(doc) and doc[k].text in _CLOSING | {","}:
        k += 1
    for v in range(k + 1, min(k + 9, end, len(doc))):
        if doc[v].text in _STOPS or norm(doc[v]) in cues.complementizers | cues.language.relatives:
            return None
        if _reports(doc, v, cues) and is_verb(doc[v]):
            return None if _has_complement(doc, v, cues, quoted=quoted) else _subject_speaker(doc, k, v, cues)
    return None


def _has_complement(doc: Doc, v: int, cues: StatusCues, *, quoted: bool) -> bool:
    """Whether the verb has another thing to say than what stands before it."""
    if any(norm(t) in cues.complementizers for t in doc[v + 1 : v + 4]):
        return True
    after = [c for c in doc[v].children if c.i > v]
    things = [c for c in after if c.dep_ == "dobj" and not c.ent_type_ and c.pos_ != "PRON"]
    return bool(things and not quoted) or any(c.dep_ == "ccomp" for c in after)


def _subject_speaker(doc: Doc, start: int, verb: int, cues: StatusCues) -> Speaker | None:
    heads = [c for c in doc[verb].children if c.dep_.startswith("nsubj") and start <= c.i < verb]
    head = heads[0] if heads else _head_after(doc, start)
    return _speaker(doc, head, cues, own=False) if head is not None and head.i < verb else None


def _said_before(doc: Doc, opening: int, cues: StatusCues) -> list[Speaker]:
    """« X a déclaré : « ... » », 'X said: "..."'."""
    for v in range(opening - 1, max(opening - 10, -1), -1):
        if doc[v].text in (".", ";", "!", "?"):
            return []
        if _reports(doc, v, cues):
            head = next((c for c in doc[v].children if c.dep_.startswith("nsubj")), None)
            return [_speaker(doc, head, cues, own=False)] if head is not None else []
    return []

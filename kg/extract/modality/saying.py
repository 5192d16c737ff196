"""Whose words a claim is in: the subject of a verb of saying above it, « selon X », "X said" after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.modality.speakers import STOPS, Speaker, head_after, is_medium, phrase_of, speaker_of
from kg.extract.modality.statuscues import StatusCues, norm
from kg.extract.modality.verbgroup import Group, is_verb

if TYPE_CHECKING:
    from kg.extract.parsing.parsed import Doc, Token

__all__ = ["attributions", "governing_speakers"]

_QUOTE = 90  # tokens that a quotation may run on either side of a trigger
_OPENING = frozenset({"«", "“", '"', "‘"})
_TOLD = frozenset({"dobj", "dative", "iobj", "obl:arg", "obj"})
_CLOSING = frozenset({"»", "”", '"', "’’"})
_MARKS = _OPENING | _CLOSING


def governing_speakers(doc: Doc, verb: int, group: Group, trigger: int, cues: StatusCues) -> list[Speaker]:
    """Who says what ``verb`` governs, the innermost first; of "told Reuters" the medium too for an unnamed source."""
    subject = _subject(doc, verb, group, cues)
    if subject is None:
        return []
    speaker = speaker_of(doc, subject, cues, own=_own_doing(doc, verb, trigger, cues), before=group.start)
    if not speaker.hearsay:
        return [speaker]
    told = next((c for c in doc[verb].children if c.dep_ in _TOLD and c.i > verb), None)
    if told is not None and told.i < trigger and is_medium(doc, phrase_of(doc, told, cues), cues):
        return [speaker, speaker_of(doc, told, cues, own=False)]
    return [speaker]


def _own_doing(doc: Doc, verb: int, trigger: int, cues: StatusCues) -> bool:
    """ "The Times said it had hired": the clause's subject is the speaker. "Reported" speaks of others."""
    if norm(doc[verb]) in cues.of_others:
        return False
    if norm(doc[verb]) in cues.of_its_own:
        return True  # "Acme has bought Nova, The Register has learned"
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


# -- attributions beside the clause ------------------------------------------------------------------------------


def attributions(doc: Doc, trigger: int, cues: StatusCues) -> list[Speaker]:
    """« selon X », ", X said", « », a déclaré X » in the trigger's sentence or around its quotation."""
    quotation = _quotation(doc, trigger)
    sentence = doc[trigger].sent
    start, end = sentence.start, sentence.end
    if not quotation and _known(doc, trigger, cues):
        return []  # "Acme, which owns a stake in Nova, refused, people familiar with the matter said"
    start, end = _between_semicolons(doc, trigger, start, end) if not quotation else (start, end)
    apart = [k for k in range(trigger + 1, end) if _in_relative(doc, k, cues)]
    found = [s for k in range(start, end) if k not in apart for s in _according_to(doc, k, cues)]
    begin = quotation[1] if quotation else trigger + 1
    after = _said_after(doc, begin, max(end, begin + 12 if quotation else end), cues)
    found += after
    if quotation and not after:
        found += _said_before(doc, quotation[0], cues)
    return found


def _known(doc: Doc, trigger: int, cues: StatusCues) -> bool:
    """Whether a trigger stands in a relative clause between commas, which says in passing what is so anyway."""
    verb = next((t for t in (doc[trigger], *doc[trigger].ancestors) if t.dep_ == "relcl"), None)
    if verb is None or verb.head.i > trigger:
        return False
    opened = next((k for k in range(verb.i, verb.head.i, -1) if norm(doc[k]) in cues.language.relatives), 0)
    closing = [t.i for t in doc[trigger + 1 : doc[trigger].sent.end - 1] if t.text == ","]
    subject = verb.head.dep_.startswith("nsubj") or any(doc[k + 1].pos_ in ("VERB", "AUX") for k in closing[:1])
    return opened > 0 and doc[opened - 1].text == "," and bool(closing) and subject


def _between_semicolons(doc: Doc, trigger: int, start: int, end: int) -> tuple[int, int]:
    """What stands between semicolons is said by who is told there ("A is so; B is, people say")."""
    left = max((k + 1 for k in range(start, trigger) if doc[k].text == ";"), default=start)
    return left, min((k for k in range(trigger + 1, end) if doc[k].text == ";"), default=end)


def _according_to(doc: Doc, k: int, cues: StatusCues) -> Iterator[Speaker]:
    found = cues.according.at(doc, k)
    if found is None or (k and doc[k - 1].like_num):  # "49 per cent"
        return
    head = head_after(doc, k + found[0])
    if head is not None and norm(head) not in cues.language.relatives:
        yield speaker_of(doc, head, cues, own=False)


def _in_relative(doc: Doc, k: int, cues: StatusCues) -> bool:
    """« Lee remplace Roy, qui[, selon Nova,] voulait partir »: who says the relative clause says no more than that."""
    return doc[k - 1].text == "," and norm(doc[k - 2]) in cues.language.relatives and k > 1


def _quotation(doc: Doc, trigger: int) -> tuple[int, int] | None:
    """(opening, closing) quotation marks around the trigger."""
    words = doc.lowers
    left = next((k for k in range(trigger, max(trigger - _QUOTE, -1), -1) if words[k] in _MARKS), -1)
    right = next((k for k in range(trigger, min(trigger + _QUOTE, len(doc))) if words[k] in _MARKS), -1)
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
    form = (*doc[k].morph.get("VerbForm", []), *doc[k].morph.get("Tense", []))
    if doc[k].tag_ == "VBG" or form == ("Part", "Pres"):
        return 0  # « confirmant ainsi son rang » is no "X confirmed"
    said = (c.rest for c in cues.governors.get(norm(doc[k]), ()) if c.says and c.speaker)
    return next((1 + len(rest) for rest in said if tuple(map(norm, doc[k + 1 : k + 1 + len(rest)])) == rest), 0)


def _group_end(doc: Doc, k: int, cues: StatusCues) -> int:
    while k < len(doc) and (norm(doc[k]) in cues.group or doc[k].pos_ == "AUX" or doc[k].text in _CLOSING | {","}):
        k += 1
    return k


def _inverted(doc: Doc, k: int, cues: StatusCues) -> Speaker | None:
    """« , a indiqué X », ", said X"."""
    verb = _group_end(doc, k, cues)
    after = verb + _reports(doc, verb, cues)
    if after == verb or any(norm(t) in cues.negation for t in doc[k:verb]):
        return None
    if after < len(doc) and (norm(doc[after]) in cues.complementizers or cues.openers.at(doc, after)):
        return None  # it says something else than what stands before it
    head = head_after(doc, after)
    if head is None or _told(doc, verb, head):
        return None
    return speaker_of(doc, head, cues, own=False)


def _told(doc: Doc, verb: int, head: Token) -> bool:
    """ "Ann Lee, who runs Acme, promised all employees a share": the verb has its subject, and this is its object."""
    subject = any(c.dep_.startswith("nsubj") and c.i < verb for c in doc[verb].children)
    return subject and head.dep_ in _TOLD and head.head.i == verb


def _straight(doc: Doc, k: int, end: int, cues: StatusCues) -> Speaker | None:
    """ ", the company said", « , insiste X » being the inverted one."""
    quoted = doc[k - 1].text in _CLOSING
    while k < len(doc) and doc[k].text in _CLOSING | {","}:
        k += 1
    for v in range(k + 1, min(k + 9, end, len(doc))):
        if (
            cues.openers.at(doc, v) is not None
            or doc[v].text in STOPS
            or norm(doc[v]) in cues.complementizers | cues.language.relatives
        ):
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
    head = heads[0] if heads else head_after(doc, start)
    own = norm(doc[verb]) in cues.of_its_own
    return speaker_of(doc, head, cues, own=own) if head is not None and head.i < verb else None


def _said_before(doc: Doc, opening: int, cues: StatusCues) -> list[Speaker]:
    """« X a déclaré : « ... » », 'X said: "..."'."""
    for v in range(opening - 1, max(opening - 10, -1), -1):
        if doc[v].text in (".", ";", "!", "?"):
            return []
        if _reports(doc, v, cues):
            head = next((c for c in doc[v].children if c.dep_.startswith("nsubj")), None)
            return [speaker_of(doc, head, cues, own=False)] if head is not None else []
    return []

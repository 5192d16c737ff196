"""Dates in a text: absolute, relative to the publication, relative to the last date.

Rules are in ``cues/<lang>/dates.yaml``. A date that cannot be resolved without a guess is a mention whose value is
None; an impossible one (31/02) is no mention.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from kg.extract.parsing.wordpatterns import Match, Word, is_capitalised, words_of
from kg.extract.temporal import datevalues
from kg.extract.temporal.datecues import DateCues
from kg.extract.temporal.datevalues import Fields, Shift
from kg.model import PartialDate

__all__ = ["DateMention", "date_for", "find_dates"]

_SENTENCE_ENDS = frozenset({".", "!", "?", ";", "\n\n"})
_CLAUSE_MARKS = frozenset({",", ":", "—", "–", "(", ")"})
_NEXT_DATE = 10  # words from « cinq jours après » to the date that it counts from
_FILLERS = 5  # words that may stand between « depuis » and its date
_REACH = 18  # words from a date within which a cue tells its direction


@dataclass(frozen=True, slots=True, order=True)
class DateMention:
    """Words that name a date: half-open code points of the text, and what they resolve to.

    ``opens``, ``ends``: it opens or closes a range. ``shift``: « douze jours après » before a clause: its date hangs
    on what else the sentence tells.
    """

    start: int
    end: int
    value: PartialDate | None
    text: str
    opens: bool = field(default=False, compare=False)
    ends: bool = field(default=False, compare=False)
    shift: Shift | None = field(default=None, compare=False)


@dataclass(slots=True)
class _Reader:
    """One pass over one text. ``last`` is the last date met, ``explicit`` the last one with its year in the text."""

    text: str
    published: PartialDate | None
    cues: DateCues
    words: list[Word] = field(init=False)
    last: PartialDate | None = None
    explicit: PartialDate | None = None

    def __post_init__(self) -> None:
        self.words = words_of(self.text)

    def read(self) -> Iterator[DateMention]:
        paragraphs = iter([i for i, w in enumerate(self.words) if w.text.startswith("\n")] + [len(self.words)])
        paragraph = next(paragraphs)
        for match in self.cues.matcher.find(self.words, self._accept):
            while match.first > paragraph:
                paragraph, self.explicit = next(paragraphs), None
            if match.payload["value"] != "none":
                yield from self._mentions(match)

    def _accept(self, match: Match[Mapping[str, Any]]) -> bool:
        following = self.words[match.last] if match.last < len(self.words) else None
        if following is None:
            return True
        if match.payload.get("unless_name_follows") and is_capitalised(following):
            return False
        if self._leads_clause(match) and self._about(match):
            return self._date_after(match) is not None
        if not self.words[match.last - 1].text.isdecimal():
            return True
        glued = following.start == self.words[match.last - 1].end and (
            following.text.isalpha() or following.text in "%€$£"
        )
        return not glued and following.norm not in self.cues.not_before

    def _mentions(self, match: Match[Mapping[str, Any]]) -> Iterator[DateMention]:
        if self._leads_clause(match) and self._date_after(match) is None:
            yield self._before_clause(match)
            return
        if match.payload["value"] != "date":
            yield self._mention(match.first, match.last, self._relative(match))
            return
        start, end = self._fields(match, ""), self._fields(match, "end_")
        places = {name: j for name, (_, j) in match.captures.items()}
        ends = [j for name, j in places.items() if name.startswith("end_")]
        if not ends:
            yield from self._dated(match, start, match.first, match.last)
            return
        middle = max(j for j in places.values() if j < min(ends)) + 1
        opening = self._dated(match, start.filled(end), match.first, middle)
        yield from (replace(m, opens=True) for m in opening)
        yield from (replace(m, ends=True) for m in self._dated(match, end.filled(start), min(ends), match.last))

    def _dated(self, match: Match[Mapping[str, Any]], fields: Fields, first: int, last: int) -> Iterator[DateMention]:
        value = self._complete(fields, match)
        if value is not None or fields.year is None:  # 31/02 is no date
            yield self._mention(first, last, value)

    def _leads_clause(self, match: Match[Mapping[str, Any]]) -> bool:
        """Whether what it counts from is said behind it: « douze jours après l'avoir révoqué », not « après, »."""
        if not match.payload.get("from_what_follows") or match.last >= len(self.words):
            return False
        return self.words[match.last].norm not in _SENTENCE_ENDS | _CLAUSE_MARKS

    def _about(self, match: Match[Mapping[str, Any]]) -> bool:
        """Whether the distance is only said about: "less than a year after"."""
        return any(w.norm in self.cues.about for w in self.words[max(match.first - 3, 0) : match.first])

    def _before_clause(self, match: Match[Mapping[str, Any]]) -> DateMention:
        unit, by = self._distance(match)
        start, end = self.words[match.first].start, self.words[match.last - 1].end
        shift = Shift(unit, -by, datevalues.shifted(self.published, unit, -by))
        return DateMention(start, end, None, self.text[start:end], shift=shift)

    def _mention(self, first: int, last: int, value: PartialDate | None) -> DateMention:
        self.last = value
        start, end = self.words[first].start, self.words[last - 1].end
        return DateMention(start, end, value, self.text[start:end])

    def _fields(self, match: Match[Mapping[str, Any]], prefix: str) -> Fields:
        got = {name: value for name, (value, _) in match.captures.items()}
        whole = got.get("iso") or got.get("numeric")
        if isinstance(whole, Fields):
            return whole
        month = got.get(f"{prefix}month") or (got.get("clear_month") if not prefix else None)
        return Fields(got.get(f"{prefix}year"), month, got.get(f"{prefix}day"))

    def _complete(self, fields: Fields, match: Match[Mapping[str, Any]]) -> PartialDate | None:
        if fields == Fields():
            return None
        direction = match.payload.get("direction") or self._direction(match)
        value = datevalues.complete(fields, self.published, self.explicit, direction)
        if fields.year is not None:
            self.explicit = value
        return value

    def _relative(self, match: Match[Mapping[str, Any]]) -> PartialDate | None:
        rule, got = match.payload, {name: value for name, (value, _) in match.captures.items()}
        direction = rule.get("direction", "near")
        if direction == "near" and rule["value"] in ("weekday", "weekday_day"):
            direction = self._direction(match)
        match rule["value"]:
            case "weekday":
                strict = rule.get("direction", "near") != "near"
                return datevalues.nth_weekday(got["weekday"], self.published, direction, strict=strict)
            case "weekday_day":
                return datevalues.weekday_day(got["weekday"], got["day"], self.published, direction)
            case "day_of_month":
                return datevalues.day_of_month(got["day"], self.last, self.published)
            case "year_before":
                year = int(self.published.value[:4]) - 1 if self.published else None
                return datevalues.exact(year, got["month"]) if year else None
            case "season":
                return self._season(got["season"], rule.get("direction") or self._direction(match))
        anchor = self.last if rule.get("anchor") == "text" else self.published
        if rule.get("from_what_follows"):
            anchor = self._date_after(match) or anchor
        return datevalues.shifted(anchor, *self._distance(match))

    def _season(self, month: int, direction: datevalues.Direction) -> PartialDate | None:
        """The year of a season that is on in ``month``; with no verb's cue, of the nearest such season."""
        direction = "present" if direction == "near" else direction
        value = datevalues.complete(Fields(month=month), self.published, self.explicit, direction)
        return datevalues.exact(int(value.value[:4])) if value else None

    def _distance(self, match: Match[Mapping[str, Any]]) -> tuple[datevalues.Unit, int]:
        rule, got = match.payload, {name: value for name, (value, _) in match.captures.items()}
        unit = rule.get("unit") or self.cues.units[got["unit"]]
        return unit, rule["by"] * int(got.get("number", 1))

    def _date_after(self, match: Match[Mapping[str, Any]]) -> PartialDate | None:
        """The day in « cinq jours après son renvoi, survenu le 17 novembre », "two days after the vote of 3 May"."""
        for i in range(match.last, min(match.last + _NEXT_DATE, len(self.words))):
            if self.words[i].norm in _SENTENCE_ENDS:
                return None
            found = next((m for m in self.cues.matcher.at(self.words, i) if m.payload["value"] == "date"), None)
            if found is not None and found.first == i:
                fields = self._fields(found, "")
                return self._complete(fields, found) if fields.day else None
        return None

    # -- past or future? ---------------------------------------------------------------------------------------

    def _direction(self, match: Match[Mapping[str, Any]]) -> datevalues.Direction:
        """By the nearest verb's cue: before the date in its clause, after it, in the next clause, further back."""
        if self._before(match) in self.cues.always_past:
            return "past"
        back, forward = list(self._around(match, -1)), list(self._around(match, 1))
        own_back, own_forward = _until(back, _CLAUSE_MARKS), _until(forward, _CLAUSE_MARKS)
        for words in (own_back, own_forward, forward, back):
            for word in words:
                if self._is(word, self.cues.future):
                    return "future"
                if self._is(word, self.cues.past):
                    return "past" if match.payload["value"] != "date" else "near"
                if word.norm in self.cues.present:
                    return "present"
        return "near"

    def _before(self, match: Match[Mapping[str, Any]]) -> str:
        """The word before a date: « depuis » of « depuis le 1er octobre », "since" of "since last May"."""
        near = reversed(self.words[max(match.first - _FILLERS, 0) : match.first])
        words = (w.norm for w in near if w.norm not in self.cues.fillers)
        return next(words, "")

    def _around(self, match: Match[Mapping[str, Any]], step: int) -> Iterator[Word]:
        i = match.first - 1 if step < 0 else match.last
        for _ in range(_REACH):
            if not 0 <= i < len(self.words) or self.words[i].norm in _SENTENCE_ENDS:
                return
            yield self.words[i]
            i += step

    def _is(self, word: Word, verbs: tuple[frozenset[str], tuple[str, ...]]) -> bool:
        return word.norm in verbs[0] or (bool(verbs[1]) and not is_capitalised(word) and word.norm.endswith(verbs[1]))


def _until(words: Sequence[Word], stops: frozenset[str]) -> list[Word]:
    found: list[Word] = []
    for word in words:
        if word.norm in stops:
            break
        found.append(word)
    return found


def find_dates(text: str, published: PartialDate | None, cues: DateCues) -> tuple[DateMention, ...]:
    """The dates that a text names, in its order; those relative to a publication date that is unknown are None."""
    return tuple(_Reader(text, published, cues).read())


def date_for(
    start: int, end: int, dates: Sequence[DateMention], cues: DateCues, *, text: str, bounds: tuple[int, int]
) -> DateMention | None:
    """The date of what ``text[start:end]`` says: the nearest inside ``bounds`` (its sentence or clause), or None.

    A comma or a word that opens another clause makes a date lie farther off; the date of a saying (« a annoncé
    vendredi », "said on Friday") dates nothing but the saying.
    """
    if not any(bounds[0] <= mention.start < bounds[1] for mention in dates):
        return None
    words = _near_words(text, bounds)
    ranked: list[tuple[int, int, DateMention]] = []
    for mention in dates:
        if not bounds[0] <= mention.start < bounds[1] or _dates_a_saying(mention, start, end, words, cues):
            continue
        left, right = (mention.end, start) if mention.start < start else (end, mention.start)
        between = [w for w in words if left <= w.start < right]
        marks = sum(w.norm in _CLAUSE_MARKS or w.norm in cues.separators for w in between)
        ranked.append((len(between) + 8 * marks, mention.start, mention))
    return min(ranked)[2] if ranked else None


@lru_cache(maxsize=64)
def _near_words(text: str, bounds: tuple[int, int]) -> tuple[Word, ...]:
    """The words of one sentence; its claims ask one after the other."""
    offset = bounds[0]
    found = words_of(text[offset : bounds[1]])
    return tuple(Word(w.start + offset, w.end + offset, w.text, w.norm) for w in found)


def _dates_a_saying(mention: DateMention, start: int, end: int, words: Sequence[Word], cues: DateCues) -> bool:
    before = [w for w in words if w.end <= mention.start][-3:]
    for word in reversed(before):
        if word.norm in cues.reporting:
            return not start <= word.start < end
        if word.norm in _CLAUSE_MARKS or word.norm in cues.separators:
            return False
    return False

"""Which language a text is in, offline and always the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.read.wording import by_wording

__all__ = ["detect", "primary_tag"]

_SAMPLE = 20_000  # code points; more changes nothing
_LONG = 200  # code points from which a sure guess outweighs a page's template
_SURE = 0.99  # among all languages
_LIKELY = 0.95  # among the supported ones; a headline below it is mostly names


def primary_tag(tag: str) -> str:
    """``fr`` of ``fr-CA``, ``FR`` or ``fr_FR.UTF-8``."""
    return tag.strip().lower().replace("_", "-").split("-")[0].split(".")[0]


def detect(text: str, supported: Sequence[str], *, declared: str | None = None, ontology: Sequence[Path] = ()) -> str:
    """The code of the text's language: one of ``supported``, or another if that is sure (or ``declared``).

    ``declared`` is what a page or feed says of itself. Templates often carry the wrong one, so a long text that is
    surely in another language wins; a short text takes what is declared, else what its words say, else the likeliest.
    ``ontology`` are overlays that know words of languages of their own.
    """
    probabilities = _probabilities(text[:_SAMPLE])
    best = max(sorted(probabilities), key=lambda lang: probabilities[lang])
    is_long = len(text.strip()) >= _LONG
    if is_long and probabilities[best] >= _SURE:
        return best
    if declared and primary_tag(declared):
        return primary_tag(declared)
    likeliest = max(sorted(supported), key=lambda lang: probabilities.get(lang, 0.0))
    share = probabilities.get(likeliest, 0.0) / (sum(probabilities.get(lang, 0.0) for lang in supported) or 1.0)
    return likeliest if is_long or share >= _LIKELY else by_wording(text, supported, ontology) or likeliest


def _probabilities(text: str) -> dict[str, float]:
    return {lang: float(p) for lang, p in _identifier().rank(text)}


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

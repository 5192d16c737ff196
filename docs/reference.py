"""What the reference pages take from the program itself, so that it cannot differ from it.

A page says ``<!-- generated: NAME -->`` where one of ``GENERATED`` goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kg.ontology import load_ontology
from kg.query.named import NamedQuery, named_queries

__all__ = ["GENERATED", "fill"]

_PLACE = re.compile(r"<!-- generated: ([a-z_]+) -->")


def fill(page: str) -> str:
    """The page with what is generated in its places."""
    return _PLACE.sub(lambda found: GENERATED[found[1]](), page)


def command_line() -> str:
    """Every command of ``kg`` with its arguments and options, as the command's own help gives them."""
    from typer.main import get_command

    from kg.cli.app import app

    root: Any = get_command(app)
    context = root.make_context("kg", [], resilient_parsing=True)
    parts = ["## kg", _parameters(root, context)]
    for name, command in sorted(root.commands.items()):
        its = command.make_context(name, [], parent=context, resilient_parsing=True)
        usage = " ".join(("kg", name, *command.collect_usage_pieces(its)))
        parts += [f"## kg {name}", f"```text\n{_plain(usage)}\n```", _sentence(command.help), _parameters(command, its)]
    return "\n\n".join(parts)


def _parameters(command: Any, context: Any) -> str:
    """A definition list; arguments are first, as the command gives them."""
    records = [p.get_help_record(context) for p in command.get_params(context)]
    return "\n\n".join(_definition(*record) for record in records if record and "--help" not in record[0])


def _definition(names: str, text: str) -> str:
    spelled, _, value = _plain(names).partition(" ")
    while spelled.endswith(","):
        more, _, value = value.partition(" ")
        spelled += f" {more}"
    shown = ", ".join(f"`{name}`" for name in spelled.split(", "))
    return f"{shown} {f'*{_escaped(value)}*' if value else ''}".rstrip() + f"\n: {_sentence(text)}"


def _plain(usage: str) -> str:
    """Names of types as words: ``<list[str]>`` is TEXT."""
    words = {"str": "TEXT", "path": "PATH", "int": "NUMBER", "float": "NUMBER"}
    usage = re.sub(r"[{}]", "", usage)
    return re.sub(r"<(?:list\[)?(\w+)[^>]*>", lambda m: words.get(m[1].lower(), m[1]), usage)


def _sentence(text: str | None) -> str:
    return _escaped(" ".join((text or "").split()))


def _escaped(text: str) -> str:
    return re.sub(r"([<>*_\[\]])", r"\\\1", text)


def queries() -> str:
    """Every named query with its parameters, from the files in ``ontologies/queries``."""
    return "\n\n".join(_query(query) for _, query in sorted(named_queries(load_ontology()).items()))


def _query(query: NamedQuery) -> str:
    rows = [
        f"| `{p.name}` | {p.type}{', must be given' if p.required else ''} | {_escaped(p.description['en'])} |"
        for p in query.parameters.values()
    ]
    table = ["| parameter | type | meaning |", "| --- | --- | --- |", *rows] if rows else []
    text = _escaped(" ".join(query.description["en"].split()))
    return "\n".join((f"## {query.name}", "", f"{_escaped(query.title['en'])}. {text}", "", *table))


def relations() -> str:
    """Every relation, from its file in ``ontologies/relations``."""
    head = ["| relation | class, kind | from, to | meaning |", "| --- | --- | --- | --- |"]
    rows = [
        f"| `{r.name}` | `{r.cls}`, {r.kind} | {' or '.join(r.domain)}, {' or '.join(r.range)} "
        f"| {_escaped(r.definition['en'])} |"
        for r in load_ontology().relations.values()
    ]
    return "\n".join(head + rows)


def rule_keys() -> str:
    """Keys and slots of rules as definitions, from the docstring of the module that reads them."""
    from kg.extract.rules import rulebook as rules

    keys, _, slots = (rules.__doc__ or "").partition("Slots:")
    return f"{_definitions(keys)}\n\nSlots:\n\n{_definitions(slots)}"


def _definitions(text: str) -> str:
    """Lines that begin with names in backticks, with the indented lines that go on from them."""
    entries = re.findall(r"^((?:``[^`]+``(?:, )?)+)\s+(.+(?:\n +.+)*)", text, re.M)
    return "\n\n".join(f"{_code(names)}\n: {_code(' '.join(words.split()))}" for names, words in entries)


def _code(text: str) -> str:
    """Backticks as Markdown has them; what stands outside them as it is."""
    parts = re.split(r"(``.+?``)", text)
    return "".join(f"`{p[2:-2]}`" if p.startswith("``") else _escaped(p).replace("\\*\\*", "**") for p in parts)


GENERATED: dict[str, Callable[[], str]] = {
    "command_line": command_line,
    "queries": queries,
    "relations": relations,
    "rule_keys": rule_keys,
}

"""Text from articles made safe for where it goes: terminals obey control characters, spreadsheets run formulas."""

from __future__ import annotations

import re

__all__ = ["spreadsheet_safe", "terminal_safe", "xml_safe"]

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def terminal_safe(text: str) -> str:
    """One line without control characters (and without marks that turn the direction of writing)."""
    return _CONTROL.sub(" ", text)


def xml_safe(text: str) -> str:
    """The text with U+FFFD in place of every character that XML 1.0 cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def spreadsheet_safe(text: str) -> str:
    """The text, behind an apostrophe if a spreadsheet would take it for a formula.

    That is when it starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return. Numbers are for the caller to
    leave alone.
    """
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text

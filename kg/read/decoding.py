"""Bytes to text: strict for what people write, as browsers do for pages."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError
from kg.read.articles import ReadOptions, Source

__all__ = ["page_text", "read_all", "utf8_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
# Python also knows codecs that are no character sets (punycode, unicode_escape); a page does not get to choose those.
_CHARACTER_SETS = re.compile(
    r"(utf-?8|us-?ascii|ascii|latin-?[0-9]+|l[1-9]|iso-?8859-?[0-9]+|(windows|cp)-?12[0-9]{2}|koi8-[ru]|mac-?roman"
    r"|gb2312|gbk|gb18030|big5|euc-(jp|kr)|shift[-_]jis|iso-2022-jp)",
    re.I,
)


def read_all(source: Source, options: ReadOptions) -> bytes:
    """All bytes of a source.

    Raises:
        InputError: there are more than ``options.max_bytes``.
    """
    data = source.stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        limit = f"{options.max_bytes:,} bytes"
        raise InputError(source.where, f"larger than {limit}; split it (JSON Lines are read line by line, at any size)")
    return data


def utf8_text(data: bytes, where: str) -> str:
    """The text exactly as written, without a byte order mark.

    Raises:
        InputError: the bytes are not UTF-8 text.
    """
    if b"\0" in data:
        raise InputError(where, f"not text (byte 0 at offset {data.index(0)}); convert it to UTF-8 text or HTML")
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start + len(data) - len(data.removeprefix(codecs.BOM_UTF8))
        raise InputError(where, f"not UTF-8 (byte 0x{data[offset]:02x} at offset {offset}); convert it") from None


def page_text(data: bytes, where: str, charset: str | None) -> str:
    """A page's markup. A byte order mark decides, then HTTP, then the page's own declaration, then UTF-8, as the HTML
    standard has it; the last resort is its windows-1252.

    Raises:
        InputError: a binary file.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace")
    if b"\0" in data:
        raise InputError(where, f"not a page (byte 0 at offset {data.index(0)})")
    match = _DECLARED.search(data[:4096])
    declared = _character_set(charset) or _character_set(match.group(1).decode("ascii") if match else None)
    if declared:
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _character_set(name: str | None) -> str | None:
    if not name or not _CHARACTER_SETS.fullmatch(name.strip()):
        return None
    try:
        found = codecs.lookup(name.strip()).name
    except LookupError:
        return None
    # Pages that declare Latin-1 or ASCII mean windows-1252 (WHATWG Encoding, section 4.2).
    return "cp1252" if found in ("iso8859-1", "ascii") else found

"""What stands in a slot of a rule: a mention, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.mentions import Mention

__all__ = ["Filler", "Witness"]

Witness = Literal["syntax", "order", "context"]


@dataclass(frozen=True, slots=True)
class Filler:
    """A mention in a slot; ``witness`` says how it was found, ``proxy`` that it stands behind « le board de »."""

    mention: Mention
    witness: Witness
    proxy: bool = False

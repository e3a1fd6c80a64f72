"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8) while the pages are being drawn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

Value: TypeAlias = "str | float | int | list[float]"
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Marked:
    """A run of marked content: page from 0 and its number there."""

    page: int
    mcid: int


@dataclass(slots=True, eq=False)
class Annotation:
    """A link or a signature field on a page, and the element it belongs to.

    A link has ``uri`` or ``note`` (the number of a source); a field has ``name``.
    """

    page: int
    box: Box
    elem: Elem
    contents: str
    uri: str = ""
    note: int = 0
    name: str = ""


@dataclass(slots=True, eq=False)
class Elem:
    """One structure element; ``attrs`` by owner, where a value that begins with "/" is a name."""

    tag: str
    alt: str = ""
    ident: str = ""
    attrs: dict[str, dict[str, Value]] = field(default_factory=dict)
    kids: list[Elem | Marked | Annotation] = field(default_factory=list)

    def add(self, tag: str, *, alt: str = "", ident: str = "", **attrs: dict[str, Value]) -> Elem:
        """Append a child; ``Table={"Scope": "/Column"}`` gives attributes of an owner."""
        child = Elem(tag, alt, ident, dict(attrs))
        self.kids.append(child)
        return child

    def is_empty(self) -> bool:
        """Whether nothing on any page belongs to it and it may go; a cell stays, so that rows are equally long."""
        return self.tag not in ("TH", "TD") and all(isinstance(kid, Elem) and kid.is_empty() for kid in self.kids)

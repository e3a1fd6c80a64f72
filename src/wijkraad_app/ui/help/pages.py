"""The pages of help as data: read once per language, searched by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from wijkraad_app.kernel import resources
from wijkraad_app.kernel.text import Block, Line, Table, line_text, parse, plain_blocks

from ..palette import plain

START = "start"
"""The page of the window without a dossier, and of whatever has no page of its own."""

ORDER = (
    "first-steps", START, "today", "meetings", "planning", "live", "votes", "room", "minutes", "decisions", "actions",
    "surveys", "conversations", "signals", "advice", "promises", "letters", "signers", "verify", "people", "search",
    "settings", "access", "lock", "backup", "archive", "erasure", "loose_ends", "handover",
)  # fmt: skip
"""As one reads them; what isn't named comes behind these, by title."""

_SPACE = UUID("0f2f3c1e-2a7d-4b7e-9a53-6f0f7e0a9c55")
_ADDRESS = "https://help/"
_LINK = re.compile(r"\]\(([a-z0-9-]+)\.md\)")


@dataclass(frozen=True, slots=True)
class HelpPage:
    """``blocks`` without the title; ``words`` is all of it as bare text, folded for searching."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    words: str

    @property
    def id(self) -> UUID:
        """Stands for the page where lists ask for an id."""
        return uuid5(_SPACE, self.key)

    @property
    def links(self) -> tuple[str, ...]:
        """The keys of the pages it leads to."""
        cells = [cell for block in self.blocks if isinstance(block, Table) for row in block.rows for cell in row]
        lines = [block.spans for block in self.blocks if isinstance(block, Line)]
        found = [key_of(span.href) for spans in (*lines, *cells) for span in spans if span.href]
        return tuple(key for key in found if key)


def key_of(address: str) -> str:
    """The page an address inside the help stands for; "" for one outside."""
    return address.removeprefix(_ADDRESS).strip("/") if address.startswith(_ADDRESS) else ""


def folder(language: str) -> Path:
    return resources.path("help", language)


@cache
def pages(language: str) -> tuple[HelpPage, ...]:
    """All pages in that language, in reading order."""
    found = [_read(file) for file in sorted(folder(language).glob("*.md"))]
    return tuple(sorted(found, key=lambda page: (_place(page.key), page.title)))


def page(key: str, language: str) -> HelpPage:
    """The page of a screen, or the first steps when it has none."""
    all_pages = {one.key: one for one in pages(language)}
    return all_pages.get(key) or all_pages.get(START) or next(iter(all_pages.values()))


def _place(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)


def _read(file: Path) -> HelpPage:
    blocks = parse(_LINK.sub(rf"]({_ADDRESS}\1)", file.read_text(encoding="utf-8")))
    first = blocks[0]
    title = line_text(first.spans) if isinstance(first, Line) else file.stem
    return HelpPage(file.stem, title, blocks[1:], plain(plain_blocks(blocks)))


def search(wanted: str, language: str) -> tuple[HelpPage, ...]:
    """Pages that hold every word of ``wanted`` (accents and capitals alike), those with it in the title first."""
    needles = plain(wanted).split()
    found = [one for one in pages(language) if all(needle in one.words for needle in needles)]
    return tuple(sorted(found, key=lambda one: not all(needle in plain(one.title) for needle in needles)))

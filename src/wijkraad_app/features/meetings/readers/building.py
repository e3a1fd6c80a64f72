"""Items made of sorted lines, each knowing the items it stands under, and what was guessed on the way."""

from __future__ import annotations

import re
from textwrap import shorten

from wijkraad_app.kernel import text as formatted
from wijkraad_app.kernel.i18n import _

from .agenda import ParsedItem, numbered
from .item_text import Details, kind_by_verb, kind_of_title, read_line, section_kind
from .markers import BULLET, LONGEST_HEAD
from .sorting import DETAIL, Entry

_INTRODUCER_LABELS = ("inleider", "door", "spreker", "portefeuillehouder", "introducer")


class Builder:
    """Makes items of entries, each knowing the items it stands under."""

    def __init__(self, public: bool) -> None:
        self.items: list[ParsedItem] = []
        self.markers: list[str] = []
        self.guesses: list[str] = []
        self._public = public
        self._unkinded: list[ParsedItem] = []
        self._above: list[ParsedItem] = []

    def take(self, entry: Entry) -> None:
        details = _details(entry)
        if not details.title:
            return
        del self._above[entry.level :]
        kind = _kind(details, entry, self._above[-1] if self._above else None)
        item = self._item(details, entry, kind or kind_by_verb(details.title) or "discuss")
        if not kind:
            self._unkinded.append(item)
        self.guesses += _introducer_guess(details)
        self.items.append(item)
        self.markers.append(entry.marker)
        self._above.append(item)

    def _item(self, details: Details, entry: Entry, kind: str) -> ParsedItem:
        closed = details.closed or entry.closed or any(not above.public for above in self._above)
        return ParsedItem(
            title=details.title,
            level=entry.level,
            kind=kind,
            time=details.time,
            minutes=details.minutes,
            introducer=details.introducer,
            public=self._public and not closed,
            explanation=_explanation(entry.below),
        )

    def finish(self) -> tuple[ParsedItem, ...]:
        items = numbered(self.items)
        self.guesses += _kind_guesses(self._unkinded)
        self.guesses += _number_guess(self.markers, items)
        return items


def _number_guess(markers: list[str], items: tuple[ParsedItem, ...]) -> list[str]:
    pairs = [
        (marker, item.number)
        for marker, item in zip(markers, items, strict=True)
        if marker.isdigit() and not item.level
    ]
    if all(marker.lstrip("0") == number for marker, number in pairs):
        return []
    return [_("The numbers did not run on; the items were numbered anew.")]


def _explanation(lines: list[str]) -> str:
    bullets = [(line, BULLET.match(line)) for line in lines]
    blocks = [formatted.bullet(line[match.end() :]) if match else formatted.paragraph(line) for line, match in bullets]
    return formatted.serialise(formatted.normal(blocks))


def _details(entry: Entry) -> Details:
    details = read_line(entry.text[:LONGEST_HEAD])
    if entry.sort == "time":
        details.title = re.sub(r"^\(?\d{1,2}[.):]\s+", "", details.title)
    kept = []
    for line in entry.below:
        match = DETAIL.match(line)
        if section_kind(line) and not details.kind:
            details.kind = section_kind(line)
        elif not match or not _fill(details, match[1].lower(), match[2]):
            kept.append(line)
    entry.below = kept
    return details


def _fill(details: Details, label: str, value: str) -> bool:
    if label in _INTRODUCER_LABELS:
        details.introducer = details.introducer or value.strip()[:200]
        return True
    said = read_line(f"x, {value}" if label not in ("tijd", "tijdstip", "duur", "time") else f"x ({value})")
    details.kind = details.kind or said.kind
    details.time, details.minutes = details.time or said.time, details.minutes or said.minutes
    return bool(said.kind or said.time or said.minutes)


def _kind(details: Details, entry: Entry, parent: ParsedItem | None) -> str:
    """The kind that is written at the item, in its title, at its heading or at the item above it."""
    kind = details.kind or kind_of_title(details.title) or entry.section
    if kind or parent is None:
        return kind
    return "inform" if parent.kind == "procedure" else parent.kind if section_kind(parent.title) else ""


def _introducer_guess(details: Details) -> list[str]:
    if not details.guessed_introducer:
        return []
    message = _("“{name}” was taken as who introduces “{title}”.")
    return [message.format(name=details.introducer, title=details.title)]


def _kind_guesses(items: list[ParsedItem]) -> list[str]:
    words = {
        "decide": _("Taken as for decision, as nothing else is said: {titles}."),
        "discuss": _("Taken as for discussion, as nothing else is said: {titles}."),
        "inform": _("Taken as for information, as nothing else is said: {titles}."),
    }
    guesses = []
    for kind, message in words.items():
        titles = [f"“{shorten(item.title, 60, placeholder=' …')}”" for item in items if item.kind == kind]
        if titles:
            shown = ", ".join(titles[:5]) + (" …" if len(titles) > 5 else "")
            guesses.append(message.format(titles=shown))
    return guesses

"""The public version of minutes: what goes by rule, and what a human has to decide before it may be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, in_language, language, ngettext

from ..queries import meeting_view
from ..rules.privacy import Candidate, Choice, Privacy, applied, candidates, undecided
from .paper import paper

_NAMED = 20
"""As many words are named in a refusal."""


def public_items(items: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that aren't closed and don't stand below one that is."""
    closed: set[str] = set()
    for item in items:
        if not item["public"] or item["parent"] in closed:
            closed.add(item["id"])
    return [item for item in items if item["id"] not in closed]


def by_rule(data: Mapping[str, Any]) -> dict[str, Any]:
    """Without closed items and all that belongs to them, without closed notes; guests by role unless they agreed."""
    items = [
        {name: one for name, one in item.items() if name != "closed_notes"} for item in public_items(data["items"])
    ]
    shown = {item["id"] for item in items}
    kept = {name: [row for row in data.get(name, ()) if row["item"] in shown] for name in ("decisions", "actions")}
    errata = [row for row in data.get("errata", ()) if row["item"] is None or row["item"] in shown]
    people = [_guest(row) if row["guest"] and not row.get("by_name") else row for row in data["attendance"]]
    made = {**data, **kept, "items": items, "attendance": people}
    return {**made, "errata": errata} if "errata" in data else made


def _guest(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "name": "", "role": row["role"] or _("guest")}


def to_decide(data: Mapping[str, Any], privacy: Privacy) -> tuple[Candidate, ...]:
    """All words in these minutes that may name someone, decided or not, in reading order."""
    return candidates(by_rule(data), privacy)


def still_open(data: Mapping[str, Any], privacy: Privacy) -> tuple[Candidate, ...]:
    """What has to be decided before the public version may be written."""
    return undecided(by_rule(data), privacy)


def public_minutes(data: Mapping[str, Any], privacy: Privacy, *, unfinished: bool = False) -> dict[str, Any]:
    """The minutes as they may be published.

    `UserError` ``undecided`` while something has to be decided; ``unfinished``: to look at, with that left out.
    """
    waiting = () if unfinished else still_open(data, privacy)
    if waiting:
        raise UserError(_refusal(waiting), code="undecided")
    return applied(by_rule(data), privacy)


def _refusal(waiting: Sequence[Candidate]) -> str:
    words = ", ".join(f"“{one.words}”" for one in waiting[:_NAMED])
    more = len(waiting) - _NAMED
    words += " " + _("and {n} more").format(n=more) if more > 0 else ""
    n = len(waiting)
    said = ngettext(
        "Decide first what the public version does with {n} name or number: {words}.",
        "Decide first what the public version does with {n} names or numbers: {words}.",
        n,
    )
    return said.format(n=n, words=words)


@dataclass(frozen=True, slots=True)
class Questions:
    """All words to decide on in a meeting's minutes, and the choice for each that has one. ``resident`` is what can
    stand for someone, in the language of the council's documents."""

    found: tuple[Candidate, ...] = ()
    choices: Mapping[str, Choice] = field(default_factory=dict)
    resident: str = ""

    @property
    def open(self) -> tuple[Candidate, ...]:
        return tuple(one for one in self.found if one.words not in self.choices)


def questions(session: Session, meeting: UUID) -> Questions:
    """What the public version of these minutes asks; nothing when the meeting is gone."""
    from .data import whole_minutes

    view = meeting_view(session, meeting)
    if view is None:
        return Questions()
    known = view.draft.privacy
    with in_language(paper(session).language or language()):
        found = to_decide(whole_minutes(view), known)
        return Questions(found, {one.words: one for one in known.choices}, _("a resident"))

"""Verbs of writing: an advice, its sections and its recommendations."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any, Literal, TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.queries.council import the_council
from wijkraad_app.kernel import order
from wijkraad_app.kernel import text as text_blocks
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import LANGUAGES, N_, _
from wijkraad_app.pdf.fonts import printable

from ..model import Advice, Recommendation
from ..queries.contents import evidence_of, recommendations_of
from ..rules.numbering import SECTIONS
from ..rules.states import State
from .parts import KINDS, editable, one_of, titled


class AdviceFields(TypedDict, total=False):
    """What `update_advice` changes, each by itself. ``kind``: requested, unrequested; ``language`` of the letter."""

    title: str
    kind: str
    language: str
    request_day: date | None
    request_reference: str


@verb(label=N_("Add advice “{title}”"))
def add_advice(
    uow: UnitOfWork,
    *,
    title: str,
    kind: str = "unrequested",
    language: str = "",
    request_day: date | None = None,
    request_reference: str = "",
) -> UUID:
    """A new draft; its language is that of the council's letters unless told. Returns its id."""
    uow.describe(title=title)
    one_of(kind, KINDS)
    council = the_council(uow.session)
    fields = {
        "title": titled(title),
        "kind": kind,
        "language": one_of(language or (council.letter_language if council else "nl"), LANGUAGES),
        "request_day": request_day,
        "request_reference": request_reference.strip(),
    }
    return uow.add(Advice(**checked(Advice, fields))).id


@verb(label=N_("Change advice “{title}”"))
def update_advice(uow: UnitOfWork, *, id: UUID, **fields: Unpack[AdviceFields]) -> None:
    """Change fields of a draft. `UserError` "frozen" once the text is fixed."""
    row = editable(uow, id)
    uow.describe(title=row.title)
    given: dict[str, Any] = dict(fields)
    if given.keys() - AdviceFields.__annotations__.keys():
        raise TypeError("not a field of an advice")
    if "title" in given:
        given["title"] = titled(given["title"])
    one_of(given.get("kind", row.kind), KINDS)
    one_of(given.get("language", row.language), LANGUAGES)
    uow.update(row, **checked(Advice, given))


@verb(label=N_("Write in “{title}”"))
def update_section(
    uow: UnitOfWork, *, id: UUID, section: Literal["occasion", "findings", "considerations"], text: str
) -> None:
    """Replace the text (Markdown) of a section; unchanged text changes nothing."""
    row = editable(uow, id)
    uow.describe(title=row.title)
    one_of(section, SECTIONS)
    uow.update(row, **checked(Advice, {section: text}))


@verb(label=N_("Replace what can't be printed in “{title}”"))
def replace_unprintable(uow: UnitOfWork, *, id: UUID) -> None:
    """Put plainer signs for characters that no letter can print; pictures go, letters of other scripts stay."""
    row = editable(uow, id)
    uow.describe(title=row.title)
    texts = {name: printable(getattr(row, name)) for name in ("title", *SECTIONS)}
    uow.update(row, **checked(Advice, texts))
    for one in recommendations_of(uow.session, id):
        uow.update(one, text=printable(one.text))


@verb(label=N_("Add recommendation to “{title}”"))
def add_recommendation(uow: UnitOfWork, *, advice: UUID, text: str = "", after: UUID | None = None) -> UUID:
    """A recommendation after ``after``, else as the last one. Returns its id."""
    row = editable(uow, advice)
    uow.describe(title=row.title)
    beside = recommendations_of(uow.session, advice)
    places = [place + 1 for place, one in enumerate(beside) if one.id == after]
    key = _key_at(beside, places[0] if places else len(beside))
    return uow.add(
        Recommendation(advice=advice, position=key, **checked(Recommendation, {"text": _without_table(text)}))
    ).id


@verb(label=N_("Change recommendation of “{title}”"))
def update_recommendation(uow: UnitOfWork, *, id: UUID, text: str) -> None:
    """Replace the text (Markdown) of a recommendation."""
    row, advice = _recommendation(uow, id)
    uow.describe(title=advice.title)
    uow.update(row, **checked(Recommendation, {"text": _without_table(text)}))


@verb(label=N_("Move recommendation of “{title}”"))
def move_recommendation(uow: UnitOfWork, *, id: UUID, direction: Literal["up", "down"]) -> None:
    """One place up or down; at the edge nothing happens."""
    row, advice = _recommendation(uow, id)
    uow.describe(title=advice.title)
    beside = recommendations_of(uow.session, row.advice)
    at = next(place for place, one in enumerate(beside) if one.id == id)
    to = at - 1 if direction == "up" else at + 1
    if 0 <= to < len(beside):
        row.position = _key_at([one for one in beside if one.id != id], to)


@verb(label=N_("Remove recommendation of “{title}”"))
def remove_recommendation(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a recommendation away; those after it move up a number."""
    row, advice = _recommendation(uow, id)
    uow.describe(title=advice.title)
    uow.remove(row)


@verb(label=N_("Remove draft “{title}”"))
def remove_advice(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove a draft with all under it. What went with an agenda or further is withdrawn instead."""
    row = uow.get(Advice, id)
    uow.describe(title=row.title)
    if row.state != State.DRAFT.value or row.discussed is not None:
        message = _("Others have seen this advice, so it stays in the dossier. Withdraw it with a reason instead.")
        raise UserError(message, code="not_a_draft")
    for child in (*recommendations_of(uow.session, id), *evidence_of(uow.session, id)):
        uow.remove(child)
    uow.remove(row)


def _recommendation(uow: UnitOfWork, id: UUID) -> tuple[Recommendation, Advice]:
    row = uow.get(Recommendation, id)
    return row, editable(uow, row.advice)


def _without_table(markdown: str) -> str:
    """A recommendation is an item of a list in the letter, where a table has no place."""
    if any(isinstance(block, text_blocks.Table) for block in text_blocks.parse(markdown)):
        message = _("A recommendation can't hold a table. Put the table in the findings.")
        raise UserError(message, code="no_table")
    return markdown


def _key_at(beside: list[Recommendation], place: int) -> str:
    """A key between two neighbours; keys that clash after a merge are spread anew first."""
    keys = [one.position for one in beside]
    if any(low >= high for low, high in pairwise(keys)):
        keys = order.spread(len(beside))
        for one, key in zip(beside, keys, strict=True):
            one.position = key
    return order.between(keys[place - 1] if place else None, keys[place] if place < len(keys) else None)

"""Verbs of the register of documents that came in and went out."""

from __future__ import annotations

from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import N_, _

from ..model import Correspondence
from ..rules import words
from ..rules.checks import one_of, some_text


class CorrespondenceFields(TypedDict, total=False):
    """What can be changed about a document in or out; ``handling`` is what to do with it."""

    direction: str
    day: date | None
    party: str
    handling: str
    notes: str


@verb(label=N_("Register “{subject}”"))
def add_correspondence(uow: UnitOfWork, *, subject: str, **fields: Unpack[CorrespondenceFields]) -> UUID:
    """A document that came in (unless told) today (unless told); returns its id."""
    uow.describe(subject=subject)
    values = {"day": clock.today(), **_valid(fields), "subject": _named(subject)}
    return uow.add(Correspondence(**checked(Correspondence, values))).id


def _named(subject: str) -> str:
    return some_text(subject, _("Type what the document is about."))


def _valid(fields: CorrespondenceFields) -> CorrespondenceFields:
    if "direction" in fields:
        one_of(fields["direction"], words.DIRECTIONS)
    return fields


@verb(label=N_("Change document “{subject}”"))
def update_correspondence(
    uow: UnitOfWork, *, id: UUID, subject: str | None = None, **fields: Unpack[CorrespondenceFields]
) -> None:
    """Change what is registered."""
    row = uow.get(Correspondence, id)
    uow.describe(subject=row.subject)
    if subject is not None:
        uow.update(row, **checked(Correspondence, {"subject": _named(subject)}))
    uow.update(row, **checked(Correspondence, _valid(fields)))


@verb(label=N_("Attach “{file_name}” to a document"))
def attach_correspondence(uow: UnitOfWork, *, id: UUID, file_name: str, data: bytes, media_type: str) -> None:
    """Keep the document itself, in place of an earlier file."""
    row = uow.get(Correspondence, id)
    uow.describe(file_name=file_name)
    fields = {"file": uow.store_blob(data, media_type), "file_name": file_name, "media_type": media_type}
    uow.update(row, **checked(Correspondence, fields))


@verb(label=N_("Remove document “{subject}”"))
def remove_correspondence(uow: UnitOfWork, *, id: UUID) -> None:
    """Take it from the register; an agenda that lists it keeps doing so."""
    row = uow.get(Correspondence, id)
    uow.describe(subject=row.subject)
    uow.remove(row)

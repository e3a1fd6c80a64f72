"""Verbs of what goes with an agenda item: files, in an order of their own."""

from __future__ import annotations

from typing import Any, Literal, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.i18n import N_, _

from ..model import AgendaItem, Annex
from ..rules.checks import some_text
from ..rules.ordering import keys_with_room


class AnnexFields(TypedDict, total=False):
    """What can be changed about an annex; ``public``: it goes into the public pack."""

    title: str
    public: bool


@verb(label=N_("Add annex “{title}”"))
def add_annex(uow: UnitOfWork, *, item: UUID, file_name: str, data: bytes, media_type: str, title: str = "") -> UUID:
    """Keep a file with an item; returns the annex's id. Without a title it takes the file's name.

    Of a closed item it isn't public.
    """
    row = uow.get(AgendaItem, item)
    named = title.strip() or file_name
    uow.describe(title=named)
    return enclose(uow, row, title=named, file_name=file_name, file=uow.store_blob(data, media_type), kind=media_type)


@verb(label=N_("Choose the file of annex “{title}”"))
def attach_file(uow: UnitOfWork, *, id: UUID, file_name: str, data: bytes, media_type: str) -> None:
    """The file of an annex that is there by name only, or another one in its place."""
    row = uow.get(Annex, id)
    uow.describe(title=row.title)
    fields = {"file": uow.store_blob(data, media_type), "file_name": file_name, "media_type": media_type}
    uow.update(row, **checked(Annex, fields))


def enclose(
    uow: UnitOfWork, item: AgendaItem, *, title: str, file_name: str, file: str, kind: str, public: bool = True
) -> UUID:
    """A file that is in the dossier already, or with "" a name alone, as the last annex of an item; never public at a
    closed one."""
    last = [one.position for one in _beside(uow, item.id)][-1:]
    fields: dict[str, Any] = {"title": title, "file": file, "media_type": kind, "file_name": file_name}
    fields["public"] = public and item.public
    position = keys_with_room(last, len(last))[1]
    return uow.add(Annex(item=item.id, position=position, **checked(Annex, fields))).id


def _beside(uow: UnitOfWork, item: UUID) -> list[Annex]:
    query = select(Annex).where(Annex.item == item, Annex.deleted.is_(False))
    return list(uow.session.scalars(query.order_by(Annex.position, Annex.id)))


@verb(label=N_("Change annex “{title}”"))
def update_annex(uow: UnitOfWork, *, id: UUID, **fields: Unpack[AnnexFields]) -> None:
    """Another title, or whether it goes into the public pack."""
    row = uow.get(Annex, id)
    uow.describe(title=row.title)
    if "title" in fields:
        fields["title"] = some_text(fields["title"], _("An annex needs a title. Type one."))
    uow.update(row, **checked(Annex, fields))


@verb(label=N_("Move annex “{title}”"))
def move_annex(uow: UnitOfWork, *, id: UUID, direction: Literal["up", "down"]) -> None:
    """One place up or down among the annexes of its item; at the edge nothing happens."""
    row = uow.get(Annex, id)
    uow.describe(title=row.title)
    beside = _beside(uow, row.item)
    at = beside.index(row) + (1 if direction == "down" else -1)
    if not 0 <= at < len(beside):
        return
    others = [one for one in beside if one is not row]
    keys, own = keys_with_room([one.position for one in others], at)
    for one, key in zip(others, keys, strict=True):
        one.position = key
    row.position = own


@verb(label=N_("Remove annex “{title}”"))
def remove_annex(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a file from its item."""
    row = uow.get(Annex, id)
    uow.describe(title=row.title)
    uow.remove(row)

"""Themes in two levels, for signals and quotes."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select

from wijkraad_app.db.fields import checked
from wijkraad_app.db.undo import users_of
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.order import between

from ..model import Theme
from ..rules import names


class ThemeFields(TypedDict, total=False):
    """What `update_theme` may change."""

    name: str
    parent: UUID | None
    definition: str
    position: str


@verb(label=N_("Add theme “{name}”"))
def add_theme(uow: UnitOfWork, *, name: str, parent: UUID | None = None, definition: str = "") -> UUID:
    """Add a theme at the end of its level. `UserError` ``exists`` for a name that is there, ``too_deep``."""
    uow.describe(name=names.one_line(name))
    _check_parent(uow, parent)
    siblings = _children(uow, parent)
    fields = {
        "name": _free_name(name, siblings),
        "parent": parent,
        "definition": definition.strip(),
        "position": between(max((one.position for one in siblings), default=None) or None, None),
    }
    return uow.add(Theme(**checked(Theme, fields))).id


@verb(label=N_("Change theme “{name}”"))
def update_theme(uow: UnitOfWork, *, theme: UUID, **fields: Unpack[ThemeFields]) -> None:
    """Change name, definition, place or the theme it falls under."""
    row = uow.get(Theme, theme)
    uow.describe(name=row.name)
    values: dict[str, Any] = {**fields}
    parent = values.get("parent", row.parent)
    if "parent" in values:
        _check_parent(uow, parent)
        if parent == theme or (parent is not None and _children(uow, theme)):
            raise UserError(_("Themes have two levels. Choose another theme above this one."), code="too_deep")
    if "name" in values:
        values["name"] = _free_name(values["name"], [one for one in _children(uow, parent) if one.id != theme])
    uow.update(row, **checked(Theme, values))


@verb(label=N_("Remove theme “{name}”"))
def remove_theme(uow: UnitOfWork, *, theme: UUID) -> None:
    """Remove a theme and those under it. `UserError` ``in_use`` when signals or quotes have one of them."""
    row = uow.get(Theme, theme)
    uow.describe(name=row.name)
    gone = [row, *_children(uow, theme)]
    for one in gone:
        if any(not isinstance(user, Theme) for user in users_of(uow.session, "theme", one.id)):
            message = _("Theme “{name}” is in use. Give those another theme first, or change its name.")
            raise UserError(message.format(name=one.name), code="in_use")
    for one in gone:
        uow.remove(one)


def _check_parent(uow: UnitOfWork, parent: UUID | None) -> None:
    if parent is not None and uow.get(Theme, parent).parent is not None:
        raise UserError(_("Themes have two levels. Choose another theme above this one."), code="too_deep")


def _children(uow: UnitOfWork, parent: UUID | None) -> list[Theme]:
    query = select(Theme).where(Theme.parent == parent, Theme.deleted.is_(False))
    return list(uow.session.scalars(query))


def _free_name(name: str, siblings: list[Theme]) -> str:
    name = names.check_name(name)
    if any(names.plain(one.name) == names.plain(name) for one in siblings):
        raise UserError(_("There is a theme “{name}” already.").format(name=name), code="exists")
    return name

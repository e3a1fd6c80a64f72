"""Bodies outside the council: municipality, schools, associations."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.undo import users_of
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Organisation
from ..rules import names


class OrganisationFields(TypedDict, total=False):
    """What an organisation may have besides its name."""

    sort: str
    mail: str
    phone: str
    address: str
    notes: str


class NamedFields(OrganisationFields, total=False):
    """What `update_organisation` may change."""

    name: str


@verb(label=N_("Add organisation “{name}”"))
def add_organisation(uow: UnitOfWork, *, name: str, **fields: Unpack[OrganisationFields]) -> UUID:
    """Add an organisation. Raises `UserError` ``no_name`` or ``bad_mail``."""
    uow.describe(name=names.one_line(name))
    return uow.add(Organisation(**_checked({"name": name, **fields}))).id


@verb(label=N_("Change organisation “{name}”"))
def update_organisation(uow: UnitOfWork, *, organisation: UUID, **fields: Unpack[NamedFields]) -> None:
    """Change an organisation's data, field by field."""
    row = uow.get(Organisation, organisation)
    uow.describe(name=row.name)
    uow.update(row, **_checked({**fields}))


@verb(label=N_("Remove organisation “{name}”"))
def remove_organisation(uow: UnitOfWork, *, organisation: UUID) -> None:
    """Remove an organisation. `UserError` ``in_use`` names someone who belongs to it."""
    row = uow.get(Organisation, organisation)
    uow.describe(name=row.name)
    users = users_of(uow.session, "organisation", organisation)
    if users:
        title = str(getattr(users[0], users[0].__title__) or "")[:60]
        message = _("“{title}” belongs to this organisation. Change that first.")
        raise UserError(message.format(title=title), code="in_use")
    uow.remove(row)


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    if "name" in values:
        values["name"] = names.check_name(values["name"])
    if "mail" in values:
        values["mail"] = names.check_mail(values["mail"])
    return checked(Organisation, values)

"""Verbs of the council's own text blocks for minutes."""

from __future__ import annotations

from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Template
from ..queries.phrases import SORT, own_phrases
from ..rules.checks import some_text


@verb(label=N_("Add text block “{name}”"))
def add_phrase(uow: UnitOfWork, *, name: str, text: str) -> UUID:
    """Keep a text for minutes. `UserError` without a name or text, or for a name that is there already."""
    uow.describe(name=name)
    return uow.add(Template(sort=SORT, **checked(Template, _fields(uow, name, text, None)))).id


@verb(label=N_("Change text block “{name}”"))
def update_phrase(uow: UnitOfWork, *, id: UUID, name: str, text: str) -> None:
    """Another name or text; minutes in which it was put stay as they are."""
    row = uow.get(Template, id)
    uow.describe(name=row.name)
    uow.update(row, **checked(Template, _fields(uow, name, text, id)))


@verb(label=N_("Remove text block “{name}”"))
def remove_phrase(uow: UnitOfWork, *, id: UUID) -> None:
    """Take a text block of the council's own away."""
    row = uow.get(Template, id)
    uow.describe(name=row.name)
    uow.remove(row)


def _fields(uow: UnitOfWork, name: str, text: str, own: UUID | None) -> dict[str, str]:
    named = some_text(name, _("A text block needs a name. Type one."))
    body = some_text(text, _("Type the text first."))
    if any(one.name.casefold() == named.casefold() and one.id != own for one in own_phrases(uow.session)):
        raise UserError(_("There is a text block “{name}” already.").format(name=named), code="exists")
    return {"name": named, "body": body}

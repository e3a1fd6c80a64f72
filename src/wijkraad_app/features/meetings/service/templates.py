"""Verbs of agenda templates of the council's own, and how an agenda is filled from any template."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wijkraad_app.db.canonical import canonical
from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import order
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import derived_id

from .. import queries
from ..model import AgendaItem, Meeting, Template
from ..queries import templates
from ..rules.checks import some_text


@verb(label=N_("Keep agenda template “{name}”"))
def add_template(uow: UnitOfWork, *, meeting: UUID, name: str) -> UUID:
    """Keep the agenda of a meeting to begin with another time: items and planned minutes, no annexes or subjects.

    `UserError` without a name, for a name that is there, or for an empty agenda.
    """
    uow.describe(name=name)
    held = uow.get(Meeting, meeting)
    tree = queries.item_tree(uow.session, meeting)
    if not tree:
        raise UserError(_("This agenda has no items yet. Add some first."), code="empty")
    body = {"title": held.title, "items": [_kept(row, level) for row, level in tree]}
    fields = {"name": _free_name(uow, name, None), "kind": held.kind, "body": canonical(body).decode()}
    return uow.add(Template(sort="agenda", **checked(Template, fields))).id


def _kept(row: AgendaItem, level: int) -> dict[str, Any]:
    names = ("title", "kind", "minutes", "public", "explanation", "purpose", "introducer")
    previous = row.subject_kind == "meeting"
    return {name: getattr(row, name) for name in names} | {"level": level, "previous_minutes": previous}


def _free_name(uow: UnitOfWork, name: str, own: UUID | None) -> str:
    wanted = some_text(name, _("A template needs a name. Type one."))
    taken = [one.title.casefold() for one in templates.all_templates(uow.session) if own is None or one.id != own]
    if wanted.casefold() in taken:
        raise UserError(_("There is a template “{name}” already.").format(name=wanted), code="exists")
    return wanted


@verb(label=N_("Change agenda template “{name}”"))
def rename_template(uow: UnitOfWork, *, id: UUID, name: str) -> None:
    """Give an own template another name."""
    row = uow.get(Template, id)
    uow.describe(name=row.name)
    uow.update(row, **checked(Template, {"name": _free_name(uow, name, id)}))


@verb(label=N_("Remove agenda template “{name}”"))
def remove_template(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove an own template; agendas made with it stay as they are."""
    row = uow.get(Template, id)
    uow.describe(name=row.name)
    uow.remove(row)


def chosen_template(uow: UnitOfWork, key: str | None) -> templates.Template | None:
    """The template of that key, None without one; `UserError` when it isn't there."""
    if not key:
        return None
    chosen = templates.find_template(uow.session, key)
    if chosen is None:
        known = ", ".join(found.title for found in templates.all_templates(uow.session))
        message = _("There is no agenda template “{key}”. Choose one of: {known}.")
        raise UserError(message.format(key=key, known=known), code="unknown_template")
    return chosen


def fill(uow: UnitOfWork, meeting: Meeting, items: Sequence[templates.TemplateItem], *, derived: bool = False) -> None:
    """Put the items of a template on an empty agenda, the minutes of the last meeting at theirs.

    ``derived``: with the ids that any computer would give them, and without minutes, for a meeting far ahead.
    """
    previous = () if derived else queries.minutes_without_place(uow.session, meeting.day)
    parents: list[UUID] = []
    for number, (item, position) in enumerate(zip(items, order.spread(len(items)), strict=True)):
        del parents[item.level :]
        fields = checked(
            AgendaItem,
            {
                "title": item.title,
                "kind": item.kind,
                "minutes": item.minutes,
                "public": item.public and meeting.public,
                "explanation": item.explanation,
                "purpose": item.purpose,
                "introducer": item.introducer,
                "position": position,
                "parent": parents[-1] if parents else None,
                "meeting": meeting.id,
            },
        )
        if item.previous_minutes and previous:
            fields |= {"subject_kind": "meeting", "subject": previous[-1].id}
        parents.append(_made(uow, fields, derived_id(meeting.id, "item", number) if derived else None))


def _made(uow: UnitOfWork, fields: dict[str, Any], id: UUID | None) -> UUID:
    """A new item; one of that id that was removed comes back as new."""
    row = uow.session.get(AgendaItem, id) if id is not None else None
    if row is not None:
        uow.update(row, deleted=False, **fields)
        return row.id
    return uow.add(AgendaItem(**({"id": id} if id is not None else {}), **fields)).id

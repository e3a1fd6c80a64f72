"""Erasing as people ask for it: words, a person, whoever reported a signal, and what is past its date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from wijkraad_app.db import erasure, undo
from wijkraad_app.db.erasure import NOT_UNDONE, Erased, Found
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.signals.model import SignalContact
from wijkraad_app.features.signals.queries import contacts_to_erase
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from . import queries, readers
from .rules import Asked

__all__ = ["erase_contact", "erase_due", "erase_person", "erase_words"]


@verb(label=N_("Erase words for good"), undo=NOT_UNDONE)
def erase_words(uow: UnitOfWork, *, words: Sequence[str]) -> Erased:
    """Take the words out of everything. `UserError` ``nothing_found`` when they don't occur."""
    return _erase(uow, Asked(words=tuple(words)))


@verb(label=N_("Erase a person’s data for good"), undo=NOT_UNDONE)
def erase_person(uow: UnitOfWork, *, person: UUID) -> Erased:
    """Empty the person's record and take name, mail, telephone and address out of everything else.

    What refers to the person keeps a person without a name; else the record goes.
    """
    return _erase(uow, Asked(person=person))


@verb(label=N_("Erase contact data for good"), undo=NOT_UNDONE)
def erase_contact(uow: UnitOfWork, *, signal: UUID) -> Erased:
    """Whom to answer about a signal: the data themselves, and wherever else they occur. The signal stays."""
    return _erase(uow, Asked(signal=signal))


@verb(label=N_("Erase {count} contact data that are past their end date"), undo=NOT_UNDONE)
def erase_due(uow: UnitOfWork, *, today: date | None = None) -> Erased:
    """Contact data of signals whose end date has come, or that someone removed before, with all their history."""
    due = contacts_to_erase(uow.session, today)
    contacts = [row for id in due if (row := uow.session.get(SignalContact, id)) is not None]
    if not contacts:
        raise UserError(_("There is nothing that may go now."), code="nothing_found")
    uow.describe(count=len(contacts))
    return _erase_contacts(uow, contacts, Found(), None)


def _erase(uow: UnitOfWork, asked: Asked) -> Erased:
    found, wholes, wanted = queries.look(uow.session, asked, readers.text_in)
    if not wholes and not found.fields and not found.labels:
        raise UserError(_("This occurs nowhere in the dossier."), code="nothing_found")
    if asked.signal is not None:
        contacts = [row for one in wholes if (row := uow.session.get(SignalContact, one.ref.id)) is not None]
        return _erase_contacts(uow, contacts, found, wanted)
    if asked.person is not None and not undo.users_of(uow.session, "person", asked.person):
        wholes = tuple(erasure.Whole(one.ref, one.names, remove=True) for one in wholes)
    return erasure.erase(uow, found, wanted, wholes)


def _erase_contacts(
    uow: UnitOfWork, contacts: Sequence[SignalContact], found: Found, wanted: erasure.Wanted | None
) -> Erased:
    for contact in contacts:
        contact.end_date = None
    return erasure.erase(uow, found, wanted, [queries.whole_contact(contact) for contact in contacts])

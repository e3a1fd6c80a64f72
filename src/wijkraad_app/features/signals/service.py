"""What people do with signals: capture, follow, answer, and keep contact data apart and no longer than needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, TypedDict, Unpack
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.features.council.model import Person, Theme
from wijkraad_app.features.meetings.rules.subjects import SUBJECTS, only_named
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from .model import Signal, SignalContact
from .rules import privacy, terms
from .rules.privacy import Found
from .rules.words import DONE, KINDS, NEW, REPORT, STATUSES


class SignalFields(TypedDict, total=False):
    """What `update_signal` changes; the status has its own verb."""

    title: str
    text: str
    kind: str
    place: str
    neighbourhood: str
    channel: str
    received: date | None
    follower: UUID | None
    theme: UUID | None


class ContactFields(TypedDict, total=False):
    """Whom to answer. ``end_date`` None: three months after the signal is done."""

    name: str
    mail: str
    phone: str
    address: str
    purpose: str
    end_date: date | None


_FIELD_OF: dict[str, Literal["phone", "mail", "address"]] = {
    privacy.PHONE: "phone",
    privacy.MAIL: "mail",
    privacy.ADDRESS: "address",
}


@verb(label=N_("Add signal “{title}”"))
def add_signal(
    uow: UnitOfWork,
    *,
    text: str = "",
    title: str = "",
    kind: str = REPORT,
    place: str = "",
    neighbourhood: str = "",
    channel: str = "",
    received: date | None = None,
    follower: UUID | None = None,
    theme: UUID | None = None,
    contact: ContactFields | None = None,
) -> UUID:
    """A new signal, received today unless told. Without a title its first sentence is one, free of contact data.

    ``contact`` is whom to answer, kept apart. Returns the signal's id.
    """
    title = title.strip() or privacy.title_of(text)
    if not title:
        raise UserError(_("Write down what the resident said."), code="signal_empty")
    uow.describe(title=privacy.masked(title))
    given = {
        "title": title,
        "text": text.strip(),
        "kind": kind,
        "place": place.strip(),
        "neighbourhood": neighbourhood.strip(),
        "channel": channel.strip(),
        "received": received or clock.today(),
        "follower": follower,
        "theme": theme,
    }
    row = uow.add(Signal(**_checked(uow, given), status=NEW))
    if contact and any(contact.values()):
        set_contact(uow, signal=row.id, **contact)
    return row.id


@verb(label=N_("Change signal “{title}”"))
def update_signal(uow: UnitOfWork, *, id: UUID, **fields: Unpack[SignalFields]) -> None:
    """Change fields. A title with contact data is refused."""
    row = uow.get(Signal, id)
    uow.describe(title=row.title)
    given: dict[str, Any] = dict(fields)
    if given.keys() - SignalFields.__annotations__.keys():
        raise TypeError("not a field of a signal")
    uow.update(row, **_checked(uow, given))


@verb(label=N_("Change the status of “{title}”"))
def set_status(uow: UnitOfWork, *, id: UUID, status: str, on: date | None = None) -> None:
    """Done sets the day (today unless told) and the end date of contact data; opening again takes both back."""
    row = uow.get(Signal, id)
    uow.describe(title=row.title)
    if status not in STATUSES:
        raise UserError(_("Choose a status: new, in progress, waiting or done."), code="unknown_status")
    before = row.done_on
    done = (on or before or clock.today()) if status == DONE else None
    uow.update(row, status=status, done_on=done)
    contact = _contact(uow, id)
    if contact is not None:
        contact.end_date = terms.end_after_status(contact.end_date, before, done)


@verb(label=N_("Change the status of {count} signals"))
def set_statuses(uow: UnitOfWork, *, ids: Sequence[UUID], status: str) -> None:
    """The same status for several signals, in one step."""
    uow.describe(count=len(ids))
    for id in ids:
        set_status(uow, id=id, status=status)


@verb(label=N_("Change whom to answer about “{title}”"))
def set_contact(uow: UnitOfWork, *, signal: UUID, **fields: Unpack[ContactFields]) -> UUID:
    """Keep whom to answer, apart from the signal. Returns the contact's id."""
    row = uow.get(Signal, signal)
    uow.describe(title=row.title)
    given: dict[str, Any] = {name: _stripped(value) for name, value in dict(fields).items()}
    if given.keys() - ContactFields.__annotations__.keys():
        raise TypeError("not a field of a contact")
    contact = _contact(uow, signal) or uow.add(SignalContact(signal=signal, purpose=_("to answer the resident")))
    if row.done_on is not None and given.get("end_date", contact.end_date) is None:
        given["end_date"] = terms.contact_end(row.done_on)
    uow.update(contact, **checked(SignalContact, given))
    return contact.id


@verb(label=N_("Remove whom to answer about “{title}”"))
def remove_contact(uow: UnitOfWork, *, signal: UUID) -> None:
    """The contact data go; the signal stays."""
    uow.describe(title=uow.get(Signal, signal).title)
    contact = _contact(uow, signal)
    if contact is None:
        raise UserError(_("There are no contact data here."), code="no_contact")
    _empty(uow, contact)


@verb(label=N_("Remove contact data that are past their end date"))
def remove_contacts_due(uow: UnitOfWork, *, today: date | None = None) -> int:
    """All contact data whose end date has come; returns how many."""
    query = select(SignalContact).where(
        SignalContact.deleted.is_(False), SignalContact.end_date <= (today or clock.today())
    )
    found = uow.session.scalars(query).all()
    for contact in found:
        _empty(uow, contact)
    return len(found)


@verb(label=N_("Move contact data of “{title}” out of the text"))
def move_to_contact(uow: UnitOfWork, *, id: UUID, start: int, end: int) -> UUID:
    """Take a telephone number, address or e-mail address that was found out of the text, into its own field.

    ``start`` and ``end`` are those of `rules.privacy.found_contact`. Returns the contact's id.
    """
    row, found = _found(uow, id, start, end)
    name = _FIELD_OF.get(found.kind)
    if name is None:
        raise UserError(_("Such a number isn't kept. Only take it out of the text."), code="not_storable")
    contact = _contact(uow, id)
    kept = getattr(contact, name) if contact else ""
    row.text = privacy.without(row.text, start, end)
    moved: ContactFields = {}
    moved[name] = kept if found.text in kept else ", ".join(filter(None, (kept, found.text)))
    return set_contact(uow, signal=id, **moved)


@verb(label=N_("Take contact data out of the text of “{title}”"))
def cut_from_text(uow: UnitOfWork, *, id: UUID, start: int, end: int) -> None:
    """Take what was found out of the text and keep it nowhere (an IBAN, a citizen service number)."""
    row, _found_there = _found(uow, id, start, end)
    row.text = privacy.without(row.text, start, end)


@verb(label=N_("Remove signal “{title}”"))
def remove_signal(uow: UnitOfWork, *, id: UUID) -> None:
    """The signal goes, with its contact data."""
    row = uow.get(Signal, id)
    uow.describe(title=row.title)
    contact = _contact(uow, id)
    if contact is not None:
        _empty(uow, contact)
    uow.remove(row)


def _checked(uow: UnitOfWork, given: dict[str, Any]) -> dict[str, Any]:
    if "title" in given:
        given["title"] = given["title"].strip()
        if not given["title"]:
            raise UserError(_("Give the signal a title."), code="title_missing")
        if privacy.found_contact(given["title"]):
            message = _("Leave telephone numbers and addresses out of the title. There are fields for them.")
            raise UserError(message, code="contact_in_title")
    if given.get("kind", REPORT) not in KINDS:
        raise UserError(
            _("Choose what it is: a report, question, proposal, complaint or compliment."), code="unknown_kind"
        )
    for name, model in (("follower", Person), ("theme", Theme)):
        if given.get(name) is not None:
            uow.get(model, given[name])
    return checked(Signal, given)


def _contact(uow: UnitOfWork, signal: UUID) -> SignalContact | None:
    query = select(SignalContact).where(SignalContact.signal == signal, SignalContact.deleted.is_(False))
    return uow.session.scalars(query.order_by(SignalContact.created_at)).first()


def _empty(uow: UnitOfWork, contact: SignalContact) -> None:
    """Gone for who looks, and nothing left in the row itself."""
    uow.update(contact, name="", mail="", phone="", address="")
    uow.remove(contact)


def _found(uow: UnitOfWork, id: UUID, start: int, end: int) -> tuple[Signal, Found]:
    row = uow.get(Signal, id)
    uow.describe(title=row.title)
    for found in privacy.found_contact(row.text):
        if (found.start, found.end) == (start, end):
            return row, found
    raise UserError(_("The text has changed. Look at the suggestion again."), code="text_changed")


def _stripped(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _title(session: Session, signal: UUID) -> str:
    row = session.get(Signal, signal)
    return row.title if row is not None and not row.deleted else ""


SUBJECTS.register(only_named(Signal.__kind__, _title))

"""What the mail with a signed letter is made of: the file, to whom, and who sends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.features.council import queries as councils
from wijkraad_app.features.council.model import Council, Person
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from ..model import Letter
from ..rules import Known, LetterState, address_in, may_mail
from . import letters
from .input import LetterInput, adopted_input


@dataclass(frozen=True, slots=True)
class Covering:
    """The letter as it was drawn and signed. ``missing`` are those without a mail address; ``sender`` are contact
    person, telephone and mail of the council."""

    given: LetterInput
    file: bytes
    on_paper: bool
    to: tuple[str, ...]
    cc: tuple[str, ...]
    missing: tuple[str, ...]
    sender: tuple[str, ...]


def covering(session: Session, letter: UUID) -> Covering:
    """The same for a letter that everyone signed. `UserError` ``not_found`` or what `rules.may_mail` raises."""
    row = session.get(Letter, letter)
    if row is None or row.deleted:
        raise UserError(_("This is no longer in the dossier. Someone may have removed it."), code="not_found")
    may_mail(LetterState(row.state))
    found = adopted_input(session, row.advice, row.day or clock.today())
    given = replace(found, content=replace(found.content, title=row.subject), reference=row.reference)
    known = _known(session)
    to = {" ".join(given.addressee): address_in(" ".join(given.addressee), known)}
    cc = {line: address_in(line, known) for line in given.copies}
    return Covering(
        given=given,
        file=blobs.load(session, row.file),
        on_paper=not letters.letter(session, row.id).signatures,
        to=tuple(one for one in to.values() if one),
        cc=tuple(one for one in cc.values() if one),
        missing=tuple(name for name, one in (*_first(given, to), *cc.items()) if name and not one),
        sender=_sender(session),
    )


def _first(given: LetterInput, to: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The addressee by its first line."""
    return tuple((given.addressee[0] if given.addressee else _("the addressee"), one) for one in to.values())


def _known(session: Session) -> tuple[Known, ...]:
    people = select(Person.name, Person.mail).where(Person.deleted.is_(False), Person.mail != "")
    found = [Known(one.name, one.mail) for one in councils.organisations(session) if one.mail]
    return (*found, *(Known(name, mail) for name, mail in session.execute(people)))


def _sender(session: Session) -> tuple[str, ...]:
    council = session.scalars(select(Council).where(Council.deleted.is_(False))).first()
    if council is None:
        return ()
    contact = session.get(Person, council.contact) if council.contact else None
    return tuple(part for part in (contact.name if contact else "", council.phone, council.mail) if part)

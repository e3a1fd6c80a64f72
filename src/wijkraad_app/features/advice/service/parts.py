"""What the verbs of advice share: looking up, checking, freezing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from wijkraad_app.db.tables import Snapshot
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.features.council.queries import signers
from wijkraad_app.features.council.queries.council import the_council
from wijkraad_app.features.council.rules.reference import DEFAULT, distinct, next_reference
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.fonts import clean, require_glyphs

from ..model import Advice
from ..rules.snapshot import Content, freeze_content
from ..rules.states import State, refuse_unless_editable

KINDS = ("requested", "unrequested")


def editable(uow: UnitOfWork, advice: UUID) -> Advice:
    """The advice, if its text can still be written."""
    row = uow.get(Advice, advice)
    refuse_unless_editable(State(row.state))
    return row


def titled(title: str) -> str:
    """The title without blanks around it; one is needed."""
    if not title.strip():
        raise UserError(_("Give the advice a title."), code="title_missing")
    return title.strip()


def reasoned(reason: str) -> str:
    """The reason without blanks around it; one is needed."""
    if not reason.strip():
        raise UserError(_("Type the reason. It stays visible with the advice."), code="reason_missing")
    return reason.strip()


def one_of(value: str, choices: Iterable[str]) -> str:
    """``value`` if it is one of the choices."""
    known = tuple(choices)
    if value not in known:
        message = _("“{value}” isn't one of the choices: {choices}.")
        raise UserError(message.format(value=value, choices=", ".join(known)), code="unknown_choice")
    return value


def holds_office(uow: UnitOfWork, role: Literal["chair", "secretary"]) -> None:
    """`UserError` "not_your_office" unless who works now is the chair (the deputy, where there is none) or the
    secretary."""
    offices = signers(uow.session)
    holder = offices.chair if role == "chair" else offices.secretary
    office = _("chair") if role == "chair" else _("secretary")
    if holder is None:
        message = _("There is no {role} now. Give a member this role first.")
        raise UserError(message.format(role=office), code="no_holder")
    if uow.actor != holder.id:
        message = _("Only {name} can do this, as {role}. Change who is working first.")
        raise UserError(message.format(name=holder.name, role=office), code="not_your_office")


def keep_version(
    uow: UnitOfWork, advice: Advice, content: Content, purpose: str, *, reason: str = "", meeting: UUID | None = None
) -> Snapshot:
    """Freeze a version: a row that never changes. `UserError` ``missing_character`` for what can't be printed."""
    for text in (content.title, *content.texts, *(source.sentence for source in content.sources)):
        require_glyphs(clean(text))
    frozen = freeze_content(content)
    return uow.add(
        Snapshot(
            subject_kind=Advice.__kind__,
            subject=advice.id,
            purpose=purpose,
            content=frozen.text,
            sha256=frozen.sha256,
            reason=reason,
            meeting=meeting,
        )
    )


def give_reference(uow: UnitOfWork, advice: Advice, day: date) -> None:
    """The next number of the year, unless it has a reference already."""
    if advice.reference:
        return
    council = the_council(uow.session)
    taken = _taken(uow, advice)
    pattern = council.reference_pattern if council else DEFAULT
    advice.reference = distinct(next_reference(pattern, day.year, taken), taken)


def clashing(session: Session, advice: Advice) -> bool:
    """Whether another advice that was adopted before (by day, then id) has the same reference."""
    query = select(Advice).where(
        Advice.reference == advice.reference, Advice.id != advice.id, Advice.deleted.is_(False)
    )
    others = session.scalars(query) if advice.reference else ()
    return any(_age(one) < _age(advice) for one in others)


def _age(advice: Advice) -> tuple[date, str]:
    return advice.adopted_on or advice.sent_on or date.max, str(advice.id)


def _taken(uow: UnitOfWork, advice: Advice) -> frozenset[str]:
    query = select(Advice.reference).where(Advice.reference != "", Advice.id != advice.id)
    return frozenset(uow.session.scalars(query))


def other_reference(uow: UnitOfWork, advice: Advice) -> None:
    """A suffix behind the reference, where another advice has the same one."""
    advice.reference = distinct(advice.reference, _taken(uow, advice))

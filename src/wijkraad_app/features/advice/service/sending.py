"""Verbs after adoption: signed, sent, answered, and advice from before the program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from wijkraad_app.db.fields import checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import Refused, verb
from wijkraad_app.features.council.queries.council import the_council
from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Advice
from ..queries.contents import draft_content
from ..queries.evidence import check_signable
from ..queries.lists import due_if_sent
from ..rules.earlier import wrong
from ..rules.states import State, move
from .parts import KINDS, keep_version, one_of, reasoned, titled

if TYPE_CHECKING:
    from wijkraad_app.features.council.readers import ParsedAdvice

PDF = "application/pdf"
SIGNED = Refused(N_("A signature stands. Make a new letter instead, or withdraw the advice."))
SENT = Refused(N_("What was sent can't be taken back. Withdraw the advice, or change the day the answer is due."))


@verb(label=N_("Letter of “{title}” signed"), undo=SIGNED)
def mark_signed(uow: UnitOfWork, *, advice: UUID) -> None:
    """All signatures are set. `UserError` "no_consent" when a quote in it lost its consent."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    check_signable(uow.session, advice)
    row.state = move(State(row.state), State.SIGNED).value


@verb(label=N_("Letter of “{title}” to be signed again"))
def sign_again(uow: UnitOfWork, *, advice: UUID) -> None:
    """A new letter takes the place of the signed one: back to adopted. Nothing to do when it wasn't signed."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    if row.state == State.SIGNED.value:
        row.state = State.ADOPTED.value


@verb(label=N_("Register “{title}” as sent"), undo=SENT)
def register_sent(
    uow: UnitOfWork,
    *,
    advice: UUID,
    day: date | None = None,
    file: bytes | None = None,
    file_name: str = "",
    media_type: str = PDF,
) -> date | None:
    """It was sent on a day (today); returns when the answer is due by the council's term.

    Sent before it was adopted: the draft is frozen as the version that was sent, to be adopted afterwards.
    """
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    sent = _past(day or clock.today())
    state = move(State(row.state), State.SENT)
    if row.adopted is None:
        row.discussed = keep_version(uow, row, draft_content(uow.session, advice), "sent").id
    row.state, row.sent_on = state.value, sent
    _keep_file(uow, row, "sent_file", file, file_name, media_type)
    _set_due(uow, row, sent)
    return row.due


@verb(label=N_("Change the day the answer to “{title}” is due"))
def change_due(uow: UnitOfWork, *, advice: UUID, day: date | None, reason: str, agreed: bool | None = None) -> None:
    """Another day, with a reason; ``agreed``: whether the college agreed to it (else as it was)."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    why = reasoned(reason)
    if row.state != State.SENT.value:
        raise UserError(_("Only an advice that was sent and isn't answered has such a day."), code="wrong_state")
    if day is not None and row.sent_on is not None and day < row.sent_on:
        raise UserError(_("The answer can't be due before it was sent. Choose a later day."), code="before_sending")
    uow.update(row, due=day, **checked(Advice, {"due_reason": why}))
    if agreed is not None:
        row.due_agreed = agreed


@verb(label=N_("Register the answer to “{title}”"))
def register_answer(
    uow: UnitOfWork,
    *,
    advice: UUID,
    day: date | None = None,
    file: bytes | None = None,
    file_name: str = "",
    media_type: str = PDF,
) -> None:
    """The college answered on a day (today), with its letter as a file if there is one."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    answered = _past(day or clock.today())
    if row.sent_on is not None and answered < row.sent_on:
        raise UserError(_("The answer can't be older than the letter. Choose a later day."), code="before_sending")
    row.state = move(State(row.state), State.ANSWERED).value
    row.answered_on = answered
    _keep_file(uow, row, "answer_file", file, file_name, media_type)


@verb(label=N_("Add file to “{title}”"))
def attach_file(
    uow: UnitOfWork,
    *,
    advice: UUID,
    which: Literal["sent", "answer"],
    file: bytes,
    file_name: str,
    media_type: str = PDF,
) -> None:
    """Keep the letter that was sent before the program, or the college's answer, with the advice."""
    row = uow.get(Advice, advice)
    uow.describe(title=row.title)
    one_of(which, ("sent", "answer"))
    if (row.sent_on if which == "sent" else row.answered_on) is None:
        raise UserError(_("Register first that it was sent or answered."), code="wrong_state")
    _keep_file(uow, row, f"{which}_file", file, file_name, media_type)


@verb(label=N_("Add earlier advice “{title}”"))
def register_earlier(
    uow: UnitOfWork,
    *,
    title: str,
    sent_on: date,
    due: date | None = None,
    reference: str = "",
    kind: str = "unrequested",
    answered_on: date | None = None,
    file: bytes | None = None,
    file_name: str = "",
    media_type: str = PDF,
) -> UUID:
    """Advice that was sent before the program: subject, day, file, due. Without a due day the council's term holds."""
    uow.describe(title=title)
    one_of(kind, KINDS)
    council = the_council(uow.session)
    fields = checked(Advice, {"title": titled(title), "kind": kind, "reference": reference.strip()})
    language = council.letter_language if council else "nl"
    row = uow.add(Advice(**fields, language=language, earlier=True, sent_on=_past(sent_on), state=State.SENT.value))
    _keep_file(uow, row, "sent_file", file, file_name, media_type)
    _set_due(uow, row, sent_on)
    if due is not None:
        row.due, row.due_rule = due, ""
    if answered_on is not None:
        row.state, row.answered_on = State.ANSWERED.value, _past(answered_on)
    return row.id


@verb(label=N_("Add {count} earlier pieces of advice"))
def import_earlier(uow: UnitOfWork, *, rows: Sequence[ParsedAdvice]) -> tuple[UUID, ...]:
    """A list of advice already sent, as one step; refused as a whole when a line has a problem."""
    uow.describe(count=len(rows))
    for number, line in enumerate(rows, start=1):
        if problem := next(iter(wrong(line, clock.today()).values()), ""):
            raise UserError(_("Line {number}: {problem}").format(number=number, problem=problem), code="line")
    return tuple(
        register_earlier(uow, title=line.subject, sent_on=line.sent, due=line.due, reference=line.reference)
        for line in rows
        if line.sent is not None
    )


def _past(day: date) -> date:
    if day > clock.today():
        raise UserError(_("This day is still to come. Choose today or earlier."), code="future")
    return day


def _set_due(uow: UnitOfWork, row: Advice, sent: date) -> None:
    found = due_if_sent(uow.session, sent, row.language)
    if found is None:
        row.due_agreed = False
    else:
        uow.update(row, due=found.day, due_rule=found.rule, due_agreed=found.agreed)


def _keep_file(uow: UnitOfWork, row: Advice, field: str, file: bytes | None, file_name: str, media_type: str) -> None:
    if file is None:
        return
    if not file:
        raise UserError(_("This file is empty. Choose another one."), code="empty_file")
    name = checked(Advice, {f"{field}_name": file_name})
    uow.update(row, **{field: uow.store_blob(file, media_type)}, **name)

"""Sending the draft for comment: a mail to the members put ready with the PDF, and noting that it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council.queries import members
from wijkraad_app.features.council.queries.people import MemberRow
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, in_language, language
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.mail import MailDraft, MailFile, addressed, is_address
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.ui.app import App
from wijkraad_app.ui.mail import MailSheet, ReadyMail
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from ... import service
from ...documents import Paper, minutes_document, paper
from ...queries import MeetingView
from ..papers import file_name


@dataclass(frozen=True, slots=True)
class _Ready:
    mail: ReadyMail
    without: tuple[str, ...]


class SendDialog(Dialog):
    """A mail to look over and send oneself; and the day it went out, from when changes are told."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, view: MeetingView) -> None:
        super().__init__(over, _("Send the draft for comment"), width=560)
        self._app, self._view = app, view
        self.say(_("From this day the program tells what changed. Replies you paste beside the draft."))
        self.reply_by = DateField(_("Comments before"))
        self.day = DateField(_("Sent on"))
        self.day.set_value(view.minutes_sent_on)
        self.add(self.reply_by, self.day)
        self.add(Label(_("Without a day it is today."), "small", "text_2"))
        self.foot.insertWidget(0, Quiet(_("Put a mail ready"), self._mail, icon="mail"))
        self.buttons(_("Note as sent"), self._note)

    def _note(self) -> bool | None:
        if self.day.pending:
            return False

        def noted(_result: object) -> None:
            self._app.toast(_("Noted as sent for comment."), _("Undo"), self._app.undo)

        self._app.do(self._app, service.send_minutes, meeting=self._view.id, day=self.day.value(), done=noted)
        return None

    def _mail(self) -> None:
        def made(ready: _Ready) -> None:
            warnings = [_("No mail address: {names}.").format(names=", ".join(ready.without))] if ready.without else []
            MailSheet(self._app, self, [ready.mail], write_whole, warnings=warnings).open_over()

        view, until = self._view, self.reply_by.value()

        def make(_job: Job) -> _Ready:
            house = self._app.workspace.read(paper)
            with in_language(house.language or language()):
                return _ready(view, house, self._app.workspace.read(members, view.day), until)

        self._app.run(self, make, done=made)


def _ready(view: MeetingView, house: Paper, people: Sequence[MemberRow], until: date | None) -> _Ready:
    """The mail to all members with the whole draft; addresses in Bcc, so that no one sees those of others."""
    from wijkraad_app.pdf import render

    subject = _("Draft minutes of {meeting}").format(meeting=view.name)
    name = file_name(subject)
    attached = MailFile(f"{name}.pdf", render.render(minutes_document(view, house)), "application/pdf")
    to = tuple(addressed(row.name, row.mail) for row in people if is_address(row.mail))
    draft = MailDraft(subject, _text(view, until), bcc=to, attachments=(attached,))
    return _Ready(ReadyMail(subject, name, draft), tuple(row.name for row in people if not is_address(row.mail)))


def _text(view: MeetingView, until: date | None) -> str:
    asked = _("Please send your comments before {day}.").format(day=dates.full_date(until)) if until else ""
    parts = (
        _("Hello,"),
        _("Here are the draft minutes of {meeting}.").format(meeting=view.name),
        asked,
        _("Name the number of the item with each comment, for example: “Item 4: …”."),
    )
    return "\n\n".join(part for part in parts if part)

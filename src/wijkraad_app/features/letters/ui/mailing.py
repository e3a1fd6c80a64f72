"""The mail with a signed letter, put ready to look over and send oneself."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.ui.app import App
from wijkraad_app.ui.mail import MailSheet, ReadyMail

from .. import documents, queries


def open_mail(app: App, over: QWidget, letter: UUID) -> None:
    """Make the mail of a letter that everyone signed, and show it."""
    workspace = app.workspace

    def make(_job: Job) -> tuple[ReadyMail, tuple[str, ...]]:
        found = workspace.read(queries.covering, letter)
        draft = documents.covering_mail(found)
        return ReadyMail(draft.subject, draft.attachments[0].name.removesuffix(".pdf"), draft), found.missing

    def show(made: tuple[ReadyMail, tuple[str, ...]]) -> None:
        mail, missing = made
        text = _("No mail address is known for: {names}. Add it under People, or type it in your mail program.")
        warnings = [text.format(names="; ".join(missing))] if missing else []
        MailSheet(app, over, [mail], write_whole, warnings=warnings).open_over()

    app.run(over, make, done=show)

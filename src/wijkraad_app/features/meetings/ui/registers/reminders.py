"""Writing to owners about their open actions: a draft for each in one go with one PDF beside them, and noting that
they were sent. The program sends nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wijkraad_app.features.council.queries import council, person_names
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, in_language, language, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.mail import MailSheet, ReadyMail
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.choices import CheckBox
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ... import queries, service
from ...documents import paper
from ...documents.registers import owners_document, reminder
from ...queries import OwnerActions
from ..papers import file_name, save


@dataclass(frozen=True, slots=True)
class Ready:
    """Drafts for who has a mail address, and the PDF with a page for each owner."""

    mails: tuple[ReadyMail, ...]
    pdf: bytes


class RemindersDialog(Dialog):
    """Choose the owners, put the mails ready, and note when they were sent."""

    help_topic = "actions"

    def __init__(self, app: App, over: QWidget) -> None:
        super().__init__(over, _("Remind owners"), width=640)
        self._app = app
        self._owners: tuple[OwnerActions, ...] = ()
        self._boxes: list[CheckBox] = []
        self.say(_("Each owner gets a mail with their open actions. You look it over and send it yourself."))
        self._list: QVBoxLayout = column(gap=2)
        listed = QWidget()
        listed.setLayout(self._list)
        self.add(listed)
        self.print = Quiet(_("PDF to hand out"), self._save_pdf, icon="printer")
        self.sent = Quiet(_("Note as sent"), self._note, icon="send")
        also = QWidget()
        also.setLayout(row((flow(self.print, self.sent), 1)))
        self.add(also)
        self.buttons(_("Put mails ready"), self._make, cancel=_("Close"))
        self._app.read(self, queries.owners_of_open, done=self._show)

    def _show(self, owners: tuple[OwnerActions, ...]) -> None:
        self._owners = owners
        clear(self._list)
        self._boxes = [CheckBox(owner_line(one), True) for one in owners]
        for box in self._boxes:
            box.clicked.connect(lambda _on=False: self._allow())
            self._list.addWidget(box)
        if not owners:
            self._list.addWidget(Label(_("No open action has an owner."), "body", "text_2", wrap=True))
        self._allow()

    def _allow(self) -> None:
        chosen = self._chosen()
        why = None if chosen else _("Choose at least one owner.")
        self.print.allow(why)
        self.sent.allow(why)
        no_mail = None if any(one.mail for one in chosen) else _("None of these owners has a mail address.")
        assert self.main_button is not None
        self.main_button.allow(why or no_mail)

    def _chosen(self) -> tuple[OwnerActions, ...]:
        return tuple(one for one, box in zip(self._owners, self._boxes, strict=True) if box.isChecked())

    # --- doing -------------------------------------------------------------------------
    def _make(self) -> bool:
        app, owners = self._app, self._chosen()
        app.run(self, lambda _job: ready(app, owners), done=self._show_mails)
        return False

    def _show_mails(self, made: Ready) -> None:
        without = sum(not one.mail for one in self._chosen())
        told = ngettext(
            "{n} owner has no mail address. The PDF has a page for everyone.",
            "{n} owners have no mail address. The PDF has a page for everyone.",
            without,
        )
        warnings = [told.format(n=dates.number(without))] if without else []
        MailSheet(self._app, self, made.mails, _with_pdf(made.pdf), warnings=warnings).open_over()

    def _save_pdf(self) -> None:
        owners = self._chosen()
        save(self._app, self, lambda on: owners_document(owners, on), _("Open actions per owner"))

    def _note(self) -> None:
        ids = [action.id for one in self._chosen() for action in one.actions]
        self._app.do(self, service.mark_reminded, ids=ids, done=self._noted)

    def _noted(self, _result: object) -> None:
        self._app.toast(_("Noted that the owners were reminded today."), _("Undo"), self._app.undo, icon="send")
        self.close_dialog()


def owner_line(one: OwnerActions) -> str:
    """ "Ans Verhoeven, 3 acties, herinnerd op 12 nov"."""
    count = ngettext("{n} action", "{n} actions", len(one.actions)).format(n=len(one.actions))
    mail = "" if one.mail else _("no mail address")
    last = _("reminded on {day}").format(day=dates.list_date(one.reminded_on)) if one.reminded_on else ""
    return ", ".join(part for part in (one.name, count, mail, last) if part)


def ready(app: App, owners: tuple[OwnerActions, ...]) -> Ready:
    """The drafts and the PDF, in the language of the council's letters."""
    from wijkraad_app.pdf import render

    on, body, actor = app.workspace.read(paper), app.workspace.read(council), app.workspace.actor
    sender = app.workspace.read(person_names, [actor]).get(actor, "") if actor else ""
    with in_language(on.language or language()):
        mails = tuple(
            ReadyMail(one.name, file_name(one.name), reminder(one, body.name if body else "", sender))
            for one in owners
            if one.mail
        )
    return Ready(mails, render.render(owners_document(owners, on)))


def _with_pdf(pdf: bytes) -> Callable[[Path, bytes], None]:
    """Writes each draft, and the PDF once in the same folder."""
    name = f"{file_name(_('Open actions per owner'))}.pdf"
    written: set[Path] = set()

    def write(path: Path, data: bytes) -> None:
        from wijkraad_app.pdf.files import write_whole

        write_whole(path, data)
        beside = path.parent / name
        if beside not in written:
            written.add(beside)
            write_whole(beside, pdf)

    return write

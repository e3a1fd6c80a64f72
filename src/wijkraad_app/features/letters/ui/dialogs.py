"""The small dialogs of a letter: its date, signed on paper, sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.advice import queries as advices
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, language
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import DateField

from .. import flow, service
from ..queries import OpenedLetter
from ..rules import MOST_DAYS, SIGNED_SOMEHOW, file_name
from .acting import Agreement, Done, FileField, WorkDialog
from .warnings import agree, changed_sources, old_date

PDF = {"PDF": "*.pdf"}


def certificates() -> dict[str, str]:
    """The sort of file a council's certificate is."""
    return {_("Certificate"): "*.pem *.cer *.crt"}


def read_day(field: DateField) -> date | None:
    """The day of a field; says what is wrong when there is none."""
    if field.value() is None or field.pending:
        field.error(_("Choose a day."))
        return None
    day: date = field.value()
    return day


class MakeLetter(WorkDialog):
    """The letter's date; then it is drawn."""

    def __init__(self, app: App, over: QWidget, opened: OpenedLetter, done: Done) -> None:
        again = opened.letter is not None
        super().__init__(app, over, _("Make the letter again") if again else _("Make the letter"))
        self._opened, self._done = opened, done
        self._anew = opened.state in SIGNED_SOMEHOW
        self.say(_("The letter is drawn from the adopted text, ready for everyone who signs it, in their order."))
        if self._anew:
            self.add(Banner("warn", *_replacing(opened)))
        for signer in opened.signers:
            if not signer.name:
                text = _("There is no {role} on that day.").format(role=signer.role)
                self.add(Banner("warn", text, _("Add the member first, or have someone else sign.")))
        self.day = DateField(
            _("Date of the letter"),
            hint=_("Sign within {count} days of this date.").format(count=MOST_DAYS),
        )
        self.day.set_value(clock.today())
        self.early = Banner("warn", "")
        self.early.hide()
        self._warned: date | None = None
        self.add(self.day, self.early, self.busy)
        self.day.edited.connect(lambda _day: self._warn(None))
        self.buttons(_("Make"), self._go)

    def _warn(self, day: date | None) -> None:
        """Say that ``day`` is before the adoption; it may be kept on purpose. None takes that back."""
        self._warned = day
        adopted = self._opened.adopted_on
        if day is not None and adopted is not None:
            dated = _("The letter would be dated {date}, before the advice was adopted on {adopted}.")
            self.early.set_words(
                dated.format(date=dates.long_date(day), adopted=dates.long_date(adopted)),
                _("Choose another date, or make it all the same."),
            )
        self.early.setHidden(day is None)
        if self.main_button is not None:
            self.main_button.set_text(_("Make") if day is None else _("Make all the same"))

    def _go(self) -> bool:
        day = read_day(self.day)
        if day is None:
            return False
        adopted = self._opened.adopted_on
        if adopted is not None and day < adopted and day != self._warned:
            self._warn(day)
            return False
        workspace, advice = self.app.workspace, self._opened.advice
        anew = self._anew
        return self.work(
            lambda: flow.make_letter(workspace, advice, day, anew=anew), self._done, _("Drawing the letter…")
        )


def _replacing(opened: OpenedLetter) -> tuple[str, str]:
    letter = opened.letter
    assert letter is not None
    day = dates.long_date(letter.day) if letter.day else ""
    who = ", ".join(one.signer for one in letter.signatures)
    what = _("The letter of {date} was signed already by {names}.").format(date=day, names=who)
    if not who:
        what = _("The letter of {date} was signed already on paper.").format(date=day)
    return what, _("It stays here as replaced and is not sent. Everyone signs the new letter.")


class OnPaper(WorkDialog):
    """Print, sign by hand, scan: the scan is kept as the letter."""

    def __init__(self, app: App, over: QWidget, opened: OpenedLetter, done: Done) -> None:
        super().__init__(app, over, _("Signed on paper"), width=520)
        self._opened, self._done = opened, done
        self.say(
            _(
                "Print the letter with room to sign, have it signed, and scan it to a PDF. The scan is kept as the "
                "letter. It is then never shown as digitally signed, and that can't be undone."
            )
        )
        self.print = Secondary(_("Save the version to print"), self._print, icon="printer")
        self.body.addLayout(row(self.print, None))
        self.scan = FileField(app, _("Scan of the signed letter"), _("Choose the scan"), PDF, icon="paperclip")
        self.agreement = Agreement(agree(opened.changed))
        self.add(*changed_sources(opened.changed), *([self.agreement.box] if self.agreement.box else []))
        self.add(self.scan, self.busy)
        self.buttons(_("Keep the scan"), self._go)
        self.focus_first(self.print)

    def _print(self) -> None:
        if self.agreement.missing(self):
            return
        target = self.app.save_file(_("Save the version to print"), PDF, pdf_name(self._opened, _("to print")))
        if target is None:
            return
        workspace, advice, asked = self.app.workspace, self._opened.advice, bool(self._opened.changed)
        self.app.run(
            self,
            lambda _job: flow.print_letter(workspace, advice, target, asked=asked),
            done=self._printed,
            writes=asked,
        )

    def _printed(self, path: Any) -> None:
        self.app.toast(_("Saved as “{file}”.").format(file=path.name))

    def _go(self) -> bool:
        scan = self.scan.value()
        if scan is None:
            self.scan.error(_("Choose the scan first."))
            return False
        if self.agreement.missing(self):
            return False
        assert self._opened.letter is not None
        workspace, letter, asked = self.app.workspace, self._opened.letter.id, bool(self._opened.changed)
        return self.work(
            lambda: flow.keep_scan(workspace, letter, scan, asked=asked), self._done, _("Keeping the scan…")
        )


class Sent(WorkDialog):
    """The day it left; the day the answer is due is shown before."""

    def __init__(
        self, app: App, over: QWidget, opened: OpenedLetter, done: Done, again: Callable[[Dialog], None]
    ) -> None:
        super().__init__(app, over, _("Register the letter as sent?"))
        self._opened, self._done = opened, done
        self.add(*old_date(opened.letter.day if opened.letter else None, again=lambda: again(self)))
        self.say(_("From this day the term of response counts. What was sent can't be taken back."))
        self.day = DateField(_("Sent on"))
        self.day.set_value(clock.today())
        self.due = Label(" ", "body", "text", wrap=True)
        self.add(self.day, self.due, self.busy)
        self.day.edited.connect(lambda _day: self._read_due())
        self.buttons(_("Register"), self._go)
        self._read_due()

    def _read_due(self) -> None:
        if (day := self.day.value()) is not None:
            self.app.read(self, _due, day, done=self.due.setText, latest="due")

    def _go(self) -> bool:
        day = read_day(self.day)
        if day is None:
            return False
        assert self._opened.letter is not None
        workspace, letter = self.app.workspace, self._opened.letter.id
        job = workspace.do
        return self.work(lambda: job(service.register_sent, letter=letter, day=day), self._done, _("Registering…"))


def _due(session: Any, day: date) -> str:
    """ "Antwoord uiterlijk 18 januari 2027: 8 weken na verzending op 23 november 2026."."""
    due = advices.due_if_sent(session, day, language())
    if due is None:
        return _("There is no term of response in the settings.")
    text = _("Answer due on {date}: {rule}.") if due.agreed else _("Answer wished for by {date}: {rule}.")
    return text.format(date=dates.long_date(due.day), rule=due.rule)


def pdf_name(opened: OpenedLetter, extra: str = "") -> str:
    """What the letter is called as a file."""
    return file_name(opened.reference, opened.title, extra)


def suffixed(path: Path) -> Path:
    """With .pdf when the user gave no ending."""
    return path if path.suffix else path.with_suffix(".pdf")

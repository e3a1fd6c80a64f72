"""The small dialogs of an advice: new, details, agenda, reasons, days, files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.pdf.attached import read_paper
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import row
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Button, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog, Sheet
from wijkraad_app.ui.widgets.inputs import LineField, TextField, required
from wijkraad_app.ui.widgets.labels import Elided
from wijkraad_app.ui.widgets.parsed import DateField

from .. import queries, service
from ..queries import AdviceView, Choice

Done = Callable[[Any], None]
PLAN = "meetings.plan"
"""Name in `App.services`: ``(app, over, made)`` asks for a new meeting and tells ``made`` its id."""


def kinds() -> list[tuple[str, str]]:
    """The two kinds to choose from."""
    return [("unrequested", _("Unrequested advice")), ("requested", _("Requested advice"))]


class Acting:
    """What dialogs and sheets share: a verb runs while they stay open; a refusal is shown inside them."""

    app: App
    _problem: Banner
    _plainer: Button | None = None

    def give(self, verb: Callable[..., Any], done: Done, **kwargs: Any) -> bool:
        """Run the verb; close on success. False: the dialog stays until then."""
        assert isinstance(self, Dialog)

        def succeeded(result: Any) -> None:
            self.close_dialog()
            done(result)

        self.app.do(self, verb, done=succeeded, failed=self.refused, **kwargs)
        return False

    def printed(self) -> UUID | None:
        """The advice whose text must be printable after this."""
        return None

    def _offer_plainer(self, advice: UUID | None) -> None:
        """A button that puts plainer signs for what can't be printed, once it is known that there is any."""
        assert isinstance(self, Dialog)
        if advice is None or self._plainer is not None:
            return
        self._plainer = Quiet(_("Replace what can't be printed"), partial(self._make_plain, advice), icon="type")
        self.foot.insertWidget(0, self._plainer)

    def _make_plain(self, advice: UUID) -> None:
        assert isinstance(self, Dialog)
        self.app.do(self, service.replace_unprintable, id=advice, done=self._made_plain)

    def _made_plain(self, _result: object) -> None:
        self._problem.hide()
        if self._plainer is not None:
            self._plainer.hide()
            self._plainer = None
        self.app.toast(_("What can't be printed was replaced."), _("Undo"), self.app.undo)

    def refused(self, error: BaseException) -> None:
        """Show a refusal inside; anything else is told as always."""
        if isinstance(error, UserError):
            self._problem.set_words(error.message)
            self._problem.show()
            if error.code == "missing_character":
                self._offer_plainer(self.printed())
        else:
            self.app.tell(error)


class ActingDialog(Acting, Dialog):
    """A dialog that runs one verb."""

    def __init__(self, app: App, over: QWidget, title: str, *, width: int = 480) -> None:
        super().__init__(over, title, width=width)
        self.app = app
        self._problem = Banner("bad", "")
        self._problem.hide()
        self.add(self._problem)


class ActingSheet(Acting, Sheet):
    """A wide sheet that runs verbs."""

    def __init__(self, app: App, over: QWidget, title: str, *, width: int = 960, height: int = 620) -> None:
        super().__init__(over, title, width=width, height=height)
        self.app = app
        self._problem = Banner("bad", "")
        self._problem.hide()
        self.add(self._problem)


class Details(ActingDialog):
    """A new advice, or the title, kind and request of one."""

    def __init__(self, app: App, over: QWidget, then: Done, view: AdviceView | None = None) -> None:
        super().__init__(app, over, _("New advice") if view is None else _("About this advice"))
        self._view, self._then = view, then
        self.subject = LineField(_("Subject"), limit=300, hint=_("As it will stand above the letter."))
        self.kind = ChoiceField(_("Kind"), kinds())
        self.language = ChoiceField(_("Language of the letter"), [("nl", _("Dutch")), ("en", _("English"))])
        self.day = DateField(_("Your letter of"))
        self.reference = LineField(_("Your reference"), limit=100)
        self.add(self.subject, self.kind, self.language, self.day, self.reference)
        self._fill(view)
        self.kind.edited.connect(lambda _kind: self._show_request())
        self._show_request()
        self.buttons(_("Make draft") if view is None else _("Change"), self._go)
        self.focus_first(self.subject)

    def _fill(self, view: AdviceView | None) -> None:
        self.kind.set_value(view.kind if view else "unrequested")
        self.language.set_value(view.language if view else "nl")
        self.language.setVisible(view is not None)
        if view is not None:
            self.subject.set_value(view.title)
            self.day.set_value(view.request_day)
            self.reference.set_value(view.request_reference)

    def _show_request(self) -> None:
        requested = self.kind.value() == "requested"
        self.day.setVisible(requested)
        self.reference.setVisible(requested)

    def _go(self) -> bool:
        if not required(self.subject, _("Give the advice a title.")):
            return False
        fields: dict[str, Any] = {
            "title": self.subject.value(),
            "kind": self.kind.value(),
            "request_day": self.day.value(),
            "request_reference": self.reference.value(),
        }
        if self._view is None:
            return self.give(service.add_advice, self._then, **fields)
        return self.give(service.update_advice, self._then, id=self._view.id, language=self.language.value(), **fields)


class OnAgenda(ActingDialog):
    """Which meeting the advice goes to; the text as it is now goes with it."""

    def __init__(self, app: App, over: QWidget, view: AdviceView, then: Done) -> None:
        super().__init__(app, over, _("Put on the agenda"))
        self._advice, self._then = view.id, then
        self.say(_("The text as it is now goes with the agenda. You can go on writing."))
        self.meeting = ChoiceField(_("Meeting"), placeholder=_("Choose a meeting"))
        self.purpose = ChoiceField(_("Purpose"), [("decide", _("For decision")), ("discuss", _("For discussion"))])
        self.purpose.set_value("decide")
        self.add(self.meeting)
        self.plan = Quiet(_("Plan a meeting"), self._plan, icon="plus")
        if PLAN in app.services:
            self.body.addLayout(row(self.plan, None))
        self.add(self.purpose)
        self.buttons(_("Put on the agenda"), self._go)
        self.focus_first(self.meeting)
        self._read()

    def _read(self, wanted: UUID | None = None) -> None:
        self.app.read(self, queries.meeting_choices, done=partial(self._offer, wanted))

    def _offer(self, wanted: UUID | None, choices: tuple[Choice, ...]) -> None:
        self.meeting.set_options([(one.id, one.title) for one in choices])
        if not choices:
            self.meeting.note(_("No meeting is planned yet. Plan one first."))
            self.plan.setFocus()
            return
        self.meeting.note("")
        ids = [one.id for one in choices]
        self.meeting.set_value(wanted if wanted in ids else ids[0])

    def _plan(self) -> None:
        """Plan one here; it is chosen once it is there."""
        self.app.services[PLAN](self.app, self, self._read)

    def printed(self) -> UUID | None:
        return self._advice

    def _go(self) -> bool:
        if self.meeting.value() is None:
            self.meeting.error(_("Choose a meeting."))
            return False
        return self.give(
            service.put_on_agenda,
            self._then,
            advice=self._advice,
            meeting=self.meeting.value(),
            kind=self.purpose.value(),
        )


class Withdraw(ActingDialog):
    """Withdraw with a reason."""

    def __init__(self, app: App, over: QWidget, view: AdviceView, then: Done) -> None:
        super().__init__(app, over, _("Withdraw this advice?"))
        self._advice, self._then = view.id, then
        self.say(_("It stays in the dossier, with the reason, and goes no further."))
        self.reason = TextField(_("Reason"), least=2)
        self.add(self.reason)
        self.buttons(_("Withdraw"), self._go)
        self.focus_first(self.reason)

    def _go(self) -> bool:
        return self.give(service.withdraw, self._then, advice=self._advice, reason=self.reason.value())


class ChangeDue(ActingDialog):
    """Another day for the answer, with a reason."""

    def __init__(self, app: App, over: QWidget, view: AdviceView, then: Done) -> None:
        super().__init__(app, over, _("Change the day the answer is due"))
        self._advice, self._then = view.id, then
        if view.due and view.due_rule:
            self.say(f"{dates.long_date(view.due)}: {view.due_rule}")
        self.day = DateField(_("Answer due on"))
        self.day.set_value(view.due)
        self.reason = LineField(_("Reason"), limit=500, hint=_("For example: letter of delay of 12 January."))
        self.agreed = CheckField(
            _("The college agreed to this day"), hint=_("Without an agreed day it is a wish, and never late.")
        )
        self.agreed.set_value(view.due_agreed)
        self.add(self.day, self.reason, self.agreed)
        self.buttons(_("Change"), self._go)

    def _go(self) -> bool:
        return self.give(
            service.change_due,
            self._then,
            advice=self._advice,
            day=self.day.value(),
            reason=self.reason.value(),
            agreed=self.agreed.value(),
        )


class WithFile(ActingDialog):
    """A day and perhaps a file: sent, or answered."""

    def __init__(
        self, app: App, over: QWidget, title: str, text: str, day_label: str, verb_label: str,
        verb: Callable[..., Any], advice: UUID, then: Done,
    ) -> None:  # fmt: skip
        super().__init__(app, over, title)
        self._verb, self._advice, self._then = verb, advice, then
        self._path: Path | None = None
        self.say(text)
        self.day = DateField(day_label)
        self.day.set_value(clock.today())
        self.file = Elided(_("No file chosen"), "body", "text_2")
        self.choose = Secondary(_("Choose a file"), self._choose, icon="paperclip")
        self.add(self.day)
        self.body.addLayout(row(self.choose, (self.file, 1)))
        self.buttons(verb_label, self._go)

    def _choose(self) -> None:
        self._path = self.app.ask_file(_("Choose a file"), {_("PDF or scan"): "*.pdf *.png *.jpg *.jpeg"})
        self.file.setText(self._path.name if self._path else _("No file chosen"))

    def _go(self) -> bool:
        day: date | None = self.day.value()
        if day is None:
            self.day.error(_("Choose a day."))
            return False
        path = self._path
        if path is None:
            return self.give(self._verb, self._then, advice=self._advice, day=day)
        given = {"advice": self._advice, "day": day, "file_name": path.name, "media_type": media_type(path)}
        self.app.run(self, lambda _job: read_paper(path), done=partial(self._with_data, given))
        return False

    def _with_data(self, given: dict[str, Any], data: bytes) -> None:
        self.give(self._verb, self._then, file=data, **given)


def media_type(path: Path) -> str:
    """Of a PDF or a scan, by its ending."""
    ending = path.suffix.lower().strip(".")
    return "application/pdf" if ending == "pdf" else "image/" + ending.replace("jpg", "jpeg")


def sent_dialog(app: App, over: QWidget, view: AdviceView, then: Done) -> WithFile:
    """Register as sent, also before adoption."""
    text = _("From this day the term of response counts. What was sent can't be taken back.")
    if view.adopted is None:
        text = _("It hasn't been adopted yet. The text as it is now is kept, to be adopted afterwards.") + " " + text
    return WithFile(
        app, over, _("Register as sent"), text, _("Sent on"), _("Register"), service.register_sent, view.id, then
    )


def answer_dialog(app: App, over: QWidget, view: AdviceView, then: Done) -> WithFile:
    """Register the college's answer."""
    text = _("Add the letter of the college if there is one.")
    return WithFile(
        app, over, _("Register the answer"), text, _("Answer of"), _("Register"), service.register_answer, view.id, then
    )


class Correct(ActingSheet):
    """Mend a typing error in what was adopted, with a reason."""

    def __init__(self, app: App, over: QWidget, opened: queries.Opened, then: Done) -> None:
        from wijkraad_app.ui.widgets.richtext import RichTextField

        super().__init__(app, over, _("Correct a typing error"))
        self._opened, self._then = opened, then
        self.say(_("The corrected text gets a new fingerprint; the old one stays in the history. Sources stay put."))
        self.reason = LineField(_("Reason"), limit=500)
        self.subject = LineField(_("Subject"), limit=300)
        self.subject.set_value(opened.content.title)
        self.add(self.reason, self.subject)
        labels = {"occasion": _("Occasion"), "findings": _("Findings"), "considerations": _("Considerations")}
        self.sections: dict[str, RichTextField] = {}
        for name, label in labels.items():
            if getattr(opened.content, name).strip():
                self.sections[name] = self._field(label, getattr(opened.content, name))
        self.recommendations = [
            self._field(_("Recommendation {number}").format(number=number), text)
            for number, text in enumerate(opened.content.recommendations, start=1)
        ]
        self.buttons(_("Correct"), self._go)
        self.focus_first(self.reason)

    def _field(self, label: str, text: str) -> Any:
        from wijkraad_app.ui.widgets.richtext import Reference, RichTextField

        field = RichTextField(label, toolbar=False, grow=True)
        field.edit.setProperty("is", "input")
        field.set_references({note.ref: Reference(note.number, note.note.kind) for note in self._opened.notes})
        field.set_markdown(text)
        self.add(field)
        return field

    def _go(self) -> bool:
        if not required(self.reason):
            return False
        return self.give(
            service.correct_typo,
            self._then,
            advice=self._opened.view.id,
            reason=self.reason.value(),
            title=self.subject.value(),
            sections={name: field.value() for name, field in self.sections.items()},
            recommendations={number: field.value() for number, field in enumerate(self.recommendations, start=1)},
        )

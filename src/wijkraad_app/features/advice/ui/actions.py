"""What can be done with the advice that is shown: the next step, the menu, its sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from wijkraad_app.features.meetings.rules.subjects import PROPOSE
from wijkraad_app.features.surveys.queries import Wanted
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.pdf.attached import read_paper
from wijkraad_app.pdf.files import write_whole
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.buttons import Button

from .. import queries, service
from ..queries import AdviceRow, AdviceView, NoteRow
from ..rules.states import State
from ..service import Inserted
from .adopt import Adopt, Confirm, WithChanges
from .citing import CiteDialog
from .dialogs import ChangeDue, Correct, Details, OnAgenda, Withdraw, answer_dialog, media_type, sent_dialog
from .earlier import EarlierSheet
from .history import History
from .picker import SourcePicker
from .promises import PromiseDialog
from .update import UpdateSource

if TYPE_CHECKING:
    from .page import AdvicePage

LETTER = "advice.letter"
"""Name in `App.services`: ``(app, advice)`` opens the slice of letters on this advice."""

Entry = tuple[str, str, Callable[[], object]] | None

_NEXT: dict[str, tuple[str, str]] = {
    "agenda": (N_("Put on the agenda"), "calendar-days"),
    "adopt": (N_("Adopt"), "gavel"),
    "confirm": (N_("Confirm the changes"), "check"),
    "letter": (N_("Make the letter"), "mail"),
    "sent": (N_("Register as sent"), "send"),
    "answer": (N_("Register the answer"), "reply"),
}


def next_step(view: AdviceView) -> str:
    """The name of the next step; "" when there is none."""
    if view.changes_open:
        return "confirm"
    if view.state is State.SENT and view.adopted is None and not view.earlier:
        return "adopt"
    return {
        State.DRAFT: "agenda",
        State.UNDER_DISCUSSION: "adopt",
        State.ADOPTED: "letter",
        State.SIGNED: "sent",
        State.SENT: "answer",
    }.get(view.state, "")


class Actions:
    """Opens the dialogs of one page; every result says itself by a toast with undo where that is possible."""

    def __init__(self, app: App, page: AdvicePage) -> None:
        self._app, self._page = app, page

    # --- the next step -------------------------------------------------------
    def dress(self, button: Button) -> None:
        """The one primary button: the next step."""
        opened = self._page.opened
        step = next_step(opened.view) if opened else ""
        button.setVisible(bool(step))
        if step:
            label, icon = _NEXT[step]
            button.set_text(_(label))
            button.set_icon(icon)
            button.updateGeometry()

    def next(self) -> None:
        if self._page.opened is not None and (step := next_step(self._page.opened.view)):
            self.run(step)

    def menu(self) -> list[Entry]:
        """What else can be done now."""
        opened = self._page.opened
        if opened is None:
            return [(_("Add advice sent earlier"), "clipboard-paste", partial(self.run, "earlier"))]
        view = opened.view
        wanted: list[tuple[bool, str, str, str]] = [
            (view.editable, _("About this advice"), "pencil", "details"),
            (view.editable and view.state is not State.DRAFT, _("Put on another agenda"), "calendar-days", "agenda"),
            (view.state is State.DRAFT, _("Adopt by mail or afterwards"), "gavel", "adopt"),
            (view.editable and not view.changes_open, _("Adopted with changes…"), "pencil", "changes"),
            (view.state in (State.ADOPTED, State.SIGNED), _("Correct a typing error"), "type", "correct"),
            (view.editable or view.state is State.ADOPTED, _("Register as sent"), "send", "sent"),
            (view.state is State.SENT, _("Change the day the answer is due"), "calendar-clock", "due"),
            (view.state is State.SENT and view.adopted is None, _("Register the answer"), "reply", "answer"),
        ]
        wanted += [
            (bool(view.sent_file), _("Save the file that was sent…"), "download", "save_sent"),
            (view.earlier and not view.sent_file, _("Add the file that was sent…"), "paperclip", "add_sent"),
            (bool(view.answer_file), _("Save the answer of the college…"), "download", "save_answer"),
            (view.answered_on is not None and not view.answer_file, _("Add the answer of the college…"), "paperclip",
             "add_answer"),
        ]  # fmt: skip
        wanted.append((view.answered_on is not None, _("Add promise"), "flag", "promise"))
        proposed = PROPOSE in self._app.services and view.adopted is None
        wanted.append((proposed, _("Propose for an agenda"), "inbox", "propose"))
        entries: list[Entry] = [(label, icon, partial(self.run, name)) for on, label, icon, name in wanted if on]
        entries.append(None)
        if view.state is State.DRAFT and view.discussed is None:
            entries.append((_("Remove this draft"), "trash-2", partial(self.run, "remove")))
        if view.state not in (State.ANSWERED, State.WITHDRAWN):
            entries.append((_("Withdraw with a reason"), "circle-x", partial(self.run, "withdraw")))
        entries.append((_("Add advice sent earlier"), "clipboard-paste", partial(self.run, "earlier")))
        return entries

    def run(self, name: str) -> None:
        """Open what belongs to a step or entry."""
        self._app.flush()
        if name == "earlier":
            EarlierSheet(self._app, self._page, self._earlier_added).open_over()
            return
        if self._page.opened is None:
            return
        getattr(self, f"_{name}")()

    # --- each of them --------------------------------------------------------
    @property
    def _view(self) -> AdviceView:
        assert self._page.opened is not None
        return self._page.opened.view

    def _agenda(self) -> None:
        OnAgenda(self._app, self._page, self._view, self._told(_("It is on the agenda."))).open_over()

    def _propose(self) -> None:
        view = self._view
        self._app.services[PROPOSE](self._app, self._page, "advice", view.id, view.title)

    def _adopt(self) -> None:
        assert self._page.opened is not None
        done = self._said(_("Adopted. The text is fixed."))
        Adopt(self._app, self._page, self._page.opened, done, self._changes).open_over()

    def _changes(self) -> None:
        assert self._page.opened is not None
        done = self._told(_("Recorded. Work the changes in, then have them confirmed."))
        WithChanges(self._app, self._page, self._page.opened, done).open_over()

    def _confirm(self) -> None:
        assert self._page.opened is not None
        Confirm(self._app, self._page, self._page.opened, self._confirmed).open_over()

    def _confirmed(self, frozen: bool) -> None:
        self._app.toast(_("Adopted. The text is fixed.") if frozen else _("Confirmed. The other one still has to."))

    def _letter(self) -> None:
        open_letter = self._app.services.get(LETTER)
        if open_letter is not None:
            open_letter(self._app, self._view.id)
        else:
            self._app.navigate("letters")

    def _sent(self) -> None:
        done = self._said(_("Registered as sent."))
        sent_dialog(self._app, self._page, self._view, done).open_over()

    def _answer(self) -> None:
        answer_dialog(self._app, self._page, self._view, self._told(_("Answer registered."))).open_over()

    def _promise(self) -> None:
        PromiseDialog(self._app, self._page, advice=self._view.id).open_over()

    def _promises(self) -> None:
        self._page.show_promises()

    def _details(self) -> None:
        if self._view.editable:
            Details(self._app, self._page, lambda _none: None, self._view).open_over()

    def _withdraw(self) -> None:
        Withdraw(self._app, self._page, self._view, self._told(_("Withdrawn."))).open_over()

    def _due(self) -> None:
        ChangeDue(self._app, self._page, self._view, self._told(_("The day is changed."))).open_over()

    def _correct(self) -> None:
        assert self._page.opened is not None
        done = self._said(_("Corrected. The old version stays in the history."))
        Correct(self._app, self._page, self._page.opened, done).open_over()

    def _save_sent(self) -> None:
        self._save("sent", self._view.sent_file_name)

    def _save_answer(self) -> None:
        self._save("answer", self._view.answer_file_name)

    def _save(self, which: str, name: str) -> None:
        target = self._app.save_file(_("Save the file"), {_("File"): "*.*"}, name)
        if target is not None:
            advice, workspace = self._view.id, self._app.workspace
            self._app.run(
                self._page,
                lambda _job: write_whole(target, workspace.read(queries.kept_file, advice, which)),
                done=self._said(_("Saved as {name}.").format(name=target.name)),
            )

    def _add_sent(self) -> None:
        self._add("sent")

    def _add_answer(self) -> None:
        self._add("answer")

    def _add(self, which: str) -> None:
        path = self._app.ask_file(_("Choose a file"), {_("PDF or scan"): "*.pdf *.png *.jpg *.jpeg"})
        if path is not None:
            given = {"advice": self._view.id, "which": which, "file_name": path.name, "media_type": media_type(path)}
            self._app.run(self._page, lambda _job: read_paper(path), done=partial(self._attach, given))

    def _attach(self, given: dict[str, Any], data: bytes) -> None:
        self._app.do(self._page, service.attach_file, file=data, done=self._told(_("File added.")), **given)

    def _history(self) -> None:
        History(self._app, self._page, self._view).open_over()

    def _remove(self) -> None:
        self._app.do(self._page, service.remove_advice, id=self._view.id, done=self._told(_("Draft removed.")))

    def _earlier_added(self, ids: Any) -> None:
        self._told(_("Earlier advice added."))(ids)

    def _said(self, text: str) -> Callable[[Any], None]:
        """Say it; there is no way back."""
        return lambda _result: self._app.toast(text)

    def _told(self, text: str) -> Callable[[Any], None]:
        """Say it, with the way back."""
        return lambda _result: self._app.toast(text, _("Undo"), self._app.undo)

    # --- sources -------------------------------------------------------------
    def cite(self, wanted: Wanted) -> None:
        """A figure of a survey was sent here: ask in which draft, and show it ready to insert."""

        def insert(advice: Any) -> None:
            self._page.show_then(advice, partial(self._insert, wanted))

        def ask(rows: tuple[AdviceRow, ...]) -> None:
            drafts = [one for one in rows if one.state.editable]
            if drafts:
                CiteDialog(self._app, self._page, drafts, self._page.current(), insert).open_over()
            else:
                Details(self._app, self._page, insert).open_over()

        self._app.read(self._page, queries.advice_rows, "", done=ask)

    def insert_source(self) -> None:
        """Choose a source; its sentence and note go where the cursor was."""
        self._insert(None)

    def _insert(self, wanted: Wanted | None) -> None:
        opened = self._page.opened
        field = self._page.draft.target()
        if opened is None or not opened.view.editable or field is None:
            return
        self._app.flush()
        edit = field.edit

        def place(made: Inserted) -> None:
            edit.setFocus()
            edit.insert_reference(made.ref, made.sentence)
            field.flush()

        picker = SourcePicker(
            self._app, self._page, opened.view.id, opened.view.language, place, group=lambda: field.group
        )
        if wanted is not None:
            picker.prepare(wanted)
        picker.open_over()

    def update_source(self, note: NoteRow) -> None:
        """Show old and new, then take the new figures."""
        self._app.flush()
        UpdateSource(self._app, self._page, note, self._updated).open_over()

    def _updated(self, result: service.Updated) -> None:
        text = _("New figures taken.") if result.in_text else _("New figures taken. Change the sentence in the text.")
        self._app.toast(text, _("Undo"), self._app.undo)

    def keep_source(self, note: NoteRow) -> None:
        self._app.flush()
        self._app.do(
            self._page, service.keep_evidence, id=note.id, done=self._told(_("Kept. The annex says of which day."))
        )

    def remove_source(self, note: NoteRow) -> None:
        self._app.flush()
        self._app.do(self._page, service.remove_evidence, id=note.id, done=self._told(_("Source removed.")))

    def open_origin(self, note: NoteRow) -> None:
        """Go to where the source comes from."""
        rows = self._view.evidence
        found = next((one for one in rows if one.id == note.id), None)
        if found is None:
            return
        kind = found.kind.value
        self._app.navigate("signals" if kind == "signals" else EntityRef(kind, found.source))

"""The record beside the table: what was said, the facts, what happened, whom to answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from wijkraad_app.features.meetings.rules.subjects import PROPOSE
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row, scroll
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Label

from .. import queries, service
from ..queries import Choices, Opened
from ..rules import privacy
from ..rules.privacy import Found
from .contact import ContactSection
from .edit import SignalFields
from .facts import Lines, fact_lines, step_lines
from .signs import BADGE_TONES, found_sentence, kind_cell, status_cell
from .status import StatusChoice


class SignalPanel(QFrame):
    """Shows one signal; Edit turns its facts into fields, Ready turns them back.

    ``app.services["signal_uses"]`` may hold queries of higher slices that tell what they made of a signal.
    """

    closed = Signal()
    removed = Signal()
    status_asked = Signal(str)

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.opened: Opened | None = None
        self._wanted: UUID | None = None
        self.setProperty("is", "panel")
        self.setFixedWidth(min(theme.px(364), 520))
        self.setAccessibleName(_("The signal"))
        self._build_parts()
        self._fields_area = scroll(_padded(self.fields), name=_("Edit signal"))
        self._read_area: QScrollArea = scroll(self._reading(), name=_("The signal"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self._read_area)
        self.stack.addWidget(self._fields_area)
        top = row(self.kind, self.status, None, self.more, self.close_button, gap=6, margins=(24, 14, 14, 0))
        foot = row(self.edit, self.ready, None, gap=8, margins=(24, 0, 20, 18))
        self.setLayout(column(top, self._notes_box, (self.stack, 1), foot, gap=8))

    def _build_parts(self) -> None:
        self.kind, self.status = Badge(""), Badge("")
        self.more = MenuButton(_("More"), self._menu)
        self.close_button = IconButton("x", _("Close"), self.closed.emit)
        self.edit = Secondary(_("Edit"), self.toggle_edit, icon="pencil", shortcut="F2")
        self.ready = Secondary(_("Ready"), self.toggle_edit, icon="check", shortcut="F2")
        self.ready.hide()
        self.title = Label("", "title", wrap=True)
        self.text = Label("", "reading", wrap=True, selectable=True)
        self.facts, self.steps = Lines(6), Lines(8)
        self.states = StatusChoice()
        self.states.asked.connect(self.status_asked.emit)
        self.contact = ContactSection(self.app)
        self.fields = SignalFields(self.app)
        self._notes: QVBoxLayout = column(gap=6, margins=(14, 0, 14, 0))
        self._notes_box = QWidget()
        self._notes_box.setLayout(self._notes)

    def _reading(self) -> QWidget:
        content = QWidget()
        content.setLayout(
            column(
                self.title, 2, self.text, 8, self.facts, 14, self.states, 12,
                Label(_("What became of it"), "heading"), 2, self.steps, 12, self.contact, None,
                gap=4, margins=(24, 6, 20, 12),
            )
        )  # fmt: skip
        return content

    # --- showing -------------------------------------------------------------
    def show_id(self, id: UUID) -> None:
        """Read and show a signal; the newest asked wins."""
        if id != self._wanted:
            self.fields.setEnabled(False)
        self._wanted = id
        providers = tuple(self.app.services.get("signal_uses", ()))
        self.app.read(self, queries.opened, id, providers, done=self._show, latest="signal")

    def reread(self) -> None:
        if self._wanted is not None:
            self.show_id(self._wanted)

    def forget(self) -> None:
        self._wanted, self.opened = None, None

    def set_choices(self, choices: Choices) -> None:
        self.fields.set_choices(choices)

    def _show(self, opened: Opened | None) -> None:
        if opened is None:
            self.removed.emit()
            return
        another = self.opened is None or self.opened.signal.id != opened.signal.id
        self.opened = opened
        view = opened.signal
        kind, status = kind_cell(view.kind), status_cell(view.status)
        self.kind.set_state(kind.text, "quiet", kind.icon)
        self.status.set_state(status.text, BADGE_TONES[status.tone], status.icon)
        self.title.setText(view.title)
        self.text.setText(view.text)
        self.text.setVisible(bool(view.text))
        self.facts.replace(fact_lines(view))
        self.states.set_value(view.status)
        self.steps.replace(step_lines(opened, self.app.navigate))
        self.contact.show_signal(view.id, view.contact_kept)
        self.fields.setEnabled(True)
        self.fields.show_signal(view)
        self._offer(privacy.found_contact(view.text))
        if another:
            self._read_area.verticalScrollBar().setValue(0)

    def _offer(self, found: tuple[Found, ...]) -> None:
        clear(self._notes)
        self._notes_box.setVisible(bool(found))
        if found:
            self._note(found[0])

    def _note(self, found: Found) -> None:
        keep = found.kind in privacy.STORABLE
        run = partial(self._move if keep else self._cut, found)
        what, verb = found_sentence(found.kind), _("Move") if keep else _("Take out")
        if theme.large_text():
            self._notes.addWidget(Banner("warn", what))
            self._notes.addWidget(Quiet(verb, run))
        else:
            self._notes.addWidget(Banner("warn", what, "", verb, run))

    def _move(self, found: Found) -> None:
        self._take_out(service.move_to_contact, found, _("Moved to whom to answer"))

    def _cut(self, found: Found) -> None:
        self._take_out(service.cut_from_text, found, _("Taken out of the text"))

    def _take_out(self, verb: object, found: Found, told: str) -> None:
        if self.opened is None or not callable(verb):
            return
        self.app.flush()
        self.app.do(
            self, verb, id=self.opened.signal.id, start=found.start, end=found.end,
            done=lambda _result: self.app.toast(told, _("Undo"), self.app.undo),
        )  # fmt: skip

    # --- editing -------------------------------------------------------------
    @property
    def editing(self) -> bool:
        return self.stack.currentIndex() == 1

    def toggle_edit(self) -> None:
        """Facts to fields and back."""
        on = not self.editing
        if not on:
            self.app.flush()
        self.stack.setCurrentIndex(1 if on else 0)
        if on:
            self.fields.title.line.setFocus()
        self.edit.setVisible(not on)
        self.ready.setVisible(on)
        if not on:
            self.edit.setFocus()

    def stop_editing(self) -> None:
        if self.editing:
            self.toggle_edit()

    def _menu(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        propose = [(_("Propose for an agenda"), "inbox", self._propose)] if PROPOSE in self.app.services else []
        others = self.app.entries("history.show", "erasure.here")
        return [*propose, *others, None, (_("Remove signal"), "trash-2", self._remove)]

    def _propose(self) -> None:
        if self.opened is not None:
            self.app.flush()
            signal = self.opened.signal
            self.app.services[PROPOSE](self.app, self, "signal", signal.id, signal.title)

    def _remove(self) -> None:
        if self.opened is None:
            return
        self.app.flush()
        self.app.do(
            self, service.remove_signal, id=self.opened.signal.id,
            done=lambda _none: self.app.toast(_("Signal removed"), _("Undo"), self.app.undo),
        )  # fmt: skip


def _padded(content: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(content, None, margins=(24, 6, 20, 12)))
    return made

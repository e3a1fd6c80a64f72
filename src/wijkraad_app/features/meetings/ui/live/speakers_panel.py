"""The speakers' list: who asked to speak, in order, with the time each has left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.paint import PaintedButton, put, put_icon, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, make_menu
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField

from ... import service
from ...queries import MeetingView, PersonRow, SpeakerRow
from ...rules import speaking, words

SECOND_MS = 1000
_STATES = {"waiting": "clock", "speaking": "mic", "done": "check", "dropped": "x"}
_ALERTS = {"soon": ("warn", "timer"), "over": ("bad", "circle-alert")}
RESIDENT, OTHER = "resident", "other"


class SpeakerButton(PaintedButton):
    """One speaker. ``wanted(what)``: begin, pause, stop, up, down, remove or edit; ``menu_wanted`` for all of them."""

    wanted = Signal(str)
    menu_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, found: SpeakerRow, *, private: bool) -> None:
        super().__init__()
        self.row = found
        self._name = found.shown_name if private else found.public_name
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleDescription(
            _("Space: begin or interrupt. Enter for more. Alt and arrows: another place. Delete: off the list.")
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _at: self.menu_wanted.emit())
        self.clicked.connect(lambda: self.wanted.emit("pause" if found.since is not None else "begin"))
        self.tell_time()

    def note(self) -> str:
        """The second line: how long is left, or how it stands."""
        if self.row.state == "speaking":
            counted = speaking.countdown(self.row.turn, clock.now())
            return counted if self.row.since is not None else _("{time}, interrupted").format(time=counted)
        state = _(words.SPEAKER_STATES[self.row.state])
        told = speaking.digits(self.row.spoken) if self.row.state == "done" else ""
        return ", ".join(part for part in (state, told, self.row.subject) if part)

    @Slot()
    def tell_time(self) -> None:
        """What is seen is what is heard."""
        self.setAccessibleName(f"{self._name}, {self.note()}")
        self.setToolTip(f"{self._name}, {self.note()}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(140), px(48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key)
        if arrow is not None and held == Qt.KeyboardModifier.AltModifier:
            self.wanted.emit("up" if arrow < 0 else "down")
        elif held:
            super().keyPressEvent(event)
        elif arrow is not None:
            self.stepped.emit(arrow)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.menu_wanted.emit()
        elif key == Qt.Key.Key_Delete:
            self.wanted.emit("remove")
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        if self.underMouse() or self.hasFocus():
            round_rect(painter, rect, px(theme.R_CONTROL), "row_hover", "focus" if self.hasFocus() else None, 2)
        on = self.row.state == "speaking"
        urgent = speaking.urgency(speaking.left(self.row.turn, clock.now())) if on else ""
        tone, icon = _ALERTS.get(urgent, ("accent_text" if on else "text_2", _STATES[self.row.state]))
        put_icon(painter, icon, px(12), (rect.height() - px(20)) / 2, 20, tone)
        half = px(20)
        top = (rect.height() - 2 * half) / 2
        room = QRectF(px(46), top, rect.width() - px(52), half)
        put(painter, self._name, room, "small_strong" if on else "small", "text" if on else "text_2")
        put(painter, self.note(), room.translated(0, half), "caption_strong" if on else "caption", tone)


class SpeakersPanel(QWidget):
    """The list of one meeting, for the item shown: who asked to speak there, or at no item in particular."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._item: UUID | None = None
        self._people: tuple[PersonRow, ...] = ()
        self._private = True
        self._shown: tuple[object, ...] = ()
        self._buttons: list[SpeakerButton] = []
        self._list = column(gap=0)
        self._tick = QTimer(self, interval=SECOND_MS)
        add = IconButton("plus", _("Add speaker"), self.add, shortcut="F3")
        self.setLayout(
            column(row(Label(_("Speakers"), "heading"), None, add), self._list, gap=4, margins=(10, 8, 4, 10))
        )

    def set_people(self, people: tuple[PersonRow, ...]) -> None:
        self._people = people

    def set_private(self, private: bool) -> None:
        """Whether only the secretary looks: then residents have their names here."""
        self._private = private
        if self._view is not None:
            self.show_view(self._view, self._item)

    def show_view(self, view: MeetingView, item: UUID | None) -> None:
        self._view, self._item = view, item
        rows = view.speakers_of(item)
        shown = (view.id, item, rows, self._private)
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((one.row.id for one in self._buttons if one.hasFocus()), None)
        self._tick.stop()
        clear(self._list)
        self._buttons = []
        for place, found in enumerate(rows):
            self._add(found, place)
            if found.id == focused:
                self._buttons[-1].setFocus()

    def _add(self, found: SpeakerRow, place: int) -> None:
        one = SpeakerButton(found, private=self._private)
        one.wanted.connect(lambda what: self._act(found, what))
        one.menu_wanted.connect(lambda: self._open(one))
        one.stepped.connect(lambda by: self._step(place + by))
        if found.since is not None:
            self._tick.timeout.connect(one.tell_time)
            self._tick.start()
        self._buttons.append(one)
        self._list.addWidget(one)

    def _step(self, to: int) -> None:
        if 0 <= to < len(self._buttons):
            self._buttons[to].setFocus()

    # --- doing -------------------------------------------------------------------------------
    def add(self) -> None:
        """Someone asks to speak."""
        if self._view is not None:
            SpeakerDialog(self._app, self, self._view, self._people, item=self._item).open_over()

    def focus_first(self) -> None:
        """To the list; without speakers to adding one."""
        if self._buttons:
            self._buttons[0].setFocus()
        else:
            self.add()

    def next_turn(self) -> None:
        """One key for the whole row: interrupts who speaks, goes on after that, else begins the next who waits."""
        rows = self._view.speakers_of(self._item) if self._view is not None else ()
        on = next((one for one in rows if one.state == "speaking"), None)
        turn = on or next((one for one in rows if one.state == "waiting"), None)
        if turn is not None:
            self._act(turn, "pause" if turn.since is not None else "begin")

    def stop(self) -> None:
        """Who speaks is done."""
        if self._view is not None and self._view.speaking is not None:
            self._act(self._view.speaking, "stop")

    def _act(self, found: SpeakerRow, what: str) -> None:
        verbs: dict[str, tuple[Any, dict[str, Any]]] = {
            "begin": (service.begin_speaking, {}),
            "pause": (service.pause_speaking, {}),
            "stop": (service.stop_speaking, {}),
            "up": (service.move_speaker, {"by": -1}),
            "down": (service.move_speaker, {"by": 1}),
            "remove": (service.remove_speaker, {}),
        }
        if what == "edit" and self._view is not None:
            SpeakerDialog(self._app, self, self._view, self._people, item=found.item, speaker=found).open_over()
        elif what in verbs:
            verb, facts = verbs[what]
            self._app.do(self, verb, id=found.id, **facts)

    def _open(self, one: SpeakerButton) -> None:
        found = one.row

        def to(what: str) -> Callable[[], object]:
            return lambda: self._act(found, what)

        entries: list[tuple[str, str, Callable[[], object]] | None] = []
        if found.since is not None:
            entries.append((_("Interrupt"), "pause", to("pause")))
        else:
            entries.append((_("Go on") if found.state == "speaking" else _("Begins to speak"), "play", to("begin")))
        if found.state == "speaking":
            entries.append((_("Has spoken"), "check", to("stop")))
        entries += [
            (_("Earlier in the row"), "arrow-up", to("up")),
            (_("Later in the row"), "arrow-down", to("down")),
            None,
            (_("Change"), "pencil", to("edit")),
            (_("Remove speaker"), "trash-2", to("remove")),
        ]
        make_menu(one, entries).popup(one.mapToGlobal(one.rect().bottomLeft()))


class SpeakerDialog(Dialog):
    """Announce or change a speaker."""

    help_topic = "room"

    def __init__(
        self, app: App, over: QWidget, view: MeetingView, people: tuple[PersonRow, ...], *, item: UUID | None,
        speaker: SpeakerRow | None = None,
    ) -> None:  # fmt: skip
        super().__init__(over, _("Speaker") if speaker else _("Add speaker"), width=480)
        self._app, self._view, self._speaker = app, view, speaker
        members = [(one.id, one.name) for one in people if one.role]
        if speaker is not None and speaker.person and speaker.person not in dict(members):
            members.append((speaker.person, speaker.name))
        self.who = ChoiceField(
            _("Who"), [(RESIDENT, _("Speaker from the public")), *members, (OTHER, _("Someone else"))]
        )
        self.name = LineField(_("Name"), hint=_("The room sees a resident by role or number."), limit=200)
        self.role = LineField(_("Role"), limit=200)
        self.subject = LineField(_("Subject"), limit=300)
        items = [(one.id, f"{one.number} {one.title}".strip()) for one in view.items if one.kind != "break"]
        self.item = ChoiceField(_("Agenda item"), [(None, _("No item in particular")), *items])
        self.minutes = NumberField(_("Speaking time in minutes"), most=60)
        self.minutes.note("" if speaker else _("Empty: as usual."))
        self.add(self.who, self.name, self.role, self.subject, self.item, self.minutes)
        self.who.edited.connect(lambda _value: self._show())
        self._fill(speaker, item)
        self.buttons(_("Record") if speaker else _("Add"), self._keep)
        self._show()

    def _fill(self, speaker: SpeakerRow | None, item: UUID | None) -> None:
        self.item.set_value(item)
        if speaker is None:
            self.who.set_value(RESIDENT)
            return
        self.who.set_value(RESIDENT if speaker.resident else speaker.person or OTHER)
        self.name.set_value("" if speaker.person else speaker.name)
        self.role.set_value(speaker.role)
        self.subject.set_value(speaker.subject)
        self.minutes.set_value(round(speaker.seconds / 60) if speaker.seconds else None)

    def _show(self) -> None:
        known = self.who.value() not in (RESIDENT, OTHER)
        self.name.setVisible(not known)
        self.role.setVisible(not known)

    def _keep(self) -> bool:
        who = self.who.value()
        if who == OTHER and not (self.name.value().strip() or self.role.value().strip()):
            self.name.error(_("Type a name or a role, or say that it is a resident."))
            return False
        if self.minutes.pending:
            return False
        known = who not in (RESIDENT, OTHER)
        facts: dict[str, Any] = {
            "person": who if known else None, "resident": who == RESIDENT, "item": self.item.value(),
            "name": "" if known else self.name.value(), "role": "" if known else self.role.value(),
            "subject": self.subject.value(),
        }  # fmt: skip
        minutes = self.minutes.value()
        if minutes or self._speaker is not None:
            facts["seconds"] = minutes * 60 if minutes else None
        if self._speaker is not None:
            self._app.do(self._app, service.update_speaker, id=self._speaker.id, **facts)
        else:
            self._app.do(self._app, service.add_speaker, meeting=self._view.id, **facts)
        return True

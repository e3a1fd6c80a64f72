"""Who is here: members and guests, each a button; Space says present or not, other keys say more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import clear, column, row, scroll
from wijkraad_app.ui.paint import CENTRE, PaintedButton, put, put_icon, round_rect
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, Quiet, make_menu
from wijkraad_app.ui.widgets.labels import Label, initials

from ... import service
from ...queries import AttendanceRow, MeetingView
from ...rules import words
from ..dialogs import AsideDialog, GuestDialog, TimesDialog
from .arrival import ArrivalDialog

_Entries = list[tuple[str, str, Callable[[], object]] | None]
_KEYS = {
    Qt.Key.Key_A: "present",
    Qt.Key.Key_P: "present",
    Qt.Key.Key_O: "online",
    Qt.Key.Key_K: "apologies",
    Qt.Key.Key_Z: "absent",
}


class PersonButton(PaintedButton):
    """A member or guest. ``state_wanted(state)``; ``menu_wanted`` for the rest."""

    state_wanted = Signal(str)
    menu_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, found: AttendanceRow, also: str) -> None:
        super().__init__()
        self.row = found
        self._note = _note(found, also)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        state = _(words.ATTENDANCE[found.state])
        self.setAccessibleName(", ".join(part for part in (found.shown_name, found.role_word, state) if part))
        self.setToolTip(f"{found.shown_name}, {state}")
        hint = _("Space: present or not. O online, K with apologies, Z without, Enter for more.")
        self.setAccessibleDescription(hint)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(lambda _at: self.menu_wanted.emit())
        self.clicked.connect(self._toggle)

    @Slot()
    def _toggle(self) -> None:
        self.state_wanted.emit("unknown" if self.row.here else "present")

    def sizeHint(self) -> QSize:
        return QSize(px(140), px(48 if self._note else 38))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _KEYS:
            self.state_wanted.emit(_KEYS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.menu_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        here = self.row.there
        if self.underMouse() or self.hasFocus():
            edge = "focus" if self.hasFocus() else None
            round_rect(painter, rect, px(theme.R_CONTROL), "row_hover", edge, 2)
        side = px(30)
        disc = QRectF(px(6), (rect.height() - side) / 2, side, side)
        round_rect(painter, disc, side / 2, "accent_soft" if here else "quiet_soft")
        put(
            painter, initials(self.row.shown_name), disc, "caption_strong", "accent_text" if here else "quiet", CENTRE,
            elide=False,
        )  # fmt: skip
        text = QRectF(disc.right() + px(10), 0, rect.width() - disc.right() - px(16), rect.height())
        if self.row.state == "online":
            put_icon(painter, "globe", rect.width() - px(24), (rect.height() - px(16)) / 2, 16, "text_2")
            text.setWidth(text.width() - px(22))
        tone = "text" if here else "text_2"
        if not self._note:
            put(painter, self.row.shown_name, text, "small", tone)
        else:
            half = px(20)
            top = (rect.height() - 2 * half) / 2
            put(painter, self.row.shown_name, QRectF(text.x(), top, text.width(), half), "small", tone)
            put(painter, self._note, QRectF(text.x(), top + half, text.width(), half), "caption", "text_2")


def _note(found: AttendanceRow, also: str) -> str:
    """What stands below a name: role, how they attend, since when."""
    role = found.role_word if (found.guest and found.name) or found.role not in ("member", "") else ""
    role = "" if found.guest and not found.name else role
    state = {"apologies": _("with apologies"), "absent": _("without apologies"), "online": _("online")}
    parts = (role, also, state.get(found.state, ""), words.stay(found.arrived, found.left))
    return ", ".join(part for part in parts if part)


class PeoplePanel(QWidget):
    """Attendance of one meeting."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._public = False
        self._item: UUID | None = None
        self._shown: tuple[object, ...] = ()
        self._buttons: list[PersonButton] = []
        self._count = Label("", "body", "text_2")
        self._rest = Quiet(_("The rest is present"), self._rest_present, icon="user-check")
        self._list = column(gap=0)
        body = QWidget()
        self._arrives = Quiet(_("Someone comes in"), self._arrival, icon="log-in")
        body.setLayout(column(self._list, row(self._rest, None), row(self._arrives, None), None, gap=6))
        add = IconButton("plus", _("Add guest"), self._add_guest)
        head = row(Label(_("Present"), "heading"), self._count, None, add)
        self.setLayout(column(head, (scroll(body, name=_("Attendance")), 1), gap=4, margins=(10, 14, 4, 12)))

    def set_public(self, public: bool) -> None:
        """Whether the room looks along: then without who isn't here, and residents by role or number."""
        self._public = public
        if self._view is not None:
            self.show_view(self._view)

    def show_view(self, view: MeetingView) -> None:
        before, self._view = self._view, view
        here = [one for one in view.attendance if one.there]
        self._count.setText(str(len(here)))
        unknown = any(one.state == "unknown" and one.person for one in view.attendance)
        self._rest.setVisible(unknown and not self._public)
        self._arrives.setVisible(self._public)
        shown = (view.attendance, view.chair, view.minute_taker, self._public, tuple(self._asides(view)))
        if before is None or before.id != view.id or shown != self._shown:
            self._shown = shown
            self._fill(view)

    def _fill(self, view: MeetingView) -> None:
        focused = next((one.row for one in self._buttons if one.hasFocus()), None)
        clear(self._list)
        self._buttons = []
        self._add([row_ for row_ in view.attendance if row_.there], view)
        if self._public:
            return
        unknown = [row_ for row_ in view.attendance if row_.state == "unknown"]
        away = [row_ for row_ in view.attendance if not row_.there and row_.state != "unknown"]
        for title, rows in ((_("Not yet known"), unknown), (_("Absent"), away)):
            if rows:
                self._list.addSpacing(px(10))
                self._list.addLayout(row(6, Label(title, "strong"), Label(str(len(rows)), "body", "text_2"), None))
                self._add(rows, view)
        for one in self._buttons:
            if focused and (one.row.person or one.row.id) == (focused.person or focused.id):
                one.setFocus()

    def _add(self, rows: list[AttendanceRow], view: MeetingView) -> None:
        for found in rows:
            also = [_("chair of the meeting")] if found.person == view.chair and found.role != "chair" else []
            also += [_("minute-taker")] if found.person and found.person == view.minute_taker else []
            also += [_("doesn't vote on this item")] if found.person in self._asides(view) else []
            one = PersonButton(self._as_shown(found, view), ", ".join(also))
            one.state_wanted.connect(self._setter(found))
            one.menu_wanted.connect(self._opener(one))
            one.stepped.connect(self._stepper(len(self._buttons)))
            self._buttons.append(one)
            self._list.addWidget(one)

    def _asides(self, view: MeetingView) -> dict[UUID | None, UUID]:
        """Who steps aside at the item shown, with the record of it."""
        return {one.person: one.id for one in view.asides if one.item == self._item}

    def show_item(self, item: UUID | None) -> None:
        """At which item members step aside now."""
        self._item = item
        if self._view is not None:
            self.show_view(self._view)

    def _as_shown(self, found: AttendanceRow, view: MeetingView) -> AttendanceRow:
        if not self._public or not found.guest or found.by_name:
            return found
        guests = [one.id for one in view.attendance if one.guest]
        role = found.role or _("Guest {n}").format(n=guests.index(found.id) + 1)
        return replace(found, name="", role=role)

    def _arrival(self) -> None:
        if self._view is not None:
            ArrivalDialog(self._app, self, self._view).open_over()

    def _stepper(self, place: int) -> Callable[[int], None]:
        def step(by: int) -> None:
            if 0 <= place + by < len(self._buttons):
                self._buttons[place + by].setFocus()

        return step

    # --- changing ----------------------------------------------------------------
    def _setter(self, found: AttendanceRow) -> Callable[[str], None]:
        return lambda state: self._set(found, state, found.arrived, found.left)

    def _set(self, found: AttendanceRow, state: str, arrived: time | None, left: time | None) -> None:
        if self._view is None:
            return
        facts: dict[str, Any] = {"state": state, "arrived": arrived, "left": left}
        if found.person is not None and not found.guest:
            self._app.do(self, service.set_attendance, meeting=self._view.id, person=found.person, **facts)
        elif found.id is not None:
            self._app.do(self, service.update_attendance, id=found.id, **facts)

    def _opener(self, one: PersonButton) -> Callable[[], None]:
        return lambda: self._open(one)

    def _open(self, one: PersonButton) -> None:
        found = one.row
        zone = self._view.zone if self._view else "Europe/Amsterdam"
        now = clock.local_now(zone).time().replace(second=0, microsecond=0)
        entries: _Entries = [
            (_("Present"), "check", self._to(found, "present")),
            (_("Online"), "globe", self._to(found, "online")),
            (_("With apologies"), "mail", self._to(found, "apologies")),
            (_("Without apologies"), "x", self._to(found, "absent")),
            (_("Not yet known"), "circle", self._to(found, "unknown")),
            None,
            (_("Arrives now"), "log-in", lambda: self._set(found, "present", now, None)),
            (_("Leaves now"), "door-open", lambda: self._set(found, found.state, found.arrived, now)),
            (
                _("Other times"),
                "clock",
                lambda: TimesDialog(self, found, partial(self._set, found, found.state)).open_over(),
            ),
        ]
        if found.arrived or found.left:
            entries.append((_("Was there all the time"), "clock", lambda: self._set(found, found.state, None, None)))
        entries += [None, *(self._of_guest(found) if found.guest else self._of_member(found))]
        make_menu(one, entries).popup(one.mapToGlobal(one.rect().bottomLeft()))

    def _of_guest(self, found: AttendanceRow) -> _Entries:
        if found.id is None or self._view is None:
            return []
        meeting = self._view.id
        return [
            (_("Name and role"), "pencil", lambda: GuestDialog(self._app, self, meeting, found).open_over()),
            (_("Remove guest"), "trash-2", self._remover(found.id)),
        ]

    def _of_member(self, found: AttendanceRow) -> _Entries:
        view, person = self._view, found.person
        if view is None or person is None:
            return []
        entries: _Entries = []
        if person != view.chair:
            entries.append((_("Chairs this meeting"), "user", self._changer(chair=person)))
        if person != view.minute_taker:
            entries.append((_("Takes the minutes"), "pencil", self._changer(minute_taker=person)))
        item, aside = self._item, self._asides(view).get(person)
        if aside is not None:
            entries.append((_("Votes on this item after all"), "vote", self._returner(aside)))
        elif item is not None and found.votes:
            dialog = partial(AsideDialog, self._app, self, item, found)
            entries.append((_("Steps aside at this item"), "circle-slash", lambda: dialog().open_over()))
        return entries

    def _changer(self, **fields: Any) -> Callable[[], object]:
        assert self._view is not None
        return partial(self._app.do, self, service.update_meeting, id=self._view.id, **fields)

    def _returner(self, aside: UUID) -> Callable[[], object]:
        return lambda: self._app.do(self, service.take_part_again, id=aside)

    def _to(self, found: AttendanceRow, state: str) -> Callable[[], object]:
        return lambda: self._set(found, state, found.arrived, found.left)

    def _remover(self, row_id: UUID) -> Callable[[], object]:
        return lambda: self._app.do(self, service.remove_attendance, id=row_id)

    def _rest_present(self) -> None:
        """The button goes when it has worked: the keyboard goes to the first of them."""
        if self._view is not None:
            self.focus_first()
            self._app.do(self, service.set_rest_present, meeting=self._view.id)

    def _add_guest(self) -> None:
        if self._view is not None:
            GuestDialog(self._app, self, self._view.id).open_over()

    def focus_first(self) -> None:
        if self._buttons:
            self._buttons[0].setFocus()

"""What is known of a signal, to read: facts, and what happened to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.labels import Icon, Label

from ..queries import Opened, SignalView, Step, Use
from ..rules.words import DONE, IN_PROGRESS, NEW, WAITING, status_word


class Lines(QWidget):
    """Lines that are made anew for each signal."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._lines: QVBoxLayout = column(gap=gap)
        self.setLayout(self._lines)

    def replace(self, lines: list[QWidget]) -> None:
        clear(self._lines)
        for line in lines:
            self._lines.addWidget(line)


def fact_lines(view: SignalView) -> list[QWidget]:
    """Name and value of each fact that is known."""
    facts = (
        (_("Neighbourhood"), view.neighbourhood, "map-pin"),
        (_("Place"), view.place, ""),
        (_("Channel"), view.channel, ""),
        (_("Received"), dates.full_date(view.received) if view.received else "", ""),
        (_("Who follows"), view.follower_name or _("nobody yet"), ""),
        (_("Theme"), view.theme_name, "tag"),
        (_("Done on"), dates.full_date(view.done_on) if view.done_on else "", ""),
    )
    return [_fact(name, value, icon) for name, value, icon in facts if value]


def _fact(name: str, value: str, icon: str) -> QWidget:
    label = Label(name, "small", "text_2")
    label.setFixedWidth(px(104))
    sign = [Icon(icon, "text_2", 16)] if icon else []
    return _line(row(label, *sign, (Label(value, "body", wrap=True), 1), gap=6))


def step_lines(opened: Opened, go: Callable[[EntityRef], None]) -> list[QWidget]:
    """What happened, oldest first, what it was used for, and at the end what is still open."""
    lines = [_step(_told(step), _day(step)) for step in opened.steps]
    lines += [_use(use, go) for use in opened.uses]
    if opened.signal.status != DONE:
        lines.append(_step(_open(opened.signal.status), _("now"), done=False))
    return lines


def _step(text: str, when: str, *, done: bool = True) -> QWidget:
    sign = Icon("circle-check" if done else "circle-dot", "ok" if done else "accent_text", 18)
    return _line(row(sign, (Label(text, "body", wrap=True), 1), Label(when, "small", "text_2"), gap=10, top=True))


def _use(use: Use, go: Callable[[EntityRef], None]) -> QWidget:
    when = dates.list_date(use.day) if use.day else ""
    if use.ref is None:
        return _step(use.text, when)
    chip = Chip(use.text, partial(go, use.ref), icon="link")
    return _line(row(Icon("circle-check", "ok", 18), chip, None, Label(when, "small", "text_2"), gap=10))


def _line(layout: QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made


def _day(step: Step) -> str:
    if step.what == "received" and step.value:
        return dates.list_date(date.fromisoformat(step.value))
    return dates.list_date(step.day)


def _told(step: Step) -> str:
    if step.what == "received":
        return _("Came in")
    if step.what == "follower":
        return _("{name} follows it").format(name=step.value) if step.value else _("Nobody follows it any more")
    if step.what == "theme":
        return _("Put under theme {name}").format(name=step.value) if step.value else _("Taken from its theme")
    return {
        NEW: _("New again"),
        IN_PROGRESS: _("Taken up"),
        WAITING: _("Waiting for someone else"),
        DONE: _("Done"),
    }.get(step.value, status_word(NEW))


def _open(status: str) -> str:
    return {
        NEW: _("Still to be taken up"),
        IN_PROGRESS: _("In progress"),
        WAITING: _("Waiting for an answer"),
    }[status]

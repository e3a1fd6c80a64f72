"""What must be known about an advice, said above its text: quotes without consent, open changes, the due day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.layout import clear, column
from wijkraad_app.ui.widgets.banner import Banner

from ..queries import Opened, PromiseRow
from ..rules.promises import OPEN
from ..rules.states import State
from .words import late_sentence


@dataclass(frozen=True, slots=True)
class Notice:
    """One banner; ``action`` is the name of what its button does, ``label`` its words."""

    tone: str
    what: str
    to_do: str = ""
    label: str = ""
    action: str = ""
    icon: str = ""


def notices(opened: Opened) -> Iterator[Notice]:
    """What to say about an advice, the worst first."""
    view = opened.view
    if opened.blocked and view.state not in (State.SENT, State.ANSWERED, State.WITHDRAWN):
        numbers = ", ".join(str(one.number) for one in opened.blocked)
        yield Notice(
            "bad",
            _("The quote at source {numbers} may no longer be used.").format(numbers=numbers),
            _("Nobody can sign a letter with it. Remove it from the text, or ask for consent again."),
        )
    if view.changes_open:
        who = " " + _("{name} works them in.").format(name=view.changes_by_name) if view.changes_by_name else ""
        yield Notice("warn", _("Adopted with changes."), view.changes_text + who, icon="pencil")
    if view.state is State.WITHDRAWN:
        yield Notice("quiet", _("This advice was withdrawn."), view.withdrawn_reason, icon="circle-x")
    if view.state is State.SENT:
        yield from _waiting(opened)
    if view.state is State.ANSWERED and view.answered_on:
        text = _("The college answered on {day}.").format(day=dates.long_date(view.answered_on))
        yield Notice("ok", text, view.answer_file_name, _("Add promise"), "promise")
    if opened.promises:
        yield _promised(opened.promises)
    if view.state in (State.SENT, State.ANSWERED) and view.adopted is None and not view.earlier:
        yield Notice("warn", _("Sent before it was adopted."), _("Adopt afterwards the text that was sent."))


def _promised(rows: Sequence[PromiseRow]) -> Notice:
    """How many promises the answer holds, and how many of them are late."""
    late = sum(row.late for row in rows)
    told = ngettext("{n} promise of the college", "{n} promises of the college", len(rows)).format(n=len(rows))
    waiting = sum(row.state == OPEN for row in rows)
    how = ngettext("{n} is late.", "{n} are late.", late).format(n=late) if late else ""
    how = how or (ngettext("{n} is open.", "{n} are open.", waiting).format(n=waiting) if waiting else _("All kept."))
    return Notice("bad" if late else "quiet", told, how, _("View promises"), "promises", "flag")


def _waiting(opened: Opened) -> Iterator[Notice]:
    view = opened.view
    if view.due is None:
        yield Notice("quiet", _("No day was set for the answer."), "", _("Choose a day"), "due", "clock")
        return
    why = view.due_reason or view.due_rule
    day = dates.long_date(view.due)
    if view.days_late:
        text = _("Due on {day}: {why}").format(day=day, why=why) if why else _("Due on {day}").format(day=day)
        yield Notice("bad", late_sentence(view.days_late), text, _("Change the day"), "due", "clock")
    elif view.due_agreed:
        text = _("Answer due on {day} at the latest").format(day=day)
        yield Notice("accent", text, why, _("Change the day"), "due", "clock")
    else:
        text = _("Answer hoped for by {day}").format(day=day)
        to_do = _("No term was agreed, so it is a wish.") + (f" {why}" if why else "")
        yield Notice("quiet", text, to_do, _("Change the day"), "due", "clock")


class Notices(QWidget):
    """The banners of one advice."""

    def __init__(self, act: Callable[[str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act = act
        self._shown: tuple[Notice, ...] = ()
        self._column: QVBoxLayout = column(gap=6, margins=(28, 8, 20, 8))
        self.setLayout(self._column)
        self.hide()

    def show_opened(self, opened: Opened) -> None:
        found = tuple(notices(opened))
        if found == self._shown:
            return
        self._shown = found
        clear(self._column)
        for one in found:
            self._column.addWidget(self._banner(one))
        self.setVisible(bool(found))

    def _banner(self, one: Notice) -> Banner:
        action = (lambda: self._act(one.action)) if one.action else None
        return Banner(one.tone, one.what, one.to_do, one.label, action, icon=one.icon)

    def texts(self) -> list[str]:
        return [one.what for one in self._shown]

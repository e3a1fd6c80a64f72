"""Rows of people who signed or still have to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import clear, column, line, row
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import MenuButton
from wijkraad_app.ui.widgets.labels import Avatar, Label, initials

from ..flow.wording import SignerLine

Entries = list[tuple[str, str, Callable[[], object]] | None]


class SignerRows(QWidget):
    """Avatar, name, role and moment, badge; a line between. ``entries(field)`` is what a signer can do: a button at
    the end, also by the right button of the mouse; none for who can do nothing."""

    def __init__(self, parent: QWidget | None = None, *, entries: Callable[[str], Entries] | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self._rows: tuple[SignerLine, ...] = ()
        self._offers: tuple[bool, ...] = ()
        self._column = column(gap=0)
        self.setLayout(self._column)

    def show_rows(self, rows: Sequence[SignerLine]) -> None:
        """Show these people; the keyboard stays with the signer it was at."""
        offers = tuple(bool(self._entries is not None and one.field and self._entries(one.field)) for one in rows)
        if tuple(rows) == self._rows and offers == self._offers:
            return
        held = next((one.field for one in self.findChildren(SignerRow) if one.has_keyboard()), None)
        self._rows, self._offers = tuple(rows), offers
        clear(self._column)
        for at, (one, offer) in enumerate(zip(self._rows, offers, strict=True)):
            if at:
                self._column.addWidget(line())
            made = SignerRow(one, self._entries if offer else None)
            self._column.addWidget(made)
            if held == one.field and made.more is not None:
                made.more.setFocus()

    def texts(self) -> list[str]:
        """What the rows say."""
        return [_said(one) for one in self._rows]


class SignerRow(QWidget):
    """One of them."""

    def __init__(self, one: SignerLine, entries: Callable[[str], Entries] | None) -> None:
        super().__init__()
        self.field = one.field
        note = [Label(one.note, "small", "text", wrap=True)] if one.note else []
        words = column(
            Label(one.name, "strong", wrap=True), Label(one.below, "small", "text_2", wrap=True), *note, gap=0
        )
        badge = Badge(one.badge, one.tone, one.icon)
        self.more: MenuButton | None = None
        if entries is not None:
            self.more = MenuButton(_("Choices for {name}").format(name=one.name), partial(entries, one.field))
        more = [self.more] if self.more is not None else []
        avatar = Avatar(initials(one.name), "accent", 40)
        self.setLayout(row(avatar, (words, 1), badge, *more, gap=12, margins=(0, 8, 0, 8)))
        self.setAccessibleName(_said(one))

    def has_keyboard(self) -> bool:
        """Whether its button has the focus."""
        return self.more is not None and self.more.hasFocus()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.more is not None:
            self.more.open_menu()
            event.accept()


def _said(one: SignerLine) -> str:
    said = f"{one.name}, {one.below}: {one.badge}"
    return f"{said}. {one.note}" if one.note else said

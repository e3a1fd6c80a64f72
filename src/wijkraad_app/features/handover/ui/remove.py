"""The whole list of what goes from this computer, and one confirmation."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.dialog import Sheet

from ..flow import Farewell
from ..rules import Kind, Remnant, kind_name


class RemoveDialog(Sheet):
    """Cancel has the focus; the verb is on the button."""

    def __init__(self, over: QWidget, gone: Farewell, then: Callable[[], None]) -> None:
        super().__init__(over, _("Remove the dossier from this computer?"), width=760, height=620)
        self.say(_("This goes for good. Copies you made elsewhere by hand, letters and archives stay where they are."))
        if gone.away:
            away = _("“{place}” isn't here now: the backups on it stay. Plug it in first to remove them too.")
            self.add(Banner("warn", away.format(place=gone.away)))
        self.list = QPlainTextEdit("\n".join(_lines(gone)))
        self.list.setReadOnly(True)
        self.list.setTabChangesFocus(True)
        self.list.setAccessibleName(_("What goes"))
        self.list.setMinimumHeight(px(110))
        self.body.addWidget(self.list, 1)
        self.buttons(_("Remove from this computer"), then, danger=True)


def _lines(gone: Farewell) -> Iterator[str]:
    """Each kind with its count, and below it each thing."""
    for kind in Kind:
        own = [one for one in gone.remnants if one.kind is kind]
        if own:
            yield f"{kind_name(kind)} ({len(own)})"
            yield from (f"   {_shown(one)}" for one in own)
            yield ""


def _shown(one: Remnant) -> str:
    if one.kind is Kind.RECENT and one.path is None:
        return _NAMES.get(one.name.split(" ")[0], lambda: one.name)()
    return one.shown


_NAMES: dict[str, Callable[[], str]] = {
    "person": lambda: _("who works here"),
    "visited": lambda: _("what was opened lately"),
    "backup": lambda: _("where backups are kept"),
}

"""The whole list of what goes from this computer, and one confirmation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column, frame, scroll
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.labels import Label

from ..flow import Farewell
from ..rules import Kind, Remnant, kind_name


class RemoveDialog(Sheet):
    """Cancel has the focus; the verb is on the button."""

    def __init__(self, over: QWidget, gone: Farewell, then: Callable[[], None]) -> None:
        super().__init__(over, _("Remove the dossier from this computer?"), width=760, height=620)
        self.say(_("This goes for good. Copies you made elsewhere by hand, letters and archives stay where they are."))
        inside = column(gap=4, margins=(14, 12, 14, 12))
        for kind in Kind:
            own = [one for one in gone.remnants if one.kind is kind]
            if own:
                inside.addWidget(Label(f"{kind_name(kind)} ({len(own)})", "strong", wrap=True))
                for one in own:
                    inside.addWidget(Label(_shown(one), "small", "text_2", wrap=True, selectable=True))
                inside.addSpacing(8)
        inside.addStretch(1)
        self.list = QWidget()
        self.list.setLayout(inside)
        self.body.addWidget(frame(column(scroll(self.list, name=_("What goes")), gap=0), "note"), 1)
        self.buttons(_("Remove from this computer"), then, danger=True)


def _shown(one: Remnant) -> str:
    if one.kind is Kind.RECENT and one.path is None:
        return _NAMES.get(one.name.split(" ")[0], lambda: one.name)()
    return one.shown


_NAMES: dict[str, Callable[[], str]] = {
    "person": lambda: _("who works here"),
    "visited": lambda: _("what was opened lately"),
    "backup": lambda: _("where backups are kept"),
}

"""A figure that was sent from a survey: in which draft does it go?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Dialog

from ..queries import AdviceRow
from .dialogs import Details


class CiteDialog(Dialog):
    """The drafts, the one on the screen first, or a new one; ``then`` gets its id."""

    def __init__(
        self,
        app: App,
        over: QWidget,
        drafts: Sequence[AdviceRow],
        current: EntityRef | None,
        then: Callable[[Any], None],
    ) -> None:
        super().__init__(over, _("Put in an advice"))
        self._app, self._over, self._then = app, over, then
        options: list[tuple[UUID | None, str]] = [(one.id, one.title) for one in drafts]
        self.advice = ChoiceField(_("In which advice?"), [*options, (None, _("A new advice"))])
        known = {one.id for one in drafts}
        self.advice.set_value(current.id if current is not None and current.id in known else drafts[0].id)
        self.add(self.advice)
        self.buttons(_("Go on"), self._go)
        self.focus_first(self.main_button or self.advice.control)

    def _go(self) -> None:
        chosen = self.advice.value()

        def go_on() -> None:
            if chosen:
                self._then(chosen)
            else:
                Details(self._app, self._over, self._then).open_over()

        self.on_close = go_on

"""What happened to an advice, and its kept versions with their differences."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.differences import Differences
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import queries
from ..queries import AdviceView, Happened, VersionRow


def version_name(version: VersionRow) -> str:
    """ "Vastgesteld, 1 dec 20.14 uur"; a correction with its reason."""
    words = {
        "agenda": _("Version with the agenda"),
        "sent": _("Version that was sent"),
        "adopted": _("Adopted version"),
        "corrected": _("Corrected version"),
    }[version.purpose]
    at = version.created_at.astimezone(clock.local_now().tzinfo)
    name = f"{words}, {dates.list_date(at.date())} {dates.clock_time(at.time())}"
    return f"{name}: {version.reason}" if version.reason else name


class History(Sheet):
    """Steps at the left, versions compared at the right."""

    def __init__(self, app: App, over: QWidget, view: AdviceView) -> None:
        super().__init__(over, _("History of “{title}”").format(title=view.title))
        self._app, self._view = app, view
        self.steps = RecordList(_("What happened"))
        options = [(version.id, version_name(version)) for version in view.versions]
        self.old = ChoiceField(_("Version"), options, placeholder=_("No version was kept yet"))
        self.differences = Differences()
        self.hash = Label("", "caption", "text_3", wrap=True, selectable=True)
        self.old.edited.connect(self._compare)
        right = QWidget()
        area = scroll(self.differences, name=_("Differences"))
        right.setLayout(
            column(self.old, self.hash, Label(_("Changed since, up to now"), "small_strong", "text_2"), (area, 1))
        )
        self.steps.setMinimumWidth(px(380))
        content = row((self.steps, 1), (right, 1), gap=20)
        self.body.addLayout(content, 1)
        self.buttons(_("Close"), lambda: True)
        if self.cancel_button is not None:
            self.cancel_button.hide()
        app.read(self, queries.history, view.id, done=self._show)
        if options:
            self.old.set_value(options[0][0])
            self._compare(options[0][0])

    def _show(self, steps: Sequence[Happened]) -> None:
        items = []
        for place, step in enumerate(steps):
            at = step.when.astimezone(clock.local_now().tzinfo)
            when = f"{dates.short_date(at.date())} {dates.bare_time(at.time())}"
            items.append(ListItem(UUID(int=place + 1), step.what, Cell(step.who or _("unknown"), "user"), right=when))
        self.steps.set_items(items)

    @Slot(object)
    def _compare(self, version: UUID) -> None:
        newest = next(row for row in self._view.versions if row.id == version)
        self.hash.setText(f"SHA-256 {newest.sha256}")
        new = None if self._view.editable else self._view.adopted
        self._app.read(
            self, queries.differences, self._view.id, version, new, done=self.differences.show_parts, latest="compare"
        )

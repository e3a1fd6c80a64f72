"""Everything of one agenda item, at the side of the agenda."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Save
from wijkraad_app.ui.layout import clear, column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.chip import Chip
from wijkraad_app.ui.widgets.choices import CheckField, ChoiceField
from wijkraad_app.ui.widgets.inputs import Field, LineField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.parsed import NumberField, TimeField
from wijkraad_app.ui.widgets.richtext import RichTextField

from .. import service
from ..queries import ItemRow
from ..rules import words
from ..rules.checks import LONGEST_ITEM
from .preparing.annex_list import AnnexList
from .preparing.attaching import attach
from .preparing.move_item import MoveItemDialog
from .registers.decision import EarlierDialog


class ItemPanel(QWidget):
    """Purpose, time, introducer, explanation and annexes of the item the cursor is in."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._item: ItemRow | None = None
        self.heading = Label("", "heading", wrap=True)
        self.kind = ChoiceField(_("Purpose"), [(kind, _(word)) for kind, word in words.ITEM_KINDS.items()])
        self.minutes = NumberField(_("Minutes planned"), most=LONGEST_ITEM)
        self.fixed = TimeField(_("Fixed time"))
        self.introducer = LineField(_("Introduced by"), limit=200)
        self.aim = LineField(_("What we want to reach"), limit=300)
        self.asked = TextField(_("Decision asked"), least=2, most=8)
        self.public = CheckField(_("Public item"))
        self.explanation = RichTextField(_("Explanation"), placeholder=_("What has to be known beforehand"), grow=True)
        self._subject = column(gap=4)
        self.annexes = AnnexList(app)
        self._attach = Quiet(_("Add annex"), self._choose_annex, icon="paperclip")
        self._move = Quiet(_("To another meeting"), self._to_another, icon="arrow-right")
        self._earlier = Quiet(_("Earlier on this subject"), self._show_earlier, icon="history")
        self.setLayout(
            column(
                self.heading,
                self._subject,
                self.kind,
                row(self.minutes, self.fixed, gap=12, top=True),
                self.introducer,
                self.aim,
                self.asked,
                self.public,
                self.explanation,
                self.annexes,
                row(self._attach, None),
                row(self._move, None),
                row(self._earlier, None),
                None,
                gap=12,
            )
        )

    def _fields(self) -> dict[str, Field | CheckField]:
        return {
            "kind": self.kind,
            "minutes": self.minutes,
            "start": self.fixed,
            "introducer": self.introducer,
            "purpose": self.aim,
            "asked": self.asked,
            "public": self.public,
            "explanation": self.explanation,
        }

    def show_item(self, item: ItemRow) -> None:
        """Bind to another item, or follow the same one."""
        same = self._item is not None and self._item.id == item.id
        number = f"{item.number}  " if item.number else ""
        self.heading.setText(f"{number}{item.title}")
        for name, field in self._fields().items():
            value: Any = item.fixed if name == "start" else getattr(item, name)
            if same:
                field.refresh(value)
            else:
                field.bind(value, self._saver(item.id, name))
        self._show_subject(item)
        self.annexes.show_annexes(item.annexes)
        self._item = item

    def _saver(self, item: UUID, name: str) -> Save:
        def save(value: Any, group: UUID) -> None:
            self._app.do(self, service.update_item, id=item, group=group, **{name: value})

        return save

    # --- what it is about --------------------------------------------------------
    def _show_subject(self, item: ItemRow) -> None:
        clear(self._subject)
        if item.subject is None or not item.subject_title:
            return
        target = EntityRef(item.subject_kind, item.subject)
        chip = Chip(item.subject_title, lambda: self._app.navigate(target), icon="file-text")
        chip.setMaximumWidth(px(264))
        chip.setToolTip(item.subject_title)
        self._subject.addLayout(row(chip, None))

    # --- annexes -----------------------------------------------------------------
    def _choose_annex(self) -> None:
        path = self._app.ask_file(_("Choose an annex"), {_("All files"): "*"})
        if path is None or self._item is None:
            return
        attach(self._app, self, path, service.add_annex, item=self._item.id)

    def _to_another(self) -> None:
        if self._item is not None:
            self.flush()
            MoveItemDialog(self._app, self, self._item).open_over()

    def _show_earlier(self) -> None:
        if self._item is not None:
            self.flush()
            EarlierDialog(self._app, self, self._item).open_over()

    def flush(self) -> None:
        for field in self._fields().values():
            field.flush()

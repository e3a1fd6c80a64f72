"""Sources that changed since the agenda: old and new, and what is adopted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.choices import ChoiceField

from ..rules.subjects import KEEP, UPDATE, ToAsk


class Asked(QWidget):
    """One question for each; every one has to be answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[UUID, ChoiceField] = {}
        self._column = column(gap=8)
        self.setLayout(self._column)
        self.hide()

    def show_questions(self, found: Sequence[ToAsk]) -> None:
        """Show these."""
        for one in found:
            self._column.addWidget(_shown(one))
            if not one.blocked:
                self.choices[one.id] = _choice(one)
                self._column.addWidget(self.choices[one.id])
        self.setHidden(not found)

    def complete(self) -> bool:
        """Whether all was answered; says where it wasn't."""
        for field in self.choices.values():
            if field.value() is None:
                field.error(_("Choose what is adopted."))
                field.box.setFocus()
                return False
        return True

    def answers(self) -> dict[UUID, str]:
        """By the id of what was asked."""
        return {id: field.value() for id, field in self.choices.items()}


def _shown(one: ToAsk) -> Banner:
    what = _("Source {number} has changed since the agenda.").format(number=one.number)
    before = _("On the agenda: {sentence}").format(sentence=one.before)
    now = one.blocked or (_("Now: {sentence}").format(sentence=one.now) if one.now else "")
    return Banner("bad" if one.blocked else "warn", what, before + "\n" + (now or _("The source is gone.")))


def _choice(one: ToAsk) -> ChoiceField:
    options = [(KEEP, _("Keep the old words, with today's date"))]
    if one.now:
        options.append((UPDATE, _("Take the new words")))
    label = _("Source {number} in the adopted text").format(number=one.number)
    return ChoiceField(label, options, placeholder=_("Choose what is adopted."))

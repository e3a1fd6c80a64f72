"""The kind of body: one of the usual ones, or a name of one's own."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField

from ..rules import presets


class BodyKind(QWidget):
    """``edited(kind)``: a key of the presets, or the name as typed."""

    edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.choice = ChoiceField(_("Kind of body"), [(body.key, body.name) for body in presets.bodies()])
        self.own = LineField(_("What is it called?"), limit=40, placeholder=_("For example neighbourhood committee"))
        self.choice.edited.connect(lambda _kind: self._changed())
        self.own.edited.connect(lambda _text: self._changed())
        self.setFocusProxy(self.choice)
        self.setLayout(column(self.choice, self.own, gap=14))
        self.show_kind(presets.bodies()[0].key)

    def _changed(self) -> None:
        self.own.setVisible(self.choice.value() == presets.OTHER)
        self.edited.emit(self.kind())

    def show_kind(self, kind: str) -> None:
        """Without a signal."""
        usual = any(body.key == kind for body in presets.bodies())
        self.choice.set_value(kind if usual else presets.OTHER)
        if not usual and not self.own.line.hasFocus():
            self.own.set_value(kind)
        self.own.setVisible(self.choice.value() == presets.OTHER)

    def kind(self) -> str:
        """The key or the own name."""
        chosen = str(self.choice.value() or presets.OTHER)
        return self.own.value().strip() or chosen if chosen == presets.OTHER else chosen

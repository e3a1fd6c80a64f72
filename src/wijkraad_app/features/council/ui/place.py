"""Municipality and ward: from the list where the wards are known, else as typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField

from ..rules import presets


class Place(QWidget):
    """``municipality``, ``choice`` (of known wards, or "other") and ``ward`` (as typed)."""

    def __init__(self) -> None:
        super().__init__()
        self.municipality = LineField(_("Municipality"), limit=100)
        self.choice = ChoiceField(_("Ward"), placeholder=_("Choose a ward"))
        self.ward = LineField(_("Name of the ward"), limit=100)
        self._known: presets.Municipality | None = None
        self.setLayout(column(self.municipality, self.choice, self.ward, gap=14))
        self.municipality.edited.connect(lambda _text: self._follow())
        self.choice.edited.connect(lambda _code: self._follow())
        self._follow()

    def show_place(self, municipality: str, ward: str, code: str) -> None:
        """Without saving anything."""
        self.municipality.set_value(municipality)
        self.ward.set_value(ward)
        self._follow()
        self.choice.set_value(code or (presets.OTHER if ward else None))
        self._follow()

    def _follow(self) -> None:
        known = presets.municipality(self.municipality.value())
        if known != self._known:
            self._known = known
            wards = known.wards if known else ()
            self.choice.set_options([*((ward.code, ward.name) for ward in wards), (presets.OTHER, _("Other"))])
        self.choice.setVisible(known is not None)
        self.ward.setVisible(known is None or self.choice.value() == presets.OTHER)

    def ward_name(self) -> str:
        """The ward as it is now."""
        chosen = presets.ward(self.ward_code())
        return chosen.name if chosen else self.ward.value().strip()

    def ward_code(self) -> str:
        """Its CBS code, "" when it isn't a known one."""
        code = self.choice.value() if self._known else None
        return code if code and code != presets.OTHER else ""

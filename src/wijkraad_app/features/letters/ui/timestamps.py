"""The address of a timestamp server: chosen once on this computer, asked when something is signed or sealed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column
from wijkraad_app.ui.widgets.buttons import Secondary
from wijkraad_app.ui.widgets.inputs import LineField

from ..rules import stamp_address

TIMESTAMP = "timestamp_server"
"""In the preferences of this computer: the address that is asked to prove when something was signed."""


def timestamp_server(app: App) -> str | None:
    """The address to ask; None when there is none."""
    known = app.preferences.get(TIMESTAMP, "")
    return known.strip() or None if isinstance(known, str) else None


class ServerField(LineField):
    """Saves itself once it holds an address, or nothing."""

    def __init__(self, app: App) -> None:
        super().__init__(
            _("Address of a timestamp server"),
            limit=300,
            hint=_("It proves when a letter was signed and gets a fingerprint, not the letter. Empty: no timestamp."),
        )
        self._app = app
        self.bind(timestamp_server(app) or "", self._keep)

    def _keep(self, value: str, _group: UUID) -> None:
        address = stamp_address(value)
        if address is None:
            self.error(_("An address begins with http:// or https://."))
            return
        self.error("")
        self._app.preferences.set(TIMESTAMP, address)


class SigningSection(QWidget):
    """Among the settings: the server, and the way to the keys."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.server = ServerField(app)
        self._app = app
        self.keys = Secondary(_("Signing keys"), self._open_keys, icon="key-round")
        self.setLayout(column(self.server, flow(self.keys), gap=16))

    def _open_keys(self) -> None:
        from .keys_window import open_keys

        open_keys(self._app)

"""Erasing what is past its date with one press, from Today or the page of signals."""

from __future__ import annotations

from wijkraad_app.db.erasure import Erased
from wijkraad_app.kernel.i18n import ngettext
from wijkraad_app.ui.app import App

from .. import service


def erase_due(app: App) -> None:
    """At once: their date has come, and the button said that it is for good."""

    def done(erased: Erased) -> None:
        n = erased.records
        told = ngettext("Contact data of {n} signal erased.", "Contact data of {n} signals erased.", n)
        app.toast(told.format(n=n))

    app.flush()
    app.do(app, service.erase_due, done=done)

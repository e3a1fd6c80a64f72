"""What is said of a dossier when it opens: read-only, in a folder that is shared, under a clock that can't be right."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from wijkraad_app.db import clock_doubt
from wijkraad_app.db.workspace import LocalWorkspace
from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel import clock, dates, places
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.places import Risk
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.strip import Matter


def say(app: App, window: MainWindow, workspace: LocalWorkspace) -> None:
    """Above the pages; what isn't a state of the dossier goes when it is understood."""
    if workspace.read_only:
        what = _("This dossier can only be read here")
        window.strip.put("read_only", Matter("warn", what, _("To work in it, copy it to a folder of your own.")))
    path = workspace.path
    app.run(window, lambda _job: places.risk_of(path), done=partial(_risk, window))
    if not clock.is_pretended():
        app.read(window, _clock_doubt, done=partial(_clock, window))


def _clock_doubt(session: Session) -> tuple[datetime, datetime] | None:
    """The example lives in a year of its own."""
    body = council.council(session)
    return None if body is not None and body.example else clock_doubt.doubt(session)


def _risk(window: MainWindow, risk: Risk | None) -> None:
    if risk is None:
        return
    if risk.kind == places.SYNCED:
        what = _("This file lies in a folder of {service}").format(service=risk.name)
        to_do = _("Work in it with one person and on one computer at a time, and wait until it has been copied.")
    else:
        what = _("This file lies on a network drive")
        to_do = _("Work in it with one person at a time.")
    _until_understood(window, "place", what, to_do)


def _clock(window: MainWindow, doubt: tuple[datetime, datetime] | None) -> None:
    if doubt is None:
        return
    now, newest = (dates.full_date(moment.astimezone().date()) for moment in doubt)
    what = _("The clock of this computer says {now}, but the dossier was last changed on {newest}").format(
        now=now, newest=newest
    )
    _until_understood(window, "clock", what, _("Set the clock first: the order of changes follows it."))


def _until_understood(window: MainWindow, name: str, what: str, to_do: str) -> None:
    window.strip.put(name, Matter("warn", what, to_do, _("Understood"), lambda: window.strip.take(name)))

"""The guided tour of the example: offered under help, begun from the start window, taken up again later."""

from __future__ import annotations

from collections.abc import Callable

from wijkraad_app.features.council import queries as council
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.main_window import MainWindow
from wijkraad_app.ui.tour import Tour


def offer(app: App, window: MainWindow) -> Tour:
    """Register the tour with the help of ``window``; in the example it goes on where it was."""

    def steps(done: Callable[..., None]) -> None:
        from wijkraad_app.example import tour as example

        app.read(window, example.steps, done=done)

    tour = Tour(window, steps)
    window.help.offer(
        Command(
            "help.tour", N_("Guided tour"), tour.start, "", "map", keywords=("rondleiding", "tour"),
            enabled=lambda: window.identity.example,
            why_disabled=lambda: _("The tour is about the example. Open that from the start window."),
        ),
    )  # fmt: skip
    app.read(window, council.identity, None, done=lambda found: tour.resume() if found.example else None)
    return tour

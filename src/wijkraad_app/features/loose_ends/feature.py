"""How what merging left shows itself: a page, reached from Today and the palette."""

from __future__ import annotations

from typing import Any

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.feature import Feature
from wijkraad_app.kernel.i18n import N_


def _page(app: Any) -> Any:
    from .ui.page import LooseEndsPage

    return LooseEndsPage(app)


def _commands(app: Any) -> tuple[Command, ...]:
    def show() -> None:
        app.navigate("loose_ends")

    words = ("samenvoegen", "merge")
    return (Command("loose_ends.open", N_("Put merged work right"), show, "", "merge", keywords=words),)


FEATURE = Feature(
    key="loose_ends", title=N_("To put right"), icon="merge", order=-1, page=_page, commands=_commands
)  # fmt: skip

"""A window on a small ward with one draft; acted on by keys and mouse only."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tests.slices.advice.world import World
from tests.ui.desk import KEY, MOD, WindowDesk
from wijkraad_app.features.advice.queries import AdviceView
from wijkraad_app.features.advice.ui.page import AdvicePage
from wijkraad_app.kernel import threads
from wijkraad_app.ui.widgets.banner import Banner

__all__ = ["KEY", "MOD", "Desk"]


@dataclass
class Desk(WindowDesk):
    """What a test does and sees."""

    world: World

    @property
    def page(self) -> AdvicePage:
        page = self.window.page()
        assert isinstance(page, AdvicePage)
        return page

    @property
    def view(self) -> AdviceView:
        with threads.allowed_here():
            return self.world.view

    def problem(self, dialog: QWidget) -> str:
        """What the bar in it says."""
        return " ".join(one.text() for one in dialog.findChildren(Banner) if one.isVisible())

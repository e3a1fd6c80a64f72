"""Paper on a desk: the pages of a PDF, its state, which page is in view, and why there may be none."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel.i18n import _

from ..app import App
from ..layout import column, row
from ..theme import px
from .badge import Badge
from .banner import Banner
from .buttons import IconButton
from .labels import Label
from .pdf_view import PdfView


class PaperView(QFrame):
    """``badge`` (hidden without words) tells the state, ``pages`` shows the pages, ``problem`` is for `refuse`."""

    def __init__(self, app: App, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self.setProperty("is", "desk")
        self.badge = Badge("", "quiet")
        self.badge.hide()
        self.count = Label("", "small", "text_2")
        self.previous = IconButton("chevron-left", _("Previous page"), lambda: self._turn(-1))
        self.following = IconButton("chevron-right", _("Next page"), lambda: self._turn(1))
        self.problem = Banner("warn", "")
        self.problem.hide()
        self.pages = PdfView(app, title)
        self.pages.page_changed.connect(self._tell_page)
        top = row(Label(title, "small_strong"), self.badge, None, self.count, self.previous, self.following)
        top.setContentsMargins(px(16), px(6), px(12), 0)
        self.setLayout(column(top, self.problem, (self.pages, 1), gap=2))
        self._tell_page(0, 0)

    def refuse(self, title: str, why: str) -> None:
        """Say why these pages can't be drawn."""
        self.problem.set_words(title, why)
        self.problem.show()

    def _turn(self, step: int) -> None:
        self.pages.go_to(min(max(1, self.pages.page() + step), self.pages.page_count()))

    @Slot(int, int)
    def _tell_page(self, page: int, count: int) -> None:
        self.count.setText(_("{page} of {count}").format(page=page, count=count) if count else "")
        self.previous.allow(None if page > 1 else _("This is the first page."))
        self.following.allow(None if page < count else _("This is the last page."))

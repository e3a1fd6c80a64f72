"""Paper on a desk: pages of a PDF, which page is in view, and what was changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf import preview
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import IconButton
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.pdf_view import Document, PdfView

from .. import flow


class Paper(QFrame):
    """``give()`` makes the bytes in a reader; ``before`` is the file to show differences with."""

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
        top.setContentsMargins(px(20), px(6), px(12), 0)
        self.setLayout(column(top, self.problem, (self.pages, 1), gap=2))
        self._tell_page(0, 0)

    def draw(self, give: Callable[[], bytes], before: bytes | None = None) -> None:
        """Show other pages; those there stay until the new ones are drawn."""
        self._app.run(self, lambda _job: document(give(), before), done=self._show, failed=self._failed, latest="paper")

    def empty(self) -> None:
        """Show nothing."""
        self._app.run(self, _nothing, done=self._show, latest="paper")
        self.problem.hide()

    def _show(self, shown: Document | None) -> None:
        self.problem.hide()
        self.pages.show_document(shown)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.pages.show_document(None)
            self.problem.set_words(_("The letter can't be shown."), error.message)
            self.problem.show()
        else:
            self._app.tell(error)

    def _turn(self, step: int) -> None:
        self.pages.go_to(min(max(1, self.pages.page() + step), self.pages.page_count()))

    @Slot(int, int)
    def _tell_page(self, page: int, count: int) -> None:
        self.count.setText(_("{page} of {count}").format(page=page, count=count) if count else "")
        self.previous.allow(None if page > 1 else _("This is the first page."))
        self.following.allow(None if page < count else _("This is the last page."))


def _nothing(_job: Job) -> None:
    return None


def document(data: bytes, before: bytes | None = None) -> Document:
    """The pages of ``data``; with ``before``, what differs from it is marked."""

    def render(page: int, width: int) -> tuple[int, int, int, bytes]:
        if before is not None:
            return flow.page_with_marks(data, before, page, width)
        return preview.page_image(data, page, width)

    return Document(preview.page_sizes(data), render, lambda page: preview.page_text(data, page))

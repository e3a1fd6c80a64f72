"""The letter beside the draft, drawn anew a moment after the text changed."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import preview
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import IconButton
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.pdf_view import Document, PdfView

from .. import documents, queries
from ..queries import Opened
from ..rules.snapshot import Content

PREVIEW = "advice.preview"
"""Name in `App.services`: ``(workspace, advice) -> bytes``, the letter as a PDF, drawn off the window's thread."""
WAIT_MS = 1200
WIDTH = 436

Provider = Callable[[Workspace, UUID], bytes]


class LetterPane(QFrame):
    """A badge for its state, the page in view, and the pages."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._opened: Opened | None = None
        self._drawn = ""
        self.setProperty("is", "desk")
        self.badge = Badge(_("draft"), "quiet", "pencil")
        self.count = Label("", "small", "text_2")
        self.previous = IconButton("chevron-left", _("Previous page"), lambda: self._turn(-1))
        self.following = IconButton("chevron-right", _("Next page"), lambda: self._turn(1))
        self.problem = Banner("warn", "")
        self.problem.hide()
        self.pages = PdfView(app, _("Letter"))
        self.pages.page_changed.connect(self._tell_page)
        top = row(Label(_("Letter"), "small_strong"), self.badge, None, self.count, self.previous, self.following)
        top.setContentsMargins(px(16), px(6), px(12), 0)
        self.setLayout(column(top, self.problem, (self.pages, 1), gap=2))
        self.setFixedWidth(min(px(WIDTH), round(WIDTH * 1.3)))
        self._soon = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._soon.timeout.connect(self._draw)

    def show_opened(self, opened: Opened | None) -> None:
        """Draw this advice: at once when it is another one, soon when its text changed."""
        before, self._opened = self._opened, opened
        if opened is None:
            self._drawn = ""
            self.pages.show_document(None)
            return
        draft = opened.view.editable
        self.badge.set_state(
            *((_("draft"), "quiet", "pencil") if draft else (opened.view.state.label.lower(), "accent", "lock"))
        )
        if before is None or before.view.id != opened.view.id:
            self._drawn = ""
            self.pages.show_document(None)
            self._soon.start(0)
        elif before.content != opened.content or _version(before) != _version(opened):
            self._soon.start(WAIT_MS)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._opened is not None and not self._drawn:
            self._soon.start(0)

    @Slot()
    def _draw(self) -> None:
        if self._opened is None or not self.isVisible():
            return
        advice, provider = self._opened.view.id, self._app.services.get(PREVIEW)
        self._drawn = str(advice)
        self._app.run(
            self, lambda job: _drawing(self._app.workspace, advice, provider, job), done=self._show,
            failed=self._failed, latest="letter",
        )  # fmt: skip

    def _show(self, document: Document) -> None:
        self.problem.hide()
        self.pages.show_document(document)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.problem.set_words(_("The letter can't be drawn yet."), error.message)
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


def _version(opened: Opened) -> tuple[object, ...]:
    """What else the letter shows."""
    return opened.view.reference, opened.view.state, opened.view.sent_file, opened.blocked


def _drawing(workspace: Workspace, advice: UUID, provider: Provider | None, job: Job) -> Document:
    data = workspace.read(queries.sent_file, advice)
    if data is None:
        data = provider(workspace, advice) if provider else _plain(workspace, advice)
    job.step(1)
    return Document(
        preview.page_sizes(data),
        lambda page, width: preview.page_image(data, page, width),
        lambda page: preview.page_text(data, page),
    )


def _plain(workspace: Workspace, advice: UUID) -> bytes:
    """Without the slice of letters: the bare text."""
    content: Content = workspace.read(queries.content_shown, advice)
    return documents.draft_pdf(content, clock.today())

"""The letter beside the draft, drawn anew while its text is written."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.pdf import preview
from wijkraad_app.ui.app import App
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.paper_view import PaperView
from wijkraad_app.ui.widgets.pdf_view import Document

from .. import documents, queries
from ..queries import Opened
from ..rules.snapshot import Content, Typed

PREVIEW = "advice.preview"
"""Name in `App.services`: ``(workspace, advice, typed) -> bytes``, the letter as a PDF, drawn off the window's thread;
of a draft with the texts ``typed``."""
FOLLOW_MS = 100
"""So long after a key the letter is drawn. It is never drawn twice at once: a slow computer draws less often."""
WIDTH = 436

Provider = Callable[[Workspace, UUID, Typed | None], bytes]


class LetterPane(PaperView):
    """The letter of the advice that is open. ``typed()`` gives the texts as they stand in the draft."""

    def __init__(self, app: App, typed: Callable[[], Typed | None], parent: QWidget | None = None) -> None:
        super().__init__(app, _("Letter"), parent)
        self._typed = typed
        self._opened: Opened | None = None
        self._drawn: UUID | None = None
        self._drawing = self._again = False
        self._since = QElapsedTimer()
        self.setFixedWidth(min(px(WIDTH), round(WIDTH * 1.3)))
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._draw)

    def show_opened(self, opened: Opened | None) -> None:
        """Draw this advice when it is another one or when it changed."""
        before, self._opened = self._opened, opened
        if opened is None:
            self._drawn = None
            self.pages.show_document(None)
            return
        draft = opened.view.editable
        self.badge.set_state(
            *((_("draft"), "quiet", "pencil") if draft else (opened.view.state.label.lower(), "accent", "lock"))
        )
        self.badge.show()
        if before is None or before.view.id != opened.view.id:
            self._drawn = None
            self.pages.show_document(None)
            self._want(0)
        elif before.content != opened.content or _version(before) != _version(opened):
            self._want(FOLLOW_MS)

    @Slot()
    def follow(self) -> None:
        """The text is being written: show it soon, kept or not."""
        self._want(FOLLOW_MS)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._opened is not None and self._drawn is None:
            self._want(0)

    def _want(self, after: int) -> None:
        """Draw in ``after`` milliseconds, or once what is being drawn is there."""
        if self._drawing:
            self._again = True
        elif not self._soon.isActive() or after == 0:
            self._soon.start(after)

    @Slot()
    def _draw(self) -> None:
        if self._opened is None or not self.isVisible():
            return
        advice, typed, provider = self._opened.view.id, self._typed(), self._app.services.get(PREVIEW)
        self._drawn, self._drawing = advice, True
        self._since.start()
        self._app.run(
            self, lambda job: _drawing(self._app.workspace, advice, typed, provider, job),
            done=lambda made: self._show(advice, made), failed=self._failed,
        )  # fmt: skip

    def _show(self, advice: UUID, document: Document) -> None:
        if self._opened is not None and self._opened.view.id == advice:
            self.problem.hide()
            self.pages.show_document(document)
        self._rest()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self.refuse(_("The letter can't be drawn yet."), error.message)
        else:
            self._app.tell(error)
        self._rest()

    def _rest(self) -> None:
        """Draw what came meanwhile, not before as much time went by as drawing took: writing goes before."""
        self._drawing = False
        if self._again:
            self._again = False
            self._want(0 if self._drawn is None else max(FOLLOW_MS, self._since.elapsed()))


def _version(opened: Opened) -> tuple[object, ...]:
    """What else the letter shows."""
    return opened.view.reference, opened.view.state, opened.view.sent_file, opened.blocked


def _drawing(workspace: Workspace, advice: UUID, typed: Typed | None, provider: Provider | None, job: Job) -> Document:
    data = workspace.read(queries.sent_file, advice)
    if data is None:
        data = provider(workspace, advice, typed) if provider else _plain(workspace, advice, typed)
    job.step(1)
    return Document(
        preview.page_sizes(data),
        lambda page, width: preview.page_image(data, page, width),
        lambda page: preview.page_text(data, page),
    )


def _plain(workspace: Workspace, advice: UUID, typed: Typed | None) -> bytes:
    """Without the slice of letters: the bare text."""
    content: Content = workspace.read(queries.content_shown, advice, typed)
    return documents.draft_pdf(content, clock.today())

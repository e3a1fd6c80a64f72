"""The letter on paper, and what was changed in it."""

from __future__ import annotations

from collections.abc import Callable

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf import preview
from wijkraad_app.ui.widgets.paper_view import PaperView
from wijkraad_app.ui.widgets.pdf_view import Document

from .. import flow


class Paper(PaperView):
    """The pages of a letter that is kept, or of a file that is checked."""

    def draw(self, give: Callable[[], bytes], before: bytes | None = None) -> None:
        """Show the pages of what ``give()`` makes in a reader, marked where they differ from the file ``before``; those
        there stay until the new ones are drawn."""
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
            self.refuse(_("The letter can't be shown."), error.message)
        else:
            self._app.tell(error)


def _nothing(_job: Job) -> None:
    return None


def document(data: bytes, before: bytes | None = None) -> Document:
    """The pages of ``data``; with ``before``, what differs from it is marked."""

    def render(page: int, width: int) -> tuple[int, int, int, bytes]:
        if before is not None:
            return flow.page_with_marks(data, before, page, width)
        return preview.page_image(data, page, width)

    return Document(preview.page_sizes(data), render, lambda page: preview.page_text(data, page))

"""Pages of a PDF under each other. New pages are swapped in only once those in view are drawn: nothing flickers.

The pictures come from a callable that runs off the window's thread, so this knows no PDF library.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job

from .. import theme
from ..app import App
from ..paint import round_rect
from ..theme import px

GAP = 20
KEEP = 12

Picture = tuple[int, int, int, bytes]
"""Width, height, bytes per line, RGBA bytes."""


@dataclass(frozen=True, slots=True)
class Document:
    """Sizes in points; ``render(page, width in pixels)`` and ``text(page)`` run in a reader thread."""

    sizes: Sequence[tuple[float, float]]
    render: Callable[[int, int], Picture]
    text: Callable[[int], str] | None = None


@dataclass(slots=True)
class _Shown:
    document: Document
    images: dict[int, QImage] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    width: int = 0


class PdfView(QAbstractScrollArea):
    """`show_document` again with newer pages keeps the place. PgUp/PgDn and arrows scroll, +/−/0 zoom with Ctrl.

    ``page_changed(page, count)``, page from 1. The text of the page in view is the accessible description.
    """

    accessible_role = QAccessible.Role.Document
    page_changed = Signal(int, int)

    def __init__(self, app: App, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._now: _Shown | None = None
        self._next: _Shown | None = None
        self._page, self._zoom = -1, 1.0
        self._generation = 0
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # A bar that comes and goes changes the width, so the height of the page, so whether a bar is needed.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(lambda _x: self.viewport().update())

    # --- documents -----------------------------------------------------------
    def show_document(self, document: Document | None) -> None:
        """Show it, at the same place as the one before; None empties."""
        self._generation += 1
        if document is None or not document.sizes:
            self._now = self._next = None
            self._lay_out()
            self.viewport().update()
            return
        fresh = _Shown(document, width=self._picture_width(document))
        if self._now is None:
            self._now = fresh
            self._lay_out()
            self._ask(fresh)
        else:
            self._next = fresh
            self._ask(fresh)

    def page_count(self) -> int:
        return len(self._now.document.sizes) if self._now else 0

    def page(self) -> int:
        """The page at the top of the view, from 1; 0 without a document."""
        return self._page + 1

    def go_to(self, page: int) -> None:
        """Bring page ``page`` (from 1) to the top."""
        if self._now is not None and 1 <= page <= self.page_count():
            self.verticalScrollBar().setValue(round(self._tops()[page - 1]) - px(GAP) // 2)

    def drawn(self) -> bool:
        """Whether everything in view is drawn."""
        return self._now is not None and self._next is None and all(i in self._now.images for i in self._visible())

    # --- pictures ------------------------------------------------------------
    def _picture_width(self, document: Document) -> int:
        widest = max(size[0] for size in document.sizes)
        return round(widest * self._scale_for(document) * self.devicePixelRatioF())

    def _ask(self, shown: _Shown) -> None:
        if not shown.width:
            return
        visible = self._visible(shown)
        ahead = [visible[-1] + 1, visible[0] - 1] if visible else []
        for page in [*visible, *(p for p in ahead if 0 <= p < len(shown.document.sizes))]:
            if page not in shown.asked:
                shown.asked.add(page)
                self._draw(shown, page)

    def _draw(self, shown: _Shown, page: int) -> None:
        generation, document = self._generation, shown.document
        widest = max(size[0] for size in document.sizes)
        width = max(1, round(shown.width * document.sizes[page][0] / widest))

        def work(_job: Job) -> QImage:
            wide, high, stride, data = document.render(page, width)
            return QImage(data, wide, high, stride, QImage.Format.Format_RGBX8888).copy()

        def arrived(image: QImage) -> None:
            if generation == self._generation or shown in (self._now, self._next):
                shown.images[page] = image
                self._settle(shown)

        def failed(error: BaseException) -> None:
            shown.asked.discard(page)
            if generation == self._generation:
                self._app.tell(error)

        self._app.run(self, work, done=arrived, failed=failed)

    def _settle(self, shown: _Shown) -> None:
        if shown is self._next and all(i in shown.images for i in self._visible(shown)):
            anchor = self._anchor()
            self._now, self._next = shown, None
            self._lay_out()
            self._go(anchor)
            self._tell_page(force=True)
        if len(shown.images) > KEEP:
            self._thin(shown)
        self.viewport().update()

    def _thin(self, shown: _Shown) -> None:
        visible = self._visible(shown)
        for page in list(shown.images):
            if visible and not visible[0] - 3 <= page <= visible[-1] + 3:
                del shown.images[page]
                shown.asked.discard(page)

    # --- places --------------------------------------------------------------
    def _scale_for(self, document: Document) -> float:
        widest = max(size[0] for size in document.sizes)
        return max(0.2, (self.viewport().width() - 2 * px(GAP)) / widest) * self._zoom

    def _tops(self, shown: _Shown | None = None) -> list[float]:
        shown = shown or self._now
        if shown is None:
            return []
        scale, y, tops = self._scale_for(shown.document), float(px(GAP)), []
        for _w, height in shown.document.sizes:
            tops.append(y)
            y += height * scale + px(GAP)
        return [*tops, y]

    def _lay_out(self) -> None:
        tops = self._tops()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(tops[-1]) - self.viewport().height()) if tops else 0)
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(px(40))
        wide = 0
        if self._now is not None:
            widest = max(size[0] for size in self._now.document.sizes)
            wide = round(widest * self._scale_for(self._now.document)) + 2 * px(GAP) - self.viewport().width()
        self.horizontalScrollBar().setRange(0, max(0, wide))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self._tell_page()

    def _anchor(self) -> tuple[int, float]:
        tops = self._tops()
        if len(tops) < 2:
            return 0, 0.0
        y = self.verticalScrollBar().value()
        page = max((i for i, top in enumerate(tops[:-1]) if top <= y), default=0)
        return page, (y - tops[page]) / max(1.0, tops[page + 1] - tops[page])

    def _go(self, anchor: tuple[int, float]) -> None:
        tops = self._tops()
        if len(tops) > 1:
            page = min(anchor[0], len(tops) - 2)
            self.verticalScrollBar().setValue(round(tops[page] + anchor[1] * (tops[page + 1] - tops[page])))

    def _visible(self, shown: _Shown | None = None) -> list[int]:
        tops = self._tops(shown)
        if len(tops) < 2:
            return []
        top = self.verticalScrollBar().value()
        if shown is not None and shown is self._next:
            page, share = self._anchor()
            page = min(page, len(tops) - 2)
            top = max(0, round(tops[page] + share * (tops[page + 1] - tops[page])))
        bottom = top + self.viewport().height()
        return [i for i in range(len(tops) - 1) if tops[i] < bottom and tops[i + 1] > top] or [len(tops) - 2]

    @Slot()
    def _scrolled(self) -> None:
        self._tell_page()
        if self._now is not None:
            self._ask(self._now)
        self.viewport().update()

    def _tell_page(self, *, force: bool = False) -> None:
        visible = self._visible()
        page = self._anchor()[0] if visible else -1
        if page == self._page and not force:
            return
        self._page = page
        self.page_changed.emit(page + 1, self.page_count())
        if page >= 0 and self._now is not None and (text := self._now.document.text) is not None:
            self._app.run(self, lambda _job: text(page), done=self._describe, latest="text", failed=lambda _e: None)

    def _describe(self, text: Any) -> None:
        where = _("Page {page} of {count}").format(page=self._page + 1, count=self.page_count())
        self.setAccessibleDescription(f"{where}\n{text}")

    def text(self) -> str:
        """What a screen reader is given for the page in view."""
        return self.accessibleDescription()

    # --- events --------------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        anchor = self._anchor()
        super().resizeEvent(event)
        self._redraw(anchor)

    def zoom_by(self, factor: float) -> None:
        anchor = self._anchor()
        self._zoom = min(4.0, max(0.5, self._zoom * factor)) if factor else 1.0
        self._redraw(anchor)

    def _redraw(self, anchor: tuple[int, float]) -> None:
        """Other size: the old pictures are shown stretched until the new are there."""
        self._lay_out()
        self._go(anchor)
        if self._now is None:
            return
        document = (self._next or self._now).document
        width = self._picture_width(document)
        if width != (self._next or self._now).width:
            self._generation += 1
            self._next = _Shown(document, width=width)
            self._ask(self._next)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factor = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8, Qt.Key.Key_0: 0.0}.get(
                Qt.Key(event.key())
            )
            if factor is not None:
                self.zoom_by(factor)
                return
        bar = self.verticalScrollBar()
        jump = {Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}.get(Qt.Key(event.key()))
        if jump is not None:
            bar.setValue(jump)
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.colour("desk"))
        if self._now is not None:
            self._paint_pages(painter, self._now)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            round_rect(painter, QRectF(self.viewport().rect()), 0, None, "focus", 2)
        painter.end()

    def _paint_pages(self, painter: QPainter, shown: _Shown) -> None:
        tops, scale = self._tops(), self._scale_for(shown.document)
        y = self.verticalScrollBar().value()
        for page in self._visible():
            width, height = (side * scale for side in shown.document.sizes[page])
            x = max(float(px(GAP)), (self.viewport().width() - width) / 2) - self.horizontalScrollBar().value()
            rect = QRectF(x, tops[page] - y, width, height)
            shade = QRectF(rect)
            for grow, alpha in ((4, 8), (2, 14)):
                colour = theme.colour("#000000")
                colour.setAlpha(alpha)
                painter.fillRect(shade.adjusted(-grow / 2, grow / 2, grow / 2, grow), colour)
            painter.fillRect(rect, theme.colour("#FFFFFF"))
            if (image := shown.images.get(page)) is not None:
                painter.drawImage(rect, image)
            if theme.value("paper") != "#FFFFFF":
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(rect, theme.colour("paper"))
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

"""Settings: logo, colour and sender, with the letterhead they make."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.pdf.blocks import HouseStyle
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.paint import Painted, PaintedButton, put, round_rect
from wijkraad_app.ui.theme import INK, px
from wijkraad_app.ui.vector import is_svg, pixels_of
from wijkraad_app.ui.widgets.buttons import Quiet, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.inputs import LineField, TextField

from .. import queries, service
from ..queries import CouncilRow
from ..rules import house_style, presets
from .saving import CouncilForm


class Swatch(PaintedButton):
    """One colour to choose."""

    def __init__(self, accent: str) -> None:
        super().__init__()
        self.accent = accent
        self.setCheckable(True)
        self.setAccessibleName(_("Colour {code}").format(code=accent))
        self.setToolTip(accent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        return QSize(px(36), px(36))

    def nextCheckState(self) -> None:
        """The section decides which is chosen."""

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        inner = rect.adjusted(px(5), px(5), -px(5), -px(5))
        round_rect(painter, inner, px(6), self.accent, "line_strong")
        if self.hasFocus() or self.isChecked():
            round_rect(painter, rect, px(9), None, "focus" if self.hasFocus() else "text", 2)


class Letterhead(Painted):
    """The head of a letter in small, always ink on paper."""

    def __init__(self) -> None:
        super().__init__(grow=True)
        self._house = HouseStyle()
        self._logo = QPixmap()
        self.setAccessibleName(_("How the head of a letter looks"))

    def show_house(self, house: HouseStyle) -> None:
        """Draw this style."""
        self._house = house
        self._logo = QPixmap()
        if house.logo:
            self._logo.loadFromData(QByteArray(house.logo))
        self.update()

    def natural_size(self) -> QSize:
        return QSize(px(560), px(150))

    def draw(self, painter: QPainter, rect: QRectF) -> None:
        round_rect(painter, rect, px(8), "desk")
        paper = rect.adjusted(px(16), px(16), -px(16), 0)
        painter.fillRect(paper, "#FFFFFF")
        left, top = paper.x() + px(24), paper.y() + px(22)
        if self._logo.isNull():
            round_rect(painter, QRectF(left, top, px(4), px(44)), 2, self._house.accent)
            left += px(16)
        else:
            shown = self._logo.scaled(
                px(120), px(48), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawPixmap(round(left), round(top), shown)
            left += shown.width() + px(14)
        words = QRectF(left, top - px(2), px(260), px(26))
        put(painter, self._house.sender, words, "heading", self._house.accent)
        put(painter, self._house.place, words.translated(0, px(26)), "small", INK["text_2"])
        for at, text in enumerate(self._house.lines[:5]):
            cell = QRectF(paper.right() - px(200), top - px(2) + at * px(20), px(184), px(20))
            put(painter, text, cell, "caption", INK["text_2"])


class HouseSection(CouncilForm):
    """Logo, accent, sender block."""

    def build(self) -> None:
        self._digest: str | None = None
        self._picture: bytes | None = None
        self.preview = Letterhead()
        self.choose_logo = Secondary(_("Choose a logo"), self._choose_logo, icon="image")
        self.remove_logo = Quiet(_("Remove logo"), self._remove_logo)
        self.swatches = [Swatch(accent) for accent in presets.letter_styles()["accents"]]
        for swatch in self.swatches:
            swatch.clicked.connect(partial(self._choose_accent, swatch.accent))
        self.accent = LineField(_("Colour"), limit=7, placeholder="#24548F")
        self.accent.setMaximumWidth(px(160))
        self.sender_text = TextField(
            _("Sender"), placeholder=_("Street and number\nPostcode and place"), least=3, most=5
        )
        self.window_ = ChoiceField(
            _("Window of your envelopes"),
            [("", _("no window")), ("left", _("at the left")), ("right", _("at the right"))],
            hint=_("There the letter has its address."),
        )
        self.place = LineField(_("Place above the date"), limit=100)
        self.phone = LineField(_("Telephone of the council"), limit=40)
        self.mail = LineField(_("Mail of the council"), limit=200)
        self.fields = {
            "accent": self.accent,
            "sender_lines": self.sender_text,
            "address_window": self.window_,
            "place": self.place,
            "phone": self.phone,
            "mail": self.mail,
        }
        chips = QWidget()
        chips.setLayout(row(*self.swatches, None, gap=4))
        self.form.setLayout(
            column(
                self.preview,
                row(self.choose_logo, self.remove_logo, None),
                row(self.accent, column(26, chips, gap=0), None, gap=16, top=True),
                self.sender_text,
                self.window_,
                row((self.place, 1), (self.phone, 1), gap=16, top=True),
                self.mail,
                gap=16,
            )
        )

    def shown(self, row: CouncilRow) -> None:
        for swatch in self.swatches:
            swatch.setChecked(swatch.accent == row.accent)
        readable = house_style.readable_accent(row.accent)
        self.accent.note(
            "" if readable == row.accent else _("Printed as {code}, to stay readable.").format(code=readable)
        )
        self.remove_logo.setVisible(bool(row.logo))
        if row.logo != self._digest:
            self._digest = row.logo
            self.app.read(self, queries.logo, done=self._show_logo, latest="logo")
        self._draw()

    def _show_logo(self, picture: bytes | None) -> None:
        self._picture = picture
        self._draw()

    def _draw(self) -> None:
        if self.row is not None:
            self.preview.show_house(queries.house_of(self.row, self._picture))

    def _choose_accent(self, accent: str, _checked: bool = False) -> None:
        self.save("accent", accent)

    def _choose_logo(self) -> None:
        path = self.app.ask_file(_("Choose a logo"), {_("Pictures"): "*.png *.jpg *.jpeg *.svg"})
        if path is not None:
            self.app.run(self, partial(_read, path), done=self._set_logo)

    def _set_logo(self, data: bytes) -> None:
        self.app.do(self, service.set_logo, data=data)

    def _remove_logo(self) -> None:
        told = partial(self.app.toast, _("Logo removed."), _("Undo"), self.app.undo)
        self.app.do(self, service.remove_logo, done=lambda _none: told())


def _read(path: Path, _job: Job) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(house_style.LARGEST_LOGO + 1)
    except OSError as error:
        raise UserError(_("This file can't be read. Choose another one."), code="unreadable") from error
    return pixels_of(data) if is_svg(data) and len(data) <= house_style.LARGEST_LOGO else data

"""What can be said of a file, beside its paper."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui import theme
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import clear, column, frame, row, scroll
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Button, Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Icon, Label

from ..flow import Checked
from ..flow.verdicts import CheckLine, Judgement
from ..flow.wording import fingerprint
from .signers import SignerRows

_CHECK_ICONS = {"ok": "circle-check", "warn": "info", "bad": "circle-x"}


_CHECK_WORDS = {"ok": lambda: _("good"), "warn": lambda: _("note"), "bad": lambda: _("wrong")}


class Acts(Protocol):
    """What the buttons do."""

    def sign(self) -> None: ...
    def show_signed(self) -> None: ...
    def show_change(self) -> None: ...
    def choose_certificate(self) -> None: ...
    def copy_fingerprint(self) -> None: ...


class VerdictPane(QFrame):
    """Verdict, signers, checks, what to do; the fingerprint at the foot."""

    def __init__(self, acts: Acts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts = acts
        self.setProperty("is", "surface")
        self.head, self.words = "", ""
        self.signers = SignerRows(self)
        self.signers.hide()
        self.sign: Button | None = None
        self.version: Button | None = None
        self.certificate: Button | None = None
        self._content = column(gap=0, margins=(36, 24, 48, 12))
        self.mark = Label("", "caption", "text_2", selectable=True)
        self.copy = Quiet(_("Copy"), acts.copy_fingerprint, icon="copy")
        self.copy.setAccessibleName(_("Copy the fingerprint"))
        foot = flow(Label(_("Fingerprint"), "caption", "text_3"), self.mark, self.copy, gap=10)
        self.foot = frame(row((foot, 1), margins=(36, 4, 20, 10)), "surface")
        self.foot.hide()
        inner = QWidget()
        if theme.large_text():
            inner.setLayout(column((self._content, 1), self.foot, gap=0))
            self.setLayout(column((scroll(inner), 1), gap=0))
        else:
            inner.setLayout(self._content)
            self.setLayout(column((scroll(inner), 1), self.foot, gap=0))

    def wait(self) -> None:
        """Nothing is known yet."""
        self._empty()
        self._content.addWidget(Label(_("Looking at the file…"), "body", "text_2"))
        self._content.addStretch(1)

    def refuse(self, sentence: str) -> None:
        """It can't be read."""
        self._empty()
        self._say("bad", "circle-alert", _("This file can't be read"), sentence)
        self._content.addStretch(1)

    def show_checked(self, checked: Checked, said: Judgement) -> None:
        """The verdict first, then who, then what was checked."""
        self._empty()
        self._say(said.tone, said.icon, said.head, said.body)
        if (actions := self._actions(checked)) is not None:
            self._space(16)
            self._content.addWidget(actions)
        self._section(_("Signed by") if checked.verdict.signatures else _("Signatures"), bool(said.signers))
        self.signers = SignerRows()
        self.signers.show_rows(said.signers)
        self._content.addWidget(self.signers)
        self._section(_("What was checked"), bool(said.checks))
        for one in said.checks:
            self._content.addWidget(_check(one))
        if checked.verdict.signatures and checked.verdict.trusted != "yes":
            self.certificate = Quiet(_("Use the council's certificate"), self._acts.choose_certificate, icon="landmark")
            self._content.addWidget(flow(self.certificate))
        if said.note:
            self._space(16)
            sign = Icon("info", "text_2", 18)
            self._content.addLayout(row(sign, (Label(said.note, "small", "text_2", wrap=True), 1), gap=10, top=True))
        self._content.addStretch(1)
        self.mark.setText(fingerprint(checked.sha256))
        self.mark.setAccessibleName(checked.sha256)
        self.foot.show()

    def text(self) -> str:
        """The verdict as it is read."""
        return f"{self.head}. {self.words}"

    def tell_version(self, *, as_signed: bool) -> None:
        """What the button does now."""
        if self.version is not None:
            self.version.set_text(_("Show the file as it is now") if as_signed else _("Show the signed version"))
            self.version.updateGeometry()

    def _empty(self) -> None:
        clear(self._content)
        self.sign = self.version = self.certificate = None
        self.foot.hide()

    def _say(self, tone: str, icon: str, head: str, words: str) -> None:
        self.head, self.words = head, words
        role = "accent_text" if tone == "accent" else tone
        big = Icon(icon, role, 40)
        said = column(Label(head, "title", role, wrap=True), Label(words, "body", "text", wrap=True), gap=4)
        laid = row(big, (said, 1), gap=16, margins=(20, 16, 20, 18))
        laid.setAlignment(big, Qt.AlignmentFlag.AlignTop)
        block = frame(laid, f"{tone}_soft")
        block.setAccessibleName(self.text())
        self._content.addWidget(block)

    def _section(self, title: str, wanted: bool) -> None:
        if wanted:
            self._space(20)
            self._content.addWidget(Label(title, "heading"))
            self._space(2)

    def _space(self, high: int) -> None:
        self._content.addSpacing(px(high))

    def _actions(self, checked: Checked) -> QWidget | None:
        if checked.turn is not None:
            self.sign = Primary(_("Sign"), self._acts.sign, icon="signature", shortcut="Ctrl+Return")
            return flow(self.sign)
        if checked.as_signed is not None:
            self.version = Primary(_("Show the signed version"), self._acts.show_signed, icon="eye")
            return flow(self.version, Secondary(_("What is different?"), self._acts.show_change))
        return None


def _check(one: CheckLine) -> QWidget:
    made = QWidget()
    sign = Icon(_CHECK_ICONS[one.tone], one.tone, 20)
    aside = Label(one.aside, "small", "text_2")
    made.setLayout(row(sign, (Label(one.text, "body", wrap=True), 1), aside, gap=10, margins=(0, 4, 0, 4)))
    made.setAccessibleName(f"{_CHECK_WORDS[one.tone]()}: {one.text} {one.aside}".strip())
    return made

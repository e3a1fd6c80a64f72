"""Typing a passphrase: one field, a new one twice with its strength, asking for it or for the key on paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from wijkraad_app.kernel import strength
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.strength import Strength

from .layout import column, row
from .tab_order import fields_first
from .tasks import Tasks
from .theme import px
from .widgets.buttons import IconButton, Quiet
from .widgets.choices import CheckBox
from .widgets.dialog import Dialog
from .widgets.inputs import LineField
from .widgets.labels import Label, ProgressBar

_TONES = ("bad", "bad", "warn", "ok", "ok")


class PasswordField(LineField):
    """A passphrase with a button that shows it."""

    def __init__(self, label: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(label, hint=hint, limit=1000, password=True, parent=parent)
        self._eye = IconButton("eye", _("Show passphrase"), self.toggle, parent=self.line)
        self._eye.setCheckable(True)
        self._eye.installEventFilter(self)
        self.line.setTextMargins(0, 0, px(32), 0)
        self.line.installEventFilter(self)

    def toggle(self) -> None:
        """Show or hide what is typed."""
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.set_icon("eye-off" if hidden else "eye")
        name = _("Hide passphrase") if hidden else _("Show passphrase")
        self._eye.setAccessibleName(name)
        self._eye.setToolTip(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        typed = event.text().strip() if isinstance(event, QKeyEvent) and watched is not self.line else ""
        if typed and typed.isprintable():
            return True  # letters on the button would go on to the line around it
        if event.type() == QEvent.Type.Resize and hasattr(self, "_eye"):
            size = self._eye.minimumSizeHint()
            self._eye.move(self.line.width() - size.width() - 1, (self.line.height() - size.height()) // 2)
        return super().eventFilter(watched, event)


class StrengthMeter(QWidget):
    """A bar and words for the passphrase typed so far; judged off the window's thread."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.judged: Strength | None = None
        self._bar = ProgressBar()
        self._words = Label("", "small", "text_2", wrap=True)
        self.setLayout(column(self._bar, self._words, gap=4))
        self.setAccessibleName(_("Strength"))
        self._show(None)

    @Slot(object)
    def judge(self, typed: str, then: Callable[[Strength], None] | None = None) -> None:
        """Show how strong ``typed`` is; ``then`` gets it too."""

        def done(found: Strength) -> None:
            self._show(found if typed else None)
            if then is not None:
                then(found)

        self._tasks.read(self, lambda _job: strength.judge(typed), done, latest="then" if then else "typed")

    def _show(self, found: Strength | None) -> None:
        self.judged = found
        self._bar.set_role(_TONES[found.score] if found else "accent")
        self._bar.set_share((found.score + 1) / len(_TONES) if found else 0.0)
        hint = _("Four or more words that don't belong together are strong.")
        words = f"{found.word}. {found.advice}" if found else hint
        self._words.setText(words)
        self._words.set_tone(_TONES[found.score] if found else "text_2")
        self._bar.setAccessibleName(words)

    def text(self) -> str:
        return self._words.plain()


class NewPassphrase(QWidget):
    """A new passphrase, twice, with its strength. `check` gives it when it will do."""

    def __init__(self, tasks: Tasks, label: str = "") -> None:
        super().__init__()
        self.first = PasswordField(label or _("Passphrase"))
        self.meter = StrengthMeter(tasks)
        self.second = PasswordField(_("Once more"))
        self._warned = ""
        self.first.edited.connect(self.meter.judge)
        self.setLayout(column(self.first, self.meter, self.second, gap=10))
        self.setFocusProxy(self.first)
        fields_first(self)

    def check(self, then: Callable[[str], object]) -> None:
        """Call ``then`` with the passphrase; or say what is wrong. A very weak one is warned of once."""
        typed = self.first.value()
        if not typed.strip():
            self.first.error(_("Type a passphrase."))
            self.first.line.setFocus(Qt.FocusReason.OtherFocusReason)
        elif typed != self.second.value():
            self.second.error(_("The two are not the same."))
            self.second.line.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.meter.judge(typed, lambda found: self._judged(typed, found, then))

    def _judged(self, typed: str, found: Strength, then: Callable[[str], object]) -> None:
        if found.weak and self._warned != typed:
            self._warned = typed
            self.first.error(_("This passphrase is guessed at once. Choose a longer one, or press the button again."))
            return
        then(typed)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What was typed to open a dossier: its passphrase or the key from the sheet."""

    passphrase: str | None = None
    recovery_key: str | None = None
    remember: bool = False


NOTHING_TYPED = Credentials()


class PassphraseDialog(Dialog):
    """Asks until ``check(credentials)`` succeeds, which is told by `refuse` or by closing the dialog.

    ``remember``: whether to offer it; a sentence instead says why this computer can't.
    """

    def __init__(
        self,
        over: QWidget,
        name: str,
        check: Callable[[Credentials], None],
        *,
        title: str = "",
        by_paper: bool = False,
    ) -> None:
        super().__init__(over, title or _("Open {name}").format(name=name), width=480)
        self._check = check
        self.field = PasswordField(_("Passphrase"))
        self.paper = LineField(
            _("Recovery key"),
            hint=_("The 13 groups on the recovery sheet. Capitals and spaces don't matter."),
            limit=400,
        )
        self.remember = CheckBox(_("Remember on this computer"))
        self._why_not = Label("", "small", "text_2", wrap=True)
        self.other = Quiet(_("Use the recovery key"), self.switch, icon="key-round")
        self.add(self.field, self.paper, self.remember, self._why_not)
        for part in (self.paper, self.remember, self._why_not):
            part.hide()
        if by_paper:
            self.body.addLayout(row(self.other, None))
        self.buttons(_("Open"), self._try)

    def offer_remembering(self, why_not: str | None) -> None:
        """Ask whether to remember, or say why that can't be done here."""
        self.remember.setVisible(why_not is None)
        self._why_not.setText(why_not or "")
        self._why_not.setVisible(why_not is not None)

    @property
    def by_paper(self) -> bool:
        """Whether the key on paper is asked instead of the passphrase."""
        return not self.paper.isHidden()

    def switch(self) -> None:
        """From passphrase to the key on paper, or back."""
        paper = not self.by_paper
        self.paper.setVisible(paper)
        self.field.setVisible(not paper)
        self.other.set_text(_("Use the passphrase") if paper else _("Use the recovery key"))
        self._asked().setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self) -> LineField:
        return self.paper if self.by_paper else self.field

    def _try(self) -> bool:
        typed = self._asked().value()
        if not typed.strip():
            self._asked().error(_("Type the recovery key.") if self.by_paper else _("Type the passphrase."))
            return False
        if self.main_button is not None:
            self.main_button.allow(_("One moment…"))
        remember = self.remember.isChecked() and not self.remember.isHidden()
        self._check(Credentials(None, typed, remember) if self.by_paper else Credentials(typed, None, remember))
        return False

    def refuse(self, sentence: str) -> None:
        """It was wrong: say so and let the user try again."""
        if self.main_button is not None:
            self.main_button.allow(None)
        field = self._asked()
        field.error(sentence)
        if not self.by_paper:
            field.line.selectAll()
        field.line.setFocus(Qt.FocusReason.OtherFocusReason)

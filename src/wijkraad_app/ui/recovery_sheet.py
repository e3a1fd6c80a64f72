"""Offers the recovery sheet: on paper or as a file, now or later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .printing import Page, print_pages
from .tasks import Tasks
from .widgets.buttons import Secondary
from .widgets.dialog import Dialog
from .widgets.labels import Label


class RecoverySheetDialog(Dialog):
    """``make`` draws its pages and ``write`` puts it in a file, both off the window's thread; ``ask`` asks where.

    It stays open after printing or saving, and says what was done.
    """

    def __init__(
        self,
        over: QWidget,
        tasks: Tasks,
        make: Callable[[], Sequence[Page]],
        write: Callable[[Path], Path],
        ask: Callable[[], Path | None],
    ) -> None:
        super().__init__(over, _("Make a recovery sheet"), width=520)
        self._tasks, self._make, self._write, self._ask = tasks, make, write, ask
        self.say(
            _("Forgotten passphrases can't be brought back. The sheet holds a key that opens the dossier too. Print it "
              "and keep it where you also keep passports.")
        )  # fmt: skip
        self.said = Label("", "small", "text_2", wrap=True)
        self.said.hide()
        self.add(self.said)
        self.later = Secondary(_("Later"), self.close_dialog)
        self.save = Secondary(_("Save as PDF"), self._save, icon="file-down")
        self.foot.addWidget(self.later)
        self.foot.addWidget(self.save)
        self.buttons(_("Print"), self._print, cancel=_("Later"))
        if self.cancel_button is not None:
            self.cancel_button.hide()
        if self.main_button is not None:
            self.focus_first(self.main_button)

    def _print(self) -> bool:
        print_pages(self, self._tasks, self._make, self._failed)
        self._tell(_("When the sheet is printed, close this."))
        return False

    def _save(self) -> None:
        path = self._ask()
        if path is not None:
            target = path if path.suffix else path.with_suffix(".pdf")
            self._tasks.write(self, lambda _job: self._write(target), self._saved, failed=self._failed)

    def _saved(self, path: Path) -> None:
        self._tell(_("Saved: {file}. Print it, then remove the file.").format(file=path.name))

    def _tell(self, words: str, tone: str = "text_2") -> None:
        self.said.set_tone(tone)
        self.said.setText(words)
        self.said.show()
        self.later.set_text(_("Close"))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        self._tell(error.message, "bad")

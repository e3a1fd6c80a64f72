"""What the shell lays over a page: progress, a report of a fault."""

from __future__ import annotations

import logging

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.jobs import Job

from .app import App
from .tasks import Tasks
from .widgets.buttons import Secondary
from .widgets.dialog import Dialog, Sheet
from .widgets.labels import Label, ProgressBar

log = logging.getLogger(__name__)

PATIENCE_MS = 600


class Progress(Dialog):
    """How far a job is, with Cancel; polls ten times a second."""

    def __init__(self, over: QWidget, title: str, job: Job) -> None:
        super().__init__(over, title, width=400)
        self._job = job
        self._bar = ProgressBar()
        self._words = Label("", "small", "text_2")
        self.add(self._bar, self._words)
        self._cancel = Secondary(_("Cancel"), self.cancel)
        self.foot.addWidget(self._cancel)
        self.focus_first(self._cancel)
        self._timer = QTimer(self, interval=100)
        self._timer.timeout.connect(self._poll)
        self._timer.start()
        self._poll()

    @Slot()
    def _poll(self) -> None:
        done, total = self._job.done, self._job.total
        if total:
            self._bar.set_share(done / total)
            words = _("{done} of {total}").format(done=dates.number(done), total=dates.number(total))
        else:
            self._bar.set_share((self._bar.share + 0.04) % 1.0)
            words = dates.number(done) if done else _("Working…")
        words = self._job.words or words
        self._words.setText(words)
        self._bar.setAccessibleName(words)

    def cancel(self) -> None:
        self._job.cancel()
        self._cancel.allow(_("Stopping…"))

    def reject(self) -> None:
        self.cancel()


def watch(tasks: Tasks, over: QWidget, title: str, job: Job) -> None:
    """Show `Progress` when ``job`` takes longer than 0.6 s, until it ends."""
    shown: list[Progress] = []

    def late() -> None:
        if tasks.running(job):
            shown.append(Progress(over, title, job))
            shown[0].open_over()

    def ended(finished: object) -> None:
        if finished is job:
            tasks.finished.disconnect(ended)
            timer.stop()
            if shown:
                shown[0].close_dialog()

    timer = QTimer(over, singleShot=True, interval=PATIENCE_MS)
    timer.timeout.connect(late)
    tasks.finished.connect(ended)
    timer.start()


def tell_problem(over: QWidget, app: App, text: str, report: str) -> None:
    """One sentence at the bottom; its button copies the report, and the next shows it."""

    def copy() -> None:
        QApplication.clipboard().setText(report)
        told = _("The report is copied. It holds nothing of the dossier.")
        app.shell.show_toast(told, "copy", _("Show report"), show)

    def show() -> None:
        FaultReport(over, app, text, report).open_over()

    app.shell.show_toast(text, "circle-alert", _("Copy error report"), copy)


class FaultReport(Sheet):
    """The report of a bug, to keep and send on."""

    def __init__(self, over: QWidget, app: App, text: str, report: str) -> None:
        super().__init__(over, _("Something went wrong"), width=720, height=480)
        self._app, self._report = app, report
        self.say(text + " " + _("Save the report and send it to the makers, then go on working."))
        view = QPlainTextEdit(report)
        view.setReadOnly(True)
        view.setTabChangesFocus(True)
        view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        view.setAccessibleName(_("Report"))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.body.addWidget(view, 1)
        self.buttons(_("Save report"), self._save, cancel=_("Close"), danger=True)

    def _save(self) -> bool:
        path = self._app.save_file(_("Save report"), {_("Text"): "*.txt"}, "wijkraad-report.txt")
        if path is None:
            return False
        report = self._report
        self._app.run(self._app, lambda _job: path.write_text(report, encoding="utf-8"))
        return True

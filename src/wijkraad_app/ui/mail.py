"""Mails put ready: to open in a mail program, or to copy line by line into webmail. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.kernel.jobs import Job
from wijkraad_app.kernel.mail import MailDraft, MailFile, eml, together

from . import theme
from .app import App
from .flow import Flow
from .layout import clear, column, row
from .widgets.banner import Banner
from .widgets.buttons import IconButton, Secondary
from .widgets.choices import ChoiceField
from .widgets.dialog import Sheet
from .widgets.inputs import LineField, TextField
from .widgets.labels import Label

Write = Callable[[Path, bytes], None]


@dataclass(frozen=True, slots=True)
class ReadyMail:
    """A draft with what it is called in the list of drafts, and the name of its file without ``.eml``."""

    label: str
    name: str
    draft: MailDraft


def files_of(mails: Sequence[ReadyMail]) -> Iterator[MailFile]:
    """Each draft as a file, then what goes with it, for webmail; no name twice unless it is the same file."""
    taken: dict[str, bytes] = {}
    for mail in mails:
        yield _named(MailFile(f"{mail.name}.eml", eml(mail.draft), "message/rfc822"), taken)
        for file in mail.draft.attachments:
            if taken.get(file.name.casefold()) != file.data:
                yield _named(file, taken)


def _named(file: MailFile, taken: dict[str, bytes]) -> MailFile:
    path, name, again = Path(file.name), file.name, 2
    while name.casefold() in taken:
        name, again = f"{path.stem} ({again}){path.suffix}", again + 1
    taken[name.casefold()] = file.data
    return MailFile(name, file.data, file.media_type)


class MailSheet(Sheet):
    """One or more drafts, each line with a button to copy it; ``warnings`` stand above. ``write`` keeps a file."""

    help_topic = "papers"

    def __init__(
        self, app: App, over: QWidget, mails: Sequence[ReadyMail], write: Write, *, warnings: Sequence[str] = ()
    ) -> None:
        super().__init__(over, ngettext("Mail put ready", "Mails put ready", len(mails)), width=760, height=640)
        self._app, self._mails, self._write = app, tuple(mails), write
        self._folder: Path | None = None
        self.say(
            _("Look it over, keep it as a file and open that in your mail program. In webmail, copy line by line.")
        )
        for warning in warnings:
            self.add(Banner("warn", warning))
        self._kept = column(gap=0)
        self.body.addLayout(self._kept)
        self.which = ChoiceField(_("Draft"), [(place, mail.label) for place, mail in enumerate(self._mails)])
        self.which.set_value(0)
        self.which.edited.connect(self._choose)
        self.add(self.which)
        if len(self._mails) < 2:
            self.which.hide()
        self.to, self.cc = LineField(_("To")), LineField(_("Copy to (Cc)"))
        self.bcc, self.subject = LineField(_("Hidden copy to (Bcc)")), LineField(_("Subject"))
        self.text = TextField(_("Text"), least=7, most=14)
        lines: tuple[LineField | TextField, ...] = (self.to, self.cc, self.bcc, self.subject, self.text)
        self._rows = {field: self._row(field) for field in lines}
        self._goes_along = Label("", "small", "text_2", wrap=True)
        self.add(*self._rows.values(), self._goes_along)
        self.body.addStretch(1)
        self.buttons(ngettext("Keep the draft", "Keep the drafts", len(mails)), self._keep, cancel=_("Close"))
        self._choose(0)

    def _row(self, field: LineField | TextField) -> QWidget:
        """A line that can be read and copied, not typed in: what is sent is changed in the mail program."""
        field.set_read_only(True)
        if isinstance(field, LineField):
            field.line.setMaxLength(2**30)
        name = field.label.text()
        copy = IconButton("copy", _("Copy: {line}").format(line=name), lambda: self._copy(field))
        shown = QWidget()
        layout = row((field, 1), copy, gap=8)
        layout.setAlignment(copy, Qt.AlignmentFlag.AlignBottom)
        shown.setLayout(layout)
        return shown

    @Slot(object)
    def _choose(self, place: int) -> None:
        draft = self._mails[place].draft
        values: tuple[tuple[LineField | TextField, str], ...] = (
            (self.to, together(draft.to)),
            (self.cc, together(draft.cc)),
            (self.bcc, together(draft.bcc)),
            (self.subject, draft.subject),
            (self.text, draft.text),
        )
        for field, value in values:
            field.set_value(value)
            self._rows[field].setHidden(not value)
        names = ", ".join(file.name for file in draft.attachments)
        self._goes_along.setText(_("Goes along: {files}").format(files=names) if names else "")
        self._goes_along.setHidden(not names)

    def _copy(self, field: LineField | TextField) -> None:
        QGuiApplication.clipboard().setText(field.value())
        self._app.toast(_("Copied: {line}").format(line=field.label.text()))

    # --- files -----------------------------------------------------------------------
    def _keep(self) -> bool:
        folder = self._app.ask_folder(ngettext("Where to keep the draft", "Where to keep the drafts", len(self._mails)))
        if folder is not None:
            mails, write = self._mails, self._write

            def work(_job: Job) -> tuple[Path, ...]:
                paths = []
                for file in files_of(mails):
                    write(folder / file.name, file.data)
                    paths.append(folder / file.name)
                return tuple(paths)

            self._app.run(self, work, done=self._was_kept)
        return False

    def _was_kept(self, paths: tuple[Path, ...]) -> None:
        clear(self._kept)
        folder = paths[0].parent
        said = ngettext("{n} file kept in {folder}.", "{n} files kept in {folder}.", len(paths))
        banner = Banner("ok", said.format(n=len(paths), folder=folder.name or str(folder)),
                        ", ".join(path.name for path in paths))  # fmt: skip
        drafts = [path for path in paths if path.suffix == ".eml"]
        shown = QWidget()
        show = Secondary(_("Open folder"), lambda: _open(folder), icon="folder-open")
        opens = [
            Secondary(_("Open in mail program: {draft}").format(draft=mail.label), partial(_open, path),
                      icon="external-link")
            for path, mail in zip(drafts, self._mails, strict=True)
        ]  # fmt: skip
        buttons = Flow(show, *opens[:MOST_BUTTONS])
        shown.setLayout(column(banner, buttons, gap=theme.S2))
        self._kept.addWidget(shown)
        show.setFocus(Qt.FocusReason.OtherFocusReason)


MOST_BUTTONS = 6
"""Of more drafts the folder is enough."""


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

"""Any PDF: its paper at the left, at the right what can be said of it, and signing when it is someone's turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef, new_id
from wijkraad_app.kernel.workspace import Workspace
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.dropping import dropped
from wijkraad_app.ui.layout import column, frame, line, row
from wijkraad_app.ui.page import Page
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Secondary
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.labels import Elided, Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from .. import flow
from ..flow import Checked
from ..flow.verdicts import judge, report
from ..flow.wording import person_of
from .dialogs import PDF, certificates
from .file_sign import FileSign
from .key_dialog import open_key_dialog
from .paper import Paper
from .verdict_pane import VerdictPane
from .verify_trusted import TrustedSheet

FILES = "verify.files"
FRESH = "verify.fresh"
"""In `App.services`: the files to check, and whether they were asked for just now."""
PAPER_WIDTH = 552


def check_in(app: App, paths: Sequence[Path]) -> None:
    """Check files in the main window."""
    app.services[FILES], app.services[FRESH] = list(paths), True
    app.navigate("verify")


class VerifyView(QWidget):
    """``workspace`` gives the authorities that are believed; None: only the files speak."""

    def __init__(self, app: App, workspace: Workspace | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app, self._workspace = app, workspace
        self._files: dict[UUID, Path] = {}
        self._found: dict[UUID, Checked] = {}
        self._wrong: dict[UUID, str] = {}
        self._now: UUID | None = None
        self._as_signed = False
        self.setAcceptDrops(True)
        self.back = IconButton("arrow-left", _("Back"), app.back)
        self.name = Elided("", "body", "text_2")
        self.other = Secondary(_("Choose another PDF"), self.choose, icon="file-text")
        self.report = Secondary(_("Save a report"), self._save_report, icon="download")
        self.more = MenuButton(_("More"), self._menu)
        self.list = RecordList(_("Files"))
        self.list_pane = frame(column((self.list, 1), margins=(8, 12, 8, 8)), "panel")
        self.paper = Paper(app, _("Letter"))
        self.verdict = VerdictPane(self)
        self.list.chosen.connect(self._choose_file)
        self._lay_out()

    def _lay_out(self) -> None:
        inside = self._workspace is not None
        if not inside:
            self.back.hide()
        head = row(
            self.back, Label(_("Check a letter"), "strong"), (self.name, 1), self.other, self.report, self.more,
            margins=(12 if self._workspace is not None else 28, 0, 20, 0),
        )  # fmt: skip
        top = frame(head, "surface", height=theme.H_HEADER)
        self.list_pane.setFixedWidth(theme.pane(240))
        self.list_pane.hide()
        self.empty = EmptyPage(
            _("Check or sign a letter"),
            _("Open a PDF or drop it here. Nothing is sent anywhere."),
            (_("Choose a PDF"), "file-text", self.choose),
            picture="sheet",
        )
        self.body = frame(row(self.list_pane, self.paper, (self.verdict, 1), gap=0), "surface")
        self.body.hide()
        self.setLayout(column(top, line(), (self.empty, 1), (self.body, 1), gap=0))
        self.report.allow(_("Choose a PDF first."))

    # --- files ---------------------------------------------------------------
    def choose(self) -> None:
        """Ask for another file."""
        if paths := self._app.ask_files(_("Choose a PDF or several"), PDF):
            self.show_files(paths)

    def show_files(self, paths: Sequence[Path], first: Path | None = None) -> None:
        """Judge these; ``first``, or else the first one, is shown, the others stand in a list."""
        self._app.services[FILES] = list(paths)
        self._files = {new_id(): path for path in paths}
        self._found.clear()
        self._wrong.clear()
        at_first = next(iter(self._files), None)
        self._now = next((id for id, path in self._files.items() if path == first), at_first)
        self.empty.setHidden(bool(self._files))
        self.body.setHidden(not self._files)
        self.list_pane.setHidden(len(self._files) < 2)
        self._fit()
        self._tell_list()
        for id, path in self._files.items():
            self._check(id, path)

    def files(self) -> list[Path]:
        """The files that are shown."""
        return list(self._files.values())

    def _check(self, id: UUID, path: Path) -> None:
        if id == self._now:
            self._begin(path)
        workspace = self._workspace
        self._app.run(
            self, lambda _job: flow.check(path, workspace), done=lambda found: self._checked(id, found),
            failed=lambda error: self._refused(id, error),
        )  # fmt: skip

    def _begin(self, path: Path) -> None:
        self.name.setText(path.name)
        self.report.allow(_("One moment…"))
        self.verdict.wait()
        self.paper.empty()

    def _checked(self, id: UUID, found: Checked) -> None:
        if id in self._files:
            self._found[id] = found
            self._tell_list()
            if id == self._now:
                self._show()

    def _refused(self, id: UUID, error: BaseException) -> None:
        if not isinstance(error, UserError):
            self._app.tell(error)
            return
        if id in self._files:
            self._wrong[id] = error.message
            self._tell_list()
            if id == self._now:
                self._show()

    @Slot(object)
    def _choose_file(self, id: UUID) -> None:
        self._now = id
        self._show()

    def _tell_list(self) -> None:
        items = [ListItem(id, path.name, self._cell(id)) for id, path in self._files.items()]
        self.list.set_items(items, current=self._now)

    def _cell(self, id: UUID) -> Cell:
        if id in self._wrong:
            return Cell(_("can't be read"), "circle-alert", "bad")
        if id not in self._found:
            return Cell(_("Working…"), "circle-dot", "text_3")
        said = judge(self._found[id])
        return Cell(said.short, said.icon, "accent_text" if said.tone == "accent" else said.tone)

    # --- one file ------------------------------------------------------------
    @property
    def shown(self) -> Checked | None:
        """The file in view, once it was judged."""
        return self._found.get(self._now) if self._now is not None else None

    def _show(self) -> None:
        if self._now is None:
            return
        self._as_signed = False
        path, found = self._files[self._now], self.shown
        self.name.setText(path.name)
        if found is None:
            self.report.allow(_("This file can't be read."))
            self.paper.empty()
            self.verdict.refuse(self._wrong.get(self._now, ""))
            return
        self.report.allow(None)
        self.verdict.show_checked(found, judge(found))
        self._draw(found)

    def _draw(self, found: Checked) -> None:
        data = found.as_signed if self._as_signed and found.as_signed is not None else found.data
        before = found.as_signed if data is found.data else None
        if self._as_signed:
            self.paper.badge.set_state(_("as signed"), "ok", "shield-check")
        elif before is not None:
            self.paper.badge.set_state(_("changes marked"), "bad", "pencil")
        self.paper.badge.setHidden(not self._as_signed and before is None)
        self.paper.draw(lambda: data, before)

    def show_signed(self) -> None:
        """The file as it was signed, or back to how it is now."""
        if (found := self.shown) is not None and found.as_signed is not None:
            self._as_signed = not self._as_signed
            self.verdict.tell_version(as_signed=self._as_signed)
            self._draw(found)

    def show_change(self) -> None:
        """To the first page that was changed."""
        if (found := self.shown) is None:
            return
        if self._as_signed:
            self.show_signed()
        self.paper.pages.go_to(found.verdict.changed_pages[0] if found.verdict.changed_pages else 1)
        self.paper.pages.setFocus()

    def copy_fingerprint(self) -> None:
        """The whole fingerprint to the clipboard."""
        if (found := self.shown) is not None:
            QGuiApplication.clipboard().setText(found.sha256)
            self._app.toast(_("Fingerprint copied."), icon="copy")

    def choose_certificate(self) -> None:
        """Believe the authority of a certificate that the council handed over, and judge again."""
        path = self._app.ask_file(_("Choose the council's certificate"), certificates())
        if path is not None:
            self._app.run(self, lambda _job: flow.believe(path), done=self._believe)

    def _believe(self, roots: Any) -> None:
        self._again()
        text = _("“{name}” is trusted on this computer from now on.")
        self._app.toast(text.format(name=roots[0].name), _("Authorities you trust"), self.show_trusted)

    def _menu(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        """What a window without a dossier has no palette for."""
        return [
            (_("Authorities you trust"), "landmark", self.show_trusted),
            (_("Make a signing key"), "key-round", self.make_key),
        ]

    def make_key(self) -> None:
        """A key of one's own, with or without a dossier."""
        open_key_dialog(self._app, self._app.shell.widget() or self, dossier=self._workspace is not None)

    def show_trusted(self) -> None:
        """The authorities that were imported, to remove one."""
        TrustedSheet(self._app, self._app.shell.widget() or self, self._again).open_over()

    def _again(self) -> None:
        now = self._files.get(self._now) if self._now is not None else None
        self.show_files(self.files(), now)

    # --- signing and reporting -----------------------------------------------
    def sign(self) -> None:
        """Sign the field whose turn it is, into a new file."""
        found = self.shown
        if found is None or found.turn is None:
            return
        over, turn = self._app.shell.widget() or self, found.turn
        dossier = self._workspace is not None

        def make_key(then: Any) -> None:
            name, role = person_of(turn.label)
            open_key_dialog(self._app, over, name=name if role else "", role=role, then=then, dossier=dossier)

        FileSign(self._app, over, found, self._signed, make_key, self._workspace).open_over()

    def _signed(self, signed: Any) -> None:
        self.show_files([signed.file])
        self._app.toast(_("Signed. Send “{file}” back.").format(file=signed.file.name), icon="signature")

    def _save_report(self) -> None:
        found = self.shown
        if found is None:
            return
        suggested = f"{_('Report')} {found.path.stem}.pdf"
        target = self._app.save_file(_("Save a report"), PDF, suggested)
        if target is not None:
            self._app.run(self, lambda _job: flow.write_report(found, target, report(found)), done=self._saved)

    def _saved(self, path: Any) -> None:
        self._app.toast(_("Saved as “{file}”.").format(file=path.name))

    # --- room and drops ------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - (0 if self.list_pane.isHidden() else self.list_pane.width())
        self.paper.setFixedWidth(max(260, min(px(PAPER_WIDTH), round(room * 0.43))))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event):
            self.show_files(paths)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here, by key."""
        return (
            Command("verify.other", N_("Choose another PDF"), self.choose, "Ctrl+O", "file-text"),
            Command("verify.sign", N_("Sign this PDF"), self.sign, "Ctrl+Return", "signature",
                    enabled=lambda: self.shown is not None and self.shown.turn is not None),
            Command("verify.report", N_("Save a report"), self._save_report, "Ctrl+E", "download",
                    enabled=lambda: self.shown is not None),
            Command("verify.trusted", N_("Authorities you trust"), self.show_trusted, "", "landmark"),
            Command("verify.copy", N_("Copy the fingerprint"), self.copy_fingerprint, "Ctrl+Shift+C", "copy",
                    enabled=lambda: self.shown is not None),
        )  # fmt: skip


class VerifyPage(Page):
    """The same inside the main window, with the authorities of the dossier."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.view = VerifyView(app, app.workspace)
        self.setLayout(column((self.view, 1), gap=0))

    def open(self, ref: EntityRef | None) -> None:
        self.app.commands.replace(*self.view.commands())
        wanted, fresh = self.app.services.get(FILES, []), self.app.services.pop(FRESH, False)
        if wanted and (fresh or wanted != self.view.files()):
            self.view.show_files(wanted)

    def leave(self) -> bool:
        self.app.commands.remove(*(command.id for command in self.view.commands()))
        return True

    def up(self) -> bool:
        self.app.back()
        return True

    def title(self) -> str:
        return self.view.name.plain()

    def first_focus(self) -> QWidget | None:
        return self.view.other

    def panes(self) -> list[QWidget]:
        parts = (self.view.list_pane, self.view.paper, self.view.verdict)
        return [pane for pane in parts if pane.isVisible()] or [self]

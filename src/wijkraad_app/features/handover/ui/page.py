"""Handing the dossier over to someone else: six things on one page, in the order in which they are done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from wijkraad_app.features.advice.queries import PromiseRow
from wijkraad_app.features.letters import service as letters
from wijkraad_app.features.loose_ends.rules import what
from wijkraad_app.features.today.rules import asking
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame, line, row, scroll
from wijkraad_app.ui.page import Page, RecordHeader
from wijkraad_app.ui.theme import large_text, px
from wijkraad_app.ui.widgets.buttons import Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.labels import Icon, Label

from .. import flow, queries
from ..flow import Handed
from ..queries import Open
from ..rules import Key
from .remove import RemoveDialog

FINISH = "handover.finish"
"""Service from bootstrap: closes the dossier without a backup, removes what a `Farewell` lists, shows the start."""
PASSPHRASE, SHEET = "access.open", "access.sheet"
_MOST = 6


class HandoverPage(Page):
    """Follows every change of the dossier; the copy must be there before anything can be removed."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self.handed: Handed | None = None
        header = RecordHeader(saved=False)
        header.set_title(_("Handover"), _("to whoever comes after you"))
        self.check, self.open_ = _part(), _part()
        self.passphrase, self.keys, self.copy = _part(), _part(), _part()
        self.about_copy = Label("", "body", "text_2", wrap=True)
        self.write = Primary(_("Write the copy"), self._write, icon="hard-drive-download")
        self.remove = Secondary(_("View what would go"), self._view, icon="trash-2")
        body = column(
            _step(1, _("Is the file whole?"), self.check),
            _step(2, _("What is open"), self.open_),
            _step(3, _("A new passphrase"), self.passphrase),
            _step(4, _("Signing keys"), self.keys),
            _step(5, _("The copy for your successor"), self._copy_part()),
            _step(6, _("Remove it from this computer"), self._remove_part()),
            None, gap=20, margins=(28, 18, 28, 28),
        )  # fmt: skip
        inner = QWidget()
        inner.setMaximumWidth(px(860))
        inner.setLayout(body)
        holder = QWidget()
        holder.setLayout(row((inner, 1000), (QWidget(), 1), gap=0))
        self.setLayout(column(header, line(), (scroll(holder), 1), gap=0))
        self._tell_passphrase()
        self._tell_copy()

    def open(self, ref: EntityRef | None) -> None:
        self._say(self.check, Label(_("One moment…"), "body", "text_2"))
        self.app.read(self, queries.problems, done=self._checked, latest="check")
        self._read()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("passphrase"):
            self._tell_passphrase()
        self._read()

    def first_focus(self) -> QWidget | None:
        return self.write

    def _read(self) -> None:
        self.app.read(self, queries.open_matters, done=self._show, latest="open")

    def _say(self, part: QWidget, *widgets: QWidget) -> None:
        layout = part.layout()
        assert layout is not None
        clear(layout)
        for widget in widgets:
            layout.addWidget(widget)

    # --- 1 and 2 -----------------------------------------------------------------------
    def _checked(self, problems: Sequence[str]) -> None:
        if not problems:
            self._say(self.check, _line("circle-check", "ok", _("The file is whole, and so is its history.")))
            return
        self._say(self.check, *(_line("circle-alert", "bad", problem) for problem in problems[:_MOST]))

    def _show(self, found: Open) -> None:
        terms = [f"{one.name}, {dates.long_date(one.end)}" for one in found.terms]
        answers = [
            ", ".join((one.title, dates.long_date(one.due)) if one.due else (one.title,)) for one in found.answers
        ]  # fmt: skip
        actions = [", ".join(part for part in (one.text, one.owner_name) if part) for one in found.actions]
        promises = [", ".join(part for part in (one.text, one.urgency.words) if part) for one in found.promises]
        letter = [f"{asking.heading(one)}: {one.title}" for one in found.letters]
        groups = (
            (_("Terms of office that end"), terms, "people"),
            (_("Answers of the college that are awaited"), answers, "advice"),
            (_("Promises of the college"), promises, _of(found.promises)),
            (_("Open actions"), actions, "meetings"),
            (_("Letters that aren't done"), letter, "letters"),
            (_("To put right"), [what(one) for one in found.merged], "loose_ends"),
        )
        shown = [self._group(title, lines, page) for title, lines, page in groups if lines]
        self._say(self.open_, *(shown or [_line("circle-check", "ok", _("Nothing is open."))]))
        self._show_keys(found.keys)

    def _group(self, title: str, lines: Sequence[str], page: EntityRef | str) -> QWidget:
        go = Quiet(_("Go there"), partial(self.app.navigate, page))
        go.setAccessibleName(_("Go to: {what}").format(what=title))
        head = Label(f"{title} ({dates.number(len(lines))})", "strong", wrap=True)
        body = column(row((head, 1), go), gap=2)
        for words in lines[:_MOST]:
            body.addWidget(Label(" ".join(words.split()), "body", "text_2", wrap=True))
        if len(lines) > _MOST:
            more = _("And {n} more").format(n=dates.number(len(lines) - _MOST))
            body.addWidget(Label(more, "small", "text_2"))
        made = QWidget()
        made.setLayout(body)
        return made

    # --- 3 and 4 -----------------------------------------------------------------------
    def _tell_passphrase(self) -> None:
        """What of the passphrase has to be done, and what the copy will have of it."""
        if self.app.workspace.encrypted:
            words = _(
                "Whoever leaves knows the old passphrase. Give the dossier a new one and print a new recovery sheet. "
                "Older backups keep the passphrase they had."
            )
            copy = _("The whole dossier in one file, with the passphrase it has now. It is read back after writing.")
            ways = [
                (_("Change passphrase"), PASSPHRASE, "key-round"), (_("Print a recovery sheet"), SHEET, "printer"),
            ]  # fmt: skip
        else:
            words = _("Whoever has the file can read everything. Choose a passphrase before you hand it over.")
            copy = _("The whole dossier in one file, without a passphrase. It is read back after writing.")
            ways = [(_("Choose a passphrase"), PASSPHRASE, "key-round")]
        made = [
            Secondary(title, self._runs(name), icon=icon)
            for title, name, icon in ways
            if self.app.commands.get(name) is not None
        ]
        holder = QWidget()
        holder.setLayout(Flow(*made))
        self._say(self.passphrase, Label(words, "body", "text_2", wrap=True), holder)
        self.about_copy.setText(copy)

    def _runs(self, name: str) -> Callable[[], None]:
        def run() -> None:
            command = self.app.commands.get(name)
            if command is not None:
                self.app.flush()
                command.run()

        return run

    def _show_keys(self, keys: Sequence[Key]) -> None:
        if not keys:
            self._say(self.keys, Label(_("There are no keys that count now."), "body", "text_2", wrap=True))
            return
        words = _("Revoke the keys of who leaves. Letters signed before stay valid.")
        self._say(self.keys, Label(words, "body", "text_2", wrap=True), *(self._key(key) for key in keys))

    def _key(self, key: Key) -> QWidget:
        revoke = (Secondary if key.leaving else Quiet)(_("Revoke"), partial(self._revoke, key))
        revoke.setAccessibleName(_("Revoke the key of {name}").format(name=key.name))
        why = _("no member any more, or not for long") if key.leaving else _("stays")
        about = ", ".join(part for part in (key.role, why) if part)
        words = column(Label(key.name, "strong", wrap=True), Label(about, "small", "text_2", wrap=True), gap=0)
        made = QWidget()
        made.setLayout(row(Icon("key-round", "warn" if key.leaving else "text_2"), (words, 1), revoke, gap=10))
        return made

    def _revoke(self, key: Key) -> None:
        done = partial(self._revoked, key.name)
        self.app.do(self, letters.revoke_key, key=key.id, day=clock.today(), done=done)

    def _revoked(self, name: str, _result: object) -> None:
        self.app.toast(_("Key of {name} revoked").format(name=name), _("Undo"), self.app.undo)

    # --- 5 -----------------------------------------------------------------------------
    def _copy_part(self) -> QWidget:
        part = _part()
        self._say(part, self.about_copy, self.copy, _beside(self.write))
        return part

    def _write(self) -> None:
        self.app.flush()
        path = self.app.workspace.path
        suggested = _("{name} handover").format(name=path.stem) + path.suffix
        chosen = self.app.save_file(_("Where to write the copy"), {_("Dossier"): "*.wijkraad"}, suggested)
        if chosen is None:
            return
        target: Path = chosen if chosen.suffix else chosen.with_suffix(".wijkraad")
        workspace: Any = self.app.workspace
        job = self.app.run(
            self, lambda _job: flow.write_copy(workspace, target), done=self._written, writes=True
        )  # fmt: skip
        self.app.progress(_("Writing the copy"), job)

    def _written(self, handed: Handed) -> None:
        self.handed = handed
        self._tell_copy()
        self.app.toast(_("Copy written and read back: {file}").format(file=handed.file.name))

    def _tell_copy(self) -> None:
        self.remove.allow(None if self.handed else _("Write the copy for your successor first."))
        if self.handed is None:
            self._say(self.copy)
            return
        lines = [_line("circle-check", "ok", str(self.handed.file))]
        if self.handed.authority is not None:
            beside = _("With it: {file}. Your successor needs it to make keys.").format(file=self.handed.authority.name)
            lines.append(_line("key-round", "text_2", beside))
        self._say(self.copy, *lines)

    # --- 6 -----------------------------------------------------------------------------
    def _remove_part(self) -> QWidget:
        words = _(
            "Dossier, backups, keys and what this program remembers of it. You see the whole list first; nothing else "
            "is touched."
        )
        part = _part()
        self._say(part, Label(words, "body", "text_2", wrap=True), _beside(self.remove))
        return part

    def _view(self) -> None:
        self.app.flush()
        workspace: Any = self.app.workspace
        preferences = self.app.preferences
        self.app.run(self, lambda _job: flow.farewell(workspace, preferences), done=self._listed)

    def _listed(self, gone: flow.Farewell) -> None:
        assert self.handed is not None
        spared = {self.handed.file.resolve()} | ({self.handed.authority.resolve()} if self.handed.authority else set())
        inside = [one for one in gone.remnants if one.path is not None and one.path.resolve() in spared]
        if inside:
            self.app.toast(
                _("The copy is among what would go. Write it somewhere else first."), icon="circle-alert"
            )  # fmt: skip
            return
        RemoveDialog(self, gone, partial(self._remove, gone)).open_over()

    def _remove(self, gone: flow.Farewell) -> None:
        finish = self.app.services.get(FINISH)
        if finish is not None:
            finish(gone)


def _of(promises: Sequence[PromiseRow]) -> EntityRef | str:
    """Where promises are: the list stands on the page of advice."""
    return EntityRef("promise", promises[0].id) if promises else "advice"


def _part() -> QWidget:
    made = QWidget()
    made.setLayout(column(gap=8))
    return made


def _beside(button: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(button, None))
    return made


def _line(icon: str, tone: str, words: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(Icon(icon, tone), (Label(words, "body", wrap=True, selectable=True), 1), gap=10))
    return made


def _step(number: int, title: str, content: QWidget) -> QWidget:
    head: QLayout = row(Label(str(number), "heading", "text_3"), (Label(title, "heading", wrap=True), 1), gap=10)
    sides = 14 if large_text() else 18
    return frame(column(head, 2, content, gap=6, margins=(sides, 14, sides, 16)), "card")

"""Text blocks: a small chooser by keyboard, and the council's own ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import new_id
from wijkraad_app.ui.app import App
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import LineField, SearchField, TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList

from ... import service
from ...queries.phrases import FilledPhrase, Phrase, phrases_for
from ...rules.phrases import PLACES


class PhraseChooser(Dialog):
    """Type some letters, Enter puts the text in; ``insert`` gets it as this meeting fills it in."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, meeting: UUID, insert: Callable[[str], object]) -> None:
        super().__init__(over, _("Text block"), width=560)
        self._app, self._meeting, self._insert = app, meeting, insert
        self._found: dict[UUID, FilledPhrase] = {}
        self.search = SearchField(_("Search text blocks"))
        self.search.edited.connect(lambda _text: self._fill())
        self.list = RecordList(_("Text blocks"))
        self.list.setMinimumHeight(px(260))
        self.list.chosen.connect(self._show)
        self.list.activated_id.connect(lambda _id: self._put())
        self.list.up_from_top.connect(self.search.setFocus)
        self.search.down.connect(self.list.setFocus)
        self.text = Label("", "body", "text_2", wrap=True)
        self.text.setMinimumHeight(px(72))
        self.add(self.search, self.list, self.text)
        self._change = Quiet(_("Change"), self._edit, icon="pencil")
        self._remove = Quiet(_("Remove"), self._take_away, icon="trash-2")
        self.foot.insertWidget(0, Quiet(_("New text block"), self._new, icon="plus"))
        self.foot.insertWidget(1, self._change)
        self.foot.insertWidget(2, self._remove)
        self.buttons(_("Insert"), self._put)
        self.focus_first(self.search.line)
        self._read()

    def _read(self) -> None:
        self._app.read(self, phrases_for, self._meeting, done=self._know)

    def _know(self, found: tuple[FilledPhrase, ...]) -> None:
        self._found = {one.phrase.id or new_id(): one for one in found}
        self._fill()

    def _fill(self) -> None:
        sought = self.search.value().casefold()
        shown = [
            ListItem(key, one.phrase.name, aside=_("own") if one.phrase.id else "")
            for key, one in self._found.items()
            if sought in f"{one.phrase.name} {one.text}".casefold()
        ]
        self.list.set_items(shown)
        if self.list.current() is None:
            self.list.select(self.list.first())
        self._show(self.list.current())

    @Slot(object)
    def _show(self, key: UUID | None) -> None:
        found = self._found.get(key) if key else None
        self.text.setText(found.text if found else _("No text block has these words."))
        own = found is not None and found.phrase.id is not None
        self._change.setVisible(own)
        self._remove.setVisible(own)
        if self.main_button is not None:
            self.main_button.setEnabled(found is not None)

    def _current(self) -> FilledPhrase | None:
        key = self.list.current()
        return self._found.get(key) if key else None

    def _put(self) -> bool:
        found = self._current()
        if found is not None:
            self.close_dialog()
            self._insert(found.text)
        return False

    def _new(self) -> None:
        PhraseDialog(self._app, self, None, self._read).open_over()

    def _edit(self) -> None:
        found = self._current()
        if found is not None:
            PhraseDialog(self._app, self, found.phrase, self._read).open_over()

    def _take_away(self) -> None:
        found = self._current()
        if found is None or found.phrase.id is None:
            return

        def removed(_result: object) -> None:
            text = _("“{title}” removed.").format(title=found.phrase.name)
            self._app.toast(text, _("Undo"), self._app.undo, icon="trash-2")
            self._read()

        self._app.do(self, service.remove_phrase, id=found.phrase.id, done=removed)


class PhraseDialog(Dialog):
    """A text block of the council's own, made or changed."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, phrase: Phrase | None, then: Callable[[], object]) -> None:
        super().__init__(over, _("Change text block") if phrase else _("New text block"), width=560)
        self._app, self._phrase, self._then = app, phrase, then
        self.name = LineField(_("Name"), limit=200)
        self.text = TextField(_("Text"), least=3, most=8)
        if phrase is not None:
            self.name.set_value(phrase.name)
            self.text.set_value(phrase.text)
        self.add(self.name, self.text)
        self.say(_("What stands between braces is filled in:"))
        places = "\n".join(f"{{{name}}}: {_(what)}" for name, what in PLACES.items())
        self.add(Label(places, "small", "text_2", wrap=True))
        self.buttons(_("Keep text block"), self._keep)

    def _keep(self) -> bool:
        facts: dict[str, Any] = {"name": self.name.value(), "text": self.text.value()}

        def done(_result: object) -> None:
            self.close_dialog()
            self._then()

        def failed(error: BaseException) -> None:
            field = self.name if not facts["name"].strip() or getattr(error, "code", "") == "exists" else self.text
            field.error(getattr(error, "message", ""))

        if self._phrase is not None and self._phrase.id is not None:
            self._app.do(self, service.update_phrase, id=self._phrase.id, done=done, failed=failed, **facts)
        else:
            self._app.do(self, service.add_phrase, done=done, failed=failed, **facts)
        return False

"""A source that changed: what was frozen beside what it says now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.differences import Differences
from wijkraad_app.ui.widgets.labels import Label

from .. import service
from ..queries import NoteRow
from ..rules.differences import Paragraph, Part, words
from .dialogs import ActingDialog, Done


class UpdateSource(ActingDialog):
    """Old and new sentence, and the button that takes the new one."""

    def __init__(self, app: App, over: QWidget, note: NoteRow, then: Done) -> None:
        super().__init__(app, over, _("Source {number} has changed").format(number=note.number), width=560)
        self._note, self._then = note, then
        self.add(Label(_("In the text"), "small_strong", "text_2"), Label(note.sentence, "body", wrap=True))
        self.add(Label(_("Now"), "small_strong", "text_2"))
        shown = Differences()
        pieces = words(note.sentence, note.now_sentence)
        shown.show_parts([Part(note.note.kind, (Paragraph(pieces),))])
        self.add(shown)
        self.say(_("Where the text holds the old sentence word for word, the new one takes its place."))
        self.buttons(_("Update"), self._go)

    def _go(self) -> bool:
        return self.give(service.update_evidence, self._then, id=self._note.id)

"""The text of an advice with its sources in the margin: written in while it is a draft, read later."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from wijkraad_app.kernel.i18n import N_, _, pgettext
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, frame, line, row, scroll
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.richtext import Reference, RichTextEdit, RichTextField

from .. import service
from ..queries import Opened
from ..rules.freshness import Freshness
from ..rules.snapshot import Typed
from .notes import Notes
from .recommendations import Recommendations
from .tools import Tools

_SECTIONS = (
    ("occasion", N_("Occasion"), N_("Why does the council write this advice?")),
    ("findings", N_("Findings"), N_("What was found, and where is it known from?")),
    ("considerations", N_("Considerations"), N_("What did the council weigh?")),
)
_CHANGED = (Freshness.CHANGED, Freshness.GONE, Freshness.NO_CONSENT)


class Draft(QWidget):
    """Toolbar, sections, recommendations and notes of one advice."""

    source_wanted = Signal()
    typing = Signal()
    """The user changed a text; it may not be kept yet."""

    def __init__(self, app: App, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._shown: Opened | None = None
        self._target: RichTextField | None = None
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._show_cursor)
        self.tools = Tools(self.target, self.source_wanted.emit)
        self.sections = {name: self._section(label, hint) for name, label, hint in _SECTIONS}
        self.recommendations = Recommendations(app)
        self.recommendations.built.connect(self._watch)
        self.notes = Notes()
        self.notes.chosen.connect(self.go_to)
        self._watched: set[RichTextEdit] = set()
        self._headings: dict[str, Label] = {}
        self.setLayout(column(self.tools, line(), (self._page(), 1), gap=0))
        self._watch()
        app_ = QApplication.instance()
        if isinstance(app_, QApplication):
            app_.focusChanged.connect(self._follow)

    def _section(self, label: str, hint: str) -> RichTextField:
        field = RichTextField("", name=_(label), placeholder=_(hint), toolbar=False, grow=True)
        field.edit.setAccessibleName(_(label))
        return field

    def _page(self) -> QScrollArea:
        parts: list[QWidget | int] = []
        for name, label, _hint in _SECTIONS:
            self._headings[name] = _heading(_(label))
            parts += [self._headings[name], self.sections[name], 10]
        body = column(*parts, _heading(pgettext("letter", "Advice")), self.recommendations, None, gap=2)
        content = frame(row((body, 1), self.notes, gap=12, margins=(24, 12, 18, 16)), "surface")
        self.area = scroll(content, name=_("Text of the advice"))
        return self.area

    # --- showing -------------------------------------------------------------
    def show_opened(self, opened: Opened) -> None:
        """Show an advice, or follow it when it is the one shown; what is being typed stays."""
        view, before = opened.view, self._shown
        same = before is not None and before.view.id == view.id and before.view.editable == view.editable
        self._shown = opened
        references = {
            note.ref: Reference(note.number, note.note.kind, note.freshness in _CHANGED)
            for note in opened.notes
            if note.number
        }
        for name, field in self.sections.items():
            field.set_references(references)
            if not same:
                self._bind(name, field)
            else:
                field.refresh(getattr(view if view.editable else opened.content, name))
            empty = not view.editable and not getattr(opened.content, name).strip()
            field.setVisible(not empty)
            self._headings[name].setVisible(not empty)
        self.recommendations.set_references(references)
        if view.editable:
            self.recommendations.show_rows(view.id, view.recommendations)
        else:
            self.recommendations.show_texts(opened.content.recommendations)
        self.notes.show_rows(opened.notes, editable=view.editable, missing=len(view.missing_refs))
        self.tools.set_editable(view.editable)
        if not same:
            self.area.verticalScrollBar().setValue(0)

    def _bind(self, name: str, field: RichTextField) -> None:
        assert self._shown is not None
        view = self._shown.view
        field.set_read_only(not view.editable)
        if view.editable:
            field.bind(getattr(view, name), partial(self._save, view.id, name))
        else:
            field.flush()
            field.set_markdown(getattr(self._shown.content, name))

    def _save(self, advice: UUID, name: str, text: str, group: UUID) -> None:
        self._app.do(self, service.update_section, id=advice, section=name, text=text, group=group)

    def forget(self) -> None:
        """Nothing is shown any more: the next advice is bound anew."""
        self._shown = None

    # --- where the user is ---------------------------------------------------
    def fields(self) -> list[RichTextField]:
        """All fields in the order of the letter."""
        return [*self.sections.values(), *self.recommendations.fields()]

    def typed(self) -> Typed | None:
        """The texts as they stand in the fields; None of what can't be written in."""
        if self._shown is None or not self._shown.view.editable:
            return None
        sections = {name: field.markdown() for name, field in self.sections.items()}
        return Typed(sections, self.recommendations.texts())

    def target(self) -> RichTextField | None:
        """The field that was written in last; the findings before any was."""
        fields = self.fields()
        if self._target not in fields:
            self._target = self.sections["findings"]
        return self._target

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for field in self.fields():
            if new is not None and new is field.edit:
                self._target = field
                self._look.start()

    @Slot()
    def _show_cursor(self) -> None:
        """Scroll to the cursor of the field that has the focus."""
        edit = self._target.edit if self._target in self.fields() and self._target is not None else None
        if edit is not None and edit.hasFocus():
            content = self.area.widget()
            assert content is not None
            corner = edit.mapTo(content, edit.cursorRect().center())
            self.area.ensureVisible(corner.x(), corner.y(), 0, theme.px(40))

    @Slot()
    def _watch(self) -> None:
        """Light the note at the cursor, in fields that are new as well."""
        self._hold_tab_order()
        for field in self.fields():
            if field.edit not in self._watched:
                self._watched.add(field.edit)
                field.edit.note_reached.connect(self.notes.light)
                field.edit.cursorPositionChanged.connect(self._look.start)
                field.edit.edited.connect(self.typing)
        self._watched &= {field.edit for field in self.fields()}

    def _hold_tab_order(self) -> None:
        """Through the text in the order of the letter, whenever a field was made."""
        chain: list[QWidget] = [*(field.edit for field in self.fields()), self.recommendations.add]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    @Slot(str)
    def go_to(self, ref: str) -> None:
        """Put the cursor behind the note with this id."""
        for field in self.fields():
            if ref in field.references():
                cursor = _after_note(field.edit, ref)
                if cursor is not None:
                    field.edit.setTextCursor(cursor)
                field.edit.setFocus()
                self.notes.light(ref)
                return


def _heading(title: str) -> Label:
    """In line with the text below it, which has a margin of its own."""
    made = Label(title, "heading")
    made.setContentsMargins(theme.px(theme.S1), 0, 0, 0)
    return made


def _after_note(edit: RichTextEdit, ref: str) -> QTextCursor | None:
    """The place right behind a note."""
    from wijkraad_app.ui.widgets.richtext.document import NOTE_ID

    block = edit.document().begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            fragment = iterator.fragment()
            if str(fragment.charFormat().property(NOTE_ID)) == ref:
                cursor = QTextCursor(edit.document())
                cursor.setPosition(fragment.position() + fragment.length())
                return cursor
            iterator += 1
        block = block.next()
    return None

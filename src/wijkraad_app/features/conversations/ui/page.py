"""The page of conversations: list, text with marks, quotes beside it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.ui import theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import flow
from wijkraad_app.ui.layout import column, line, row, scroll
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Primary, Quiet
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Elided, Label, key_names
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList

from .. import queries, service
from ..queries import Choices, ConversationRow, ConversationView
from ..service import Replaced
from .correct import CorrectDialog, outcome
from .details import ConversationFields, saver
from .quotes import QuotesPane
from .signs import consent_cell
from .talk import TalkField
from .withdrawing import before_removal

MARK_KEY = "Ctrl+Shift+M"


class ConversationsPage(ListRecordPage):
    """A conversation is recorded, its words marked, and consent shown wherever words are."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=256, side_width=316)
        self._id: UUID | None = None
        self._quote: UUID | None = None
        self._view: ConversationView | None = None
        self._shown: UUID | None = None
        self._enter_quote = False
        self._enter_title = False
        self._build_list()
        self._build_record()
        self.quotes = QuotesPane(app)
        self.side_layout.addWidget(self.quotes, 1)
        self._connect()

    def _build_list(self) -> None:
        self.search = SearchField(_("Search conversations"))
        self.list = RecordList(_("Conversations"))
        new = IconButton("plus", _("New conversation"), self.add, shortcut="Ctrl+N")
        self.list_layout.addLayout(row((Elided(_("Conversations"), "heading"), 1), new, margins=(6, 0, 0, 0)))
        self.list_layout.addWidget(self.search)
        self.list_layout.addWidget(self.list, 1)

    def _build_record(self) -> None:
        self.header = RecordHeader()
        self.consent = Badge("")
        self.correct = Quiet(_("Correct text"), self.correct_text, icon="pencil", shortcut="F2")
        self.mark = Primary(_("Mark quote"), self.mark_quote, icon="message-square-quote", shortcut=MARK_KEY)
        self.more = MenuButton(_("More"), self._menu)
        self.header.add_action(self.more, self.mark)
        self.fields = ConversationFields(self.app)
        self.text = TalkField(_("What was said"))
        self.text.label.hide()
        heading = Label(_("What was said"), "heading")
        said = row(heading, 4, self.consent, None, self.correct)
        if theme.large_text():
            said = row((flow(heading, self.consent, self.correct), 1))
        content = QWidget()
        content.setLayout(column(self.fields, 4, said, (self.text, 1), gap=6, margins=(28, 14, 28, 16)))
        self.record_layout.addWidget(self.header)
        self.record_layout.addWidget(line())
        self.record_layout.addWidget(scroll(content, name=_("Conversation")), 1)

    def _connect(self) -> None:
        self.search.edited.connect(lambda _text: self._read_rows())
        self.search.down.connect(self.list.setFocus)
        self.list.chosen.connect(self._choose)
        self.list.activated_id.connect(lambda _id: self.text.text.setFocus())
        self.text.selected.connect(lambda _on: self._allow())
        self.text.pointed.connect(self._choose_quote)
        self.quotes.chosen.connect(self._choose_quote)
        self.quotes.fields.removal_asked.connect(self._remove_quote)
        self.quotes.fields.place_asked.connect(self._place_quote)

    # --- coming and going ----------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        self._read_choices()
        if ref is not None and ref.kind == "quote":
            self._quote = ref.id
            self.app.read(self, queries.conversation_of, ref.id, done=self._go, latest="go")
        elif ref is not None:
            self._go(ref.id)
        else:
            self._read_rows()

    def _go(self, id: UUID | None) -> None:
        self._id = id or self._id
        self._read_rows()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("conversation", "quote", "theme", "person"):
            self._read_choices()
            self._read_rows()

    def up(self) -> bool:
        if self._quote is None:
            return False
        self._quote = None
        self._show_quotes()
        if self._record_stack.isHidden():
            self.toggle_side()
        self.text.text.setFocus()
        return True

    def current(self) -> EntityRef | None:
        return EntityRef("conversation", self._id) if self._id is not None else None

    def title(self) -> str:
        return self._view.title if self._view is not None else ""

    # --- reading -------------------------------------------------------------
    def _read_choices(self) -> None:
        self.app.read(self, queries.choices, done=self._offer, latest="choices")

    def _offer(self, choices: Choices) -> None:
        self.fields.set_choices(choices)
        self.quotes.fields.set_choices(choices)

    def _read_rows(self) -> None:
        self.app.read(self, queries.conversation_rows, self.search.value(), done=self._show_rows, latest="rows")

    def _show_rows(self, rows: tuple[ConversationRow, ...]) -> None:
        if not rows and not self.search.value():
            self._id = self._view = self._shown = None
            self.with_side(False)
            self.show_empty(self._nothing(), whole=True)
            return
        self.show_record()
        self.with_side(True)
        if self._id is None and rows:
            self._id = rows[0].id
        self.list.set_items([_item(one) for one in rows], current=self._id)
        if self._id is not None:
            self.app.read(self, queries.conversation, self._id, done=self._show, latest="conversation")

    @Slot(object)
    def _choose(self, id: UUID) -> None:
        self.app.flush()
        self._id, self._quote = id, None
        self.app.read(self, queries.conversation, id, done=self._show, latest="conversation")

    def _show(self, view: ConversationView | None) -> None:
        if view is None:
            self._id = self._quote = None
            self._read_rows()
            return
        self._view = view
        self.header.set_title(view.title, dates.list_date(view.day) if view.day else _("without a date"))
        consent = consent_cell(view.consent)
        self.consent.set_state(consent.text, "ok" if consent.tone == "ok" else "quiet", consent.icon)
        self.fields.show_conversation(view)
        self._show_text(view)
        self._show_quotes()
        self._allow()
        self._enter()

    def _show_text(self, view: ConversationView) -> None:
        coded = bool(view.quotes)
        self.text.text.set_fixed(coded)
        self.correct.setVisible(coded)
        if self._shown == view.id:
            self.text.refresh(view.text)
        else:
            self.text.bind(view.text, saver(self.app, self, self.text, service.update_conversation, "text", view.id))
        self._shown = view.id

    def _show_quotes(self) -> None:
        if self._view is None:
            return
        quotes = self._view.quotes
        if self._quote is not None and all(quote.id != self._quote for quote in quotes):
            self._quote = None
        hint = _("Select words in the text and mark them with {key}.").format(key="+".join(key_names(MARK_KEY)))
        self.quotes.show_quotes(self._view, self._quote, hint=hint)
        self.text.show_quotes(quotes, self._quote)

    def _enter(self) -> None:
        """After marking or adding, go on where typing is wanted."""
        if self._enter_quote and self._quote is not None:
            self._enter_quote = False
            if self.side_pane.isHidden():
                self.toggle_side()
            self.quotes.focus_fields()
        if self._enter_title:
            self._enter_title = False
            self.fields.neighbourhood.line.setFocus()

    @Slot(object)
    def _choose_quote(self, id: UUID) -> None:
        if self._view is None or id == self._quote:
            return
        self.quotes.fields.setEnabled(True)
        self._quote = id
        self._show_quotes()
        if not self.text.text.hasFocus():
            for quote in self._view.quotes:
                if quote.id == id:
                    self.text.go_to(quote)

    def _allow(self) -> None:
        start, end = self.text.selection()
        self.mark.allow(None if start < end else _("Select the words in the text first."))

    # --- doing ---------------------------------------------------------------
    def add(self) -> None:
        """A new conversation of today."""
        self.app.flush()
        self.app.do(self, service.add_conversation, done=self._added)

    def _added(self, id: UUID) -> None:
        self._id, self._quote, self._enter_title = id, None, True
        self.search.line.clear()
        self._read_rows()

    def mark_quote(self) -> None:
        """Make the selected words a quote, and go on with who said it."""
        start, end = self.text.selection()
        self.app.flush()
        self.app.do(self, service.mark_quote, conversation=self._id, start=start, end=end, done=self._marked)

    def _marked(self, id: UUID) -> None:
        cursor = self.text.text.textCursor()
        cursor.clearSelection()
        self.text.text.setTextCursor(cursor)
        self._quote, self._enter_quote = id, True
        self._read_rows()

    def correct_text(self) -> None:
        """Mend the text though quotes are marked in it."""
        if self._view is not None:
            self.app.flush()
            CorrectDialog(self.app, self, self._view, self._corrected).open_over()

    def _corrected(self, replaced: Replaced) -> None:
        if replaced.lost:
            self._quote = replaced.lost[0][0]
            self._show_quotes()
        self.app.toast(outcome(replaced), _("Undo"), self.app.undo)

    @Slot(object)
    def _place_quote(self, id: UUID) -> None:
        start, end = self.text.selection()
        self.app.do(self, service.place_quote, id=id, start=start, end=end)

    @Slot(object)
    def _remove_quote(self, id: UUID) -> None:
        self.app.flush()

        def remove() -> None:
            self.app.do(self, service.remove_quote, id=id, done=lambda _none: self._gone(_("Mark removed")))

        before_removal(self.app, self, "quote", id, remove)

    def _menu(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        return [*self.app.entries("history.show"), None, (_("Remove conversation"), "trash-2", self.remove)]

    def remove(self) -> None:
        """Take the conversation out, with its quotes."""
        self.app.flush()
        if (id := self._id) is None:
            return

        def remove() -> None:
            told = _("Conversation removed")
            self.app.do(self, service.remove_conversation, id=id, done=lambda _none: self._gone(told))

        before_removal(self.app, self, "conversation", id, remove)

    def _gone(self, told: str) -> None:
        self.app.toast(told, _("Undo"), self.app.undo)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command("conversations.new", N_("New conversation"), self.add, "Ctrl+N", "plus"),
            Command("conversations.mark", N_("Mark quote"), self.mark_quote, MARK_KEY, "message-square-quote",
                    enabled=self.mark.isEnabled, why_disabled=lambda: _("Select the words in the text first.")),
            Command("conversations.correct", N_("Correct text"), self.correct_text, "F2", "pencil",
                    enabled=lambda: self._view is not None and bool(self._view.quotes)),
            Command("conversations.find", N_("Search conversations"), self.search.line.setFocus, "Ctrl+F", "search"),
        )  # fmt: skip

    def _nothing(self) -> QWidget:
        return EmptyPage(
            _("No conversations yet"),
            _(
                "Keep here what residents say in a neighbourhood conversation, in the street or at the kitchen table. "
                "A quote can later support an advice."
            ),
            (_("Begin with a conversation"), "plus", self.add),
            picture="bench",
            hint=_("A single remark is kept anywhere with"),
            shortcut="Ctrl+Shift+N",
            page=_("Conversations"),
        )


def _item(line_: ConversationRow) -> ListItem:
    day = dates.list_date(line_.day) if line_.day else ""
    return ListItem(line_.id, line_.title, consent_cell(line_.consent), day)

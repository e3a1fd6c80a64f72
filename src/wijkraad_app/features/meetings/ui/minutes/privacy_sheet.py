"""The public version: each likely name, address or number put before the user, one by one and in its place."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from uuid import UUID, uuid5

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui import fonts, theme
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame, row, scroll
from wijkraad_app.ui.widgets.badge import Badge
from wijkraad_app.ui.widgets.banner import Banner
from wijkraad_app.ui.widgets.buttons import Quiet, Secondary
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import LineField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import ListItem, RecordList
from wijkraad_app.ui.widgets.rows import Cell

from ... import service
from ...documents.public import Questions, questions
from ...rules.privacy import KEEP, REMOVE, ROLE, SORTS, Candidate, Choice, Context

_SHOWN = 6
"""As many places of one name are shown."""


class PrivacySheet(Sheet):
    """Every question at the left with its answer, the one at hand at the right; ``done`` when the sheet closes."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, meeting: UUID, done: Callable[[], None]) -> None:
        super().__init__(over, _("Names in the public version"), width=1080, height=640)
        self._app, self._meeting = app, meeting
        self._asked = Questions()
        self._shown: Candidate | None = None
        self.on_close = done
        self.list = RecordList(_("Names and numbers"))
        self.list.setFixedWidth(theme.pane(280))
        self.list.chosen.connect(self._choose_row)
        self.count = Label("", "strong", "text", wrap=True)
        self._members = Quiet(_("Leave all names of members"), self._leave_members, icon="users")
        self._question = Label("", "title", wrap=True)
        self._sort = Badge("", "quiet")
        self._hint = Label("", "small", "text_2", wrap=True)
        self._places = column(gap=8)
        self.instead = LineField(_("What stands there instead"), limit=200)
        self.remove = Secondary(_("Remove"), lambda: self._decide(REMOVE), icon="eye-off")
        self.role = Secondary(_("Name the role instead"), lambda: self._decide(ROLE), icon="user")
        self.keep = Secondary(_("Leave it"), lambda: self._decide(KEEP), icon="check")
        self._all_done = Label(_("All are decided. Read the public version once more before you publish it."), "strong",
                               "ok", wrap=True)  # fmt: skip
        self._build()
        self.buttons(_("Show the public version"), lambda: None, cancel=_("Go on later"))
        self._read()

    def _build(self) -> None:
        self._at_hand = QWidget()
        places = QWidget()
        places.setLayout(column(self._places, None))
        answers = Flow(self.remove, self.keep, gap=8)
        self._at_hand.setLayout(
            column(
                row((self._question, 1), self._sort), self._hint, (scroll(places, name=_("Where it stands")), 1),
                answers, row((self.instead, 1), column(24, self.role, gap=0), gap=8), gap=8,
            )
        )  # fmt: skip
        right = QWidget()
        right.setLayout(column(self.count, row(self._members, None), self._all_done, (self._at_hand, 1), gap=8))
        warning = Banner(
            "warn", _("The program doesn't find everything."),
            _("It looks for names it knows, capitals, addresses and numbers. Read the text yourself too."),
        )  # fmt: skip
        both = QWidget()
        if theme.large_text():  # one question at a time has all the room
            self.list.hide()
            both.setLayout(column(right, warning, gap=12))
        else:
            self.body.addWidget(warning)
            both.setLayout(row(self.list, (right, 1), gap=20))
        self.body.addWidget(both, 1)

    # --- reading ---------------------------------------------------------------------------
    def _read(self) -> None:
        self._app.read(self, questions, self._meeting, done=self._know, latest="questions")

    def _know(self, asked: Questions) -> None:
        self._asked = asked
        self.list.set_items([_row(self._key(one), one, asked.choices.get(one.words)) for one in asked.found])
        following = next(iter(asked.open), None)
        shown = following or self._shown or next(iter(asked.found), None)
        self._show(shown)
        self.list.select(self._key(shown) if shown else None)
        n = len(asked.open)
        left = ngettext("{n} still to decide", "{n} still to decide", n).format(n=n)
        self.count.setText(left if n else "")
        self.count.setVisible(bool(n))
        self._members.setVisible(any(one.member for one in asked.open))
        self._all_done.setVisible(not n)
        if self.main_button is not None:
            self.main_button.allow(None if not n else _("Decide about each name and number first."))
            if not n:
                self.main_button.setFocus()

    def _key(self, one: Candidate) -> UUID:
        return uuid5(self._meeting, one.words)

    @Slot(object)
    def _choose_row(self, key: UUID) -> None:
        self._show(next((one for one in self._asked.found if self._key(one) == key), None), focus=False)

    def _show(self, one: Candidate | None, *, focus: bool = True) -> None:
        self._shown = one
        self._at_hand.setVisible(one is not None)
        if one is None:
            return
        choice = self._asked.choices.get(one.words)
        self._question.setText(f"“{one.words}”")
        self._sort.set_state(_(SORTS[one.sort]), "quiet")
        self._hint.setText(_hint(one, choice))
        self.instead.set_value((choice.instead if choice else "") or one.instead or self._asked.resident)
        clear(self._places)
        for context in one.contexts[:_SHOWN]:
            self._places.addWidget(_place(one, context))
        if focus:
            {REMOVE: self.remove, ROLE: self.role, KEEP: self.keep}[one.suggested].setFocus()

    # --- deciding -----------------------------------------------------------------------------
    def _decide(self, choice: str) -> None:
        one = self._shown
        if one is None:
            return
        instead = self.instead.value().strip()
        if choice == ROLE and not instead:
            self.instead.error(_("Type the role that stands for it."))
            return
        self._keep([Choice(one.words, choice, instead if choice == ROLE else "", one.sort)])

    def _leave_members(self) -> None:
        self._keep([Choice(one.words, KEEP, "", one.sort) for one in self._asked.open if one.member])

    def _keep(self, choices: list[Choice]) -> None:
        self._app.do(
            self, service.choose_privacy, meeting=self._meeting, choices=choices, done=lambda _result: self._read()
        )


def _row(key: UUID, one: Candidate, choice: Choice | None) -> ListItem:
    if choice is None:
        return ListItem(key, one.words, Cell(_("to decide"), "circle", "warn"))
    said = {REMOVE: _("removed"), ROLE: choice.instead, KEEP: _("left as it is")}[choice.choice]
    icon = {REMOVE: "eye-off", ROLE: "user", KEEP: "check"}[choice.choice]
    return ListItem(key, one.words, Cell(said, icon, "text_2"))


def _hint(one: Candidate, choice: Choice | None) -> str:
    n = len(one.contexts)
    places = ngettext("In {n} place.", "In {n} places.", n).format(n=n)
    if choice is None and one.member and one.member != one.words:
        return places + " " + _("{name} is named in public; is this the same person?").format(name=one.member)
    return places


def _place(one: Candidate, context: Context) -> QWidget:
    """The words in their place, marked by weight and ground."""
    ground, tone = theme.colour("warn_soft").name(), theme.colour("warn").name()
    marked = f'<b style="background:{ground}; color:{tone}">{escape(one.words)}</b>'
    text = QLabel(f"{escape(context.before)}{marked}{escape(context.after)}")
    text.setTextFormat(Qt.TextFormat.RichText)
    text.setFont(fonts.font("body"))
    text.setWordWrap(True)
    text.setAccessibleName(f"{context.place}: {context.before}{one.words}{context.after}")
    place = Label(context.place or _("The meeting"), "caption_strong", "text_2", wrap=True)
    return frame(column(place, text, gap=4, margins=(12, 8, 12, 10)), "card")

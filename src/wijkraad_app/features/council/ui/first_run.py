"""The assistant of a new dossier: three pages, each can be skipped; what was filled in is kept at each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.app import App
from wijkraad_app.ui.layout import column, row
from wijkraad_app.ui.widgets.buttons import Primary, Quiet, Secondary
from wijkraad_app.ui.widgets.choices import ChoiceField
from wijkraad_app.ui.widgets.dialog import Sheet
from wijkraad_app.ui.widgets.inputs import LineField, TextField, required
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.pasted import PastedRows
from wijkraad_app.ui.widgets.stepper import Stepper

from .. import queries, service
from ..queries import CouncilRow
from ..rules import defaults, presets, terms
from .body_kind import BodyKind
from .pasted import member_list
from .place import Place

_PAGES = 3


class _CouncilPage(QWidget):
    """What it is called, what it is, and where."""

    def __init__(self) -> None:
        super().__init__()
        self.name = LineField(_("Name of the council"), limit=200, placeholder=_("For example De Singels"))
        self.kind = BodyKind()
        self.place = Place()
        left = column(self.name, self.kind, None, gap=14)
        right = column(self.place, None, gap=14)
        about = _("This is on every letter. The rest follows from it and can be changed later.")
        self.setLayout(
            column(Label(about, "body", "text_2", wrap=True), row((left, 1), (right, 1), gap=28), None, gap=18)
        )

    def show_council(self, found: CouncilRow) -> None:
        """Show what is known already."""
        self.name.set_value(found.name)
        self.kind.show_kind(found.body_kind)
        self.place.show_place(found.municipality, found.ward, found.ward_code)

    def fields(self) -> dict[str, Any]:
        """For the verbs."""
        return {
            "name": self.name.value(),
            "body_kind": self.kind.kind(),
            "municipality": self.place.municipality.value().strip(),
            "ward": self.place.ward_name(),
            "ward_code": self.place.ward_code(),
        }


class _LettersPage(QWidget):
    """Where letters go, when an answer is due, who sends, and who works here."""

    def __init__(self) -> None:
        super().__init__()
        self.addressee = TextField(_("Letters go to"), least=4, most=5)
        options = [((term.count, term.unit), terms.term_text(term.count, term.unit)) for term in presets.terms()]
        self.term = ChoiceField(_("Agreed time to answer"), [*options, (None, _("nothing agreed"))])
        self.sender_text = TextField(
            _("Your own address"), placeholder=_("Street and number\nPostcode and place"), least=3, most=4
        )
        self.who = ChoiceField(_("Who are you?"), placeholder=_("Choose your name"))
        self.who_hint = Label("", "small", "text_2", wrap=True)
        left = column(self.addressee, self.term, None, gap=14)
        right = column(self.sender_text, self.who, self.who_hint, None, gap=14)
        about = _("So the first letter is ready to send.")
        self.setLayout(
            column(Label(about, "body", "text_2", wrap=True), row((left, 1), (right, 1), gap=28), None, gap=18)
        )

    def show_council(self, found: CouncilRow) -> None:
        """Show what is known already."""
        self.addressee.set_value(found.addressee_lines)
        self.sender_text.set_value(found.sender_lines)
        self.term.set_value((found.term_count, found.term_unit) if found.term_agreed else None)

    def show_people(self, people: Sequence[tuple[UUID, str]], actor: UUID | None) -> None:
        """Who can be chosen."""
        self.who.set_options(people)
        self.who.set_value(actor)
        self.who.setVisible(bool(people))
        self.who_hint.setText(
            _("Asked once on this computer.") if people else _("Add members first, then say which one you are.")
        )

    def fields(self) -> dict[str, Any]:
        """For `update_council`."""
        chosen = self.term.value()
        found: dict[str, Any] = {
            "addressee_lines": self.addressee.value().strip(),
            "sender_lines": self.sender_text.value().strip(),
            "term_agreed": chosen is not None,
        }
        return found | ({"term_count": chosen[0], "term_unit": chosen[1]} if chosen else {})


class FirstRun(Sheet):
    """Enter goes on (in a text of lines Ctrl+Enter), Esc goes back; each page is stored when it is left forwards."""

    def __init__(self, app: App, done: Callable[[], object], *, over: QWidget | None = None) -> None:
        window = over or app.shell.widget()
        assert window is not None, "the assistant needs a window"
        super().__init__(window, _("Set up your council"), width=984, height=690)
        self.app, self._done = app, done
        self._found: CouncilRow | None = None
        self._group = uuid4()
        self._at = 0
        self.council, self.members, self.letters = _CouncilPage(), PastedRows(app, member_list()), _LettersPage()
        self._pages = QStackedWidget()
        for page in (self.council, self.members, self.letters):
            self._pages.addWidget(page)
        self.stepper = Stepper([_("Council"), _("Members"), _("Letters")], 0)
        self.body.addWidget(self.stepper)
        self.body.addSpacing(8)
        self.body.addWidget(self._pages, 1)
        self.back_button = Quiet(_("Back"), self.back, icon="arrow-left")
        self.skip_button = Secondary(_("Skip this"), self.skip)
        self.next_button = Primary(_("Go on"), self.forward, shortcut="Ctrl+Return")
        self.main_button = self.next_button
        self.foot.insertWidget(0, self.back_button)
        self.foot.addWidget(self.skip_button)
        self.foot.addWidget(self.next_button)
        self.focus_first(self.council.name.line)
        self.members.changed.connect(self._dress)
        self._show_page(0, focus=False)
        self.app.read(self, queries.council, done=self._know)

    # --- walking -------------------------------------------------------------
    def page(self) -> int:
        """0, 1 or 2."""
        return self._at

    def back(self) -> None:
        """To the page before; nothing typed is lost."""
        if self._at:
            self._show_page(self._at - 1)

    def skip(self) -> None:
        """To the next page without keeping this one."""
        self._next()

    def forward(self) -> None:
        """Keep this page, then the next."""
        (self._keep_council, self._keep_members, self._keep_letters)[self._at]()

    def _next(self) -> None:
        if self._at + 1 < _PAGES:
            self._show_page(self._at + 1)
        else:
            self.close_dialog()
            self._done()

    def _show_page(self, at: int, *, focus: bool = True) -> None:
        self._at = at
        self._pages.setCurrentIndex(at)
        self.stepper.set_now(at)
        self._dress()
        if at == 2:
            self._read_people()
        if focus:
            first = (self.council.name.line, self.members.text.text, self.letters.addressee.text)[at]
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _dress(self) -> None:
        last = self._at == _PAGES - 1
        self.back_button.setVisible(self._at > 0)
        self.next_button.set_text(_("Begin") if last else _("Go on"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
            return
        super().keyPressEvent(event)

    # --- keeping -------------------------------------------------------------
    def _know(self, found: CouncilRow | None) -> None:
        self._found = found
        if found is not None:
            if not self.council.name.value():
                self.council.show_council(found)
            self.letters.show_council(found)

    def _reread(self, then: Callable[[], None]) -> None:
        def known(found: CouncilRow | None) -> None:
            self._know(found)
            then()

        self.app.read(self, queries.council, done=known)

    def _keep_council(self) -> None:
        if not required(self.council.name):
            return
        verb = service.update_council if self._found else service.set_up_council
        keep = partial(self.app.do, self, verb, group=self._group, failed=self._refused(self.council.name))
        keep(**self._council_fields(), done=lambda _result: self._reread(self._next))

    def _council_fields(self) -> dict[str, Any]:
        """Another kind than was kept before brings its usual terms with it."""
        fields, found = self.council.fields(), self._found
        if found is None or found.body_kind == fields["body_kind"]:
            return fields
        return fields | defaults.usual(presets.body(fields["body_kind"]))

    def _keep_members(self) -> None:
        members, problem = self.members.rows(), self.members.problem()
        if problem:
            self.members.text.error(problem)
            return
        if not members:
            self._next()
            return
        self.app.do(
            self,
            service.import_members,
            group=self._group,
            failed=self._refused(self.members.text),
            members=members,
            done=lambda _result: self._next(),
        )

    def _keep_letters(self) -> None:
        if self._found is None:
            name = self.app.workspace.path.stem
            self.app.do(
                self, service.set_up_council, group=self._group, name=name, done=lambda _made: self._keep_rest()
            )
        else:
            self._keep_rest()

    def _keep_rest(self) -> None:
        chosen, people = self.letters.who.value(), self.app.services.get("people")
        if chosen is not None and people is not None:
            people.choose(chosen)
            self.app.changes.emit(Changes(frozenset({"council"}), frozenset(), "council.who_works"))
        keep = partial(self.app.do, self, service.update_council, group=self._group)
        keep(**self.letters.fields(), failed=self._refused(self.letters.addressee), done=lambda _none: self._next())

    def _refused(self, field: LineField | TextField) -> Callable[[BaseException], None]:
        def show(error: BaseException) -> None:
            if isinstance(error, UserError):
                field.error(error.message)
            else:
                self.app.tell(error)

        return show

    def _read_people(self) -> None:
        actor = self.app.workspace.actor
        self.app.read(self, queries.who_works, done=lambda people: self.letters.show_people(people, actor))

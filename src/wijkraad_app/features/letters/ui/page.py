"""The page of letters: the list, what is next and who signed, the letter itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import clock
from wijkraad_app.kernel.changes import Changes
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.pdf.preserving import may_renew
from wijkraad_app.pdf.verification import Verdict
from wijkraad_app.ui.app import App
from wijkraad_app.ui.dropping import dropped
from wijkraad_app.ui.layout import frame, line, row
from wijkraad_app.ui.page import ListRecordPage, RecordHeader
from wijkraad_app.ui.theme import px
from wijkraad_app.ui.widgets.buttons import IconButton, MenuButton, Primary
from wijkraad_app.ui.widgets.empty import EmptyPage
from wijkraad_app.ui.widgets.inputs import SearchField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.record_list import RecordList
from wijkraad_app.ui.widgets.stepper import Stepper

from .. import flow, queries
from ..queries import LetterItem, OpenedLetter, Signer
from ..rules import OPEN, LetterState, SignerState
from .actions import Actions
from .paper import Paper
from .record import Record
from .signer_actions import STEPS
from .words import list_item, state_word

_KINDS = (
    "letter",
    "enclosure",
    "letter_signature",
    "letter_signer",
    "advice",
    "evidence",
    "quote",
    "conversation",
    "snapshot",
    "member",
    "person",
)
ADVICE = "letters.advice"
"""In `App.services`: the advice whose letter is asked for."""
PAPER_WIDTH = 500
ROOM_FOR_BOTH = 780
"""Width beside the list, at 100%, from which record and letter stand side by side."""


class LettersPage(ListRecordPage):
    """One letter at a time; everything goes by keyboard as well, and files may be dropped on it."""

    narrow_rail = True

    def __init__(self, app: App) -> None:
        super().__init__(app, list_width=264)
        self._current: UUID | None = None
        self._drawn: tuple[UUID, str, bool, object] | None = None
        self._paper_first = False
        self.opened: OpenedLetter | None = None
        self.verdict: Verdict | None = None
        self.acts = Actions(app, self)
        self.search = SearchField(_("Search letters"))
        self.list = RecordList(_("All letters"))
        self.header = RecordHeader(saved=False)
        self.stepper = Stepper((_("Make"), _("Sent")))
        self.primary = Primary("", self.acts.next)
        self.record = Record(
            self.acts.run, self.acts.change_enclosure, self.acts.remove_enclosure, self.acts.signing.entries
        )
        self.paper = Paper(app, _("Letter"))
        self.setAcceptDrops(True)
        self._fill()
        self.search.edited.connect(lambda _text: self._read_list())
        self.search.down.connect(self.list.setFocus)
        self.list.chosen.connect(self.show_letter)
        self.list.activated_id.connect(lambda _id: self.primary.setFocus())
        self.list.up_from_top.connect(self.search.line.setFocus)

    def _fill(self) -> None:
        check = IconButton("shield-check", _("Check or sign a PDF"), partial(self._anyway, "check"))
        self.list_layout.addLayout(row(Label(_("Letters"), "heading"), None, check, margins=(6, 0, 0, 0)))
        self.list_layout.addWidget(self.search)
        self.list_layout.addWidget(self.list, 1)
        self.header.add_action(MenuButton(_("More"), self._menu), self.primary)
        self.header.set_second(self.stepper)
        self.record_layout.addWidget(self.header)
        self.record_layout.addWidget(line())
        self.record_layout.addWidget(frame(row((self.record, 1), self.paper, gap=0)), 1)

    # --- coming and going ----------------------------------------------------
    def open(self, ref: EntityRef | None) -> None:
        asked = self.app.services.pop(ADVICE, None)
        if ref is not None:
            self.app.read(self, queries.advice_of, ref.id, done=self._found)
        elif asked is not None:
            self._current = asked
        self._read_list()
        self._read()

    def _found(self, advice: UUID | None) -> None:
        if advice is not None:
            self.list.select(advice)
            self.show_letter(advice)

    def refresh(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._read_list()
            self._read()

    def current(self) -> EntityRef | None:
        letter = self.opened.letter if self.opened is not None else None
        return EntityRef("letter", letter.id) if letter is not None else None

    def title(self) -> str:
        return self.opened.title if self.opened is not None else ""

    def panes(self) -> list[QWidget]:
        return [pane for pane in (self.list_pane, self.header, self.paper) if pane.isVisible()] or [self]

    def commands(self) -> tuple[Command, ...]:
        def step(id: str, title: str, name: str, shortcut: str, icon: str) -> Command:
            return Command(
                f"letters.{id}", title, partial(self.acts.run, name), shortcut, icon,
                enabled=lambda: self.why_not(name) is None, why_disabled=lambda: self.why_not(name) or "",
            )  # fmt: skip

        return (
            Command("letters.next", N_("Next step of this letter"), self.acts.next, "Ctrl+Return", "arrow-right",
                    enabled=lambda: self.opened is not None),
            Command("letters.find", N_("Search letters"), self.search.line.setFocus, "Ctrl+F", "search"),
            Command("letters.show", N_("Show or hide the letter"), self.toggle_paper, "F7", "panel-right"),
            step("save", N_("Save as PDF"), "save", "Ctrl+E", "download"),
            step("mail", N_("Put a mail ready"), "mail", "", "mail"),
            step("public", N_("Save the public version"), "public", "", "globe"),
            step("large", N_("Save in large print"), "large", "", "type"),
            step("enclose", N_("Add an enclosure"), "enclose", "", "paperclip"),
            step("back", N_("Take a signed file back"), "back", "", "upload"),
            step("paper", N_("Signed on paper"), "paper", "", "printer"),
            *(step(id, title, id, "", icon) for id, (title, icon) in STEPS.items()),
            step("preserve", N_("Add proof for later"), "preserve", "", "archive"),
        )  # fmt: skip

    # --- reading -------------------------------------------------------------
    def _read_list(self) -> None:
        self.app.read(self, queries.letter_items, self.search.value(), done=self._list, latest="list")

    def _list(self, rows: tuple[LetterItem, ...]) -> None:
        self.list.set_items([list_item(one) for one in rows], current=self._current)
        if not rows and not self.search.value():
            self._forget()
            self.show_empty(self._nothing(), whole=True)
        elif rows and self._current is None:
            self.list.select(rows[0].advice)
            self.show_letter(rows[0].advice)

    def _nothing(self) -> QWidget:
        return EmptyPage(
            _("No letters yet"),
            _("A letter is made from an advice once it is adopted. A letter from elsewhere can be checked here."),
            (_("To the advice"), "scroll-text", lambda: self.app.navigate("advice")),
            others=[(_("Check or sign a PDF"), "shield-check", partial(self._anyway, "check"))],
            picture="sheet",
            page=_("Letters"),
        )

    @Slot(object)
    def show_letter(self, advice: UUID) -> None:
        """Bring the letter of another advice to the record."""
        self._current = advice
        self._read()

    def _read(self) -> None:
        if self._current is not None:
            self.app.read(self, queries.opened, self._current, done=self._show, latest="record")

    def _show(self, opened: OpenedLetter | None) -> None:
        if opened is None:
            self._forget()
            self._read_list()
            return
        if opened.advice != self._current:
            return
        self.show_record()
        self.opened, self.verdict = opened, None
        reference = ", ".join(part for part in (opened.reference, state_word(opened.state)) if part)
        self.header.set_title(opened.title, reference)
        self.stepper.set_now(_step(opened), _steps(opened))
        self.acts.dress(self.primary)
        self.record.show_opened(opened, self.why_not)
        self._fit()
        self._draw(opened)
        self._judge(opened)

    def _draw(self, opened: OpenedLetter) -> None:
        file = opened.letter.file if opened.letter is not None else ""
        kept = (opened.advice, file, bool(opened.blocked), opened.enclosures)
        made = opened.letter is not None
        self.paper.badge.set_state(
            state_word(opened.state) if made else _("example of the letter"), "accent" if made else "quiet",
            "lock" if made else "pencil",
        )  # fmt: skip
        self.paper.badge.show()
        if kept != self._drawn:
            if self._drawn is None or self._drawn[0] != opened.advice:
                self.paper.pages.show_document(None)
            self._drawn = kept
            workspace, advice = self.app.workspace, opened.advice
            self.paper.draw(lambda: flow.preview(workspace, advice))

    def _judge(self, opened: OpenedLetter) -> None:
        """Look whether the signatures in the kept file hold; the rows say so when that is known."""
        letter = opened.letter
        if letter is not None and letter.signatures:
            workspace = self.app.workspace
            self.app.run(
                self,
                lambda _job: flow.judge(workspace, letter.id),
                done=partial(self._judged, opened),
                latest="verdict",
            )

    def _judged(self, opened: OpenedLetter, verdict: Verdict) -> None:
        if self.opened is opened:
            self.verdict = verdict
            self.record.show_verdict(opened, verdict)
            self.record.allow(self.why_not)

    def _forget(self) -> None:
        self._current, self.opened, self._drawn = None, None, None
        self.paper.empty()

    # --- what can be done ----------------------------------------------------
    def why_not(self, name: str) -> str | None:
        """Why something can't be done now; None when it can."""
        opened = self.opened
        if opened is None:
            return _("Choose a letter first.")
        if name in STEPS:
            return self.acts.signing.why_not(name)
        if name in ("sign", "paper", "back"):
            return _why_not_signed(name, opened)
        if name == "mail":
            return _why_no_mail(opened)
        if name == "again" and opened.state in (None, LetterState.SENT):
            return _("This letter was sent.") if opened.state else _("Make the letter first.")
        if name == "enclose" and opened.state not in (None, LetterState.READY):
            return _("This letter is “{state}”; nothing can be added to it.").format(state=state_word(opened.state))
        if name == "replaced" and not opened.replaced:
            return _("No letter was replaced.")
        return self._why_no_proof(opened) if name == "preserve" else None

    def _why_no_proof(self, opened: OpenedLetter) -> str | None:
        if opened.letter is None or len(opened.letter.signatures) == 0 or opened.letter.waiting:
            return _("Proof for later belongs under a letter that everyone signed digitally.")
        if self.verdict is None:
            return _("One moment…")
        if not self.verdict.valid:
            return _("The signatures no longer hold.")
        seal = self.verdict.archive
        if seal is None or may_renew(seal, clock.now()):
            return None
        return _("This letter is sealed for the archive already.")

    def _menu(self) -> list[tuple[str, str, Callable[[], object]] | None]:
        wanted = [
            ("show", _("Show or hide the letter"), "panel-right"),
            ("large", _("Save in large print"), "type"),
            ("again", _("Make the letter again"), "rotate-ccw"),
            ("replaced", _("Save the replaced letter"), "download"),
            ("keys", _("Signing keys"), "key-round"),
            ("check", _("Check or sign a PDF"), "shield-check"),
        ]
        can = [one for one in wanted if one[0] in ("check", "show") or self.why_not(one[0]) is None]
        entries = [(title, icon, partial(self._anyway, name)) for name, title, icon in can]
        return [*entries, *self.app.entries("history.show")]

    def _anyway(self, name: str) -> None:
        if name == "check":
            path = self.app.ask_file(_("Choose a PDF"), {"PDF": "*.pdf"})
            if path is not None:
                self.check([path])
        elif name == "show":
            self.toggle_paper()
        else:
            self.acts.run(name)

    def check(self, paths: Sequence[Path]) -> None:
        """Show what can be said of these files."""
        from .verify import check_in

        check_in(self.app, paths)

    # --- room and drops ------------------------------------------------------
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The letter beside the record, or, where there is no room for both, one of them."""
        room = self.width() - self.list_pane.width()
        both = room >= px(ROOM_FOR_BOTH)
        self.paper.setHidden(not both and not self._paper_first)
        self.record.setHidden(not both and self._paper_first)
        if both:
            self.paper.setFixedWidth(min(px(PAPER_WIDTH), round(room * 0.47)))
        else:
            self.paper.setMinimumWidth(0)
            self.paper.setMaximumWidth(16_777_215)

    def toggle_paper(self) -> None:
        """The letter in place of the record, or back; they stand side by side where there is room."""
        self._paper_first = not self._paper_first
        self._fit()
        if not self.paper.isHidden():
            self.paper.pages.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file on a letter that is being signed comes back; any other is checked."""
        paths = dropped(event)
        if len(paths) == 1 and self.why_not("back") is None:
            self.acts.take_back(paths[0])
        elif paths:
            self.check(paths)


def _why_not_signed(name: str, opened: OpenedLetter) -> str | None:
    if opened.blocked:
        return " ".join(opened.blocked)
    if opened.state is None:
        return _("Make the letter first.")
    if opened.state not in OPEN:
        return _("This letter is “{state}”; nothing can be added to it.").format(state=state_word(opened.state))
    if opened.outdated:
        return _("The adopted text has changed. Make the letter again.")
    if any(one.state is SignerState.REFUSED for one in opened.signers):
        return _("A signer refuses. Settle that first, or make the letter again.")
    if name == "paper" and opened.state is LetterState.SIGNING:
        return _("The first signature was set digitally. Have the other one sign digitally as well.")
    return None


def _why_no_mail(opened: OpenedLetter) -> str | None:
    if opened.letter is None:
        return _("Make the letter first.")
    if opened.state in OPEN:
        return _("This letter isn't signed by everyone yet.")
    if opened.outdated and opened.state is not LetterState.SENT:
        return _("The adopted text has changed. Make the letter again.")
    return None


def _steps(opened: OpenedLetter) -> tuple[str, ...]:
    """From making to sending, with a step for each who signs."""
    signs = (_step_word(one).format(role=_in_a_title(one.role)) for one in opened.signers)
    return (_("Make"), *signs, _("Sent"))


def _step(opened: OpenedLetter) -> int:
    if opened.state is None:
        return 0
    signing = 1 + len(opened.letter.signatures) if opened.letter is not None else 1
    last = 1 + len(opened.signers)
    return {
        LetterState.READY: 1, LetterState.SIGNING: min(signing, last - 1), LetterState.SENT: last + 1
    }.get(opened.state, last)  # fmt: skip


def _step_word(signer: Signer) -> str:
    return _("{role} refuses") if signer.state is SignerState.REFUSED else _("{role} signs")


def _in_a_title(role: str) -> str:
    """A role at the beginning of a title."""
    return role[:1].upper() + role[1:]

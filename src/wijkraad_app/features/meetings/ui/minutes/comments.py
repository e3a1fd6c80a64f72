"""Comments on draft minutes: beside the draft, and a reply pasted and split by item."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.flow import Flow
from wijkraad_app.ui.layout import clear, column, frame
from wijkraad_app.ui.widgets.buttons import Quiet
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.inputs import TextField
from wijkraad_app.ui.widgets.labels import Label
from wijkraad_app.ui.widgets.pasted import PastedSheet, Pasting
from wijkraad_app.ui.widgets.preview_table import PreviewColumn

from ... import service
from ...queries import MeetingView
from ...queries.minutes import CommentRow
from ...readers.comments import ParsedComment, read_comments
from ...rules.minutes import COMMENT_STATES

_NUMBER, _SENDER, _TEXT = range(3)


def paste_comments(app: App, over: QWidget, view: MeetingView) -> None:
    """A reply from a mail, or typed; each comment goes to its item."""
    numbers = [item.number for item in view.items if item.number]

    def told(made: Sequence[UUID]) -> None:
        app.toast(_("Taken over: {what}.").format(what=_counted(len(made))), _("Undo"), app.undo)

    hint = _("Paste a whole mail. “Item 4:” at the start of a line brings what follows to item 4; the rest is general.")
    PastedSheet(
        app, over, _("Add comments"), hint, _pasting(numbers), service.add_comments, told,
        field="comments", given={"meeting": view.id},
    ).open_over()  # fmt: skip


def _pasting(numbers: Sequence[str]) -> Pasting[ParsedComment]:
    def wrong(found: ParsedComment) -> dict[int, str]:
        empty = {} if found.text.strip() else {_TEXT: _("The text is missing.")}
        unknown = _("This agenda has no such item. Leave it empty for a general comment.")
        return empty | ({_NUMBER: unknown} if found.number and found.number not in numbers else {})

    return Pasting(
        label=_("The reply, as it came"),
        example=_("Item 4: the amount is 2,500 euros."),
        name=_("Comments as understood"),
        columns=(
            PreviewColumn(_("Item"), width=90),
            PreviewColumn(_("Sender"), width=180),
            PreviewColumn(_("Comment"), width=600),
        ),
        read=lambda text: read_comments(text, numbers),
        cells=lambda found: (found.number, found.sender, found.text),
        mend=_mended,
        guessed=lambda found: {} if found.sender else {_SENDER: _("Who says this? Type a name.")},
        wrong=wrong,
        counted=_counted,
    )


def _mended(found: ParsedComment, at: int, text: str) -> ParsedComment:
    return replace(found, **{("number", "sender", "text")[at]: text.strip()})


def _counted(count: int) -> str:
    return ngettext("{n} comment", "{n} comments", count).format(n=count)


class CommentCard(QWidget):
    """One comment: who, about what, what became of it."""

    settled = Signal(str)
    shown = Signal()
    removing = Signal()

    def __init__(self, found: CommentRow, place: str) -> None:
        super().__init__()
        who = found.sender or _("Someone")
        day = dates.short_date(found.received) if found.received else ""
        head = Label(", ".join(part for part in (who, day) if part), "small_strong", "text", wrap=True)
        parts: list[Any] = [head, Quiet(place, self.shown.emit) if found.item else Label(place, "small", "text_2")]
        parts.append(Label(found.text, "body", wrap=True))
        if found.state == "open":
            buttons = [
                Quiet(_("Worked in"), lambda: self.settled.emit("worked_in"), icon="check"),
                Quiet(_("Not worked in"), lambda: self.settled.emit("declined"), icon="x"),
                Quiet(_("Remove"), self.removing.emit, icon="trash-2"),
            ]
        else:
            state = _(COMMENT_STATES[found.state])
            said = f"{state}: {found.reason}" if found.reason else state
            parts.append(Label(said, "small_strong", "ok" if found.state == "worked_in" else "text_2", wrap=True))
            buttons = [Quiet(_("Open again"), lambda: self.settled.emit("open"), icon="rotate-ccw")]
        parts.append(Flow(*buttons, gap=4))
        self.setLayout(column(frame(column(*parts, gap=4, margins=(12, 10, 12, 8)), "card"), gap=0))
        self.setAccessibleName(f"{who}: {found.text}")


class CommentsPanel(QWidget):
    """The comments on one draft. ``place_wanted(item)``."""

    place_wanted = Signal(object)

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self._view: MeetingView | None = None
        self._cards = column(gap=8)
        self._add = Quiet(_("Add comments"), self.paste, icon="clipboard-paste")
        self._empty = Label("", "small", "text_2", wrap=True)
        self.setLayout(column(self._empty, self._cards, Flow(self._add), gap=8))

    def show_view(self, view: MeetingView) -> None:
        before, self._view = self._view, view
        self._add.setVisible(view.minutes_state != "adopted")
        if before is not None and before.id == view.id and before.draft.comments == view.draft.comments:
            return
        clear(self._cards)
        rows = view.draft.comments
        self._empty.setText(_("No comments yet. Paste a reply, or type one.") if not rows else "")
        self._empty.setVisible(not rows)
        for found in sorted(rows, key=lambda row: row.state != "open"):
            self._cards.addWidget(self._card(view, found))

    def _card(self, view: MeetingView, found: CommentRow) -> CommentCard:
        item = view.item(found.item)
        place = _("Item {number}").format(number=item.number) if item and item.number else item.title if item else ""
        card = CommentCard(found, place or _("About all of it"))
        card.settled.connect(self._settler(found))
        card.shown.connect(lambda: self.place_wanted.emit(found.item))
        card.removing.connect(self._remover(found))
        return card

    def _settler(self, found: CommentRow) -> Callable[[str], None]:
        def settle(state: str) -> None:
            if state == "declined":
                _DeclineDialog(self._app, self, found).open_over()
            else:
                self._app.do(self, service.settle_comment, id=found.id, state=state)

        return settle

    def _remover(self, found: CommentRow) -> Callable[[], object]:
        def removed(_result: object) -> None:
            self._app.toast(_("Comment removed."), _("Undo"), self._app.undo, icon="trash-2")

        return lambda: self._app.do(self, service.remove_comment, id=found.id, done=removed)

    def paste(self) -> None:
        """Paste or type comments."""
        if self._view is not None:
            paste_comments(self._app, self, self._view)


class _DeclineDialog(Dialog):
    """Why a comment isn't worked in."""

    help_topic = "minutes"

    def __init__(self, app: App, over: QWidget, found: CommentRow) -> None:
        super().__init__(over, _("Not worked in"), width=480)
        self._app, self._comment = app, found.id
        self.say(found.text)
        self.reason = TextField(_("Why not"), least=2, most=4)
        self.add(self.reason)
        self.buttons(_("Record"), self._keep)

    def _keep(self) -> bool | None:
        reason = self.reason.value().strip()
        if not reason:
            self.reason.error(_("Type why this isn't worked in."))
            return False
        self._app.do(self._app, service.settle_comment, id=self._comment, state="declined", reason=reason)
        return None

"""From a line to the dossier: keeping it, taking an entry up again, making it something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QWidget

from wijkraad_app.db import unsaved
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.commands import Command
from wijkraad_app.kernel.i18n import N_, _, language
from wijkraad_app.ui.app import App
from wijkraad_app.ui.autosave import Autosave

from ... import service
from ...queries import Entry, ItemRow, MeetingView
from ...rules.capture import PREFIXES, Captured, CaptureKind, Numbered, line_for
from ...rules.kept import ACTIONS, DECISIONS, KEPT_KINDS
from ...rules.votes import Votes
from ..decision_dialog import DecisionDialog
from ..preparing.attaching import attach
from .capture_line import CaptureLine, Line, read_back, written
from .entries import EntryList
from .key_menu import Choice, KeyMenu
from .kinds import LOOKS
from .roll_call import RollCallDialog
from .told import Room

DIGITS = "123456789"
_KEYS = {"amendment": "e", "motion": "m"}
"""Of kinds whose prefix is more than one letter."""


class Keeping(QObject):
    """Serves the line and the list of one item at a time; ``over`` is where dialogs open."""

    def __init__(self, app: App, over: QWidget, line: CaptureLine, entries: EntryList) -> None:
        super().__init__(over)
        self._app, self._over, self._line, self._entries = app, over, line, entries
        self._view: MeetingView | None = None
        self._item: ItemRow | None = None
        self._typing = Autosave(line, self._keep_typing)
        line.submitted.connect(self._submitted)
        line.stepped.connect(self._step)
        line.edited.connect(self._edited)
        entries.taken_up.connect(self.take_up)

    def commands(self, holding: Callable[[], bool]) -> tuple[Command, ...]:
        """What the overview of keys shows of it."""
        return (
            Command("meetings.change_entry", N_("Change the line, or the last entry"), self.open_menu, "Ctrl+J",
                    "pencil", holding),
            Command("meetings.consent", N_("Decide as asked"), self.consent, "F7", "gavel", holding),
            Command("meetings.roll_call", N_("Vote by name"), self.call_the_roll, "Ctrl+R", "vote", holding),
        )  # fmt: skip

    def show(self, view: MeetingView, item: ItemRow) -> None:
        """The item that lines go to now. A line that was half typed when the program stopped comes back."""
        first = self._view is None or self._view.id != view.id
        if first:
            self._typing.flush()
            self._line.clear()
        self._view, self._item = view, item
        waiting = [row for row in view.decisions_of(item.id) if not row.counted and row.outcome != "withdrawn"]
        majority = waiting[-1].majority if waiting else "simple"
        room = Room(view.standing(item.id), view.voting, majority, self._can_consent() is None)
        self._line.set_room(room, tuple(Numbered(one.id, one.number, one.title) for one in view.items if one.number))
        if first:
            self._app.read(self, unsaved.kept, _key(view.id), done=self._put_back, latest="typing")

    def _put_back(self, text: str) -> None:
        self._line.restore(read_back(text))

    def flush(self) -> None:
        """Keep what is half typed now."""
        self._typing.flush()

    @Slot()
    def _edited(self) -> None:
        if self._view is not None:
            self._typing.touched((_key(self._view.id), written(self._line.typed())))

    def _keep_typing(self, typed: tuple[str, str], group: UUID) -> None:
        if not self._app.workspace.read_only:
            self._app.do(self, unsaved.keep, key=typed[0], text=typed[1], group=group)

    # --- keeping a line ------------------------------------------------------------------
    @Slot(object, object)
    def _submitted(self, captured: Captured, line: Line) -> None:
        if self._item is None:
            return
        if line.entry is not None:
            self._change(line.entry, captured, line)
        elif captured.kind == "vote" and captured.method == "roll_call" and captured.votes is None:
            self.call_the_roll(captured)
        elif captured.kind in DECISIONS and captured.item is None and self._item.subject_adoptable:
            self._decide(captured.text, captured.votes, captured.method)
        else:
            verb, facts = _verb(captured, captured.item.id if captured.item else self._item.id)
            self._do(verb, line, **facts)
            if captured.item is not None:
                where = f"{captured.item.number} {captured.item.title}"
                self._app.toast(_("Kept at item {item}.").format(item=where), _("Undo"), self._app.undo)

    def _do(self, verb: Callable[..., Any], line: Line, **facts: Any) -> None:
        """A line that couldn't be kept comes back to be mended, unless something else is being typed by then: then
        it waits behind that."""

        def failed(error: BaseException) -> None:
            if line.text and not self._line.restore(line):
                self._line.edit.put(f"{self._line.line()} {line.text}")
            self._app.tell(error)

        self._app.do(self, verb, failed=failed, **facts)
        self._typing.flush()

    def _decide(self, text: str, votes: Votes | None = None, method: str = "") -> None:
        assert self._item is not None
        DecisionDialog(self._app, self._over, self._item, text=text, votes=votes, method=method).open_over()

    # --- votes ---------------------------------------------------------------------------
    def call_the_roll(self, captured: Captured | None = None) -> None:
        """Vote by name on what stands last."""
        if self._view is None or self._item is None:
            return
        standing = self._view.standing(self._item.id)
        if not standing.voters:
            self._app.toast(_("First record who is present: then there are members who vote."), icon="users")
            return
        names = {row.person: row.name for row in self._view.attendance if row.person is not None}
        RollCallDialog(
            self._app, self._over, self._item.id, [(one, names[one]) for one in standing.voters],
            text=captured.text if captured else "", majority=captured.majority if captured else "",
            rules=self._view.voting,
        ).open_over()  # fmt: skip

    def consent(self) -> None:
        """Decide what the agenda asks, by one key."""
        refusal = self._can_consent()
        if refusal is not None or self._item is None:
            self._app.toast(refusal or "", icon="gavel")
        elif self._item.subject_adoptable:
            self._decide(self._item.asked, method="consent")
        else:
            self._app.do(self, service.adopt_as_asked, item=self._item.id)

    def _can_consent(self) -> str | None:
        """Why one key decides nothing here; None when it does."""
        if self._view is None or self._item is None or not self._item.asked.strip():
            return _("The agenda doesn't say what is asked here. Type the decision.")
        if any(row.text == self._item.asked.strip() for row in self._view.decisions_of(self._item.id)):
            return _("This was decided already.")
        return None

    # --- entries again -------------------------------------------------------------------
    @Slot(int)
    def _step(self, by: int) -> None:
        """The entry before or after the one in the line; from the empty line the last one."""
        found = [entry for entry in self._entries.entries() if _writable(entry)]
        taken = self._line.taken()
        kept = [entry.kept for entry in found]
        at = kept.index(taken.kept) if taken is not None and taken.kept in kept else len(found)
        if 0 <= at + by < len(found):
            self.take_up(found[at + by])
        elif by > 0:
            self._line.leave()

    @Slot(object)
    def take_up(self, entry: Entry) -> None:
        """Into the line, to be corrected."""
        if _writable(entry) and self._line.untouched():
            self._line.take_up(entry, _line_of(entry))
            self._line.setFocus()

    def _change(self, was: Entry, captured: Captured, line: Line) -> None:
        assert self._item is not None
        kind = captured.kind if captured.kind in KEPT_KINDS else was.kind
        facts = _fields(captured, kind)
        item = captured.item.id if captured.item else None
        self._do(service.change_entry, line, was=was.kept, kind=kind, text=captured.text, item=item, **facts)

    def _recast(self, entry: Entry, kind: str) -> None:
        """Another kind: its words are read anew, so that an owner or votes come along as far as the kind has them."""
        taken: CaptureKind = kind  # type: ignore[assignment]  # one of the kinds of entries
        captured = self._line.meant(_line_of(entry), taken)
        self._line.leave()
        self._change(entry, captured, Line())

    def _send(self, entry: Entry, item: UUID) -> None:
        self._app.do(self, service.change_entry, was=entry.kept, kind=entry.kind, text=entry.said, item=item)

    @Slot(object)
    def remove(self, entry: Entry) -> None:
        """Take it away, with a way back."""

        def removed(_none: object) -> None:
            text = _("“{title}” removed.").format(title=entry.said)
            self._app.toast(text, _("Undo"), self._app.undo, icon="trash-2")

        self._app.do(self, service.remove_entry, was=entry.kept, done=removed)

    # --- two keys ------------------------------------------------------------------------
    def open_menu(self) -> None:
        """What the entry with the keyboard, else the one in the line, else the last one can become, and where it can
        go. What is being typed gets another kind."""
        entry = self._entries.focused() or self._line.taken()
        if entry is None and self._line.line():
            choices = self._kinds(lambda kind: self._line.choose_kind(kind), without=("vote",))  # type: ignore[arg-type]
            self._popup(_("Kind of this line"), choices)
            return
        entry = entry or (self._entries.entries() or (None,))[-1]
        if entry is None or self._view is None:
            return
        found: Entry = entry
        choices = self._kinds(lambda kind: self._recast(found, kind), without=(found.kind, "vote"))
        choices += [None, *self._places(found), None, *self._more(found)]
        self._popup(_("Change “{text}”").format(text=found.said[:60]), choices)

    def _kinds(self, run: Callable[[str], object], without: tuple[str, ...]) -> list[Choice | None]:
        offered = [(_KEYS.get(kind, prefix), kind) for prefix, kind in PREFIXES[language()].items()]
        return [
            Choice(key, _(LOOKS[kind].word), LOOKS[kind].icon, lambda kind=kind: run(kind))  # type: ignore[misc]
            for key, kind in offered
            if kind not in without
        ]

    def _places(self, entry: Entry) -> list[Choice | None]:
        """The items of the agenda; those with a single figure have it as key."""
        assert self._view is not None
        others = [one for one in self._view.items if one.number and one.id != entry.kept.item]
        shown = [one for one in others if one.number in DIGITS]
        choices: list[Choice | None] = [self._place(entry, one) for one in shown]
        if len(others) > len(shown):
            rest = [self._place(entry, one) for one in others if one not in shown]
            name = _("To another item")
            choices.append(Choice("#", name, "list", lambda: self._popup(name, rest)))
        return choices

    def _place(self, entry: Entry, item: ItemRow) -> Choice:
        key = item.number if item.number in DIGITS else ""
        title = f"{item.number}  {item.title}"
        return Choice(key, title, "corner-up-right", lambda: self._send(entry, item.id))

    def _more(self, entry: Entry) -> list[Choice | None]:
        choices: list[Choice | None] = []
        decision = entry.decision
        if decision is not None and decision.outcome == "tie" and self._view and self._view.voting.tie == "chair":
            for outcome, word in (("adopted", _("The chair decides: adopted")), ("rejected", _("… rejected"))):
                choices.append(Choice("", word, "gavel", lambda outcome=outcome: self._break_tie(decision.id, outcome)))  # type: ignore[misc]
        if decision is not None and decision.outcome != "withdrawn":
            choices.append(Choice("", _("Withdrawn"), "circle-slash", lambda: self._withdraw(decision.id)))
        if entry.annex is not None and not entry.annex.file:
            choices.append(Choice("", _("Add the file"), "paperclip", lambda: self._attach(entry)))
        choices.append(Choice("", _("Remove"), "trash-2", lambda: self.remove(entry)))
        return choices

    def _break_tie(self, decision: UUID, outcome: str) -> None:
        self._app.do(
            self, service.correct_outcome, id=decision, outcome=outcome, reason=_("A tie, decided by the chair.")
        )

    def _withdraw(self, decision: UUID) -> None:
        self._app.do(
            self, service.correct_outcome, id=decision, outcome="withdrawn", reason=_("Withdrawn at the meeting.")
        )

    def _attach(self, entry: Entry) -> None:
        path = self._app.ask_file(_("Choose the document that was shown"), {})
        if path is None or entry.annex is None:
            return
        attach(self._app, self._over, path, service.attach_file, id=entry.annex.id)

    def _popup(self, name: str, choices: list[Any]) -> None:
        focused = next((one for one in self._entries.lines() if one.hasFocus()), None)
        under: QWidget = focused or self._line
        menu = KeyMenu(self._over, name, choices)
        top = under.mapToGlobal(QPoint(0, 0)) if focused is None else under.mapToGlobal(under.rect().bottomLeft())
        if focused is None:
            top -= QPoint(0, menu.sizeHint().height())
        menu.popup(top)


def _key(meeting: UUID) -> str:
    return meeting.hex


def _writable(entry: Entry) -> bool:
    """Whether it fits a line: a table doesn't."""
    return "\n" not in entry.said


def _line_of(entry: Entry) -> str:
    decision, action = entry.decision, entry.action
    if decision is not None and decision.votes_for is not None and decision.method != "roll_call":
        counts = Votes(decision.votes_for, decision.votes_against or 0, decision.abstained or 0, decision.blank or 0)
        return line_for(decision.text, votes=counts)
    if action is not None:
        due = dates.long_date(action.due) if action.due else ""
        return line_for(action.text, owner=action.owner_name, due=due)
    return entry.said


def _fields(captured: Captured, kind: str) -> dict[str, Any]:
    """What belongs to the kind, as `service.change_entry` wants it."""
    if kind in ACTIONS:
        return {"owner": captured.owner, "owner_name": _typed_name(captured), "due": captured.due}
    return _votes(captured) if kind in DECISIONS else {}


def _typed_name(captured: Captured) -> str:
    return "" if captured.owner else captured.owner_name


def _votes(captured: Captured) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if captured.votes is not None:
        votes = captured.votes
        facts = {"votes_for": votes.in_favour, "votes_against": votes.against}
        facts |= {"abstained": votes.abstained, "blank": votes.blank}
    if captured.method and captured.method != "roll_call":
        facts["method"] = captured.method
    if captured.majority:
        facts["majority"] = captured.majority
    return facts


def _verb(captured: Captured, item: UUID) -> tuple[Callable[..., Any], dict[str, Any]]:
    """What keeps a line at an item."""
    kind, text = captured.kind, captured.text
    if kind == "vote" and (captured.votes is not None or captured.method):
        if text:
            return service.add_decision, {"item": item, "text": text, "method": "hands", **_votes(captured)}
        return service.record_vote, {"item": item, **_votes(captured)}
    if kind in DECISIONS:
        return service.add_decision, {"item": item, "text": text, "sort": kind, **_votes(captured)}
    if kind in ACTIONS:
        return service.add_action, {"item": item, "text": text, "sort": kind, **_fields(captured, kind)}
    if kind == "shown":
        return service.show_document, {"item": item, "title": text}
    return service.add_note, {"item": item, "text": text, "proposal": kind == "proposal"}

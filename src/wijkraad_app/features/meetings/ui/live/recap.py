"""For who comes in late: what is on, and what was decided so far, in sentences to read aloud."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _
from wijkraad_app.ui.widgets.dialog import Dialog
from wijkraad_app.ui.widgets.labels import Label

from ...queries import DecisionRow, ItemRow, MeetingView
from ...rules import words
from .scene import is_open


def recap(view: MeetingView, *, public: bool) -> tuple[str, ...]:
    """Sentences: the item that is on, then each decision. ``public`` leaves out what belongs to closed items."""
    return tuple(_sentences(view, public))


def _sentences(view: MeetingView, public: bool) -> Iterator[str]:
    on = view.current
    if on is not None and (not public or is_open(view, on)):
        began = dates.clock_time(on.began) if on.began else ""
        yield _("Now: {item}, since {time}.").format(item=_named(on), time=began)
    for item in view.items:
        if not public or is_open(view, item):
            yield from (_decided(view, item, row) for row in view.decisions_of(item.id))
    yield from (_decided(view, None, row) for row in view.decisions_of(None))


def _named(item: ItemRow) -> str:
    return _("item {number}, {title}").format(number=item.number, title=item.title) if item.number else item.title


def _decided(view: MeetingView, item: ItemRow | None, row: DecisionRow) -> str:
    text = row.text if row.text[-1:] in ".?!" else f"{row.text}."
    said = " ".join(part for part in (text, words.outcome_text(row.outcome, view.voting.tie), _counts(row)) if part)
    return _("At {item}: {decision}").format(item=_named(item), decision=said) if item is not None else said


def _counts(row: DecisionRow) -> str:
    return f"{row.votes_text}." if row.counted else ""


class RecapDialog(Dialog):
    """On the screen, large enough to show or read aloud; any key that closes a dialog closes it."""

    help_topic = "room"

    def __init__(self, over: QWidget, view: MeetingView, *, public: bool) -> None:
        super().__init__(over, _("Decided so far"), width=760)
        told = recap(view, public=public)
        decided = any(view.decisions)
        for sentence in told:
            self.add(Label(sentence, "reading", wrap=True))
        if not decided:
            self.add(Label(_("Nothing has been decided yet."), "reading", "text_2", wrap=True))
        self.buttons(_("Close"), lambda: None)
        if self.cancel_button is not None:
            self.cancel_button.hide()
        if self.main_button is not None:
            self.focus_first(self.main_button)

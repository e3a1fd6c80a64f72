"""The first ten minutes: a walk through the example council, from a meeting to a letter that can be checked."""

from __future__ import annotations

from sqlalchemy.orm import Session

from wijkraad_app.features.advice import queries as advice
from wijkraad_app.features.meetings import queries as meetings
from wijkraad_app.kernel.i18n import N_
from wijkraad_app.kernel.ids import EntityRef
from wijkraad_app.kernel.tour import Step

_WRITTEN_ABOUT = "Molendijk"
"""What the advice with figures, quotes and signals is about."""


def steps(session: Session) -> tuple[Step, ...]:
    """The tour as the dossier is now; a record that was removed is replaced by its page."""
    meeting, draft = _meeting(session), _draft(session)
    return (
        Step(
            "welcome", N_("Welcome to De Singels"),
            N_("This is a made-up council with a year of work. Nothing can break here, and nothing is sent. "
               "You can go on working while this card is open."),
        ),
        Step(
            "today", N_("Begin with what needs attention"),
            N_("This page says what is late, what is due this week and what the next meeting still needs. The button "
               "beside each line brings you there."),
            "today", N_("Today"),
        ),
        Step(
            "note", N_("Note something"),
            N_("A resident tells you that a lamp is broken. Type it here and press Enter. It is kept at once, under "
               "Signals. Ctrl+Z takes it back."),
            "today", N_("Quickly note a signal, action or idea"),
        ),
        Step(
            "meeting", N_("Open a meeting"),
            N_("The agenda of the next meeting is ready. Press an item to see more. With this button you write along "
               "during the meeting, and the minutes make themselves."),
            meeting, N_("Hold the meeting"),
        ),
        Step(
            "advice", N_("Read an advice"),
            N_("The council writes to the college about a dangerous crossing. The small numbers in the text are "
               "sources: a figure, a quote, signals."),
            draft, N_("Findings"),
        ),
        Step(
            "sources", N_("Where it is known from"),
            N_("Each source says how many people it stands for. When a source changes, the note says so, and you "
               "decide what to do."),
            draft, N_("Sources"),
        ),
        Step(
            "letter", N_("The letter"),
            N_("An adopted advice becomes a letter in the house style of the council. Chair and secretary sign it, "
               "with a key or on paper."),
            "letters", N_("Letter"),
        ),
        Step(
            "check", N_("Check a letter"),
            N_("Anyone can check a signed letter, also without a dossier. In one sentence you read whether it is whole "
               "and who signed. Try it with any PDF."),
            "letters", N_("Check or sign a PDF"),
        ),
        Step(
            "search", N_("Find it again"),
            N_("Type a word, for example “oversteken”. Everything is searched: minutes, quotes, signals, letters. "
               "Ctrl+K does it from any screen."),
            "search", N_("Search the whole dossier"),
        ),
        Step(
            "end", N_("That is all"),
            N_("F1 explains every screen, and this tour is there too. To begin for yourself: close the example with "
               "Ctrl+Shift+W and choose New dossier."),
            "today", N_("Help"),
        ),
    )  # fmt: skip


def _meeting(session: Session) -> EntityRef | str:
    planned = [row for row in meetings.meeting_rows(session) if row.status == "planned"]
    return EntityRef("meeting", planned[0].id) if planned else "meetings"


def _draft(session: Session) -> EntityRef | str:
    found = next((row for row in advice.advice_rows(session) if _WRITTEN_ABOUT in row.title), None)
    return EntityRef("advice", found.id) if found is not None else "advice"

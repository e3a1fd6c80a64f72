"""What the council brings from before: open actions and earlier decisions, pasted as lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from wijkraad_app.features.council.readers import ParsedAction, ParsedDecision, read_actions, read_decisions
from wijkraad_app.features.council.readers.rows import coming_day, past_day
from wijkraad_app.kernel import clock, dates
from wijkraad_app.kernel.i18n import _, ngettext
from wijkraad_app.ui.app import App
from wijkraad_app.ui.widgets.pasted import PastedSheet, Pasting
from wijkraad_app.ui.widgets.preview_table import PreviewColumn

from .. import service

_TEXT, _OWNER, _DUE, _DAY = 0, 1, 2, 1


def paste_actions(app: App, over: QWidget) -> None:
    """Open actions from a list."""
    hint = _("One action on each line: what, who and before when, in any order. Known names are linked to people.")
    then = _told(app, _count_actions)
    PastedSheet(app, over, _("Paste open actions"), hint, action_list(), service.import_actions, then).open_over()


def paste_decisions(app: App, over: QWidget) -> None:
    """Decisions from before the program."""
    hint = _("One decision on each line, with its day. You can name them later as the ground of an advice.")
    then = _told(app, _count_decisions)
    title, verb = _("Paste earlier decisions"), service.import_decisions
    PastedSheet(app, over, title, hint, decision_list(), verb, then).open_over()


def action_list() -> Pasting[ParsedAction]:
    """Actions, one a line."""
    return Pasting(
        label=_("Paste or type your actions, one on each line"),
        example=_("Ask for a quote for the benches; Kees Brouwer; 12 December"),
        name=_("Actions as understood"),
        columns=(
            PreviewColumn(_("Action"), width=480),
            PreviewColumn(_("Who"), width=220),
            PreviewColumn(_("Before"), width=140),
        ),
        read=lambda text: read_actions(text, clock.today()),
        cells=lambda action: (action.text, action.owner, _shown(action.due)),
        mend=_mended_action,
        guessed=lambda action: _guessed(action, _DUE),
        wrong=_without_text,
        counted=_count_actions,
    )


def decision_list() -> Pasting[ParsedDecision]:
    """Decisions, one a line."""
    return Pasting(
        label=_("Paste or type the decisions, one on each line"),
        example=_("3 November 2026; The council agrees with the budget"),
        name=_("Decisions as understood"),
        columns=(PreviewColumn(_("Decision"), width=700), PreviewColumn(_("Date"), width=140)),
        read=lambda text: read_decisions(text, clock.today()),
        cells=lambda decision: (decision.text, _shown(decision.day)),
        mend=_mended_decision,
        guessed=lambda decision: _guessed(decision, _DAY),
        wrong=_without_text,
        counted=_count_decisions,
    )


def _mended_action(action: ParsedAction, at: int, text: str) -> ParsedAction:
    text = text.strip()
    if at == _TEXT:
        return replace(action, text=text)
    if at == _OWNER:
        return replace(action, owner=text[:200])
    problems: list[str] = []
    due = coming_day(text, clock.today(), problems) if text else None
    return replace(action, due=due, problems=tuple(problems))


def _mended_decision(decision: ParsedDecision, at: int, text: str) -> ParsedDecision:
    text = text.strip()
    if at == _TEXT:
        return replace(decision, text=text)
    problems: list[str] = []
    day = past_day(text, clock.today(), problems) if text else None
    return replace(decision, day=day, problems=tuple(problems))


def _without_text(found: ParsedAction | ParsedDecision) -> dict[int, str]:
    return {} if found.text.strip() else {_TEXT: _("The text is missing.")}


def _guessed(found: ParsedAction | ParsedDecision, at: int) -> dict[int, str]:
    """What reading left open is about the date; a missing text is told at the text."""
    problems = [problem for problem in found.problems if problem != _("The text is missing.")]
    return {at: " ".join(problems)} if problems else {}


def _shown(day: date | None) -> str:
    return dates.list_date(day) if day else ""


def _count_actions(count: int) -> str:
    return ngettext("{n} action", "{n} actions", count).format(n=count)


def _count_decisions(count: int) -> str:
    return ngettext("{n} decision", "{n} decisions", count).format(n=count)


def _told(app: App, counted: Callable[[int], str]) -> Callable[[Any], None]:
    def told(made: Sequence[UUID]) -> None:
        text = _("Taken over: {what}.").format(what=counted(len(made)))
        app.toast(text, _("Undo"), app.undo)

    return told

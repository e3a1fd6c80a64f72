"""The annex of sources: for each number the exact wording, the counts, the base, sampling, response, period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wijkraad_app.features.conversations.rules.consent import quoted
from wijkraad_app.features.meetings.rules.words import votes_text
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _

from . import sentences
from .payloads import DecisionText, Payload, QuotePrint, SignalsCount, SignalText, SurveyFigure
from .snapshot import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One source in the annex: its number, a heading, facts (name and value), and a table with its header first."""

    number: int
    title: str
    facts: tuple[tuple[str, str], ...]
    table: tuple[tuple[str, ...], ...] = ()


def entries(sources: Iterable[Source]) -> tuple[Entry, ...]:
    """All sources by their numbers."""
    return tuple(entry(number, source) for number, source in enumerate(sources, start=1))


def entry(number: int, source: Source) -> Entry:
    """One source; figures that were kept on purpose say of which day."""
    facts = list(_facts(source.payload))
    if source.kept_on:
        facts.append((_("Figures"), _("as they were when inserted; kept on {day}").format(day=_day(source.kept_on))))
    table = _table(source.payload) if isinstance(source.payload, SurveyFigure) else ()
    return Entry(number, _title(source.payload), tuple((name, value) for name, value in facts if value), table)


def _title(payload: Payload) -> str:
    match payload:
        case SurveyFigure():
            return _("Survey “{title}”, question {number}").format(title=payload.survey, number=payload.number)
        case QuotePrint():
            return payload.conversation
        case DecisionText():
            return sentences.decision_name(payload)
        case SignalsCount():
            return _("Signals from residents")
        case SignalText():
            return _("Signal from a resident")


def _facts(payload: Payload) -> Iterable[tuple[str, str]]:
    match payload:
        case SurveyFigure():
            return _survey_facts(payload)
        case QuotePrint():
            return (
                (_("Words"), quoted(payload.words)),
                (_("Speaker"), payload.speaker),
                (_("Date"), _day(payload.day)),
                (_("Place"), payload.place),
                (_("Consent"), _("quoted with consent") if payload.consent else ""),
            )
        case DecisionText():
            return (
                (_("Decision"), payload.text),
                (_("Meeting"), payload.meeting),
                (_("Votes"), _votes(payload)),
            )
        case SignalsCount():
            return (
                (_("Number"), dates.number(payload.count)),
                (_("Theme"), payload.theme),
                (_("Neighbourhood"), payload.spec.neighbourhood),
                (_("Period"), sentences.period(payload.spec.first_day, payload.spec.last_day)),
            )
        case SignalText():
            return (
                (_("Text"), payload.title),
                (_("Neighbourhood"), payload.neighbourhood),
                (_("Date"), _day(payload.day)),
            )


def _survey_facts(figure: SurveyFigure) -> Iterable[tuple[str, str]]:
    return (
        (_("Wording"), f"“{figure.wording.strip()}”"),
        (_("Answers taken together"), ", ".join(figure.merged)),
        (_("Base"), _base(figure)),
        (_("Counted"), sentences.counted(figure)),
        (_("Without answer"), dates.number(figure.missing) if figure.missing else ""),
        (_("Sampling"), sentences.method(figure)),
        (_("Margin of 95%"), sentences.margin(figure)),
        (_("Weighting"), _weighting(figure)),
        (_("Response"), _response(figure)),
        (_("Period"), sentences.period_of(figure)),
    )


def _weighting(figure: SurveyFigure) -> str:
    if not figure.weighted:
        return _("not weighted")
    if not figure.margins:
        return _("weighted to known margins")
    text = _("weighted to {margins}; counts as {n_eff} replies; without weights {percent}")
    return text.format(
        margins=", ".join(figure.margins), n_eff=dates.number(figure.n_eff), percent=f"{figure.unweighted}%"
    )


def _base(figure: SurveyFigure) -> str:
    if not figure.filter_answer:
        return _("all who took part")
    return _("who answered “{answer}” to “{question}”").format(
        answer=figure.filter_answer, question=figure.filter_wording
    )


def _response(figure: SurveyFigure) -> str:
    if not figure.responses:
        return ""
    replies = dates.number(figure.responses)
    if not figure.invited:
        return _("{replies} replies; how many were invited is not known").format(replies=replies)
    rate = dates.percent(figure.responses / figure.invited)
    text = _("{replies} replies to {invited} invitations ({rate})")
    return text.format(replies=replies, invited=dates.number(figure.invited), rate=rate)


def _table(figure: SurveyFigure) -> tuple[tuple[str, ...], ...]:
    rows = [(_("Answer"), _("Number"), _("Share, weighted") if figure.weighted else _("Share"))]
    for option in figure.options:
        if option.suppressed:
            rows.append((option.label, _("hidden"), _("hidden")))
        else:
            rows.append((option.label, dates.number(option.count), f"{option.percent}%"))
    return tuple(rows) if figure.options else ()


def _votes(decision: DecisionText) -> str:
    if decision.votes_for is None or decision.votes_against is None:
        return ""
    return votes_text(decision.votes_for, decision.votes_against, decision.abstained or 0)


def _day(day: date | None) -> str:
    return dates.long_date(day) if day else ""

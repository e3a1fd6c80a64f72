"""A source as a ready sentence, and as a short note beside the text; in the language in force.

Figures keep their base, n and method in the sentence itself (SURVEYS.md, honesty rules).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from wijkraad_app.features.conversations.rules.consent import quoted
from wijkraad_app.features.conversations.rules.words import kind_word as conversation_word
from wijkraad_app.features.meetings.rules import words as meeting_words
from wijkraad_app.features.signals.rules.words import kind_word as signal_word
from wijkraad_app.features.surveys.rules.kinds import METHOD_WORDS, Method
from wijkraad_app.kernel import dates
from wijkraad_app.kernel.i18n import _, language, ngettext

from .payloads import DecisionText, Payload, QuotePrint, SignalsCount, SignalText, SourceKind, SurveyFigure, source_kind


@dataclass(frozen=True, slots=True)
class Note:
    """A source in the margin: icon name, kind ("Enquête, vraag 4"), what it says, and its base or place."""

    icon: str
    kind: str
    body: str
    meta: str


ICONS = {
    SourceKind.QUESTION: "chart-bar",
    SourceKind.QUOTE: "message-square-quote",
    SourceKind.DECISION: "gavel",
    SourceKind.SIGNALS: "inbox",
    SourceKind.SIGNAL: "inbox",
}


_COUNT = re.compile(r"\bn = (?=\d)")


def unbroken(text: str) -> str:
    """As shown and printed: “n = 248” doesn't fall apart over two lines."""
    return _COUNT.sub("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}", text)


def sentence(payload: Payload) -> str:
    """The sentence that goes into the text."""
    match payload:
        case SurveyFigure():
            return _figure(payload)
        case QuotePrint():
            return _quote(payload)
        case DecisionText():
            return f"{decision_name(payload)}: {_ended(payload.text)}"
        case SignalsCount():
            return _signals(payload)
        case SignalText():
            return _signal(payload)


def note(payload: Payload) -> Note:
    """The note beside the text."""
    icon = ICONS[source_kind(payload)]
    match payload:
        case SurveyFigure():
            kind = _("Survey, question {number}").format(number=payload.number)
            body = f"{payload.percent}% {payload.answer}" + (f" ({margin(payload)})" if margin(payload) else "")
            weighted = _("weighted") if payload.weighted else ""
            meta = _join(unbroken(counted(payload)), method(payload), weighted, period_of(payload))
            return Note(icon, kind, body, meta)
        case QuotePrint():
            where = (payload.place, _short(payload.day))
            return Note(
                icon,
                conversation_word(payload.conversation_kind),
                quoted(payload.words),
                _join(payload.speaker, *where),
            )
        case DecisionText():
            return Note(icon, decision_name(payload), payload.text, payload.meeting)
        case SignalsCount():
            return Note(
                icon,
                _("Signals"),
                _signals_body(payload),
                _join(period(payload.spec.first_day, payload.spec.last_day), payload.spec.neighbourhood),
            )
        case SignalText():
            return Note(
                icon,
                _("Signal"),
                payload.title,
                _join(signal_word(payload.kind), payload.neighbourhood, _short(payload.day)),
            )


def decision_name(decision: DecisionText) -> str:
    """ "Besluit 3 van 1 december 2026"."""
    return meeting_words.decision_name(decision.number, decision.day)


def method(figure: SurveyFigure) -> str:
    """How people were reached: "steekproef", or "indicatief, open link"."""
    known = figure.method in {choice.value for choice in Method}
    word = _(METHOD_WORDS[Method(figure.method)]) if known else _(METHOD_WORDS[Method.UNKNOWN])
    word = word[:1].lower() + word[1:]
    return _("indicative") + ", " + word if figure.indicative else word


def counted(figure: SurveyFigure) -> str:
    """ "n = 248 van 598": who answered in this base, of all who answered."""
    n, of = dates.number(figure.n), dates.number(figure.of)
    return f"n = {n}" if figure.n == figure.of else _("n = {n} of {of}").format(n=n, of=of)


def margin(figure: SurveyFigure) -> str:
    """ "55–67%", the 95% margin; "" where none is due."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{figure.low}–{figure.high}%"


def period_of(figure: SurveyFigure) -> str:
    """When the survey ran: a month where it began and ended in one, else both days."""
    first, last = figure.first_day, figure.last_day
    if first and last and (first.year, first.month) == (last.year, last.month):
        return dates.month(first)
    return period(first, last)


def period(first: date | None, last: date | None) -> str:
    """ "1 januari tot en met 20 november 2026"; an open end is said; "" without any."""
    if first and last:
        start = dates.long_date(first)
        if first.year == last.year:
            start = start.removesuffix(f" {first.year}").removesuffix(",")
        return _("{first} to {last}").format(first=start, last=dates.long_date(last))
    if first:
        return _("since {day}").format(day=dates.long_date(first))
    return _("until {day}").format(day=dates.long_date(last)) if last else ""


def claim(figure: SurveyFigure) -> str:
    """The user's end of the sentence, or the answer and the question as they stand."""
    if figure.spec.claim.strip():
        return figure.spec.claim.strip().rstrip(".")
    text = _("names “{answer}” at “{question}”") if figure.multiple else _("answers “{answer}” to “{question}”")
    return text.format(answer=figure.answer, question=figure.wording.strip())


def who(figure: SurveyFigure) -> str:
    """Whose share it is: the user's word, the answer that makes the base, or those who answered."""
    if figure.spec.who.strip():
        return figure.spec.who.strip()
    if figure.filter_answer:
        return _("those with “{answer}”").format(answer=figure.filter_answer)
    return _("those who answered")


def _figure(figure: SurveyFigure) -> str:
    basis = _parts(
        counted(figure),
        method(figure),
        _("margin {margin}").format(margin=margin(figure)) if margin(figure) else "",
        _("weighted") if figure.weighted else "",
        period_of(figure),
    )
    text = _("{percent} of {who} {claim} ({basis}).")
    return text.format(percent=f"{figure.percent}%", who=who(figure), claim=claim(figure), basis=", ".join(basis))


def _quote(quote: QuotePrint) -> str:
    talk = conversation_word(quote.conversation_kind)
    talk = talk[:1].lower() + talk[1:]
    if quote.day:
        talk = _("{conversation} of {day}").format(conversation=talk, day=dates.long_date(quote.day))
    return f"{quoted(quote.words)} ({quote.speaker}, {talk})."


def _signals(signals: SignalsCount) -> str:
    spec = signals.spec
    text = ngettext("{signals} came in{about}{where}{when}.", "{signals} came in{about}{where}{when}.", signals.count)
    return text.format(
        signals=_how_many(spec.kind, signals.count),
        about=" " + _("about {theme}").format(theme=_lower(signals.theme)) if signals.theme else "",
        where=" " + _("in {place}").format(place=spec.neighbourhood) if spec.neighbourhood else "",
        when=_when(spec.first_day, spec.last_day),
    )


def _when(first: date | None, last: date | None) -> str:
    text = period(first, last)
    if not text:
        return ""
    return " " + (_("from {period}").format(period=text) if first and last else text)


def _signal(signal: SignalText) -> str:
    head = _("A resident sent a {kind}").format(kind=signal_word(signal.kind))
    if signal.day:
        head += " " + _("on {day}").format(day=dates.long_date(signal.day))
    return f"{head}: {_ended(signal.title)}"


def _signals_body(signals: SignalsCount) -> str:
    count = _how_many(signals.spec.kind, signals.count)
    return f"{count} {_('about {theme}').format(theme=_lower(signals.theme))}" if signals.theme else count


def _how_many(kind: str, count: int) -> str:
    forms = {
        "question": ngettext("{count} question", "{count} questions", count),
        "report": ngettext("{count} report", "{count} reports", count),
        "proposal": ngettext("{count} proposal", "{count} proposals", count),
        "complaint": ngettext("{count} complaint", "{count} complaints", count),
        "compliment": ngettext("{count} compliment", "{count} compliments", count),
    }
    text = forms.get(kind) or ngettext("{count} signal", "{count} signals", count)
    return text.format(count=dates.number(count))


def _lower(words: str) -> str:
    """A theme inside a sentence; abbreviations and English keep their capitals."""
    return words[:1].lower() + words[1:] if language() == "nl" and words[1:2].islower() else words


def _ended(words: str) -> str:
    stripped = " ".join(words.split())
    return stripped if stripped.endswith((".", "!", "?", "…")) else stripped + "."


def _short(day: date | None) -> str:
    return dates.list_date(day) if day else ""


def _parts(*parts: str) -> list[str]:
    return [part for part in parts if part]


def _join(*parts: str) -> str:
    return ", ".join(_parts(*parts))

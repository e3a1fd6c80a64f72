"""Verbs of sources: insert, take newer figures, keep, remove. What a source says is frozen when it enters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.orm import Session

from wijkraad_app.db.erasure import after_cleaning
from wijkraad_app.db.fields import check_text, checked
from wijkraad_app.db.unit import UnitOfWork
from wijkraad_app.db.verbs import verb
from wijkraad_app.kernel import clock, i18n
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

from ..model import Advice, Evidence, Recommendation
from ..queries import sources
from ..queries.contents import recommendations_of, source_of
from ..queries.evidence import freshness_of
from ..queries.figures import survey_figure
from ..rules import payloads, sentences
from ..rules.freshness import GONE_KEPT, Freshness
from ..rules.numbering import SECTIONS, appended, replaced, without
from ..rules.payloads import FigureSpec, Payload, SignalsSpec, SourceKind, SurveyFigure
from .parts import editable, one_of


@dataclass(frozen=True, slots=True)
class Inserted:
    """A source that entered: ``ref`` is what the note in the text holds, ``sentence`` what goes before it."""

    id: UUID
    ref: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Updated:
    """New figures: the sentences before and now, and whether the text held the old one word for word."""

    old: str
    new: str
    in_text: bool


@verb(label=N_("Insert source in “{title}”"))
def insert_evidence(
    uow: UnitOfWork,
    *,
    advice: UUID,
    kind: str,
    source: UUID | None = None,
    figure: FigureSpec | None = None,
    signals: SignalsSpec | None = None,
    section: str = "",
    recommendation: UUID | None = None,
    shown: bool = False,
) -> Inserted:
    """Freeze what a source says now and tie it to the advice.

    ``kind``: question (with ``figure``), quote, decision, signals (with ``signals``) or signal. With ``section`` or
    ``recommendation`` the ready sentence and its note are added at the end of that text; else the caller puts them
    where the cursor is. A quote needs consent, and ``shown``: that its exact print was shown with the question
    whether neighbours would recognise the speaker.
    """
    row = editable(uow, advice)
    uow.describe(title=row.title)
    with i18n.in_language(row.language):
        payload = _payload(uow, SourceKind(one_of(kind, list(SourceKind))), source, figure, signals, shown=shown)
        sentence = sentences.sentence(payload)
    made = uow.add(
        Evidence(
            advice=advice,
            source_kind=kind,
            source=_origin(payload, source),
            sentence=sentence,
            frozen=payloads.freeze(payload),
            fingerprint=payloads.fingerprint(payload),
            frozen_at=clock.now(),
        )
    )
    inserted = Inserted(made.id, str(made.id), sentence)
    if section or recommendation:
        _append(uow, row, section, recommendation, inserted)
    return inserted


def _payload(
    uow: UnitOfWork,
    kind: SourceKind,
    source: UUID | None,
    figure: FigureSpec | None,
    signals: SignalsSpec | None,
    *,
    shown: bool,
) -> Payload:
    payload: Payload | None = None
    if kind is SourceKind.QUESTION and figure is not None:
        _check_words(figure.who, figure.claim)
        payload = survey_figure(uow.session, figure)
    elif kind is SourceKind.SIGNALS:
        payload = sources.signals_count(uow.session, signals or SignalsSpec())
    elif source is not None:
        payload = _of_record(uow, kind, source, shown=shown)
    if payload is None:
        raise UserError(_("This source isn't in the dossier any more. Choose another one."), code="source_gone")
    return payload


def _of_record(uow: UnitOfWork, kind: SourceKind, source: UUID, *, shown: bool) -> Payload | None:
    if kind is SourceKind.DECISION:
        return sources.decision_text(uow.session, source)
    if kind is SourceKind.SIGNAL:
        return sources.signal_text(uow.session, source)
    found = sources.quote_print(uow.session, source) if kind is SourceKind.QUOTE else None
    if found is None:
        message = _("This quote may not be used: the speaker hasn't agreed. Ask for consent first.")
        raise UserError(message, code="no_consent")
    if not shown:
        message = _("Look at the exact words first: would neighbours recognise the speaker?")
        raise UserError(message, code="not_shown")
    return found


def _check_words(*texts: str) -> None:
    for text in texts:
        check_text(text, 300)


def _origin(payload: Payload, source: UUID | None) -> UUID:
    if isinstance(payload, SurveyFigure):
        return UUID(payload.spec.question)
    if isinstance(payload, payloads.SignalsCount):
        return UUID(payload.spec.theme) if payload.spec.theme else sources.ANY_SIGNALS
    return source or sources.ANY_SIGNALS


def _append(uow: UnitOfWork, advice: Advice, section: str, recommendation: UUID | None, inserted: Inserted) -> None:
    if recommendation is not None:
        row = uow.get(Recommendation, recommendation)
        uow.update(row, **checked(Recommendation, {"text": appended(row.text, inserted.sentence, inserted.ref)}))
        return
    one_of(section, SECTIONS)
    text = appended(getattr(advice, section), inserted.sentence, inserted.ref)
    uow.update(advice, **checked(Advice, {section: text}))


@verb(label=N_("Take the new figures in “{title}”"))
def update_evidence(uow: UnitOfWork, *, id: UUID) -> Updated:
    """Freeze the source as it is now; its sentence is replaced in the text where it stands word for word."""
    row = uow.get(Evidence, id)
    advice = editable(uow, row.advice)
    uow.describe(title=advice.title)
    freshness, now = freshness_of(uow.session, row, advice.language)
    if now.payload is None or freshness is Freshness.NO_CONSENT:
        message = _("This source can't be used any more. Remove it from the advice, or keep it with its date.")
        raise UserError(message, code="source_gone")
    payload = _with_own_words(now.payload, source_of(row).payload)
    with i18n.in_language(advice.language):
        new = sentences.sentence(payload)
    old = row.sentence
    uow.update(
        row,
        sentence=new,
        frozen=payloads.freeze(payload),
        fingerprint=payloads.fingerprint(payload),
        frozen_at=clock.now(),
        kept_on=None,
        kept_fingerprint="",
    )
    return Updated(old, new, _replace_in_texts(uow, advice, old, new))


def _with_own_words(payload: Payload, frozen: Payload) -> Payload:
    if isinstance(payload, SurveyFigure) and isinstance(frozen, SurveyFigure):
        return replace(payload, spec=frozen.spec)
    return payload


def _replace_in_texts(uow: UnitOfWork, advice: Advice, old: str, new: str) -> bool:
    found = False
    for name in SECTIONS:
        text = replaced(getattr(advice, name), old, new)
        if text is not None:
            uow.update(advice, **{name: text})
            found = True
    for row in recommendations_of(uow.session, advice.id):
        text = replaced(row.text, old, new)
        if text is not None:
            uow.update(row, text=text)
            found = True
    return found


@verb(label=N_("Keep the figures in “{title}”"))
def keep_evidence(uow: UnitOfWork, *, id: UUID) -> None:
    """Keep what was frozen although the source says something else now; the day of keeping goes into the annex.

    A quote that lost its consent can't be kept.
    """
    row = uow.get(Evidence, id)
    advice = uow.get(Advice, row.advice)
    uow.describe(title=advice.title)
    freshness, now = freshness_of(uow.session, row, advice.language)
    if freshness is Freshness.NO_CONSENT:
        raise UserError(_("The speaker no longer agrees. Remove this quote from the advice."), code="no_consent")
    row.kept_on = clock.today()
    row.kept_fingerprint = payloads.fingerprint(now.payload) if now.payload else GONE_KEPT


@verb(label=N_("Remove source from “{title}”"))
def remove_evidence(uow: UnitOfWork, *, id: UUID) -> None:
    """Remove a source and its notes; the words around them stay, except those of a quote word for word."""
    row = uow.get(Evidence, id)
    advice = editable(uow, row.advice)
    uow.describe(title=advice.title)
    if row.source_kind == SourceKind.QUOTE.value:
        _replace_in_texts(uow, advice, row.sentence, "")
    for name in SECTIONS:
        text = getattr(advice, name)
        if str(row.id) in text:
            uow.update(advice, **{name: without(text, str(row.id))})
    for recommendation in recommendations_of(uow.session, advice.id):
        if str(row.id) in recommendation.text:
            uow.update(recommendation, text=without(recommendation.text, str(row.id)))
    uow.remove(row)


@after_cleaning("evidence")
def _mark_anew(_session: Session, row: Evidence) -> Mapping[str, str]:
    """The fingerprint goes by the frozen words."""
    before = row.fingerprint
    row.fingerprint = payloads.fingerprint(payloads.thaw(SourceKind(row.source_kind), row.frozen))
    return {before: row.fingerprint}

"""A question's answers as arrays: from the derived column when it is up to date, else from the batches themselves.

Columns are derived: an undone or merged import leaves them behind, and then the batches speak.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy import update as change
from sqlalchemy.orm import Session

from wijkraad_app.db import blobs
from wijkraad_app.features.surveys.model import Batch, Question, QuestionOption, Response, SurveyColumn
from wijkraad_app.features.surveys.rules.answers import Option
from wijkraad_app.features.surveys.rules.canonical import BatchAnswers, unpack
from wijkraad_app.features.surveys.rules.kinds import Kind, Missing
from wijkraad_app.features.surveys.rules.packing import Packed, from_bytes, from_values, joined, to_bytes
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _
from wijkraad_app.kernel.ids import derived_id

MISSING_NAMES = {
    Missing.BLANK: "blank",
    Missing.NOT_ASKED: "not_asked",
    Missing.REFUSED: "refused",
    Missing.DONT_KNOW: "dont_know",
}


def live_batches(session: Session, survey: UUID) -> list[Batch]:
    """Imports of a survey that weren't undone, oldest first."""
    query = select(Batch).where(Batch.survey == survey, Batch.deleted.is_(False))
    return list(session.scalars(query.order_by(Batch.created_at, Batch.id)))


def options_of(session: Session, question: UUID) -> list[QuestionOption]:
    """The answers one can choose, in order."""
    query = select(QuestionOption).where(QuestionOption.question == question, QuestionOption.deleted.is_(False))
    return list(session.scalars(query.order_by(QuestionOption.number, QuestionOption.id)))


def as_option(row: QuestionOption) -> Option:
    """An option as the rules know it."""
    return Option(row.label, missing_kind(row.missing))


def missing_kind(name: str) -> Missing | None:
    """The kind of missing answer by the name it is stored under."""
    return next((kind for kind, stored in MISSING_NAMES.items() if stored == name), None)


def packed(session: Session, question: Question, options: Sequence[QuestionOption]) -> Packed:
    """All answers to a question, batch after batch."""
    batches = live_batches(session, question.survey)
    kind = Kind(question.kind)
    replies = sum(batch.rows for batch in batches)
    stored = session.get(SurveyColumn, question.id)
    if stored is not None and stored.revision == _revision(batches, options):
        return from_bytes(kind, stored.data, len(options), replies)
    loaded = [load_batch(session, batch.answers) for batch in batches]
    return _from_batches(question.id, kind, loaded, options)


def _revision(batches: Sequence[Batch], options: Sequence[QuestionOption]) -> str:
    parts = [f"{batch.id.hex}:{batch.answers}" for batch in batches] + [option.id.hex for option in options]
    return sha256("\n".join(parts).encode()).hexdigest()


def _from_batches(
    question: UUID, kind: Kind, batches: Sequence[BatchAnswers], options: Sequence[QuestionOption]
) -> Packed:
    parts = [_from_batch(batch, question, kind, options) for batch in batches]
    return joined(parts) if parts else from_values(kind, [], len(options))


def load_batch(session: Session, digest: str) -> BatchAnswers:
    """The canonical answers of a batch."""
    try:
        return _unpacked(digest, blobs.load(session, digest))
    except ValueError as error:
        message = _("These answers were stored by a newer version of the program. Update the program first.")
        raise UserError(message, code="newer_format") from error


@lru_cache(maxsize=4)
def _unpacked(_digest: str, data: bytes) -> BatchAnswers:
    return unpack(data)


def _from_batch(batch: BatchAnswers, question: UUID, kind: Kind, options: Sequence[QuestionOption]) -> Packed:
    for own, values in zip(batch.questions, batch.answers, strict=True):
        if own.id == question:
            places = {option.id: place for place, option in enumerate(options)}
            renumber = [places.get(option, len(options)) for option in own.options]
            if renumber == list(range(len(renumber))):
                return from_values(kind, values, len(options))
            return from_values(kind, [_renumbered(value, renumber) for value in values], len(options))
    return from_values(kind, _nobody(kind, batch.replies), len(options))


def _renumbered(value: object, renumber: Sequence[int]) -> object:
    if isinstance(value, int) and value >= 0:
        return renumber[value]
    if isinstance(value, list | tuple):
        return [renumber[place] for place in value]
    return value


def _nobody(kind: Kind, replies: int) -> list[int | None]:
    return [int(Missing.NOT_ASKED) if kind.coded else None] * replies


def derive(session: Session, survey: UUID, new: Batch, answers: BatchAnswers) -> None:
    """Write the derived columns of a survey anew after ``new`` came with ``answers``, in the open transaction."""
    batches = live_batches(session, survey)
    loaded = [answers if batch.id == new.id else load_batch(session, batch.answers) for batch in batches]
    questions = session.scalars(select(Question).where(Question.survey == survey, Question.deleted.is_(False)))
    for question in questions:
        options = options_of(session, question.id)
        values = {
            "survey": survey,
            "revision": _revision(batches, options),
            "data": to_bytes(_from_batches(question.id, Kind(question.kind), loaded, options)),
        }
        if session.get(SurveyColumn, question.id) is None:
            session.execute(insert(SurveyColumn).values(question=question.id, **values))
        else:
            session.execute(change(SurveyColumn).where(SurveyColumn.question == question.id).values(**values))


def derive_responses(session: Session, survey: UUID, batch: UUID, answers: BatchAnswers) -> None:
    """Write the derived reply rows of a new batch: ids any computer derives alike, answers as a JSON array."""
    columns = [_as_json(values) for values in answers.answers]
    rows = zip(*columns, strict=True) if columns else iter([()] * answers.replies)
    values = [
        {
            "id": derived_id(batch, number),
            "survey": survey,
            "batch": batch,
            "row_number": number,
            "answers": "[" + ",".join(row) + "]",
        }
        for number, row in enumerate(rows)
    ]
    if values:
        session.execute(insert(Response), values)


def _as_json(values: Sequence[object]) -> list[str]:
    """Each value as JSON; what comes often is worked out once."""
    known: dict[object, str] = {}
    return [known.get(value) or known.setdefault(value, _json(value)) for value in values]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

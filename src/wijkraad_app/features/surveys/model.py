"""Tables of surveys. The truth of an import is one batch blob; responses and columns are derived from it."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wijkraad_app.db.base import Derived, Id, Journaled, refers_to, short_text
from wijkraad_app.kernel.i18n import N_


class Survey(Journaled):
    """A survey. ``method``: unknown, open_link, street, convenience, random, census, panel.

    ``counts_only`` when results were typed in as counts. ``invited`` gives the response rate where known.
    """

    __kind__ = "survey"
    __called__ = N_("survey")
    __search__ = ("description",)
    title: Mapped[str] = short_text()
    description: Mapped[str] = mapped_column(Text, default="")
    method: Mapped[str] = mapped_column(default="unknown")
    start: Mapped[date | None]
    end: Mapped[date | None]
    invited: Mapped[int | None]
    population: Mapped[int | None]
    persons: Mapped[int | None]
    counts_only: Mapped[bool] = mapped_column(default=False)
    format: Mapped[str] = short_text(40)
    file_name: Mapped[str] = short_text()


class Question(Journaled):
    """A question in its frozen order. ``kind``: single, multiple, scale, number, open, date, meta."""

    __kind__ = "question"
    __called__ = N_("question")
    __title__ = "text"
    __search__ = ("text",)
    survey: Mapped[uuid.UUID] = refers_to("survey", required=True)
    number: Mapped[int] = mapped_column(default=0)
    position: Mapped[str] = short_text(60)
    code: Mapped[str] = short_text(100)
    text: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(default="single")
    base: Mapped[int | None]


class QuestionOption(Journaled):
    """An answer one can choose. ``missing``: empty, not_asked, refused, blank, dont_know. ``count`` when typed in.

    ``target``: the number or share of the ward in this class, as a plain decimal, when replies are weighted by this
    question. ``joined``: the option whose class this one is taken into.
    """

    __kind__ = "option"
    __called__ = N_("possible answer")
    __title__ = "label"
    question: Mapped[uuid.UUID] = refers_to("question", required=True)
    number: Mapped[int] = mapped_column(default=0)
    position: Mapped[str] = short_text(60)
    code: Mapped[str] = short_text(100)
    label: Mapped[str] = short_text(500)
    missing: Mapped[str] = short_text(20)
    count: Mapped[int | None]
    target: Mapped[str] = short_text(24)
    joined: Mapped[uuid.UUID | None] = refers_to("option")


class Batch(Journaled):
    """One import: a blob with the canonical answers, in the order of the questions at that time."""

    __kind__ = "batch"
    __called__ = N_("answers to a survey")
    __title__ = "file_name"
    survey: Mapped[uuid.UUID] = refers_to("survey", required=True)
    answers: Mapped[str] = short_text(64)
    source: Mapped[str] = short_text(64)
    file_name: Mapped[str] = short_text()
    rows: Mapped[int] = mapped_column(default=0)
    skipped: Mapped[int] = mapped_column(default=0)


class Response(Derived):
    """One reply: its answers as a compact JSON array in the order of the questions; id = UUIDv5(batch, row)."""

    __tablename__ = "response"
    id: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    survey: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    batch: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    row_number: Mapped[int] = mapped_column(Integer)
    answers: Mapped[str] = mapped_column(Text)


class SurveyColumn(Derived):
    """One question's answers over all responses, packed for numpy."""

    __tablename__ = "survey_column"
    question: Mapped[uuid.UUID] = mapped_column(Id, primary_key=True)
    survey: Mapped[uuid.UUID] = mapped_column(Id, index=True)
    revision: Mapped[str] = mapped_column(String(64))
    data: Mapped[bytes] = mapped_column(LargeBinary)

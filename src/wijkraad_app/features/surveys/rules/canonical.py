"""The canonical bytes of one import: what a batch blob holds, and what everything else is derived from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from .kinds import Kind

FORMAT = "wijkraad-answers"
VERSION = 1
MEDIA_TYPE = "application/vnd.wijkraad.answers+json"


@dataclass(frozen=True, slots=True)
class BatchQuestion:
    """A question and its options as they were numbered in this batch."""

    id: UUID
    kind: Kind
    options: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class BatchAnswers:
    """``answers`` per question, per reply: an option's number or a `Missing` code; a list of numbers or a code;
    a number; a text; None for nothing. ``persons`` is None where each reply is one person."""

    questions: tuple[BatchQuestion, ...]
    answers: tuple[Sequence[Any], ...]
    keys: tuple[str, ...]
    persons: tuple[int, ...] | None = None

    @property
    def replies(self) -> int:
        return len(self.keys)


def pack(batch: BatchAnswers) -> bytes:
    """The bytes; the same batch always gives the same."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "questions": [
            {"id": q.id.hex, "kind": str(q.kind), "options": [option.hex for option in q.options]}
            for q in batch.questions
        ],
        "answers": batch.answers,
        "keys": batch.keys,
        "persons": batch.persons,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")


def unpack(data: bytes) -> BatchAnswers:
    """The batch again; multiple answers are lists. ValueError for a format of a later program."""
    content = json.loads(data)
    if content["format"] != FORMAT or content["version"] != VERSION:
        raise ValueError("unknown batch format")
    return BatchAnswers(
        questions=tuple(
            BatchQuestion(UUID(q["id"]), Kind(q["kind"]), tuple(map(UUID, q["options"]))) for q in content["questions"]
        ),
        answers=tuple(content["answers"]),
        keys=tuple(content["keys"]),
        persons=None if content["persons"] is None else tuple(content["persons"]),
    )

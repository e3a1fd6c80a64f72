"""Statements that belong together: questions beside each other that share one scale of answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from .kinds import Kind

PART = " – "
"""Between the words of a grid and those of one of its rows."""
LEAST, MOST = 3, 5
_AGAINST = re.compile(
    r"\b(niet|oneens|on(veilig|tevreden|belangrijk)|slechte?|nooit|zelden|matig|not|never|rarely|bad|poor|fair|unsafe"
    r"|disagree|un(satisfied|important|favou?rabl[ey])|dissatisfied)\b"
)


class Asked(Protocol):
    """What is needed to know of a question."""

    @property
    def id(self) -> UUID: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> Kind: ...


Q = TypeVar("Q", bound=Asked)


def headed(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Of each question the words it shares with others of its survey ("" for one of its own), and its own words."""
    shared = Counter(whole_of(text) for text in texts)
    parts = [bool(whole) and shared[whole] > 1 for whole in map(whole_of, texts)]
    return [(whole_of(text), own_words(text)) if part else ("", text) for text, part in zip(texts, parts, strict=True)]


def whole_of(text: str) -> str:
    """The words that the rows of a grid share; "" for a question of its own."""
    return text.split(PART, 1)[0] if PART in text else ""


def own_words(text: str) -> str:
    """The words of one row of a grid; the whole text of a question of its own."""
    return text.split(PART, 1)[-1]


def groups(questions: Sequence[tuple[Q, tuple[str, ...]]]) -> tuple[tuple[Q, ...], ...]:
    """Runs of two scales or more with the same 3 to 5 answers (and, in a grid, the same words before the rows)."""
    found: list[list[Q]] = []
    before: tuple[str, tuple[str, ...]] | None = None
    for question, answers in questions:
        if question.kind is not Kind.SCALE or not LEAST <= len(answers) <= MOST:
            before = None
            continue
        own = whole_of(question.text), tuple(answer.casefold().strip() for answer in answers)
        if own == before:
            found[-1].append(question)
        else:
            found.append([question])
        before = own
    return tuple(tuple(one) for one in found if len(one) > 1)


def against_first(answers: Sequence[str]) -> bool:
    """Whether a scale runs from against to for; as it stands where the words don't tell."""
    half = len(answers) // 2
    first = sum(len(_AGAINST.findall(answer.casefold())) for answer in answers[:half])
    last = sum(len(_AGAINST.findall(answer.casefold())) for answer in answers[len(answers) - half :])
    return first >= last

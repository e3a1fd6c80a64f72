"""Blank because it was not asked: where one answer always leads past a later question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wijkraad_app.features.surveys.rules.kinds import Kind, Missing

from .survey_file import Answer, ReadQuestion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_PATH = 10
MOST_FORKS = 12


@dataclass(frozen=True, slots=True)
class Skipped:
    """``count`` replies were led past question ``target`` by their answer to ``fork`` (indexes)."""

    target: int
    fork: int
    count: int


def not_asked(
    questions: Sequence[ReadQuestion], answers: Sequence[tuple[Answer, ...]]
) -> tuple[list[tuple[Answer, ...]], list[Skipped]]:
    """The answers with blanks turned into "not asked" where an earlier answer excludes the question.

    Judged so when at least ten replies gave that answer and none of them the later one, while most others did.
    """
    result = list(answers)
    found: list[Skipped] = []
    blank = [_blanks(question, own) for question, own in zip(questions, answers, strict=True)]
    passed: list[NDArray[np.bool_] | None] = [None] * len(questions)
    codes = [_codes(question, own) for question, own in zip(questions, answers, strict=True)]
    for target in range(len(questions)):
        if not blank[target].any() or blank[target].all():
            continue
        for fork in range(target - 1, -1, -1):
            skipped = _led_past(codes[fork], passed[fork], blank[target], len(questions[fork].options))
            if skipped is not None:
                passed[target] = skipped
                result[target] = _marked(result[target], skipped)
                found.append(Skipped(target, fork, int(skipped.sum())))
                break
    return result, found


def _blanks(question: ReadQuestion, answers: tuple[Answer, ...]) -> NDArray[np.bool_]:
    import numpy as np

    if not question.kind.coded:
        return np.zeros(len(answers), dtype=bool)
    if question.kind is not Kind.MULTIPLE:
        return np.asarray(np.asarray(answers, dtype=np.int64) == int(Missing.BLANK), dtype=bool)
    return np.fromiter((answer == -1 for answer in answers), dtype=bool, count=len(answers))


def _codes(question: ReadQuestion, answers: tuple[Answer, ...]) -> NDArray[np.int64] | None:
    import numpy as np

    forks = question.kind in (Kind.SINGLE, Kind.SCALE) and 2 <= len(question.options) <= MOST_FORKS
    return np.asarray(answers, dtype=np.int64) if forks else None


def _led_past(
    codes: NDArray[np.int64] | None, passed: NDArray[np.bool_] | None, blank: NDArray[np.bool_], options: int
) -> NDArray[np.bool_] | None:
    import numpy as np

    if codes is None:
        return None
    given = codes >= 0
    of = np.bincount(codes[given], minlength=options)
    without = np.bincount(codes[given & blank], minlength=options)
    closing = (of >= LEAST_PATH) & (without == of)
    others = ~closing & (of > 0)
    if not closing.any() or not others.any() or without[others].sum() * 4 > of[others].sum():
        return None
    skipped = given & closing[np.where(given, codes, 0)]
    if passed is not None and bool(blank[passed].all()):
        skipped = skipped | passed
    return np.asarray(skipped, dtype=bool)


def _marked(answers: tuple[Answer, ...], skipped: NDArray[np.bool_]) -> tuple[Answer, ...]:
    marked = list(answers)
    for row in skipped.nonzero()[0].tolist():
        marked[row] = int(Missing.NOT_ASKED)
    return tuple(marked)

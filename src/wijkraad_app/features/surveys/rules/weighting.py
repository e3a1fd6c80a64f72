"""Known margins of a survey: what is typed about the ward, tied to questions and answers, and what it does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from wijkraad_app.kernel import dates
from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _, language, ngettext

from .kinds import Kind
from .raking import Margin, Raked, rake

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HIGH_DEFF = 2.0
"""From here on weighting costs so much that the user is warned (SURVEYS.md)."""
LEAST_CELL = 30
_TOGETHER = re.compile(r"\s+/\s+")
_END = ".?!: "
_NUMBER = re.compile(r"\d{1,12}([.,]\d{1,6})?")


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One line as typed: question (its number or words), answer (or several with " / " between), number or share."""

    question: str
    answer: str
    number: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that lines may name; ``real`` is False for "don't know" and its like."""

    id: UUID
    label: str
    real: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that lines may name."""

    id: UUID
    number: int
    text: str
    kind: Kind
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """One class: answers taken together, and their number or share in the ward."""

    options: tuple[UUID, ...]
    number: float


@dataclass(frozen=True, slots=True)
class KnownMargin:
    """The classes of one question."""

    question: UUID
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """One margin ready to fit: per reply its class (-1: no answer) as bytes of int16, so that it can be remembered."""

    name: str
    classes: bytes
    targets: tuple[float, ...]
    labels: tuple[str, ...]


def read_number(text: str) -> float | None:
    """A number or share above 0, with comma or point, a per cent sign or points between thousands; else None."""
    plain = re.sub(r"\s", "", text).removesuffix("%")
    if re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?", plain):
        plain = plain.replace(".", "")
    if not _NUMBER.fullmatch(plain):
        return None
    return float(plain.replace(",", ".")) or None


def number_text(number: float) -> str:
    """A number as `read_number` takes it back, in the language in force."""
    text = f"{number:.6f}".rstrip("0").rstrip(".")
    return text if language() == "en" and read_number(text) == number else text.replace(".", ",")


def known_margins(lines: Sequence[MarginLine], asked: Sequence[Asked]) -> tuple[KnownMargin, ...]:
    """The lines as margins. `UserError` names the line, question or answer that can't be meant."""
    targets: dict[UUID, list[Target]] = {}
    by_id = {one.id: one for one in asked}
    now: Asked | None = None
    for line in lines:
        now = _question(line, asked) if line.question.strip() else now
        if now is None:
            raise _wrong(line, _("it names no question. Give the number of the question, or its words."), "no_question")
        number = read_number(line.number)
        if number is None:
            raise _wrong(line, _("“{text}” is no number above 0.").format(text=line.number.strip()[:40]), "no_number")
        targets.setdefault(now.id, []).append(Target(_answers(line, now), number))
    if not targets:
        raise UserError(_("There are no margins yet. Give per answer its number or share in the ward."), code="empty")
    made = tuple(KnownMargin(question, tuple(own)) for question, own in targets.items())
    for margin in made:
        _check_twice(margin, by_id[margin.question])
    return made


def _question(line: MarginLine, asked: Sequence[Asked]) -> Asked:
    wanted = _plain(line.question).rstrip(_END)
    found = [one for one in asked if wanted in (str(one.number), _plain(one.text).rstrip(_END))]
    if len(found) != 1:
        text = _("this survey has no question “{question}”.").format(question=line.question.strip()[:80])
        raise _wrong(line, text, "no_question")
    if found[0].kind not in (Kind.SINGLE, Kind.SCALE):
        text = _("“{question}” has no single answer to choose. Choose another question.")
        raise _wrong(line, text.format(question=found[0].text), "wrong_kind")
    return found[0]


def _answers(line: MarginLine, asked: Asked) -> tuple[UUID, ...]:
    """Longest words first, for an answer may hold a slash itself."""
    known = {_plain(choice.label): choice.id for choice in asked.choices if choice.real}
    parts = _TOGETHER.split(line.answer)
    found: list[UUID] = []
    while parts:
        ends = range(len(parts), 0, -1)
        end = next((end for end in ends if _plain(" / ".join(parts[:end])) in known), 0)
        if not end:
            text = _("“{answer}” is no answer to “{question}”.")
            raise _wrong(line, text.format(answer=parts[0].strip()[:80], question=asked.text), "no_answer")
        found.append(known[_plain(" / ".join(parts[:end]))])
        parts = parts[end:]
    return tuple(found)


def _check_twice(margin: KnownMargin, asked: Asked) -> None:
    seen: set[UUID] = set()
    labels = {choice.id: choice.label for choice in asked.choices}
    for option in (option for target in margin.targets for option in target.options):
        if option in seen:
            message = _("“{answer}” is there twice for “{question}”. Leave one out.")
            raise UserError(message.format(answer=labels[option], question=asked.text), code="answer_twice")
        seen.add(option)
    if len(margin.targets) < 2:
        message = _("Give at least two answers of “{question}”: a margin says how the ward is divided.")
        raise UserError(message.format(question=asked.text), code="one_class")


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _wrong(line: MarginLine, what: str, code: str) -> UserError:
    if not line.line:
        return UserError(what[:1].upper() + what[1:], code=code)
    return UserError(_("Line {line}: {what}").format(line=line.line, what=what), code=code)


@lru_cache(maxsize=8)
def fit(margins: tuple[Coded, ...]) -> Raked:
    """Weights for every reply, in order. Who gave no answer keeps the share that they have among the replies.

    `UserError` as `raking.rake`; "no_margin" when nobody answered a question.
    """
    return rake([_with_unknown(margin) for margin in margins])


def classes(margin: Coded) -> NDArray[np.int16]:
    """Per reply its class, -1 without an answer."""
    import numpy as np

    return np.frombuffer(margin.classes, dtype=np.int16)


def _with_unknown(margin: Coded) -> Margin:
    own = classes(margin)
    unknown = int((own < 0).sum())
    if unknown == len(own):
        message = _("Nobody answered “{question}”, so it can't be used for weighting.")
        raise UserError(message.format(question=margin.name), code="no_margin")
    if not unknown:
        return Margin(margin.name, own.tolist(), margin.targets, margin.labels)
    last, total = len(margin.targets), sum(margin.targets)
    own = own.copy()
    own[own < 0] = last
    share = total * unknown / (len(own) - unknown)
    return Margin(margin.name, own.tolist(), (*margin.targets, share), (*margin.labels, ""))


def warnings(margins: Sequence[Coded], raked: Raked) -> tuple[str, ...]:
    """What the user should know before relying on weighted figures, each one sentence."""
    told = []
    if raked.deff > HIGH_DEFF:
        text = _("Weighting makes the figures much less certain: {n} replies count as {n_eff}. Use fewer margins.")
        told.append(text.format(n=dates.number(len(raked.weights)), n_eff=dates.number(int(raked.n_eff))))
    for margin in margins:
        own = classes(margin)
        for place, label in enumerate(margin.labels):
            count = int((own == place).sum())
            if count < LEAST_CELL:
                text = ngettext(
                    "Only {n} reply in “{label}”: it weighs heavily. Take it together with another answer.",
                    "Only {n} replies in “{label}”: they weigh heavily. Take them together with another answer.",
                    count,
                )
                told.append(text.format(n=count, label=label))
        unknown = int((own < 0).sum())
        if unknown:
            text = ngettext(
                "{n} reply has no answer to “{question}”; it keeps its share.",
                "{n} replies have no answer to “{question}”; they keep their share.",
                unknown,
            )
            told.append(text.format(n=dates.number(unknown), question=margin.name))
    if raked.trimmed:
        text = ngettext("{n} weight was cut off.", "{n} weights were cut off.", raked.trimmed)
        told.append(text.format(n=dates.number(raked.trimmed)) + " " + _("So the margins fit a little less exactly."))
    return tuple(told)

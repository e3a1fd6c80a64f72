"""A questionnaire typed as plain text: a question on a line of its own, its answers below it.

    Hoe veilig is de oversteek?
    - Veilig
    - Onveilig

    Hoe gaat u op pad?
    + Fiets
    + Lopend

    Wat wilt u nog kwijt?

``-`` (or ``*``, ``•``, ``o``) is one answer to choose, ``+`` (or ``[ ]``) one of more; no answers is an open question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .kinds import Kind

_ONE = re.compile(r"\s*(?:[-–*•○◯]|o(?=\s)|\( ?\))\s*(\S.*)")
_MORE = re.compile(r"\s*(?:\+|\[ ?\]|☐|□)\s*(\S.*)")
_NUMBER = re.compile(r"\s*(?:vraag\s+)?\d{1,3}\s*[.):]\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedQuestion:
    """A question as typed."""

    text: str
    kind: Kind
    options: tuple[str, ...] = ()


def parse(text: str) -> tuple[TypedQuestion, ...]:
    """The questions in a text. `UserError` when there is none, an answer stands first, or a choice has one answer."""
    found: list[tuple[str, list[str], set[Kind]]] = []
    for line in text.splitlines():
        if not line.strip():
            continue
        more, one = _MORE.fullmatch(line), _ONE.fullmatch(line)
        chosen = more or one
        if chosen is None:
            found.append((_NUMBER.sub("", line).strip(), [], set()))
        elif not found:
            raise UserError(_("Begin with a question, and put its answers below it."), code="answer_first")
        else:
            found[-1][1].append(" ".join(chosen[1].split()))
            found[-1][2].add(Kind.MULTIPLE if more else Kind.SINGLE)
    if not found:
        raise UserError(_("Type at least one question."), code="no_questions")
    return tuple(_question(*one) for one in found)


def _question(text: str, options: list[str], kinds: set[Kind]) -> TypedQuestion:
    if not options:
        return TypedQuestion(text, Kind.OPEN)
    if len(options) < 2:
        message = _("“{question}” has one answer. Give at least two answers to choose from.")
        raise UserError(message.format(question=text), code="few_options")
    return TypedQuestion(text, Kind.MULTIPLE if Kind.MULTIPLE in kinds else Kind.SINGLE, tuple(options))

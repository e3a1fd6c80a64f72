"""Roles in a council and who holds them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import N_, _

ROLES = ("chair", "deputy_chair", "secretary", "treasurer", "member", "aspirant")
"""In the order in which members are named."""

_LABELS = {
    "chair": N_("chair"),
    "deputy_chair": N_("deputy chair"),
    "secretary": N_("secretary"),
    "treasurer": N_("treasurer"),
    "member": N_("member"),
    "aspirant": N_("aspiring member"),
}


class HasTerm(Protocol):
    """Something with a first and a last day; None is open."""

    @property
    def start(self) -> date | None: ...
    @property
    def end(self) -> date | None: ...


T = TypeVar("T", bound=HasTerm)


def role_label(role: str) -> str:
    """The role in the language in force."""
    return _(_LABELS[role]) if role in _LABELS else role


def rank(role: str) -> int:
    """Where the role stands among members; an unknown one comes last."""
    return ROLES.index(role) if role in ROLES else len(ROLES)


def votes(role: str) -> bool:
    """Whether the role usually votes: an aspiring member doesn't."""
    return role != "aspirant"


def check_role(role: str) -> str:
    """Raises `UserError` ``unknown_role``."""
    if role not in ROLES:
        raise UserError(
            _("“{role}” isn't a role here. Choose one from the list.").format(role=role), code="unknown_role"
        )
    return role


def check_term(start: date | None, end: date | None) -> None:
    """Raises `UserError` ``term_order`` when the last day comes before the first."""
    if start and end and end < start:
        raise UserError(_("The last day comes before the first. Choose a later last day."), code="term_order")


def holds_on(term: HasTerm, day: date) -> bool:
    """Whether the term covers the day; first and last day count."""
    return (term.start is None or term.start <= day) and (term.end is None or day <= term.end)


def current(memberships: Iterable[T], day: date) -> tuple[T, ...]:
    """The memberships that hold on that day, in the order given."""
    return tuple(one for one in memberships if holds_on(one, day))

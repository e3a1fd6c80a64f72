"""Who signs the letters of a council, in which order: roles, one to four of them."""

from __future__ import annotations

from collections.abc import Iterable

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .roles import check_role

MOST_SIGNERS = 4
"""A letter has room for four signatures (`pdf.blocks.SIGNERS`)."""


def roles_in(order: str) -> tuple[str, ...]:
    """The roles of a council's ``signing_order``, first signer first."""
    return tuple(order.split())


def order_of(roles: Iterable[str]) -> str:
    """The same the other way round, as it is kept."""
    return " ".join(roles)


def check_order(order: str) -> str:
    """The order as it is kept. `UserError` ``no_signer``, ``many_signers``, ``signs_twice`` or ``unknown_role``."""
    roles = roles_in(order)
    if not roles:
        raise UserError(_("Somebody has to sign. Keep at least one role."), code="no_signer")
    if len(roles) > MOST_SIGNERS:
        message = _("At most {count} people sign a letter.")
        raise UserError(message.format(count=MOST_SIGNERS), code="many_signers")
    if len(set(roles)) < len(roles):
        raise UserError(_("Each role signs a letter once."), code="signs_twice")
    return order_of(map(check_role, roles))


def moved(roles: tuple[str, ...], role: str, steps: int) -> tuple[str, ...]:
    """``role`` that many places further down, or up; at the edge nothing happens."""
    at = roles.index(role)
    rest = [one for one in roles if one != role]
    rest.insert(min(max(at + steps, 0), len(rest)), role)
    return tuple(rest)

"""Values that a meeting can't have."""

from __future__ import annotations

from collections.abc import Collection

from wijkraad_app.kernel.errors import UserError
from wijkraad_app.kernel.i18n import _

from .votes import Votes, too_many

LONGEST_ITEM = 600
"""Minutes that one item may take."""


def one_of(value: str, allowed: Collection[str]) -> str:
    """The value; `UserError` when it is none of those."""
    if value not in allowed:
        message = _("“{value}” isn't possible here. Choose one of: {allowed}.")
        raise UserError(message.format(value=value, allowed=", ".join(allowed)), code="unknown_value")
    return value


def some_text(value: str, message: str) -> str:
    """The text without blanks around it; `UserError` with ``message`` when nothing is left."""
    if not value.strip():
        raise UserError(message, code="empty")
    return value.strip()


def item_minutes(value: int | None) -> int | None:
    """Planned minutes; `UserError` beyond ten hours or below zero."""
    if value is not None and not 0 <= value <= LONGEST_ITEM:
        message = _("{minutes} minutes isn't possible. Choose 0 to {most}.")
        raise UserError(message.format(minutes=value, most=LONGEST_ITEM), code="minutes")
    return value


def possible_votes(
    in_favour: int | None, against: int | None, abstained: int | None, blank: int | None = None
) -> Votes | None:
    """The counts, None when nobody counted; `UserError` when one is negative."""
    counts = (in_favour, against, abstained, blank)
    if all(count is None for count in counts):
        return None
    try:
        return Votes(*(count or 0 for count in counts))
    except ValueError:
        raise UserError(_("A number of votes can't be below zero."), code="votes") from None


def within_present(votes: Votes, present: int) -> None:
    """`UserError` when more votes were counted than members with a vote are there."""
    if too_many(votes, present):
        message = _("{votes} votes were counted, but {present} members with a vote are present. Count again.")
        raise UserError(message.format(votes=votes.total, present=present), code="too_many_votes")

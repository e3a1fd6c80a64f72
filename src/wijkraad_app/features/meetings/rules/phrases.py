"""Text blocks for minutes: standing sentences with what this meeting fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wijkraad_app.kernel.i18n import N_

PLACES = {
    "time": N_("the time now, or when the meeting ended"),
    "chair": N_("the chair of the meeting"),
    "minute_taker": N_("who takes the minutes"),
    "n": N_("how many members with a vote are present"),
    "members": N_("how many members have a vote"),
    "needed": N_("how many are needed for a quorum"),
    "date": N_("the day of the meeting"),
    "next": N_("the day of the next meeting"),
}
"""What can stand between braces, with what it becomes."""
MISSING = "…"
_PLACE = re.compile(r"\{([a-z_]+)\}")


def filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with what is known in its places, `MISSING` where it isn't; other braces stay as they are."""

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        return (values.get(name) or MISSING) if name in PLACES else match.group()

    return _PLACE.sub(put, text)

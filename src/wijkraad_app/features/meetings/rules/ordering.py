"""Places in a list that merges: fractional keys, and what to do where two have the same."""

from __future__ import annotations

from collections.abc import Sequence

from wijkraad_app.kernel import order


def keys_with_room(keys: Sequence[str], at: int) -> tuple[list[str], str]:
    """``keys`` (sorted) as they have to be, and the key for a new one before index ``at``.

    The keys stay as they are, unless two computers gave neighbours the same one: then all are spread anew.
    """
    before = keys[at - 1] if at > 0 else None
    after = keys[at] if at < len(keys) else None
    if before is None or after is None or before < after:
        return list(keys), order.between(before, after)
    fresh = order.spread(len(keys) + 1)
    return fresh[:at] + fresh[at + 1 :], fresh[at]

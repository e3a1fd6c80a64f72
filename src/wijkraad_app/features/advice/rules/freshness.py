"""Whether a frozen figure is still what its source says, and whether a quote may still be printed."""

from __future__ import annotations

from enum import StrEnum


class Freshness(StrEnum):
    """How a frozen source stands to its origin."""

    SAME = "same"
    CHANGED = "changed"
    KEPT = "kept"
    GONE = "gone"
    NO_CONSENT = "no_consent"

    @property
    def asks(self) -> bool:
        """Must be asked once more before adoption and before the first signature."""
        return self in (Freshness.CHANGED, Freshness.GONE, Freshness.NO_CONSENT)


def judge(frozen: str, kept: str, now: str | None, *, allowed: bool = True) -> Freshness:
    """Compare fingerprints: of the frozen figures, of the newer ones the user set aside, and of the source now."""
    if not allowed:
        return Freshness.NO_CONSENT
    if now is None:
        return Freshness.KEPT if kept == GONE_KEPT else Freshness.GONE
    if now == frozen:
        return Freshness.SAME
    return Freshness.KEPT if now == kept else Freshness.CHANGED


GONE_KEPT = "gone"
"""In place of a fingerprint: the user kept the figures of a source that isn't there any more."""
